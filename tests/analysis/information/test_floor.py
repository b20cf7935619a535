"""What answers dealt out at random come to, done again in plain Python."""

import numpy as np

from goldenbridge.analysis.information.floor import Shuffles, floor_of


def plain(takes, labels, order, chosen, other):
    """One shuffle: deal the answers out anew, choose on one half, value on the other."""
    dealt = [labels[n] for n in order]
    total = 0
    for answer in set(labels):
        here = [w for w in chosen if dealt[w] == answer]
        counts = [sum(takes[w][k] for w in here) for k in range(len(takes[0]))]
        best = counts.index(max(counts))
        total += sum(int(takes[w][best]) - int(takes[w][0]) for w in other if dealt[w] == answer)
    return total


def test_shuffled_values_are_those_of_the_slow_way(by_hand):
    random = np.random.default_rng(5)
    for _ in range(5):
        takes = random.random((60, 6)) < random.random(6)
        labels = random.integers(0, 3, 60)
        halves = np.arange(30), np.arange(30, 60)
        folds = by_hand.fold(takes, *halves), by_hand.fold(takes, *halves[::-1])
        shuffles = Shuffles(1, 60, 7)
        expected = [
            sum(plain(f.takes.tolist(), labels.tolist(), order, f.chosen, f.other) for f in folds)
            / 60
            for order in shuffles.orders
        ]
        assert np.allclose(shuffles.values(folds, (labels, labels)), expected)


def test_packages_that_luck_cannot_put_first_make_no_difference(by_hand):
    random = np.random.default_rng(6)
    takes = np.column_stack([random.random(2000) < p for p in (0.6, 0.59, 0.5, 0.05, 0.0)])
    labels = random.integers(0, 2, 2000)
    folds = tuple(
        by_hand.fold(takes, *halves) for halves in ((np.arange(1000), np.arange(1000, 2000)),)
    )
    shuffles = Shuffles(2, 2000, 9)
    one = folds[0]
    expected = [
        plain(one.takes.tolist(), labels.tolist(), order, one.chosen, one.other) / 1000
        for order in shuffles.orders
    ]
    assert np.allclose(shuffles.values(folds, (labels,)), expected)


def test_the_floor_is_passed_in_one_case_of_twenty_and_never_below_nothing():
    assert floor_of(np.arange(1, 101) / 100) == 0.9505
    assert floor_of(-np.ones(100)) == 0.0


def test_orders_follow_from_the_seed():
    assert (Shuffles(1, 50).orders == Shuffles(1, 50).orders).all()
    assert (Shuffles(1, 50).orders != Shuffles(2, 50).orders).any()
