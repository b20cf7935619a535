"""Fearon (1995), Rationalist explanations for war: what both would sign, and what to ask for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from goldenbridge.analysis.bargaining.risk_return import (
    best_demand,
    best_demand_from,
    best_demand_uniform,
    signable,
    take_it_or_leave_it,
)

many = settings(deadline=None, max_examples=60)

chances = st.floats(0, 1)
costs = st.floats(0, 1)


def demands(chance: float, cost_a: float, accepts, steps: int = 4001):  # type: ignore[no-untyped-def]
    """The second opinion: every demand on a net from 0 to 1, and what it is worth on average."""
    shares = np.linspace(0, 1, steps)
    chance_taken = accepts(shares - chance)
    return shares, shares * chance_taken + (chance - cost_a) * (1 - chance_taken)


# ---------------------------------------------------------------------------- what both would sign


@pytest.mark.parametrize(
    ("chance", "cost_a", "cost_b", "both"),
    [
        (0.5, 0.1, 0.2, (0.4, 0.7)),
        (0.7, 0.05, 0.05, (0.65, 0.75)),
        (0.05, 0.1, 0.1, (0, 0.15)),
        (0.95, 0.1, 0.1, (0.85, 1)),
    ],
)
def test_deals_that_both_would_sign(
    chance: float, cost_a: float, cost_b: float, both: tuple[float, float]
) -> None:
    assert signable(chance, cost_a, cost_b) == pytest.approx(both)


@many
@given(chance=chances, cost_a=costs, cost_b=costs)
def test_the_range_is_as_wide_as_both_costs_and_then_cut(
    chance: float, cost_a: float, cost_b: float
) -> None:
    least, most = signable(chance, cost_a, cost_b)
    assert 0 <= least <= chance <= most <= 1
    cut = max(0, cost_a - chance) + max(0, chance + cost_b - 1)
    assert most - least == pytest.approx(cost_a + cost_b - cut)


@many
@given(chance=chances, cost_a=costs, cost_b=costs, share=st.floats(0, 1))
def test_it_holds_just_those_that_neither_would_fight_over(
    chance: float, cost_a: float, cost_b: float, share: float
) -> None:
    least, most = signable(chance, cost_a, cost_b)
    if min(abs(share - least), abs(share - most)) > 1e-9:
        signed = share >= chance - cost_a and 1 - share >= 1 - chance - cost_b
        assert signed == (least < share < most)


def test_take_it_or_leave_it() -> None:
    assert take_it_or_leave_it(0.6, 0.15) == pytest.approx(0.75)
    assert take_it_or_leave_it(0.9, 0.3) == 1


@many
@given(chance=chances, cost_a=costs, cost_b=costs)
def test_knowing_the_cost_the_best_demand_is_the_largest_that_both_would_sign(
    chance: float, cost_a: float, cost_b: float
) -> None:
    share = take_it_or_leave_it(chance, cost_b)
    assert share == signable(chance, cost_a, cost_b)[1]
    known = best_demand_from(chance, cost_a, [cost_b])
    assert known.share == pytest.approx(share, abs=2e-9)
    assert known.war == 0


# ----------------------------------------------------------------------- asking without knowing


def test_risk_and_return() -> None:
    found = best_demand_uniform(0.5, 0.1, 0.4)
    assert found.share == pytest.approx(0.65, abs=1e-12)
    assert found.war == pytest.approx(0.375, abs=1e-12)


def test_risk_and_return_by_trying_every_demand() -> None:
    shares, value = demands(0.5, 0.1, lambda over: 1 - np.clip(over / 0.4, 0, 1))
    assert shares[value.argmax()] == pytest.approx(0.65)
    assert value.max() == pytest.approx(best_demand_uniform(0.5, 0.1, 0.4).value)


@pytest.mark.parametrize("most", [0.0, 0.05, 0.1])
def test_where_its_own_war_costs_as_much_it_asks_for_what_is_safe(most: float) -> None:
    found = best_demand_uniform(0.5, 0.1, most)
    assert (found.share, found.war, found.value) == (0.5, 0, 0.5)


def test_no_more_than_all_can_be_asked() -> None:
    """The formula would ask for 1.05; at 1, those whose war costs less than 0.1 fight."""
    found = best_demand_uniform(0.9, 0.1, 0.4)
    assert found.share == 1
    assert found.war == pytest.approx(0.1 / 0.4)
    shares, value = demands(0.9, 0.1, lambda over: 1 - np.clip(over / 0.4, 0, 1))
    assert shares[value.argmax()] == 1
    assert value.max() == pytest.approx(found.value)


@settings(deadline=None, max_examples=60)
@given(chance=chances, cost_a=costs, most=st.floats(0.01, 1))
def test_the_closed_form_against_the_search(chance: float, cost_a: float, most: float) -> None:
    exact = best_demand_uniform(chance, cost_a, most)
    found = best_demand(chance, cost_a, lambda cost: np.minimum(cost / most, 1))
    assert found.value == pytest.approx(exact.value, abs=1e-12)
    assert found.share == pytest.approx(exact.share, abs=1e-6)
    assert found.war == pytest.approx(exact.war, abs=1e-4)


@many
@given(chance=chances, cost_a=costs, most=costs, more=costs)
def test_who_has_more_to_lose_by_war_risks_less(
    chance: float, cost_a: float, most: float, more: float
) -> None:
    found, wary = (best_demand_uniform(chance, c, most) for c in (cost_a, cost_a + more))
    assert wary.war <= found.war <= 0.5 + 1e-12
    assert wary.share <= found.share
    assert found.value >= chance - 1e-12, "what is safe is always there to ask"


@pytest.mark.parametrize(
    "belief",
    [stats.beta(2, 5), stats.expon(scale=0.2), stats.triang(0.3, scale=0.6)],
    ids=["beta", "exponential", "triangular"],
)
def test_any_belief_meets_its_first_order_condition(belief: object) -> None:
    """A little more asked is worth 1 - F, and costs (y + cA) f: equal at the best demand."""
    chance, cost_a = 0.2, 0.05
    found = best_demand(chance, cost_a, belief.cdf)  # type: ignore[attr-defined]
    over = found.share - chance
    assert 0 < over < 1 - chance
    gain, loss = 1 - belief.cdf(over), (over + cost_a) * belief.pdf(over)  # type: ignore[attr-defined]
    assert gain == pytest.approx(loss, abs=1e-5)
    shares, value = demands(chance, cost_a, lambda y: 1 - belief.cdf(y))  # type: ignore[attr-defined]
    assert shares[value.argmax()] == pytest.approx(found.share, abs=3e-4)
    assert value.max() <= found.value + 1e-12


@settings(deadline=None, max_examples=60)
@given(
    chance=chances,
    cost_a=costs,
    types=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=6),
)
def test_a_list_of_costs_against_every_demand(
    chance: float, cost_a: float, types: list[tuple[int, int]]
) -> None:
    cost, weight = np.array([c / 20 for c, _ in types]), np.array([w for _, w in types])
    found = best_demand_from(chance, cost_a, cost, weight)

    def accepts(over):  # type: ignore[no-untyped-def]
        return ((cost >= over[:, None] - 1e-12) * weight).sum(axis=1) / weight.sum()

    _, value = demands(chance, cost_a, accepts)
    assert found.value >= value.max() - 1e-9
    assert found.value <= value.max() + 1 / 4000 + 1e-9
    assert 0 <= found.war < 1

    share, ordered = weight / weight.sum(), np.argsort(cost)
    jumps = np.concatenate([[0], np.cumsum(share[ordered])])
    searched = best_demand(
        chance,
        cost_a,
        lambda c: np.minimum(jumps[np.searchsorted(cost[ordered], c - 1e-12, side="left")], 1),
    )
    assert searched.value == pytest.approx(found.value, abs=1e-3)


def test_many_costs_on_a_list_come_to_the_closed_form() -> None:
    found = best_demand_from(0.5, 0.1, np.linspace(0, 0.4, 4001))
    assert found.share == pytest.approx(0.65, abs=2e-4)
    assert found.war == pytest.approx(0.375, abs=5e-4)


def test_of_equal_demands_the_one_that_risks_least() -> None:
    found = best_demand_from(0.5, 0.1, [0.1, 0.3])
    assert found.share == pytest.approx(0.6)
    assert found.war == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: signable(1.2, 0, 0), "chance of winning"),
        (lambda: signable(0.5, -0.1, 0), "war costs"),
        (lambda: take_it_or_leave_it(0.5, float("nan")), "war costs"),
        (lambda: best_demand_uniform(0.5, 0.1, -1), "war costs"),
        (lambda: best_demand_from(0.5, 0.1, []), "are wanted"),
        (lambda: best_demand_from(0.5, 0.1, [0.1], [0.5, 0.5]), "are wanted"),
        (lambda: best_demand_from(0.5, 0.1, [0.1], [0]), "not all 0"),
        (lambda: best_demand(0.5, 0.1, lambda c: c * 3), "is wanted"),
        (lambda: best_demand(0.5, 0.1, lambda c: 1 - c), "never falls"),
    ],
)
def test_what_cannot_be_asked(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
