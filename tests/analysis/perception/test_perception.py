"""Deals overlooked and hoped for in vain: world by world, package by package, and by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.perception import Perception, perception
from goldenbridge.analysis.perception.pairs import Pairs
from goldenbridge.analysis.perception.table import Table
from goldenbridge.analysis.perception.together import Together
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import load
from goldenbridge.case.schema import PartyView
from goldenbridge.worlds import FRESH, draw_worlds

VIEWS = """
views:
  ana:
    changes:
      no_deal: {ben: {firmness: {low: 0.3, mode: 0.8, high: 1}}}
      red_lines:
        not-new: {confidence: 0.95}
        no-watch-untaxed: {confidence_under: {calm: 0.8}}
  ben:
    changes:
      worths:
        ana:
          swings: {port: 15, tax: {low: 40, mode: 60, high: 80}}
          values: {border: {moved: 20}}
          interactions: {open-border: {worth: {low: 10, mode: 20, high: 30}}}
      red_lines:
        ana-untaxed: {owners: [ana], issue: tax, at_most: low, confidence: 0.6,
                      declared: inferred, text: Ana is thought to refuse any tax.}
  cyr:
    changes:
      no_deal: {ana: {firmness: 0.05}}
"""


def viewed(kit: Any, views: str = VIEWS, worlds: int = 250, text: str = "") -> Sample:
    return Sample.draw(kit.load((text or kit.rich) + views).at(), 1, worlds)


@pytest.fixture(scope="module")
def rich(kit: Any) -> tuple[Sample, Perception]:
    sample = viewed(kit)
    return sample, perception(sample)


def test_each_world_as_each_believes_package_by_package(
    kit: Any, rich: tuple[Sample, Perception]
) -> None:
    sample, found = rich
    pairs = Pairs(sample)
    true = kit.slow(pairs.case).deals()
    off = kit.slow(pairs.case).deals("off")
    for one in found.pictures:
        slow = kit.slow(pairs.seen(one.party))
        assert np.array_equal(one.on.deal, true)
        assert np.array_equal(one.on.believed, slow.deals())
        assert np.array_equal(one.off.deal, off)
        assert np.array_equal(one.off.believed, slow.deals("off"))
        assert one.on.wrongly_none.count == int((true & ~slow.deals()).sum())
    assert {p.party: p.on.wrongly_none.count > 5 for p in found.pictures} == {
        "ana": True, "ben": True, "cyr": False,
    }  # fmt: skip
    assert any(p.on.wrongly_hopes.count for p in found.pictures)


def test_what_the_view_leaves_alone_has_the_same_draw(kit: Any) -> None:
    pairs = Pairs(viewed(kit))
    case = pairs.case
    parties = list(case.frame.parties)
    touched = {
        "ana": {("no_deal", "ben", "firmness")},
        "ben": {
            ("worths", "ana", "swings", "port"),
            ("worths", "ana", "swings", "tax"),
            ("worths", "ana", "values", "border", "moved"),
            ("worths", "ana", "interactions", "open-border", "worth"),
        },
        "cyr": set(),
    }
    for party, paths in touched.items():
        seen = pairs.seen(party)
        assert np.array_equal(seen.index, case.index)
        for path, values in seen.judged.items():
            if path not in paths:
                assert np.array_equal(values, case.judged[path]), (party, path)
        for name, drawn in case.readings.items():
            assert np.array_equal(drawn, seen.readings[name])
        own = parties.index(party)
        for name in ("full", "low", "high", "firmness", "no_deal"):
            assert np.array_equal(getattr(case, name)[:, own], getattr(seen, name)[:, own])
        mine = case.frame.line_owners[:, own]
        kept = [seen.frame.lines.index(key) for key in case.frame.lines]
        assert np.array_equal(case.binds[:, mine], seen.binds[:, kept][:, mine])
    # A range believed to be another is drawn at the same place in it.
    path = ("no_deal", "ben", "firmness")
    one, two = case.judged[path], pairs.seen("ana").judged[path]
    assert np.array_equal(one.argsort(kind="stable"), two.argsort(kind="stable"))
    # A line that is only believed in has the draw of its owner, or one of its own.
    seen = pairs.seen("ben")
    extra = seen.frame.lines.index("ana-untaxed")
    sure = case.frame.lines.index("border-moves")  # the same owner, and surer: 0.7
    assert seen.binds[:, extra].mean() == pytest.approx(0.6, abs=0.05)
    assert not (seen.binds[:, extra] & ~case.binds[:, sure]).any()


def test_views_change_no_answer_of_the_case() -> None:
    for case, at in (("european-security", "2022-03-01"), ("camp-david-1978", "1978-09-04")):
        snapshot = load(case).at(at)
        assert snapshot.body.views
        bare = replace(snapshot, body=snapshot.body.model_copy(update={"views": {}}))
        one = Sample.draw(snapshot, 5, 64).all_worlds
        two = draw_worlds(Sample.draw(bare, 5, 64).frame, 5, 64)
        for name in ("full", "points", "no_deal", "binds", "severity"):
            assert np.array_equal(getattr(one, name), getattr(two, name))


def test_a_view_that_says_what_the_case_says_gives_no_gap(kit: Any) -> None:
    views = """
