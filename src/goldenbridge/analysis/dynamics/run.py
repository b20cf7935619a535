"""Runs of a model: rows of outcomes, counts over time, and whole paths where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.dynamics.kernel import DRIVES, ENDED, paths, workspace
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.state import COLUMNS, CRISIS, DYAD, PARTY
from goldenbridge.dealspace.search.compiled import spread

__all__ = ["Paths", "Runs", "run", "watch"]

Floats = NDArray[np.float64]

#: Runs that one core takes at a time.
SLICE = 512
#: Events of one run that are kept where it is to be explained.
MOST_EVENTS = 2000


@dataclass(frozen=True, eq=False)
class Runs:
    """How so many runs of a model came out.

    Attributes
    ----------
    model : what was run.
    rows : (runs, COLUMNS + parties), a row a run; what the crisis cost each party comes last.
    counts : (steps + 1, 11), runs at the beginning of each step: by rung, signed, lapsed.
    """

    model: Model
    rows: Floats
    counts: NDArray[np.int64]

    def __getitem__(self, column: str) -> Floats:
        """One column of the outcomes: (runs,)."""
        row: Floats = self.rows[:, COLUMNS.index(column)]
        return row

    @property
    def costs(self) -> Floats:
        """What the crisis cost each party, in shares of what is at stake for it: (runs, P)."""
        row: Floats = self.rows[:, len(COLUMNS) :]
        return row


@dataclass(frozen=True, eq=False)
class Paths(Runs):
    """Whole paths of a few runs, and what drove them.

    Attributes
    ----------
    crisis : (runs, steps + 1, CRISIS), at the beginning of each step; not a number after the end.
    party : (runs, steps + 1, parties, PARTY); dyad : (runs, steps + 1, pairs, DYAD), likewise.
    drives : (runs, steps, MECHANISMS, …), what each mechanism did: see ``kernel.DRIVES``.
    happenings : (runs, events, 3): month, event, rung after it; not a number where there is none.
    """

    crisis: Floats
    party: Floats
    dyad: Floats
    drives: Floats
    happenings: Floats


def run(model: Model, runs: int | ArrayLike, seed: int = 1, *, counted: bool = False) -> Runs:
    """Run a model so many times, or for certain run numbers.

    The same run number and seed give the same row, whatever other runs are asked for beside it.

    Parameters
    ----------
    model : checked first.
    runs : how many, from run 0 on; or their numbers.
    seed : which runs.
    counted : whether to count at every step how many runs stand where.

    Raises
    ------
    Bad : the model cannot be run.
    """
    numbers = _numbers(runs)
    model.checked()
    rows = np.empty((len(numbers), len(COLUMNS) + len(model.roles.parties)))
    parts: list[NDArray[np.int64]] = []
    none = np.empty((0, 0, 0))

    def some(first: int, last: int) -> None:
        counts = np.zeros((model.steps + 1 if counted else 0, ENDED + 2), dtype=np.int64)
        _call(model, seed, numbers[first:last], rows[first:last], counts, none, none)
        parts.append(counts)

    spread(some, len(numbers), smallest=SLICE)
    shape = (model.steps + 1 if counted else 0, ENDED + 2)
    return Runs(model, rows, sum(parts, np.zeros(shape, dtype=np.int64)))


def watch(model: Model, runs: int | ArrayLike, seed: int = 1, *, explained: bool = False) -> Paths:
    """The same runs with their paths written down: for a few thousand, or one to be explained.

    Parameters
    ----------
    explained : whether to write down what each mechanism did, too; for a few runs.
    """
    numbers = _numbers(runs)
    model.checked()
    n, pairs = len(model.roles.parties), len(model.roles.pairs())
    width = len(CRISIS) + n * len(PARTY) + pairs * len(DYAD)
    rows = np.empty((len(numbers), len(COLUMNS) + n))
    counts = np.zeros((model.steps + 1, ENDED + 2), dtype=np.int64)
    told = np.full((len(numbers), model.steps + 1, width), np.nan)
    explained_runs = len(numbers) if explained else 0
    drives = np.zeros((explained_runs, model.steps, len(MECHANISMS), DRIVES + 2 * n))
    events = np.full((explained_runs, MOST_EVENTS, 3), np.nan)
    _call(model, seed, numbers, rows, counts, told, events, drives)
    first, second = len(CRISIS), len(CRISIS) + n * len(PARTY)
    shape = told.shape[:2]
    return Paths(
        model,
        rows,
        counts,
        told[:, :, :first],
        told[:, :, first:second].reshape(*shape, n, len(PARTY)),
        told[:, :, second:].reshape(*shape, pairs, len(DYAD)),
        drives,
        events,
    )


def _numbers(runs: int | ArrayLike) -> NDArray[np.int64]:
    numbers = np.arange(runs) if isinstance(runs, (int, np.integer)) else np.asarray(runs)
    return np.ascontiguousarray(numbers, dtype=np.int64)


def _call(
    model: Model,
    seed: int,
    numbers: NDArray[np.int64],
    rows: Floats,
    counts: NDArray[np.int64],
    told: Floats,
    events: Floats,
    drives: Floats | None = None,
) -> None:
    paths(
        model.worths, model.no_deal, model.fees, model.knobs, model.starts, model.readings,
        model.params, *model.beginning, model.on, model.roles.array(),
        model.roles.pairs(), model.steps, model.months, model.by_product,
        seed, numbers, rows, counts, told,
        np.empty((0, 0, 0, 0)) if drives is None else drives, events,
        workspace(len(model.roles.parties), len(model.roles.pairs())),
    )  # fmt: skip
