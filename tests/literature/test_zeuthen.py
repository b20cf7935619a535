"""Zeuthen (1930), as put by Harsanyi (1956) and Rosenschein and Zlotkin (1994).

The course of concessions must end at the Nash solution; so it does, against ``nash`` itself, on any
finite set of deals.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.bargaining.nash import nash
from goldenbridge.analysis.bargaining.zeuthen import (
    concessions,
    risk,
    who_concedes,
    zeuthen,
)
from goldenbridge.analysis.method import Status

many = settings(deadline=None, max_examples=150)

Rows = list[tuple[int, int]]


def rows(most: int = 12, top: int = 9) -> st.SearchStrategy[Rows]:
    """Small whole numbers: ties, zero gains, dominated and equal rows are common."""
    row = st.tuples(st.integers(0, top), st.integers(0, top))
    return st.lists(row, min_size=1, max_size=most)


@st.composite
def frontiers(draw: st.DrawFn) -> Rows:
    """Deals of which none betters another: one gains where the other loses, by any steps."""
    steps = st.lists(st.integers(1, 30), min_size=1, max_size=15)
    first = np.cumsum(draw(steps))
    second = np.cumsum(draw(st.lists(st.integers(1, 30), min_size=len(first), max_size=len(first))))
    return list(zip(first.tolist(), second[::-1].tolist(), strict=True))


@st.composite
def mirrored(draw: st.DrawFn) -> Rows:
    """The same deals for both, so that equal risks are common."""
    half = draw(rows(most=6, top=12))
    return [*half, *(row[::-1] for row in half)]


tables = st.one_of(rows(), frontiers(), mirrored())
no_deals = st.tuples(st.integers(0, 3), st.integers(0, 3))


# ---------------------------------------------------------------------------------- who concedes


def test_risks() -> None:
    assert risk(0.9, 0.4) == pytest.approx(0.5556, abs=5e-5)
    assert risk(0.9, 0.4) == pytest.approx(5 / 9)
    assert risk(0.8, 0.5) == pytest.approx(0.375)


def test_the_second_concedes_whose_offer_has_the_smaller_product() -> None:
    first, second = [0.9, 0.5], [0.4, 0.8]
    assert first[0] * first[1] == pytest.approx(0.45)
    assert second[0] * second[1] == pytest.approx(0.32)
    assert who_concedes([first, second]) == (1,)


@many
@given(mine=st.tuples(*[st.integers(1, 30)] * 2), theirs=st.tuples(*[st.integers(1, 30)] * 2))
def test_the_smaller_risk_is_the_smaller_product(
    mine: tuple[int, int], theirs: tuple[int, int]
) -> None:
    """In whole numbers, so that equal is equal; where each likes its own proposal better."""
    if not (mine[0] > theirs[0] and theirs[1] > mine[1]):
        return
    one, other = mine[0] * mine[1], theirs[0] * theirs[1]
    expected = (0, 1) if one == other else (0,) if one < other else (1,)
    assert who_concedes([mine, theirs]) == expected


@many
@given(no_deal=st.floats(-5, 5), scale=st.floats(0.1, 10))
def test_risk_needs_no_common_unit_and_no_zero(no_deal: float, scale: float) -> None:
    moved = risk(no_deal + 0.9 * scale, no_deal + 0.4 * scale, no_deal)
    assert moved == pytest.approx(5 / 9)


def test_nothing_to_lose_and_nothing_to_gain() -> None:
    assert risk(2, 1, 2) == 1
    assert risk(2, 2, 1) == 0
    assert risk(2, 3, 1) == 0
    assert risk(2, 0, 1) == 1
    assert who_concedes([[2, 2], [2, 2]]) == ()


# ------------------------------------------------------------------------------ where it all ends


def ends(worths: Rows, no_deal: tuple[int, int]) -> set[tuple[int, int]]:
    """Of the Nash solutions, the one that each party likes best: what Zeuthen must come to."""
    tied = [worths[row] for row in nash(worths, no_deal).rows]
    return {max(tied), max(tied, key=lambda pair: pair[::-1])} if tied else set()


@many
@given(worths=tables, no_deal=no_deals)
@example(worths=[(4, 1), (2, 2), (1, 4)], no_deal=(0, 0))  # three tie
@example(worths=[(4, 1), (3, 1), (1, 4)], no_deal=(0, 0))  # a gap between two that tie
@example(worths=[(5, 0), (0, 7), (3, 0)], no_deal=(0, 0))  # nobody can gain with the other
def test_it_ends_at_the_nash_solution_on_any_finite_set(
    worths: Rows, no_deal: tuple[int, int]
) -> None:
    found = zeuthen(worths, no_deal)
    assert {worths[row] for row in found.rows} == ends(worths, no_deal)
    assert set(found.rows) <= set(nash(worths, no_deal).rows)
    assert found.status is nash(worths, no_deal).status


@many
@given(worths=frontiers())
def test_one_nash_solution_is_the_end_however_uneven_the_frontier(worths: Rows) -> None:
    answer = nash(worths, (0, 0))
    if len(answer.rows) <= 2:
        assert zeuthen(worths, (0, 0)).rows == answer.rows
    assert bool(zeuthen(worths, (0, 0)).assumed) == (len(answer.rows) > 1)


@settings(deadline=None, max_examples=100)
@given(
    points=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=40),
    no_deal=st.tuples(st.floats(0, 0.3), st.floats(0, 0.3)),
)
def test_it_ends_at_the_nash_solution_in_fractions_too(
    points: list[tuple[float, float]], no_deal: tuple[float, float]
) -> None:
    found, answer = zeuthen(points, no_deal), nash(points, no_deal)
    assert set(found.rows) <= set(answer.rows)
    assert bool(found.rows) == bool(answer.rows)


@many
@given(worths=frontiers())
def test_one_deal_at_a_time_ends_there_as_well(worths: Rows) -> None:
    """The other textbook concession: the next deal on the frontier, by whoever risks less."""
    order = sorted(worths, reverse=True)
    left, right = 0, len(order) - 1
    while left < right:
        conceding = who_concedes([order[left], order[right]])
        if conceding == (0, 1):
            break
        left, right = (left + 1, right) if conceding == (0,) else (left, right - 1)
    else:
        best = {worths[row] for row in nash(worths, (0, 0)).rows}
        assert order[left] in best


def test_a_larger_concession_than_needed_can_miss_it() -> None:
    """Products 9, 20, 18 and 10: (5, 4) is the Nash solution.

    The first has to concede from (9, 1) against (1, 10), and (5, 4) is the least that will do. As
    a gesture it may go on to (4, 4.5). Then the second has to concede, and of what would do for it,
    (5, 4) and (4, 4.5), it likes the gesture better: there they agree.
    """
    worths = [(9.0, 1.0), (5.0, 4.0), (4.0, 4.5), (1.0, 10.0)]
    first, *_, last = concessions(worths, (0, 0))
    assert first.proposals == (0, 3)
    assert first.concedes == (0,)
    assert last.proposals == (1, 1)
    assert nash(worths, (0, 0)).rows == (1,)
    gesture = 2
    assert who_concedes([worths[gesture], worths[3]]) == (1,)
    will_do = [row for row in range(4) if np.prod(worths[row]) >= np.prod(worths[gesture])]
    assert will_do == [1, 2]
    assert max(will_do, key=lambda row: worths[row][1]) == gesture


# -------------------------------------------------------------------------------- on the way there


@many
@given(worths=tables, no_deal=no_deals)
@example(worths=[(9, 1), (7, 5), (5, 6), (4, 8), (1, 9)], no_deal=(0, 0))  # equal at first
@example(worths=[(9, 0), (3, 3), (0, 9)], no_deal=(0, 0))  # nothing to lose at first
def test_every_round_is_one_of_the_protocol(worths: Rows, no_deal: tuple[int, int]) -> None:
    course = concessions(worths, no_deal)
    gain = [tuple(w - d for w, d in zip(row, no_deal, strict=True)) for row in worths]
    best = nash(worths, no_deal).rows
    for place, one in enumerate(course):
        first, second = one.proposals
        products = [gain[row][0] * gain[row][1] for row in one.proposals]
        assert all(0 <= r <= 1 for r in one.risks)
        for row in best if min(products) > 0 else ():
            assert gain[first][0] >= gain[row][0], "never worse for its own party than Nash"
            assert gain[second][1] >= gain[row][1]
        if place + 1 < len(course):
            assert one.concedes == who_concedes([worths[first], worths[second]], no_deal)
            later = course[place + 1].proposals
            assert min(gain[row][0] * gain[row][1] for row in later) > min(products)
            assert gain[later[0]][1] >= gain[first][1], "nobody offers less than before"
            assert gain[later[1]][0] >= gain[second][0]
            for party in {0, 1} - set(one.concedes):
                assert later[party] == one.proposals[party]
        else:
            assert one.concedes == ()


@many
@given(worths=tables, no_deal=no_deals)
def test_the_order_of_parties_makes_no_difference(worths: Rows, no_deal: tuple[int, int]) -> None:
    turned = zeuthen([row[::-1] for row in worths], no_deal[::-1])
    assert turned.rows == zeuthen(worths, no_deal).rows


@many
@given(worths=tables, no_deal=no_deals, unit=st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)))
def test_another_unit_makes_no_difference(
    worths: Rows, no_deal: tuple[int, int], unit: tuple[float, float]
) -> None:
    scaled = zeuthen(np.array(worths) * unit, np.array(no_deal) * unit)
    assert scaled.rows == zeuthen(worths, no_deal).rows


def test_products_that_differ_by_rounding_alone_tie() -> None:
    """0.3 times 0.1 and 0.1 times 0.3 in sums: neither has to give way for the last digit."""
    worths = [(0.1 + 0.2, 0.1), (0.1, 0.3)]
    assert worths[0][0] * worths[0][1] != worths[1][0] * worths[1][1]
    assert zeuthen(worths, (0, 0)).rows == (0, 1) == nash(worths, (0, 0)).rows
    assert who_concedes(worths) == (0, 1)


def test_a_split_each_by_its_no_deal() -> None:
    split = np.linspace(0, 1, 1001)
    found = zeuthen(np.column_stack([split, 1 - split]), (0.2, 0.1))
    assert found.worths == pytest.approx(np.array([[0.55, 0.45]]))
    curved = zeuthen(np.column_stack([split, np.sqrt(1 - split)]), (0, 0))
    assert curved.worths[0, 0] == pytest.approx(2 / 3, abs=1e-3)


def test_no_deal_to_propose_and_more_than_two_parties() -> None:
    assert zeuthen([[1, 1]], [2, 0]).status is Status.NONE_RATIONAL
    assert concessions([[1, 1]], [2, 0]) == ()
    assert zeuthen([], [0, 0]).status is Status.NO_DEALS
    with pytest.raises(ValueError, match="two parties; found 3"):
        zeuthen([[1, 1, 1]], [0, 0, 0])
    with pytest.raises(ValueError, match="are wanted"):
        who_concedes([[1, 2, 3]])
    with pytest.raises(ValueError, match="nothing worse than no deal"):
        risk(1, 0, 2)
