"""What happens if talks drag on: one policy of a case, run many thousand times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from goldenbridge import __version__
from goldenbridge.analysis.dynamics.base_rates import OUTCOMES as BESIDE
from goldenbridge.analysis.dynamics.base_rates import panel
from goldenbridge.analysis.dynamics.drawn import Given
from goldenbridge.analysis.dynamics.model import Bad, Model
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES, at_war_from_the_start, bounded, told
from goldenbridge.analysis.dynamics.run import Runs, run
from goldenbridge.analysis.dynamics.schedule import NOTHING
from goldenbridge.analysis.dynamics.state import COLUMNS, RUNGS
from goldenbridge.analysis.dynamics.tables import LARGEST, STEP_DAYS, STEPS, Tables
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, mean, share
from goldenbridge.analysis.dynamics.understanding.ladder import ladder
from goldenbridge.analysis.dynamics.understanding.readings import by_reading
from goldenbridge.analysis.dynamics.understanding.survival import survival
from goldenbridge.analysis.heading import CAVEAT
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.case.case import Case

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RUNS", "WORLDS", "Simulation", "in_memory", "simulate", "tables_of"]

#: Runs of a policy, and the most worlds that they are set in, where nobody says otherwise.
RUNS, WORLDS = 20_000, 1024

REFERENCES = (
    "Fearon, J. D. (1995), Rationalist explanations for war.",
    "Grimm, V. et al. (2020), The ODD protocol for describing agent-based models: an update.",
)

#: Runs between two looks at whether to stop.
BLOCK = 16_384

SEED_LIMIT = 2**63 - 1

#: Packages that are told, the ones signed most often first.
TOLD_PACKAGES = 5


@dataclass(frozen=True)
class Simulation:
    """A policy of a case over time: how often what comes of it, in the worlds that fit the record.

    Get it with :func:`goldenbridge.simulate`. ``as_dict()`` is all of it as plain data, the same as
    ``goldenbridge simulate CASE --policy P --json``; the other attributes are for a notebook.
    """

    data: dict[str, Any]
    runs: Runs = field(repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Every outcome with its interval."""
        import pandas as pd

        rows = [
            {"outcome": one.name, "estimate": (found := self.data[one.name])["estimate"],
             "low": (found["interval"] or [None] * 2)[0],
             "high": (found["interval"] or [None] * 2)[1], "what": one.text}
            for one in OUTCOMES
        ]  # fmt: skip
        return pd.DataFrame(rows).set_index("outcome")

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row a run."""
        import pandas as pd

        names = [*COLUMNS, *(f"cost.{p}" for p in self.runs.model.roles.parties)]
        return pd.DataFrame(self.runs.rows, columns=names)

    def __repr__(self) -> str:
        """The two figures that matter most, on one line."""
        d = self.data
        return (
            f"<Simulation {d['case']} at {d['snapshot']}, {d['policy']['id']}: agreement in "
            f"{d['agreement']['estimate']:.2f} of runs, war in {d['war']['estimate']:.2f}>"
        )

    def _repr_html_(self) -> str:
        import html

        head = f"{self.data['title']}, {self.data['snapshot_title']}: {self.data['policy']['name']}"
        return (
            f"<b>{html.escape(head)}</b>{self.outcomes.to_html(float_format='{:.3g}'.format)}"
            f"<p><small>{html.escape(CAVEAT)}</small></p>"
        )


def tables_of(
    case: Case,
    snapshot: str | None,
    runs: int,
    seed: int,
    *,
    worlds: int | None = None,
    steps: int = STEPS,
    step_days: float = STEP_DAYS,
    parameters: Mapping[str, Given] | None = None,
    readings: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> Tables:
    """The worlds of a case at a snapshot, ready for any of its policies.

    Raises
    ------
    SnapshotUnknown : the case has no such snapshot.
    Bad : too few runs or worlds, a seed below 0, or a horizon out of range.
    """
    if runs < 16:
        raise Bad(f"runs: found {runs}, wanted at least 16")
    if not 0 <= seed <= SEED_LIMIT:
        raise Bad(f"seed: found {seed}, wanted 0 to {SEED_LIMIT}")
    if not 1 <= steps <= 6000:
        raise Bad(f"steps: found {steps}, wanted 1 to 6000")
    if not 0.25 <= step_days <= 360:
        raise Bad(f"step_days: found {step_days:g}, wanted 0.25 to 360")
    wanted = min(WORLDS, runs) if worlds is None else worlds
    if not 16 <= wanted <= runs:
        raise Bad(f"worlds: found {wanted}, wanted 16 to the number of runs, {runs}")
    for name in (*(parameters or ()), *(readings or {}).items(), *without):
        if not "".join(name).isprintable():
            raise Bad(f"found {name!r}, wanted a name without control characters")
    return Tables(
        case.at(snapshot), seed, wanted, steps, float(step_days), parameters, readings,
        dict.fromkeys(without, False) or None,
    )  # fmt: skip


def simulate(
    case: Case,
    policy: str = NOTHING,
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
) -> Simulation:
    """What happens if talks drag on under one policy, in how many runs, in which readings.

    Trust differences between policies more than any figure by itself, and directions more than
    sizes: nearly every size is assumed, and the sources state none. A share of runs is a share of
    readings of the evidence and of turns of luck, not a chance that something will happen.

    Parameters
    ----------
    case : from :func:`goldenbridge.load`.
    policy : of the case at this snapshot; ``none`` where nothing new is done.
    snapshot : its date; the first one where left out.
    runs : how many, at least 16; seed : which; the same seed gives the same runs.
    worlds : how many worlds they are set in; 1,024 or as many as there are runs.
    steps, step_days : the horizon: 60 steps of 30 days.
    parameters : full name → number, or (low, mode, high), in place of the model's and the case's.
    readings : hypothesis of the simulation (intent, losses, …) → reading that holds in every run.
    without : mechanisms that are switched off.
    progress : called with the name of a step and how much of it is done (0 to 1).
    stop : asked now and then; where it says so, the runs made so far are summed up.

    Raises
    ------
    SnapshotUnknown, PolicyUnknown, PolicyDate : there is no such snapshot, policy or moment.
    Bad : a value out of range, or a parameter, hypothesis, reading or mechanism of no such name.

    References
    ----------
    See the page on the model, docs/explanation/dynamics.md.

    >>> from goldenbridge import load
    >>> found = simulate(load("two-sellers"), runs=64, steps=12)
    >>> found.as_dict()["runs"], found.as_dict()["policy"]["id"]
    (64, 'none')
    """
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    tell("drawing worlds", 0.0)
    tables = tables_of(
        case, snapshot, runs, seed, worlds=worlds, steps=steps, step_days=step_days,
        parameters=parameters, readings=readings, without=without,
    )  # fmt: skip
    tables.refuse(policy)
    in_memory(tables, runs)
    tell("looking for packages", 0.0)
    model = tables.model(policy)
    parts: list[Runs] = []
    for first in range(0, runs, BLOCK):
        if parts and ends():
            break
        tell("simulating", first / runs)
        parts.append(run(model, np.arange(first, min(first + BLOCK, runs)), seed, counted=True))
    tell("summing up", 0.0)
    counts = np.sum([part.counts for part in parts], axis=0)
    found = Runs(model, np.concatenate([part.rows for part in parts]), counts)
    told_of = {"interrupted": len(found.rows) < runs, **described(case, tables, policy, found)}
    return Simulation(told_of, found)


def in_memory(tables: Tables, runs: int, policies: int = 1) -> None:
    """Raise where so many runs would not fit in memory.

    Raises
    ------
    Bad : their rows would hold more than ``tables.LARGEST`` numbers.
    """
    columns = len(COLUMNS) + len(tables.sample.frame.parties)
    most = LARGEST // (columns * policies)
    if runs > most:
        raise Bad(
            f"runs: found {runs:,}, wanted {most:,} at the most where all are held in memory. Ask "
            "for fewer, or keep each policy's on disk: goldenbridge simulate --parts FOLDER."
        )


def described(case: Case, tables: Tables, policy: str, runs: Runs) -> dict[str, Any]:
    """All that is told of the runs of one policy, as plain data."""
    outcomes = told(runs)
    return {
        **about(case, tables, len(runs.rows)),
        "policy": tables.schedules[policy].as_dict(),
        "horizon_months": tables.horizon,
        **{name: one.as_dict() for name, one in outcomes.items()},
        "what": {one.name: one.text for one in OUTCOMES},
        "at_war_from_the_start": at_war_from_the_start(runs),
        "costs": {
            party: bounded(mean(runs.costs[:, n], runs["world"]), 0.0, np.inf).as_dict()
            for n, party in enumerate(runs.model.roles.parties)
        },
        "packages": _packages(tables, runs),
        "survival": survival(runs).as_dict(),
        "ladder": {"rungs": list(RUNGS), **ladder(runs).as_dict()},
        "readings": [one.as_dict() for one in by_reading(runs, {})],
        "base_rates": beside(case, tables, outcomes),
        "references": list(REFERENCES),
    }


def beside(case: Case, tables: Tables, outcomes: Mapping[str, Estimate]) -> list[dict[str, object]]:
    """What happened elsewhere, next to these outcomes; each with its population, never mixed in."""
    figures = {
        name: (one.estimate, *one.interval)
        for name, one in outcomes.items()
        if name in BESIDE and one.estimate is not None and one.interval is not None
    }
    return panel(figures, f"{case.title}, {tables.snapshot.title}")


def about(case: Case, tables: Tables, runs: int) -> dict[str, Any]:
    """What an answer is about: case, snapshot, runs, worlds, parties, and how to read it."""
    at, said = tables.snapshot, tables.over_time
    judgements = [*said.stands.values(), *said.parameters.values(), said.credibility]
    judgements += [j for lever in at.body.levers.values() for j in lever.turns.values()]
    judgements += [
        j for policy in at.body.policies.values() for part in policy.schedule
        for j in part.turns.values()
    ]  # fmt: skip
    return {
        "goldenbridge": __version__,
        "case": case.id,
        "title": case.title,
        "case_hash": case.hash,
        "snapshot": at.id,
        "snapshot_title": at.title,
        "seed": tables.seed,
        "runs": runs,
        "worlds": tables.wanted,
        "worlds_used": len(tables.sample.worlds),
        "caveat": CAVEAT,
        "parties": {key: at.body.parties[key].name for key in tables.sample.frame.parties},
        "packages_looked_at": len(tables.pool.deals),
        "packages_missed": round(tables.pool.missed, 6),
        "assumed": {
            "of_the_case": sum(not j.from_ for j in judgements),
            "direction_sourced": sum(bool(j.from_) for j in judgements),
            "of_the_model": int(tables.params.shape[1]),
        },
        "drawn_evenly": drawn_evenly(tables),
    }


def drawn_evenly(tables: Tables) -> list[str]:
    """Hypotheses of the simulation of which the case says nothing: every reading as often."""
    from goldenbridge.analysis.dynamics.state import HYPOTHESES

    held = {*(tables.held or {}), *tables.over_time.readings}
    return [h.name for h in HYPOTHESES if h.name not in held]


def _packages(tables: Tables, runs: Runs) -> list[dict[str, Any]]:
    """The packages signed most often, and in how many of the agreements."""
    model: Model = runs.model
    signed = runs["package"].astype(int)
    counts = np.bincount(signed[signed >= 0], minlength=model.worths.shape[2])
    found = []
    for number in np.argsort(-counts, kind="stable")[:TOLD_PACKAGES]:
        if counts[number]:
            one: Estimate = share(signed == number, runs["world"], signed >= 0)
            found.append(
                {
                    "options": tables.sample.frame.package(tables.pool.deals[number]),
                    "of_agreements": one.as_dict(),
                }
            )
    return found
