"""The curve, the pair of sticks, and each lever alone, against trying every set and package."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from goldenbridge.analysis.estimate import paired_difference
from goldenbridge.analysis.levers import curve as module
from goldenbridge.analysis.levers.advised import knee
from goldenbridge.analysis.levers.alone import levers_alone
from goldenbridge.analysis.levers.curve import STEP, lever_curve
from goldenbridge.analysis.levers.pressure import pressure
from goldenbridge.analysis.levers.under import AT_HAND, Bench
from goldenbridge.analysis.sample import Sample
from goldenbridge.dealspace import accepted

LEVERS = """
levers:
  fund:
    name: A fund
    kind: relief
    holder: ana
    costs: {ana: 10}
    effects:
      - worth: {party: ben, when: {border: [moved, new]}}
        points: {low: 10, mode: 20, high: 30}
    credibility: {ben: {low: 0.4, mode: 0.6, high: 0.9}}
  pressure:
    name: Pressure
    kind: threat
    holder: ben
    costs: {ben: {low: 2, mode: 5, high: 8}, ana: 3}
    effects: [{firmness: ana, shift: {low: -0.6, mode: -0.4, high: -0.2}}]
    credibility: {ana: 0.3}
    way_out: {levers: [word], credibility: {ana: 0.9}}
    works_if: {mood: calm}
  word:
    name: A word
    kind: wording
    holder: cyr
    costs: {cyr: 4}
    effects: [{red_line: not-new, confidence: 0.1}]
  blunder:
    name: A blunder
    kind: measure
    holder: cyr
    costs: {cyr: 1}
    effects: [{firmness: ben, shift: 0.5}]
    excludes: [word]
