"""Sums by world: as added up at once, whatever the cut; intervals as wide as worlds differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.ensemble import (
    GenericRecipe,
    Measure,
    Piece,
    Sums,
    measures_of,
    pieces_of,
    rows_of,
)
from goldenbridge.analysis.dynamics.ensemble.part import Columns
from goldenbridge.analysis.dynamics.understanding.intervals import from_sums, share
from goldenbridge.analysis.estimate import wilson

WORLDS, RUNS = 40, 1_000
ROWS = rows_of(Piece(GenericRecipe(worlds=WORLDS, steps=24), 1, 0, RUNS))
MEASURES = measures_of(ROWS)


def added(chunk: int) -> Sums:
    sums = Sums(MEASURES, WORLDS)
    for first, count in pieces_of(RUNS, chunk):
        some: Columns = {name: values[first : first + count] for name, values in ROWS.items()}
        sums.add(some)
    return sums


AT_ONCE = added(RUNS)


def figures(sums: Any, counts: Any, is_share: bool = True) -> tuple[float, float, float]:
    one = from_sums(sums, counts, is_share=is_share)
    assert one.estimate is not None
    assert one.interval is not None
    return (one.estimate, *one.interval)


def test_estimates_are_those_of_all_rows_at_once() -> None:
    found = AT_ONCE.estimates
    ended = ROWS["ending"]
    assert found["agreement"].estimate == pytest.approx((ended == 1).mean(), abs=1e-15)
    assert found["going_on"].estimate == pytest.approx((ended == 0).mean(), abs=1e-15)
    month = ROWS["month"].astype(float)
    assert found["months_to_agreement"].estimate == pytest.approx(
        month[ended == 1].mean(), rel=1e-14
    )
    assert found["months_to_agreement"].runs == (ended == 1).sum()
    assert found["cost.second"].estimate == pytest.approx(ROWS["cost.second"].astype(float).mean())
    assert found["war"].runs == RUNS
    assert found["durable"].estimate == pytest.approx((ROWS["held"] >= 60).mean(), abs=1e-15)
    # The same as from the rows themselves, interval and all.
    assert found["agreement"] == share(ended == 1, ROWS["world"])
    for one in found.values():
        assert one.interval is None or one.low <= one.estimate <= one.high


@settings(max_examples=20, deadline=None)
@given(st.integers(1, RUNS))
def test_sums_are_the_same_to_the_last_bit_however_cut(chunk: int) -> None:
    cut = added(chunk)
    assert cut.sums.tobytes() == AT_ONCE.sums.tobytes()
    assert cut.counts.tobytes() == AT_ONCE.counts.tobytes()


def test_runs_of_worlds_that_all_agree_count_as_worlds() -> None:
    """A thousand runs of each of thirty worlds tell no more than thirty runs."""
    rng = np.random.default_rng(1)
    outcome = rng.random(30) < 0.4
    counts = np.full(30, 1_000)
    mean, low, high = figures(np.where(outcome, 1000.0, 0.0), counts)
    narrow_low, narrow_high = wilson(int(outcome.sum()), 30)
    assert mean == outcome.mean()
    assert low <= narrow_low < mean < narrow_high <= high
    assert high - low < 1.2 * (narrow_high - narrow_low)


def test_runs_of_worlds_that_do_not_matter_count_as_runs() -> None:
    rng = np.random.default_rng(2)
    counts = np.full(400, 50)
    mean, low, high = figures(rng.binomial(50, 0.3, 400).astype(float), counts)
    narrow = wilson(round(mean * 20_000), 20_000)
    assert high - low == pytest.approx(narrow[1] - narrow[0], rel=0.1)


@pytest.mark.parametrize("is_share", [True, False])
def test_nineteen_intervals_of_twenty_hold_the_truth(is_share: bool) -> None:
    """Worlds of unequal size with a chance of their own each; 2,000 times over."""
    rng = np.random.default_rng(3)
    times, worlds = 2_000, 50
    counts = rng.integers(5, 40, size=(times, worlds))
    own = rng.beta(2, 3, size=(times, worlds))
    sums = rng.binomial(counts, own).astype(float)
    held = 0
    for n, s in zip(counts, sums, strict=True):
        _, low, high = figures(s, n, is_share)
        held += low <= 0.4 <= high
    assert 0.935 < held / times < 0.965


def test_where_nothing_is_to_be_told_nothing_is() -> None:
    assert from_sums(np.zeros(3), np.zeros(3, dtype=int)).estimate is None
    one = from_sums(np.array([3.0, 0.0]), np.array([4, 0]))
    assert (one.estimate, one.interval) == (0.75, None)
    sums = Sums([Measure("x", "month", among=("ending", 1))], 2)
    assert sums.estimates["x"].as_dict() == {
        "estimate": None, "interval": None, "runs": 0, "worlds": 0,
    }  # fmt: skip


def test_a_share_that_is_the_same_everywhere_is_as_narrow_as_runs_allow() -> None:
    mean, low, high = figures(np.full(100, 5.0), np.full(100, 10))
    assert (low, high) == pytest.approx(wilson(500, 1000, 1.9842169515), abs=1e-6)
    assert mean == 0.5
