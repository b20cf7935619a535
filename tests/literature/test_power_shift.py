"""Powell (2006), War as a commitment problem: the condition, as derived for a model like his."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goldenbridge.analysis.bargaining.power_shift import first_war, power_shift, threshold_shift

many = settings(deadline=None, max_examples=60)

chances = st.floats(0, 1)
costs = st.floats(0, 0.5)
patience = st.floats(0.05, 0.95)


@pytest.mark.parametrize(
    ("shift", "war_now", "best_peace", "war", "threshold"),
    [
        ((0.3, 0.9, 0.1, 0.9), 6.0, 1.0, True, 0.04444444444444444),
        ((0.3, 0.34, 0.1, 0.9), 6.0, 6.04, False, 0.04444444444444444),
        ((0.2, 0.25, 0.05, 0.99), 75.0, 70.3, True, 0.0025252525252525276),
        ((0.3, 0.9, 0.1, 0.5), 1.2, 1.0, True, 0.4),
    ],
)
def test_war_now_or_peace_at_its_best(
    shift: tuple[float, float, float, float],
    war_now: float,
    best_peace: float,
    war: bool,
    threshold: float,
) -> None:
    """Chance today and tomorrow, the declining side's cost, patience."""
    found = power_shift(*shift)
    assert found.war_now == pytest.approx(war_now)
    assert found.best_peace == pytest.approx(best_peace)
    assert found.war is war
    assert found.threshold == pytest.approx(threshold)
    assert threshold_shift(shift[0], shift[2], shift[3]) == found.threshold


def play(
    path: list[float], costs: tuple[float, float], patience: float, periods: int, pieces: int
) -> tuple[int | None, float]:
    """The second opinion: every offer of every period, worked back from a far last period.

    The rising side offers so many pieces of today's pie, whichever serves it best among those the
    other takes, or something refused. War pays both sides for all periods that are left.

    Returns the first period with war, and what the game is worth to the declining side.
    """
    worth_r = worth_d = 0.0
    war: int | None = None
    left = 0.0
    for period in range(periods - 1, -1, -1):
        chance = path[min(period, len(path) - 1)]
        left = 1 + patience * left
        fight_r, fight_d = (chance - costs[0]) * left, (1 - chance - costs[1]) * left
        best: tuple[float, float] | None = None
        for piece in range(pieces + 1):
            offer = piece / pieces
            takes = offer + patience * worth_d
            keeps = 1 - offer + patience * worth_r
            if takes >= fight_d - 1e-9 and (best is None or keeps > best[0]):
                best = (keeps, takes)
        if best is None or best[0] < fight_r - 1e-9:
            war, best = period, (fight_r, fight_d)
        worth_r, worth_d = best
    return war, worth_d


