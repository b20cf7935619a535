"""Every package within a few changes, each once, and none that breaks a rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.offers.answers import answers, checked, moves
from goldenbridge.analysis.offers.changes import changes, how_many, steps
from goldenbridge.dealspace.space import DealSpace


@pytest.mark.parametrize("batch", [1, 3, 512])
@pytest.mark.parametrize("radius", [0, 1, 2, 3, 4])
def test_changes_are_the_packages_so_many_issues_away(brute: Any, radius: int, batch: int) -> None:
    case = brute()
    for text in case.packages[::5]:
        parts = list(changes(case.frame.space, case.row(text), radius, batch))
        assert all(0 < len(part) <= batch for part in parts)
        found = [tuple(row) for part in parts for row in part.tolist()]
        wanted = {tuple(case.row(p)) for p in case.packages if case.apart(text, p) == radius}
        assert len(found) == len(set(found))
        assert set(found) == wanted


def test_their_number_is_known_beforehand() -> None:
    space = DealSpace.plain([2, 3, 4, 1, 5])
    row = np.zeros(5, dtype=np.int64)
    for radius in range(6):
        counted = sum(len(part) for part in changes(space, row, radius))
        assert counted == how_many(space, radius)


def test_steps_count_along_the_ordered_options() -> None:
    assert steps(np.array([0, 3, 1]), np.array([[0, 3, 1], [2, 0, 1]])).tolist() == [0, 5]


def test_answers_agree_with_asking_one_by_one(brute: Any) -> None:
    case = brute()
    rows = np.array([case.row(package) for package in case.packages])
    said = answers(case.sample.worlds, rows)
    for number, package in enumerate(case.packages):
        assert np.array_equal(said.takes[:, :, number], case.table(case.main, package))
        signed = [case.main.signed(w, package) for w in range(len(case.sample.worlds))]
        assert said.signed[:, number].tolist() == signed
        needed = [case.parties[p] for p in np.flatnonzero(said.asked[number])]
        assert needed == case.main.needed(package)


def test_moves_are_told_in_words(brute: Any) -> None:
    case = brute()
    one = case.row({"border": "old", "port": "open", "tax": "low", "watch": "none"})
    other = case.row({"border": "new", "port": "open", "tax": "low", "watch": "none"})
    assert moves(case.frame, one, other) == [
        {
            "issue": "border",
            "name": "Border",
            "from": "old",
            "from_name": "O",
            "to": "new",
            "to_name": "N",
        }
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([0, 1], "one option number for each of 4"),
        ([0.0, 1.0, 0.0, 0.0], "one option number for each of 4"),
        ([0, 1, 0, 2], "numbered from 0"),
        ([0, -1, 0, 0], "numbered from 0"),
        ([2, 1, 1, 0], "breaks a rule"),
        ([0, 0, 0, 0], "moves nothing"),
    ],
)
def test_what_is_no_package_is_turned_away(brute: Any, row: list[int], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        checked(brute().frame, row)
