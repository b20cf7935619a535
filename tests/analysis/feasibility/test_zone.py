"""Is there a deal: against every package by hand, and u* against the share it is about."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.feasibility import zone as zone_module
from goldenbridge.analysis.feasibility.zone import CURVE, Zone, zone
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import load
from goldenbridge.worlds import Settings, draw_worlds

WORLDS = 64


def look(sample: Sample) -> tuple[Sample, Zone]:
    return zone(sample, lambda stage, done: None, lambda: False)


@pytest.fixture(scope="module")
def sample(kit: Any) -> Sample:
    return Sample.draw(kit.load(kit.rich).at(), 3, WORLDS)


@pytest.fixture(scope="module")
def found(sample: Sample) -> Zone:
    return look(sample)[1]


@pytest.mark.parametrize("lines", ["off", "on", "losses"])
def test_a_deal_exists_just_where_some_package_suits_all_it_needs(
    kit: Any, sample: Sample, found: Zone, lines: str
) -> None:
    by_hand = kit.slow(sample.worlds).deals(lines)
    assert by_hand.any()
    assert np.array_equal(getattr(found, lines), by_hand)


def test_the_cases_worlds_differ_and_lines_take_deals_away(found: Zone) -> None:
    assert 0.2 < found.on.mean() < found.off.mean()
    assert found.off.mean() < 1.0 or found.losses.mean() < 1.0


def test_walls_never_add_a_deal_and_losses_lie_between(found: Zone) -> None:
    assert (found.off | ~found.on).all()
    assert (found.off | ~found.losses).all()
    assert (found.losses | ~found.on).all()  # a deal within all walls loses nothing


def test_the_witness_is_a_deal(kit: Any, sample: Sample, found: Zone) -> None:
    slow = kit.slow(sample.worlds)
    for world in range(len(sample.worlds)):
        if found.on[world]:
            assert slow.signed(world, sample.frame.package(found.witness[world]))
        else:
            assert (found.witness[world] == -1).all()


@pytest.mark.parametrize("lines", ["off", "on"])
def test_u_star_is_the_largest_smallest_firmness_of_all_packages(
    kit: Any, sample: Sample, found: Zone, lines: str
) -> None:
    slow = kit.slow(sample.worlds)
    by_hand = [slow.firmest(world, lines) for world in range(len(sample.worlds))]
    assert getattr(found, f"u_{lines}") == pytest.approx(by_hand, abs=1e-8)


def test_red_lines_alone_are_worlds_in_which_they_leave_no_package(kit: Any) -> None:
    text = kit.rich.replace("at_least: moved", "at_least: new")
    sample, found = look(Sample.draw(kit.load(text).at(), 3, WORLDS))
    slow = kit.slow(sample.worlds)
    alone = [
        all(slow.crossed(world, package) for package in slow.packages)
        for world in range(len(sample.worlds))
    ]
    assert 0 < sum(alone) < len(alone)
    assert found.red_lines_alone.count == sum(alone)
    assert not found.on[np.array(alone)].any()


# ------------------------------------------------------- u*, the curve, and setting all firmness


@pytest.mark.parametrize("name", ["rich", "two-sellers", "european-security"])
def test_the_curve_is_the_share_once_all_firmness_is_set(kit: Any, name: str) -> None:
    """Two different searches: how firm may all be, and is there a deal when all are so firm."""
    case = kit.load(kit.rich) if name == "rich" else load(name)
    sample, found = look(Sample.draw(list(case.snapshots.values())[-1], 5, 128))
    told = found.firmness()["curve"]
    assert isinstance(told, list)
    assert [point["u"] for point in told] == list(CURVE)
    for point in told[::4]:
        firmness = dict.fromkeys(sample.frame.parties, point["u"])
        worlds = sample.intervened(Settings(firmness=firmness))
        for lines, key in (("on", "red_lines_on"), ("off", "red_lines_off")):
            count = search(worlds, lines).found.mean()  # type: ignore[arg-type]
            assert point[key]["estimate"] == pytest.approx(count, abs=1e-6), (point["u"], key)


def test_the_curve_never_rises(found: Zone) -> None:
    curve = found.firmness()["curve"]
    assert isinstance(curve, list)
    for key in ("red_lines_on", "red_lines_off"):
        shares = [point[key]["estimate"] for point in curve]
        assert all(after <= before for before, after in pairwise(shares))
        assert shares[0] > shares[-1]


def test_a_deal_that_just_stands_stands(kit: Any) -> None:
    """Each party's bracket runs from 50 to 150 and the best deal is worth 100 to both: u* .5."""
    text = kit.pair.replace("{low: 20, mode: 40, high: 60}", "50")
    sample, found = look(Sample.draw(kit.load(text).at(), 1, 16))
    assert found.u_on == pytest.approx(np.full(16, 0.5))
    nearly = replace(found, u_on=found.u_on - 1e-10, u_off=found.u_off - 1e-10)
    for zone_ in (found, nearly):  # as sums of points may come out
        curve = {point["u"]: point for point in zone_.firmness()["curve"]}  # type: ignore[attr-defined]
        assert curve[0.5]["red_lines_on"]["estimate"] == 1.0
        assert curve[0.5]["red_lines_off"]["estimate"] == 1.0
        assert curve[0.55]["red_lines_on"]["estimate"] == 0.0
    worlds = sample.intervened(Settings(firmness={"one": 0.5, "two": 0.5}))
    assert search(worlds, "on").found.all()


