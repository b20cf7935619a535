"""A point as a population: the same crises as everybody's, and no more run than needed."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.calibrate import tiled
from goldenbridge.analysis.dynamics.calibration.distance import distance
from goldenbridge.analysis.dynamics.calibration.population import FAR, HOPELESS, Population
from goldenbridge.analysis.dynamics.calibration.prior import NAMES, spread_out
from goldenbridge.analysis.dynamics.calibration.shipped import shipped
from goldenbridge.analysis.dynamics.generic import generic

RUNS = 600
FITS = dict(zip(shipped().names, shipped().points[0].tolist(), strict=True))
UNFIT = dict(zip(NAMES, spread_out(np.full(len(NAMES), 0.95)).tolist(), strict=True))


@pytest.fixture(scope="module")
def population() -> Population:
    return Population.of(RUNS, 3)


def test_with_the_shipped_points_it_is_the_generic_crisis(population: Population) -> None:
    values = dict(zip(shipped().names, shipped().points.T, strict=True))
    one, other = population.model(tiled(values, RUNS)), generic(RUNS, 3)
    for name in ("params", "no_deal", "worths", "crisis", "party", "dyad", "readings", "knobs"):
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True), name


def test_points_go_round() -> None:
    assert tiled({"a": [1.0, 2.0]}, 5)["a"].tolist() == [1, 2, 1, 2, 1]


def test_a_point_that_may_do_is_run_in_full(population: Population) -> None:
    whole = distance(population.shown(FITS))
    assert population.off(FITS) == whole
    assert population.off(FITS, whole) == whole


def test_a_hopeless_one_is_not(population: Population) -> None:
    whole = population.off(UNFIT)
    assert whole > HOPELESS
    asked = 0.5
    rough = population.off(UNFIT, asked)
    assert asked * HOPELESS < rough <= FAR
    assert rough != whole


def test_what_is_put_in_is_in_every_crisis() -> None:
    from goldenbridge.analysis.dynamics.model import place

    model = Population.of(8, 1, {"commitment.breaking": 0.5}).model(FITS | {"ladder.up": 0.1})
    assert set(model.params[:, place("commitment.breaking")]) == {FITS["commitment.breaking"]}
    bare = {k: v for k, v in FITS.items() if k != "commitment.breaking"}
    model = Population.of(8, 1, {"commitment.breaking": 0.5}).model(bare)
    assert set(model.params[:, place("commitment.breaking")]) == {0.5}


def test_nothing_that_ends_is_as_far_as_can_be(population: Population) -> None:
    never = {**FITS, "endings.signing": 0.0}
    assert population.off(never) < FAR  # no agreement, yet every figure can be counted
    nobody = {**FITS, "talks.mediators": 0.0}
    assert population.off(nobody) == FAR  # nobody is mediated: nothing to compare
