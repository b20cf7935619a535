"""How far back a breach reaches, against a recursion of its own and the textbook's slices."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.schedule import best_schedule
from goldenbridge.analysis.steps.unravel import Breach, _Values, unravelling

spec = importlib.util.spec_from_file_location("steps_slow", Path(__file__).parent / "slow.py")
slow = importlib.util.module_from_spec(spec)
spec.loader.exec_module(slow)


def equal(slices):
    return np.linspace(0, 1, slices + 1)[:, None].repeat(2, axis=1)


def gifts(cost=3.0, gain=4.0, **terms):
    """Both give for good, at the same time."""
    return Exchange.simple([0, 1], [[-cost, gain], [gain, -cost]], **terms)


def test_without_a_penalty_five_slices_unravel_to_the_first():
    found = unravelling(gifts(periods=5, patience=0.9), equal(5))
    assert {b.point for b in found.tempted} == {2, 3, 4, 5}
    assert [b.point for b in found.chain] == [5, 4, 3, 2, 1]
    assert found.reaches.point == 1


def test_with_a_penalty_of_the_last_slice_nobody_ever_leaves():
    """It is forfeited a period later, so it takes the last slice over patience."""
    ex, enough = gifts(periods=5, patience=0.9), np.full(2, 3 / 5 / 0.9)
    assert unravelling(ex, equal(5), enough).reaches is None
    assert unravelling(ex, equal(5), enough - 0.01).reaches.point == 1


def test_the_first_slice_holds_as_long_as_nobody_looks_ahead():
    found = unravelling(gifts(periods=5, patience=0.9), equal(5))
    assert 1 not in {b.point for b in found.tempted}
    assert found.reaches.gain > 0


def test_a_schedule_that_holds_has_no_chain():
    ex = gifts(periods=6, reversible=1, patience=0.9)
    best = best_schedule(ex)
    assert best.total == 0
    assert unravelling(ex, best.levels).chain == ()


def test_unravelling_may_stop_short_of_the_beginning():
    """Early slices are small against what is at stake until the expected breach."""
    sizes = np.array([0, 0.05, 0.1, 0.15, 0.2, 0.25, 1.0])
    levels = np.stack([sizes, sizes], axis=1)
    ex = gifts(cost=1.0, gain=4.0, periods=6, patience=0.95)
    chain = unravelling(ex, levels).chain
    assert chain[0].point == 6
    first = chain[-1].point
    assert first == slow_reach(levels[:, 0], 1.0, 4.0, 0.95)


def slow_reach(levels, cost, gain, d):
    """Two alike parties, gifts for good, a lag of one: when is the first breach, seen ahead?

    After one leaves, the other has given this slice already and stops: it lost the cost.
    One of two equals leaves; the other is left, as in the engine.
    """
    sizes = np.diff(levels)
    ahead, reach, other = 0.0, None, 0.0
    going_first, going_other = ahead, other
    for n in range(len(sizes), 0, -1):
        x = sizes[n - 1]
        on_a, on_b = (gain - cost) * x + d * going_first, (gain - cost) * x + d * going_other
        leave = gain * x
        if max(leave - on_a, leave - on_b) > 1e-6:
            reach = n
            if leave - on_a >= leave - on_b - 1e-12:
                going_first, going_other = leave, -cost * x
            else:
                going_first, going_other = -cost * x, leave
        else:
            going_first, going_other = on_a, on_b
    return reach


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(st.floats(0.02, 1), min_size=1, max_size=7),
    cost=st.floats(0.5, 5),
    more=st.floats(0.1, 6),
    d=st.floats(0.3, 0.97),
)
def test_reach_by_a_recursion_of_its_own(parts, cost, more, d):
    levels = np.append(0, np.cumsum(parts) / np.sum(parts))
    levels[-1] = 1.0
    ex = gifts(cost, cost + more, periods=len(parts), patience=d)
    found = unravelling(ex, np.stack([levels, levels], axis=1))
    expected = slow_reach(levels, cost, cost + more, d)
    assert (found.reaches.point if found.reaches else None) == expected


def test_being_left_counts_what_is_taken_back():
    """Who is left takes its own flow back once it notices; who left keeps nothing of the other."""
    ex = Exchange.simple([0, 1], [[-2, 3], [3, -2]], periods=2, reversible=1, patience=0.5)
    levels = np.array([[0, 0], [1, 1], [1, 1]])
    held = ex.after_being_left(0, 1, 2, ex.worth[1] < 0).of(levels)
    assert held[0].tolist() == [1, 1]
    assert held[1].tolist() == [1, 0]
    assert held[2].tolist() == [0, 0]


@pytest.mark.parametrize("k", [1, 3])
def test_after_a_snapback_who_was_left_has_all_again(k):
    ex = Exchange.simple(
        [0, 1], [[-2, 3], [3, -2]], periods=2, reversible=1, patience=0.5, snapback=k
    )
    levels = np.array([[0, 0], [1, 1], [1, 1]])
    held = ex.after_being_left(0, 1, 1, ex.worth[1] < 0).of(levels)
    assert held[0].tolist() == [1, 0]
    assert held[1 : 1 + k].tolist() == [[0, 0]] * k
    assert held[1 + k].tolist() == [1, 1]


@pytest.mark.parametrize("seed", range(25))
def test_being_left_is_summed_period_by_period(seed):
    ex, levels = slow.random_exchange(seed)
    values = _Values(ex, levels, None)
    for p in range(ex.parties):
        for q in range(ex.parties):
            if p == q:
                continue
            for t in range(1, ex.last + 1):
                d, total = float(ex.patience[p]), 0.0
                for s in range(t, slow.FAR):
                    flow = slow.flow_was_left(ex, levels, p, q, t, s)
                    flow = slow.flow_on(ex, levels, p, s) if flow is None else flow
                    total += (1 - d) * d ** (s - t) * flow
                assert values.left(p, Breach(t, q, 0.0)) == pytest.approx(total, abs=1e-6)
