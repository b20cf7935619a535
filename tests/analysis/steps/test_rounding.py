"""Rounded steps: on the grid, in order, as fast as allowed, and they hold exactly as stated."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from goldenbridge.analysis.steps import rounding
from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import margins
from goldenbridge.analysis.steps.rounding import ALLOWED, SIZES, rounded
from goldenbridge.analysis.steps.schedule import Schedule, best_schedule, in_turn

spec = importlib.util.spec_from_file_location("steps_slow", Path(__file__).parent / "slow.py")
slow = importlib.util.module_from_spec(spec)
spec.loader.exec_module(slow)
slow.FAR = 220  # patience is 0.93 at most here


def ruled(seed):
    """An exchange with rules of order, acts that take a while, and some that are not divided."""
    rng = np.random.default_rng(seed)
    ex, _ = slow.random_exchange(seed)
    ex = replace(ex, periods=ex.periods + 5, takes=rng.integers(1, 4, ex.measures))
    if ex.measures > 1:
        pair, both = np.zeros(ex.measures), np.zeros(ex.measures)
        pair[[0, -1]] = 1.0, -1.0
        both[0], both[1:] = 1.0, -1.0 / (ex.measures - 1)
        ex = replace(ex, rules=np.array([pair, both]), limits=np.zeros(2))
    ex = replace(ex, divisible=rng.random(ex.measures) < 0.8)
    doers = {int(d) for d in ex.doer if d >= 0}
    turns = in_turn(ex, min(doers)) if seed % 2 and doers else None
    return ex, turns


def check_order(ex, was, now):
    """Loop by loop, apart from the code: what orders the acts, and in which order they end."""
    waited = 1 if was.turns is None else len(was.turns)
    assert (now.levels[0] == 0).all()
    assert (now.levels[-1] == 1).all()
    for s in range(1, ex.periods + 1):
        for m in range(ex.measures):
            rise = now.levels[s, m] - now.levels[s - 1, m]
            assert rise >= 0
            if was.turns is not None and ex.doer[m] not in (-1, was.turns[(s - 1) % waited]):
                assert rise == 0
            if ex.divisible[m]:
                assert rise <= waited / ex.takes[m] + 1e-7
                parts = now.levels[s, m] / now.rounded_to
                assert abs(parts - round(parts)) < 1e-6
            else:
                assert now.levels[s, m] in (0, 1)
                assert now.levels[s, m] == 0 or s >= ex.takes[m]
        for row, limit in zip(ex.rules, ex.limits, strict=True):
            assert sum(row * now.levels[s]) <= limit + 1e-5
    for reached in (1e-6, 1 - 1e-6):
        first = [
            [next(s for s in range(ex.periods + 1) if of.levels[s, m] > reached)
             for m in range(ex.measures)] for of in (was, now)
        ]  # fmt: skip
        for a in range(ex.measures):
            for b in range(ex.measures):
                assert not (first[0][a] < first[0][b] and first[1][a] > first[1][b])


@cache
def both(seed):
    """An exchange, the schedule found for it, and that rounded; None where there is none."""
    ex, turns = ruled(seed)
    found = best_schedule(ex, turns)
    return ex, found, (found if found is None else rounded(ex, found))


def test_enough_of_them_are_rounded_to_mean_something():
    seen = [(f, r) for _, f, r in map(both, range(60)) if f is not None]
    sizes = [r.rounded_to for _, r in seen]
    assert {0.1, 0.05, None} == set(sizes)
    odd = [r for f, r in seen if r.rounded_to and abs(f.levels - r.levels).max() > 0.01]
    assert len(odd) > 10


@pytest.mark.parametrize("seed", range(60))
def test_rules_of_order_speed_and_turns_are_kept(seed):
    ex, found, now = both(seed)
    if found is None or now.rounded_to is None:
        assert now is found
        return
    check_order(ex, found, now)


@pytest.mark.parametrize("seed", range(60))
def test_rounded_steps_hold_exactly_as_stated(seed):
    """With the guarantee told no margin is below 0; with any less, one is. Beginning likewise."""
    ex, found, now = both(seed)
    if found is None or now.rounded_to is None:
        return
    kept = margins(ex, now.levels, now.added)
    assert kept.going_on.min() >= -1e-6
    assert (kept.begin[0] >= -now.short - 1e-6).all()
    assert (now.short <= found.short + 1e-6).all()
    for p in range(ex.parties):
        least = min(slow.margin(ex, now.levels, p, t, now.added[p]) for t in range(1, ex.last + 1))
        assert least >= -1e-4
        if now.added[p] > 0:
            assert least == pytest.approx(0, abs=1e-4)
    assert now.above == pytest.approx(max(0, now.total - found.total), abs=2e-6)
    assert now.above <= ALLOWED * np.abs(ex.worth).max() + 1e-6
    if found.total < 1e-6:
        assert (now.total, now.above) == (0, 0)


def gift(levels, **terms):
    """Two give for good, in given shares; the schedule as if it had been found."""
    ex = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=len(levels) - 1, **terms)
    both_do = np.array([[x, x] for x in levels])
    needed = rounding.least_guarantee(ex, both_do)
    return ex, Schedule(both_do, needed, np.zeros(2), None)


@pytest.mark.parametrize(
    ("first", "size", "to", "above"),
    [(0.592, 0.1, 0.6, 2 * 3.9 * 0.008 / 0.9), (0.57, 0.05, 0.55, 0.06), (0.61, 0.1, 0.6, 0.0)],
)
def test_put_up_with_by_hand(first, size, to, above):
    """Two gifts, a share x first: 0.9 g is the larger of 3 (1 - x) and 3.9 x - 0.9.

    2 % of 4 are put up with, for both together. From 0.57, tenths would cost 0.26.
    """
    ex, found = gift([0, first, 1])
    assert found.added == pytest.approx([max(3 * (1 - first), 3.9 * first - 0.9) / 0.9] * 2)
    now = rounded(ex, found)
    assert now.rounded_to == size
    assert now.levels[1] == pytest.approx([to, to])
    assert now.added == pytest.approx([max(3 * (1 - to), 3.9 * to - 0.9) / 0.9] * 2)
    assert now.above == pytest.approx(above)


def test_nothing_is_put_up_with_where_steps_hold_by_themselves():
    """Posted is what 57 % first needs; 55 % would need 0.03 each, so the steps stay."""
    ex, _ = gift([0, 0.57, 1], posted=(3.9 * 0.57 - 0.9) / 0.9 + 1e-4)
    found = Schedule(np.array([[0, 0], [0.57, 0.57], [1, 1]]), np.zeros(2), np.zeros(2), None)
    assert margins(ex, found.levels).holds[0]
    assert rounded(ex, found) is found


def test_twentieths_where_tenths_cost_too_much(monkeypatch):
    ex, found = gift([0, 0.26, 0.45, 0.65, 0.85, 1])
    cost = {
        size: min(
            rounding.least_guarantee(ex, np.array(levels)).sum() for levels in tried
        ) - found.total
        for size, tried in {
            0.1: [[[x, x] for x in row] for row in (
                [0, 0.3, 0.5, 0.7, 0.9, 1], [0, 0.2, 0.4, 0.6, 0.8, 1],
                [0, 0.3, 0.5, 0.7, 0.9, 1])],
            0.05: [[[x, x] for x in row] for row in (
                [0, 0.25, 0.45, 0.65, 0.85, 1], [0, 0.3, 0.45, 0.65, 0.85, 1])],
        }.items()
    }  # fmt: skip
    assert cost[0.1] > max(0, cost[0.05])
    monkeypatch.setattr(rounding, "ALLOWED", (max(0, cost[0.05]) + cost[0.1]) / 2 / 4)
    now = rounded(ex, found)
    assert now.rounded_to == 0.05
    assert now.above == pytest.approx(max(0, cost[0.05]), abs=1e-6)
    monkeypatch.setattr(rounding, "ALLOWED", (cost[0.1] + 0.01) / 4)
    assert rounded(ex, found).rounded_to == 0.1
    monkeypatch.setattr(rounding, "ALLOWED", min(0, *cost.values()) / 4 - 1)
    assert rounded(ex, found) is found


def test_what_cannot_go_faster_is_put_off():
    """A third a period in time to spare: three tenths, and the last tenth one period later."""
    ex = Exchange.simple([0, 1], [[-1, 9], [9, -1]], periods=5, reversible=1, patience=0.95)
    ex = replace(ex, takes=np.array([3, 3]))
    third = np.array([0, 1 / 3, 2 / 3, 1, 1, 1])
    found = Schedule(np.column_stack([third, third]), np.zeros(2), np.zeros(2), None)
    now = rounded(ex, found)
    assert now.rounded_to == 0.1
    assert now.levels[:, 1] == pytest.approx([0, 0.3, 0.6, 0.9, 1, 1])
    short = Schedule(found.levels[:4], np.zeros(2), np.zeros(2), None)
    assert rounded(replace(ex, periods=3), short) is short


def test_an_order_is_never_turned_round():
    """The first act begins a hair before the second: nearest tenths would begin it after."""
    ex = Exchange.simple([0, 1], [[-1, 9], [9, -1]], periods=3, reversible=1, patience=0.95)
    levels = np.array([[0, 0], [0.02, 0], [0.02, 0.5], [1, 1]])
    now = rounded(ex, Schedule(levels, np.zeros(2), np.zeros(2), None))
    assert now.rounded_to == 0.1
    assert now.levels[1, 0] == pytest.approx(0.1)


def test_sizes_go_from_coarse_to_fine():
    assert list(SIZES) == sorted(SIZES, reverse=True)
