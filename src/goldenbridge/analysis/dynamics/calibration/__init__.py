"""Calibration of the generic crisis to base rates: what is fitted, how, and what that identifies.

``prior`` what is free, and how far; ``simulated`` the targets' counterparts in runs; ``distance``
how far a point is from them; ``matching`` waves that rule points out; ``calibrate`` all of it in
order; ``identified`` what the data have narrowed down; ``shipped`` and ``file`` what comes along.
"""
