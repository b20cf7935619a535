"""Which red lines bind in which worlds, and what crossing one costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.case import load
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Settings, Worlds, draw_worlds, frame

MANY = 4096

LINES = """
red_lines:
  not-shut: {owners: [ostia], issue: harbour, at_most: fee, severity: 10, confidence: 0.3,
             declared: inferred, text: T}
  not-even-fee: {owners: [ostia], issue: harbour, at_most: closed, severity: 20, confidence: 0.1,
                 declared: inferred, text: T}
  again: {owners: [ostia], issue: harbour, at_most: fee, severity: 10, confidence: 0.3,
          declared: inferred, text: T}
  shared: {owners: [ostia, norvik], issue: patrols, not: [joint],
           severity: {low: 5, mode: 9, high: 30}, confidence: 0.6, declared: inferred, text: T}
  inner: {owners: [norvik.assembly], issue: fees, at_most: half, severity: 7, confidence: 0.8,
          declared: inferred, text: T}
  under: {owners: [norvik], issue: fees, at_most: none, when: {patrols: joint}, severity: 50,
          hypothesis: intent, confidence_under: {earnest: 0.9, bluff: 0.2}, declared: declared,
          text: T}
"""


@pytest.fixture(scope="module")
def worlds(kit: Any) -> Worlds:
    return draw_worlds(frame(kit.harbour(LINES)), 5, MANY)


def bound(worlds: Worlds, line: str) -> Any:
    return worlds.binds[:, worlds.frame.lines.index(line)]


@pytest.mark.parametrize(
    ("line", "share"),
    [("open-it", 0.8), ("not-shut", 0.3), ("not-even-fee", 0.1), ("shared", 0.6), ("inner", 0.8)],
)
def test_a_line_binds_in_the_share_of_worlds_that_its_confidence_says(
    worlds: Worlds, line: str, share: float
) -> None:
    assert bound(worlds, line).mean() == pytest.approx(share, abs=0.002)


def test_lines_of_one_owner_are_nested_and_repeating_one_adds_nothing(worlds: Worlds) -> None:
    milder, stricter = bound(worlds, "not-shut"), bound(worlds, "not-even-fee")
    assert (milder | ~stricter).all()
    assert np.array_equal(bound(worlds, "again"), milder)


def test_a_shared_line_is_drawn_once_by_the_owner_named_first(worlds: Worlds) -> None:
    """Ostia leads: its .3 line binds only where the shared .6 line does; Norvik draws apart."""
    shared = bound(worlds, "shared")
    assert (shared | ~bound(worlds, "not-shut")).all()
    together = (shared & bound(worlds, "open-it")).mean()
    assert together == pytest.approx(0.6 * 0.8, abs=0.02)


def test_a_constituency_draws_apart_from_its_party(worlds: Worlds) -> None:
    inner, party = bound(worlds, "inner"), bound(worlds, "open-it")
    assert (inner & party).mean() == pytest.approx(0.8 * 0.8, abs=0.02)
    assert not np.array_equal(inner, party)


def test_confidence_follows_the_reading_of_its_hypothesis(worlds: Worlds) -> None:
    earnest = worlds.readings["intent"] == 0
    under = bound(worlds, "under")
    assert under[earnest].mean() == pytest.approx(0.9, abs=0.01)
    assert under[~earnest].mean() == pytest.approx(0.2, abs=0.02)
    milder = bound(worlds, "open-it")  # .8 of the same owner's draw
    assert (under[earnest] | ~milder[earnest]).all()
    assert (milder[~earnest] | ~under[~earnest]).all()


def test_fixing_the_hypothesis_fixes_the_confidence_on_the_same_draw(kit: Any) -> None:
    frame_ = frame(kit.harbour(LINES))
    before = draw_worlds(frame_, 5, MANY)
    after = draw_worlds(frame_, 5, MANY, settings=Settings(readings={"intent": "bluff"}))
    assert bound(after, "under").mean() == pytest.approx(0.2, abs=0.005)
    bluff = before.readings["intent"] == 1
    assert np.array_equal(bound(before, "under")[bluff], bound(after, "under")[bluff])


def test_sure_lines_always_bind_and_impossible_ones_never(kit: Any) -> None:
    text = LINES.replace("confidence: 0.1", "confidence: 0").replace("confidence: 0.6",
                                                                    "confidence: 1")  # fmt: skip
    worlds = draw_worlds(frame(kit.harbour(text)), 5, MANY)
    assert not bound(worlds, "not-even-fee").any()
    assert bound(worlds, "shared").all()


EFFECT = """
hypotheses:
  intent: {readings: {bluff: {effects: [{red_line: open-it, confidence: 0.25}]}}}
