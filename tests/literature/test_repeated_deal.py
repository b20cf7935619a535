"""Numbers of the repeated deal as formal theory gives them, recomputed here from definitions.

Friedman (1971); Axelrod (1984), ch. 1 and appendix B; Schelling (1960), ch. 2.
"""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.analysis.steps.repeated import (
    fewest_slices,
    first_slice_holds,
    grim_threshold,
    lag_threshold,
    one_shot_holds,
    shrinking_slices,
    slice_margins,
    snapback_periods,
    tit_for_tat_threshold,
)

patience = st.floats(0.05, 0.95)
sizes = st.floats(0.1, 20)


@pytest.mark.parametrize(
    ("payoffs", "least"),
    [((5, 3, 1), 0.5), ((4, 3, 0), 0.25), ((1.5, 1, 0), 1 / 3)],
)
def test_grim(payoffs, least):
    assert grim_threshold(*payoffs) == pytest.approx(least, abs=1e-12)


@pytest.mark.parametrize(("payoffs", "least"), [((5, 3, 1, 0), 2 / 3), ((4, 3, 1, 0), 1 / 3)])
def test_tit_for_tat(payoffs, least):
    assert tit_for_tat_threshold(*payoffs) == pytest.approx(least, abs=1e-12)


@pytest.mark.parametrize(
    ("lag", "least"), [(1, 0.5), (2, 0.7071068), (4, 0.8408964), (8, 0.9170040)]
)
def test_detection_lag(lag, least):
    assert lag_threshold(5, 3, 1, lag) == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize(
    ("d", "periods"), [(0.6, 3), (0.7, 2), (0.9, 2), (0.99, 2), (0.5, None), (0.3, None)]
)
def test_snapback(d, periods):
    """At 0.5 only suspension for ever just suffices: no finite number of periods does."""
    assert snapback_periods(5, 3, 1, d) == periods


def test_fewest_slices_for_the_first_to_hold():
    assert fewest_slices(3, 1, 0.9) == 5


def test_the_first_slice_says_little():
    """At five slices the first holds and the other four fail, the last for nothing to lose."""
    margins = slice_margins([1 / 5] * 5, 3, 1, 0.9)
    assert (margins[0] >= 0, list(margins[1:] < 0)) == (True, [True] * 4)
    assert margins[-1] == pytest.approx(-3 / 5)


def test_a_penalty_of_the_last_slice_holds_equal_slices_together():
    assert (slice_margins([1 / 5] * 5, 3, 1, 0.9, 3 / 5) >= -1e-12).all()
    assert slice_margins([1 / 5] * 5, 3, 1, 0.9, 3 / 5 - 0.001)[-1] < 0


def test_the_first_of_five_slices_holds_and_of_four_does_not():
    """g/N against d b (N - 1)/N: .75 against .675 with four slices, .6 against .72 with five."""
    assert [first_slice_holds(n, 3, 1, 0.9) for n in (1, 4, 5, 50)] == [False, False, True, True]
    assert slice_margins([1 / 4] * 4, 3, 1, 0.9)[0] == pytest.approx(0.675 - 0.75)
    assert slice_margins([1 / 5] * 5, 3, 1, 0.9)[0] == pytest.approx(0.72 - 0.6)
    assert fewest_slices(3, 1, 0.9) == 5


def kept(slices, gain, benefit, d, penalty=0.0):
    """Slices that are carried out where everybody sees the end coming, worked backwards."""
    held, still_to_come = [], 0.0
    for _ in range(slices):
        holds = gain / slices <= penalty + d * still_to_come + 1e-12
        still_to_come = benefit / slices + still_to_come if holds else 0.0
        held.append(holds)
    return held[::-1]


@pytest.mark.parametrize("slices", [5, 50, 500])
def test_without_an_outside_penalty_any_number_of_slices_unravels(slices):
    """Nothing is left to lose at the last; so nothing can be lost at the last but one; and so on.

    The first slice, looked at alone, would hold.
    """
    assert first_slice_holds(slices, 3, 1, 0.9)
    assert kept(slices, 3, 1, 0.9) == [False] * slices


@pytest.mark.parametrize("slices", [5, 50, 500])
def test_a_penalty_of_what_the_last_slice_tempts_with_keeps_them_all(slices):
    """g/N is enough, and a hundredth less undoes all: it falls as slices get thinner."""
    penalty = 3 / slices
    assert kept(slices, 3, 1, 0.9, penalty) == [True] * slices
    assert kept(slices, 3, 1, 0.9, 0.99 * penalty) == [False] * slices
    assert (slice_margins([1 / slices] * slices, 3, 1, 0.9, penalty) >= -1e-12).all()


