"""One run told month by month: what happened, and what drove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.drawn import Given
from goldenbridge.analysis.dynamics.kernel import DRIVES, N_FACTORS
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Bad, Model
from goldenbridge.analysis.dynamics.run import Paths, watch
from goldenbridge.analysis.dynamics.schedule import NOTHING
from goldenbridge.analysis.dynamics.simulate import RUNS, about, tables_of
from goldenbridge.analysis.dynamics.state import (
    AGREE,
    BALANCE,
    CEASE,
    CHANNEL,
    DOWN,
    EVENTS,
    FIGHTING,
    HYPOTHESES,
    INCIDENT,
    LAPSE,
    MEAN_TRUST,
    MEDIATE,
    MONTH,
    NEEDS,
    OPEN,
    RESUME,
    RUNG,
    RUNGS,
    SLACK,
    SLIP,
    SUSPEND,
    THRESHOLD,
    UP,
    WAR,
    WIDEN,
    WINDOW,
)
from goldenbridge.analysis.dynamics.tables import STEP_DAYS, STEPS, Tables
from goldenbridge.case.case import Case

__all__ = ["IN_WORDS", "Explanation", "explain"]

Floats = NDArray[np.float64]

#: The mechanisms as a reader would call them.
IN_WORDS = {
    "calendar": "exercises and incidents",
    "sanctions": "sanctions",
    "alignment": "other powers",
    "support": "the allies",
    "battlefield": "the battlefield",
    "audience": "opinion at home",
    "red_lines": "what is known of red lines",
    "intent": "what the demands are for",
    "talks": "the talks themselves",
    "concessions": "concessions",
    "commitment": "what makes a promise credible",
    "ladder": "the ladder itself",
}

#: A driver is named where it makes an event likelier or less so by a tenth, or moves a price by a
#: two-hundredth of what is at stake; and no more than so many.
TELLING, MOVING, MOST = log(1.1), 0.005, 3

#: Run numbers stand in columns of floating-point numbers, which hold so many whole ones.
MOST_RUNS = 2**53

#: Whose an event is in the first place.
OWN = {
    OPEN: "talks", SUSPEND: "talks", MEDIATE: "talks", INCIDENT: "calendar", UP: "ladder",
    SLIP: "ladder", DOWN: "ladder", WIDEN: "ladder", CEASE: "ladder", RESUME: "commitment",
}  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """One run as it went: a record a month, and the whole in sentences.

    Get it with :func:`goldenbridge.explain`. ``as_dict()`` is all of it as plain data.
    """

    data: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @property
    def sentences(self) -> list[str]:
        """The run in plain sentences, in the order of time."""
        return [line for month in self.data["months"] for line in month["told"]]

    def __str__(self) -> str:
        return "\n".join([self.data["beginning"], *self.sentences, self.data["end"]])

    def __repr__(self) -> str:
        d = self.data
        return f"<Explanation run {d['run']} of {d['case']}, {d['policy']['id']}: {d['end']}>"


def explain(
    case: Case,
    policy: str = NOTHING,
    run: int = 0,
    snapshot: str | None = None,
    *,
    seed: int = 1,
    worlds: int | None = None,
    runs: int = RUNS,
    steps: int = STEPS,
    step_days: float = STEP_DAYS,
    parameters: Mapping[str, Given] | None = None,
    readings: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> Explanation:
    """How one run went, month by month, and what drove each step.

    Read it to see how the model thinks, not for what will happen: it is one of many thousand turns,
    and its luck is one draw.

    Parameters
    ----------
    run : its number, as ``simulate`` gives it; its world hangs on ``worlds``, too.
    case, policy, snapshot, seed, worlds, runs, steps, step_days, parameters, readings, without :
        see :func:`goldenbridge.simulate`.

    Raises
    ------
    SnapshotUnknown, PolicyUnknown, PolicyDate : see :func:`goldenbridge.simulate`.
    Bad : the same, and a run below 0 or beyond 2^53.

    >>> from goldenbridge import load
    >>> explain(load("two-sellers"), run=3, runs=64, steps=6).as_dict()["run"]
    3
    """
    if not 0 <= run < MOST_RUNS:
        raise Bad(f"run: found {run}, wanted 0 or more, and less than {MOST_RUNS:,}")
    # Where more worlds are asked for than runs are usual, there were as many runs.
    runs = max(runs, worlds or 0)
    tables = tables_of(
        case, snapshot, runs, seed, worlds=worlds, steps=steps, step_days=step_days,
        parameters=parameters, readings=readings, without=without,
    )  # fmt: skip
    model = tables.model(policy)
    paths = watch(model, np.array([run]), seed, explained=True)
    return Explanation(_told(case, tables, policy, model, paths))


def _told(case: Case, tables: Tables, policy: str, model: Model, paths: Paths) -> dict[str, Any]:
    world = int(paths["world"][0])
    names = {key: tables.snapshot.name(key) for key in model.roles.parties}
    row = paths.rows[0]
    ended = int(paths["ending"][0])
    happenings = paths.happenings[0]
    events = happenings[~np.isnan(happenings[:, 0])]
    months = [
        _month(model, paths, step, events, list(names.values()))
        for step in range(model.steps)
        if not np.isnan(paths.crisis[0, step, MONTH])
    ]
    package = int(paths["package"][0])
    signed = tables.sample.frame.package(tables.pool.deals[package]) if package >= 0 else None
    return {
        **about(case, tables, 1),
        "run": int(row[0]),
        "world": int(tables.bare.index[world]),
        "policy": tables.schedules[policy].as_dict(),
        "readings": {
            h.name: None if (r := int(model.readings[world, n])) < 0 else h.readings[r]
            for n, h in enumerate(HYPOTHESES)
        },
        "beginning": _beginning(tables, policy, model, world),
        "months": months,
        "ending": ("none", "agreement", "lapse")[ended],
        "package": signed,
        "held_months": None if signed is None else round(min(float(paths["held"][0]), 1e6), 2),
        "end": _end(ended, paths, tables, signed),
        "costs": {
            key: round(float(cost), 6) for key, cost in zip(names, paths.costs[0], strict=True)
        },
    }


def _month(
    model: Model, paths: Paths, step: int, events: Floats, names: list[str]
) -> dict[str, Any]:
    """What one step brought: how things stand, what happened, what drove it."""
    start = paths.crisis[0, step, MONTH]
    inside = (events[:, 0] >= start - 1e-9) & (events[:, 0] < start + model.months - 1e-9)
    happened = events[inside]
    # Told in the order in which they took effect; within a few days it may differ from the clocks'.
    happened[:, 0] = np.maximum.accumulate(happened[:, 0])
    after = paths.crisis[0, min(step + 1, model.steps)]
    gone = np.isnan(after[MONTH])
    now = paths.crisis[0, step] if gone else after
    drives = paths.drives[0, step]
    before = paths.drives[0, step - 1] if step else None
    moved = {
        key: _moved(drives, before, n, len(names)) for n, key in enumerate(model.roles.parties)
    }
    window = bool(now[WINDOW] > 0)
    was_open = bool(step and paths.crisis[0, step, WINDOW] > 0)
    told = _events(drives, happened)
    if step and window != was_open and not gone:
        told.insert(0, _window(start, window, moved, names, model))
    return {
        "month": round(float(start), 6),
        "rung": int(now[RUNG]),
        "talks": bool(now[CHANNEL] > 0),
        "war": bool(now[FIGHTING] > 0),
        "window": window,
        "slack": round(float(np.clip(now[SLACK], -1.0, 1.0)), 6),
        "trust": round(float(now[MEAN_TRUST]), 6),
        "balance": round(float(now[BALANCE]), 6),
        "thresholds": {
            key: round(float(paths.party[0, step if gone else step + 1, n, THRESHOLD]), 6)
            for n, key in enumerate(model.roles.parties)
        },
        "moved": moved,
        "events": [
            {
                "month": round(float(event[0]), 6),
                "event": EVENTS[int(event[1])].name,
                "rung": int(event[2]),
                "drivers": _drivers(drives, int(event[1])),
            }
            for event in happened
        ],
        "told": told,
    }


def _drivers(drives: Floats, event: int) -> list[dict[str, Any]]:
    """The mechanisms that made an event likelier, or less so, in this step; the strongest first.

    The mechanism that makes the event possible at all is not among them.
    """
    found: list[dict[str, Any]] = []
    for number, one in enumerate(MECHANISMS):
        ratio = float(drives[number, event])
        if one.name != OWN.get(event) and ratio > 0 and abs(log(ratio)) >= TELLING:
            found.append({"mechanism": one.name, "factor": round(ratio, 4)})
    found.sort(key=lambda d: -abs(log(d["factor"])))
    return found[:MOST]


def _moved(drives: Floats, before: Floats | None, n: int, parties: int) -> list[dict[str, Any]]:
    """What moved a party's price since the step before, by mechanism; the strongest first."""
    if before is None:
        return []
    leave, shift = DRIVES + n, DRIVES + parties + n
    change = drives[:, leave] + drives[:, shift] - before[:, leave] - before[:, shift]
    order = np.argsort(-np.abs(change), kind="stable")[:MOST]
    return [
        {"mechanism": MECHANISMS[number].name, "change": round(float(change[number]), 6)}
        for number in order
        if abs(change[number]) >= MOVING
    ]


