"""What levers do in each world, against a second opinion in plain Python from the case alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest

from goldenbridge.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.dealspace.worths import value
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Draws, Frame, Settings, Worlds, central_world, draw_worlds, frame

SEED, WORLDS = 11, 12

#: A closed issue, and red lines, readings and records that levers meet.
GROUND = """
issues:
  tolls: {name: Tolls, options: {none: N, low: L, high: H}, default: low, open: false}
worths:
  norvik:
    swings: {tolls: {low: 5, mode: 8, high: 20}}
    values: {tolls: {none: 0, low: {low: 10, mode: 30, high: 60}, high: 100}}
  ostia: {swings: {tolls: 30}, values: {tolls: {none: 100, low: 50, high: 0}}}
red_lines:
  no-high-toll: {owners: [ostia, norvik], issue: tolls, at_most: low, confidence: 0.5,
                 severity: 10, declared: inferred, text: T}
  no-patrols: {owners: [ostia], issue: patrols, at_most: none, hypothesis: intent,
               confidence_under: {earnest: 0.6, bluff: 0.2}, declared: inferred, text: T}
hypotheses:
  intent:
    readings:
      bluff:
        effects:
          - {firmness: ostia, shift: 0.3}
          - {red_line: open-it, confidence: 0.4}
          - {swing: {party: norvik, issue: fees}, times: {low: 0.8, mode: 1.2, high: 1.4}}
          - {worth: {party: norvik, when: {patrols: joint}}, points: 4}
"""

#: Levers that meet in a swing, a worth, a bracket, a line; a stick with a way out.
LEVERS = """
levers:
  toll-talks: {name: N, holder: league, effects: [{opens: tolls}], needs: [promise]}
  squeeze:
    name: N
    kind: measure
    holder: ostia
    effects:
      - {swing: {party: norvik, issue: fees}, times: {low: 0.3, mode: 0.5, high: 0.9}}
      - {firmness: norvik, shift: {low: -0.9, mode: -0.5, high: -0.1}}
      - {worth: {party: ostia, when: {harbour: [fee, free], fees: [half, all]}}, points: -7}
      - {red_line: no-patrols, confidence: 0}
    credibility: {norvik: {low: 0.2, mode: 0.4, high: 0.6}, ostia: 0.5}
    way_out: {levers: [promise, vouch],
              credibility: {norvik: {low: 0.6, mode: 0.8, high: 1}}}
  promise:
    name: N
    holder: ostia
    effects:
      - {worth: {party: norvik, when: {harbour: [fee, free]}}, points: {low: 5, mode: 10, high: 20}}
      - {worth: {party: norvik, when: {harbour: fee, patrols: joint}}, points: 3}
      - {red_line: open-it, confidence: 0.1}
      - {red_line: no-patrols, confidence: 0.05}
      - {red_line: no-high-toll, confidence: 0.9}
    credibility: {norvik: {low: 0, mode: 0.5, high: 1}}
  vouch:
    name: N
    holder: league
    costs: {norvik: {low: 1, mode: 2, high: 5}, league: 3, ostia: 4}
    paid: with_deal
    effects:
      - {red_line: open-it, confidence: 0.95}
      - {swing: {party: norvik, issue: fees}, times: 2}
      - {swing: {party: norvik, issue: tolls}, times: {low: 0, mode: 1, high: 3}}
    works_if: {intent: earnest}
    credibility: {norvik: 0.7}
  stir:
    name: N
    holder: league
    costs: {ostia: {low: 3, mode: 4, high: 9}}
    effects:
      - {firmness: ostia, shift: {low: 0.2, mode: 0.5, high: 0.9}}
      - {firmness: norvik, shift: 0.5}
      - {worth: {party: ostia, when: {tolls: high}}, points: 15}
      - {red_line: no-patrols, confidence: 0.9}
    works_if: {intent: [earnest, bluff]}
  nothing:
    name: N
    holder: league
    costs: {league: 5}
    effects:
      - {swing: {party: league, issue: patrols}, times: 3}
      - {worth: {party: league, when: {tolls: high}}, points: 3}
