"""Kalai (1977), Proportional solutions to bargaining situations."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.bargaining.egalitarian import egalitarian

GRID = np.linspace(0.0, 1.0, 100_001)


@pytest.mark.parametrize(("unit", "first"), [(1.0, (5**0.5 - 1) / 2), (2.0, 2 * 2**0.5 - 2)])
def test_gains_are_equal_in_points_so_the_unit_matters(unit: float, first: float) -> None:
    """u = (x, k·sqrt(1 - x)): x² + k²x - k² = 0."""
    solution = egalitarian(np.column_stack([GRID, unit * np.sqrt(1 - GRID)]), (0, 0))
    assert solution.worths[0] == pytest.approx([first, first], abs=1e-4)


def test_it_is_measured_from_no_deal() -> None:
    solution = egalitarian(np.column_stack([GRID, 1 - GRID]), (0.5, 0.1))
    assert solution.gains[0] == pytest.approx([0.2, 0.2])


def test_three_parties_gain_the_same() -> None:
    rows = [(a, b, 30 - a - b) for a in range(31) for b in range(31 - a)]
    assert egalitarian(rows, (3, 6, 9)).gains.tolist() == [[4.0, 4.0, 4.0]]


def test_more_deals_never_lower_the_smallest_gain() -> None:
    """Kalai's monotonicity, as far as it holds where deals are indivisible."""
    few, more = [[6, 3], [2, 9]], [[6, 3], [2, 9], [4, 5]]
    assert egalitarian(few, (0, 0)).gains.min() == 3
    assert egalitarian(more, (0, 0)).gains.min() == 4
