"""The steps of a plan as plain data: who does how much of what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.agreed import Agreed, patience_of
from goldenbridge.analysis.steps.patience import Patience
from goldenbridge.analysis.steps.schedule import Schedule
from goldenbridge.analysis.steps.tested import Tested
from goldenbridge.analysis.steps.unravel import Breach, Unravelling
from goldenbridge.analysis.steps.words import (
    CONVENTIONS,
    LEAST,
    amount,
    breach_words,
    sizes,
    summary,
)

if TYPE_CHECKING:
    from goldenbridge.analysis.steps.plan import StepPlan

__all__ = ["tell"]


def tell(plan: StepPlan) -> dict[str, object]:
    """A plan as plain data, names in words beside ids."""
    found, snapshot = plan.agreed, plan.agreed.frame.snapshot
    steps = snapshot.body.steps
    told: dict[str, object] = {
        "status": plan.status,
        "text": summary(plan),
        "values": plan.values,
        "period": steps.period,
        "periods": steps.periods,
        "snapback": steps.snapback,
        "parties": {p: snapshot.name(p) for p in found.parties},
        "acts": [_act(found, n) for n in range(len(found.acts))],
        "gains": _by_party(
            found, found.exchange.worth.sum(axis=1) - found.exchange.outside
        ) if found.acts else {},
        "spread": _by_party(found, found.spread),
        "rests_on": list(found.rests_on),
        "conventions": list(CONVENTIONS),
        "order": None,
        "chosen_for": None,
        "rounded_to": None,
        "steps": [],
        "guarantees": None,
        "begin": None,
        "without_added": None,
        "patience": {},
        "alternatives": [_alternative(found, a.first, a.schedule) for a in plan.alternatives],
        "worlds": None,
    }  # fmt: skip
    if plan.schedule is None or plan.margins is None:
        return told
    told["order"] = _order(found, plan.first)
    told["chosen_for"] = plan.chosen_for
    told["rounded_to"] = plan.schedule.rounded_to
    told["conventions"] = [*CONVENTIONS, sizes(plan.schedule)]
    told["steps"] = _steps(plan, plan.schedule)
    told["guarantees"] = {
        "posted": _by_party(found, found.exchange.posted),
        "added": _by_party(found, plan.schedule.added),
        "total_added": round(plan.schedule.total, 6),
        "proved_least": plan.schedule.proved and plan.schedule.above == 0,
        "above_least": round(plan.schedule.above, 6),
    }
    told["begin"] = {
        "gain": _by_party(found, plan.margins.begin[0]),
        "short": _by_party(found, plan.schedule.short),
    }
    if plan.without is not None:
        told["without_added"] = _without(found, plan.without)
    told["patience"] = {
        p: _patience(found, n, plan.patience[n], plan.patience_without[n])
        for n, p in enumerate(found.parties)
    }
    if plan.tested is not None:
        told["worlds"] = _tested(found, plan.tested)
    return told


def _act(found: Agreed, number: int) -> dict[str, object]:
    act, exchange = found.acts[number], found.exchange
    issue = found.frame.snapshot.body.issues[act.issue]
    return {
        "issue": act.issue,
        "name": issue.name,
        "option": act.option,
        "option_name": issue.options[act.option].name,
        "by": act.by,
        "by_name": found.frame.snapshot.name(act.by),
        "share": round(act.share, 6),
        "divisible": act.doing.divisible,
        "kind": act.doing.kind,
        "reversible": round(float(exchange.reversible[number]), 6),
        "takes": act.doing.takes,
        "escrow": act.doing.escrow,
        "worth": _by_party(found, exchange.worth[:, number]),
    }


def _steps(plan: StepPlan, schedule: Schedule) -> list[dict[str, object]]:
    """Each period in which something is done."""
    found, told = plan.agreed, []
    assert plan.margins is not None
    period = found.frame.snapshot.body.steps.period
    for n in range(1, found.exchange.periods + 1):
        before, now = schedule.levels[n - 1], schedule.levels[n]
        done = [m for m in range(len(found.acts)) if now[m] - before[m] > LEAST]
        if not done:
            continue
        by: dict[str, list[str]] = {}
        for m in done:
            by.setdefault(found.acts[m].by, []).append(
                amount(found, found.acts[m], float(before[m]), float(now[m]))
            )
        name = found.frame.snapshot.name
        words = "; ".join(f"{name(p)}: {', '.join(acts)}" for p, acts in by.items())
        told.append(
            {
                "period": n,
                "acts": [
                    {
                        "act": m,
                        "issue": found.acts[m].issue,
                        "by": found.acts[m].by,
                        "from": round(float(before[m]), 6),
                        "to": round(float(now[m]), 6),
                    }
                    for m in done
                ],
                "does": [{"by": p, "name": name(p), "words": acts} for p, acts in by.items()],
                "room": _by_party(found, plan.margins.going_on[0, :, n - 1]),
                "text": f"{period.capitalize()} {n}: {words}.",
            }
        )
    return told


def _breach(found: Agreed, breach: Breach) -> dict[str, object]:
    return {
        "period": breach.point,
        "after_all_is_done": breach.point > found.exchange.periods,
        "party": found.parties[breach.party],
        "points": round(breach.gain, 6),
        "text": breach_words(found, breach) + ".",
    }


def _without(found: Agreed, apart: Unravelling) -> dict[str, object]:
    return {
        "tempted": [_breach(found, b) for b in apart.tempted],
        "chain": [_breach(found, b) for b in apart.chain],
        "unravels_to": None if apart.reaches is None else _breach(found, apart.reaches),
    }


def _patience(found: Agreed, party: int, held: Patience, bare: Patience) -> dict[str, object]:
    said = patience_of(found.frame, found.parties[party])
    return {
        "thought": [said.low, said.mode, said.high],
        "least": held.least,
        "holds_from_there_on": held.from_there_on,
        "least_without_added": bare.least,
        "holds_from_there_on_without_added": bare.from_there_on,
    }


def _order(found: Agreed, first: str | None) -> dict[str, object]:
    """How the parties take turns."""
    if first is None:
        text = "In each period every party may act; none sees the others' step first."
        return {"turns": "at the same time", "first": None, "text": text}
    name = found.frame.snapshot.name(first)
    text = f"One party a period, in turn; {name} begins."
    return {"turns": "in turn", "first": first, "text": text}


def _alternative(found: Agreed, first: str | None, schedule: Schedule | None) -> dict[str, object]:
    return {
        **_order(found, first),
        "possible": schedule is not None,
        "added": None if schedule is None else _by_party(found, schedule.added),
        "total_added": None if schedule is None else round(schedule.total, 6),
        "short": None if schedule is None else _by_party(found, schedule.short),
        "proved_least": None if schedule is None else schedule.proved,
    }


def _tested(found: Agreed, tested: Tested) -> dict[str, object]:
    name = found.frame.snapshot.name
    return {
        "begins": tested.begins.as_dict(),
        "holds": tested.holds.as_dict(),
        "kept_where_begun": tested.kept.as_dict(),
        "holds_without_added": tested.without_added.as_dict(),
        "stays_away": {p: s.as_dict() for p, s in tested.stays_away.items()},
        "first_breach_where_begun": [
            {
                "period": point,
                "after_all_is_done": point > found.exchange.periods,
                "party": party,
                "name": name(party),
                "share": share.as_dict(),
            }
            for (point, party), share in tested.breaks.items()
        ],
        "guarantee_needed_where_begun": {
            p: {f"{q:g}": round(v, 6) for q, v in by.items()} for p, by in tested.needed.items()
        },
        "taken_back_least_and_most": None
        if tested.taken_back is None
        else [share.as_dict() for share in tested.taken_back],
    }


def _by_party(found: Agreed, values: NDArray[np.float64]) -> dict[str, float]:
    return {p: round(float(v), 6) + 0.0 for p, v in zip(found.parties, values, strict=True)}
