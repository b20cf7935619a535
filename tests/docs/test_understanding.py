"""The page on understanding names each key that a real run gives, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import goldenbridge as gb
from goldenbridge.analysis.dynamics.simulate import about
from goldenbridge.analysis.dynamics.understanding.sobol import OUTCOMES
from goldenbridge.analysis.dynamics.understanding.understand import ASKED, understand

PAGE = Path(__file__).parents[2] / "docs/reference/understanding.md"
TEXT = PAGE.read_text(encoding="utf-8")
SHAPES = {
    name: frozenset(re.findall(r"`([^`]+)`", keys))
    for name, keys in re.findall(
        r"^\| ([a-z ]+) \| ((?:`\w+`(?:, )?)+) \|", TEXT, re.MULTILINE
    )
}  # fmt: skip
CASE, SNAPSHOT = "european-security", "2022-01-28"
#: Told of elsewhere, as wholes.
WHOLE = {"comparison", "nothing", "what"}
#: Names of the case or the model → what the page writes for them, by where they stand.
NAMED = {
    "hypotheses": "HYPOTHESIS",
    "courses": "POLICY",
    "failures": "POLICY",
    "readings": "CURVE",
    "peaks": "SIDE",
    "interaction": "SIDE",
    "outcomes": "OUTCOME",
}


def told() -> set[str]:
    rows = re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
    assert len(rows) == len(set(rows)), "a key is told of twice"
    return {row.removesuffix("[]") for row in rows}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    case = gb.load(CASE)
    return understand(case, SNAPSHOT, runs=2560, worlds=128, steps=24, policies=[]).as_dict()


def keys(value: Any, path: str = "") -> set[str]:
    """The dotted keys of an answer, as the page writes them."""
    if path in WHOLE:
        return {path}
    if isinstance(value, dict) and frozenset(value) not in SHAPES.values():
        steps = {key: NAMED.get(path.split(".")[-1], key) for key in value}
        steps |= {key: "END" for key in value if path == "failures.POLICY"}
        return set().union(
            *(keys(v, f"{path}.{steps[k]}" if path else steps[k]) for k, v in value.items())
        )
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return set().union(*(keys(item, f"{path}[]") for item in value))
    return {path.removesuffix("[]")}


def test_keys_of_a_run_are_told_of_and_no_others(found: dict[str, Any]) -> None:
    everywhere = {"goldenbridge", "case", "title", "case_hash", "snapshot", "snapshot_title",
                  "seed", "runs", "worlds", "worlds_used", "caveat", "parties",
                  "packages_looked_at", "packages_missed", "assumed", "drawn_evenly"}  # fmt: skip
    mine = keys({key: value for key, value in found.items() if key not in everywhere})
    empty = {key for key in mine if key + "[]" in TEXT and key not in told()}
    assert mine - told() - empty == set(), "not on the page"
    assert told() - mine == set(), "not in a run"
    assert everywhere <= set(found)


def test_what_every_answer_says_is_said_here_too(found: dict[str, Any]) -> None:
    from goldenbridge.analysis.dynamics.tables import Tables

    case = gb.load(CASE)
    assert set(about(case, Tables(case.at(SNAPSHOT), 1, 16, steps=1), 16)) <= set(found)


def test_parts_that_are_told_elsewhere_are_as_told_there(found: dict[str, Any]) -> None:
    few: dict[str, Any] = {"runs": 64, "steps": 2}
    case = gb.load(CASE)
    assert set(found["nothing"]) <= set(gb.simulate(case, "none", SNAPSHOT, **few).as_dict())
    both = gb.compare(case, ["none", "sticks-only"], SNAPSHOT, **few).as_dict()
    assert set(found["comparison"]) <= set(both)


def test_names_are_those_of_the_code(found: dict[str, Any]) -> None:
    assert set(found["sobol"]["outcomes"]) == set(OUTCOMES)
    assert set(found["failures"]["none"]) == {name for name, *_ in ASKED}
    for name in (*OUTCOMES, *(name for name, *_ in ASKED)):
        assert f"`{name}`" in TEXT
    kinds = {group["kind"] for group in found["sobol"]["groups"]}
    assert all(f"`{kind}`" in TEXT for kind in kinds)
    shapes = {p["shape"] for c in found["gain"]["readings"].values() for p in c["peaks"].values()}
    assert all(f"`{shape}`" in TEXT for shape in shapes)
