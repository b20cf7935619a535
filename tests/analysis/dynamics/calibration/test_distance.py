"""How far off: by hand, at the corners."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan, sqrt

import pytest

from goldenbridge.analysis.dynamics.calibration.distance import (
    CUT,
    FITTED,
    distance,
    implausibility,
)
from goldenbridge.analysis.dynamics.calibration.simulated import Figure


def shifted(tolerances: float, only: str | None = None) -> dict[str, Figure]:
    """Every figure, or one, so many tolerances above its target."""
    shown = {}
    for target in FITTED:
        assert target.tolerance is not None
        by = tolerances * target.tolerance if only in (None, target.id) else 0.0
        shown[target.id] = Figure(target.value + by, 0.0, 1e6)
    return shown


def test_one_tolerance_off_everywhere_is_as_near_as_is_asked() -> None:
    assert distance(shifted(1.0)) == pytest.approx(1.0)
    assert distance(shifted(2.0)) == pytest.approx(2.0)


def test_weights_are_those_of_the_targets() -> None:
    (war,) = (t for t in FITTED if t.id == "war")
    share = war.weight / sum(t.weight for t in FITTED)
    assert distance(shifted(2.0, "war")) == pytest.approx(max(2 * sqrt(share), 2 / CUT))


def test_one_figure_far_off_rules_a_point_out_whatever_the_rest() -> None:
    assert distance(shifted(3.3, "ending-hazard-730-1500")) == pytest.approx(3.3 / CUT)


def test_the_error_of_simulating_counts_in_favour() -> None:
    target = FITTED[0]
    assert target.tolerance is not None
    off = target.value + target.tolerance
    assert implausibility(target, Figure(off, 0.0, 1e6)) == pytest.approx(1.0)
    assert implausibility(target, Figure(off, target.tolerance, 9.0)) == pytest.approx(sqrt(0.5))


def test_what_could_not_be_counted_is_infinitely_far() -> None:
    shown = shifted(0.0)
    shown["war-mediated"] = Figure(nan, nan, 0.0)
    assert distance(shown) == inf


def test_what_is_put_in_is_not_fitted() -> None:
    assert all(target.role == "result" and target.weight > 0 for target in FITTED)
    assert not [t.id for t in FITTED if t.family == "resumption"]
    assert replace(FITTED[0], weight=0.0).weight == 0.0
