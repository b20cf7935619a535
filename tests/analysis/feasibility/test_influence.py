"""What decides, what only goes along with it, and whether anything but typed numbers does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.feasibility.hangs_on import told_by_lines, typed_confidences_decide
from goldenbridge.analysis.feasibility.influence import Influence, influences, questions
from goldenbridge.analysis.feasibility.separates import separations
from goldenbridge.analysis.feasibility.zone import zone
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import Settings

WORLDS = 96

#: Setting by hand, and the same thing written into the case as certain.
CERTAIN = [
    ("red_line", "not-new", "binds", "confidence: 0.6", "confidence: 1.0"),
    ("red_line", "not-new", "does_not_bind", "confidence: 0.6", "confidence: 0.0"),
    ("red_line", "border-moves", "binds", "confidence: 0.7", "confidence: 1.0"),
    ("hypothesis", "mood", "tense", "weight: 2", "weight: 0"),
    ("hypothesis", "mood", "calm", "text: Tense\n", "text: Tense\n        weight: 0\n"),
    ("bracket", "ana", "firm", "shared, watch: joint}}}\n  ben",
     "shared, watch: joint}}}\n    firmness: 1\n  ben"),
    ("bracket", "ana", "yielding", "shared, watch: joint}}}\n  ben",
     "shared, watch: joint}}}\n    firmness: 0\n  ben"),
]  # fmt: skip


def draw(kit: Any, text: str, worlds: int = WORLDS) -> Sample:
    return Sample.draw(kit.load(text).at(), 3, worlds)


def ask(sample: Sample, worlds: int = WORLDS) -> dict[tuple[str, str], Influence]:
    found, _ = influences(sample, lambda stage, done: None, lambda: False, worlds)
    return {(one.kind, one.id): one for one in found}


def answer(sample: Sample) -> Any:
    return zone(sample, lambda stage, done: None, lambda: False)[1]


@pytest.fixture(scope="module")
def sample(kit: Any) -> Sample:
    return draw(kit, kit.rich)


@pytest.fixture(scope="module")
def found(sample: Sample) -> dict[tuple[str, str], Influence]:
    return ask(sample)


# --------------------------------------------------------------------------------- setting by hand


@pytest.mark.parametrize(("kind", "key", "setting", "old", "new"), CERTAIN)
def test_setting_a_thing_is_drawing_a_case_in_which_it_is_certain(
    kit: Any,
    found: dict[tuple[str, str], Influence],
    kind: str,
    key: str,
    setting: str,
    old: str,
    new: str,
) -> None:
    assert kit.rich.count(old) == 1
    certain = draw(kit, kit.rich.replace(old, new))
    assert len(certain.worlds) == WORLDS
    shares = {s.id: s.share for s in found[kind, key].settings}
    assert shares[setting].count == answer(certain).on.sum()
    assert shares[setting].worlds == WORLDS


def test_setting_a_swing_moves_the_answer_as_counted_by_hand(
    kit: Any, sample: Sample, found: dict[tuple[str, str], Influence]
) -> None:
    one = found["swing", "ben.border"]
    assert [s.id for s in one.settings] == ["low", "high"]
    assert [s.name for s in one.settings] == ["30 points", "90 points"]
    path = ("worths", "ben", "swings", "border")
    for setting, value in zip(one.settings, (30.0, 90.0), strict=True):
        slow = kit.slow(sample.intervened(Settings(values={path: value})))
        assert setting.share.count == slow.deals().sum()
    assert one.spread > 0


def test_everything_uncertain_is_asked_about_and_the_widest_swings(
    sample: Sample, found: dict[tuple[str, str], Influence]
) -> None:
    by_kind: dict[str, list[str]] = {}
    for kind, key in found:
        by_kind.setdefault(kind, []).append(key)
    assert set(by_kind["red_line"]) == set(sample.frame.lines)
    assert set(by_kind["bracket"]) == {"ana", "ben", "cyr"}
    assert by_kind["hypothesis"] == ["mood"]
    assert set(by_kind["swing"]) == {"ana.port", "ana.watch", "ben.border"}
    assert len(found) == sum(1 for _ in questions(sample))


def test_the_most_telling_comes_first(sample: Sample) -> None:
    found, worlds = influences(sample, lambda stage, done: None, lambda: False, 40)
    spreads = [one.spread for one in found]
    assert spreads == sorted(spreads, reverse=True)
    assert spreads[0] > 0
    assert worlds == 40
    data = found[0].as_dict()
    shares = [s["share"]["estimate"] for s in data["settings"]]  # type: ignore[attr-defined]
    assert data["spread"] == pytest.approx(max(shares) - min(shares), abs=1e-5)


def test_worlds_that_contradict_the_record_stay_out_when_something_is_set(kit: Any) -> None:
    """The same worlds throughout, or a share would move by the selection alone."""
    wild = kit.pair.replace("{low: 20, mode: 40, high: 60}", "{low: 0, mode: 40, high: 160}")
    wild = wild.replace("{x: half, y: full}", "{x: half, y: half}")
    sample = draw(kit, wild.replace("{x: full, y: none}", "{x: full, y: full}"), 200)
    assert 0 < len(sample.worlds) < 200
    path = ("worths", "one", "swings", "y")
    worlds = sample.intervened(Settings(values={path: 0.0}))
    assert np.array_equal(worlds.index, sample.worlds.index)


def test_asking_stops_where_it_is_told_to(sample: Sample) -> None:
    seen: list[float] = []
    found, _ = influences(sample, lambda stage, done: seen.append(done), lambda: len(seen) == 2, 16)
    assert len(found) == len(seen) == 2


# -------------------------------------------------------------- what goes along, and what decides

#: Two lines of one owner share its draw: one crosses the only package that both would sign, the
#: other only packages that nobody would.
LINES = """
red_lines:
  stops-all: {owners: [two], issue: x, at_most: half, confidence: 0.5, declared: declared,
              text: Stops the only deal.}
  stops-none: {owners: [two], issue: y, at_least: half, confidence: 0.5, declared: declared,
               text: Stops what nobody wants.}
