"""The page on what is told over time names each key that a real run gives, and no other."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import goldenbridge as gb
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES
from goldenbridge.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs/reference/over-time.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in TEXT.split("\n## ")[1:]}

CASE, SNAPSHOT, POLICY = "european-security", "2022-01-28", "golden-bridge"
FEW: dict[str, Any] = {"runs": 128, "steps": 8}

#: What has just these keys is a leaf, told of once.
SHAPES = {
    name: frozenset(re.findall(r"`([^`]+)`", keys))
    for name, keys in re.findall(
        r"^\| ([a-z ]+) \| ((?:`\w+`(?:, )?)+) \|", TEXT, re.MULTILINE
    )
}  # fmt: skip
#: Names of the case or the model → what the page writes for them, by where they stand.
NAMED = {
    "parties": "PARTY",
    "costs": "PARTY",
    "thresholds": "PARTY",
    "moved": "PARTY",
    "what": "OUTCOME",
    "turns": "KNOB",
    "policies": "POLICY",
}
WHOLE = {"packages[].options", "package", "about"}


def told(*sections: str) -> set[str]:
    rows = [
        row for name in sections for row in re.findall(r"^\| `([^`]+)` \|", SECTIONS[name], re.M)
    ]
    assert len(rows) == len(set(rows)), "a key is told of twice"
    return {row.removesuffix("[]") for row in rows}


class Keys:
    """The dotted keys of an answer, as the page writes them."""

    def __init__(self, found: dict[str, Any], explained: bool = False) -> None:
        self.full: set[str] = set()
        self.empty: set[str] = set()
        self.shapes: set[str] = set()
        self.named = NAMED | ({"readings": "HYPOTHESIS"} if explained else {})
        self._walk(found, "")

    def _walk(self, value: Any, path: str) -> None:
        shape = self._shape(value)
        if shape is not None:
            self.shapes.add(shape)
        if value is None or value in ([], {}):
            self.empty.add(path)
        elif isinstance(value, dict) and shape is None and path not in WHOLE:
            for key, inner in value.items():
                step = self._step(key, path)
                self._walk(inner, f"{path}.{step}" if path else step)
        elif isinstance(value, list) and isinstance(value[0], dict):
            for item in value:
                self._walk(item, f"{path}[]")
        else:
            self.full.add(path.removesuffix("[]"))

    @staticmethod
    def _shape(value: Any) -> str | None:
        if not isinstance(value, dict):
            return None
        return next((name for name, keys in SHAPES.items() if keys == set(value)), None)

    def _step(self, key: str, path: str) -> str:
        outcome = key in {one.name for one in OUTCOMES}
        if outcome and path in ("", "policies.POLICY", "differences[]"):
            return "OUTCOME"
        return self.named.get(path.split(".")[-1], key)


def compared(keys: Keys, known: set[str]) -> None:
    parts = {key[: m.start()] for key in known for m in re.finditer(r"\.|\[\]", key)}
    assert keys.full - known == set(), "not on the page"
    assert {key.removesuffix("[]") for key in keys.empty} - known - parts == set(), (
        "not on the page"
    )
    by_name = {key for key in known if re.sub(r"\.[A-Z]+$", "", key) in keys.empty}
    assert known - keys.full - keys.empty - by_name == set(), "not in a run"


@cache
def simulated() -> Keys:
    return Keys(gb.simulate(gb.load(CASE), POLICY, SNAPSHOT, **FEW).as_dict())


@cache
def side_by_side() -> Keys:
    case = gb.load(CASE)
    return Keys(gb.compare(case, ["none", "sticks-only"], SNAPSHOT, **FEW).as_dict())


@cache
def explained() -> Keys:
    """One run that is signed, and one in which war goes on: something drives events and prices."""
    case = gb.load(CASE)
    rows = gb.simulate(case, POLICY, SNAPSHOT, **FEW).rows
    some = [
        rows.query("ending == 1"),
        rows.query("ending == 0 and war == 1").sort_values("war_month"),
    ]
    found = [
        gb.explain(case, POLICY, int(one["run"].iloc[0]), SNAPSHOT, **FEW).as_dict() for one in some
    ]
    keys = Keys(found[0], explained=True)
    more = Keys(found[1], explained=True)
    keys.full |= more.full
    keys.shapes |= more.shapes
    return keys


def test_keys_of_a_simulation_are_told_and_no_others() -> None:
    compared(simulated(), told("About every answer", "simulate"))


def test_keys_of_a_comparison_are_told_and_no_others() -> None:
    compared(side_by_side(), told("About every answer", "compare"))


def test_keys_of_an_explanation_are_told_and_no_others() -> None:
    compared(explained(), told("About every answer", "explain"))


def test_every_shape_of_the_page_is_in_a_run() -> None:
    assert len(SHAPES) == 5
    assert set(SHAPES) == simulated().shapes | side_by_side().shapes | explained().shapes


def test_keys_of_an_ensemble_are_told_and_no_others(tmp_path: Path) -> None:
    words = ["simulate", "two-sellers", "--runs", "16", "--steps", "2", "--json"]
    done = CliRunner().invoke(cli, [*words, "--parts", str(tmp_path / "kept")])
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    known = {re.sub(r"^cost\..*", "cost.PARTY", key) for key in found}
    assert known == told("simulate with parts")
    figure = SHAPES["figure"]
    assert {key for key in known if re.search(rf"^\| `{key}` \| figure \|", TEXT, re.M)} == {
        re.sub(r"^cost\..*", "cost.PARTY", key)
        for key, value in found.items()
        if isinstance(value, dict) and set(value) == figure
    }


def test_the_outcomes_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (\w+) \| ([\w ]+) \|", SECTIONS["Outcomes"], re.M)[1:]
    assert [name for name, _ in rows] == [one.name for one in OUTCOMES]
    assert [unit.startswith("share") for _, unit in rows] == [one.is_share for one in OUTCOMES]