"""

EVERY = ("toll-talks", "squeeze", "promise", "vouch", "stir", "nothing")
SETS = [frozenset(s) for n in range(7) for s in combinations(EVERY, n)]


class ByLever:
    """One world with some levers pulled, from the case, the world's numbers and nothing else."""

    def __init__(
        self, kit: Any, bare: Worlds, draws: Draws, number: int, pulled: Collection[str]
    ) -> None:
        self.hand, self.pulled, self.number = kit.by_hand(bare, number), set(pulled), number
        self.body = self.hand.body
        self.u = {k: draws.uniforms[number, n] for n, k in enumerate(draws.inputs)}
        self.values = draws.ground().pulled

    def size(self, path: Path_, judgement: Judgement) -> float:
        if judgement.low == judgement.high:
            return float(judgement.mode)
        return float(self.values.value(path, judgement)[self.number])

    def belief(self, lever: str, party: str) -> float:
        one = self.body.levers[lever]
        for hypothesis, wanted in one.works_if.items():
            if self.hand.readings[hypothesis] not in wanted:
                return 0.0
        path: Path_ = ("levers", lever)
        if one.way_out is not None and party in one.way_out.credibility:
            for other in one.way_out.levers:
                if other in self.pulled:
                    stated = one.way_out.credibility[party]
                    return self.size((*path, "way_out", "credibility", party), stated)
        if party in one.credibility:
            return self.size((*path, "credibility", party), one.credibility[party])
        return 1.0

    def effects(self) -> Any:
        for key, lever in self.body.levers.items():
            if key in self.pulled:
                for number, effect in enumerate(lever.effects):
                    yield key, ("levers", key, "effects", number), effect

    def worth(self, party: str, package: Mapping[str, str]) -> float:
        """The worth without levers, and for each effect what it adds to that."""
        total = float(self.hand.worth(party, package))
        worths, swings = self.body.worths[party], self.hand.swings(party)
        for issue, option in package.items():
            values = worths.values.get(issue, {})
            if option in values:
                path: Path_ = ("worths", party, "values", issue, option)
                part = swings.get(issue, 0.0) * self.hand.size(path, values[option]) / 100
                factor = 1.0
                for key, path, effect in self.effects():
                    swing = effect.swing
                    if swing is not None and swing.party == party and swing.issue == issue:
                        times = self.size((*path, "times"), effect.times)
                        factor *= 1 + (times - 1) * self.belief(key, party)
                total += part * (factor - 1)
        for key, path, effect in self.effects():
            worth = effect.worth
            if worth and worth.party == party and self.hand.holds(worth.when, package):
                points = self.size((*path, "points"), effect.points)
                total += points * self.belief(key, party)
        return total

    def firmness(self, party: str) -> float:
        stated = self.body.no_deal[party].firmness
        place = self.u["place", party]
        if stated is not None:
            place = self.hand.size(("no_deal", party, "firmness"), stated)
        for path, effect in self.hand.effects():
            if effect.firmness == party:
                place += self.hand.size((*path, "shift"), effect.shift)
        for key, path, effect in self.effects():
            if effect.firmness == party:
                place += self.size((*path, "shift"), effect.shift) * self.belief(key, party)
        return min(max(place, 0.0), 1.0)

    def no_deal(self, party: str) -> float:
        """Between what was refused and offered, both valued without levers, and the burden."""
        low, high = sorted(self.hand.bracket(party))
        total = low + self.firmness(party) * (high - low)
        for key in self.pulled:
            lever = self.body.levers[key]
            if lever.paid == "with_deal" and party in lever.costs:
                total += self.size(("levers", key, "costs", party), lever.costs[party])
        return float(total)

    def binds(self, key: str) -> bool:
        line = self.body.red_lines[key]
        sure = line.confidence
        if sure is None:
            sure = line.confidence_under[self.hand.readings[line.hypothesis]]
        for _, effect in self.hand.effects():
            if effect.red_line == key:
                sure = effect.confidence
        moved = [
            sure + (effect.confidence - sure) * self.belief(lever, line.owners[0].split(".")[0])
            for lever, _, effect in self.effects()
            if effect.red_line == key
        ]
        if max(moved, default=sure) > sure:
            sure = max(moved)
        elif moved:
            sure = min(moved)
        return bool(self.u["lead", line.owners[0]] < sure)