def _events(drives: Floats, happened: Floats) -> list[str]:
    """The events of one step in sentences; talks that come and go are told once."""
    told, last = [], -1
    turns = [int(e[1]) for e in happened if int(e[1]) in (OPEN, SUSPEND)]
    for number, event in enumerate(happened):
        kind = int(event[1])
        if kind in (OPEN, SUSPEND) and len(turns) > 1:
            if last < 0:
                again = turns[0] != turns[-1]
                said = (
                    "talks open and break off" if turns[0] == OPEN else "talks break off and resume"
                )
                said += "" if again else ", more than once"
                told.append(f"{_when(float(event[0]))}: {said}.")
            last = number
            continue
        told.append(_event(drives, event))
    return told


def _event(drives: Floats, event: Floats) -> str:
    """One event in a sentence, with what made it likelier."""
    number, rung = int(event[1]), int(event[2])
    said = {
        UP: f"somebody goes up to {RUNGS[rung]} on purpose",
        SLIP: f"an accident leads to {RUNGS[rung]}",
        DOWN: f"the ladder is climbed down to {RUNGS[rung]}",
    }.get(number, EVENTS[number].text)
    if number in (UP, SLIP) and rung == WAR:
        said = "full-scale war breaks out" + (", by accident" if number == SLIP else "")
    if number in (AGREE, LAPSE):
        return f"{_when(float(event[0]))}: {said}."
    drivers = _drivers(drives, number)
    more = [IN_WORDS[d["mechanism"]] for d in drivers if d["factor"] > 1]
    less = [IN_WORDS[d["mechanism"]] for d in drivers if d["factor"] < 1]
    parts = []
    if more:
        parts.append(f"made likelier by {_list(more)}")
    if less:
        parts.append(f"against {_list(less)}" if more else f"in spite of {_list(less)}")
    return f"{_when(float(event[0]))}: {said}" + (f", {', '.join(parts)}" if parts else "") + "."


