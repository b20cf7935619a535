"""A piece of an ensemble: some runs by number, worked out by one pure function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.ensemble.recipe import Recipe, model_of
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import COLUMNS

__all__ = ["CHUNK", "Columns", "Piece", "kinds_of", "pieces_of", "rows_of"]

#: Runs of a piece: one to three seconds of work on a core, some 50 MB while it is done.
CHUNK = 50_000
#: The most runs of an ensemble, and of a piece.
MOST_RUNS, MOST_CHUNK, MOST_PIECES = 10**9, 10**6, 10**5

#: Name → an array with one entry a run.
Columns = dict[str, NDArray[np.generic]]

#: What is counted or said by number. All else is float64: rows are kept to the last bit.
WHOLE = {
    "run": "int64",
    "world": "int32",
    "ending": "int8",
    "package": "int32",
    "war": "int8",
    "at_war": "int8",
    "ceasefire": "int8",
    "broken": "int8",
    "peak": "int8",
    "widened": "int8",
    "mediated": "int8",
    "suspensions": "int32",
    "steps_up": "int32",
    "slips": "int32",
    "steps_down": "int32",
}


@dataclass(frozen=True)
class Piece:
    """Runs ``first`` to ``first + count`` of a recipe's model: all that any process needs.

    Attributes
    ----------
    recipe : how to make the model.
    seed : which runs.
    first, count : from which run, how many.
    """

    recipe: Recipe
    seed: int
    first: int
    count: int


def rows_of(piece: Piece) -> Columns:
    """How the runs of a piece come out: the columns of ``state.COLUMNS``, and ``cost.PARTY``.

    Pure: the same piece gives the same arrays to the last bit, in any process, beside any others;
    and a run is the same in whichever piece it lies.

    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
    >>> some = rows_of(Piece(GenericRecipe(worlds=2, steps=2), seed=1, first=3, count=2))
    >>> some["run"].tolist(), some["world"].tolist(), some["cost.first"].dtype.name
    ([3, 4], [1, 0], 'float64')
    """
    model = model_of(piece.recipe)
    rows = run(model, np.arange(piece.first, piece.first + piece.count), piece.seed).rows
    kinds = kinds_of(model)
    return {
        name: _kept(name, rows[:, column], kind)
        for column, (name, kind) in enumerate(kinds.items())
    }


def kinds_of(model: Model) -> Mapping[str, str]:
    """The columns of a model's rows in their order, and the kind of number in each.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> list(kinds_of(generic(worlds=2)).items())[-2:]
    [('cost.first', 'float64'), ('cost.second', 'float64')]
    """
    names = (*COLUMNS, *(f"cost.{party}" for party in model.roles.parties))
    return {name: WHOLE.get(name, "float64") for name in names}


def pieces_of(
    runs: int, chunk: int = CHUNK, shard: tuple[int, int] = (1, 1)
) -> list[tuple[int, int]]:
    """Runs cut into pieces, each a first run and a count; or those of one shard of them.

    Parameters
    ----------
    runs : of the whole ensemble.
    chunk : runs of a piece; the last may be smaller.
    shard : the how-manieth of how many, counted from 1; each is some pieces in a row.

    Raises
    ------
    ValueError : too many or too few of something.

    >>> pieces_of(100, 30)
    [(0, 30), (30, 30), (60, 30), (90, 10)]
    >>> pieces_of(100, 30, (2, 2))
    [(60, 30), (90, 10)]
    """
    for name, found, most in (("runs", runs, MOST_RUNS), ("chunk", chunk, MOST_CHUNK)):
        if not 1 <= found <= most:
            raise ValueError(f"{name}: found {found}, wanted 1 to {most:,}")
    pieces = -(-runs // chunk)
    if pieces > MOST_PIECES:
        raise ValueError(
            f"chunk: found {chunk}, which cuts {runs:,} runs into {pieces:,} pieces; "
            f"wanted {-(-runs // MOST_PIECES):,} or more"
        )
    number, shards = shard
    if not 1 <= number <= shards <= pieces:
        raise ValueError(
            f"shard: found {number} of {shards}; wanted 1 of 1 up to {pieces} of {pieces}, since "
            f"{runs:,} runs make so many pieces of {chunk:,}"
        )
    low, high = (number - 1) * pieces // shards, number * pieces // shards
    return [(at * chunk, min(chunk, runs - at * chunk)) for at in range(low, high)]


def _kept(name: str, values: NDArray[np.float64], kind: str) -> NDArray[np.generic]:
    kept = np.ascontiguousarray(values).astype(kind)
    if kind != "float64" and not np.array_equal(kept, values):
        raise AssertionError(f"our mistake: {name} holds something that is no {kind}")
    return kept
