"""Who gains nothing from any deal, and what the package does to those not asked, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions.spoilers import Spoilers, spoilers
from goldenbridge.analysis.coalitions.voices import onlookers
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import FRESH


def ask(sample: Sample, row: Any) -> Spoilers:
    outside = onlookers(sample.fresh, sample.seed, FRESH)
    return spoilers(sample, row, outside, lambda s, d: None, lambda: False)[0]


def test_the_best_that_the_others_would_sign(hands: Any) -> None:
    nothing = 0
    for sample, hand in hands:
        for one in ask(sample, None).inside:
            best = []
            for world in range(len(sample.worlds)):
                gains = [hand.slow.gain(world, one.id, p) for p in hand.signed(world, {one.id})]
                best += [max(gains)] if gains else []
            assert one.others_sign.count == len(best)
            assert one.gains_nothing.worlds == len(best)
            assert one.gains_nothing.count == sum(gain <= 1e-9 for gain in best)
            if best:
                assert one.best_gain is not None
                assert one.best_gain.median == pytest.approx(float(np.median(best)))
            assert one.worse_by_package is None
            nothing += one.gains_nothing.count
    assert nothing > 10


def test_what_the_package_does_to_each(voiced: Any, kit: Any) -> None:
    sample = Sample.draw(voiced.at(), 3, 64)
    row = widely_acceptable(sample, 1)[0][0]
    told, slow = ask(sample, row), kit.slow(sample.fresh)
    package = sample.frame.package(row)
    for one in told.inside:
        gains = [slow.gain(w, one.id, package) for w in range(len(slow.worlds))]
        assert one.worse_by_package is not None
        assert one.worse_by_package.count == sum(gain < -1e-9 for gain in gains)
        assert one.package_gain is not None
        assert one.package_gain.median == pytest.approx(float(np.median(gains)))


def test_those_not_asked_are_told_of_where_the_case_says_what_they_want(fixed: Any) -> None:
    """Dov loses 28 points by a moved border, 56 in a tense world; of Eli nothing is known."""
    sample = Sample.draw(fixed.at(), 3, 64)
    dov, eli = ask(sample, sample.frame.index({"border": "moved"})).outside
    assert (dov.id, dov.known, eli.id, eli.known) == ("dov", True, "eli", False)
    tense = sample.fresh.readings["mood"] == 1
    moved = np.where(tense, -56.0, -28.0)
    assert dov.worse is not None
    assert dov.points is not None
    assert dov.worse.estimate == 1
    assert dov.points.median == pytest.approx(float(np.median(moved)))
    assert (eli.worse, eli.points) == (None, None)


def test_a_party_that_insists_on_more_than_there_is_gains_nothing(kit: Any) -> None:
    """What one has refused is the best there is for it: nothing is worth more. What it would
    sign is then nothing to the other either: who asks too much makes spoilers of the rest."""
    text = kit.pair.replace("{x: half, y: full}, from", "{x: full, y: none}, from")
    one, two = ask(Sample.draw(kit.load(text).at(), 1, 48), None).inside
    assert one.gains_nothing.estimate == 1
    assert one.in_most
    assert two.in_most
    assert one.best_gain is not None
    assert one.best_gain.high <= 1e-9
