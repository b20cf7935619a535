"""Intervals of runs that nest in worlds: by hand, by jackknife, and how often they cover."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as students

from goldenbridge.analysis.dynamics.understanding.intervals import (
    Estimate,
    difference,
    mean,
    quantile,
    ratio,
    share,
)
from goldenbridge.analysis.estimate import wilson

WORLDS, EACH = 60, 12


def nested(seed: int, tie: float) -> tuple[np.ndarray, np.ndarray]:
    """Runs that hold or not, as alike within a world as ``tie`` says; 0.4 of all hold."""
    rng = np.random.default_rng(seed)
    own = np.where(rng.random(WORLDS) < tie, (rng.random(WORLDS) < 0.4).astype(float), 0.4)
    worlds = np.arange(WORLDS * EACH) % WORLDS
    return rng.random(len(worlds)) < own[worlds], worlds


def covered(estimate: Estimate, truth: float) -> bool:
    assert estimate.interval is not None
    return estimate.interval[0] <= truth <= estimate.interval[1]


@pytest.mark.parametrize("tie", [0.0, 0.5, 1.0])
def test_about_19_of_20_intervals_of_a_share_cover(tie: float) -> None:
    hits = np.mean([covered(share(*nested(n, tie)), 0.4) for n in range(400)])
    assert 0.915 <= hits <= 0.985


def test_intervals_that_took_runs_for_worlds_would_not() -> None:
    hits = []
    for n in range(400):
        values, _ = nested(n, 0.5)
        low, high = wilson(int(values.sum()), len(values))
        hits.append(low <= 0.4 <= high)
    assert np.mean(hits) < 0.85


def test_about_19_of_20_intervals_of_a_mean_where_it_holds_cover() -> None:
    def once(n: int) -> Estimate:
        rng = np.random.default_rng(n)
        worlds = np.arange(WORLDS * EACH) % WORLDS
        own, often = rng.normal(0, 1, WORLDS), rng.uniform(0.1, 0.9, WORLDS)
        where = rng.random(len(worlds)) < often[worlds]
        return mean(5 + own[worlds] + rng.normal(0, 1, len(worlds)), worlds, where)

    assert 0.915 <= np.mean([covered(once(n), 5.0) for n in range(400)]) <= 0.985


def test_about_19_of_20_intervals_of_a_median_cover() -> None:
    def once(n: int) -> Estimate:
        rng = np.random.default_rng(n)
        worlds = np.arange(WORLDS * EACH) % WORLDS
        own = rng.normal(0, 1, WORLDS)
        return quantile(np.exp(own[worlds] + rng.normal(0, 1, len(worlds))), worlds, 0.5)

    assert 0.915 <= np.mean([covered(once(n), 1.0) for n in range(400)]) <= 0.985


def test_with_one_run_a_world_it_is_wilsons() -> None:
    values = np.arange(500) % 5 == 0
    found = share(values, np.arange(500))
    # The sample's variance has n - 1 below it, and Student's t is a hair above the normal.
    assert found.interval == pytest.approx(wilson(100, 500), abs=6e-4)


def test_a_mean_by_hand() -> None:
    """Worlds of 1, 2 and 3 runs: mean 3, pulls −2, −1 and 3, over 6."""
    found = mean([1.0, 2.0, 3.0, 2.0, 4.0, 6.0], [7, 9, 9, 4, 4, 4])
    half = students.ppf(0.975, 2) * np.sqrt((4 + 1 + 9) / 36 * 3 / 2)
    assert found.estimate == 3.0
    assert found.interval == pytest.approx((3 - half, 3 + half))
    assert (found.runs, found.worlds) == (6, 3)


def test_the_variance_is_near_the_jackknifes_over_worlds() -> None:
    rng = np.random.default_rng(3)
    worlds = rng.integers(0, 80, 900)
    where = rng.random(900) < 0.3 + 0.4 * (worlds % 2)
    values = rng.normal(worlds % 7, 1.0)
    found = mean(values, worlds, where)
    without = [values[where & (worlds != w)].mean() for w in range(80)]
    spread = np.sqrt(79 / 80 * ((np.array(without) - np.mean(without)) ** 2).sum())
    assert found.interval is not None
    assert (found.interval[1] - found.interval[0]) / 2 == pytest.approx(
        students.ppf(0.975, 79) * spread, rel=0.03
    )


def test_a_mean_is_the_ratio_of_a_sum_to_a_count() -> None:
    rng = np.random.default_rng(4)
    worlds, where, values = rng.integers(0, 30, 400), rng.random(400) < 0.4, rng.random(400)
    one, other = mean(values, worlds, where), ratio(values * where, where, worlds)
    assert other.estimate == pytest.approx(one.estimate)
    assert other.interval == pytest.approx(one.interval)
    assert ratio(values, 0 * values, worlds).estimate is None


def test_what_two_policies_share_cancels() -> None:
    rng = np.random.default_rng(5)
    worlds = np.arange(2000) % 100
    luck = rng.normal(0, 10, 2000) + 20.0 * rng.random(100)[worlds]
    a, b = luck + 1.0 + rng.normal(0, 0.1, 2000), luck
    apart = difference(a, b, worlds)
    assert covered(apart, 1.0)
    assert apart.interval is not None
    assert apart.interval[1] - apart.interval[0] < 0.03
    alone = mean(a, worlds).interval
    assert alone is not None
    assert alone[1] - alone[0] > 1.0


def test_a_difference_turns_round_with_its_policies() -> None:
    rng = np.random.default_rng(6)
    worlds = np.arange(600) % 50
    a, b = rng.random(600) < 0.3, rng.random(600) < 0.5
    there, back = difference(a, b, worlds), difference(b, a, worlds)
    assert there.estimate == pytest.approx(-(back.estimate or 0))
    assert there.interval is not None
    assert back.interval is not None
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))


def test_a_difference_of_shares_near_the_formula_for_numbers() -> None:
    rng = np.random.default_rng(8)
    worlds = np.arange(6000) % 300
    a, b = rng.random(6000) < 0.3, rng.random(6000) < 0.5
    shares, numbers = difference(a, b, worlds), difference(a * 1.0, b * 1.0, worlds)
    assert shares.interval == pytest.approx(numbers.interval, abs=1e-3)


def test_about_19_of_20_intervals_of_a_difference_cover() -> None:
    def once(n: int) -> Estimate:
        rng = np.random.default_rng(n)
        worlds = np.arange(WORLDS * EACH) % WORLDS
        open_to_it = rng.random(WORLDS) < 0.2
        a = rng.random(len(worlds)) < 0.4
        return difference(a | (open_to_it[worlds] & (rng.random(len(a)) < 0.5)), a, worlds)

    assert 0.915 <= np.mean([covered(once(n), 0.2 * 0.5 * 0.6) for n in range(400)]) <= 0.985


def test_a_difference_of_means_over_other_runs_each() -> None:
    worlds = np.arange(400) % 40
    months = np.where(np.arange(400) < 200, 3.0, 9.0)
    first, second = np.arange(400) < 200, np.arange(400) >= 150
    found = difference(months, months, worlds, first, second)
    assert found.estimate == pytest.approx(3.0 - (50 * 3 + 200 * 9) / 250)
    assert found.runs == 50


@pytest.mark.parametrize("value", [True, False])
def test_where_it_is_always_so_a_world_counts_as_a_run(value: bool) -> None:
    worlds = np.arange(1000) % 50
    found = share(np.full(1000, value), worlds)
    low, high = wilson(0, 50, students.ppf(0.975, 49))
    assert found.interval == pytest.approx((1 - high, 1.0) if value else (low, high))
    same = difference(np.full(1000, value), np.full(1000, value), worlds)
    assert same.estimate == 0.0
    assert same.interval is not None
    assert same.interval[0] < -0.02 < 0.02 < same.interval[1]


def test_what_is_seen_in_few_worlds_lies_between_worlds_and_runs() -> None:
    """An upper end that falls as one thing more is seen would make no sense."""
    worlds = np.arange(10_000) % 500
    ends = []
    for seen in (0, 1, 2, 5):
        values = np.zeros(10_000, dtype=bool)
        values[:seen] = True  # each in a world of its own
        found = share(values, worlds)
        assert found.interval is not None
        ends.append(found.interval[1])
        apart = difference(values, np.zeros(10_000, dtype=bool), worlds)
        assert apart.interval is not None
        assert apart.interval[0] <= seen / 10_000 <= apart.interval[1]
    assert ends[0] == pytest.approx(wilson(0, 500, students.ppf(0.975, 499))[1])
    assert all(end > 0.0005 for end in ends)
    assert max(ends) < 2 * min(ends) + 0.004


def test_nothing_to_estimate_is_none_and_never_not_a_number() -> None:
    worlds = np.arange(10)
    nobody = np.zeros(10, dtype=bool)
    months = np.full(10, np.nan)
    for found in (
        share(nobody, worlds, nobody),
        mean(months, worlds, nobody),
        quantile(months, worlds, 0.5, nobody),
        difference(months, months, worlds, nobody, nobody),
        share([], []),
    ):
        assert found.as_dict() == {"estimate": None, "interval": None, "runs": 0, "worlds": 0}
    assert str(share(nobody, worlds, nobody)) == "no run to tell it from"


def test_one_world_tells_a_figure_and_no_interval() -> None:
    for found in (
        share([True, False], [3, 3]),
        mean([1.0, 0.0], [3, 3]),
        quantile([1.0, 0.0], [3, 3], 0.5),
        difference([1.0, 0.0], [0.5, -0.5], [3, 3]),
    ):
        assert found.estimate == 0.5
        assert found.interval is None
        assert found.worlds == 1


def test_what_does_not_count_may_be_anything() -> None:
    where = np.array([True, True, False, True])
    values = np.array([1.0, 2.0, np.nan, 4.0])
    found = mean(values, [0, 1, 1, 2], where)
    assert found == mean(values[where], [0, 1, 2])
    with pytest.raises(ValueError, match="finite"):
        mean(values, [0, 1, 1, 2])


def test_wrong_calls() -> None:
    with pytest.raises(ValueError, match="shapes"):
        share([True], [0, 1])
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile([1.0], [0], 50)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), runs=st.integers(1, 60), worlds=st.integers(1, 20))
def test_an_interval_holds_its_figure_and_labels_do_not_matter(
    seed: int, runs: int, worlds: int
) -> None:
    rng = np.random.default_rng(seed)
    group = rng.integers(0, worlds, runs)
    values, where = rng.random(runs) < rng.random(), rng.random(runs) < 0.7
    names = rng.permutation(worlds) * 17 - 3
    order = rng.permutation(runs)
    for one in (share, mean, lambda *x: quantile(x[0], x[1], 0.3, x[2])):
        found = one(values, group, where)
        again = one(values[order], names[group[order]], where[order])
        assert again.estimate == pytest.approx(found.estimate)
        if found.interval is None:
            assert again.interval is None
            continue
        assert again.interval == pytest.approx(found.interval)
        assert found.estimate is not None
        assert found.interval[0] <= found.estimate + 1e-12
        assert found.estimate <= found.interval[1] + 1e-12
        text = json.dumps(found.as_dict(), allow_nan=False)
        assert "NaN" not in text