@given(d=patience, gain=sizes, benefit=sizes, slices=st.integers(1, 20))
def test_unravelling_is_what_the_last_margin_says(d, gain, benefit, slices):
    """With equal slices the last has least to lose: it holds or all come undone."""
    for penalty in (0.0, 0.5 * gain / slices, gain / slices):
        margins = slice_margins([1 / slices] * slices, gain, benefit, d, penalty)
        assert margins.argmin() == slices - 1
        assert all(kept(slices, gain, benefit, d, penalty)) == bool(margins[-1] >= -1e-9)


def test_snapback_at_a_half_is_a_limit_that_no_number_of_periods_reaches():
    """What lacks is halved by each further period: below 1e-12 from 41 on, and never 0."""
    lacking = [2 - 2 * (1 - 0.5**k) for k in (1, 10, 40, 41)]
    assert all(gap > 0 for gap in lacking)
    assert lacking[2] > 1e-12 > lacking[3]
    assert snapback_periods(5, 3, 1, 0.5) is None
    assert grim_threshold(5, 3, 1) == 0.5, "suspended for ever, a half just suffices"


def test_shrinking_slices_need_a_sixth_of_the_penalty():
    sizes, penalty = shrinking_slices(12, 3, 1, 0.9)
    assert penalty == pytest.approx(0.9 / (1.3**12 - 1))
    assert penalty == pytest.approx(0.040, abs=5e-4)
    equal = -slice_margins([1 / 12] * 12, 3, 1, 0.9).min()
    assert equal == pytest.approx(0.25)
    assert sizes.sum() == pytest.approx(1)
    assert slice_margins(sizes, 3, 1, 0.9, penalty) == pytest.approx(np.zeros(12), abs=1e-9)


@given(d=patience, lag=st.integers(1, 6), over=sizes, keep=sizes)
def test_a_lag_is_summed_period_by_period(d, lag, over, keep):
    """Cheating for L periods and then nothing, against keeping for ever, each summed up."""
    temptation, reward, punishment = keep + over, keep, 0.0
    cheat = sum(d**s * temptation for s in range(lag)) + d**lag * punishment / (1 - d)
    honest = reward / (1 - d)
    least = lag_threshold(temptation, reward, punishment, lag)
    if abs(d - least) > 1e-9:
        assert (honest >= cheat) == (d >= least)


@given(d=patience, over=sizes, keep=sizes)
def test_snapback_by_counting(d, over, keep):
    found = snapback_periods(keep + over, keep, 0.0, d)
    for k in count():
        if sum(d**j for j in range(1, k + 1)) * keep >= over - 1e-12 * keep:
            assert found is None or found in (k, k + 1)
            break
        if k > 400:
            assert found is None
            break
        assert found is None or found > k - 1


@given(d=patience, gain=sizes, benefit=sizes)
def test_fewest_is_the_first_that_holds(d, gain, benefit):
    n = fewest_slices(gain, benefit, d)
    assert first_slice_holds(n, gain * (1 - 1e-9), benefit, d)
    assert n == 1 or not first_slice_holds(n - 1, gain * (1 + 1e-9), benefit, d)


@given(d=patience, gain=sizes, benefit=sizes, n=st.integers(2, 15))
def test_shrinking_is_the_best_of_all_ways_to_slice(d, gain, benefit, n):
    """No other sizes do with less, and a further slice helps: it never does without a penalty."""
    _, penalty = shrinking_slices(n, gain, benefit, d)
    assert 0 < penalty <= gain / n + 1e-9
    assert shrinking_slices(n + 1, gain, benefit, d)[1] <= penalty
    random = np.random.default_rng(n)
    for _ in range(5):
        other = random.dirichlet(np.ones(n))
        assert -slice_margins(other, gain, benefit, d).min() >= penalty - 1e-9


def test_endless_deal_is_the_grim_threshold():
    """T - R = 3, R - P = 1: kept for ever it holds from patience 0.75 on."""
    assert grim_threshold(4, 1, 0) == pytest.approx(0.75)
    assert one_shot_holds(3, 1, 0.75)
    assert not one_shot_holds(3, 1, 0.749)


@pytest.mark.parametrize(
    "call",
    [
        lambda: grim_threshold(5, 1, 1),
        lambda: lag_threshold(5, 3, 1, 0),
        lambda: tit_for_tat_threshold(5, 3, 1, 3),
        lambda: snapback_periods(5, 3, 1, 1.0),
        lambda: fewest_slices(3, 0, 0.9),
        lambda: shrinking_slices(0, 3, 1, 0.9),
    ],
)
def test_what_cannot_be_asked(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()


def test_nothing_to_gain_by_cheating_needs_no_patience():
    assert grim_threshold(2, 3, 1) == 0
    assert snapback_periods(2, 3, 1, 0.1) == 0
