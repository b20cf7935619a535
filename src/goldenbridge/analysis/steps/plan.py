"""From a package to the steps in which to carry it out, and what they need to hold.

The schedule is made for one set of values and then tried in many worlds. Those values are the
mean over the worlds in which all would sign the package (steps matter only where it is signed);
where no world has it signed, every value at its likeliest. Means keep worths adding up, and
nobody whose consent is needed loses by the package in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.analysis.steps.agreed import Agreed, agreed
from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import Margins, margins, margins_in
from goldenbridge.analysis.steps.patience import Patience, least_patience
from goldenbridge.analysis.steps.rounding import rounded
from goldenbridge.analysis.steps.schedule import Schedule, Then, best_schedule, in_turn
from goldenbridge.analysis.steps.telling import tell
from goldenbridge.analysis.steps.tested import Tested, drawn_patience, try_in_worlds
from goldenbridge.analysis.steps.unravel import Unravelling, unravelling
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import FRESH, MAIN

__all__ = ["Alternative", "StepPlan", "step_plan"]

SHORT = 1e-6
#: Worlds on which a schedule is chosen.
LOOKED_AT = 1000
NOTHING: Then = "nothing"
KINDS: tuple[Then, ...] = ("early", "room")


@dataclass(frozen=True, eq=False)
class Alternative:
    """The same package in another order: who goes first, or all at the same time.

    Attributes
    ----------
    first : the party that begins where all act in turn; None where all act in any period.
    schedule : the steps; None where the time does not suffice.
    """

    first: str | None
    schedule: Schedule | None


@dataclass(frozen=True, eq=False)
class StepPlan:
    """In which steps to carry a package out, who would break them where, and what mends it.

    Attributes
    ----------
    agreed : the package as acts of parties; its exchange is in the values below.
    values : whether those are the mean of the worlds in which all would sign, or the likeliest.
    status : ``holds`` (by itself), ``holds with guarantees``, ``not begun`` (somebody would
        rather not begin, in any schedule), ``out of time`` (the acts take longer than there
        is), ``nothing to order`` (no act, or nobody who must agree).
    schedule : the steps chosen: of all orders the one with the least guarantee, in sizes that
        are rounded where little is lost.
    chosen_for : of schedules with that guarantee, the earliest or the one with most room: which
        of the two holds in more worlds (the first worlds; the fresh ones say how many).
    first : the party that begins, where that order is in turn.
    margins : by how much each party prefers going on, at each point, with the guarantees.
    without : how the steps come apart without the guarantee added.
    patience, patience_without : of each party, with that guarantee and without.
    alternatives : the other orders, side by side.
    tested : what becomes of the steps in many worlds; None where there are no steps.
    """

    agreed: Agreed
    values: Literal["signed", "likeliest"]
    status: str
    schedule: Schedule | None = None
    chosen_for: Then = "nothing"
    first: str | None = None
    margins: Margins | None = None
    without: Unravelling | None = None
    patience: tuple[Patience, ...] = ()
    patience_without: tuple[Patience, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    tested: Tested | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data, with the steps in words."""
        return tell(self)