def _window(
    month: float, window: bool, moved: Mapping[str, list[dict[str, Any]]], names: list[str],
    model: Model,
) -> str:  # fmt: skip
    """That a window for a deal opened or closed, and whose price moved."""
    wanted = -1 if window else 1
    told = []
    for name, key in zip(names, model.roles.parties, strict=True):
        words = [IN_WORDS[m["mechanism"]] for m in moved[key] if m["change"] * wanted > 0]
        if words:
            told.append(f"{name} ({_list(words)})")
    what = "a window for a deal opens" if window else "the window for a deal closes"
    why = f"; less is asked by {_list(told)}" if window else f"; more is asked by {_list(told)}"
    return f"{_when(month)}: {what}" + (why if told else "") + "."


def _beginning(tables: Tables, policy: str, model: Model, world: int) -> str:
    rung = int(model.crisis[world, RUNG])
    held = [
        f"{h.name.replace('_', ' ')}: {h.readings[r].replace('_', ' ')}"
        for n, h in enumerate(HYPOTHESES)
        if (r := int(model.readings[world, n])) >= 0
    ]
    name = tables.schedules[policy].name
    return (
        f"{tables.snapshot.title}, {_inside(name)}. The crisis stands at "
        f"{RUNGS[rung]}. In this world the readings are, {'; '.join(held)}."
    )


def _end(ended: int, paths: Paths, tables: Tables, signed: Mapping[str, str] | None) -> str:
    month = float(paths["month"][0])
    if ended == 2:
        return f"After {month:.1f} months the crisis has lapsed without an agreement."
    if signed is None:
        still = "War is still being fought." if paths["at_war"][0] else "There is no agreement."
        return f"After {month:.0f} months: {still}"
    body = tables.snapshot.body
    settled = [
        f"{body.issues[k].name}: {body.issues[k].options[o].name}"
        for k, o in signed.items()
        if o != body.issues[k].default
    ]
    held = float(paths["held"][0])
    lasts = "It holds for five years." if held >= 60 else f"It breaks after {held:.1f} months."
    return f"Signed after {month:.1f} months: {'; '.join(settled)}. {lasts}"


def _inside(name: str) -> str:
    """A name as it stands within a sentence: *Nothing new* in small letters, *NATO first* not.

    >>> _inside("Nothing new"), _inside("NATO first")
    ('nothing new', 'NATO first')
    """
    return name[0].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def _when(month: float) -> str:
    return f"Month {month:.1f}"


def _list(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


assert N_FACTORS + len(NEEDS) == DRIVES
