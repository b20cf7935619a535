"""What came of runs, in the words of the command line: one figure an outcome, with its interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import WIDER
from goldenbridge.analysis.dynamics.understanding.intervals import (
    Estimate,
    difference,
    mean,
    share,
)

__all__ = [
    "AGREED",
    "LAPSED",
    "OUTCOMES",
    "Outcome",
    "at_war_from_the_start",
    "bounded",
    "compared",
    "told",
]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

AGREED, LAPSED = 1.0, 2.0

#: Months that an agreement must last to be called durable.
FIVE_YEARS = 60.0


class Outcome(NamedTuple):
    """One figure: what it says, whether it is a share, what it is of, and the runs that count.

    ``most`` is the most that it can be: a share 1, and where it is None as long as the simulation.
    """

    name: str
    text: str
    is_share: bool
    value: Callable[[Runs], NDArray[np.generic]]
    where: Callable[[Runs], Mask] | None = None
    most: float | None = 1.0


def at_war_from_the_start(runs: Runs) -> bool:
    """Whether full-scale war is being fought when the simulation begins."""
    return runs.model.begins_in_war


def _agreed(runs: Runs) -> Mask:
    return np.asarray(runs["ending"] == AGREED)


def _war(runs: Runs) -> Mask:
    column = "at_war" if at_war_from_the_start(runs) else "war"
    return np.asarray(runs[column] > 0)


def _durable(runs: Runs) -> Mask:
    return np.asarray(_agreed(runs) & (runs["held"] >= FIVE_YEARS))


OUTCOMES: tuple[Outcome, ...] = (
    Outcome("agreement", "an agreement is signed within the time simulated", True, _agreed),
    Outcome(
        "war",
        "full-scale war breaks out; where it is being fought at the start: it still is at the end",
        True,
        _war,
    ),
    Outcome("ceasefire", "a ceasefire comes about", True, lambda r: r["ceasefire"] > 0),
    Outcome("durable", "an agreement is signed and holds for five years", True, _durable),
    Outcome(
        "months_to_agreement",
        "months until the agreement, where there is one",
        False,
        lambda r: r["month"],
        _agreed,
        None,
    ),
    Outcome(
        "peak_rung", "the highest rung of the ladder, 0 to 8", False, lambda r: r["peak"],
        most=float(WIDER),
    ),
    Outcome("held", "of agreements, those that hold for five years", True, _durable, _agreed),
    Outcome(
        "lapse", "the crisis lapses without an agreement", True, lambda r: r["ending"] == LAPSED
    ),
    Outcome(
        "window", "there is a window for a deal at some time", True, lambda r: r["open_months"] > 0
    ),
    Outcome(
        "open_months", "months with a window for a deal", False, lambda r: r["open_months"],
        most=None,
    ),
    Outcome(
        "war_months", "months of full-scale war", False, lambda r: r["war_months"], most=None
    ),
    Outcome("widened", "others or another theatre are drawn in", True, lambda r: r["widened"] > 0),
    Outcome("slips", "accidental steps up", False, lambda r: r["slips"], most=inf),
    Outcome("steps_up", "deliberate steps up", False, lambda r: r["steps_up"], most=inf),
)  # fmt: skip


def told(runs: Runs) -> dict[str, Estimate]:
    """Every outcome of some runs, by name, with intervals clustered by world."""
    found = {}
    for one in OUTCOMES:
        of = share if one.is_share else mean
        where = None if one.where is None else one.where(runs)
        found[one.name] = bounded(of(one.value(runs), runs["world"], where), 0.0, _most(one, runs))
    return found


def compared(a: Runs, b: Runs) -> dict[str, Estimate]:
    """By how much more each outcome comes about in the first than in the second, run by run.

    Both are of the same run numbers and seed, so that what they have in common cancels.
    """
    found = {}
    for one in OUTCOMES:
        where = (None, None) if one.where is None else (one.where(a), one.where(b))
        apart, most = difference(one.value(a), one.value(b), a["world"], *where), _most(one, a)
        found[one.name] = bounded(apart, -most, most)
    return found


def bounded(one: Estimate, low: float, high: float) -> Estimate:
    """The same with an interval that says nothing impossible.

    Intervals of means are as wide on either side, whatever the range of what is measured.

    >>> print(bounded(Estimate(0.2, -0.3, 0.7, 40, 20), 0.0, 8.0))
    0.2 (0 to 0.7)
    """
    if one.low is None or one.high is None:
        return one
    return replace(one, low=min(max(one.low, low), high), high=max(min(one.high, high), low))


def _most(one: Outcome, runs: Runs) -> float:
    return runs.model.horizon if one.most is None else one.most
