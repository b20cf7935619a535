"""What is put in comes out as it was counted, and only by its own rate."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.inputs import (
    CEASEFIRES,
    after_ceasefires,
    breaking,
    put_in,
)
from goldenbridge.analysis.dynamics.generic import generic


def test_ceasefires_left_alone_break_by_their_rate() -> None:
    model = generic(500, given={CEASEFIRES: 0.01}, calibrated=False)
    plain = model.only("commitment", "ladder").reading(intent="opening")
    found = after_ceasefires(plain, 20_000, 1)
    assert found.value == pytest.approx(1 - exp(-0.6), abs=4 * found.error)


def test_five_years_whatever_the_horizon() -> None:
    model = generic(500, calibrated=False)
    short = generic(500, steps=12, calibrated=False)
    assert after_ceasefires(model, 500, 1) == after_ceasefires(short, 500, 1)


def test_a_share_is_met_by_proportion() -> None:
    rate = put_in("resumption-ceasefire", 0.5, lambda r: 1 - exp(-3.0 * r))
    assert 1 - exp(-3.0 * rate) == pytest.approx(0.326, abs=1e-4)


def test_the_rate_of_breaking_gives_the_share_counted() -> None:
    rate = breaking(2000, 2)
    model = generic(2000, 2, calibrated=False).setting({CEASEFIRES: rate})
    assert after_ceasefires(model, 2000, 2).value == pytest.approx(0.326, abs=0.005)
    assert np.isfinite(rate)