def step_plan(
    sample: Sample,
    deal: NDArray[np.integer],
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> StepPlan:
    """The order and size of steps in which nobody gains by breaking a package off.

    Trust it as far as the terms go it was made with: who must act, what can be taken back, how
    patient and watchful the parties are. Most of that is assumed, and ``rests_on`` lists what the
    case does not say at all. It says who would gain by breaking, not who will.

    Parameters
    ----------
    sample : worlds; the values come from the first, the steps are tried in the fresh ones.
    deal : (issues,), option numbers of the package.
    progress, stop : told how far it is; asked between orders and between worlds whether to end.

    Raises
    ------
    ValueError : the package breaks a rule of the case.

    >>> from goldenbridge.case import load
    >>> sample = Sample.draw(load("two-sellers").at(), seed=1, worlds=200)
    >>> deal = sample.frame.index({"flour": "middle", "delivery": "deliver"})
    >>> step_plan(sample, deal).status
    'holds'
    """
    found, values = _valued(sample, deal)
    exchange = found.exchange
    if not found.acts or not found.parties:
        return StepPlan(found, values, "nothing to order")
    orders = _orders(exchange)
    tried: list[Alternative] = []
    for number, first in enumerate(orders):
        turns = None if first is None else in_turn(exchange, first)
        name = None if first is None else found.parties[first]
        tried.append(Alternative(name, best_schedule(exchange, turns, "nothing")))
        if progress is not None:
            progress("ordering the steps", (number + 1) / (len(orders) + 1))
        if stop is not None and stop():
            break
    best = min(tried, key=_cost)
    if best.schedule is None:
        return StepPlan(found, values, "out of time", alternatives=tuple(tried))
    exact, chosen_for = _chosen(sample, found, best.schedule)
    schedule = rounded(exchange, exact)
    if progress is not None:
        progress("ordering the steps", 1.0)
    patience = drawn_patience(found, sample.fresh, sample.seed, FRESH)
    return StepPlan(
        found,
        values,
        _status(schedule),
        schedule,
        chosen_for,
        best.first,
        margins(exchange, schedule.levels, schedule.added),
        unravelling(exchange, schedule.levels),
        tuple(least_patience(exchange, schedule.levels, schedule.added)),
        tuple(least_patience(exchange, schedule.levels)),
        tuple(tried),
        try_in_worlds(found, schedule, sample.fresh, patience, progress=progress, stop=stop),
    )


def _valued(
    sample: Sample, deal: NDArray[np.integer]
) -> tuple[Agreed, Literal["signed", "likeliest"]]:
    """The package as an exchange, in the mean of the worlds in which all would sign it."""
    found, worlds, frame = agreed(sample.frame, deal), sample.worlds, sample.frame
    if not found.acts or not found.parties:
        return found, "likeliest"
    signed = accepted(
        frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent,
        found.deal[None],
    )[:, 0]  # fmt: skip
    if not signed.any():
        return found, "likeliest"
    worth, outside = found.worths(worlds.some(np.flatnonzero(signed)))
    exchange = found.exchange.with_worth(
        worth.mean(axis=0), outside.mean(axis=0), found.exchange.patience
    )
    return found.with_exchange(exchange), "signed"


def _chosen(sample: Sample, found: Agreed, least: Schedule) -> tuple[Schedule, Then]:
    """Of the earliest and the roomiest schedule, the one that holds in more worlds."""
    worlds = sample.worlds.some(np.arange(min(len(sample.worlds), LOOKED_AT)))
    worth, outside = found.worths(worlds)
    patience = drawn_patience(found, worlds, sample.seed, MAIN)
    best, chosen, most = least, NOTHING, -1
    for then in KINDS:
        tried = best_schedule(found.exchange, least.turns, then) or least
        kept = margins_in(found.exchange, tried.levels, worth, outside, patience, tried.added)
        if (count := int(kept.holds.sum())) > most:
            best, chosen, most = tried, then, count
    return best, chosen


def _orders(exchange: Exchange) -> list[int | None]:
    """All at the same time; and in turn, each doer beginning, where there are several."""
    doers = sorted({int(d) for d in exchange.doer if d >= 0})
    return [None, *(doers if len(doers) > 1 else [])]


def _cost(tried: Alternative) -> tuple[float, float]:
    """Fewest points short of beginning, then the least guarantee; the first of equals."""
    if tried.schedule is None:
        return np.inf, np.inf
    return round(float(tried.schedule.short.sum()), 6), round(tried.schedule.total, 6)


def _status(schedule: Schedule) -> str:
    if (schedule.short > SHORT).any():
        return "not begun"
    return "holds with guarantees" if schedule.total > SHORT else "holds"
