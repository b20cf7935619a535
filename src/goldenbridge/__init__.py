"""Goldenbridge: is there a deal, and if not, why not?

A YAML case of a conflict goes in; an honest report comes out, in which every number
names its source and rival readings of the evidence stand side by side.
"""

__version__ = "0.1.0"
