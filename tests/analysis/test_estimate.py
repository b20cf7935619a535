"""Shares and their intervals: published figures, symmetry, and how often they cover."""

from __future__ import annotations

import json
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.analysis.estimate import Share, wilson

#: Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in
#: Medicine 17, Table I: method 3 (the score interval without continuity correction), 95 %.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("count", "trials", "low", "high"), NEWCOMBE)
def test_the_table_of_newcombe(count: int, trials: int, low: float, high: float) -> None:
    assert wilson(count, trials) == pytest.approx((low, high), abs=5e-5)


def test_it_is_scipys() -> None:
    from scipy.stats import binomtest

    count, trials = 37, 200
    for confidence, z in ((0.95, 1.959963984540054), (0.99, 2.5758293035489004)):
        theirs = binomtest(count, trials).proportion_ci(confidence, method="wilson")
        assert wilson(count, trials, z) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(trials=st.integers(1, 5000), data=st.data())
def test_it_holds_the_share_and_turns_with_it(trials: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, trials))
    low, high = wilson(count, trials)
    assert 0.0 <= low <= count / trials <= high <= 1.0
    assert low < high
    assert wilson(trials - count, trials) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5, 0.9])
def test_about_19_of_20_intervals_cover(p: float) -> None:
    """Summed over all outcomes of 200 draws, not simulated."""
    n = 200
    covered = [
        comb(n, k) * p**k * (1 - p) ** (n - k)
        for k in range(n + 1)
        if wilson(k, n)[0] <= p <= wilson(k, n)[1]
    ]
    assert sum(covered) == pytest.approx(0.95, abs=0.015)


def test_more_worlds_narrow_it() -> None:
    widths = [np.ptp(wilson(n // 4, n)) for n in (16, 64, 256, 1024)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] / widths[-1] == pytest.approx(8, rel=0.15)


def test_ends_are_closed_and_no_world_says_nothing() -> None:
    assert wilson(0, 50)[0] == 0.0
    assert wilson(50, 50)[1] == 1.0
    assert wilson(0, 0) == (0.0, 1.0)
    assert Share(0, 0).estimate == 0.0


def test_a_share_is_plain_data() -> None:
    share = Share.of(np.array([True, False, True, True]))
    assert (share.count, share.worlds, share.estimate) == (3, 4, 0.75)
    data = json.loads(json.dumps(share.as_dict()))
    assert data["estimate"] == 0.75
    assert data["worlds"] == 4
    assert data["interval"] == pytest.approx(wilson(3, 4), abs=1e-6)
    assert str(share).startswith("75 % (")