@pytest.mark.parametrize("patience", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("cost", [0.05, 0.1, 0.3])
@pytest.mark.parametrize(
    ("today", "tomorrow"),
    [(0.3, 0.34), (0.3, 0.5), (0.3, 0.9), (0.1, 0.25), (0.1, 1.0), (0.6, 0.95), (0.5, 0.5)],
)
def test_the_game_played_out(today: float, tomorrow: float, cost: float, patience: float) -> None:
    found = power_shift(today, tomorrow, cost, patience)
    war, worth = play([today, tomorrow], (0.05, cost), patience, 120, 100)
    assert (war == 0) == found.war
    assert worth == pytest.approx(max(found.war_now, found.best_peace - 1), abs=0.02)


@settings(deadline=None, max_examples=30)
@given(
    steps=st.lists(st.integers(0, 30), min_size=1, max_size=5),
    start=st.integers(0, 50),
    cost=st.integers(1, 30),
    d=st.sampled_from([0.5, 0.8]),
)
def test_a_path_of_power_played_out(steps: list[int], start: int, cost: int, d: float) -> None:
    path = np.minimum(start + np.cumsum([0, *steps]), 100) / 100
    found = first_war(path.tolist(), cost / 100, d)
    war, _ = play(path.tolist(), (0.05, cost / 100), d, 60, 200)
    margin = near_a_draw(path, cost / 100, d)
    assume(margin > 0.01)  # the pieces of the pie are too coarse for a draw
    assert war == found


def near_a_draw(path: NDArray[np.float64], cost: float, patience: float) -> float:
    """By how little some period's choice between war and peace was made."""
    worth = max(0.0, (1 - path[-1] - cost) / (1 - patience))
    margins = [1.0]
    for chance in path[-2::-1]:
        now = (1 - chance - cost) / (1 - patience)
        margins.append(abs(now - 1 - patience * worth))
        worth = max(now, patience * worth)
    return min(margins)


@many
@given(today=chances, rise=chances, cost=costs, d=patience)
def test_the_condition_as_one_line(today: float, rise: float, cost: float, d: float) -> None:
    """δ (p2 - p1) > (1 - δ)(p1 + cD), for a p2 that leaves the other something to fight for."""
    tomorrow = today + rise * max(0.0, 1 - cost - today)
    left, right = d * (tomorrow - today), (1 - d) * (today + cost)
    if abs(left - right) > 1e-9:
        assert power_shift(today, tomorrow, cost, d).war == (left > right)


@many
@given(today=chances, rise=chances, cost=costs, d=patience)
def test_a_larger_shift_than_takes_all_is_no_further_reason(
    today: float, rise: float, cost: float, d: float
) -> None:
    """From p2 = 1 - cD on the weaker side would get nothing; it cannot get less."""
    full = max(today, 1 - cost)
    beyond = full + rise * (1 - full)
    assert power_shift(today, beyond, cost, d).best_peace == pytest.approx(1)
    near, far = power_shift(today, full, cost, d), power_shift(today, beyond, cost, d)
    if abs(near.war_now - near.best_peace) > 1e-9:
        assert near.war == far.war


@many
@given(today=chances, rise=chances, less=chances, cost=costs, more=costs, d=patience)
def test_what_makes_war_less_likely(
    today: float, rise: float, less: float, cost: float, more: float, d: float
) -> None:
    tomorrow = today + rise * (1 - today)
    found = power_shift(today, tomorrow, cost, d)
    slower = power_shift(today, today + less * (tomorrow - today), cost, d)
    dearer = power_shift(today, tomorrow, cost + more, d)
    assert slower.war <= found.war
    assert dearer.war <= found.war
    assert threshold_shift(today, cost, d * 0.9) >= threshold_shift(today, cost, d)


@many
@given(today=chances, tomorrow=chances, cost=costs, d=patience)
def test_peace_that_both_prefer_is_always_there(
    today: float, tomorrow: float, cost: float, d: float
) -> None:
    """What lacks is a promise: with half of each pie of war for both, nobody would fight."""
    today, tomorrow = sorted((today, tomorrow))
    war_now = power_shift(today, tomorrow, cost, d).war_now
    kept_promise = (1 - today - cost / 2) / (1 - d)
    assert kept_promise >= war_now


def test_the_same_shift_in_steps_is_no_reason_for_war() -> None:
    """From .3 to .6 at once is far above .0444; in steps of .04, each is below its threshold."""
    assert first_war([0.3, 0.6], 0.1, 0.9) == 0
    path = [*np.arange(0.3, 0.6, 0.04), 0.6]
    assert first_war(path, 0.1, 0.9) is None
    assert first_war([0.3, 0.3, 0.3, 0.6], 0.1, 0.9) == 2
    assert first_war([0.3], 0.1, 0.9) is None


def test_a_war_that_would_cost_more_than_it_wins_is_never_counted_against_peace() -> None:
    """War now is worth .95, peace 1 and then nothing, also where the shift takes two periods."""
    assert first_war([0.805, 0.99], 0.1, 0.9) is None
    assert first_war([0.805, 0.99, 1.0], 0.1, 0.9) is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: power_shift(0.3, 1.2, 0.1, 0.9), "between 0 and 1"),
        (lambda: power_shift(0.5, 0.3, 0.1, 0.9), "must not fall"),
        (lambda: power_shift(0.3, 0.5, -0.1, 0.9), "0 or more"),
        (lambda: power_shift(0.3, 0.5, 0.1, 1), "both excluded"),
        (lambda: threshold_shift(0.3, 0.1, 0), "both excluded"),
        (lambda: first_war([], 0.1, 0.9), "found none"),
    ],
)
def test_what_cannot_be_asked(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
