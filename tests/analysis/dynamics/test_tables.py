"""A case as a model: its worths in shares, what levers and policies change, where it begins.

The second opinion asks the case package by package (``Slow`` of the tests of analysis) and turns
points into shares by loops over issues and options.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.dynamics import tables as tables_module
from goldenbridge.analysis.dynamics.model import Bad, place
from goldenbridge.analysis.dynamics.pool import at_stake, greedy, pool, searched
from goldenbridge.analysis.dynamics.run import run, watch
from goldenbridge.analysis.dynamics.simulate import tables_of
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    BALANCE,
    CREDIBILITY,
    EXTENT,
    HYPOTHESES,
    KNOBS,
    NEEDS,
    RUNG,
    THRESHOLD,
)
from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.dynamics.window import FREE
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds.uniforms import MAIN, named, triangular

WORLDS = 64
KNOB = {knob.name: n for n, knob in enumerate(KNOBS)}


@pytest.fixture(scope="module")
def tables(kit: Any, crisis: str) -> Tables:
    return tables_of(kit.load(crisis), None, WORLDS, 5)


def stake(slow: Any, world: int, party: str) -> tuple[float, float]:
    """The least and the range of what the open options are worth to a party, by loops."""
    least = most = 0.0
    column, wide = slow.parties.index(party), slow.frame.wide
    for number, issue in enumerate(slow.frame.space.issues):
        place_of = wide.issues.index(issue)
        values = []
        for option in slow.frame.space.options[number]:
            at = int(wide.offsets[place_of]) + wide.options[place_of].index(option)
            values.append(float(slow.worlds.full[world, column, at]))
        least, most = least + min(values), most + max(values)
    return least, most - least


def package(tables: Tables, number: int) -> dict[str, str]:
    space = tables.sample.frame.space
    return {
        issue: space.options[n][tables.pool.deals[number, n]]
        for n, issue in enumerate(space.issues)
    }


@pytest.mark.parametrize("levers", [(), ("sweeten",), ("press",), ("sweeten", "agenda")])
def test_worths_are_shares_of_what_is_at_stake(
    tables: Tables, kit: Any, levers: tuple[str, ...]
) -> None:
    epoch = replace(tables.schedules["none"].epochs[0], levers=frozenset(levers))
    anchor = np.full((len(tables.bare), 4), 0.25)
    model = tables._model((epoch,), anchor)
    bare, slow = kit.slow(tables.bare), kit.slow(tables._worlds(frozenset(levers)))
    for world in range(0, len(tables.bare), 7):
        for number in range(len(tables.pool.deals)):
            whole = package(tables, number)
            crossed = bool(slow.crossed(world, whole))
            closed = whole["z"] == "yes" and "agenda" not in levers
            for column, party in enumerate(slow.parties):
                found = model.worths[0, world, number, column]
                if crossed or closed:
                    assert found == -FREE
                elif party not in slow.needed(whole):
                    assert found == FREE
                else:
                    least, width = stake(bare, world, party)
                    wanted = (slow.worth(world, party, whole) - least) / width
                    assert found == pytest.approx(wanted, abs=1e-9)
        for column, party in enumerate(slow.parties):
            least, width = stake(bare, world, party)
            asked = tables._asked_at_home[world, column]
            wanted = (slow.worlds.no_deal[world, column] - least + asked) / width - 0.25
            assert model.no_deal[0, world, column] == pytest.approx(wanted, abs=1e-9)


def test_what_a_package_offers_besides_worth(tables: Tables) -> None:
    needs = tables.model("none").worths[0, 3, :, -len(NEEDS) :]
    for number in range(len(tables.pool.deals)):
        whole = package(tables, number)
        vouched = {"none": 0.0, "half": 0.3, "full": 0.9}[whole["x"]]
        beyond = max(0.5 * (whole["y"] == "full"), 0.2 * (whole["x"] == "full"))
        moved = sum(whole[i] != d for i, d in (("x", "none"), ("y", "none"), ("z", "no")))
        assert needs[number, CREDIBILITY] == pytest.approx(min(1.0, 0.4 + vouched))
        assert needs[number, AGENDA] == pytest.approx(1 - beyond)
        assert needs[number, EXTENT] == pytest.approx(moved / 3)


@pytest.mark.parametrize("text", ["crisis", "rich", "pair"])
def test_the_worlds_are_those_of_deals(kit: Any, crisis: str, text: str) -> None:
    case = kit.load({"crisis": crisis, "rich": kit.rich, "pair": kit.pair}[text])
    mine = tables_of(case, None, 128, 9)
    theirs = Sample.draw(case.at(None), 9, 128).worlds
    assert (mine.bare.index == theirs.index).all()
    np.testing.assert_array_equal(mine.bare.no_deal, theirs.no_deal)
    # At the static no deal, as many worlds hold a package that all sign as the search finds.
    model = replace(mine._model(mine.schedules["none"].epochs, np.zeros((len(theirs), 1))))
    n = len(model.roles.parties)
    gains = model.worths[0, :, :, :n] - (model.no_deal[0] - mine._asked_at_home / at_stake(
        mine.bare)[1])[:, None]  # fmt: skip
    found = (gains.min(axis=2) >= -1e-9).any(axis=1)
    slow = kit.slow(theirs).deals()
    assert not (found & ~slow).any()
    # What the pool leaves out is told: no more worlds can lose their deal than that allows.
    assert (slow & ~found).mean() <= 0.02
    assert mine.pool.missed < 0.01
    assert 0 < slow.mean() < 1


def test_a_larger_case_loses_few_worlds(kit: Any) -> None:
    from goldenbridge import load
    from goldenbridge.analysis.sample import search

    case = load("camp-david-1978")
    mine = tables_of(case, None, 96, 2)
    ready = search(mine.bare, "on").found
    model = mine._model(mine.schedules["none"].epochs, np.zeros((len(mine.bare), 1)))
    n = len(model.roles.parties)
    static = model.no_deal[0] - mine._asked_at_home / at_stake(mine.bare)[1]
    gains = (model.worths[0, :, :, :n] - static[:, None]).min(axis=2).max(axis=1)
    assert not ((gains >= -1e-9) & ~ready).any()
    assert (ready & (gains < -1e-9)).mean() <= 0.03


def test_a_lever_adds_what_the_worlds_say(tables: Tables) -> None:
    model = tables.model("late")
    frame, ground = tables.sample.frame, tables.sample.ground
    half = frame.space.options[0].index("half")
    term = next(n for n, t in enumerate(frame.terms) if t.source and t.source[1] == "sweeten")
    added = ground.pulled.points(term, {"sweeten"}) / at_stake(tables.bare)[1][:, 1]
    assert (added > 0).all()
    moved = model.worths[1] - model.worths[0]
    with_half = tables.pool.deals[:, 0] == half
    open_to = (np.abs(model.worths[0, :, :, 1]) < 100) & with_half
    assert open_to.any()
    np.testing.assert_allclose(
        moved[:, :, 1][open_to], np.broadcast_to(added[:, None], open_to.shape)[open_to]
    )
    assert (moved[:, ~with_half] == 0).all()
    assert (moved[:, :, [0, 2, 3]] == 0).all()


def test_an_issue_is_barred_until_its_lever_is_pulled(tables: Tables) -> None:
    model = tables.model("steps")
    opened = tables.pool.deals[:, 2] > 0
    assert opened.any()
    assert not opened.all()
    before, after = model.worths[0], model.worths[1]
    assert (before[:, opened, :4] == -FREE).all()
    assert (after[:, opened, 1] > -FREE).any()
    assert (tables.model("none").worths[0][:, opened, :4] == -FREE).all()
    # Not a single agreement may hold what nobody has put on the table.
    signed = run(tables.model("none"), 512, 5)["package"].astype(int)
    assert not opened[signed[signed >= 0]].any()


def test_thresholds_begin_at_the_static_no_deal(tables: Tables) -> None:
    """What the mechanisms say at the snapshot itself is in the no deals of the case already."""
    model = tables.model("none")
    bare, width = tables.bare, at_stake(tables.bare)[1]
    static = (bare.no_deal - at_stake(bare)[0] + tables._asked_at_home) / width
    without = replace(model, steps=1).setting({"concessions.margin": 0.0})
    begun = watch(without, len(bare), 5).party[:, 1, :, THRESHOLD]
    # Some runs end in their first step. What opinion at home adds in one step is all that is left.
    there = ~np.isnan(begun[:, 0])
    assert there.sum() > 40
    assert np.abs(begun - static)[there].max() < 0.02
    margin = model.params[:, place("concessions.margin")]
    asked = watch(replace(model, steps=1), len(bare), 5).party[:, 1, :, THRESHOLD]
    there = ~np.isnan(asked[:, 0])
    above = (asked - static)[there]
    assert (above > 0).all()
    assert (above <= margin[there, None] + 0.02).all()
    assert (above.mean(axis=1) > 0.5 * margin[there]).mean() > 0.9
    # The anchor is something, or this would be no test.
    assert np.abs(tables._anchor).max() > 0.01


def test_fees_are_paid_once(tables: Tables) -> None:
    model = tables.model("steps")
    width = at_stake(tables.bare)[1]
    np.testing.assert_allclose(model.fees[0, :, 0], 6 / width[:, 0])
    assert (1 / width[:, 1] <= model.fees[0, :, 1]).all()
    assert (model.fees[0, :, 1] <= 3 / width[:, 1]).all()
    assert np.ptp(model.fees[0, :, 1] * width[:, 1]) > 0.5
    # "agenda" is paid with the deal, and "sweeten" was paid for already.
    assert (model.fees[1:] == 0).all()
    assert (tables.model("late").fees[0] == 0).all()
    np.testing.assert_allclose(tables.model("late").fees[1], model.fees[0])


def test_levers_turn_as_far_as_they_are_believed(tables: Tables) -> None:
    model, still = tables.model("sweet"), tables.model("none")
    index, path = tables.bare.index, "levers.sweeten.credibility.ben"
    felt = triangular(named(5, index, path, MAIN), *(np.full(1, x) for x in (0.2, 0.5, 0.8)))
    # Ben by his draw, Eva wholly.
    turned = model.knobs[0, :, KNOB["guarantees"]]
    np.testing.assert_allclose(turned, 0.5 * (felt + 1.0) / 2)
    assert (still.knobs[0, :, KNOB["guarantees"]] == 0).all()
    more = model.knobs[0, :, KNOB["aid"]]
    assert ((more > 0.1) & (more < 0.4)).all()
    calm = tables.bare.readings["mood"] == 0
    assert 0 < calm.mean() < 1
    pressed = tables.model("dated").knobs[1, :, KNOB["sanctions"]]
    np.testing.assert_allclose(pressed, np.where(calm, 1.0, 0.3))  # 0.3 + 0.9 is cut off at 1


def test_parts_that_overlap_add_up_and_are_cut_off(tables: Tables) -> None:
    model = tables.model("steps")
    assert model.starts.tolist() == [0, 3, 9, 12]
    np.testing.assert_allclose(model.knobs[0, :, KNOB["notice"]], 0.7)
    np.testing.assert_allclose(model.knobs[1, :, KNOB["notice"]], 1.0)
    told = tables.schedules["steps"].as_dict()["epochs"]
    assert told[1]["turns"]["notice"] == {"low": 1.4, "mode": 1.4, "high": 1.4}  # type: ignore[index]
    low, high = np.array([k.low for k in KNOBS]), np.array([k.high for k in KNOBS])
    assert ((model.knobs >= low) & (model.knobs <= high)).all()


def test_who_ratifies_at_home_is_heard(tables: Tables) -> None:
    asked = tables._asked_at_home
    assert (asked[:, :3] == 0).all()
    # The one that asks for most of those who ratify: between 3 (the guild) and 6 (the house).
    assert (asked[:, 3] >= 3).all()
    assert (asked[:, 3] <= 6).all()
    assert np.ptp(asked[:, 3]) > 0.5


def test_readings_parameters_and_beginnings(tables: Tables) -> None:
    model = tables.model("none")
    losses = [h.name for h in HYPOTHESES].index("losses")
    known = HYPOTHESES[losses].readings
    wanted = np.array([known.index("talks"), known.index("doubling_down")])
    assert (model.readings[:, losses] == wanted[tables.bare.readings["mood"]]).all()
    opening = model.params[:, place("talks.opening")]
    assert (opening >= 1).all()
    assert (opening <= 3).all()
    assert np.ptp(opening) > 0.5
    assert (model.crisis[:, RUNG] == 4).all()
    assert np.ptp(model.crisis[:, BALANCE]) > 0.05
    assert model.roles.second == ("ben", "eva")
    assert model.roles.patrons == ("eva",)


def test_a_case_that_says_nothing_is_talks_alone(kit: Any) -> None:
    tables = tables_of(kit.load(kit.pair), None, 64, 1)
    model = tables.model("none")
    acts = {name for name, on in model.switches.items() if on}
    assert acts == {"red_lines", "talks", "concessions"}
    found = run(model, 256, 1)
    assert (found["peak"] == 0).all()
    assert (found["war"] == 0).all()
    assert (found.costs == 0).all()
    assert (found["ending"] == 1).any()


def test_what_is_given_goes_before_the_case(kit: Any, crisis: str) -> None:
    case = kit.load(crisis)
    tables = tables_of(
        case, None, WORLDS, 5, parameters={"talks.opening": 2.5},
        readings={"losses": "openness"}, without=("ladder",),
    )  # fmt: skip
    model = tables.model("none")
    assert (model.params[:, place("talks.opening")] == 2.5).all()
    losses = [h.name for h in HYPOTHESES].index("losses")
    assert (model.readings[:, losses] == HYPOTHESES[losses].readings.index("openness")).all()
    assert model.switches["ladder"] is False


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"parameters": {"talks.openin": 1.0}}, 'Did you mean "talks.opening"'),
        ({"parameters": {"talks.opening": -1.0}}, "talks.opening: found -1, wanted 0 to 1000"),
        ({"parameters": {"talks.opening": 1e300}}, "talks.opening"),
        ({"parameters": {"talks.opening": float("nan")}}, "wanted a number"),
        ({"parameters": {"talks.opening": (3.0, 2.0, 1.0)}}, "in this order"),
        ({"parameters": {"talks.trust": 1.5}}, "outside 0 to 1"),
        ({"parameters": {"\x1b[31m": 1.5}}, "without control characters"),
        ({"readings": {"loses": "talks"}}, "wanted one of intent, losses"),
        ({"readings": {"losses": "talk"}}, "wanted one of talks, doubling_down"),
        ({"without": ("magic",)}, "wanted one of calendar"),
    ],
)
def test_what_is_wrong_is_refused_before_packages_are_looked_for(
    kit: Any, crisis: str, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any], words: str
) -> None:
    monkeypatch.setattr(tables_module, "pool", lambda variants: pytest.fail("a search began"))
    with pytest.raises(Bad, match=None) as told:
        tables_of(kit.load(crisis), None, WORLDS, 1, **asked).model("none")
    assert words in str(told.value)


def test_a_parameter_of_the_case_is_told_as_the_cases(kit: Any, crisis: str) -> None:
    case = kit.load(crisis.replace("talks.opening:", "talks.opning:"))
    with pytest.raises(Bad, match=r"dynamics\.parameters of the case: .*talks\.opning"):
        tables_of(case, None, WORLDS, 1).model("none")


def test_nobody_at_the_table(kit: Any) -> None:
    loaded = kit.read(kit.pair.replace("consent: always", "consent: never"))
    if loaded.case is None:
        assert any("consent" in str(problem) for problem in loaded.problems)
        return
    with pytest.raises(Bad, match="whose consent a deal needs"):
        tables_of(loaded.case, None, WORLDS, 1).model("none")


def test_a_table_too_large_for_memory_is_refused(
    kit: Any, crisis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tables_of(kit.load(crisis), None, WORLDS, 5)
    one = tables.model("none").worths.size
    monkeypatch.setattr(tables_module, "LARGEST", 2 * one)
    tables.model("late")
    with pytest.raises(Bad, match=r"4 stretches of time in 64 worlds .* Ask for 32 worlds"):
        tables.model("steps")


def test_the_first_worlds_only_are_searched_with_many_sets_of_levers() -> None:
    assert [searched(n) for n in (1, 16, 17, 64, 5000)] == [256, 256, 240, 64, 16]


def test_greedy_takes_the_best_at_every_step() -> None:
    """Against the plain search that looks at every candidate anew."""
    rng = np.random.default_rng(4)
    for _ in range(20):
        spare = rng.uniform(-1, 1, (30, 12)).astype(np.float32)
        found = greedy(spare, 9)
        now, kept = np.full(12, -1.0), []
        for _ in range(9):
            gains = np.maximum(spare - now, 0).mean(axis=1)
            if gains.max() < 1e-5:
                break
            kept.append(int(gains.argmax()))
            now = np.maximum(now, spare[kept[-1]])
        assert found == kept


def test_nothing_within_reach(kit: Any) -> None:
    """Where every package crosses a line that binds, no package at all is signed."""
    lines = """
red_lines:
  no-x: {owners: [two], issue: x, at_most: none, confidence: 1, severity: 5, declared: declared,
         text: No x.}
  no-y: {owners: [one], issue: y, at_most: none, confidence: 1, severity: 5, declared: declared,
         text: No y.}
"""
    tables = tables_of(kit.load(kit.pair + lines), None, 64, 1)
    found = pool([tables.bare])
    assert found.candidates == 0
    assert found.missed == 0.0
    # The order of things as it is, signed by all, would be no deal but its opposite.
    model = tables.model("none")
    assert (model.worths[..., :2] == -FREE).all()
    assert (run(model, 256, 1)["ending"] != 1).all()
