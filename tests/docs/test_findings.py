"""The page on findings names each key that a real run gives, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import goldenbridge as gb

PAGE = Path(__file__).parents[2] / "docs/reference/findings.md"

#: Tables whose keys are names of the case → what the page writes for them.
NAMED = {
    "left_out": "PARTY",
    "parties": "PARTY",
    "issues": "ISSUE",
    "acceptability": "PARTY",
    "refusals": "PARTY",
    "red_lines": "LINE",
    "crosses": "LINE",
    "solutions": "RULE",
    "package": "ISSUE",
    "worths": "PARTY",
    "gains": "PARTY",
    "no_deal": "PARTY",
    "stakes": "PARTY",
    "stakes.PARTY": "ISSUE",
    "by_party": "PARTY",
}
#: Keys told of as a whole.
WHOLE = {"best_package"}
SHARE = {"estimate", "interval", "worlds"}


def name_of(path: str) -> str | None:
    last = path.split(".")[-1]
    if last == "options":
        return "OPTION" if path.startswith("issues.") else "ISSUE"
    return NAMED.get(path, NAMED.get(last))


def keys(value: Any, path: str = "") -> set[str]:
    """The dotted keys of findings, as the page writes them; shares and plain lists are leaves."""
    if value == {} and name_of(path):
        return set()  # no name here that the table could be about
    if isinstance(value, dict) and value and set(value) != SHARE and path not in WHOLE:
        name = name_of(path)
        found: set[str] = set()
        for key, inner in value.items():
            step = name or key
            found |= keys(inner, f"{path}.{step}" if path else step)
        return found
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return set().union(*(keys(item, f"{path}[]") for item in value))
    return {path} if path else set()


def documented() -> set[str]:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(set(rows)), "a key is told of twice"
    return {row.removesuffix("[]") for row in rows}


def test_keys_of_a_run_are_documented_and_no_others() -> None:
    found = keys(gb.deals(gb.load("two-sellers"), worlds=256).as_dict())
    told = {key for key in documented() if not key.startswith("agreement.")}
    assert found - told == set(), "not on the page"
    assert told - found == set(), "not in a run"


def test_keys_of_an_agreement_are_documented() -> None:
    data = gb.deals(gb.load("camp-david-1978"), "1978-09-04", worlds=64, brief=True).as_dict()
    found = {key for key in keys(data) if key.startswith("agreement.")}
    assert found == {key for key in documented() if key.startswith("agreement.")}


def test_a_share_is_what_the_page_says() -> None:
    data = gb.deals(gb.load("two-sellers"), worlds=16, brief=True).as_dict()
    assert set(data["share_with_deal"]["red_lines_on"]) == SHARE
    assert "`estimate`" in PAGE.read_text(encoding="utf-8")