def test_u_star_is_the_median_with_its_interval_and_range(found: Zone) -> None:
    told = found.firmness()
    ordered = sorted(found.u_on)
    assert min(ordered) <= told["range"][0] <= told["interval"][0] <= told["estimate"]  # type: ignore[index,operator]
    assert told["estimate"] <= told["interval"][1] <= told["range"][1] <= max(ordered)  # type: ignore[index,operator]
    below = (found.u_on < told["estimate"]).mean()  # type: ignore[operator]
    assert below == pytest.approx(0.5, abs=0.02)


def test_u_star_is_absent_where_the_median_world_has_no_package() -> None:
    gone = np.full(40, -np.inf)
    u = np.where(np.arange(40) < 10, 0.5, gone)
    made = Zone(*(np.zeros(40, bool),) * 3, np.zeros((40, 1), np.int64), u, u)  # type: ignore[arg-type]
    told = made.firmness()
    assert told["estimate"] is None
    assert told["range"] == [None, 0.5]
    assert made.red_lines_alone.count == 30


# ----------------------------------------------------------------------- chunks, stopping, nobody


def test_chunks_change_nothing(
    sample: Sample, found: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_module, "CHUNK", 7)
    other = look(sample)[1]
    for name in ("off", "on", "losses", "u_off", "u_on"):
        assert np.array_equal(getattr(other, name), getattr(found, name)), name


def test_stopping_leaves_the_answer_that_so_many_worlds_give(
    sample: Sample, found: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_module, "CHUNK", 10)
    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) == 3

    shorter, answer = zone(sample, lambda stage, done: None, stop)
    assert len(answer.on) == len(shorter.worlds) == 30
    assert np.array_equal(answer.on, found.on[:30])
    assert np.array_equal(shorter.worlds.index, sample.worlds.index[:30])


def test_no_consistent_world_is_an_answer_too(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 20)
    none = sample.worlds.some(np.zeros(len(sample.worlds), dtype=bool))
    object.__setattr__(sample, "worlds", none)
    found = look(sample)[1]
    assert len(found.on) == 0
    assert found.shares()["red_lines_on"].interval == (0.0, 1.0)
    assert found.firmness()["estimate"] is None


def test_a_package_that_needs_nobody_else_is_a_deal_of_the_others(kit: Any) -> None:
    """Cyr insists on what no package gives: only packages that leave the port alone are left."""
    case = kit.load(kit.rich)
    sample = Sample.draw(case.at(), 3, WORLDS)
    worlds = draw_worlds(sample.frame, 3, WORLDS, settings=Settings(firmness={"cyr": 1.0}))
    object.__setattr__(worlds, "high", worlds.high + np.array([0.0, 0.0, 1000.0]))
    deals = search(worlds, "off")
    slow = kit.slow(worlds)
    assert np.array_equal(deals.found, slow.deals("off"))
    assert deals.found.any()
    port = list(case.at().body.issues).index("port")
    assert (deals.deals[deals.found][:, port] == 0).all()
