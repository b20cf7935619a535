"""Policies side by side: the same worlds, the same luck, and what the policy alone changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from goldenbridge.analysis.dynamics.drawn import Given
from goldenbridge.analysis.dynamics.model import Bad
from goldenbridge.analysis.dynamics.outcomes import (
    AGREED,
    OUTCOMES,
    at_war_from_the_start,
    bounded,
    compared,
    told,
)
from goldenbridge.analysis.dynamics.run import Runs, run
from goldenbridge.analysis.dynamics.schedule import NOTHING, known_policies
from goldenbridge.analysis.dynamics.simulate import (
    REFERENCES,
    RUNS,
    about,
    beside,
    in_memory,
    tables_of,
)
from goldenbridge.analysis.dynamics.tables import STEP_DAYS, STEPS, Tables
from goldenbridge.analysis.dynamics.understanding.intervals import difference, mean, share
from goldenbridge.analysis.dynamics.understanding.readings import by_reading
from goldenbridge.analysis.heading import CAVEAT
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.case.case import Case

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """Policies of one case on the same worlds, and every pair's difference.

    Get it with :func:`goldenbridge.compare`. ``as_dict()`` is all of it as plain data, the same as
    ``goldenbridge compare CASE POLICY… --json``; the other attributes are for a notebook.
    """

    data: dict[str, Any]
    runs: Mapping[str, Runs] = field(repr=False, compare=False)
    tables: Tables = field(repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @property
    def interrupted(self) -> bool:
        """Whether it ended early, as asked: ``left_out`` names the policies that are missing."""
        return bool(self.data["interrupted"])

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """A row a policy, a column an outcome: the estimates."""
        import pandas as pd

        rows = {
            key: {one.name: found[one.name]["estimate"] for one in OUTCOMES}
            for key, found in self.data["policies"].items()
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    @cached_property
    def differences(self) -> pd.DataFrame:
        """A row a pair and outcome: by how much more the first brings than the second."""
        import pandas as pd

        rows = [
            {"a": pair["a"], "b": pair["b"], "outcome": one.name,
             "estimate": pair[one.name]["estimate"],
             "low": (pair[one.name]["interval"] or [None] * 2)[0],
             "high": (pair[one.name]["interval"] or [None] * 2)[1]}
            for pair in self.data["differences"]
            for one in OUTCOMES
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def __repr__(self) -> str:
        """Agreement and war by policy, on one line."""
        said = ", ".join(
            f"{key} {found['agreement']['estimate']:.2f}/{found['war']['estimate']:.2f}"
            for key, found in self.data["policies"].items()
        )
        return f"<Comparison {self.data['case']}, agreement/war in shares of runs: {said}>"

    def _repr_html_(self) -> str:
        import html

        head = f"{self.data['title']}, {self.data['snapshot_title']}"
        return (
            f"<b>{html.escape(head)}</b>{self.outcomes.to_html(float_format='{:.3g}'.format)}"
            f"<p><small>{html.escape(CAVEAT)}</small></p>"
        )


def compare(
    case: Case,
    policies: Sequence[str] | None = None,
    snapshot: str | None = None,
    *,
    runs: int = RUNS,
    seed: int = 1,
    worlds: int | None = None,
    steps: int = STEPS,
    step_days: float = STEP_DAYS,
    parameters: Mapping[str, Given] | None = None,
    readings: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Comparison:
    """Which policy does better at what, in which worlds, and what the rival readings decide.

    All policies meet the same worlds and the same luck, run by run, so a difference is the
    policy's. Trust its sign where the interval is clear of 0, within the model; its size is no
    better than the assumptions. Nobody is told what to want: an outcome that is better for one
    may be worse for another, and costs stand by party.

    Parameters
    ----------
    policies : of the case at this snapshot, ``none`` among them if wanted; all where left out.
    stop : asked between policies; where it says so, what is finished comes back.
    case, snapshot, runs, seed, worlds, steps, step_days, parameters, readings, without, progress :
        see :func:`goldenbridge.simulate`.

    Raises
    ------
    SnapshotUnknown, PolicyUnknown, PolicyDate, Bad : see :func:`goldenbridge.simulate`.

    >>> from goldenbridge import load
    >>> found = compare(load("two-sellers"), ["none"], runs=64, steps=12)
    >>> list(found.as_dict()["policies"])
    ['none']
    """
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    tell("drawing worlds", 0.0)
    tables = tables_of(
        case, snapshot, runs, seed, worlds=worlds, steps=steps, step_days=step_days,
        parameters=parameters, readings=readings, without=without,
    )  # fmt: skip
    known = known_policies(tables.snapshot)
    wanted = known if policies is None else list(dict.fromkeys(policies))
    if not wanted:
        raise Bad("policies: found none to compare, wanted one at least")
    tables.refuse(*wanted)
    in_memory(tables, runs, len(wanted))
    tell("looking for packages", 0.0)
    found: dict[str, Runs] = {}
    left_out: list[str] = []
    for number, policy in enumerate(wanted):
        tell("simulating", number / len(wanted))
        if found and ends():
            left_out.append(policy)
            continue
        found[policy] = run(tables.model(policy), runs, seed)
    tell("summing up", 0.0)
    return Comparison(_described(case, tables, found, left_out), found, tables)


def _described(
    case: Case, tables: Tables, found: Mapping[str, Runs], left_out: Sequence[str]
) -> dict[str, Any]:
    some = next(iter(found.values()))
    base = found.get(NOTHING, some)
    others = {key: runs for key, runs in found.items() if runs is not base}
    return {
        **about(case, tables, len(some.rows)),
        "interrupted": bool(left_out),
        "left_out": list(left_out),
        "horizon_months": tables.horizon,
        "at_war_from_the_start": at_war_from_the_start(some),
        "what": {one.name: one.text for one in OUTCOMES},
        "policies": {
            key: {
                **tables.schedules[key].as_dict(),
                **{name: one.as_dict() for name, one in told(runs).items()},
                "costs": _costs(runs),
            }
            for key, runs in found.items()
        },
        "differences": [
            {
                "a": a,
                "b": b,
                **{k: one.as_dict() for k, one in compared(found[a], found[b]).items()},
                "costs": _costs(found[a], found[b]),
                "worlds_where": _where(found[a], found[b]),
            }
            for a, b in combinations(found, 2)
        ],
        "readings": {
            "against": next(key for key, runs in found.items() if runs is base),
            "rows": [one.as_dict() for one in by_reading(base, others)],
        },
        "base_rates": beside(case, tables, told(base)),
        "references": list(REFERENCES),
    }


def _costs(runs: Runs, less: Runs | None = None) -> dict[str, object]:
    """Mean cost by party; or by how much it exceeds that of other runs."""
    world = runs["world"]
    return {
        party: (
            bounded(mean(runs.costs[:, n], world), 0.0, np.inf)
            if less is None
            else difference(runs.costs[:, n], less.costs[:, n], world)
        ).as_dict()
        for n, party in enumerate(runs.model.roles.parties)
    }


def _where(a: Runs, b: Runs) -> dict[str, object]:
    """In how many worlds one policy brings more agreement or less war than the other.

    World by world over its runs; told apart only by more than what the luck of its few runs leaves
    open (two standard errors of the paired difference).
    """
    found: dict[str, object] = {}
    world = a["world"].astype(int)
    war = "at_war" if at_war_from_the_start(a) else "war"
    for name, one, other in (
        ("agreement", a["ending"] == AGREED, b["ending"] == AGREED),
        ("war", a[war] > 0, b[war] > 0),
    ):
        gained = one.astype(float) - other.astype(float)
        runs = np.bincount(world)
        there = runs > 0
        total = np.bincount(world, gained)[there]
        square = np.bincount(world, gained**2)[there]
        spread = np.sqrt(np.maximum(square - total**2 / runs[there], 0.0))
        clear = np.abs(total) > 2.0 * np.maximum(spread, 0.5)
        found[name] = {
            "more": share((total > 0) & clear, np.arange(len(total))).as_dict(),
            "less": share((total < 0) & clear, np.arange(len(total))).as_dict(),
        }
    return found
