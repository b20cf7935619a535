"""The bridge put together: every part on every bundled case, the same again, stopped anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import pytest

from goldenbridge.analysis.bridging import PARTS, bridge
from goldenbridge.analysis.findings import deals
from goldenbridge.analysis.heading import CAVEAT
from goldenbridge.case import bundled_cases, load

WORLDS = 200


@cache
def found(name: str) -> dict[str, Any]:
    return bridge(load(name), worlds=WORLDS).as_dict()


cases = pytest.mark.parametrize("name", sorted(bundled_cases()))


@cases
class TestBundledCases:
    def test_every_part_is_there_as_plain_data(self, name: str) -> None:
        data = found(name)
        assert json.loads(json.dumps(data, allow_nan=False)) == data
        for keys, _ in PARTS.values():
            assert all(data[key] is not None for key in keys)
        assert data["left_out"] == data["cut_short"] == []
        assert not data["interrupted"]
        assert data["caveat"] == CAVEAT
        assert (data["seed"], data["worlds"]) == (1, WORLDS)

    def test_points_of_the_curve_fit_together(self, name: str) -> None:
        data, case = found(name), load(name)
        points, levers = data["curve"], case.at().body.levers
        assert points[0]["levers"] == []
        for point in points:
            pulled = set(point["levers"])
            for key in pulled:
                assert set(levers[key].needs) <= pulled
                assert not set(levers[key].excludes) & pulled
            assert point["share"] <= point["share_any"]
            gap = point["share_any"] - point["share"]
            assert point["price_of_not_knowing"] == pytest.approx(gap, abs=1e-6)
            paid = {p: c for p, c in point["costs"].items() if c > 0}
            told: dict[str, float] = {}
            for key in pulled:
                for party, cost in data["levers"][key]["costs"].items():
                    told[party] = told.get(party, 0.0) + cost
            assert paid == pytest.approx({p: c for p, c in told.items() if c > 0}, abs=1e-4)
        about = data["curve_about"]
        assert about["proved"]
        if about["proved_among"] == about["levers"]:
            assert all(p["gap"] == 0 for p in points)

    def test_parts_agree_with_each_other(self, name: str) -> None:
        data = found(name)
        first, knee = data["curve"][0], data["curve"][data["curve_about"]["knee"]]
        assert data["plan"]["levers"] == knee["levers"]
        assert data["plan"]["package"] == knee["package"]
        assert data["coalitions"]["package"] == data["offers"]["package"] == first["package"]
        assert data["robustness"]["packages"][0] == first["package"]
        best = deals(load(name), worlds=WORLDS, brief=True).as_dict()["best_package"]
        assert (best["options"], best["joint"]["estimate"]) == (first["package"], first["share"])
        for one in data["pressure"]["comparisons"]:
            assert one["nothing"]["share"]["estimate"] == first["share"]
            assert one["nothing"]["share_any"]["estimate"] == first["share_any"]
        for lever in data["levers"].values():
            if lever["share"] is not None:
                change = lever["share"]["estimate"] - first["share"]
                assert lever["share"]["change"] == pytest.approx(change, abs=1e-6)

    def test_whoever_is_named_has_a_name(self, name: str) -> None:
        data = found(name)
        payers = {p for point in data["curve"] for p in point["costs"]}
        holders = {lever["holder"] for lever in data["levers"].values()}
        assert payers | holders | set(data["parties"]) <= set(data["names"])

    def test_each_row_says_where_it_is_from(self, name: str) -> None:
        data, case = found(name), load(name)
        for key in ("curve", "questions", "steps"):
            for one in data[key]:
                assert (one["seed"], one["case_hash"]) == (1, case.hash)

    def test_views_for_a_notebook(self, name: str) -> None:
        whole = bridge(load(name), worlds=64, parts=["curve", "questions"])
        assert len(whole.curve) == len(whole.as_dict()["curve"])
        assert len(whole.questions) == len(whole.as_dict()["questions"])
        assert name in repr(whole)
        assert "predicts nothing" in whole._repr_html_()


class TestTheSame:
    def test_same_seed_same_data(self) -> None:
        again = bridge(load("two-sellers"), worlds=WORLDS).as_dict()
        assert again == found("two-sellers")

    def test_another_seed_other_data(self) -> None:
        other = bridge(load("two-sellers"), worlds=WORLDS, seed=2, parts=["curve"]).as_dict()
        assert other["curve"] != found("two-sellers")["curve"]

    @pytest.mark.parametrize("name", PARTS)
    def test_a_part_alone_is_the_part_of_the_whole(self, name: str) -> None:
        alone = bridge(load("two-sellers"), worlds=WORLDS, parts=[name]).as_dict()
        for part, (keys, _) in PARTS.items():
            for key in keys:
                assert alone[key] == (found("two-sellers")[key] if part == name else None)

    def test_another_snapshot(self) -> None:
        data = bridge(load("camp-david-1978"), "1978-09-04", worlds=64, parts=["curve"]).as_dict()
        assert data["snapshot"] == "1978-09-04"


class TestStopped:
    def stopped_at(self, calls: int, **asked: Any) -> dict[str, Any]:
        count = 0

        def stop() -> bool:
            nonlocal count
            count += 1
            return count > calls

        return bridge(load("two-sellers"), worlds=64, stop=stop, **asked).as_dict()

    def test_at_once(self) -> None:
        data = self.stopped_at(0)
        assert data["interrupted"]
        assert data["left_out"] == list(PARTS)
        assert data["cut_short"] == []
        assert all(data[key] is None for keys, _ in PARTS.values() for key in keys)
        assert data["caveat"] == CAVEAT

    @pytest.mark.parametrize("calls", [1, 2, 5, 9, 14, 20, 27, 35, 44, 54, 65, 77])
    def test_anywhere(self, calls: int) -> None:
        data = self.stopped_at(calls)
        json.dumps(data, allow_nan=False)
        begun = [part for part in PARTS if part not in data["left_out"]]
        assert list(PARTS) == begun + data["left_out"]
        assert data["cut_short"] in ([], begun[-1:])
        for part, (keys, _) in PARTS.items():
            assert all((data[key] is None) == (part in data["left_out"]) for key in keys)
        assert data["interrupted"] == bool(data["left_out"] or data["cut_short"])

    def test_a_part_that_was_not_asked_for_is_not_left_out(self) -> None:
        data = self.stopped_at(0, parts=["offers", "curve"])
        assert data["left_out"] == ["curve", "offers"]


class TestAskedWrongly:
    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"worlds": 15}, "worlds: found 15, wanted at least 16"),
            ({"seed": -1}, "seed: found -1, wanted 0 or more"),
            ({"parts": ["curve", "levres"]}, "parts: found levres, wanted some of curve, levers"),
        ],
    )
    def test_says_what_is_wanted(self, asked: dict[str, Any], said: str) -> None:
        with pytest.raises(ValueError, match=said):
            bridge(load("two-sellers"), **asked)

    def test_no_such_snapshot(self) -> None:
        from goldenbridge.errors import SnapshotUnknown

        with pytest.raises(SnapshotUnknown):
            bridge(load("two-sellers"), "1999", worlds=16)


def test_the_fewest_worlds() -> None:
    data = bridge(load("two-sellers"), worlds=16).as_dict()
    assert data["worlds"] == 16
    assert data["questions"] == []  # too few to value any
    json.dumps(data, allow_nan=False)


def test_progress_is_told_and_stays_within_bounds() -> None:
    told: list[tuple[str, float]] = []
    parts: Collection[str] = ["curve", "steps"]
    tell: Callable[[str, float], None] = lambda stage, done: told.append((stage, done))  # noqa: E731
    bridge(load("two-sellers"), worlds=64, parts=parts, progress=tell)
    assert {"drawing worlds", "pulling levers", "ordering the steps"} <= {s for s, _ in told}
    assert all(0 <= done <= 1 for _, done in told)