views:
  ana: {text: Ana sees Ben as the case does.}
  ben:
    changes:
      worths: {ana: {swings: {port: {low: 20, mode: 40, high: 60}}}}
      red_lines: {border-moves: {confidence: 0.7}}
"""
    found = perception(viewed(kit, views))
    told = found.as_dict()
    for one in told["parties"].values():
        assert one["wrongly_believes_none"]["estimate"] == one["wrongly_hopes"]["estimate"] == 0
        assert one["right"]["estimate"] == 1
        assert one["overlooked"] == []
        for gap in one["gaps"]:
            assert gap["red_lines"] == gap["stakes"] == []
            for kind in ("no_deal", "firmness"):
                assert gap[kind]["gap"] == {"median": 0, "range": [0, 0]}
                assert gap[kind]["case"] == gap[kind]["believed"]
    assert told["together"]["kept_away"]["estimate"] == 0
    assert "a deal exists just where one seems to, to Ana" in told["told"]


def test_a_planted_misperception_is_found_and_named(kit: Any) -> None:
    """One thinks that Two has a line that leaves nothing; without it, it would see as the case."""
    views = """
views:
  one:
    changes:
      no_deal: {two: {firmness: {low: 0, mode: 0.5, high: 1}}}
      red_lines:
        all-of-y: {owners: [two], issue: y, at_least: full, confidence: 1, declared: inferred,
                   text: All of y.}
        none-of-x: {owners: [two], issue: x, at_most: none, confidence: 1, declared: inferred,
                    text: None of x.}
