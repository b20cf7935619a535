"""What runs of the generic crisis show of the targets, by the definitions of the data set.

War is full-scale war at the peak, whatever rung is reached later. Agreement is a signed one before
the crisis ends otherwise. Hazards are events over the months of 30 days lived through in a bin by
the crises still running; runs that reach the horizon are running to the end of it. Mediated is who
had a mediator before the end. Five years after the signature count for resumption.
"""

from __future__ import annotations

from itertools import pairwise
from math import nan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.generic import protracted, violent
from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import CLASHES, LIMITED, WAR
from goldenbridge.analysis.dynamics.targets import EDGES

__all__ = ["CHECKS", "FIVE_YEARS", "Figure", "figures", "share"]

Bools = NDArray[np.bool_]

AGREED, DAYS, FIVE_YEARS = 1.0, 30.0, 60.0

#: Figures that nothing is fitted to: base rates of the same crises, and where in them.
CHECKS: dict[str, tuple[str, float | None]] = {
    "no-violence": ("icb-no-violence", None),
    "duration-ninth-decile": ("icb-duration", 0.9),
    "agreement-mediated-violent": ("icb-violent-agreement-mediated", None),
    "agreement-unmediated-violent": ("icb-violent-agreement-unmediated", None),
}


class Figure(NamedTuple):
    """A figure of so many runs: its value, and the error that chance leaves in it.

    ``of`` is the number of runs, or of months lived through; nan and 0 where there were none.
    """

    value: float
    error: float
    of: float


def figures(found: Runs, seed: int) -> dict[str, Figure]:
    """By target's id, and by id of ``CHECKS``, what the runs show.

    Errors are those of runs each in a world of its own; where several share a world, they are too
    small.

    Parameters
    ----------
    found : runs of :func:`~goldenbridge.analysis.dynamics.generic.generic`.
    seed : of its worlds, which says how each crisis began.
    """
    days = found["month"] * DAYS
    ended = found["ending"] > 0.0
    agreed = found["ending"] == AGREED
    war = found["peak"] >= WAR
    mediated = found["mediated"] > 0.0
    world = found["world"].astype(np.int64)
    begun_violent = violent(found.model.worlds, seed)[world]
    long_lived = protracted(found.model.worlds, seed)[world]
    fought = found["peak"] >= LIMITED
    shown = {"agreement": share(agreed)}
    for start, end in pairwise(EDGES):
        lived = (np.clip(days, start, end) - start).sum() / DAYS
        inside = (days >= start) & (days < end)
        shown[f"agreement-hazard-{start}-{end}"] = _hazard(agreed & inside, lived)
        shown[f"ending-hazard-{start}-{end}"] = _hazard(ended & inside, lived)
    shown["duration-lower-quartile"] = _quantile(days, 0.25)
    shown["duration-median"] = _quantile(days, 0.5)
    shown["duration-upper-quartile"] = _quantile(days, 0.75)
    shown["war"] = share(war)
    shown["war-violent-trigger"] = share(war, begun_violent)
    shown["war-nonviolent-trigger"] = share(war, ~begun_violent)
    shown["war-protracted"] = share(war, long_lived)
    shown["war-not-protracted"] = share(war, ~long_lived)
    shown["mediated"] = share(mediated)
    shown["agreement-mediated"] = share(agreed, mediated)
    shown["agreement-unmediated"] = share(agreed, ~mediated)
    shown["war-mediated"] = share(war, mediated)
    shown["war-unmediated"] = share(war, ~mediated)
    shown["resumption-agreement"] = share(found["held"] < FIVE_YEARS, agreed)
    shown["no-violence"] = share(found["peak"] < CLASHES)
    shown["duration-ninth-decile"] = _quantile(days, 0.9)
    shown["agreement-mediated-violent"] = share(agreed, mediated & fought)
    shown["agreement-unmediated-violent"] = share(agreed, ~mediated & fought)
    return shown


def share(mask: Bools, among: Bools | None = None) -> Figure:
    """The share of runs in which something holds, among some of them."""
    counted = mask if among is None else mask[among]
    n = len(counted)
    if n == 0:
        return Figure(nan, nan, 0.0)
    p = float(counted.mean())
    return Figure(p, sqrt(p * (1.0 - p) / n), float(n))


def _hazard(events: Bools, lived: float) -> Figure:
    count = int(np.count_nonzero(events))
    if lived <= 0.0:
        return Figure(nan, nan, 0.0)
    return Figure(float(count / lived), float(sqrt(count) / lived), float(lived))


def _quantile(days: NDArray[np.float64], at: float) -> Figure:
    """A quantile, with the error that the ranks on both sides of it leave."""
    n = len(days)
    if n == 0:
        return Figure(nan, nan, 0.0)
    step = sqrt(at * (1.0 - at) / n)
    low, value, high = np.quantile(days, [max(0.0, at - step), at, min(1.0, at + step)])
    return Figure(float(value), float(high - low) / 2.0, float(n))
