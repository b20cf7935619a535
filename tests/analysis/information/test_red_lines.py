"""What a pattern of red lines promises, counted package by package."""

import numpy as np
import pytest

from goldenbridge.analysis.information.asked import own_lines, questions
from goldenbridge.analysis.information.cells import speaks_for
from goldenbridge.analysis.information.fold import folds
from goldenbridge.analysis.information.red_lines import (
    FEW,
    governed,
    look_under_patterns,
    promise_of_lines,
)
from goldenbridge.analysis.information.weights import Weighing
from goldenbridge.analysis.sample import Sample


@pytest.fixture(scope="module")
def sample(kit):
    return Sample.draw(kit.load(kit.rich).at(), 2, 240)


def test_lines_that_a_hypothesis_decides_tell_of_more_than_themselves(sample):
    lines = dict(zip(sample.frame.lines, governed(sample.frame).tolist(), strict=True))
    assert lines == {
        "border-moves": False, "not-new": False, "no-watch-untaxed": True, "no-tax": False,
    }  # fmt: skip


@pytest.mark.parametrize("told", [(1, 1, 1, 1), (0, 1, 1, 0), (1, 0, 0, 0)])
def test_the_promise_is_the_share_that_finds_it_worth_signing_less_what_is_crossed(
    kit, sample, told
):
    told = np.array(told, dtype=bool)
    fold, _ = folds(sample.worlds)
    look_under_patterns(fold)
    fold.settle()
    worlds, slow = sample.worlds, kit.slow(sample.worlds)
    names = [key for key, one in zip(sample.frame.lines, told, strict=True) if one]
    promise = promise_of_lines(fold, told)
    bit = worlds.binds[:, 2] if told[2] else np.zeros(len(worlds), dtype=bool)
    for k, deal in enumerate(fold.deals):
        package = worlds.frame.package(deal)
        suits = np.array([
            slow.signed(w, package, "off") and not set(slow.crossed(w, package)) - set(names)
            for w in range(len(worlds))
        ])  # fmt: skip
        for w in range(len(worlds)):
            alike = fold.chosen[bit[fold.chosen] == bit[w]]
            among = alike if len(alike) >= FEW else fold.chosen
            clear = not set(slow.crossed(w, package)) & set(names)
            assert promise[w, k] == pytest.approx(suits[among].mean() * clear)


def test_answers_speak_for_what_promises_most(sample):
    fold, _ = folds(sample.worlds)
    look_under_patterns(fold)
    fold.settle()
    promise = promise_of_lines(fold, np.ones(len(sample.frame.lines), dtype=bool))
    kept, place = speaks_for(promise, fold.chosen)
    assert kept[0] == 0
    best = promise[:, kept].max(axis=1)
    assert np.allclose(best, promise[np.arange(len(place)), kept[place]])
    assert promise[fold.chosen].max(axis=1).mean() - best[fold.chosen].mean() < 0.01


def test_sets_of_own_lines_are_told_apart_by_which_bind(sample):
    worlds = sample.worlds
    asked = own_lines(worlds, sample.frame.parties.index("ben"))
    assert asked is not None
    labels = asked.labels[0]
    for number in range(len(asked.answers)):
        binds = np.unique(worlds.binds[labels == number][:, [1, 2]], axis=0)
        if "another" not in asked.answers[number]:
            assert len(binds) == 1
    assert own_lines(worlds, sample.frame.parties.index("cyr")) is not None
    assert {one.id for one in questions(worlds) if one.kind == "own_lines"} == {"ben"}


def test_a_partys_weights_tell_nothing_of_hypotheses_or_firmness(sample, kit):
    """The limit of firmness is worked out in worlds of one reading, by hand."""
    weighing, frame = Weighing(sample), sample.frame
    fold, _ = folds(sample.worlds)
    party = frame.parties.index("ana")
    limit = weighing.limit(party, fold.deals)
    slow = kit.slow(weighing._neutral)
    package = frame.package(fold.deals[0])
    for w in range(20):
        low, high = slow.worlds.low[w, party], slow.worlds.high[w, party]
        place = (slow.worth(w, "ana", package) - low) / (high - low)
        assert limit[w, 0] == pytest.approx(place, abs=1e-6)
    assert len(set(map(tuple, np.array(list(slow.worlds.readings.values())).T))) == 1
