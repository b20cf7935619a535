"""Harsanyi (1955); Myerson (1981), Utilitarianism, egalitarianism, and the timing effect."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.bargaining.utilitarian import utilitarian

GRID = np.linspace(0.0, 1.0, 100_001)


def test_the_pie_goes_to_where_the_last_crumb_is_worth_most() -> None:
    """u = (x, sqrt(1 - x)): 1 = 1 / (2 sqrt(1 - x)), so x = 3/4."""
    solution = utilitarian(np.column_stack([GRID, np.sqrt(1 - GRID)]), (0, 0))
    assert solution.worths[0, 0] == pytest.approx(0.75, abs=1e-4)


def test_no_deal_bounds_it_but_does_not_move_it_otherwise() -> None:
    frontier = np.column_stack([GRID, np.sqrt(1 - GRID)])
    assert utilitarian(frontier, (0.1, 0.2)).worths[0, 0] == pytest.approx(0.75, abs=1e-4)
    assert utilitarian(frontier, (0.1, 0.6)).worths[0, 1] == pytest.approx(0.6, abs=1e-4)


def test_it_does_not_ask_who_gains_so_a_pie_of_fixed_size_is_all_ties() -> None:
    rows = [(a, b, 6 - a - b) for a in range(7) for b in range(7 - a)]
    assert len(utilitarian(rows, (0, 0, 0)).rows) == 28
    assert utilitarian([*rows, (1, 0, 6)], (0, 0, 0)).rows == (28,)
