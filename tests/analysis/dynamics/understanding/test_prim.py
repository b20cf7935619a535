"""Scenario discovery: a planted box is found and rightly measured; in noise there is none."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.understanding.prim import Thing, discover

WORLDS = 1000


def things(seed: int, sizes: int = 40) -> list[Thing]:
    rng = np.random.default_rng(seed)
    found = [Thing("parameter", f"x{n}", f"x{n}", rng.random(WORLDS)) for n in range(sizes)]
    readings = rng.integers(0, 3, WORLDS).astype(float)
    return [*found, Thing("reading", "why", "why", readings, options=("a", "b", "c"))]


def planted(seed: int, inside: float = 0.8, outside: float = 0.3) -> tuple[list[Thing], np.ndarray]:
    """Failures where x3 is small, x7 is large and the reading is not a, in shares of 20 runs."""
    several = things(seed)
    there = (several[3].values < 0.6) & (several[7].values > 0.3) & (several[-1].values > 0)
    rng = np.random.default_rng(seed + 1000)
    return several, rng.binomial(20, np.where(there, inside, outside)) / 20


@pytest.mark.parametrize("seed", range(4))
def test_a_planted_box_is_found(seed: int) -> None:
    several, y = planted(seed)
    box = discover(several, y).boxes[0]
    limits = {limit.id: limit for limit in box.limits}
    assert set(limits) == {"x3", "x7", "why"}
    assert limits["x3"].high == pytest.approx(0.6, abs=0.12)
    assert limits["x3"].low is None or limits["x3"].low < 0.1
    assert limits["x7"].low == pytest.approx(0.3, abs=0.12)
    assert limits["why"].options == ("b", "c")
    assert box.density.estimate == pytest.approx(0.8, abs=0.06)
    assert box.support.estimate == pytest.approx(0.28, abs=0.09)
    assert all(limit.luck is not None and limit.luck < 1e-3 for limit in box.limits)


def test_what_is_told_is_measured_on_worlds_it_was_not_chosen_on() -> None:
    several, y = planted(0)
    found = discover(several, y)
    scrambled = y.copy()
    scrambled[1::2] = np.random.default_rng(0).permutation(y[1::2])
    assert discover(several, scrambled).boxes == ()
    assert (found.worlds) == (500, 500)
    again = np.where(np.arange(WORLDS) % 2 == 0, y, np.minimum(y, 0.5))
    other = discover(several, again).boxes[0]
    assert [limit.high for limit in other.limits] == [limit.high for limit in found.boxes[0].limits]
    assert other.density.estimate is not None
    assert other.density.estimate < 0.55


def test_in_noise_there_is_no_box() -> None:
    found = []
    for seed in range(25):
        rng = np.random.default_rng(seed + 1000)  # not the numbers that the things are made of
        found.append(len(discover(things(seed), rng.binomial(20, 0.4, WORLDS) / 20).boxes))
    assert sum(found) <= 1


def test_coverage_and_density_by_hand() -> None:
    x = np.tile([0.1, 0.2, 0.8, 0.9], 100).repeat(2)
    y = (x > 0.5) * 0.5 + 0.25
    box = discover([Thing("parameter", "x", "x", x)], y, boxes=1).boxes[0]
    assert box.density.estimate == 0.75
    assert box.elsewhere.estimate == 0.25
    assert box.coverage.estimate == 0.75
    assert box.support.estimate == 0.5


def test_a_second_box_is_looked_for_outside_the_first() -> None:
    several = things(5)
    one, other = several[0].values > 0.75, several[1].values < 0.25
    rng = np.random.default_rng(9)
    y = rng.binomial(20, np.where(one | other, 0.9, 0.1)) / 20
    boxes = discover(several, y).boxes
    assert {limit.id for box in boxes for limit in box.limits} == {"x0", "x1"}
    assert len(boxes) == 2


def test_names_and_order_of_things_do_not_matter() -> None:
    several, y = planted(2)
    turned = discover(several[::-1], y)
    assert turned.boxes == discover(several, y).boxes


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_where_all_or_none_fails_there_is_nothing_to_tell(value: float) -> None:
    found = discover(things(1), np.full(WORLDS, value))
    assert found.boxes == ()
    assert found.failing.estimate == value
    json.dumps(found.as_dict(), allow_nan=False)


def test_no_interval_leaves_what_a_share_can_be() -> None:
    several = things(7)
    rng = np.random.default_rng(8)
    y = rng.binomial(20, np.where(several[0].values < 0.5, 0.995, 0.5)) / 20
    (box, *_) = discover(several, y).boxes
    for one in (box.density, box.elsewhere, box.coverage, box.support):
        assert one.interval is not None
        assert 0.0 <= one.interval[0] <= one.interval[1] <= 1.0


def test_few_worlds_tell_nothing() -> None:
    few = [Thing("parameter", "x", "x", np.arange(20.0))]
    assert discover(few, (np.arange(20) > 10) * 1.0).boxes == ()


def test_the_way_is_told_from_all_worlds_on() -> None:
    several, y = planted(3)
    found = discover(several, y)
    density, coverage, limits = found.trajectory[0]
    assert (coverage, limits) == (1.0, 0)
    assert density == pytest.approx(float(y[::2].mean()))
    assert all(0 < c <= 1 and n <= 3 for _, c, n in found.trajectory)
    json.dumps(found.as_dict(), allow_nan=False)
