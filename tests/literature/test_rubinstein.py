"""Rubinstein (1982), Perfect equilibrium in a bargaining model; Ståhl (1972) with a last round.

And Binmore, Rubinstein and Wolinsky (1986) for offers that follow each other ever faster.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.bargaining.nash import nash
from goldenbridge.analysis.bargaining.rubinstein import (
    finite_share,
    first_share,
    limit_share,
    share_at_interval,
)

many = settings(deadline=None, max_examples=60)

patience = st.floats(0.01, 0.99)
rates = st.floats(0.01, 2)


@pytest.mark.parametrize(
    ("own", "other", "share"),
    [
        (0.9, 0.9, 0.5263157895),
        (0.5, 0.5, 2 / 3),
        (0.95, 0.9, 0.6896551724),
        (0.9, 0.95, 0.3448275862),
        (0.99, 0.99, 0.5025125628),
        (0.0, 0.7, 0.3),
    ],
)
def test_the_first_offer(own: float, other: float, share: float) -> None:
    assert first_share(own, other) == pytest.approx(share, abs=1e-10)


def test_nine_tenths_each_is_ten_nineteenths() -> None:
    assert first_share(0.9, 0.9) == pytest.approx(float(Fraction(10, 19)), abs=1e-15)


@many
@given(d=patience)
def test_alike_the_first_has_one_over_one_plus_patience(d: float) -> None:
    assert first_share(d, d) == pytest.approx(1 / (1 + d))


def test_two_hundred_and_one_rounds_are_as_good_as_endless() -> None:
    assert finite_share(0.9, 0.9, 201) == pytest.approx(0.5263157898, abs=5e-11)
    assert finite_share(0.9, 0.9, 201) == pytest.approx(0.5263157898078722, abs=1e-14)


def test_answers_at_once() -> None:
    assert limit_share(0.1, 0.2) == pytest.approx(2 / 3)
    assert share_at_interval(0.1, 0.2, 0.001) == pytest.approx(0.6666999994443983, abs=1e-12)
    assert share_at_interval(0.1, 0.2, 0.00001) == pytest.approx(0.6666670, abs=5e-8)


@pytest.mark.parametrize("rounds", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize(("own", "other"), [(0.9, 0.8), (0.5, 0.95), (0.0, 0.7), (1.0, 1.0)])
def test_every_offer_of_every_round_tried(own: float, other: float, rounds: int) -> None:
    """A pie of 400 pieces: whoever offers tries each split, whoever answers takes what it pays."""
    pieces = 400
    worth: tuple[float, float] = (0.0, 0.0)
    for number in range(rounds - 1, -1, -1):
        offers = number % 2
        waiting = (own * worth[0], other * worth[1])
        best: tuple[float, float] = waiting
        for kept in range(pieces + 1):
            split = (kept / pieces, 1 - kept / pieces)
            split = split if offers == 0 else split[::-1]
            taken = split[1 - offers] >= waiting[1 - offers] - 1e-12
            if taken and split[offers] > best[offers]:
                best = split
        worth = best
    assert finite_share(own, other, rounds) == pytest.approx(worth[0], abs=rounds / pieces)


@many
@given(own=patience, other=patience)
def test_nobody_gains_by_waiting_a_round(own: float, other: float) -> None:
    """What defines the split: the answering side has just what its own first offer would bring."""
    mine, theirs = first_share(own, other), first_share(other, own)
    assert 1 - mine == pytest.approx(other * theirs)
    assert 1 - theirs == pytest.approx(own * mine)


@many
@given(own=patience, other=patience, more=st.floats(1e-3, 0.5))
def test_patience_pays(own: float, other: float, more: float) -> None:
    longer = own + more * (1 - own)
    assert first_share(longer, other) > first_share(own, other)
    assert first_share(other, longer) < first_share(other, own)


@many
@given(d=patience)
def test_being_first_is_worth_less_the_more_patient_both_are(d: float) -> None:
    assert first_share(d, d) > 1 / 2
    assert first_share((1 + d) / 2, (1 + d) / 2) < first_share(d, d)


@many
@given(own=patience, other=patience, rounds=st.integers(1, 60))
def test_a_last_round_helps_whoever_makes_the_offer_in_it(
    own: float, other: float, rounds: int
) -> None:
    """Odd numbers of rounds end with the first side: above the endless share; even ones below."""
    gap = finite_share(own, other, rounds) - first_share(own, other)
    assert gap * (1 if rounds % 2 else -1) >= -1e-12
    assert abs(gap) <= (own * other) ** (rounds // 2) + 1e-12


@many
@given(rate=rates, other=rates)
def test_the_faster_the_offers_the_less_it_matters_who_is_first(rate: float, other: float) -> None:
    limit = limit_share(rate, other)
    advantages = [share_at_interval(rate, other, step) - limit for step in (1, 0.1, 0.01, 0.001)]
    assert all(a > b > 0 for a, b in pairwise(advantages))
    assert limit_share(rate, other) + limit_share(other, rate) == pytest.approx(1)


@many
@given(rate=rates, other=rates, interval=st.floats(0.01, 5))
def test_rates_are_patience_by_another_name(rate: float, other: float, interval: float) -> None:
    same = first_share(float(np.exp(-rate * interval)), float(np.exp(-other * interval)))
    assert share_at_interval(rate, other, interval) == pytest.approx(same, rel=1e-9)


def test_in_the_limit_it_is_the_nash_solution() -> None:
    split = np.linspace(0, 1, 1001)
    pie = np.column_stack([split, 1 - split])
    assert nash(pie, (0, 0)).worths[0, 0] == pytest.approx(limit_share(0.3, 0.3))
    inner = split[1:-1]
    weighted = np.log(inner) / 0.1 + np.log(1 - inner) / 0.2
    assert inner[weighted.argmax()] == pytest.approx(limit_share(0.1, 0.2), abs=1e-3)


def test_nobody_hurries_the_patient() -> None:
    assert first_share(1, 0.5) == 1
    assert first_share(0.5, 1) == 0
    with pytest.raises(ValueError, match="perfectly patient"):
        first_share(1, 1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: first_share(1.1, 0.5),
        lambda: first_share(0.5, -0.1),
        lambda: first_share(float("nan"), 0.5),
        lambda: finite_share(0.5, 0.5, 0),
        lambda: limit_share(0, 0),
        lambda: limit_share(-1, 2),
        lambda: share_at_interval(0.1, 0.2, 0),
    ],
)
def test_what_cannot_be_asked(call: object) -> None:
    with pytest.raises(ValueError, match="found"):
        call()  # type: ignore[operator]
