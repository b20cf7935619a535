"""What any package is worth in any world, worked out from the case in plain Python."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.case import bundled_cases, load
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Worlds, draw_worlds, frame

COUNT = 64

CASES = [(name, key) for name in sorted(bundled_cases()) for key in load(name).snapshots]

cases = pytest.mark.parametrize(("name", "snapshot"), CASES)
many = settings(deadline=None, max_examples=60)

#: Everything the bundled cases do not have: swings that grow, losses over several issues, terms
#: on closed issues, parts of a term on one open issue, a term that always or never applies.
ODD = """
baskets: {sky: {name: The sky}}
issues:
  tolls: {name: Tolls, basket: sky, options: {none: N, low: L, high: H}, default: low, open: false}
  flags: {name: Flags, basket: sky, options: {own: O, none: N}, default: own}
worths:
  norvik:
    swings: {tolls: {low: 5, mode: 8, high: 20}, flags: 7}
    baskets: {sea: {low: 110, mode: 150, high: 180}, sky: {low: 5, mode: 15, high: 20}}
    values: {tolls: {none: 0, low: {low: 10, mode: 30, high: 60}, high: 100}, flags: {own: 100}}
    interactions:
      always: {when: {tolls: low}, worth: {low: -5, mode: 0, high: 5}}
      never: {when: {tolls: high, flags: none}, worth: 1000}
      single: {when: {tolls: [low, high], flags: none}, worth: {low: 1, mode: 2, high: 9}}
      pair: {when: {tolls: low, flags: none, fees: [half, all]}, worth: -4}
      triple: {when: {harbour: [fee, free], flags: own, fees: none}, worth: 6}
hypotheses:
  intent:
    readings:
      bluff:
        effects:
          - {swing: {party: norvik, issue: fees}, times: {low: 0.2, mode: 0.5, high: 0.9}}
          - {swing: {party: norvik, issue: harbour}, times: 1.5}
          - {swing: {party: league, issue: patrols}, times: 3}
          - {worth: {party: ostia, when: {harbour: closed}}, points: {low: -20, mode: -10, high: 0}}
          - {worth: {party: ostia, when: {harbour: fee, fees: all}}, points: 12}
  mood: {name: M, readings: {calm: {text: T}, tense: {text: T}}}
joint:
  both:
    hypotheses: [intent, mood]
    cells:
      - {when: {intent: earnest, mood: calm}, weight: 1}
      - {when: {intent: earnest, mood: tense}, weight: 2,
         effects: [{worth: {party: norvik, when: {patrols: joint}},
                    points: {low: 1, mode: 3, high: 4}},
                   {swing: {party: ostia, issue: harbour}, times: 0.5}]}
      - {when: {intent: bluff, mood: calm}, weight: 1, effects: [{firmness: ostia, shift: 0.1}]}
      - {when: {intent: bluff, mood: tense}, weight: 1}
red_lines:
  several: {owners: [ostia, norvik.assembly, league], issue: fees, at_most: half,
            when: {harbour: [closed, fee]}, severity: {low: 5, mode: 9, high: 30},
            confidence: 0.6, declared: inferred, text: T}
  whatever: {owners: [norvik], issue: tolls, not: [none, high], severity: 3, confidence: 0.9,
             declared: inferred, text: T}
  throughout: {owners: [ostia], issue: tolls, at_most: none, severity: {low: 1, mode: 2, high: 3},
               confidence: 0.7, declared: inferred, text: T}
