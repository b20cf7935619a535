"""The least guarantee against trying every schedule on a grid, and laws where they hold."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from itertools import combinations_with_replacement, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import margins
from goldenbridge.analysis.steps.schedule import best_schedule, in_turn, least_guarantee

spec = importlib.util.spec_from_file_location("steps_slow", Path(__file__).parent / "slow.py")
slow = importlib.util.module_from_spec(spec)
spec.loader.exec_module(slow)
slow.FAR = 220  # patience is 0.9 at most here


def every_schedule(ex, grid, turns=None):
    """All schedules whose shares are on a grid, in order, in the doers' turns, by the rules."""
    shares = list(combinations_with_replacement(range(grid + 1), ex.periods - 1))
    for chosen in product(shares, repeat=ex.measures):
        levels = np.array([[0, *c, grid] for c in chosen]).T / grid
        rise = np.diff(levels, axis=0)
        if turns is not None and any(
            rise[s, m] > 0 and ex.doer[m] not in (-1, turns[s % len(turns)])
            for s in range(ex.periods)
            for m in range(ex.measures)
        ):
            continue
        waited = 1 if turns is None else len(turns)
        if any(
            rise[s, m] > min(1, waited / ex.takes[m]) + 1e-9
            if ex.divisible[m]
            else (levels[s + 1, m] > 0 and s + 1 < ex.takes[m])
            for s in range(ex.periods)
            for m in range(ex.measures)
        ):
            continue
        if len(ex.limits) and (levels[1:] @ ex.rules.T > ex.limits + 1e-9).any():
            continue
        yield levels


def cost(ex, levels):
    """Shortfalls a thousandfold, and guarantees, from the slow second opinion."""
    total = 0.0
    for p in range(ex.parties):
        total += 1000 * max(0.0, -slow.begin(ex, levels, p))
        late = ex.patience[p] ** ex.lag[p]
        total += max(0.0, *(-slow.margin(ex, levels, p, t) / late for t in range(1, ex.last + 1)))
    return total


def small(seed, *, divisible):
    """Two parties, two or three acts, two or three periods, sometimes a rule and a long act."""
    rng = np.random.default_rng(seed)
    measures = int(rng.integers(2, 4))
    doer = rng.permutation([0, 1, int(rng.integers(0, 2))])[:measures]
    own = doer == np.arange(2)[:, None]
    worth = np.where(own, -rng.uniform(0, 6, (2, measures)), rng.uniform(0, 9, (2, measures)))
    ex = Exchange.simple(
        doer.tolist(), worth.tolist(), periods=3 if measures == 2 else 2,
        patience=rng.uniform(0.5, 0.9, 2).tolist(), reversible=rng.uniform(0, 1, measures).tolist(),
        lag=rng.integers(1, 3, 2).tolist(), divisible=divisible,
        outside=rng.uniform(-2, 2, 2).tolist(), escrow=(rng.random(measures) < 0.2).tolist(),
        snapback=None if rng.random() < 0.6 else 2,
    )  # fmt: skip
    if seed % 3 == 0:
        row = np.zeros((1, measures))
        row[0, :2] = 1, -1
        ex = replace(ex, rules=row, limits=np.zeros(1))
    if seed % 4 == 0:
        ex = replace(ex, takes=np.array([2, *[1] * (measures - 1)]))
    return ex


def total(schedule):
    return schedule.total + 1000 * schedule.short.sum()


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize("turns", [None, (0, 1), (1, 0)])
def test_whole_acts_by_trying_every_order(seed, turns):
    ex = small(seed, divisible=False)
    tried = [cost(ex, levels) for levels in every_schedule(ex, 1, turns)]
    found = best_schedule(ex, turns)
    if not tried:
        assert found is None
        return
    assert found is not None
    assert found.proved
    assert total(found) == pytest.approx(min(tried), abs=1e-3)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("turns", [None, (1, 0)])
def test_no_sizes_on_a_grid_do_with_less(seed, turns):
    """The programme is at least as good as every grid; and what it gives does cost what it says."""
    ex = small(seed, divisible=True)
    found = best_schedule(ex, turns)
    tried = [cost(ex, levels) for levels in every_schedule(ex, 3, turns)]
    if found is None:
        assert not tried
        return
    assert total(found) <= min(tried, default=np.inf) + 1e-3
    assert total(found) == pytest.approx(cost(ex, found.levels), abs=1e-2)


@pytest.mark.parametrize("seed", range(25))
def test_with_its_guarantee_a_schedule_holds(seed):
    ex, _ = slow.random_exchange(seed)
    found = best_schedule(ex)
    kept = margins(ex, found.levels, found.added + 1e-5)
    assert kept.going_on.min() >= -1e-5
    assert (kept.begin[0] >= -found.short - 1e-4).all()
    assert least_guarantee(ex, found.levels).sum() == pytest.approx(found.total, abs=1e-3)
    assert (np.diff(found.levels, axis=0) >= 0).all()
    assert (found.levels[0], found.levels[-1]) == (pytest.approx(0), pytest.approx(1))


