"""Those who do not sign: their values by hand, and draws that change no world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions.voices import constituencies, onlookers, ratifiers
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import FRESH, MAIN


def rows(sample: Sample, slow: Any) -> Any:
    return np.array([sample.frame.index(package) for package in slow.packages])


def guild(slow: Any, world: int, package: dict[str, str]) -> float:
    """Ana's worth with the tax twice, less for an open port with a new border, and for a watch."""
    tax = {"low": 30.0, "high": 0.0}[package["tax"]]
    points = -15 * (package["border"] != "old" and package["port"] == "open")
    return float(
        slow.worth(world, "ana", package) + tax + points - 3 * (package["watch"] == "joint")
    )


def test_a_constituency_is_its_party_but_for_what_it_weighs(fixed: Any, kit: Any) -> None:
    sample = Sample.draw(fixed.at(), 1, 24)
    slow = kit.slow(sample.worlds)
    voices = constituencies(sample.worlds, 1, MAIN)
    assert list(voices) == ["ana.guild", "cyr.crew"]
    told = voices["ana.guild"].worth(rows(sample, slow))
    crew = voices["cyr.crew"].worth(rows(sample, slow))
    for world in range(24):
        for number, package in enumerate(slow.packages):
            assert told[world, number] == pytest.approx(guild(slow, world, package))
            assert crew[world, number] == pytest.approx(slow.worth(world, "cyr", package))


def test_its_no_deal_is_the_same_packages_valued_its_own_way(fixed: Any, kit: Any) -> None:
    sample = Sample.draw(fixed.at(), 1, 24)
    slow, voices = kit.slow(sample.worlds), constituencies(sample.worlds, 1, MAIN)
    full = sample.frame.snapshot.full
    theirs = full({"border": "moved", "tax": "high"})
    ours = full({"border": "new", "port": "shared", "watch": "joint"})
    for world in range(24):
        low, high = sorted(guild(slow, world, p) for p in (theirs, ours))
        firm = sample.worlds.firmness[world, 0]
        assert voices["ana.guild"].least[world] == pytest.approx(low + firm * (high - low) + 5)
    own = sample.worlds.no_deal[:, 2] + 12
    assert voices["cyr.crew"].least == pytest.approx(own)


def test_a_party_not_asked_is_valued_by_its_own_worths_and_readings(fixed: Any, kit: Any) -> None:
    sample = Sample.draw(fixed.at(), 1, 24)
    slow = kit.slow(sample.worlds)
    told = onlookers(sample.worlds, 1, MAIN)
    assert list(told) == ["dov"]
    worth = told["dov"].worth(rows(sample, slow))
    for world in range(24):
        tense = bool(sample.worlds.readings["mood"][world])
        for number, package in enumerate(slow.packages):
            by_hand = (
                {"shut": 100, "shared": 50, "open": 0}[package["port"]]
                + (80 if tense else 40) * {"old": 1.0, "moved": 0.3, "new": 0.0}[package["border"]]
                + 30 * (package["tax"] == "high")
                + 10 * (package["border"] == "old" and package["port"] == "shared")
                - 20 * (tense and package["tax"] == "high")
            )
            assert worth[world, number] == pytest.approx(by_hand)


def test_draws_stay_in_their_range_and_differ(voiced: Any) -> None:
    worlds = Sample.draw(voiced.at(), 1, 200).worlds
    asked = constituencies(worlds, 1, MAIN)["cyr.crew"].least - worlds.no_deal[:, 2]
    assert asked.min() >= 0
    assert asked.max() <= 40
    assert asked.std() > 3


def test_a_world_is_the_same_in_a_shorter_sample(voiced: Any) -> None:
    long, short = (Sample.draw(voiced.at(), 4, count).worlds for count in (90, 30))
    for told in (constituencies, onlookers):
        whole, part = told(long, 4, MAIN), told(short, 4, MAIN)
        for key, voice in part.items():
            assert np.array_equal(voice.full, whole[key].full[: len(short)])
            assert np.array_equal(voice.least, whole[key].least[: len(short)])


def test_fresh_worlds_have_other_draws(voiced: Any) -> None:
    worlds = Sample.draw(voiced.at(), 4, 40).worlds
    one, other = (constituencies(worlds, 4, s)["cyr.crew"].least for s in (MAIN, FRESH))
    assert not np.allclose(one, other)
    theirs, again = (onlookers(worlds, 4, s)["dov"].full for s in (MAIN, FRESH))
    assert not np.allclose(theirs, again)


def test_what_they_ask_changes_no_world(voiced: Any, fixed: Any) -> None:
    """Also not of how they differ: the parties' draws are where they were."""
    one, other = (Sample.draw(case.at(), 2, 40).worlds for case in (voiced, fixed))
    assert np.array_equal(one.no_deal, other.no_deal)
    assert np.array_equal(one.full, other.full)


def test_who_ratifies(voiced: Any) -> None:
    frame = Sample.draw(voiced.at(), 1, 16).frame
    assert ratifiers(frame) == [("ana", "guild"), ("ana", "council"), ("cyr", "crew")]
