"""The whole answer as data: what it holds, that it is plain, and that it can be stopped."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions import coalitions
from goldenbridge.analysis.coalitions.nearby import nearby, smallest_changes
from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.sample import Sample


@pytest.fixture(scope="module")
def sample(voiced: Any) -> Sample:
    return Sample.draw(voiced.at(), 3, 48)


def test_it_is_plain_data_and_the_same_again(sample: Sample, voiced: Any) -> None:
    told = coalitions(sample).as_dict()
    again = coalitions(Sample.draw(voiced.at(), 3, 48)).as_dict()
    assert json.dumps(told, allow_nan=False) == json.dumps(again, allow_nan=False)
    assert set(told) == {
        "snapshot", "seed", "worlds", "fresh_worlds", "package", "package_given", "blocking",
        "subdeals", "ratification", "clients", "spoilers", "interrupted", "references",
    }  # fmt: skip
    assert told["interrupted"] is False
    assert told["package_given"] is False


def test_it_is_about_the_package_handed_in(sample: Sample) -> None:
    told = coalitions(sample, sample.frame.index({"port": "shared"}))
    assert told.as_dict()["package"] == {
        "border": "old", "port": "shared", "tax": "low", "watch": "none",
    }  # fmt: skip
    assert told.given


@pytest.mark.parametrize("row", [[0, 0, 0, 0], [0, 0, 0, 1], [1, 1], [2, 1, 1, 0]])
def test_a_package_that_cannot_be_is_turned_down(sample: Sample, row: list[int]) -> None:
    with pytest.raises(ValueError, match=r"package: .* keep the rules"):
        coalitions(sample, np.array(row))


def test_where_nobody_signs_anything_there_is_no_package(kit: Any) -> None:
    """Two lines that no package keeps together."""
    lines = """
red_lines:
  one: {owners: [one], issue: x, at_least: full, confidence: 1.0, declared: declared, text: T}
  two: {owners: [two], issue: x, at_most: none, confidence: 1.0, declared: declared, text: T}
"""
    text = kit.pair.replace("statements:\n", lines.lstrip() + "statements:\n")
    loaded = kit.read(text)
    assert loaded.case is not None, loaded.errors
    told = coalitions(Sample.draw(loaded.case.at(), 1, 32))
    assert told.package is None
    data = json.loads(json.dumps(told.as_dict(), allow_nan=False))
    assert data["package"] is None
    assert data["blocking"]["share_with_deal"]["estimate"] == 0
    assert [[m["id"] for m in one["members"]] for one in data["blocking"]["minimal"]] == [
        ["one"], ["two"],
    ]  # fmt: skip


@pytest.mark.parametrize("turns", [0, 1, 8, 12, 14])
def test_stopped_early_it_says_so(sample: Sample, turns: int) -> None:
    left = iter(range(turns))
    told = coalitions(sample, stop=lambda: next(left, None) is None)
    assert told.interrupted
    json.dumps(told.as_dict(), allow_nan=False)


def test_progress_goes_forward(sample: Sample) -> None:
    told: dict[str, list[float]] = {}
    coalitions(sample, progress=lambda stage, done: told.setdefault(stage, []).append(done))
    assert len(told) >= 5
    assert all(done == sorted(done) and 0 <= done[-1] <= 1 for done in told.values())


def test_a_case_without_clients_or_ratifiers(kit: Any) -> None:
    told = coalitions(Sample.draw(kit.load(kit.pair).at(), 1, 32)).as_dict()
    assert told["clients"] == []
    assert told["subdeals"] == []
    ratified = told["ratification"]
    assert isinstance(ratified, dict)
    assert ratified["share_with_deal"] == ratified["ratified"]


def test_points_leave_out_what_is_endless() -> None:
    assert Points.of(np.array([np.inf, 2.0])) == Points(2.0, 2.0, 2.0, 1)
    assert Points.of(np.array([np.inf])) is None


def test_nearby_are_all_packages_one_or_two_issues_away(sample: Sample, kit: Any) -> None:
    frame = sample.frame
    start = frame.index({"border": "moved", "port": "shared"})
    rows, reached = nearby(frame, start)
    slow = kit.slow(sample.worlds)
    whole = np.array([frame.index(p) for p in slow.packages])
    apart = (whole != start).sum(axis=1)
    wanted = {tuple(r) for r in whole[(apart > 0) & (apart <= 2)].tolist()}
    assert {tuple(r) for r in rows.tolist()} == wanted
    assert len(rows) == len(wanted)
    assert reached == 2


def test_the_fewest_issues_come_before_the_least_loss(sample: Sample) -> None:
    frame = sample.frame
    start = frame.index({"border": "moved", "port": "shared"})
    rows = np.array([frame.index({"border": "moved", "port": "open"}),
                     frame.index({"border": "new", "port": "open"}),
                     frame.index({"border": "new", "port": "shared"})])  # fmt: skip
    does = np.array([[True, True, False], [True, True, True], [False, True, False], [False] * 3])
    loss = np.array([[9.0, 1.0, 0.0], [9.0, 1.0, 2.0], [9.0, 1.0, 0.0], [0.0] * 3])
    told = smallest_changes(frame, start, rows, 2, does, loss)
    assert [(c.change, c.share.count) for c in told.changes] == [
        ({"port": "open"}, 1), ({"border": "new", "port": "open"}, 1), ({"border": "new"}, 1),
    ]  # fmt: skip
    assert told.none.count == 1