@pytest.mark.parametrize("slices", [2, 5, 12])
def test_shrinking_slices_are_best(slices):
    """Given for good, at the same time: every slice as tempting as what it puts at stake.

    Worked backwards with the real dates: cost * x_n = d (guarantee + what is left then).
    """
    cost, gain, d = 3.0, 4.0, 0.9
    worth, sizes = 0.0, []
    for _ in range(slices):
        size = d * (1.0 + worth) / cost
        worth = (gain - cost) * size + d * worth
        sizes.append(size)
    ex = Exchange.simple([0, 1], [[-cost, gain], [gain, -cost]], periods=slices, patience=d)
    found = best_schedule(ex)
    assert found.added == pytest.approx([1 / sum(sizes)] * 2, abs=1e-5)
    equal = np.linspace(0, 1, slices + 1)[:, None].repeat(2, axis=1)
    assert least_guarantee(ex, equal).sum() >= found.total - 1e-9
    if slices == 12:
        assert found.total < 0.3 * least_guarantee(ex, equal).sum()


def test_rules_and_turns_give_the_order():
    """The second act waits for the first, and each party for its turn."""
    ex = Exchange.simple([0, 1], [[-1, 4], [4, -1]], periods=4, reversible=1)
    ex = replace(ex, rules=np.array([[-1.0, 1.0]]), limits=np.zeros(1))
    found = best_schedule(ex, in_turn(ex, 1))
    rise = np.diff(found.levels, axis=0)
    assert (rise[[1, 3], 1] == 0).all()
    assert (rise[[0, 2], 0] == 0).all()
    assert (found.levels[:, 1] <= found.levels[:, 0] + 1e-9).all()


def test_what_takes_too_long_is_impossible():
    ex = Exchange.simple([0, 1], [[-1, 4], [4, -1]], periods=2)
    assert best_schedule(replace(ex, takes=np.array([3, 1]))) is None
    assert best_schedule(replace(ex, takes=np.array([3, 1]), divisible=np.zeros(2, bool))) is None


def test_who_loses_by_the_whole_would_not_begin():
    ex = Exchange.simple([0, 1], [[-5, 4], [4, -1]], periods=3, patience=0.9)
    found = best_schedule(ex)
    assert found.short[0] == pytest.approx(5 * 0.9**2 - 4)
    assert found.short[1] == 0


def test_one_party_that_does_everything():
    """The other need only receive; who gives and gets nothing would not begin."""
    ex = Exchange.simple([0, 0], [[-2, 1], [3, 3]], periods=3)
    found = best_schedule(ex)
    assert found.short[0] > 0
    ex = Exchange.simple([0, 0], [[-1, 2], [3, 3]], periods=3)
    assert best_schedule(ex).short.sum() == 0


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_a_longer_lag_never_lowers_the_guarantee(seed):
    """Where nobody is hurt by what others do, no deal is today's state, and nothing resumes."""
    ex, levels = slow.random_exchange(seed, plain=True)
    longer = replace(ex, lag=ex.lag + 1)
    assert (least_guarantee(longer, levels) >= least_guarantee(ex, levels) - 1e-9).all()
    assert best_schedule(longer).total >= best_schedule(ex).total - 1e-4


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_more_periods_never_raise_the_guarantee(seed):
    """Every schedule in less time is one in more, where no escrow waits for the end."""
    ex, _ = slow.random_exchange(seed)
    ex = replace(ex, escrow=np.zeros(ex.measures, dtype=bool))
    more = replace(ex, periods=ex.periods + 1)
    assert total(best_schedule(more)) <= total(best_schedule(ex)) + 1e-3


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_what_can_be_divided_never_needs_more(seed):
    ex, _ = slow.random_exchange(seed)
    whole = best_schedule(replace(ex, divisible=np.zeros(ex.measures, dtype=bool)))
    assume(whole is not None)
    assert total(best_schedule(ex)) <= total(whole) + 1e-3


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), times=st.floats(0.1, 10))
def test_a_partys_points_may_be_counted_otherwise(seed, times):
    """Twice the points, twice the guarantee of the same steps, and nobody else's changes."""
    ex, levels = slow.random_exchange(seed)
    scale = np.array([times, *[1.0] * (ex.parties - 1)])
    other = replace(
        ex, worth=ex.worth * scale[:, None], outside=ex.outside * scale, posted=ex.posted * scale
    )
    assert least_guarantee(other, levels) == pytest.approx(
        least_guarantee(ex, levels) * scale, abs=1e-7
    )


@pytest.mark.parametrize("seed", range(8))
def test_early_is_early_and_room_is_room(seed):
    """All three with the same guarantee; the earliest does the most soonest, the roomy one not."""
    ex, _ = slow.random_exchange(seed)
    least, early, room = (best_schedule(ex, None, then) for then in ("nothing", "early", "room"))
    assert total(early) == pytest.approx(total(least), abs=1e-3)
    assert total(room) == pytest.approx(total(least), abs=1e-3)
    assert early.levels.sum() >= max(least.levels.sum(), room.levels.sum()) - 1e-4


def test_room_keeps_from_the_edge():
    """The earliest steps leave a party with nothing to spare somewhere; the roomy ones do not."""
    ex = Exchange.simple([0, 1], [[-3, 6], [3.5, -1]], periods=5, reversible=0.3, patience=0.9)
    edge = []
    for then in ("early", "room"):
        found = best_schedule(ex, None, then)
        kept = margins(ex, found.levels)
        edge.append(min(kept.going_on[0, :, :5].min(), kept.begin.min()))
    assert edge[0] == pytest.approx(0, abs=1e-5)
    assert edge[1] > 0.5
