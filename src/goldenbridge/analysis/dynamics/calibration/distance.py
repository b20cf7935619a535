"""How far a simulated population is from the targets: one number, 1 where chance leaves the data.

    implausibility of a figure   I = |simulated − target| / √(tolerance² + error of simulating²)
    distance                     max(√(Σ w I² / Σ w), max I / 3)

At 1 the figures are on average as far off as chance alone leaves the crises counted, and none is
further than three of its tolerances. Much nearer would be to fit chance. Weights are those of the
targets; what is put in has none.

References
----------
Craig, Goldstein, Seheult and Smith (1997), Pressure matching for hydrocarbon reservoirs; Vernon,
Goldstein and Bower (2010), Galaxy formation: a Bayesian uncertainty analysis: implausibility, and
three as the cut of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot, inf, isfinite, sqrt

from goldenbridge.analysis.dynamics.calibration.simulated import Figure
from goldenbridge.analysis.dynamics.targets import TARGETS, Target

__all__ = ["CUT", "FITTED", "distance", "implausibility"]

#: An implausibility beyond which a single figure rules a point out.
CUT = 3.0
FITTED = tuple(target for target in TARGETS if target.role == "result")


def implausibility(target: Target, figure: Figure) -> float:
    """How many tolerances a simulated figure is off; infinite where it could not be counted.

    >>> agreement = FITTED[0]
    >>> round(implausibility(agreement, Figure(agreement.value, 0.01, 500.0)), 3)
    0.0
    """
    if not isfinite(figure.value):
        return inf
    assert target.tolerance is not None
    return abs(figure.value - target.value) / hypot(target.tolerance, figure.error)


def distance(shown: Mapping[str, Figure]) -> float:
    """How far all figures together are off; 1 is as near as the data can tell.

    >>> distance({target.id: Figure(target.value, 0.0, 500.0) for target in FITTED})
    0.0
    """
    off = [implausibility(target, shown[target.id]) for target in FITTED]
    weights = [target.weight for target in FITTED]
    if max(off) == inf:
        return inf
    mean = sum(w * i * i for w, i in zip(weights, off, strict=True)) / sum(weights)
    return max(sqrt(mean), max(off) / CUT)