"""
    sample = viewed(kit, views, 400, kit.pair)
    found = perception(sample)
    (one,) = found.pictures
    assert not one.on.believed.any()
    assert one.on.wrongly_none.count == one.on.deal.sum() > 100
    assert not one.on.wrongly_hopes.count
    by_id = {cause.belief.id: cause for cause in one.causes}
    for key in ("all-of-y", "none-of-x"):
        assert by_id[key].alone is not None
        assert by_id[key].belief.about == "two"
    assert [t.about for t in one.tellings] == ["two"]
    assert one.tellings[0].set_right.count == one.on.wrongly_none.count
    assert one.tellings[0].after.right.estimate == 1
    # The deals by name: the best over the worlds overlooked, and why they would be refused.
    slow = kit.slow(sample.worlds)
    where = np.flatnonzero(one.on.deal)
    counts = [sum(slow.signed(int(world), package) for world in where) for package in slow.packages]
    best = one.overlooked[0]
    assert best.proved
    assert counts[slow.packages.index(best.package)] == max(counts)
    fresh = kit.slow(sample.fresh)
    signed = [fresh.signed(world, best.package) for world in range(len(sample.fresh))]
    assert best.signed.count == sum(signed)
    assert best.believed.count == 0
    told = best.as_dict(one.seen)
    refuser = told["would_refuse"][0]  # type: ignore[index]
    assert refuser["party"] == "two"
    assert refuser["refuses"]["estimate"] == 1
    assert refuser["because"] in {"all-of-y", "none-of-x"}
    assert told["worlds_of_refusal"] == sum(signed)


def test_nobody_is_thought_to_refuse_for_what_is_not_believed_of_them(
    rich: tuple[Sample, Perception],
) -> None:
    _sample, found = rich
    for one in found.pictures:
        for deal in one.overlooked:
            told = deal.as_dict(one.seen)
            for refuser in told["would_refuse"]:  # type: ignore[attr-defined]
                assert refuser["party"] != one.party
                assert refuser["refuses"]["estimate"] > 0
            assert deal.where_overlooked.count <= deal.signed.count
    assert any(one.overlooked for one in found.pictures)


def test_causes_alone_and_left_out_are_interventions(
    kit: Any, rich: tuple[Sample, Perception]
) -> None:
    sample, found = rich
    pairs = Pairs(sample)
    ben = next(one for one in found.pictures if one.party == "ben")
    several = pairs.beliefs("ben")
    assert {c.belief.id for c in ben.causes} == {
        "port", "tax", "border", "open-border", "ana-untaxed",
    }  # fmt: skip
    for cause in ben.causes:
        alone = kit.slow(pairs.seen("ben", [cause.belief])).deals()
        rest = [one for one in several if one != cause.belief]
        left = kit.slow(pairs.seen("ben", rest)).deals()
        assert cause.alone is not None
        assert cause.left_out is not None
        assert np.array_equal(cause.alone.believed, alone)
        assert np.array_equal(cause.left_out.believed, left)
        assert cause.moved.count == int((left != ben.on.believed).sum())
    moved = [cause.moved.count for cause in ben.causes]
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > 0


@settings(deadline=None, max_examples=12)
@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_who_only_thinks_others_stricter_never_hopes_in_vain(kit: Any, extra: list[float]) -> None:
    """Where the view raises confidences and firmness and nothing else, deals only go."""
    case = kit.load(kit.rich).at()
    lines = case.body.red_lines
    changes = {
        "red_lines": {
            "not-new": {"confidence": 0.6 + 0.4 * extra[0]},
            "no-tax": {"confidence": 0.5 + 0.5 * extra[1]},
        },
    }
    assert lines["not-new"].confidence == 0.6
    view = PartyView.model_validate({"changes": changes})
    at = replace(case, body=case.body.model_copy(update={"views": {"ana": view}}))
    (one,) = perception(Sample.draw(at, 2, 64)).pictures
    assert one.on.wrongly_hopes.count == 0
    assert np.array_equal(one.off.deal, one.off.believed)


def test_shares_are_those_of_the_case_and_cells_add_up(rich: tuple[Sample, Perception]) -> None:
    sample, found = rich
    told = found.as_dict()
    deal = search(sample.worlds, "on").found
    for one in told["parties"].values():
        assert one["deal"]["estimate"] == round(float(deal.mean()), 6)
        cells = ("deal_and_believed", "wrongly_believes_none", "wrongly_hopes",
                 "none_and_believed_none")  # fmt: skip
        assert sum(one[cell]["estimate"] for cell in cells) == pytest.approx(1, abs=1e-5)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["interrupted"] is False


def test_together_counts_worlds_that_all_believe_in(rich: tuple[Sample, Perception]) -> None:
    _, found = rich
    assert found.together is not None
    tables = {one.party: one.on for one in found.pictures}
    deal = next(iter(tables.values())).deal
    all_see = [
        all([bool(deal[w]), *(bool(t.believed[w]) for t in tables.values())])
        for w in range(len(deal))
    ]
    assert found.together.seen_by_all.count == sum(all_see)
    for party in tables:
        alone = [
            bool(deal[w])
            and not tables[party].believed[w]
            and all(bool(t.believed[w]) for p, t in tables.items() if p != party)
            for w in range(len(deal))
        ]
        assert found.together.opened_by_telling(party).count == sum(alone)


def test_who_is_never_asked_may_be_wrong_and_keeps_nobody_away(kit: Any) -> None:
    views = """
