"""Margins against a slow second opinion, and the textbook results they must agree with."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import margins, margins_in
from goldenbridge.analysis.steps.patience import GRID, least_patience
from goldenbridge.analysis.steps.repeated import lag_threshold, slice_margins, snapback_periods

spec = importlib.util.spec_from_file_location("steps_slow", Path(__file__).parent / "slow.py")
slow = importlib.util.module_from_spec(spec)
spec.loader.exec_module(slow)

ONCE = np.array([[0.0, 0.0], [1.0, 1.0]])


def mutual(cost, gain, **terms):
    """Two parties, each of which does something for the other."""
    return Exchange.simple([0, 1], [[-cost, gain], [gain, -cost]], **terms)


@pytest.mark.parametrize("seed", range(40))
def test_margins_are_those_summed_period_by_period(seed):
    ex, levels = slow.random_exchange(seed)
    added = np.random.default_rng(seed).uniform(0, 2, ex.parties)
    found = margins(ex, levels, added)
    for p in range(ex.parties):
        assert found.begin[0, p] == pytest.approx(slow.begin(ex, levels, p), abs=1e-6)
        for t in range(1, ex.last + 1):
            said = slow.margin(ex, levels, p, t, added[p])
            assert found.going_on[0, p, t - 1] == pytest.approx(said, abs=1e-6), (p, t)


@pytest.mark.parametrize("seed", range(12))
def test_all_later_points_are_like_the_last(seed):
    ex, levels = slow.random_exchange(seed)
    for p in range(ex.parties):
        last = slow.margin(ex, levels, p, ex.last)
        assert slow.margin(ex, levels, p, ex.last + 3) == pytest.approx(last, abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_many_worlds_are_each_one_world(seed):
    ex, levels = slow.random_exchange(seed)
    rng = np.random.default_rng(seed)
    worth = rng.normal(0, 8, (7, *ex.worth.shape))
    outside = rng.normal(0, 4, (7, ex.parties))
    patience = rng.uniform(0.2, 0.95, (7, ex.parties))
    whole = margins_in(ex, levels, worth, outside, patience)
    for w in range(7):
        one = margins(ex.with_worth(worth[w], outside[w], patience[w]), levels)
        assert whole.going_on[w] == pytest.approx(one.going_on[0], abs=1e-9)
        assert whole.begin[w] == pytest.approx(one.begin[0], abs=1e-9)
        assert whole.holds[w] == one.holds[0]


@pytest.mark.parametrize("lag", [1, 2, 4, 8])
def test_detection_lag_is_the_repeated_deal(lag):
    """Temptation 5, reward 3, punishment 1: a cost of 2 saved, a benefit of 4 lost."""
    least = lag_threshold(5, 3, 1, lag)
    for d, holds in ((least - 1e-6, False), (least + 1e-6, True)):
        ex = mutual(2, 4, periods=1, reversible=1, lag=lag, patience=d)
        assert (margins(ex, ONCE).going_on[0, :, -1] >= 0).all() == holds


@pytest.mark.parametrize("d", [0.5, 0.6, 0.7, 0.9, 0.99])
def test_snapback_is_the_repeated_deal(d):
    """After the snapback all resumes: the fewest periods that deter are the textbook's."""
    enough = snapback_periods(5, 3, 1, d)
    for k in range(1, 12):
        ex = mutual(2, 4, periods=1, reversible=1, snapback=k, patience=d)
        holds = bool((margins(ex, ONCE).going_on[0, :, -1] >= 0).all())
        assert holds == (enough is not None and k >= enough)


def test_two_slices_given_for_good_are_step_by_step():
    """With two slices what is left comes next period, as the rule for slices supposes."""
    for first in (0.3, 0.5, 0.8):
        levels = np.array([[0, 0], [first, first], [1, 1]])
        found = margins(mutual(3, 4, periods=2, patience=0.9), levels).going_on[0, 0]
        assert found[:2] == pytest.approx(slice_margins([first, 1 - first], 3, 1, 0.9))
        assert found[2] == pytest.approx(0)


