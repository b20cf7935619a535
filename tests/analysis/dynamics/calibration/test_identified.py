"""What is narrowed down, on points whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.identified import left, profile, together
from goldenbridge.analysis.dynamics.calibration.prior import FREE, NAMES, spread_out, unit


@pytest.fixture
def units() -> np.ndarray:
    """Even points, but that the first rate is narrow and the second follows the third."""
    points = np.random.default_rng(1).random((4000, len(FREE)))
    points[:, 0] = 0.3 + 0.1 * points[:, 0]
    points[:, 3] = 0.2 + 0.6 * points[:, 3]
    points[:, 1] = 0.9 * points[:, 2] + 0.1 * points[:, 1]
    return points


def test_verdicts_by_width(units: np.ndarray) -> None:
    found = {one.free.name: one for one in left(units)}
    assert found[NAMES[0]].verdict == "identified"
    assert found[NAMES[0]].width == pytest.approx(0.1, abs=0.01)
    assert found[NAMES[3]].verdict == "in part"
    assert {found[name].verdict for name in NAMES[4:]} == {"not"}


def test_ranges_are_in_the_rates_own_unit(units: np.ndarray) -> None:
    first = left(units)[0]
    low, high = (spread_out(np.full(len(FREE), u))[0] for u in (0.305, 0.395))
    assert first.low == pytest.approx(low, rel=0.02)
    assert first.high == pytest.approx(high, rel=0.02)
    assert first.low <= first.mode <= first.high


def test_pairs_that_move_together(units: np.ndarray) -> None:
    (pair,) = together(units)
    assert set(pair[:2]) == {NAMES[1], NAMES[2]}
    assert pair[2] > 0.9


def test_the_mode_is_where_points_are_densest() -> None:
    points = np.full((1000, len(FREE)), 0.5)
    points[:, :] = np.random.default_rng(2).beta(2, 12, (1000, len(FREE)))
    place = unit(np.array([one.mode for one in left(points)]))
    assert place == pytest.approx(np.full(len(FREE), 1 / 12), abs=0.05)


def test_the_profile_is_the_least_seen_in_each_part() -> None:
    seen = np.full((3, 2), 0.05)
    seen[:, 1] = [0.05, 0.15, 0.95]
    found = profile(seen, np.array([3.0, 2.0, 1.0]))
    assert found[0, 0] == 1.0
    assert found[1, [0, 1, 9]].tolist() == [3.0, 2.0, 1.0]
    assert np.isinf(found[1, 5])


def test_places_and_values_are_each_others_way_back() -> None:
    places = np.random.default_rng(3).random((50, len(FREE)))
    values = spread_out(places)
    assert unit(values) == pytest.approx(places)
    for i, one in enumerate(FREE):
        assert values[:, i].min() >= one.low
        assert values[:, i].max() <= one.high