def case(kit: Any, *more: str) -> Snapshot:
    found: Snapshot = kit.harbour(GROUND, LEVERS, *more)
    return found


def same(one: Worlds, other: Worlds) -> None:
    """Bit by bit, as far as both have the same lines and terms."""
    assert np.array_equal(one.full, other.full)
    assert np.array_equal(one.low, other.low)
    assert np.array_equal(one.high, other.high)
    assert np.array_equal(one.firmness, other.firmness)
    assert np.array_equal(one.no_deal, other.no_deal)
    assert one.judged.keys() == other.judged.keys()
    assert all(np.array_equal(v, other.judged[k]) for k, v in one.judged.items())
    assert all(np.array_equal(v, other.readings[k]) for k, v in one.readings.items())
    assert all(np.array_equal(v, other.record[k]) for k, v in one.record.items())
    for key in set(one.frame.lines) & set(other.frame.lines):
        mine, theirs = one.frame.lines.index(key), other.frame.lines.index(key)
        assert np.array_equal(one.binds[:, mine], other.binds[:, theirs])
        assert np.array_equal(one.severity[:, mine], other.severity[:, theirs])
    points = {term.path: other.points[:, n] for n, term in enumerate(other.frame.terms)}
    for number, term in enumerate(one.frame.terms):
        assert np.array_equal(one.points[:, number], points.get(term.path, np.zeros(len(one))))


def test_every_set_of_levers_in_every_world_for_every_package(kit: Any) -> None:
    snapshot = case(kit)
    whole = frame(snapshot, EVERY)
    draws = Draws(whole, SEED, WORLDS)
    bare = draws.worlds(Settings(levers=frozenset()))
    deals = whole.space.enumerate()
    seen = set()
    for pulled in SETS:
        worlds = draws.worlds(Settings(levers=pulled))
        worth = value(whole.layers, worlds.worths, deals)
        seen |= {(line, bool(b)) for row in worlds.binds for line, b in enumerate(row)}
        for number in range(WORLDS):
            hand = ByLever(kit, bare, draws, number, pulled)
            for column, party in enumerate(whole.parties):
                assert worlds.no_deal[number, column] == pytest.approx(hand.no_deal(party))
                assert worlds.firmness[number, column] == pytest.approx(hand.firmness(party))
            found = {key: bool(b) for key, b in zip(whole.lines, worlds.binds[number], strict=True)}
            assert found == {key: hand.binds(key) for key in whole.lines}
            if len(pulled) in (1, 3, 6) and number < 5:
                for k, deal in enumerate(deals):
                    package = whole.package(deal)
                    for column, party in enumerate(whole.parties):
                        expected = hand.worth(party, package)
                        assert worth[number, column, k] == pytest.approx(expected)
    assert len(seen) == 2 * len(whole.lines)


