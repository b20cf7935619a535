"""Tables of stances for the tests of discourse networks."""

from __future__ import annotations

from datetime import date

import pytest

from goldenbridge.analysis.discourse import Stance, Stances


@pytest.fixture
def debate() -> Stances:
    """Two camps on two issues, one who sits between, one whom nobody shares an issue with."""
    said = [
        ("Ask", "tolls", 1, "a", date(2022, 1, 5), "North"),
        ("Ask", "tolls", 1, "a", date(2022, 1, 5), "North"),
        ("Ask", "rails", -1, "b", date(2022, 2, 9), "North"),
        ("Birk", "tolls", 1, "b", date(2022, 2, 9), "North"),
        ("Birk", "rails", -1, "c", date(2022, 2, 20), "North"),
        ("Cedar", "tolls", -1, "c", date(2022, 2, 20), "South"),
        ("Cedar", "rails", 1, "d", date(2022, 5, 1), "South"),
        ("Dogwood", "tolls", -1, "d", date(2022, 5, 1), "South"),
        ("Elm", "rails", 0, "e", None, None),
        ("Fir", "harbour", 1, "e", None, None),
    ]
    rows = tuple(Stance(a, i, p, d, when, 1.0, of) for a, i, p, d, when, of in said)
    return Stances(rows, len(rows), measured="All were made up.")