def test_a_stock_is_a_flow_that_nobody_can_take_back():
    """Given for good, a worth at once and the same worth as a stream come to the same."""
    ex = mutual(3, 5, periods=3, patience=0.8)
    levels = np.array([[0, 0], [0.2, 0.5], [0.6, 0.7], [1, 1]])
    steps = np.diff(levels, axis=0) @ ex.worth[0]
    at_once = sum(0.8**s * steps[s] for s in range(3))
    assert margins(ex, levels).begin[0, 0] == pytest.approx(at_once)


def test_escrow_takes_the_sting_out_of_the_last_step():
    """Whoever skips the last step never gets what lies in escrow."""
    levels = np.array([[0, 0], [0.5, 0.5], [1, 1]])
    assert margins(mutual(3, 4, periods=2), levels).going_on[0, :, 1].max() < 0
    held = margins(mutual(3, 4, periods=2, escrow=True), levels)
    assert held.going_on.min() >= 0


def test_the_others_steps_during_the_lag_are_credited():
    """With a lag of two, who leaves still receives the next step of the other."""
    levels = np.array([[0, 0], [0.5, 0.5], [1, 1]])
    short, long = (
        margins(mutual(3, 4, periods=2, lag=lag), levels).going_on[0, 0, 0] for lag in (1, 2)
    )
    assert short - long == pytest.approx(0.9 * 4 * 0.5)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), more=st.floats(0, 20))
def test_a_larger_guarantee_never_makes_steps_fail(seed, more):
    ex, levels = slow.random_exchange(seed)
    added = np.full(ex.parties, more)
    less, most = margins(ex, levels), margins(ex, levels, added)
    assert (most.going_on >= less.going_on - 1e-12).all()
    assert most.holds[0] or not less.holds[0]


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_patience_helps_where_what_is_lost_comes_after_what_is_gained(seed):
    """The condition: no outside worth, and going on costs first and pays later, at every point.

    A sum of d^j x_j whose terms change sign once, from below to above 0, stays above once it is.
    """
    ex, levels = slow.random_exchange(seed, plain=True)
    once = True
    for p in range(ex.parties):
        for t in range(1, ex.last + 1):
            path = ex.on_path(p).of(levels) @ ex.worth[p]
            left = ex.after_leaving(p, t, ex.worth[p] < 0).of(levels) @ ex.worth[p]
            signs = np.sign(np.round((path - left)[t - 1 :], 9))
            signs = signs[signs != 0]
            once &= bool((np.diff(signs) >= 0).all())
        path = np.round(ex.on_path(p).of(levels) @ ex.worth[p], 9)
        signs = np.sign(path[path != 0])
        once &= bool((np.diff(signs) >= 0).all())
    if once:
        assert all(p.from_there_on or p.least is None for p in least_patience(ex, levels))


def test_patience_can_hurt():
    """The other gives first and can stop; the own, larger cost comes last: the patient dread it."""
    ex = Exchange.simple([0, 1], [[-9, 4], [9, -1]], periods=4, reversible=[0.0, 1.0])
    levels = np.array([[0, 0], [0, 1], [0, 1], [0, 1], [1, 1]])
    found = margins_in(
        ex, levels, np.repeat(ex.worth[None], 2, 0), np.zeros((2, 2)),
        np.array([[0.3, 0.9], [0.9, 0.9]]),
    )  # fmt: skip
    assert found.going_on[0, 0, 0] > 0 > found.going_on[1, 0, 0]


def test_scan_names_the_least_patience_tried():
    ex = mutual(2, 4, periods=1, reversible=1, lag=2)
    found = least_patience(ex, ONCE)[0]
    assert found.least == pytest.approx(0.71)
    assert found.from_there_on
    assert found.holds.sum() == (GRID >= 0.7071).sum()


def test_nobodys_patience_suffices_at_a_last_step_given_for_good():
    levels = np.array([[0, 0], [0.5, 0.5], [1, 1]])
    assert [p.least for p in least_patience(mutual(3, 4, periods=2), levels)] == [None, None]
