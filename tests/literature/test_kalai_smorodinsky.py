"""Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.bargaining.kalai_smorodinsky import kalai_smorodinsky
from goldenbridge.analysis.bargaining.nash import nash

GRID = np.linspace(0.0, 1.0, 100_001)


def test_equal_shares_of_the_ideal_on_a_curved_frontier() -> None:
    """u = (x, sqrt(1 - x)), d = 0: x = sqrt(1 - x), so x = (sqrt(5) - 1) / 2."""
    solution = kalai_smorodinsky(np.column_stack([GRID, np.sqrt(1 - GRID)]), (0, 0))
    assert solution.worths[0] == pytest.approx([(5**0.5 - 1) / 2] * 2, abs=1e-5)


def test_the_unit_of_a_party_moves_nothing() -> None:
    frontier = np.column_stack([GRID, np.sqrt(1 - GRID)])
    plain = kalai_smorodinsky(frontier, (0, 0))
    scaled = kalai_smorodinsky(frontier * [1, 7] + [0, 3], (0, 3))
    assert scaled.rows == plain.rows


def test_no_deal_moves_it_as_well_as_the_ideal() -> None:
    """u = (x, 1 - x), d = (.2, .1): ideals .9 and .8, gains equal in shares: x = .55."""
    solution = kalai_smorodinsky(np.column_stack([GRID, 1 - GRID]), (0.2, 0.1))
    assert solution.worths[0, 0] == pytest.approx(0.55)


def test_more_room_for_one_party_never_lowers_its_share_though_nash_would() -> None:
    """The paper's reason for monotonicity: on a larger set, Nash may give the second party less."""
    x = GRID
    small = np.column_stack([x, np.where(x < 0.75, 1.0 - x / 3, 3.0 * (1 - x))])
    large = np.column_stack([x, np.minimum(1.0, (1 - x) / 0.3)])
    assert (large[:, 1] >= small[:, 1] - 1e-12).all()
    assert nash(large, (0, 0)).worths[0, 1] <= 1.0
    before, after = (kalai_smorodinsky(s, (0, 0)).worths[0] for s in (small, large))
    assert (after >= before - 1e-9).all()
    assert after[1] == pytest.approx(10 / 13, abs=1e-4)  # x = (1 - x) / .3


def test_three_parties_in_equal_shares_of_different_ideals() -> None:
    """In thirtieths, d = (3, 6, 9), the third counts double: the split is the same."""
    rows = np.array([(a, b, 30 - a - b) for a in range(31) for b in range(31 - a)])
    plain = kalai_smorodinsky(rows, (3, 6, 9))
    double = kalai_smorodinsky(rows * [1, 1, 2], (3, 6, 18))
    assert plain.worths.tolist() == [[7.0, 10.0, 13.0]]
    assert double.rows == plain.rows


def test_it_makes_the_smallest_share_large_and_not_the_spread_small() -> None:
    """Shares (.2, .2) are even, (.6, .9) are better for both: a trap other programs fell into."""
    rows = [[10, 0], [0, 10], [2, 2], [6, 9]]
    assert kalai_smorodinsky(rows, (0, 0)).rows == (3,)


def test_the_ideal_is_taken_over_deals_that_all_could_accept() -> None:
    """Party 0's dream of 100 leaves party 1 with less than its no deal: it does not count."""
    rows = [[100, -1], [10, 0], [6, 5], [4, 8], [0, 10]]
    assert kalai_smorodinsky(rows, (0, 0)).rows == (2,)


def test_same_smallest_share_is_a_tie_less_what_is_dominated() -> None:
    rows = [[10, 0, 0], [0, 10, 0], [5, 5, 10], [5, 7, 8], [5, 5, 9]]
    assert kalai_smorodinsky(rows, (0, 0, 0)).rows == (2, 3)
