"""How many points each issue moves, against a sum on paper."""

from __future__ import annotations

from typing import Any

import pytest

from goldenbridge.analysis.feasibility.stakes import stakes
from goldenbridge.analysis.sample import Sample


def test_certain_stakes_are_the_swings_as_typed(kit: Any) -> None:
    text = kit.pair.replace("{low: 20, mode: 40, high: 60}", "30")
    found = stakes(Sample.draw(kit.load(text).at(), 1, 32).worlds)
    assert found["one"]["y"] == {"median": 30.0, "range": [30.0, 30.0], "origin": "assumed"}
    assert found["one"]["x"]["origin"] == "measuring rod"
    assert found["one"]["x"]["median"] == found["two"]["y"]["median"] == 100.0
    assert found["two"]["x"]["median"] == 30.0


def test_uncertain_stakes_follow_the_triangle(kit: Any) -> None:
    """20, 40, 60: a tenth of a symmetric triangle lies below low + width * sqrt(.1 / 2)."""
    found = stakes(Sample.draw(kit.load(kit.pair).at(), 1, 1024).worlds)
    tenth = 20 + 40 * (0.1 / 2) ** 0.5
    assert found["one"]["y"]["median"] == pytest.approx(40, abs=0.3)
    assert found["one"]["y"]["range"] == pytest.approx([tenth, 80 - tenth], abs=0.4)


def test_a_sourced_swing_says_so_and_closed_issues_are_left_out(kit: Any) -> None:
    text = kit.pair.replace("swings: {y: {low: 20,", "swings: {y: {from: [said], low: 20,")
    text = text.replace(
        "two: {name: Two, consent: always}",
        "two: {name: Two, consent: always}\n  three: {name: Three, consent: never}",
    )
    text = text.replace("  y: {name: Y", "  z: {name: Z, open: false, options: {no: N, yes: Y}, "
                                         "default: no}\n  y: {name: Y")  # fmt: skip
    found = stakes(Sample.draw(kit.load(text).at(), 1, 32).worlds)
    assert found["one"]["y"]["origin"] == "direction sourced, size assumed"
    assert set(found) == {"one", "two"}
    assert set(found["one"]) == {"x", "y"}


def test_an_issue_nobody_spoke_of_moves_nothing(kit: Any) -> None:
    """What is left out of the swings leaves a party indifferent."""
    found = stakes(Sample.draw(kit.load(kit.rich).at(), 1, 32).worlds)
    assert found["cyr"]["border"] == {"median": 0.0, "range": [0.0, 0.0], "origin": "assumed"}
    assert found["cyr"]["watch"]["median"] == 20.0
