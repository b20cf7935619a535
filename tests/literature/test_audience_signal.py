"""Fearon (1994), Domestic political audiences; Fearon (1997), Tying hands versus sinking costs."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.bargaining.audience_signal import (
    bluff_gain,
    chance_not_locked_in,
    is_locked_in,
    least_telling_cost,
    lock_in_time,
    tells,
)

many = settings(deadline=None, max_examples=60)

points = st.floats(0.001, 10)
chances = st.floats(0, 0.99)


@pytest.mark.parametrize(("rate", "time"), [(0.05, 8), (0.2, 2)])
def test_lock_in(rate: float, time: float) -> None:
    assert lock_in_time(rate, 0.4) == pytest.approx(time)


@many
@given(rate=points, cost=points, time=st.floats(0, 1000))
def test_backing_down_is_off_the_table_when_it_costs_more_than_fighting(
    rate: float, cost: float, time: float
) -> None:
    """The rule the time stands for: back down if and only if -a t > -c."""
    if abs(rate * time - cost) > 1e-9 * cost:
        assert is_locked_in(rate, time, cost) == (not -rate * time > -cost)


def test_nothing_to_pay_at_home_and_nothing_to_pay_in_war() -> None:
    assert lock_in_time(0, 0.4) == inf
    assert not is_locked_in(0, 1e9, 0.4)
    assert lock_in_time(0, 0) == 0


def test_a_stand_that_tells() -> None:
    assert least_telling_cost(0.6, 1) == pytest.approx(1.5)
    assert tells(0.6, 1, 1.51)
    assert not tells(0.6, 1, 1.49)


@many
@given(yields=chances, value=points, audience=points)
def test_it_tells_where_a_bluff_would_not_pay(yields: float, value: float, audience: float) -> None:
    gain = bluff_gain(yields, value, audience)
    if abs(gain) > 1e-9:
        assert tells(yields, value, audience) == (gain < 0)


@many
@given(yields=chances, value=points, audience=points, cost=points)
def test_the_game_of_two_kinds_played_out(
    yields: float, value: float, audience: float, cost: float
) -> None:
    """One kind would fight (-c), one back down (-a), where the other side does not yield.

    Only those who would fight rather than pay at home stand firm to the end; only where the kind
    that would not does worse by a stand than by none (0) is a stand news.
    """
    endings = {"fights": -cost, "backs down": -audience}
    final = max(endings, key=lambda ending: endings[ending])
    stand = yields * value + (1 - yields) * endings[final]
    if final == "backs down" and abs(stand) > 1e-9:
        assert (stand < 0) == tells(yields, value, audience)
        assert not is_locked_in(audience, 1, cost) or audience == cost


@many
@given(yields=chances, value=points, more=points)
def test_the_likelier_the_other_yields_and_the_more_it_is_worth_the_dearer_must_it_be(
    yields: float, value: float, more: float
) -> None:
    least = least_telling_cost(yields, value)
    assert least_telling_cost((1 + yields) / 2, value) > least
    assert least_telling_cost(yields, value + more) >= least


def test_where_the_other_always_yields_no_price_is_high_enough() -> None:
    assert least_telling_cost(1, 1) == inf
    assert not tells(1, 1, 1e12)
    assert least_telling_cost(1, 0) == 0


@many
@given(
    costs=st.lists(st.floats(0, 5), min_size=1, max_size=20),
    rate=points,
    more=points,
    time=st.floats(0, 10),
)
def test_a_larger_audience_cost_never_makes_backing_down_likelier(
    costs: list[float], rate: float, more: float, time: float
) -> None:
    """Whatever is believed of its cost of fighting, here a list of equally likely ones."""
    known = np.sort(costs)

    def at_most(cost: float) -> float:
        return float(np.searchsorted(known, cost, side="right") / len(known))

    open_still = chance_not_locked_in(rate, time, at_most)
    assert chance_not_locked_in(rate + more, time, at_most) <= open_still
    assert chance_not_locked_in(rate, time + more, at_most) <= open_still
    assert open_still == pytest.approx(np.mean([c > rate * time for c in known]))
    assert lock_in_time(rate + more, costs[0]) <= lock_in_time(rate, costs[0])


@many
@given(yields=chances, value=points, audience=points, more=points)
def test_a_larger_audience_cost_never_makes_a_bluff_pay_better(
    yields: float, value: float, audience: float, more: float
) -> None:
    assert bluff_gain(yields, value, audience + more) <= bluff_gain(yields, value, audience)
    assert tells(yields, value, audience + more) >= tells(yields, value, audience)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: lock_in_time(-1, 1), "rate"),
        (lambda: lock_in_time(1, inf), "cost"),
        (lambda: is_locked_in(1, -1, 1), "time"),
        (lambda: bluff_gain(1.1, 1, 1), "chance"),
        (lambda: bluff_gain(0.5, 1, -1), "audience"),
        (lambda: least_telling_cost(0.5, float("nan")), "value"),
        (lambda: chance_not_locked_in(1, 1, lambda cost: 2.0), "chance"),
    ],
)
def test_what_cannot_be_asked(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
