"""Pieces: any cut gives the same rows to the last bit, and they are those of the runs."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.ensemble import (
    GenericRecipe,
    Piece,
    kinds_of,
    model_of,
    pieces_of,
    rows_of,
)
from goldenbridge.analysis.dynamics.ensemble.part import WHOLE, _kept
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import COLUMNS

RECIPE = GenericRecipe(worlds=64, steps=12)
RUNS = 600
WHOLE_RUN = rows_of(Piece(RECIPE, 1, 0, RUNS))


def test_rows_are_those_of_the_runs() -> None:
    rows = run(RECIPE.model(), RUNS, 1).rows
    assert list(WHOLE_RUN) == [*COLUMNS, "cost.first", "cost.second"]
    assert list(kinds_of(RECIPE.model())) == list(WHOLE_RUN)
    for column, (name, values) in enumerate(WHOLE_RUN.items()):
        assert values.dtype == WHOLE.get(name, "float64")
        assert np.array_equal(values, rows[:, column]), name
    assert len(np.unique(WHOLE_RUN["ending"])) == 3
    assert WHOLE_RUN["war"].any()


@settings(max_examples=25, deadline=None)
@given(first=st.integers(0, RUNS - 1), count=st.integers(1, RUNS))
def test_a_run_is_the_same_in_whichever_piece(first: int, count: int) -> None:
    count = min(count, RUNS - first)
    piece = rows_of(pickle.loads(pickle.dumps(Piece(RECIPE, 1, first, count))))
    for name, values in piece.items():
        assert values.tobytes() == WHOLE_RUN[name][first : first + count].tobytes(), name


def test_another_seed_gives_other_runs() -> None:
    other = rows_of(Piece(RECIPE, 2, 0, RUNS))
    assert not np.array_equal(other["month"], WHOLE_RUN["month"])
    assert np.array_equal(other["world"], WHOLE_RUN["world"])


def test_a_model_is_made_once_for_all_its_pieces() -> None:
    sent = pickle.loads(pickle.dumps(RECIPE))
    assert sent is not RECIPE
    assert model_of(sent) is model_of(RECIPE)


def test_what_is_no_whole_number_is_a_mistake_of_ours() -> None:
    assert _kept("peak", np.array([0.0, 8.0]), "int8").tolist() == [0, 8]
    for wrong in (0.5, 300.0):
        with pytest.raises(AssertionError, match="our mistake: peak"):
            _kept("peak", np.array([wrong]), "int8")


@given(
    runs=st.integers(1, 5_000), chunk=st.integers(1, 6_000), shards=st.integers(1, 50)
)  # fmt: skip
def test_pieces_cover_every_run_once(runs: int, chunk: int, shards: int) -> None:
    pieces = pieces_of(runs, chunk)
    shards = min(shards, len(pieces))
    assert [run for first, count in pieces for run in range(first, first + count)] == [*range(runs)]
    parts = [pieces_of(runs, chunk, (number, shards)) for number in range(1, shards + 1)]
    assert [piece for part in parts for piece in part] == pieces
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((0,), "runs: found 0"),
        ((10**9 + 1,), "runs: found 1000000001, wanted 1 to 1,000,000,000"),
        ((10, 0), "chunk: found 0"),
        ((10, 10**6 + 1), "chunk: found"),
        ((10**9, 9_999), "cuts 1,000,000,000 runs into 100,011 pieces; wanted 10,000 or more"),
        ((10, 5, (0, 1)), "shard: found 0 of 1"),
        ((10, 5, (3, 2)), "shard: found 3 of 2"),
        ((10, 5, (1, 3)), "shard: found 1 of 3; wanted 1 of 1 up to 2 of 2"),
    ],
)
def test_too_many_or_too_few(wrong: tuple[int, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        pieces_of(*wrong)  # type: ignore[arg-type]
