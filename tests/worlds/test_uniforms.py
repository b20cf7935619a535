"""Numbers by index, and the triangular distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.worlds import FRESH, MAIN
from goldenbridge.worlds.uniforms import BLOCK, triangular, uniforms

WHOLE = uniforms(11, 0, 2 * BLOCK + 500, 4)


@settings(deadline=None, max_examples=40)
@given(start=st.integers(0, len(WHOLE)), count=st.integers(0, 900))
def test_any_stretch_is_the_same_stretch_of_the_whole(start: int, count: int) -> None:
    count = min(count, len(WHOLE) - start)
    assert (uniforms(11, start, count, 4) == WHOLE[start : start + count]).all()


def test_far_worlds_cost_no_more_than_near_ones() -> None:
    far = uniforms(11, 500_000, 3, 4)
    assert (far[1:] == uniforms(11, 500_001, 2, 4)).all()


def test_streams_and_seeds_are_different_draws() -> None:
    main, fresh = uniforms(3, 0, 500, 6, MAIN), uniforms(3, 0, 500, 6, FRESH)
    other = uniforms(4, 0, 500, 6, MAIN)
    assert not np.isclose(main, fresh).any(axis=0).all()
    assert (main == fresh).mean() < 0.01
    assert (main == other).mean() < 0.01


def test_a_dimension_at_the_end_changes_no_earlier_one() -> None:
    assert (uniforms(11, 0, 600, 9)[:, :4] == WHOLE[:600]).all()


def test_draws_are_evenly_spread_and_never_reach_one() -> None:
    u = uniforms(5, 0, 1024, 40)
    assert u.min() >= 0.0
    assert u.max() < 1.0
    # Of 1,024 points of a scrambled Sobol sequence exactly 64 fall into each sixteenth.
    counts = np.apply_along_axis(lambda x: np.bincount((x * 16).astype(int)), 0, u)
    assert (counts == 64).all()


def test_two_dimensions_are_independent_of_each_other() -> None:
    u = uniforms(5, 0, 4096, 40)
    off = np.corrcoef(u.T)[~np.eye(40, dtype=bool)]
    assert np.abs(off).max() < 0.05


CORNERS = [(0.0, 10.0, 30.0), (5.0, 5.0, 9.0), (-4.0, 2.0, 2.0), (-3.0, -1.0, 0.0)]


@pytest.mark.parametrize(("low", "mode", "high"), CORNERS)
def test_mean_and_variance_are_those_of_the_triangular_distribution(
    low: float, mode: float, high: float
) -> None:
    u = (np.arange(100_000) + 0.5)[:, None] / 100_000
    x = triangular(u, *(np.array([corner]) for corner in (low, mode, high)))
    assert x.mean() == pytest.approx((low + mode + high) / 3, abs=1e-4)
    squares = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
    assert x.var() == pytest.approx(squares / 18, rel=1e-3)
    assert x.min() >= low
    assert x.max() <= high


@pytest.mark.parametrize(("low", "mode", "high"), [*CORNERS, (7.0, 7.0, 7.0)])
def test_the_ends_the_mode_and_the_order_of_draws(low: float, mode: float, high: float) -> None:
    corners = [np.array([corner]) for corner in (low, mode, high)]
    rise = (mode - low) / (high - low) if high > low else 0.0
    assert triangular(np.array([[0.0]]), *corners)[0, 0] == pytest.approx(low)
    assert triangular(np.array([[rise]]), *corners)[0, 0] == pytest.approx(mode)
    assert triangular(np.array([[1.0]]), *corners)[0, 0] == pytest.approx(high)
    x = triangular(np.linspace(0, 1, 101)[:, None], *corners)[:, 0]
    assert (np.diff(x) >= -1e-12).all()