def test_each_effect_by_pencil(kit: Any) -> None:
    """All judgements at their mode, under the first reading, so that the slow way is checked."""
    whole = frame(case(kit), EVERY)
    at = {party: n for n, party in enumerate(whole.parties)}

    def told(pulled: Collection[str]) -> tuple[dict[str, float], dict[str, float]]:
        worlds = central_world(frame(case(kit), pulled))
        deal = worlds.frame.index({"harbour": "fee", "fees": "half", "patrols": "joint"})
        worth = value(worlds.frame.layers, worlds.worths, deal)[0, :, 0]
        return (
            {p: float(worth[n]) for p, n in at.items()},
            {p: float(worlds.no_deal[0, n]) for p, n in at.items()},
        )

    worth, least = told(())
    # 60 + 25 × .5 + 15 + 10 together + 8 × .3; no deal 0.4 up from 62.4 (60 + 2.4) to what it
    # offered, free harbour with patrols (100 + 25 + 15 + 10 + 2.4).
    assert worth["norvik"] == pytest.approx(99.9)
    assert least["norvik"] == pytest.approx(62.4 + 0.4 * 90)
    squeezed, firm = told({"squeeze"})
    assert squeezed["norvik"] == pytest.approx(99.9 - 12.5 * 0.5 * 0.4)
    assert squeezed["ostia"] == pytest.approx(worth["ostia"] - 7 * 0.5)
    assert firm["norvik"] == pytest.approx(62.4 + (0.4 - 0.5 * 0.4) * 90)
    assert firm["ostia"] == least["ostia"]
    both, firm = told({"squeeze", "promise"})
    # With its way out the stick is believed at 0.8; the promise itself at 0.5.
    assert both["norvik"] == pytest.approx(99.9 - 12.5 * 0.5 * 0.8 + 10 * 0.5 + 3 * 0.5)
    assert firm["norvik"] == pytest.approx(62.4)  # 0.4 - 0.5 × 0.8 is the very bottom
    vouched, firm = told({"vouch"})
    assert vouched["norvik"] == pytest.approx(99.9 + 12.5 * 0.7)
    assert firm["norvik"] == pytest.approx(least["norvik"] + 2)
    assert firm["ostia"] == pytest.approx(least["ostia"] + 4)
    three, firm = told({"squeeze", "vouch", "stir"})
    assert three["norvik"] == pytest.approx(99.9 + 12.5 * (0.6 * 1.7 - 1))
    # 0.4 - 0.4 + 0.5, and what vouching costs; stir is paid now: it burdens no deal.
    assert firm["norvik"] == pytest.approx(62.4 + 0.5 * 90 + 2)


def test_an_issue_is_on_the_table_only_with_a_lever_that_opens_it(kit: Any) -> None:
    for pulled in SETS:
        found = frame(case(kit), pulled)
        options = found.space.options[found.space.issues.index("tolls")]
        assert options == (("none", "low", "high") if "toll-talks" in pulled else ("low",))
        assert ("no-high-toll" in found.lines) == ("toll-talks" in pulled)


def test_adding_levers_to_a_case_changes_no_world(kit: Any) -> None:
    before = draw_worlds(frame(kit.harbour(GROUND)), SEED, 300)
    same(before, draw_worlds(frame(case(kit)), SEED, 300))
    same(before, draw_worlds(frame(case(kit), EVERY), SEED, 300,
                             settings=Settings(levers=frozenset())))  # fmt: skip
    same(before, Draws(frame(case(kit), EVERY), SEED, 300).ground().worlds)


@pytest.mark.parametrize("pulled", [s for s in SETS if len(s) in (1, 4)])
def test_a_lever_not_pulled_changes_nothing(kit: Any, pulled: frozenset[str]) -> None:
    """The others do what they do in a case that has no such lever."""
    gone = ", ".join(f"{key}: null" for key in EVERY if key not in pulled)
    ways = {"squeeze": "levers: {squeeze: {way_out: null}}"}
    text = [] if pulled & {"promise", "vouch"} else [v for k, v in ways.items() if k in pulled]
    fewer = case(kit, *text, f"levers: {{{gone}}}")
    some = draw_worlds(frame(fewer, pulled), SEED, 60)
    same(some, draw_worlds(frame(case(kit), pulled), SEED, 60))
    whole = draw_worlds(frame(case(kit), EVERY), SEED, 60, settings=Settings(levers=pulled))
    same(some, whole)
    assert some.frame.levers == tuple(k for k in EVERY if k in pulled)


