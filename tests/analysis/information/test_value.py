"""A gain and its interval, worked out by hand."""

from math import sqrt

import numpy as np

from goldenbridge.analysis.information.value import Value


def test_the_interval_is_walds_with_a_gain_and_a_loss_added():
    found = Value.of(np.array([1.0] * 6 + [-1.0] * 2 + [0.0] * 32))
    gained, lost = 7 / 42, 3 / 42
    middle = gained - lost
    spread = 1.959963984540054 * sqrt((gained + lost - middle**2) / 42)
    assert found.raw == 4 / 40
    assert np.allclose([found.low, found.high], [middle - spread, middle + spread])


def test_no_gain_seen_is_no_proof_of_none():
    none = Value.of(np.zeros(1000))
    assert none.raw == 0
    assert none.low < 0 < none.high < 0.005


def test_what_is_below_nothing_is_shown_as_nothing_and_kept_as_it_is():
    found = Value.of(np.array([-1.0] * 50 + [0.0] * 50))
    assert (found.raw, found.estimate) == (-0.5, 0.0)
    assert found.as_dict() == {"estimate": 0.0, "interval": [0.0, 0.0]}


def test_without_worlds_nothing_is_known():
    assert Value.of(np.zeros(0)) == Value(0.0, -1.0, 1.0, 0)
