"""Waves on a problem whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.calibration.matching import NEAR, matched

Floats = NDArray[np.float64]


def slab(place: Floats, asked: float) -> float:
    """Near where the first coordinate is within .05 NEAR of a half; the others do not matter."""
    return 20.0 * abs(float(place[0]) - 0.5)


def test_what_is_left_is_spread_over_the_region_as_the_prior_is() -> None:
    found = matched(slab, 3, points=400, waves=30, seed=1)
    assert found.finished
    assert found.within <= NEAR
    assert found.units.shape == (400, 3)
    first = found.units[:, 0]
    assert abs(first - 0.5).max() <= 0.05 * NEAR
    # An even spread over a width w has a deviation of w / √12.
    assert first.std() == pytest.approx(0.1 * NEAR / np.sqrt(12), rel=0.15)
    assert found.units[:, 1:].std(axis=0) == pytest.approx(1 / np.sqrt(12), rel=0.15)


def test_waves_ask_for_more_each_time() -> None:
    asked = [wave.within for wave in matched(slab, 2, points=100, waves=20).waves]
    assert asked == sorted(asked, reverse=True)
    assert asked[-1] == NEAR


def test_same_seed_same_points_another_seed_others() -> None:
    one, two, other = (matched(slab, 2, points=40, waves=6, seed=s) for s in (5, 5, 6))
    assert (one.units == two.units).all()
    assert not (one.units == other.units).any()


def test_nobody_is_left_further_than_asked() -> None:
    found = matched(slab, 2, points=60, waves=3)
    assert (found.distances <= found.waves[-1].within).all()
    assert [slab(place, 0.0) for place in found.units] == pytest.approx(found.distances.tolist())


def test_all_looks_are_kept() -> None:
    found = matched(slab, 2, points=30, waves=4)
    assert len(found.seen) == len(found.far)
    assert min(found.far) == found.waves[-1].nearest


@pytest.mark.parametrize("looks", [3, 160, 400])
def test_stopped_early_it_gives_the_last_whole_wave(looks: int) -> None:
    left = looks

    def stop() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    found = matched(slab, 2, points=30, waves=30, stop=stop)
    assert not found.finished
    assert 2 <= len(found.units) <= 30
    assert len(found.units) == len(found.distances)


def test_it_may_begin_from_points() -> None:
    begin = np.full((50, 2), 0.52) + np.linspace(-0.01, 0.01, 100).reshape(50, 2)
    found = matched(slab, 2, points=50, waves=10, begin=begin)
    assert found.finished
    assert found.within <= NEAR


def test_progress_rises_to_its_end() -> None:
    told: list[float] = []
    matched(slab, 2, points=20, waves=5, progress=told.append)
    assert told == sorted(told)
    assert 0.0 <= told[0] <= told[-1] <= 1.0