def test_the_record_is_older_than_any_lever(kit: Any) -> None:
    """Refused and offered packages are valued without levers; lines levers move break no record."""
    high = """
no_deal:
  ostia: {offered: {tolled: {package: {harbour: fee, fees: all, tolls: high}},
                    ours: {package: {harbour: fee, fees: all, patrols: joint}}}}
  norvik: {refused: {spring: {package: {harbour: fee, fees: all}}}}
"""
    for more in ((), (high,)):
        snapshot = case(kit, *more)
        bare = draw_worlds(frame(snapshot), SEED, 400)
        for pulled in [frozenset({key}) for key in EVERY] + [frozenset(EVERY)]:
            worlds = draw_worlds(frame(snapshot, pulled), SEED, 400)
            assert np.array_equal(worlds.low, bare.low)
            assert np.array_equal(worlds.high, bare.high)
            for party, broken in bare.record.items():
                assert np.array_equal(worlds.record[party], broken), (pulled, party)
            assert np.array_equal(worlds.consistent, bare.consistent)
        assert bare.consistent.any()
        assert not bare.consistent.all()


@pytest.mark.parametrize("stream", [0, 1])
def test_a_world_is_the_same_in_every_chunking(kit: Any, stream: int) -> None:
    whole = frame(case(kit), EVERY)
    once = draw_worlds(whole, SEED, 70, stream=stream)
    parts = [draw_worlds(whole, SEED, n, start=s, stream=stream) for s, n in ((0, 17), (17, 53))]
    for name in ("full", "points", "firmness", "no_deal", "binds", "burden"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(getattr(once, name), joined), name
    ground = Draws(whole, SEED, 70, stream=stream).ground()
    odd = np.arange(70) % 2 == 1
    some = ground.some(odd)
    for pulled in (EVERY, ("squeeze",)):
        assert np.array_equal(some.full(pulled), ground.full(pulled)[odd])
        assert np.array_equal(some.points(pulled), ground.points(pulled)[odd])
        assert np.array_equal(some.firmness(pulled), ground.firmness(pulled)[odd])
        assert np.array_equal(some.binds(pulled), ground.binds(pulled)[odd])
        assert np.array_equal(some.burden(pulled), ground.burden(pulled)[odd])


def test_streams_and_seeds_have_draws_of_their_own(kit: Any) -> None:
    whole = frame(case(kit), EVERY)
    path: Path_ = ("levers", "promise", "credibility", "norvik")
    judgement = whole.snapshot.body.levers["promise"].credibility["norvik"]
    drawn = [
        Draws(whole, seed, 200, stream=stream).ground().pulled.value(path, judgement)
        for seed, stream in ((1, 0), (1, 1), (2, 0))
    ]
    assert len({tuple(values) for values in drawn}) == 3


def test_a_stick_is_believed_by_the_same_draw_with_and_without_its_way_out(kit: Any) -> None:
    whole = frame(case(kit), EVERY)
    pulled = Draws(whole, SEED, 500).ground().pulled
    alone = pulled.believed("squeeze", "norvik", {"squeeze"})
    stated = pulled.believed("squeeze", "norvik", {"squeeze", "promise"})
    # 0.2, 0.4, 0.6 without and 0.6, 0.8, 1 with it: the same draw makes it 0.4 more throughout.
    assert stated == pytest.approx(alone + 0.4)
    assert np.ptp(alone) > 0.3
    assert np.array_equal(pulled.believed("squeeze", "norvik", {"squeeze", "vouch"}), stated)
    assert np.array_equal(pulled.believed("squeeze", "norvik", {"squeeze", "stir"}), alone)
    # It says nothing of Ostia: believed there as before.
    assert np.array_equal(pulled.believed("squeeze", "ostia", EVERY), np.full(500, 0.5))


def test_beliefs_are_drawn_between_their_corners_and_apart_from_each_other(kit: Any) -> None:
    pulled = Draws(frame(case(kit), EVERY), SEED, 4000).ground().pulled
    promise = pulled.believed("promise", "norvik", ())
    squeeze = pulled.believed("squeeze", "norvik", ())
    assert 0 <= promise.min() < 0.05
    assert 0.95 < promise.max() <= 1
    assert promise.mean() == pytest.approx(0.5, abs=0.02)
    assert abs(np.corrcoef(promise, squeeze)[0, 1]) < 0.06


def test_two_levers_on_one_line_the_surest_raises_it_else_the_least_sure_lowers_it(
    kit: Any,
) -> None:
    levers = """
levers:
  up: {name: N, holder: league, effects: [{red_line: open-it, confidence: 0.9}]}
  higher: {name: N, holder: league, effects: [{red_line: open-it, confidence: 1}],
           credibility: {norvik: 0.25}}
  down: {name: N, holder: league, effects: [{red_line: open-it, confidence: 0.2}]}
  lower: {name: N, holder: league, effects: [{red_line: open-it, confidence: 0}],
          credibility: {norvik: 0.5}}
"""
    whole = frame(kit.harbour(levers), ("up", "higher", "down", "lower"))
    ground = Draws(whole, SEED, 2000).ground()
    expected = {
        (): 0.8, ("up",): 0.9, ("higher",): 0.85, ("up", "higher"): 0.9, ("down",): 0.2,
        ("lower",): 0.4, ("down", "lower"): 0.2, ("lower", "higher"): 0.85,
        ("up", "higher", "down", "lower"): 0.9,
    }  # fmt: skip
    for pulled, sure in expected.items():
        found = ground.pulled.confidence("open-it", ground.sure[:, 0], pulled)
        assert found == pytest.approx(np.full(2000, sure))
        assert ground.binds(pulled)[:, 0].mean() == pytest.approx(sure, abs=0.002)


def test_what_is_set_by_hand_is_set_whatever_is_pulled(kit: Any) -> None:
    whole = frame(case(kit), EVERY)
    draws = Draws(whole, SEED, 40)
    worlds = draws.worlds(Settings(firmness={"ostia": 0.25}, binding={"open-it": True}))
    assert (worlds.firmness[:, whole.parties.index("ostia")] == 0.25).all()
    assert worlds.binds[:, whole.lines.index("open-it")].all()
    path: Path_ = ("levers", "stir", "effects", 0, "shift")
    still = draws.worlds(Settings(values={path: 0.0}, levers=frozenset({"stir"})))
    bare = draws.worlds(Settings(levers=frozenset()))
    column = whole.parties.index("ostia")
    assert np.array_equal(still.firmness[:, column], bare.firmness[:, column])
    assert not np.array_equal(
        draws.worlds(Settings(levers=frozenset({"stir"}))).firmness[:, column],
        bare.firmness[:, column],
    )
    earnest = draws.worlds(Settings(readings={"intent": "bluff"}, levers=frozenset({"vouch"})))
    unmoved = draws.worlds(Settings(readings={"intent": "bluff"}, levers=frozenset()))
    assert np.array_equal(earnest.full, unmoved.full)  # it works if they are in earnest


def test_ground_answers_as_the_worlds_do_also_with_things_set_by_hand(kit: Any) -> None:
    whole: Frame = frame(case(kit), EVERY)
    draws = Draws(whole, SEED, 50)
    for settings in (
        {},
        {"firmness": {"norvik": 0.1}, "binding": {"open-it": False, "no-patrols": True}},
        {"readings": {"intent": "bluff"}},
    ):
        ground = draws.ground(Settings(**settings))
        for pulled in chain.from_iterable(combinations(EVERY, n) for n in (0, 2, 6)):
            worlds = draws.worlds(Settings(**settings, levers=frozenset(pulled)))
            assert np.array_equal(ground.full(pulled), worlds.full)
            assert np.array_equal(ground.points(pulled), worlds.points)
            assert np.array_equal(ground.firmness(pulled), worlds.firmness)
            assert np.array_equal(ground.binds(pulled), worlds.binds)


def test_a_lever_nobody_believes_and_one_that_does_not_work_do_nothing(kit: Any) -> None:
    unbelieved = "levers: {promise: {credibility: {norvik: 0, ostia: 0}}}"
    whole = frame(case(kit, unbelieved), EVERY)
    draws = Draws(whole, SEED, 50)
    same(
        draws.worlds(Settings(levers=frozenset())),
        draws.worlds(Settings(levers=frozenset({"promise"}))),
    )
