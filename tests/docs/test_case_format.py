"""What the page on the case file says of a crisis that goes on is what a case file takes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from goldenbridge.case import bundled_cases, load, read_case
from goldenbridge.case.over_time import READ, Begin, Dated, OverTime, Policy, ReadAs

PAGE = Path(__file__).parents[2] / "docs/reference/case-format.md"
TEXT = PAGE.read_text(encoding="utf-8")


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def keys_of(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """The two sections in the example of everything."""
    block = section("The whole of it")
    found = "dynamics:" + block.split("\ndynamics:")[1].split("\nsnapshots:")[0]
    found = re.sub(r"(\d{4}-\d\d-\d\d)", r'"\1"', found.replace("...", "some words"))
    data: dict[str, Any] = YAML(typ="safe").load(found)
    return data


def test_the_example_of_everything_has_every_key(whole: dict[str, Any]) -> None:
    dynamics, policy = whole["dynamics"], whole["policies"]["fund-first"]
    assert set(dynamics) == keys_of(OverTime)
    assert set(dynamics["begin"]) == keys_of(Begin)
    assert {key for read in dynamics["readings"].values() for key in read} == keys_of(ReadAs)
    assert set(policy) | {"note"} == keys_of(Policy)
    assert {key for part in policy["schedule"] for key in part} == keys_of(Dated)


def test_the_example_is_read_without_complaint(whole: dict[str, Any]) -> None:
    said = OverTime.model_validate(whole["dynamics"])
    assert said.begin.rung == 3
    assert Policy.model_validate(whole["policies"]["fund-first"]).schedule[0].end == 6


def test_defaults_are_those_of_the_code() -> None:
    bare = OverTime()
    told = section("Dynamics")
    assert (bare.begin.rung, bare.begin.talks) == (3, False)
    assert "| `begin` | rung 3, talks not open" in told
    assert (bare.credibility.low, bare.credibility.mode, bare.credibility.high) == (0.2, 0.35, 0.5)
    assert "| `credibility` | 0.2 to 0.5, likeliest 0.35 |" in told
    assert re.findall(r"`(\w+)`", told.split("of the simulation (")[1].split(";")[0]) == [*READ]


def test_the_small_whole_makes_a_case(tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", section("Policies"), re.DOTALL)
    folder = tmp_path / "sellers"
    shutil.copytree(bundled_cases()["two-sellers"], folder)
    file = folder / "case.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{block}", encoding="utf-8")
    assert not [p for p in read_case(folder).problems if p.code in ("dynamics", "policy")]
    body = load(folder).at().body
    assert list(body.policies) == ["note-first"]
    assert body.policies["note-first"].schedule[1].start == "2031-12-01"
