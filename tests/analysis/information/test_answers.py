"""How an answer changes the advice: the smallest change that does about as well."""

import numpy as np
import pytest

from goldenbridge.analysis.information.answers import answers
from goldenbridge.analysis.information.fold import folds
from goldenbridge.analysis.information.information import information
from goldenbridge.analysis.information.value import Value
from goldenbridge.analysis.sample import Sample, search


@pytest.fixture(scope="module")
def settled(kit):
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 400)
    fold, _ = folds(sample.worlds)
    labels = sample.worlds.readings["mood"] * 2 + sample.worlds.binds[:, 1]
    fold.look(labels)
    fold.settle()
    return sample, fold, labels


def test_the_smallest_change_is_within_one_standard_error_of_the_best(kit, settled):
    sample, fold, labels = settled
    slow, texts = kit.slow(sample.worlds), tuple("abcd")
    clear, best = (answers(fold, labels, texts, how) for how in ("clear", "best"))
    packages = slow.packages
    signed = np.array([[slow.signed(w, p) for p in packages] for w in fold.chosen], dtype=float)
    moved = 0
    for number, (near, far) in enumerate(zip(clear, best, strict=True)):
        here = signed[labels[fold.chosen] == number]
        loss = here[:, packages.index(far.package)] - here[:, packages.index(near.package)]
        error = loss.std() * np.sqrt(len(loss))
        assert here[:, packages.index(far.package)].sum() == here.sum(axis=0).max()
        assert loss.sum() <= error + 1e-9
        assert len(near.changes) <= len(far.changes)
        assert set(near.changes) <= set(far.changes)
        moved += bool(near.changes)
        if near.changes and len(near.changes) < 2:
            advice = here[:, packages.index(sample.frame.package(fold.deals[0]))]
            loss = here[:, packages.index(far.package)] - advice
            assert loss.sum() > loss.std() * np.sqrt(len(loss))
    assert moved


def test_shares_are_measured_on_the_other_half_under_the_answer(kit, settled):
    sample, fold, labels = settled
    slow = kit.slow(sample.worlds)
    for number, one in enumerate(answers(fold, labels, tuple("abcd"))):
        there = [w for w in fold.other if labels[w] == number]
        count = sum(slow.signed(w, one.package) for w in there)
        assert (one.share.count, one.share.worlds) == (count, len(there))
        assert one.weight.count == (labels == number).sum()


def test_knowing_everything_is_a_deal_wherever_there_is_one(kit, settled):
    sample, _, _ = settled
    found = information(sample)
    halves = folds(sample.worlds)
    deal = search(sample.worlds, "on").found
    slow = kit.slow(sample.worlds)
    packages, gains = slow.packages, []
    signed = np.array([[slow.signed(w, p) for p in packages] for w in range(len(deal))])
    assert signed.any(axis=1).tolist() == deal.tolist()
    for fold in halves:
        most = signed[fold.chosen].sum(axis=0)
        best = signed[:, most == most.max()]
        if best.shape[1] == 1:
            gains.append(deal[fold.other].astype(float) - best[fold.other, 0])
    assert len(gains) == 2
    assert found.evpi == Value.of(np.concatenate(gains))
