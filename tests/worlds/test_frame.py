"""A snapshot in numbers: what can be agreed, what cannot, who is asked."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from goldenbridge.case import load
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.worlds import Frame, draw_worlds, frame

RULES = """
issues: {tolls: {name: Tolls, options: {none: N, low: L, high: H}, default: none}}
rules:
  wide: {text: T, if: {harbour: [fee, free], tolls: low}, then: {fees: [none, half],
         patrols: joint}}
  three: {text: T, impossible: {tolls: high, harbour: fee, fees: half}}
"""

#: Names the same issue before and after: of the open harbours, only the free one.
TWICE = """
rules:
  again: {text: T, if: {harbour: [fee, free]}, then: {harbour: free}}
"""


def allowed_packages(kit: Any, snapshot: Any) -> set[tuple[str, ...]]:
    """What the case allows, package by package, in plain Python."""
    worlds = draw_worlds(frame(snapshot), 1, 1)
    hand = kit.by_hand(worlds, 0)
    issues = snapshot.body.issues
    return {
        options
        for options in product(*(issue.options for issue in issues.values()))
        if hand.allowed(dict(zip(issues, options, strict=True)))
    }


def frame_packages(frame_: Frame) -> set[tuple[str, ...]]:
    return {tuple(frame_.package(deal).values()) for deal in frame_.space.enumerate()}


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (RULES,),
        (TWICE,),
        ("issues: {patrols: {open: false}}",),
        ("issues: {patrols: {open: false, default: joint}}",),
        ("issues: {harbour: {open: false}}",),
        ("issues: {harbour: {open: false, default: free}}",),
        (RULES, "issues: {tolls: {open: false, default: low}}"),
        (RULES, "issues: {tolls: {open: false, default: high}, fees: {open: false}}"),
        (RULES, "issues: {harbour: {open: false, default: fee}, tolls: {default: high}}"),
    ],
)
def test_the_deals_are_those_the_case_allows(kit: Any, changes: tuple[str, ...]) -> None:
    snapshot = kit.harbour(*changes)
    wanted = allowed_packages(kit, snapshot)
    frame_ = frame(snapshot)
    assert frame_packages(frame_) == wanted
    assert bool(wanted) != frame_.layers.is_empty


def test_the_deal_where_nothing_moves_is_no_deal(kit: Any) -> None:
    frame_ = frame(kit.harbour())
    assert not frame_.space.allows(frame_.defaults)[0]
    assert frame_.package(frame_.defaults) == {
        "harbour": "closed", "fees": "none", "patrols": "none",
    }  # fmt: skip


def test_where_nothing_is_on_the_table_there_is_no_deal(kit: Any) -> None:
    shut = "issues: {harbour: {open: false}, fees: {open: false}, patrols: {open: false}}"
    frame_ = frame(kit.harbour(shut))
    assert len(frame_.space.enumerate()) == 0
    assert frame_.layers.is_empty


@pytest.mark.parametrize("snapshot", ["2022-01-28", "2022-03-01", "2023-04-15"])
def test_the_first_case_can_also_leave_everything_as_it_is_and_that_is_no_deal(
    snapshot: str,
) -> None:
    frame_ = frame(load("european-security").at(snapshot))
    assert not frame_.space.allows(frame_.defaults)[0]


def test_closed_issues_stay_at_their_default_and_are_still_named(kit: Any) -> None:
    frame_ = frame(kit.harbour("issues: {patrols: {open: false, default: joint}}"))
    assert frame_.space.issues == ("harbour", "fees", "patrols")
    assert frame_.space.options[2] == ("joint",)
    assert frame_.wide.options[2] == ("none", "joint")
    assert all(frame_.package(deal)["patrols"] == "joint" for deal in frame_.space.enumerate())


def test_columns_lead_from_open_options_to_all_options(kit: Any) -> None:
    frame_ = frame(kit.harbour("issues: {fees: {open: false, default: half}}"))
    narrow = [o for options in frame_.space.options for o in options]
    wide = [o for options in frame_.wide.options for o in options]
    assert [wide[c] for c in frame_.columns] == narrow
    assert frame_.columns.tolist() == [0, 1, 2, 4, 6, 7]


def test_consent_is_asked_where_a_deal_moves_what_a_party_controls(kit: Any) -> None:
    frame_ = frame(kit.harbour())
    deals = frame_.space.enumerate()
    needed = needed_by(frame_.consent, frame_.layers.triggered(deals))
    assert needed[:, frame_.parties.index("norvik")].all()
    moves = deals[:, frame_.space.issues.index("harbour")] != 0
    assert np.array_equal(needed[:, frame_.parties.index("ostia")], moves)


LINE = "{owners: [norvik], issue: harbour, severity: 1, confidence: 1, declared: declared, text: T"


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        ("at_least: fee", {"closed"}),
        ("at_least: free", {"closed", "fee"}),
        ("at_most: closed", {"fee", "free"}),
        ("at_most: fee", {"free"}),
        ("not: fee", {"fee"}),
        ("not: [closed, free]", {"closed", "free"}),
        ("at_most: closed, when: {harbour: [closed, free]}", {"free"}),
    ],
)
def test_a_line_is_crossed_by_what_lies_beyond_it(kit: Any, line: str, crossed: set[str]) -> None:
    frame_ = frame(kit.harbour(f"red_lines: {{open-it: null, one: {LINE}, {line}}}}}"))
    deals = frame_.space.enumerate()
    beyond = frame_.layers.crossed(deals) != 0
    for deal, over in zip(deals, beyond, strict=True):
        assert bool(over) == (frame_.package(deal)["harbour"] in crossed)


def test_a_line_that_no_open_package_can_cross_is_left_out(kit: Any) -> None:
    closed = "issues: {harbour: {open: false, default: fee}}"
    assert frame(kit.harbour(closed)).lines == ()
    always = "issues: {harbour: {open: false, default: closed}}"
    frame_ = frame(kit.harbour(always))
    assert frame_.lines == ("open-it",)
    assert (frame_.layers.crossed(frame_.space.enumerate()) == 1).all()
