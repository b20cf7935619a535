"""Raiffa (1982), the single negotiating text; Hamming (1950), how many places differ."""

from __future__ import annotations

import pytest

from goldenbridge.analysis.bargaining.nearest import nearest

#: Four issues with two or three options each; party 1 cannot live with the draft as it stands.
DRAFT = [1, 0, 2, 0]
DEALS = [
    [1, 0, 2, 0],  # the draft
    [1, 1, 2, 0],  # one issue reopened: (6, 5)
    [1, 0, 2, 1],  # one issue reopened: (9, 3)
    [0, 1, 2, 0],  # two: better for both than any
    [0, 1, 0, 1],  # four
]
WORTHS = [[8, 2], [6, 5], [9, 3], [9, 9], [5, 9]]


def test_a_draft_that_all_can_sign_is_kept() -> None:
    assert nearest(WORTHS, (4, 2), deals=DEALS, draft=DRAFT).rows == (0,)


def test_otherwise_as_few_issues_as_possible_are_reopened_and_ties_stay() -> None:
    assert nearest(WORTHS, (4, 3), deals=DEALS, draft=DRAFT).rows == (1, 2)
    assert nearest(WORTHS, (7, 4), deals=DEALS, draft=DRAFT).rows == (3,)


def test_reopening_one_issue_may_weigh_more_than_another() -> None:
    heavy = [1, 5, 1, 1]
    assert nearest(WORTHS, (4, 3), deals=DEALS, draft=DRAFT, weights=heavy).rows == (2,)
    assert nearest(WORTHS, (4, 4), deals=DEALS, draft=DRAFT, weights=heavy).rows == (1,)
    free = [0, 0, 0, 0]
    assert nearest(WORTHS, (4, 3), deals=DEALS, draft=DRAFT, weights=free).rows == (1, 2, 3, 4)


def test_it_counts_changed_places_as_hamming_does() -> None:
    words = ["1011101", "1001001"]
    rows = [list(map(int, word)) for word in words]
    draft = rows[0]
    assert sum(a != b for a, b in zip(*rows, strict=True)) == 2
    far = [1 - bit for bit in draft]
    solution = nearest([[1], [1]], (0,), deals=[far, rows[1]], draft=draft)
    assert solution.rows == (1,)


@pytest.mark.parametrize("no_deal", [(10, 0), (0, 10)])
def test_where_nobody_could_sign_anything_there_is_no_answer(no_deal: tuple[int, int]) -> None:
    assert not nearest(WORTHS, no_deal, deals=DEALS, draft=DRAFT).found
