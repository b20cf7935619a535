"""Schelling (1960), ch. 8, and (1966), ch. 3; Ellsberg (1968): a risk shared, and raised."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.bargaining.brinkmanship import (
    critical_risk,
    disaster_chance,
    rounds_worth_running,
)
from goldenbridge.analysis.bargaining.zeuthen import risk

many = settings(deadline=None, max_examples=60)

risks = st.floats(0, 1)
rounds = st.integers(0, 60)
points = st.floats(-10, 10)


def test_two_in_a_hundred_thirty_times() -> None:
    assert disaster_chance(0.02, 30) == pytest.approx(0.4545156806, abs=1e-10)
    assert disaster_chance(0.02, 30) == pytest.approx(0.4545156806175631, abs=1e-15)


def test_the_largest_risk_worth_running() -> None:
    assert critical_risk(1, 0.4, -2) == pytest.approx(0.2)


@many
@given(q=risks, n=rounds)
def test_round_by_round(q: float, n: int) -> None:
    safe = 1.0
    for _ in range(n):
        safe -= safe * q
    assert disaster_chance(q, n) == pytest.approx(1 - safe, abs=1e-12)


@many
@given(q=risks, n=rounds, m=rounds)
def test_a_crisis_in_two_parts_is_one_crisis(q: float, n: int, m: int) -> None:
    first, second = disaster_chance(q, n), disaster_chance(q, m)
    assert disaster_chance(q, n + m) == pytest.approx(first + (1 - first) * second, abs=1e-12)


def test_a_hazard_that_never_rests_cut_into_ever_shorter_rounds() -> None:
    """The same hazard, in rounds, half rounds and so on: the chance does not depend on them."""
    for parts in (1, 2, 30, 1000):
        each = 1 - 0.98 ** (1 / parts)
        assert disaster_chance(each, 30 * parts) == pytest.approx(0.4545156806175631)


@many
@given(stand=points, concede=points, disaster=points)
def test_standing_firm_pays_up_to_there_and_no_further(
    stand: float, concede: float, disaster: float
) -> None:
    if stand - disaster < 1e-3:
        return
    critical = critical_risk(stand, concede, disaster)
    for q in np.linspace(0, 1, 21):
        firm = (1 - q) * stand + q * disaster
        if abs(firm - concede) > 1e-9:
            assert (firm > concede) == (q < critical or (q == 1 and concede < disaster))


@many
@given(stand=points, concede=points, disaster=points, more=st.floats(0, 5))
def test_more_to_lose_by_disaster_bears_less_and_by_conceding_more(
    stand: float, concede: float, disaster: float, more: float
) -> None:
    if stand - disaster < 1e-3:
        return
    critical = critical_risk(stand, concede, disaster)
    assert critical_risk(stand, concede, disaster - more) <= critical + 1e-12
    assert critical_risk(stand, concede - more, disaster) >= critical - 1e-12


def test_it_is_zeuthens_risk_with_disaster_for_no_deal() -> None:
    assert critical_risk(0.9, 0.4, 0) == pytest.approx(risk(0.9, 0.4, 0))
    assert critical_risk(1, 0.4, -2) == pytest.approx(risk(1, 0.4, -2))


@many
@given(q=st.floats(0.001, 0.999), critical=st.floats(0, 0.999))
def test_rounds_worth_running_by_counting(q: float, critical: float) -> None:
    found = rounds_worth_running(q, critical)
    assert found is not None
    assert disaster_chance(q, found) <= critical + 1e-9
    assert disaster_chance(q, found + 1) > critical - 1e-9


def test_the_examples_together() -> None:
    """At two in a hundred a round, a fifth is used up after eleven rounds."""
    assert rounds_worth_running(0.02, critical_risk(1, 0.4, -2)) == 11
    assert disaster_chance(0.02, 11) < 0.2 < disaster_chance(0.02, 12)
    assert rounds_worth_running(0.2, 0.2) == 1


def test_the_ends() -> None:
    assert disaster_chance(1, 0) == 0
    assert disaster_chance(1, 1) == 1
    assert disaster_chance(1e-18, 10) == pytest.approx(1e-17)
    assert critical_risk(1, 2, 0) == 0
    assert critical_risk(1, -1, 0) == 1
    assert rounds_worth_running(0, 0.2) is None
    assert rounds_worth_running(0.5, 1) is None
    assert rounds_worth_running(1, 0.5) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: disaster_chance(1.1, 3),
        lambda: disaster_chance(0.1, -1),
        lambda: critical_risk(0, 0, 1),
        lambda: critical_risk(0, 0, float("-inf")),
        lambda: rounds_worth_running(0.1, -0.1),
    ],
)
def test_what_cannot_be_asked(call: object) -> None:
    with pytest.raises(ValueError, match="found"):
        call()  # type: ignore[operator]
