"""Everything that helps to understand a crisis that goes on, put together for one snapshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from goldenbridge.analysis.dynamics.compare import Comparison, compare
from goldenbridge.analysis.dynamics.model import Bad
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES
from goldenbridge.analysis.dynamics.run import Runs, run, watch
from goldenbridge.analysis.dynamics.schedule import NOTHING
from goldenbridge.analysis.dynamics.simulate import RUNS, about, described
from goldenbridge.analysis.dynamics.state import HYPOTHESES
from goldenbridge.analysis.dynamics.tables import STEP_DAYS, STEPS, Tables
from goldenbridge.analysis.dynamics.understanding import prim, sobol
from goldenbridge.analysis.dynamics.understanding.fans import fans
from goldenbridge.analysis.dynamics.understanding.gain import gain
from goldenbridge.analysis.dynamics.understanding.survival import survival
from goldenbridge.analysis.dynamics.understanding.things import case_things
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.case.case import Case
from goldenbridge.errors import did_you_mean

__all__ = ["PARTS", "Understanding", "understand"]

#: What can be left out; policies side by side and what comes of nothing new are always told.
PARTS = ("fans", "failures", "sobol", "gain")
#: Whole paths that fans are made of.
WATCHED = 1000
#: What a comparison says that is told elsewhere here.
TWICE = ("base_rates", "references")
#: Outcomes of which the difference of every two policies is told.
APART = ("agreement", "war", "durable", "lapse", "months_to_agreement")
#: What a world's runs are counted by where conditions are looked for, and which way.
ASKED = (
    ("no_agreement", "agreement", False),
    ("war", "war", True),
    ("agreement", "agreement", True),
)


@dataclass(frozen=True)
class Understanding:
    """How a crisis may go on, what a policy changes, what decides, and when a policy fails.

    ``as_dict()`` is all of it as plain data, as a report embeds it.
    """

    data: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @property
    def interrupted(self) -> bool:
        """Whether it ended early, as asked: ``left_out`` says what is missing."""
        return bool(self.data["interrupted"])

    def __repr__(self) -> str:
        """What it is of, and what comes of nothing new."""
        d = self.data
        return (
            f"<Understanding {d['case']} at {d['snapshot']}: {len(d['comparison']['policies'])} "
            f"policies; {d['nothing']['policy']['id']}: agreement in "
            f"{d['nothing']['agreement']['estimate']:.2f} of {d['runs']} runs>"
        )


def understand(
    case: Case,
    snapshot: str | None = None,
    *,
    runs: int = RUNS,
    seed: int = 1,
    worlds: int | None = None,
    steps: int = STEPS,
    step_days: float = STEP_DAYS,
    policies: Sequence[str] | None = None,
    parts: Collection[str] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Understanding:
    """Policies side by side, the course of a crisis, what decides it, and when a policy fails.

    Trust what differs between policies or readings more than any share by itself. Nothing here is
    a chance that something will happen: shares are of runs, each a reading of the evidence and a
    turn of luck.

    Parameters
    ----------
    case, snapshot, runs, seed, worlds, steps, step_days : see :func:`goldenbridge.simulate`.
    policies : to compare, with ``none`` added where it is missing; all where left out.
    parts : of ``PARTS``, which to work out; all where left out.
    progress : called with the name of a step and how much of it is done (0 to 1).
    stop : asked between steps whether to end with what is finished.

    Raises
    ------
    SnapshotUnknown, PolicyUnknown, PolicyDate, Bad : see :func:`goldenbridge.compare`.
    Bad : there is no such part.

    >>> from goldenbridge import load
    >>> found = understand(load("two-sellers"), runs=64, steps=6, parts=())
    >>> found.as_dict()["left_out"], found.as_dict()["nothing"]["policy"]["id"]
    (['fans', 'failures', 'sobol', 'gain'], 'none')
    """
    wanted = PARTS if parts is None else tuple(parts)
    for part in wanted:
        if part not in PARTS:
            raise Bad(f'part: found "{part}", wanted one of {", ".join(PARTS)}. '
                      f"{did_you_mean(part, PARTS)}".strip())  # fmt: skip
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    asked = None if policies is None else list(dict.fromkeys([NOTHING, *policies]))
    compared = compare(
        case, asked, snapshot, runs=runs, seed=seed, worlds=worlds, steps=steps,
        step_days=step_days, progress=tell, stop=ends,
    )  # fmt: skip
    tables = compared.tables
    tell("following what goes on", 0.0)
    counted = run(tables.model(NOTHING), runs, seed, counted=True)
    nothing = described(case, tables, NOTHING, counted)
    found = {
        **about(case, tables, runs),
        **{key: nothing[key] for key in ("what", "at_war_from_the_start", "horizon_months")},
    }
    asking = _Asked(tables, compared.runs, seed, tell)
    told: dict[str, Any] = {}
    for part in PARTS:
        known = part in wanted and not ends()
        told[part] = getattr(asking, part)() if known else None
    gone = [part for part in PARTS if told[part] is None and part != "gain"]
    if "gain" not in wanted or (told["gain"] is None and asking.fights):
        gone.append("gain")
    cut = set(wanted) & set(gone) or compared.interrupted
    return Understanding(
        {
            **found,
            "interrupted": bool(cut),
            "left_out": [part for part in PARTS if part in gone],
            "sides": _sides(tables),
            "hypotheses": _hypotheses(tables),
            "comparison": {
                **{k: v for k, v in compared.data.items() if k not in {*found, *TWICE}},
                "differences": [_brief(pair) for pair in compared.data["differences"]],
            },
            "nothing": {k: v for k, v in nothing.items() if k not in {*found, "references"}},
            "courses": {key: _course(one) for key, one in compared.runs.items()},
            **told,
            "references": _references(compared, nothing),
        }
    )


@dataclass(frozen=True, eq=False)
class _Asked:
    """What every part works with."""

    tables: Tables
    runs: Mapping[str, Runs]
    seed: int
    tell: Progress

    @property
    def fights(self) -> bool:
        """Whether there is a battlefield to ask of."""
        return bool(self.tables.roles.fighters)

    def fans(self) -> list[dict[str, object]]:
        """How what moves spreads out, with nothing new."""
        self.tell("following what goes on", 0.5)
        model = self.tables.model(NOTHING)
        paths = watch(model, min(WATCHED, len(self.runs[NOTHING].rows)), self.seed)
        return [fan.as_dict() for fan in fans(paths)]

    def failures(self) -> dict[str, dict[str, object]]:
        """Under which conditions each policy fails, and under which it brings agreement."""
        value = {one.name: one.value for one in OUTCOMES}
        found: dict[str, dict[str, object]] = {}
        for number, (policy, runs) in enumerate(self.runs.items()):
            self.tell("looking for conditions", number / len(self.runs))
            things = case_things(self.tables, runs.model)
            world = runs["world"].astype(np.int64)
            each = np.maximum(np.bincount(world), 1)
            found[policy] = {}
            for name, outcome, happens in ASKED:
                holds = np.asarray(value[outcome](runs), dtype=bool) == happens
                share_of = np.bincount(world, holds.astype(float)) / each
                found[policy][name] = prim.discover(things, share_of).as_dict()
        return found

    def sobol(self) -> dict[str, object]:
        """What the course varies with, with nothing new."""
        worlds = 2 ** int(np.log2(max(2, self.tables.wanted)))
        pair = sobol.case_pair(self.tables, NOTHING, worlds)
        return {"policy": NOTHING, **sobol.parted(pair, self.seed, progress=self.tell).as_dict()}

    def gain(self) -> dict[str, object] | None:
        """What gains on the battlefield do, with nothing new."""
        if not self.fights:
            return None
        model, worlds = self.tables.model(NOTHING), self.tables.wanted
        found = gain(
            model, self.seed, runs=6 * worlds, table_runs=2 * worlds, progress=self.tell
        )  # fmt: skip
        return None if found is None else {"policy": NOTHING, **found.as_dict()}


def _brief(pair: Mapping[str, Any]) -> dict[str, Any]:
    """What a report needs of two policies side by side; the command tells the rest."""
    against = NOTHING in (pair["a"], pair["b"])
    kept = [*("a", "b"), *APART, *(("costs", "worlds_where") if against else ())]
    return {key: pair[key] for key in kept}


def _sides(tables: Tables) -> dict[str, list[str]]:
    """Who is on which side."""
    roles = tables.roles
    return {
        "first": [p for p in roles.parties if p not in roles.second],
        "second": [p for p in roles.parties if p in roles.second],
        "fighters": list(roles.fighters),
    }


def _hypotheses(tables: Tables) -> dict[str, dict[str, object]]:
    """The eight questions of the simulation, and which of the case's carries each."""
    said = tables.over_time.readings
    return {
        h.name: {
            "letter": h.letter,
            "text": h.text,
            "readings": list(h.readings),
            "carried_by": said[h.name].hypothesis if h.name in said else None,
        }
        for h in HYPOTHESES
    }


def _course(runs: Runs) -> dict[str, object]:
    """Agreement, lapse and war by month under one policy, at fewer months."""
    told = survival(runs, ())
    every = max(1, -(-(len(told.months) - 1) // 30))
    rows = {"months": told.months, **told.shares}
    return {key: [round(float(x), 6) for x in row[::every]] for key, row in rows.items()}


def _references(compared: Comparison, nothing: Mapping[str, Any]) -> list[str]:
    several = [*compared.data["references"], *nothing["references"]]
    return list(dict.fromkeys([*several, *sobol.REFERENCES, *prim.REFERENCES]))