"""

CELL = """
hypotheses: {mood: {name: M, readings: {calm: {text: T}, tense: {text: T}}}}
joint:
  both:
    hypotheses: [intent, mood]
    cells:
      - {when: {intent: earnest, mood: calm}, weight: 1}
      - {when: {intent: earnest, mood: tense}, weight: 1}
      - {when: {intent: bluff, mood: calm}, weight: 1,
         effects: [{red_line: open-it, confidence: 0.25}]}
      - {when: {intent: bluff, mood: tense}, weight: 1}
"""


def test_a_reading_may_make_a_line_less_sure(kit: Any) -> None:
    worlds = draw_worlds(frame(kit.harbour(EFFECT)), 5, MANY)
    bluff = worlds.readings["intent"] == 1
    assert bound(worlds, "open-it")[bluff].mean() == pytest.approx(0.25, abs=0.02)
    assert bound(worlds, "open-it")[~bluff].mean() == pytest.approx(0.8, abs=0.01)


def test_so_may_a_cell_of_a_joint_table(kit: Any) -> None:
    worlds = draw_worlds(frame(kit.harbour(CELL)), 5, MANY)
    cell = (worlds.readings["intent"] == 1) & (worlds.readings["mood"] == 0)
    assert bound(worlds, "open-it")[cell].mean() == pytest.approx(0.25, abs=0.02)
    assert bound(worlds, "open-it")[~cell].mean() == pytest.approx(0.8, abs=0.01)


def test_binding_lines_are_bits_in_the_order_of_the_frame(worlds: Worlds) -> None:
    numbers = np.arange(worlds.binds.shape[1])
    assert np.array_equal(worlds.binding, (worlds.binds * 2**numbers).sum(axis=1))


@pytest.mark.parametrize("snapshot", ["2022-01-28", "2022-03-01", "2023-04-15"])
def test_lines_are_nested_in_the_first_case_too(snapshot: str) -> None:
    worlds = draw_worlds(frame(load("european-security").at(snapshot)), 1, 1000)
    lines = worlds.frame.red_lines
    for a, one in enumerate(lines):
        for b, other in enumerate(lines):
            plain = one.confidence is not None and other.confidence is not None
            if plain and one.owners[0] == other.owners[0] and one.confidence <= other.confidence:
                assert (worlds.binds[:, b] | ~worlds.binds[:, a]).all()


# --------------------------------------------------------------------------------------- losses


def test_losses_lower_the_worth_of_each_consenting_owner_where_crossed_and_binding(
    kit: Any, worlds: Worlds
) -> None:
    frame_ = worlds.frame
    deals = frame_.space.enumerate()
    some = worlds.some(np.arange(200))
    lost = value(frame_.layers, some.worths, deals) - value(
        frame_.layers, some.worths_with_losses, deals
    )
    seen = set()
    for number in range(len(some)):
        hand = kit.by_hand(some, number)
        binding = dict(zip(frame_.lines, some.binds[number].tolist(), strict=True))
        for column, deal in enumerate(deals):
            package = frame_.package(deal)
            for place, party in enumerate(frame_.parties):
                wanted = hand.loss(party, package, binding)
                assert lost[number, place, column] == pytest.approx(wanted, abs=1e-9)
                seen |= {k for k in frame_.lines if binding[k] and hand.crosses(k, package)}
    assert seen == set(frame_.lines)


def test_no_deal_is_valued_without_losses(worlds: Worlds) -> None:
    """Ostia's offer crosses the shared line; its bracket is worth the same, binding or not."""
    ostia = worlds.frame.parties.index("ostia")
    shared = bound(worlds, "shared")
    patrols = worlds.judged["worths", "ostia", "swings", "patrols"]
    assert worlds.high[:, ostia] == pytest.approx(np.full(MANY, 142.0))
    assert worlds.low[:, ostia] == pytest.approx(patrols / 2)
    assert shared.any()


def test_a_line_about_nobody_who_must_consent_blocks_nothing(kit: Any) -> None:
    frame_ = frame(kit.harbour(LINES, "red_lines: {open-it: {owners: [league]}}"))
    assert "open-it" not in frame_.lines
    led = frame(kit.harbour(LINES, "red_lines: {open-it: {owners: [league, ostia]}}"))
    assert led.line_owners[led.lines.index("open-it")].tolist() == [False, True]
    assert led.leads[led.lines.index("open-it")] == "league"
