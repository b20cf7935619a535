"""Findings with their labels, from cases made for each; worst readings; the whole of it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.robustness.headlines import Headline, headline_findings, signed
from goldenbridge.analysis.robustness.labelled import Labelled, label_findings
from goldenbridge.analysis.robustness.labels import Kind
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.readings import (
    Under,
    ask_readings,
    hardest_pairs,
    pairs_possible,
    single_readings,
)
from goldenbridge.analysis.robustness.robustness import STAGES, robustness
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import load
from goldenbridge.worlds import FRESH, MAIN, NOTHING_SET, Settings

WORLDS = 512

#: With this line there is no deal, without it there is: its confidence is the share without one.
LINE = """
red_lines:
  keep-y: {{owners: [one], issue: y, at_most: none, hypothesis: mood, declared: declared,
            confidence_under: {{calm: {}, tense: {}}}, text: Not y.}}
hypotheses:
  mood: {{name: Mood, readings: {{calm: {{text: Calm}}, tense: {{text: Tense}}}}}}
"""


def made(kit: Any, calm: float, tense: float) -> Any:
    text = kit.pair.replace("from: [said]}}\n  two", "from: [said]}}\n    firmness: 0.1\n  two")
    text = text.replace(
        "from: [said]}}\nstatements", "from: [said]}}\n    firmness: 0.1\nstatements"
    )
    return kit.load(text + LINE.format(calm, tense)).at()


def deal_of(snapshot: Any, seed: int = 1, worlds: int = WORLDS) -> Labelled:
    sample = Sample.draw(snapshot, seed, worlds)
    pools = Pool(sample, MAIN, worlds), Pool(sample, FRESH, worlds)
    headlines = headline_findings(*pools, np.zeros((0, 2), dtype=int))
    return label_findings(headlines, snapshot.body)[0]


# ----------------------------------------------------------------------------------------- labels

CASES = [
    (0.1, 0.8, Kind.HINGES, True),
    (0.3, 0.9, Kind.HINGES, False),
    (0.5, 0.5, Kind.KNIFE_EDGE, None),
    (0.1, 0.3, Kind.ALL_READINGS, True),
    (0.9, 0.7, Kind.ALL_READINGS, False),
    (0.1, 0.5, Kind.BALANCE, True),
    (0.5, 0.9, Kind.BALANCE, False),
]


@pytest.mark.parametrize(("calm", "tense", "kind", "holds"), CASES)
def test_a_case_made_for_each_label_gets_it_whatever_the_seed(
    kit: Any, calm: float, tense: float, kind: Kind, holds: bool | None
) -> None:
    snapshot = made(kit, calm, tense)
    for seed in range(1, 7):
        found = deal_of(snapshot, seed)
        assert found.share.estimate == pytest.approx(1 - (calm + tense) / 2, abs=0.03)
        assert found.label.kind is kind
        assert holds is None or found.label.holds is holds
        assert found.label.text({"mood": "Mood"}).startswith(kind.value)


def test_worst_and_best_reading_are_those_with_fewest_and_most_worlds(kit: Any) -> None:
    told: Any = deal_of(made(kit, 0.1, 0.8)).as_dict(made(kit, 0.1, 0.8).body)
    assert told["label"] == "hinges on Mood"
    assert told["worst"]["readings"][0]["reading"] == "tense"
    assert told["worst"]["share"]["estimate"] == pytest.approx(0.2, abs=0.02)
    assert told["best"]["readings"][0]["text"] == "Calm"
    assert told["threshold"] == 0.5
    assert told["readings_asked"] == 2


def test_a_reading_without_weight_plays_no_part(kit: Any) -> None:
    snapshot = made(kit, 0.1, 0.8)
    text = kit.pair + LINE.format(0.1, 0.8).replace("text: Tense", "text: Tense, weight: 0")
    assert single_readings(kit.load(text).at().body) == [{"mood": "calm"}]
    assert single_readings(snapshot.body) == [{"mood": "calm"}, {"mood": "tense"}]


def test_any_finding_can_be_labelled(kit: Any) -> None:
    snapshot = made(kit, 0.1, 0.8)

    def ask(settings: Settings) -> np.ndarray:
        return np.arange(100) < (90 if settings.readings.get("mood") == "calm" else 80)

    own = Headline("lever", "It helps.", "It does not.", ask, threshold=0.7)
    found = label_findings([own], snapshot.body)[0]
    assert (found.share.count, found.label.threshold) == (80, 0.7)
    assert found.headline.told(found.label) == "It helps."
    edge = replace(found.label, kind=Kind.KNIFE_EDGE)
    assert found.headline.told(edge) == "It is too close to tell whether this holds: It helps."
    assert found.headline.told(replace(found.label, holds=False)) == "It does not."
    assert [one.share.count for one in found.singles] == [90, 80]


# --------------------------------------------------------------------------------------- readings


def test_setting_a_reading_is_setting_it_in_every_world(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 64)
    packages = widely_acceptable(sample, 2)[0]
    pools = Pool(sample, MAIN, 64), Pool(sample, FRESH, 64)
    headlines = headline_findings(*pools, packages)
    found = ask_readings(headlines, [{"mood": "calm"}, {"mood": "tense"}])
    for number, name in enumerate(("calm", "tense")):
        settings = Settings(readings={"mood": name})
        main, fresh = (kit.slow(pool.worlds(settings)) for pool in pools)
        assert found["deal"][number].share.count == main.deals("on").sum()
        assert found["deal_without_red_lines"][number].share.count == main.deals("off").sum()
        one, two = (sample.frame.package(row) for row in packages)
        signs = [(fresh.signed(w, one), fresh.signed(w, two)) for w in range(64)]
        assert found["best_package"][number].share.count == sum(a for a, _ in signs)
        only = found["best_beats_second"][number].share
        assert (only.count, only.worlds) == (
            sum(a and not b for a, b in signs), sum(a != b for a, b in signs)
        )  # fmt: skip


def test_pairs_put_the_worst_readings_together_and_the_best() -> None:
    from goldenbridge.analysis.estimate import Share

    shares = {"a": (10, 90), "b": (30, 70), "c": (50, 50), "d": (45, 55)}
    singles = [
        Under({key: f"{key}{n}"}, Share(count, 100))
        for key, counts in shares.items()
        for n, count in enumerate(counts)
    ]
    found = hardest_pairs([singles], hypotheses=3)
    assert {"a": "a0", "b": "b0"} in found
    assert {"a": "a1", "b": "b1"} in found
    assert {"a": "a0", "b": "b1"} not in found
    assert len(found) == 6
    # c moves nothing, so there is nothing to pair it with
    assert not any("c" in pair for pair in found)


def test_pairs_possible_are_all_pairs_of_readings_of_two_hypotheses() -> None:
    body = load("european-security").at("2022-01-28").body
    counted = sum(
        len(one.readings) * len(other.readings)
        for one, other in combinations(body.hypotheses.values(), 2)
    )
    assert pairs_possible(body) == counted


# ------------------------------------------------------------------------------------------ whole


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample.draw(load("two-sellers").at(), 1, 256)


def test_the_whole_is_plain_data_and_the_same_for_the_same_seed(sample: Sample) -> None:
    packages = widely_acceptable(sample, 3)[0]
    told: list[tuple[str, float]] = []
    found = robustness(sample, packages, progress=lambda stage, done: told.append((stage, done)))
    data = found.as_dict()
    text = json.dumps(data, allow_nan=False)
    assert found.left_out == ()
    assert all(0 <= done <= 1 for _, done in told)
    assert len({stage for stage, _ in told}) >= 4
    again = robustness(Sample.draw(sample.frame.snapshot, 1, 256), packages).as_dict()
    assert json.dumps(again, allow_nan=False) == text
    assert json.dumps(
        robustness(Sample.draw(sample.frame.snapshot, 2, 256), packages).as_dict()
    ) != text  # fmt: skip


def test_headline_shares_are_those_of_all_worlds(sample: Sample) -> None:
    packages = widely_acceptable(sample, 3)[0]
    shares = {one.headline.id: one.share for one in robustness(sample, packages).headlines}
    assert shares["deal"].count == search(sample.worlds, "on").found.sum()
    assert shares["deal_without_red_lines"].count == search(sample.worlds, "off").found.sum()
    assert shares["best_package"].count == signed(sample.fresh, packages)[:, 0].sum()


@pytest.mark.parametrize("steps", [0, 3, 9])
def test_where_it_is_stopped_it_says_what_it_left_out(sample: Sample, steps: int) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > steps

    found = robustness(sample, widely_acceptable(sample, 2)[0], stop=stop)
    data: Any = found.as_dict()
    assert found.left_out
    assert set(found.left_out) <= set(STAGES)
    assert data["left_out"] == list(found.left_out)
    assert data["sobol"] is None or steps == 9
    json.dumps(data, allow_nan=False)


def test_without_packages_there_is_less_to_say(sample: Sample) -> None:
    found = robustness(sample, np.zeros((0, len(sample.frame.space.issues)), dtype=int))
    assert [one.headline.id for one in found.headlines] == ["deal", "deal_without_red_lines"]
    assert found.smaa is None
    assert found.regret is None
    assert found.left_out == ()
    assert found.sobol is not None
    assert list(found.sobol.outputs) == ["deal", "u_star"]
    json.dumps(found.as_dict(), allow_nan=False)


def test_packages_that_do_not_fit_are_refused(sample: Sample) -> None:
    with pytest.raises(ValueError, match="One option for each of"):
        robustness(sample, np.zeros((2, 99), dtype=int))


def test_worlds_of_a_pool_are_those_of_the_sample(sample: Sample) -> None:
    main, fresh = Pool(sample, MAIN, 999), Pool(sample, FRESH, 999)
    assert np.array_equal(main.worlds(NOTHING_SET).no_deal, sample.worlds.no_deal)
    assert np.array_equal(fresh.worlds().no_deal, sample.fresh.no_deal)
    assert len(Pool(sample, MAIN, 100).worlds()) == 100


def test_worlds_that_contradict_a_record_are_left_out_as_drawn_and_kept_when_set(kit: Any) -> None:
    text = kit.pair.replace("{package: {x: full, y: none}", "{package: {x: none, y: none}")
    text = text.replace("y: {low: 20, mode: 40, high: 60}", "y: {low: 48, mode: 58, high: 60}")
    sample = Sample.draw(kit.load(text).at(), 1, 128)
    pool = Pool(sample, MAIN, 128)
    assert 0 < len(pool.worlds()) == len(sample.worlds) < 128
    setting = Settings(firmness={"one": 1.0})
    assert np.array_equal(pool.worlds(setting).index, sample.worlds.index)
    assert len(pool.numbers("place", "one")) == len(sample.worlds)
    assert pool.deals(setting).sum() == search(sample.intervened(setting), "on").found.sum()


def test_worlds_with_levers_pulled_are_those_of_the_sample() -> None:
    at = load("european-security").at("2022-01-28")
    pulled = Sample.draw(at, 1, 64).pulling(list(at.body.levers)[:3])
    pool = Pool(pulled, MAIN, 64)
    assert np.array_equal(pool.worlds().full, pulled.worlds.full)
    assert np.array_equal(pool.worlds().binds, pulled.worlds.binds)
    assert np.array_equal(pool.worlds().no_deal, pulled.worlds.no_deal)