"""


@pytest.fixture(scope="module")
def bench(kit):
    return Bench(Sample.draw(kit.load(kit.rich + LEVERS).at(), 1, 300))


@pytest.fixture(scope="module")
def curve(bench):
    return lever_curve(bench, progress=lambda stage, done: None, stop=lambda: False)


def sets(bench):
    body = bench.sample.frame.snapshot.body
    for size in range(len(body.levers) + 1):
        for some in combinations(body.levers, size):
            if bench.allowed(some):
                yield some


def cost(bench, some):
    levers = bench.sample.frame.snapshot.body.levers
    return sum((j.low + j.mode + j.high) / 3 for k in some for j in levers[k].costs.values())


def signed(bench, some):
    """Whether each package is signed in each of the worlds it is chosen on: (W, packages)."""
    sample = bench.sample.pulling(some)
    worlds, frame = sample.worlds, sample.frame
    rows = np.array(list(product(*(range(n) for n in frame.space.sizes))))
    rows = rows[frame.space.allows(rows)]
    asked = (frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent)
    return rows, accepted(*asked, rows)


def test_no_set_as_cheap_is_signed_more_often(bench, curve):
    """Both questions, over every set that can be pulled and every package."""
    tried = {some: signed(bench, some)[1] for some in sets(bench)}
    worlds = next(iter(tried.values())).shape[0]
    assert curve.proved
    for name, count in (
        ("share", lambda m: int(m.sum(axis=0).max())),
        ("share_any", lambda m: int(m.any(axis=1).sum())),
    ):
        listed = [p for p in curve.points if name in p.best_for]
        for point in listed:
            mine = count(tried[point.levers])
            for some, table in tried.items():
                if cost(bench, some) <= point.cost + 1e-9:
                    assert count(table) <= mine
        # What is left out between two points is a step too small to be listed.
        for some, table in tried.items():
            known = [count(tried[p.levers]) for p in listed if p.cost <= cost(bench, some) + 1e-9]
            assert count(table) < max(known) + max(1.0, STEP * worlds)


def test_a_point_names_the_best_package_of_its_set(bench, curve):
    for point in curve.points:
        if "share" not in point.best_for:
            continue
        rows, table = signed(bench, point.levers)
        mine = int(np.flatnonzero((rows == point.under.deal).all(axis=1))[0])
        assert table[:, mine].sum() == table.sum(axis=0).max()


def test_points_are_told_with_who_pays_and_measured_on_fresh_worlds(bench, curve):
    for point in curve.points:
        told = point.as_dict()
        assert told["cost"] == pytest.approx(cost(bench, point.levers))
        assert sum(told["costs"].values()) == pytest.approx(told["cost"])
        assert told["share"] <= told["share_any"]
        assert told["price_of_not_knowing"] == pytest.approx(told["share_any"] - told["share"])
        assert point.under.sample.fresh.index.shape == bench.sample.fresh.index.shape
        assert told["gap"] == 0
    assert curve.points[0].levers == ()


def test_a_lever_that_only_harms_is_never_on_the_curve(curve):
    assert all("blunder" not in point.levers for point in curve.points)


def test_stopped_at_once_it_still_gives_what_it_has(bench):
    found = lever_curve(bench, progress=lambda stage, done: None, stop=lambda: True)
    assert not found.proved
    assert found.points[0].levers == ()


def test_only_some_levers_may_be_pulled(bench):
    found = lever_curve(
        bench, progress=lambda stage, done: None, stop=lambda: False, among=["fund"]
    )
    assert {k for p in found.points for k in p.levers} <= {"fund"}


@pytest.fixture(scope="module")
def found(bench, curve):
    return pressure(bench, curve.levers, progress=lambda stage, done: None, stop=lambda: False)


class TestSticks:
    def test_the_same_stick_is_believed_more_with_its_way_out(self, found):
        one = next(c for c in found.comparisons if c.sticks == ("pressure",))
        assert one.ways_out == ("word",)
        assert one.believed == {"pressure": {"ana": [0.3, 0.9]}}

    def test_the_pair_stands_on_the_same_fresh_worlds(self, found, bench):
        one = next(c for c in found.comparisons if c.sticks == ("pressure",))
        told = one.as_dict()
        both, only = bench.under(("pressure", "word")), bench.under(("pressure",))
        assert told["with_way_out"]["share"]["estimate"] == pytest.approx(
            both.signed.mean(), abs=1e-6
        )
        change, low, high = paired_difference(both.signed, only.signed)
        assert told["with_way_out"]["share_change"]["estimate"] == pytest.approx(change, abs=1e-6)
        assert low <= change <= high

    def test_it_works_only_in_its_reading(self, found, bench):
        one = next(c for c in found.comparisons if c.sticks == ("pressure",))
        worlds = bench.sample.worlds
        calm = worlds.readings["mood"] == 0
        assert one.works["pressure"].count == int(calm.sum())

    def test_a_stick_without_a_way_out_is_named(self, found):
        assert found.without_way_out == ("blunder",)

    def test_sticks_and_ways_that_exclude_each_other_are_not_pulled_together(self, found):
        every = next(c for c in found.comparisons if c.holder is None)
        assert every.terms is None


def test_each_lever_alone_is_the_difference_it_makes(bench, curve):
    told = levers_alone(
        bench, curve.levers, curve.idle, progress=lambda stage, done: None, stop=lambda: False
    )
    assert list(told) == ["fund", "pressure", "word", "blunder"]
    assert not told["fund"]["third_party"]
    nothing, fund = bench.under(()), bench.under(("fund",))
    assert told["fund"]["share_any"]["change"] == pytest.approx(
        fund.any_signed.mean() - nothing.any_signed.mean(), abs=1e-6
    )
    assert told["blunder"]["share_any"]["change"] <= 0


def test_worlds_that_are_let_go_come_back_the_same(bench):
    sample = bench.sample.pulling(("pressure", "word"))
    before = [sample.worlds.full, sample.fresh.no_deal, sample.fresh.binding]
    sample.forget()
    assert not {"worlds", "fresh", "_draws"} & set(sample.__dict__)
    for one, again in zip(
        before, [sample.worlds.full, sample.fresh.no_deal, sample.fresh.binding], strict=True
    ):
        np.testing.assert_array_equal(one, again)


def test_few_sets_of_levers_keep_their_worlds(bench):
    tried = Bench(bench.sample)
    sets = [(), ("fund",), ("pressure",), ("word",), ("pressure", "word"), ("fund", "word")]
    held = [tried.under(levers).worked_out() for levers in sets]
    kept = [one for one in held if "fresh" in one.sample.__dict__]
    assert kept == held[-AT_HAND:]
    assert tried.under(sets[0]) is held[0]  # what was worked out is not worked out again


def test_the_knee_is_where_more_cost_begins_to_buy_less():
    assert knee([0, 10, 20, 60], [0.3, 0.45, 0.5, 0.52]) == 2
    assert knee([0, 10, 20], [0.3, 0.4, 0.5]) == 2
    assert knee([0, 10], [0.5, 0.4]) == 0
    assert knee([0], [0.0]) == 0


def test_paired_answers_that_agree_say_little_of_a_difference():
    """A difference of paired answers is surer than one of as many independent ones."""
    before = np.arange(1000) < 500
    after = np.arange(1000) < 520
    change, low, high = paired_difference(after, before)
    assert change == pytest.approx(0.02)
    assert 0 < low < change < high < 0.04


def test_where_the_proof_takes_too_long_it_is_given_over_the_levers_used_most(bench, monkeypatch):
    """It says which those are, and leaves the gap over all levers open."""
    whole, asked = module._by_cost, []

    def gives_up_at_first(space, *rest):
        asked.append(space.levers)
        found = whole(space, *rest)
        if len(asked) > 1:
            return found
        return replace(found, proved=False, bounds=found.bounds + 3)

    monkeypatch.setattr(module, "_by_cost", gives_up_at_first)
    monkeypatch.setattr(module, "PROVED", 2)
    found = lever_curve(bench, progress=lambda stage, done: None, stop=lambda: False)
    assert len(found.proved_among) == 2
    assert found.proved
    assert set(found.proved_among) < set(found.levers)
    assert max(point.gap for point in found.points) > 0
    counts = [point.under.share.worlds for point in found.points]
    assert counts == [len(bench.sample.fresh)] * len(counts)
