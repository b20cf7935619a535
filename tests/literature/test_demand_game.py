"""Nash (1953), Two-person cooperative games: the demand game."""

from __future__ import annotations

from itertools import product

import pytest

from goldenbridge.analysis.bargaining.demand_game import (
    is_deadlock,
    is_equilibrium,
    payoffs,
    splits_that_hold,
)
from goldenbridge.analysis.bargaining.nash import nash


def test_demands_that_fit_and_demands_that_do_not() -> None:
    assert payoffs((0.6, 0.4)) == (0.6, 0.4)
    assert payoffs((0.6, 0.5)) == (0, 0)
    assert payoffs((0.6, 0.5), (0.2, 0.1)) == (0.2, 0.1)
    assert payoffs((0.5, 0.4)) == (0.5, 0.4)


def test_which_pairs_stand() -> None:
    assert is_equilibrium((0.6, 0.4))
    assert not is_equilibrium((0.6, 0.5)), "0.4 would be better than nothing for the first"
    assert not is_equilibrium((0.5, 0.4)), "there is a tenth left to ask for"


@pytest.mark.parametrize("share", [0.2, 0.3, 0.55, 0.7, 0.9])
def test_every_split_that_leaves_both_their_no_deal_stands(share: float) -> None:
    assert is_equilibrium((share, 1 - share), (0.2, 0.1))


@pytest.mark.parametrize("share", [0.1, 0.19, 0.91, 1.0])
def test_a_split_below_a_no_deal_does_not(share: float) -> None:
    assert not is_equilibrium((share, 1 - share), (0.2, 0.1))


@pytest.mark.parametrize("no_deal", [(0, 0), (4, 2), (0, 7), (10, 9), (12, 9), (20, 0), (-3, 5)])
def test_every_pair_against_every_other_demand(no_deal: tuple[int, int]) -> None:
    """In twentieths, up to half as much again as there is: nobody alone can do better."""
    top = 30

    def paid(first: int, second: int) -> tuple[int, int]:
        return (first, second) if first + second <= 20 else no_deal

    holding = []
    for first, second in product(range(top + 1), repeat=2):
        mine, theirs = paid(first, second)
        stands = all(paid(x, second)[0] <= mine for x in range(top + 1)) and all(
            paid(first, y)[1] <= theirs for y in range(top + 1)
        )
        demands, least = (first / 20, second / 20), (no_deal[0] / 20, no_deal[1] / 20)
        assert is_equilibrium(demands, least) == stands, demands
        assert is_deadlock(demands, least) == (stands and first + second > 20), demands
        if stands and first + second == 20:
            holding.append(first)
    held = splits_that_hold((no_deal[0] / 20, no_deal[1] / 20))
    assert (held is None) == (not holding)
    if held is not None:
        assert held == pytest.approx((min(holding) / 20, max(holding) / 20))


def test_a_deadlock_is_an_equilibrium_too() -> None:
    """Each asks for all: giving way alone brings nothing."""
    assert is_equilibrium((1, 1))
    assert is_deadlock((1, 1))
    assert payoffs((1, 1)) == (0, 0)


def test_the_nash_solution_is_one_of_the_splits_and_no_more() -> None:
    """x = (1 + d1 - d2) / 2: it is picked by something that this game leaves out."""
    split = [(x / 100, 1 - x / 100) for x in range(101)]
    (row,) = nash(split, (0.2, 0.1)).rows
    assert split[row] == pytest.approx((0.55, 0.45))
    assert is_equilibrium(split[row], (0.2, 0.1))
    assert sum(is_equilibrium(pair, (0.2, 0.1)) for pair in split) == 71


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        payoffs((-0.1, 0.5))
    with pytest.raises(ValueError, match="finite"):
        is_equilibrium((0.5, 0.5), (0.0, float("nan")))
