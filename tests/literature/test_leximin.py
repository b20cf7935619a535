"""Imai (1983), Individual monotonicity and lexicographic maxmin solution."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.bargaining.kalai_smorodinsky import kalai_smorodinsky
from goldenbridge.analysis.bargaining.leximin import leximin

GRID = np.linspace(0.0, 1.0, 100_001)


def test_with_two_parties_on_a_curve_it_is_kalai_smorodinsky() -> None:
    frontier = np.column_stack([GRID, np.sqrt(1 - GRID)])
    assert leximin(frontier, (0, 0)).rows == kalai_smorodinsky(frontier, (0, 0)).rows
    assert leximin(frontier, (0, 0)).worths[0, 0] == pytest.approx((5**0.5 - 1) / 2, abs=1e-5)


def test_it_goes_on_where_one_party_holds_the_others_back() -> None:
    """Parties 0 and 1 share 10; party 2 loses nothing by theirs and has its own 8 or 10.

    Where the smallest share is one half whatever is done for the third, the next share decides.
    """
    rows = [[10, 0, 0], [0, 10, 0], [5, 5, 10], [5, 7, 8], [5, 6, 10]]
    assert kalai_smorodinsky(rows, (0, 0, 0)).rows == (3, 4)
    assert leximin(rows, (0, 0, 0)).worths.tolist() == [[5.0, 7.0, 8.0]]


def test_it_is_over_shares_of_the_ideal_gains_and_not_over_points() -> None:
    """By points (40, 50) beats (30, 90); by shares of the ideals 60 and 100, .5 falls to .5: .9."""
    rows = [[60, 0], [0, 100], [30, 90], [40, 50]]
    assert leximin(rows, (0, 0)).rows == (2,)


def test_the_same_shares_in_other_hands_are_a_tie() -> None:
    rows = [[10, 0, 0], [0, 10, 0], [0, 0, 10], [2, 4, 6], [6, 2, 4]]
    assert leximin(rows, (0, 0, 0)).rows == (3, 4)
