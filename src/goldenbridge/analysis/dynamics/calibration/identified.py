"""What the targets have narrowed down, and what they leave open.

A rate is *identified* where the points left cover less than half of its prior range (the width of
the middle nine tenths, against that of the prior), *in part* below four fifths, else *not*. Rates
that move together are identified only together. All of it holds under this model, these priors
and these targets: a rate may be narrow because the model has no other way to reach a figure.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.calibration.prior import FREE, Free, spread_out

__all__ = ["Left", "left", "profile", "together"]

Floats = NDArray[np.float64]

MIDDLE = (0.05, 0.95)
NARROW, HALF_NARROW = 0.5, 0.8
TOGETHER = 0.5


class Left(NamedTuple):
    """What is left of one rate: its middle nine tenths, where it is densest, how much narrower.

    ``width`` is that of the middle nine tenths over that of the prior; ``verdict`` is
    ``identified``, ``in part`` or ``not``.
    """

    free: Free
    low: float
    mode: float
    high: float
    width: float
    verdict: str


def left(units: Floats, free: tuple[Free, ...] = FREE) -> list[Left]:
    """What the points leave of each rate.

    Parameters
    ----------
    units : (points, free), places between 0 and 1 in each range.

    >>> found = left(np.random.default_rng(1).random((500, len(FREE))))
    >>> {one.verdict for one in found}
    {'not'}
    """
    low, high = np.quantile(units, MIDDLE, axis=0)
    mode = np.array([_shortest_half(column) for column in units.T])
    width = (high - low) / (MIDDLE[1] - MIDDLE[0])
    rows = np.stack([spread_out(row, free) for row in (low, mode, high)], axis=1).tolist()
    return [
        Left(one, lowest, densest, highest, float(wide), _verdict(wide))
        for one, (lowest, densest, highest), wide in zip(free, rows, width, strict=True)
    ]


def together(units: Floats, free: tuple[Free, ...] = FREE) -> list[tuple[str, str, float]]:
    """Pairs of rates that move together, by their rank correlation, the strongest first.

    References
    ----------
    Spearman (1904), The proof and measurement of association between two things.
    """
    ranks = units.argsort(axis=0).argsort(axis=0)
    correlation = np.atleast_2d(np.corrcoef(ranks.T))
    pairs = [
        (free[i].name, free[j].name, float(correlation[i, j]))
        for i, j in combinations(range(len(free)), 2)
        if abs(correlation[i, j]) >= TOGETHER
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


def profile(seen: Floats, far: Floats, bins: int = 10) -> Floats:
    """The least distance seen in each part of each range: (free, bins), infinite where none was.

    Parts that were left early were looked at seldom, so there it is an upper bound.
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    found = np.full((seen.shape[1], bins), np.inf)
    for i, column in enumerate(seen.T):
        for part, (start, end) in enumerate(pairwise(edges)):
            inside = (column >= start) & (column <= end)
            if inside.any():
                found[i, part] = far[inside].min()
    return found


def _shortest_half(column: Floats) -> float:
    """The middle of the shortest stretch that holds half of the points: where they are densest."""
    ordered = np.sort(column)
    half = max(1, len(ordered) // 2)
    widths = ordered[half:] - ordered[: len(ordered) - half]
    first = int(widths.argmin()) if len(widths) else 0
    return float((ordered[first] + ordered[min(first + half, len(ordered) - 1)]) / 2.0)


def _verdict(width: float) -> str:
    return "identified" if width < NARROW else "in part" if width < HALF_NARROW else "not"
