"""Choosing on one half and valuing on the other, package by package, and the laws of both."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings
from hypothesis.extra.numpy import arrays

from goldenbridge.analysis.information.fold import folds
from goldenbridge.analysis.information.partial import by_reliability
from goldenbridge.analysis.sample import Sample


def signed(kit, worlds, rows=None):
    """Worlds by packages, one by one: who signs what."""
    slow = kit.slow(worlds)
    return np.array(
        [[slow.signed(w, package) for package in slow.packages] for w in range(len(worlds))]
    )


def test_choices_and_gains_are_what_trying_every_package_gives(kit):
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 160)
    worlds = sample.worlds
    every = signed(kit, worlds)
    labels = worlds.readings["mood"] * 2 + worlds.binds[:, 0]
    one, two = folds(worlds)
    assert sorted([*one.chosen, *one.other]) == list(range(len(worlds)))
    assert one.chosen.tolist() == two.other.tolist()
    assert one.other.tolist() == two.chosen.tolist()
    for fold in (one, two):
        assert fold.advice_proved
        assert fold.look(labels)
        fold.settle()
        best = [every[fold.chosen[labels[fold.chosen] == n]].sum(0).max() for n in range(4)]
        assert fold.counts(labels).max(axis=1).tolist() == best
        now = every[fold.chosen].sum(0).max()
        assert fold.takes[fold.chosen, 0].sum() == now
        assert np.isclose(fold.gain_where_chosen(labels), (sum(best) - now) / len(fold.chosen))
        packages = kit.slow(worlds).packages
        columns = [packages.index(worlds.frame.package(deal)) for deal in fold.deals]
        picked = np.array(columns)[fold.picks(labels)]
        gains = [
            float(every[w, picked[labels[w]]]) - float(every[w, columns[0]]) for w in fold.other
        ]
        assert fold.gains(labels).tolist() == gains


def test_packages_are_found_on_the_half_they_are_chosen_on_alone(kit):
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 160)
    one, _ = folds(sample.worlds)
    labels = sample.worlds.readings["mood"]
    changed = labels.copy()
    changed[one.other] = 1 - changed[one.other]
    again, _ = folds(sample.worlds)
    one.look(labels)
    again.look(changed)
    assert one.deals.tolist() == again.deals.tolist()


def tables():
    return st.tuples(
        arrays(bool, (24, 5)), arrays(np.int64, 24, elements=st.integers(0, 2)), st.randoms()
    )


@settings(deadline=None)
@given(tables())
def test_information_is_worth_something_where_it_was_chosen_and_no_more_than_everything(
    by_hand, drawn
):
    takes, labels, _ = drawn
    fold = by_hand.fold(takes, np.arange(24), np.arange(24))
    worth = fold.gain_where_chosen(labels)
    assert np.isclose(fold.gains(labels).mean(), worth)
    everything = (takes.any(axis=1).sum() - takes.sum(axis=0).max()) / 24
    assert -1e-12 <= worth <= everything + 1e-12
    assert fold.gain_where_chosen(np.zeros(24, dtype=np.int64)) == 0.0


@settings(deadline=None)
@given(tables())
def test_a_finer_answer_is_never_worth_less_where_it_was_chosen(by_hand, drawn):
    takes, labels, random = drawn
    fold = by_hand.fold(takes, np.arange(24), np.arange(24))
    finer = labels * 2 + np.array([random.randint(0, 1) for _ in range(24)])
    assert fold.gain_where_chosen(finer) >= fold.gain_where_chosen(labels) - 1e-12


@settings(deadline=None)
@given(tables())
def test_a_more_reliable_answer_is_never_worth_less_where_it_was_chosen(by_hand, drawn):
    takes, labels, _ = drawn
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    fold = by_hand.fold(takes, np.arange(24), np.arange(24))
    found = by_reliability((fold,), (labels,), (1 / 3, 0.5, 0.6, 0.8, 1.0) if labels.max() == 2
                           else (0.5, 0.6, 0.8, 1.0))  # fmt: skip
    raw = [value.raw for _, value in found]
    assert (np.diff(raw) >= -1e-12).all()
    assert np.isclose(raw[-1], fold.gain_where_chosen(labels))
    assert np.isclose(raw[0], 0.0)


def test_of_packages_accepted_equally_often_the_one_that_changes_least_is_announced(by_hand):
    takes = [[1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 0]]
    fold = by_hand.fold(takes, np.arange(4), np.arange(4))
    assert fold.takes[:, 0].sum() == 3
    same = fold.picks(np.array([0, 0, 1, 1]))
    assert same.tolist() == [0, fold.deals.ravel().tolist().index(1)]
