"""What a case says it should answer: paths into the findings, and whether they are met."""

from __future__ import annotations

from typing import Any

import pytest

from goldenbridge.analysis.expectations import look_up, weigh_expectations
from goldenbridge.case.schema import Expectation

FOUND: dict[str, Any] = {
    "share_with_deal": {"red_lines_on": {"estimate": 0.4, "interval": [0.35, 0.45]}},
    "best_package": {"options": {"harbour": "fee"}},
    "conflict_sets": [{"members": [{"id": "a"}]}, {"members": []}],
    "agreement": {"met": True},
    "u_star": {"estimate": None},
    "odd.key": 1,
}


def expect(what: str, *, snapshot: str | None = None, **wanted: Any) -> Expectation:
    return Expectation.model_validate({"what": what, "snapshot": snapshot, **wanted})


def weigh(one: Expectation, at: str = "now", first: bool = True) -> dict[str, Any] | None:
    told = weigh_expectations([one], FOUND, at, first=first)
    return told[0] if told else None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("best_package.options.harbour", "fee"),
        ("conflict_sets.0.members.0.id", "a"),
        ("conflict_sets.1.members", []),
        ("conflict_sets.2.members", None),
        ("conflict_sets.-1", None),
        ("conflict_sets.first", None),
        ("best_package.options.fees", None),
        ("best_package.options.harbour.0", None),  # no letters out of a word
        ("odd.key", None),
        ("", None),
    ],
)
def test_a_path_leads_to_what_is_there_and_else_to_nothing(path: str, value: object) -> None:
    assert look_up(FOUND, path) == value


@pytest.mark.parametrize(
    ("between", "met"), [((0.3, 0.5), True), ((0.4, 0.4), True), ((0.41, 0.5), False)]
)
def test_a_share_is_held_against_its_estimate(between: tuple[float, float], met: bool) -> None:
    told = weigh(expect("share_with_deal.red_lines_on", between=between, why="So."))
    assert told == {
        "what": "share_with_deal.red_lines_on",
        "wanted": list(between),
        "found": 0.4,
        "met": met,
        "why": "So.",
    }


@pytest.mark.parametrize(
    ("what", "wanted", "met"),
    [
        ("best_package.options.harbour", {"is": ["free", "fee"]}, True),
        ("best_package.options.harbour", {"is": "free"}, False),
        ("agreement.met", {"is": ["true"]}, True),
        ("agreement.met", {"is": ["false"]}, False),
        ("agreement.met", {"between": [0, 1]}, False),  # a yes is no number
        ("u_star", {"between": [0.0, 1.0]}, False),
        ("no.such.thing", {"between": [0.0, 1.0]}, False),
        ("no.such.thing", {"is": ["none"]}, False),
    ],
)
def test_words_and_absences(what: str, wanted: dict[str, Any], met: bool) -> None:
    told = weigh(expect(what, **wanted))
    assert told is not None
    assert told["met"] is met


def test_each_snapshot_weighs_its_own_and_the_first_those_of_none() -> None:
    mine = expect("u_star", snapshot="now", between=[0, 1])
    other = expect("u_star", snapshot="then", between=[0, 1])
    anyone = expect("u_star", between=[0, 1])
    assert weigh(mine) is not None
    assert weigh(other) is None
    assert weigh(anyone, first=True) is not None
    assert weigh(anyone, first=False) is None