views:
  nun: {changes: {red_lines: {not-new: {confidence: 1}, border-moves: {confidence: 1}}}}
"""
    text = kit.rich.replace("parties:\n", "parties:\n  nun: {name: The nuncio, consent: never}\n")
    found = perception(viewed(kit, views, 100, text))
    assert [one.party for one in found.pictures] == ["nun"]
    assert found.pictures[0].on.wrongly_none.count > 0
    assert found.together is None
    assert "to the nuncio there seems to be none" in found.told()
    assert len(found.pictures[0].gaps) == 3


def test_the_first_worlds_are_the_same_worlds(kit: Any) -> None:
    many, few = viewed(kit), viewed(kit, worlds=40)
    pairs, less = Pairs(many, FRESH), Pairs(few, FRESH)
    for party in ("ana", "ben", "cyr"):
        one, two = pairs.seen(party), less.seen(party)
        assert np.array_equal(one.full[: len(two)], two.full)
        assert np.array_equal(one.binds[: len(two)], two.binds)
        assert np.array_equal(one.no_deal[: len(two)], two.no_deal)


def test_a_case_without_views_says_so_and_costs_nothing(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 1, 10**12)
    found = perception(sample)
    assert found.pictures == ()
    told = found.as_dict()
    assert "No party's view of the others is coded" in told["told"]
    assert told["parties"] == {}
    assert told["together"] is None
    assert told["interrupted"] is False


def test_it_tells_how_far_it_is_and_stops_when_asked(kit: Any) -> None:
    heard: list[float] = []
    perception(viewed(kit, worlds=60), progress=lambda _, done: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == 1
    found = perception(viewed(kit, worlds=60), stop=lambda: True)
    assert found.interrupted
    assert len(found.pictures) == 1
    assert found.pictures[0].causes == ()
    assert found.as_dict()["parties"]["ana"]["overlooked"] == []


def test_two_sellers_as_worked_out_in_their_notes() -> None:
    found = perception(Sample.draw(load("two-sellers").at(), 1, 4000))
    told = found.as_dict()
    mill, bakery = told["parties"]["mill"], told["parties"]["bakery"]

    def near(share: dict[str, Any], by_hand: float) -> None:
        assert share["estimate"] == pytest.approx(by_hand, abs=0.015)

    near(mill["believed"], 0.246)
    near(mill["wrongly_believes_none"], 0.137)
    assert mill["wrongly_hopes"]["estimate"] == 0
    near(bakery["believed"], 0.727)
    near(bakery["wrongly_hopes"], 0.343)
    assert bakery["wrongly_believes_none"]["estimate"] == 0
    (deal,) = mill["overlooked"]
    assert deal["options"] == {"flour": "high", "bread": "high", "delivery": "deliver"}
    assert deal["signed_where_overlooked"]["estimate"] == pytest.approx(0.571, abs=0.04)
    near(deal["signed"], 0.177)
    assert deal["believed_signed"]["estimate"] == 0
    (refuser,) = deal["would_refuse"]
    assert (refuser["party"], refuser["because"]) == ("bakery", "no-high-flour")
    assert refuser["below_no_deal"]["estimate"] == 0
    near(told["together"]["seen_by_all"], 0.246)
    near(told["together"]["opened_by_telling"]["mill"], 0.137)
    assert told["together"]["opened_by_telling"]["bakery"]["estimate"] == 0
    gap = next(g for g in bakery["gaps"] if g["about"] == "mill")
    assert gap["firmness"]["case"]["range"] == [0.4, 0.7]
    assert gap["firmness"]["gap"]["range"] == pytest.approx([-0.3, -0.3])
    assert gap["no_deal"]["gap"]["median"] == pytest.approx(-27)


def test_a_table_of_nothing() -> None:
    none = np.zeros(0, dtype=np.bool_)
    assert Table(none, none).wrongly_none.worlds == 0
    assert Together(none, {"a": none}).seen_by_all.count == 0
