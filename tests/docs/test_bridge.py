"""The page on the bridge names each key that a real run gives, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import goldenbridge as gb

PAGE = Path(__file__).parents[2] / "docs/reference/bridge.md"
TEXT = PAGE.read_text(encoding="utf-8")

#: Shapes that the page tells of once, by name: what has just these keys is a leaf.
SHAPES = {
    name: frozenset(re.findall(r"`([^`]+)`", keys))
    for name, keys in re.findall(
        r"^\| ([a-z ]+) \| ((?:`\w+`(?:, )?)+) \|", TEXT, re.MULTILINE
    )
}  # fmt: skip
#: Told of as a whole: "as `questions[]`" and the like.
WHOLE = (
    "curve_about.finding",
    "information.exchange_red_lines.all",
    "information.exchange_red_lines.by_party.PARTY",
)
EMPTY: tuple[Any, ...] = (None, [], {})


def told() -> set[str]:
    rows = re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
    assert len(rows) == len(set(rows)), "a key is told of twice"
    return {row.removesuffix("[]") for row in rows}


def shape_of(value: dict[str, Any]) -> str | None:
    return next((name for name, keys in SHAPES.items() if keys == set(value)), None)


def shapes(value: Any) -> Iterator[str]:
    """Every shape of the page that is somewhere in a run."""
    if isinstance(value, dict):
        shape = shape_of(value)
        if shape is not None:
            yield shape
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from shapes(inner)


class Keys:
    """The dotted keys of a run, as the page writes them."""

    def __init__(self, case: gb.Case, found: dict[str, Any]) -> None:
        body = case.at(found["snapshot"]).body
        lines = {*body.red_lines}
        for view in body.views.values():
            lines |= {*(view.changes.get("red_lines") or {})}
        self.named = {
            "PARTY": {*body.parties},
            "ISSUE": {*body.issues},
            "LEVER": {*body.levers},
            "LINE": lines,
            "BASKET": {*body.baskets},
            "HYPOTHESIS": {*body.hypotheses},
            "READING": {r for h in body.hypotheses.values() for r in h.readings},
        }
        self.full: set[str] = set()
        self.empty: set[str] = set()
        self.shapes = set(shapes(found))
        self._walk(found, "")

    def _walk(self, value: Any, path: str) -> None:
        if value in EMPTY:
            self.empty.add(path)
        elif isinstance(value, dict) and not self._leaf(value, path):
            for key, inner in value.items():
                step = self._step(key, value, path)
                self._walk(inner, f"{path}.{step}" if path else step)
        elif isinstance(value, list) and isinstance(value[0], dict):
            for item in value:
                self._walk(item, f"{path}[]")
        else:
            self.full.add(path.removesuffix("[]"))

    def _leaf(self, value: dict[str, Any], path: str) -> bool:
        shape = shape_of(value)
        package = path.endswith((".package", "packages[]", "overlooked[].options"))
        return (
            shape is not None
            or path in WHOLE
            or (package and set(value) <= self.named["ISSUE"])
        )  # fmt: skip

    def _step(self, key: str, value: dict[str, Any], path: str) -> str:
        if path == "issues.ISSUE.options":
            return "OPTION"
        if re.fullmatch(r"[0-9.]+", key):
            return "QUANTILE"
        if path == "robustness.sobol.outputs" and key.startswith("gain."):
            return "gain.PARTY"
        kinds = [kind for kind, names in self.named.items() if set(value) <= names]
        return kinds[0] if kinds else key


def runs() -> Iterator[Keys]:
    for name in ("two-sellers", "european-security"):
        case = gb.load(name)
        yield Keys(case, gb.bridge(case, worlds=128).as_dict())


@pytest.fixture(scope="module")
def found() -> list[Keys]:
    return list(runs())


def test_keys_of_a_run_are_told_of_and_no_others(found: list[Keys]) -> None:
    known = told()
    full = set().union(*(keys.full for keys in found))
    empty = set().union(*(keys.empty for keys in found))
    parts = {key[: m.start()] for key in known for m in re.finditer(r"\.|\[\]", key)}
    assert full - known == set(), "not on the page"
    assert empty - known - parts == set(), "not on the page, and empty in these runs"
    by_name = {key for key in known if re.sub(r"\.[A-Z]+$", "", key) in empty}
    assert known - full - empty - by_name == set(), "not in a run"


def test_every_shape_of_the_page_is_in_a_run(found: list[Keys]) -> None:
    assert len(SHAPES) > 10
    assert set(SHAPES) == set().union(*(keys.shapes for keys in found))


def test_what_is_told_as_a_question_is_one() -> None:
    data = gb.bridge(gb.load("two-sellers"), worlds=128, parts=["questions"]).as_dict()
    asked = data["information"]["exchange_red_lines"]
    for one in (asked["all"], *asked["by_party"].values()):
        assert set(one) == set(data["questions"][0]) - {"seed", "case_hash"}