"""


@cache
def worlds_of(name: str, snapshot: str) -> Worlds:
    return draw_worlds(frame(load(name).at(snapshot)), 20, COUNT)


def packages(worlds: Worlds) -> st.SearchStrategy[list[int]]:
    sizes = [len(options) for options in worlds.frame.space.options]
    return st.tuples(*(st.integers(0, size - 1) for size in sizes)).map(list)


def assert_worths(kit: Any, worlds: Worlds, number: int, deal: list[int]) -> None:
    """Worth with and without losses, for each party, is what the slow way gives."""
    frame_ = worlds.frame
    hand = kit.by_hand(worlds, number)
    package = frame_.package(np.array(deal))
    one = worlds.some(np.array([number]))
    plain = value(frame_.layers, one.worths, [deal])[0, :, 0]
    with_losses = value(frame_.layers, one.worths_with_losses, [deal])[0, :, 0]
    binding = dict(zip(frame_.lines, one.binds[0].tolist(), strict=True))
    for column, party in enumerate(frame_.parties):
        worth = hand.worth(party, package)
        assert plain[column] == pytest.approx(worth, abs=1e-8)
        less = worth - hand.loss(party, package, binding)
        assert with_losses[column] == pytest.approx(less, abs=1e-8)


@cases
@many
@given(data=st.data())
def test_any_package_in_any_world(kit: Any, name: str, snapshot: str, data: st.DataObject) -> None:
    worlds = worlds_of(name, snapshot)
    number = data.draw(st.integers(0, COUNT - 1), label="world")
    assert_worths(kit, worlds, number, data.draw(packages(worlds), label="deal"))


@cases
@many
@given(data=st.data())
def test_any_package_keeps_the_rules_or_not(
    kit: Any, name: str, snapshot: str, data: st.DataObject
) -> None:
    worlds = worlds_of(name, snapshot)
    deal = data.draw(packages(worlds), label="deal")
    allowed = kit.by_hand(worlds, 0).allowed(worlds.frame.package(np.array(deal)))
    assert bool(worlds.frame.space.allows(deal)[0]) == allowed


@cases
def test_brackets_and_records(kit: Any, name: str, snapshot: str) -> None:
    worlds = worlds_of(name, snapshot)
    for number in range(COUNT):
        hand = kit.by_hand(worlds, number)
        for column, party in enumerate(worlds.frame.parties):
            low, high = hand.bracket(party)
            assert worlds.low[number, column] == pytest.approx(low, abs=1e-8)
            assert worlds.high[number, column] == pytest.approx(high, abs=1e-8)
            offers = [hand.full(r.package) for r in hand.body.no_deal[party].offered.values()]
            own = any(
                worlds.binds[number, line]
                and hand.owned(key, party)
                and any(hand.crosses(key, package) for package in offers)
                for line, key in enumerate(worlds.frame.lines)
            )
            assert bool(worlds.record[party][number]) == (low > high + 1e-9 or own)


@cases
def test_firmness(kit: Any, name: str, snapshot: str) -> None:
    worlds = worlds_of(name, snapshot)
    for column, party in enumerate(worlds.frame.parties):
        path = ("no_deal", party, "firmness")
        stated = worlds.frame.snapshot.body.no_deal[party].firmness
        if stated is None:
            continue
        for number in range(COUNT):
            hand = kit.by_hand(worlds, number)
            firm = hand.size(path, stated)
            for place, effect in hand.effects():
                if effect.firmness == party:
                    firm += hand.size((*place, "shift"), effect.shift)
            assert worlds.firmness[number, column] == pytest.approx(min(max(firm, 0.0), 1.0))


def test_every_deal_of_an_odd_case(kit: Any) -> None:
    worlds = draw_worlds(frame(kit.harbour(ODD)), 9, 40)
    frame_ = worlds.frame
    assert frame_.lines == ("open-it", "several", "throughout")
    deals = frame_.space.enumerate()
    assert len({tuple(r) for r in zip(*worlds.readings.values(), strict=True)}) == 4
    for number in range(40):
        for deal in deals:
            assert_worths(kit, worlds, number, deal.tolist())
        hand = kit.by_hand(worlds, number)
        for column, party in enumerate(frame_.parties):
            low, high = hand.bracket(party)
            assert worlds.low[number, column] == pytest.approx(low)
            assert worlds.high[number, column] == pytest.approx(high)


def test_a_small_case_by_pencil(kit: Any) -> None:
    """One world, every number set by hand, so that the slow way is checked too."""
    from goldenbridge.worlds import central_world

    worlds = central_world(frame(kit.harbour()))
    hand = kit.by_hand(worlds, 0)
    package = {"harbour": "fee", "fees": "half", "patrols": "joint"}
    # Norvik: 60 + 25 × .5 + 15 + 10 together; Ostia: 60 × .7 + 50 + 0.
    assert hand.worth("norvik", package) == pytest.approx(97.5)
    assert hand.worth("ostia", package) == pytest.approx(92)
    deal = worlds.frame.index(package)
    assert value(worlds.frame.layers, worlds.worths, deal)[0, :, 0] == pytest.approx([97.5, 92])