"""


@pytest.fixture(scope="module")
def misleading(kit: Any) -> Sample:
    firm = "from: [said]}}\n    firmness: 0.3"
    text = kit.pair.replace("y: none}, from: [said]}}", "y: none}, " + firm)
    text = text.replace("{x: none, y: full}, from: [said]}}", "{x: none, y: full}, " + firm)
    return draw(kit, text + LINES, 400)


def test_a_conditional_share_misleads_where_setting_shows_nothing(misleading: Sample) -> None:
    answers, found = answer(misleading), ask(misleading, 400)
    stops, none = found["red_line", "stops-all"], found["red_line", "stops-none"]
    told = separations(misleading.worlds, answers.on, list(found.values()))
    seen = {one.id: one for one in told}["stops-none"]
    assert seen.difference > 0.5  # worlds in which it binds do look worse
    assert none.spread == 0.0  # and yet it does nothing
    assert seen.when_set is not None
    assert seen.when_set[0] == seen.when_set[1]
    assert stops.spread == pytest.approx(seen.difference, abs=0.1)


def test_separations_count_worlds_with_a_deal_among_those_where_it_holds(
    misleading: Sample,
) -> None:
    answers, worlds = answer(misleading), misleading.worlds
    told = separations(worlds, answers.on, [])
    assert told
    for one in told:
        held = (
            worlds.binds[:, misleading.frame.lines.index(one.id)]
            if one.kind == "red_line"
            else worlds.firmness[:, misleading.frame.parties.index(one.id)] > 0.5
        )
        assert one.with_it.count == (answers.on & held).sum()
        assert one.without_it.count == (answers.on & ~held).sum()
        assert one.with_it.worlds + one.without_it.worlds == len(worlds)
        assert one.when_set is None
        assert one.as_dict()["set"] is None
    differences = [one.difference for one in told]
    assert differences == sorted(differences, reverse=True)


def test_readings_are_separated_with_what_setting_them_does(
    kit: Any, sample: Sample, found: dict[tuple[str, str], Influence]
) -> None:
    deal = sample.worlds.readings["mood"] == 0  # as if calm alone decided
    told = separations(sample.worlds, deal, list(found.values()))
    calm = next(one for one in told if one.id == "mood.calm")
    assert (calm.with_it.estimate, calm.without_it.estimate) == (1.0, 0.0)
    shares = {s.id: s.share.estimate for s in found["hypothesis", "mood"].settings}
    assert calm.when_set == (shares["calm"], shares["tense"])


def test_a_party_over_half_way_to_its_own_offer_counts_as_firm(sample: Sample) -> None:
    firm = sample.worlds.firmness[:, 0] > 0.5  # as if Ana's firmness alone decided
    ana = next(one for one in separations(sample.worlds, ~firm, []) if one.id == "ana")
    assert (ana.kind, ana.with_it.estimate, ana.without_it.estimate) == ("bracket", 0.0, 1.0)
    assert ana.with_it.worlds == firm.sum()


def test_few_worlds_or_a_small_difference_separate_nothing(sample: Sample) -> None:
    few = sample.worlds.some(np.arange(40))  # no two sides of 30
    assert separations(few, few.firmness[:, 0] > 0.5, []) == []
    assert separations(sample.worlds, np.ones(len(sample.worlds), bool), []) == []


# ------------------------------------------------------------------------------ typed confidences


def test_lines_tell_all_where_they_alone_decide(misleading: Sample) -> None:
    answers = answer(misleading)
    assert answers.off.all()
    assert told_by_lines(misleading.worlds, answers) == 1.0
    assert typed_confidences_decide(misleading.worlds, answers)


def test_lines_do_not_tell_where_worths_and_no_deals_weigh(sample: Sample) -> None:
    answers = answer(sample)
    assert 0.5 < told_by_lines(sample.worlds, answers) < 0.9
    assert not typed_confidences_decide(sample.worlds, answers)


def test_what_lines_tell_is_the_better_guess_from_each_pattern(sample: Sample) -> None:
    answers, worlds = answer(sample), sample.worlds
    patterns: dict[bytes, list[bool]] = {}
    for row, deal in zip(worlds.binds, answers.on, strict=True):
        patterns.setdefault(row.tobytes(), []).append(bool(deal))
    often = [deals for deals in patterns.values() if len(deals) > 1]
    right = sum(max(sum(d), len(d) - sum(d)) for d in often)
    by_hand = right / sum(map(len, often))
    assert told_by_lines(worlds, answers) == pytest.approx(by_hand)


def test_no_lines_and_no_worlds_hang_on_nothing(kit: Any) -> None:
    sample = draw(kit, kit.pair)
    assert not typed_confidences_decide(sample.worlds, answer(sample))
    none = sample.worlds.some(np.zeros(len(sample.worlds), bool))
    assert told_by_lines(none, answer(sample)) == 0.0
