"""Constituencies at the table: valued there as they value by themselves."""

from __future__ import annotations

from typing import Any

import numpy as np

from goldenbridge.analysis.coalitions.seating import table
from goldenbridge.analysis.coalitions.voices import constituencies
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import load
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import MAIN


def agrees(sample: Sample, rows: Any) -> None:
    worlds = sample.worlds
    voices = list(constituencies(worlds, sample.seed, MAIN).values())
    seated = table(worlds, voices)
    told = value(seated.layers, seated.worths, rows)
    parties = len(sample.frame.parties)
    assert np.allclose(told[:, :parties], value(sample.frame.layers, worlds.worths, rows))
    assert voices
    for number, voice in enumerate(voices):
        assert np.allclose(told[:, parties + number], voice.worth(rows))
        assert np.array_equal(seated.least[:, parties + number], voice.least)
        assert sample.frame.parties[seated.behind[number]] == voice.id.split(".")[0]


def test_every_package_of_a_small_case(voiced: Any) -> None:
    """Also where the guild adds points to a combination that its party values already."""
    sample = Sample.draw(voiced.at(), 2, 20)
    agrees(sample, sample.frame.space.enumerate())


def test_some_packages_of_a_large_one_with_closed_issues() -> None:
    sample = Sample.draw(load("european-security").at("2022-01-28"), 2, 20)
    say = np.random.default_rng(1)
    agrees(sample, say.integers(0, sample.frame.space.sizes, (40, len(sample.frame.space.sizes))))


def test_with_nobody_behind_them_the_parties_sit_alone(kit: Any) -> None:
    worlds = Sample.draw(kit.load(kit.pair).at(), 1, 16).worlds
    seated = table(worlds, [])
    assert seated.behind == ()
    assert seated.layers is worlds.frame.layers
    assert np.array_equal(seated.least, worlds.no_deal)
