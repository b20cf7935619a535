"""What every entry of the catalogue declares holds, and each agrees with a slow second opinion.

The worths are small whole numbers, so that ties and zero gains are common and the second opinion
can be exact.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.catalogue import (
    CATALOGUE,
    Axiom,
    Entry,
    Need,
    UnknownMethod,
    entry,
    references_of,
    solve,
)
from goldenbridge.analysis.method import Solution, Status

ISSUES = 3

many = settings(deadline=None, max_examples=75)


class Problem(NamedTuple):
    """A finite bargaining problem in whole numbers."""

    worths: list[list[int]]
    no_deal: list[int]
    deals: list[list[int]]
    draft: list[int]

    @property
    def rational(self) -> list[int]:
        return [
            row
            for row, worth in enumerate(self.worths)
            if all(w >= d for w, d in zip(worth, self.no_deal, strict=True))
        ]

    def gains(self, row: int) -> list[int]:
        return [w - d for w, d in zip(self.worths[row], self.no_deal, strict=True)]

    def shares(self, row: int) -> list[Fraction]:
        ideal = [max(column) for column in zip(*map(self.gains, self.rational), strict=True)]
        return [
            Fraction(gain, best)
            for gain, best in zip(self.gains(row), ideal, strict=True)
            if best > 0
        ]

    def take(self, rows: list[int]) -> Problem:
        return self._replace(
            worths=[self.worths[r] for r in rows], deals=[self.deals[r] for r in rows]
        )

    def ask(self, one: Entry) -> Solution:
        worths = np.array(self.worths, dtype=float).reshape(-1, len(self.no_deal))
        deals = np.array(self.deals, dtype=int).reshape(-1, ISSUES)
        return solve(one, worths, self.no_deal, deals=deals, draft=self.draft)


def rows_of(parties: int, most: int = 8) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, 6), min_size=parties, max_size=parties)
    return st.lists(row, max_size=most)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    parties = draw(st.integers(1, 4))
    worths = draw(rows_of(parties))
    option = st.lists(st.integers(0, 2), min_size=ISSUES, max_size=ISSUES)
    deals = draw(st.lists(option, min_size=len(worths), max_size=len(worths)))
    least = st.sampled_from([0, 0, 0, 1, 3])  # low, so that much is rational
    no_deal = draw(st.lists(least, min_size=parties, max_size=parties))
    return Problem(worths, no_deal, deals, draw(option))


def dominates(one: list[int], other: list[int]) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


# ------------------------------------------------------------------------ the second opinion


def best(problem: Problem, score: object) -> list[int]:
    """Rational rows with the largest score, less those that another rational row dominates."""
    rational = problem.rational
    scores = {row: score(row) for row in rational}  # type: ignore[operator]
    top = max(scores.values())
    return [
        row
        for row in rational
        if scores[row] == top
        and not any(dominates(problem.worths[o], problem.worths[row]) for o in rational)
    ]


def slow_nash(problem: Problem) -> list[int]:
    rational = problem.rational
    who = {row: {p for p, g in enumerate(problem.gains(row)) if g > 0} for row in rational}
    most = max(len(group) for group in who.values())
    picked = []
    for row in rational:
        if len(who[row]) == most:
            rivals = [other for other in rational if who[other] == who[row]]
            products = [prod(problem.gains(o)[p] for p in who[row]) for o in rivals]
            if prod(problem.gains(row)[p] for p in who[row]) == max(products):
                picked.append(row)
    return picked


def slow_nearest(problem: Problem) -> list[int]:
    changes = {
        row: sum(a != b for a, b in zip(problem.deals[row], problem.draft, strict=True))
        for row in problem.rational
    }
    return [row for row, count in changes.items() if count == min(changes.values())]


SLOW = {
    "nash": slow_nash,
    "kalai-smorodinsky": lambda p: best(p, lambda row: min(p.shares(row), default=0)),
    "egalitarian": lambda p: best(p, lambda row: min(p.gains(row))),
    "utilitarian": lambda p: best(p, lambda row: sum(p.gains(row))),
    "leximin": lambda p: best(p, lambda row: sorted(p.shares(row))),
    "nearest": slow_nearest,
}

every = pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.id)


def declaring(axiom: Axiom) -> pytest.MarkDecorator:
    entries = [one for one in CATALOGUE if axiom in one.axioms]
    return pytest.mark.parametrize("one", entries, ids=lambda one: one.id)


#: The third party's own gain leaves the smallest share at one half: only the next one decides.
HELD_BACK = Problem(
    [[6, 0, 0], [0, 6, 0], [3, 3, 6], [3, 4, 5]], [0, 0, 0], [[0] * ISSUES] * 4, [0] * ISSUES
)


@every
@many
@given(problem=problems())
@example(problem=HELD_BACK)
def test_it_agrees_with_the_second_opinion(one: Entry, problem: Problem) -> None:
    solution = problem.ask(one)
    if not problem.worths:
        assert solution.status is Status.NO_DEALS
    elif not problem.rational:
        assert solution.status is Status.NONE_RATIONAL
    else:
        assert solution.status is Status.SOLVED
        assert list(solution.rows) == SLOW[one.id](problem)
    assert solution.found == bool(solution.rows)


@every
@many
@given(problem=problems())
def test_worths_and_gains_are_those_of_its_rows(one: Entry, problem: Problem) -> None:
    solution = problem.ask(one)
    shape = (len(solution.rows), len(problem.no_deal))
    assert solution.worths.shape == solution.gains.shape == shape
    assert solution.worths.tolist() == [problem.worths[row] for row in solution.rows]
    assert solution.gains.tolist() == [problem.gains(row) for row in solution.rows]


@every
@many
@given(problem=problems(), data=st.data())
def test_the_order_of_rows_makes_no_difference(
    one: Entry, problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(problem.worths))))
    moved = problem.take(order).ask(one)
    assert sorted(order[row] for row in moved.rows) == list(problem.ask(one).rows)


# --------------------------------------------------------------------------- what they promise


@declaring(Axiom.RATIONALITY)
@many
@given(problem=problems())
def test_nobody_gets_less_than_its_no_deal(one: Entry, problem: Problem) -> None:
    assert set(problem.ask(one).rows) <= set(problem.rational)


@declaring(Axiom.EFFICIENCY)
@many
@given(problem=problems())
def test_nothing_dominates_what_is_picked(one: Entry, problem: Problem) -> None:
    for row in problem.ask(one).rows:
        assert not any(dominates(other, problem.worths[row]) for other in problem.worths)


@declaring(Axiom.EFFICIENCY)
@many
@given(problem=problems(), data=st.data())
def test_dominated_rows_change_nothing(one: Entry, problem: Problem, data: st.DataObject) -> None:
    if not problem.worths:
        return
    worse = []
    for base in data.draw(st.lists(st.sampled_from(problem.worths), max_size=4)):
        down = data.draw(st.lists(st.integers(0, 3), min_size=len(base), max_size=len(base)))
        row = [a - b for a, b in zip(base, down, strict=True)]
        if row != base:
            worse.append(row)
    more = problem._replace(
        worths=problem.worths + worse, deals=problem.deals + [[0] * ISSUES] * len(worse)
    )
    assert more.ask(one).rows == problem.ask(one).rows


@declaring(Axiom.SYMMETRY)
@many
@given(problem=problems(), data=st.data())
def test_the_order_of_parties_makes_no_difference(
    one: Entry, problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(problem.no_deal))))
    moved = problem._replace(
        worths=[[row[p] for p in order] for row in problem.worths],
        no_deal=[problem.no_deal[p] for p in order],
    )
    assert moved.ask(one).rows == problem.ask(one).rows


@declaring(Axiom.SHIFT)
@many
@given(problem=problems(), zero=st.lists(st.floats(-50, 50), min_size=4, max_size=4))
def test_another_zero_changes_nothing(one: Entry, problem: Problem, zero: list[float]) -> None:
    shift = np.array(zero[: len(problem.no_deal)])
    worths = np.array(problem.worths, float).reshape(-1, len(shift)) + shift
    deals = np.array(problem.deals, int).reshape(-1, ISSUES)
    moved = solve(one, worths, problem.no_deal + shift, deals=deals, draft=problem.draft)
    assert moved.rows == problem.ask(one).rows


@declaring(Axiom.SCALE)
@many
@given(problem=problems(), unit=st.lists(st.floats(0.01, 100), min_size=4, max_size=4))
def test_another_unit_changes_nothing(one: Entry, problem: Problem, unit: list[float]) -> None:
    scale = np.array(unit[: len(problem.no_deal)])
    worths = np.array(problem.worths, float).reshape(-1, len(scale)) * scale
    deals = np.array(problem.deals, int).reshape(-1, ISSUES)
    moved = solve(one, worths, problem.no_deal * scale, deals=deals, draft=problem.draft)
    assert moved.rows == problem.ask(one).rows


@declaring(Axiom.INDEPENDENCE)
@many
@given(problem=problems(), data=st.data())
def test_striking_out_what_was_not_picked_changes_nothing(
    one: Entry, problem: Problem, data: st.DataObject
) -> None:
    picked = problem.ask(one).rows
    keep = [row for row in range(len(problem.worths)) if row in picked or data.draw(st.booleans())]
    fewer = problem.take(keep).ask(one)
    if picked:
        assert tuple(keep[row] for row in fewer.rows) == picked


@declaring(Axiom.MONOTONICITY)
@many
@given(problem=problems(), data=st.data())
def test_more_deals_never_lower_the_smallest_gain(
    one: Entry, problem: Problem, data: st.DataObject
) -> None:
    extra = data.draw(rows_of(len(problem.no_deal)))
    more = problem._replace(
        worths=problem.worths + extra, deals=problem.deals + [[0] * ISSUES] * len(extra)
    )
    before, after = problem.ask(one), more.ask(one)
    if before.found:
        assert after.gains.min() >= before.gains.min()


@declaring(Axiom.SHARE_MONOTONICITY)
@many
@given(problem=problems(), data=st.data())
def test_more_deals_within_the_ideal_never_lower_the_smallest_share(
    one: Entry, problem: Problem, data: st.DataObject
) -> None:
    before = problem.ask(one)
    if not before.found:
        return
    top = [max(problem.worths[r][p] for r in problem.rational) for p in range(len(problem.no_deal))]
    drawn = data.draw(rows_of(len(problem.no_deal)))
    extra = [[min(w, t) for w, t in zip(row, top, strict=True)] for row in drawn]
    more = problem._replace(
        worths=problem.worths + extra, deals=problem.deals + [[0] * ISSUES] * len(extra)
    )
    after = more.ask(one)
    least = min(min(problem.shares(r), default=Fraction(0)) for r in before.rows)
    assert min(min(more.shares(r), default=Fraction(0)) for r in after.rows) >= least


@many
@given(problem=problems())
def test_leximin_is_among_the_ties_of_kalai_smorodinsky(problem: Problem) -> None:
    ties = problem.ask(entry("kalai-smorodinsky")).rows
    assert set(problem.ask(entry("leximin")).rows) <= set(ties)


# ------------------------------------------------------------------------------- the catalogue


def test_every_entry_has_a_second_opinion_and_references() -> None:
    assert {one.id for one in CATALOGUE} == SLOW.keys()
    assert len({one.id for one in CATALOGUE}) == len(CATALOGUE)
    for one in CATALOGUE:
        assert one.references
        assert one.measure
        assert Axiom.SCALE in one.axioms or Need.COMPARABLE in one.needs, one.id
        assert one.exact


@pytest.mark.parametrize(
    "one", [e for e in CATALOGUE if Axiom.SCALE not in e.axioms], ids=lambda one: one.id
)
def test_what_compares_points_moves_with_the_unit_and_says_so(one: Entry) -> None:
    worths = np.array([[6.0, 1.0], [3.0, 3.0], [1.0, 4.0]])
    before = solve(one, worths, [0, 0])
    after = solve(one, worths * [1.0, 10.0], [0, 0])
    assert before.rows != after.rows
    assert "A point means the same to every party." in before.assumed


def test_a_method_is_asked_by_name_or_entry() -> None:
    worths = [[3, 1], [2, 2]]
    assert solve("nash", worths, [0, 0]).rows == solve(entry("nash"), worths, [0, 0]).rows == (1,)
    with pytest.raises(UnknownMethod, match='Did you mean "kalai-smorodinsky"'):
        solve("kalai-smordinsky", worths, [0, 0])


def test_references_are_given_once_and_in_order() -> None:
    both = references_of(["utilitarian", "nash", "utilitarian"])
    assert list(both) == sorted(set(both))
    assert len(both) == len(entry("nash").references) + len(entry("utilitarian").references)


# --------------------------------------------------------------------- tolerance, and no answer


@every
def test_at_least_as_good_as_no_deal_is_good_enough(one: Entry) -> None:
    """0.1 + 0.2 is a little more than 0.3: no reason for anyone to walk away, or to gain."""
    solution = solve(one, [[0.3, 5.0]], [0.1 + 0.2, 1.0], deals=[[0]], draft=[0])
    assert solution.rows == (0,)
    assert not solve(one, [[0.3 - 1e-6, 5.0]], [0.3, 1.0], deals=[[0]], draft=[0]).found


@every
def test_ties_within_the_tolerance_are_ties(one: Entry) -> None:
    """Sums of the same numbers in another order, and one deal that is plainly worse."""
    worths = [[0.1 + 0.2 + 0.3, 1.0], [0.3 + 0.2 + 0.1, 1.0], [0.3, 0.5]]
    solution = solve(one, worths, [0.0, 0.0], deals=[[1], [1], [0]], draft=[1])
    assert solution.rows == (0, 1)


@every
def test_nobody_can_gain_anything(one: Entry) -> None:
    solution = solve(one, [[2, 2], [1, 5]], [2, 2], deals=[[0], [1]], draft=[0])
    assert solution.rows == (0,)


@pytest.mark.parametrize("name", ["kalai-smorodinsky", "leximin"])
def test_a_party_that_can_gain_nothing_does_not_decide_and_is_named(name: str) -> None:
    solution = solve(name, [[2, 9, 1], [2, 5, 5], [2, 1, 9]], [2, 0, 0])
    assert solution.rows == (1,)
    assert "Party number 0 gains nothing" in solution.assumed[0]


def test_without_a_draft_the_answer_is_that_one_is_needed() -> None:
    one = entry("nearest")
    assert Need.DRAFT in one.needs
    assert solve(one, [[1, 1]], [0, 0]).status is Status.NEEDS_DRAFT
    assert solve(one, [[1, 1]], [0, 0], draft=[0]).status is Status.NEEDS_DRAFT
    assert solve(one, [[1, 1]], [0, 0], deals=[[0]]).status is Status.NEEDS_DRAFT


def test_each_status_is_a_sentence() -> None:
    for status in Status:
        assert status.value[0].isupper()
        assert status.value.endswith(".")
        assert len(status.value) > 40


@every
@pytest.mark.parametrize(
    ("worths", "no_deal", "said"),
    [
        ([[1, 2, 3]], [0, 0], r"Worths \(deals, 2\) are wanted"),
        ([1, 2], [0, 0], r"Worths \(deals, 2\) are wanted"),
        ([[1, 2]], [[0, 0]], "No deal is one worth a party"),
        ([[1, float("nan")]], [0, 0], "finite"),
        ([[1, 2]], [0, float("-inf")], "finite"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    one: Entry, worths: object, no_deal: object, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        solve(one, worths, no_deal, deals=[[0]], draft=[0])  # type: ignore[arg-type]


def test_infinite_weights_and_odd_shapes_are_refused_by_nearest() -> None:
    from goldenbridge.analysis.bargaining.nearest import nearest

    with pytest.raises(ValueError, match="are wanted"):
        nearest([[1, 1]], [0, 0], deals=[[0, 1]], draft=[0])
    with pytest.raises(ValueError, match="0 or more"):
        nearest([[1, 1]], [0, 0], deals=[[0]], draft=[0], weights=[-1])
