"""What came of runs, in the words of the command line: one figure an outcome, with its interval."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.understanding.intervals import (
    Estimate,
    difference,
    mean,
    share,
)

__all__ = ["AGREED", "LAPSED", "OUTCOMES", "Outcome", "at_war_from_the_start", "compared", "told"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

AGREED, LAPSED = 1.0, 2.0

#: Months that an agreement must last to be called durable.
FIVE_YEARS = 60.0


class Outcome(NamedTuple):
    """One figure: what it says, whether it is a share, what it is of, and the runs that count."""

    name: str
    text: str
    is_share: bool
    value: Callable[[Runs], NDArray[np.generic]]
    where: Callable[[Runs], Mask] | None = None


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
    ),
    Outcome("peak_rung", "the highest rung of the ladder, 0 to 8", False, lambda r: r["peak"]),
    Outcome("held", "of agreements, those that hold for five years", True, _durable, _agreed),
    Outcome(
        "lapse", "the crisis lapses without an agreement", True, lambda r: r["ending"] == LAPSED
    ),
    Outcome(
        "window", "there is a window for a deal at some time", True, lambda r: r["open_months"] > 0
    ),
    Outcome("open_months", "months with a window for a deal", False, lambda r: r["open_months"]),
    Outcome("war_months", "months of full-scale war", False, lambda r: r["war_months"]),
    Outcome("widened", "others or another theatre are drawn in", True, lambda r: r["widened"] > 0),
    Outcome("slips", "accidental steps up", False, lambda r: r["slips"]),
    Outcome("steps_up", "deliberate steps up", False, lambda r: r["steps_up"]),
)


def told(runs: Runs) -> dict[str, Estimate]:
    """Every outcome of some runs, by name, with intervals clustered by world."""
    found = {}
    for one in OUTCOMES:
        of = share if one.is_share else mean
        where = None if one.where is None else one.where(runs)
        found[one.name] = of(one.value(runs), runs["world"], where)
    return found


def compared(a: Runs, b: Runs) -> dict[str, Estimate]:
    """By how much more each outcome comes about in the first than in the second, run by run.

    Both are of the same run numbers and seed, so that what they have in common cancels.
    """
    found = {}
    for one in OUTCOMES:
        where = (None, None) if one.where is None else (one.where(a), one.where(b))
        found[one.name] = difference(one.value(a), one.value(b), a["world"], *where)
    return found
