"""Backbones: p-values by their formula and by drawing at random; removals by trying them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.discourse import (
    Network,
    NetworkSettings,
    Stance,
    Stances,
    disparity,
    disparity_filter,
    nested_backbone,
)
from goldenbridge.errors import NetworkEmpty, NetworkSettingsClash

many = settings(deadline=None, max_examples=60)


def network(weights: list[list[float]], kind: str = "subtract") -> Network:
    w = np.array(weights, dtype=float)
    rows = tuple(f"r{n}" for n in range(w.shape[0]))
    columns = tuple(f"c{n}" for n in range(w.shape[1])) if kind == "two-mode" else rows
    return Network(rows, columns, w, NetworkSettings(kind), (), 0)  # type: ignore[arg-type]


STAR = [[0, 8, 1, 1], [8, 0, 2, 0], [1, 2, 0, 0], [1, 0, 0, 0]]


def test_p_values_by_hand() -> None:
    p = disparity(network(STAR))
    assert p[0, 1] == pytest.approx(min((1 - 8 / 10) ** 2, (1 - 8 / 10) ** 1))
    assert p[0, 3] == pytest.approx(min((1 - 1 / 10) ** 2, 1.0))  # its other end has one tie
    assert p[1, 2] == pytest.approx(min(1 - 2 / 10, 1 - 2 / 3))
    assert p[2, 3] == 1.0
    assert disparity(network([[0, 5], [5, 0]])).tolist() == [[1, 1], [1, 1]]


def test_p_values_are_shares_of_random_splits() -> None:
    # A weight of one is broken at k − 1 places drawn evenly; how often is one piece as large?
    rng = np.random.default_rng(4)
    cuts = np.sort(rng.random((200_000, 3)), axis=1)
    pieces = np.diff(np.hstack([np.zeros((len(cuts), 1)), cuts, np.ones((len(cuts), 1))]), axis=1)
    share = (pieces[:, 0] >= 0.6).mean()
    one = network([[6, 2, 1, 1]], "two-mode")
    assert disparity(one)[0, 0] == pytest.approx(share, abs=0.003)


def test_heavy_conflict_stands_out_too() -> None:
    signed = [[0, -8, 1, 1], [-8, 0, 2, 0], [1, 2, 0, 0], [1, 0, 0, 0]]
    kept = disparity_filter(network(signed), 0.05)
    assert [(t.source, t.target, t.weight) for t in kept.ties()] == [("r0", "r1", -8.0)]
    assert kept.rows == network(signed).rows


@many
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=4, max_size=4),
    st.sampled_from([0.01, 0.1, 0.5]),
)
def test_filters_are_nested_and_symmetric(weights: list[list[int]], level: float) -> None:
    half = np.triu(np.array(weights, dtype=float), 1)
    made = network((half + half.T).tolist())
    p = disparity(made)
    assert (p == p.T).all()
    assert ((p >= 0) & (p <= 1)).all()
    strict, loose = disparity_filter(made, level), disparity_filter(made, 2 * level)
    assert set(strict.ties()) <= set(loose.ties()) <= set(made.ties())
    assert disparity(network((7 * made.matrix).tolist())) == pytest.approx(p)


def test_odd_levels_are_refused() -> None:
    for level in (0.0, -1.0, 1.5, float("nan")):
        with pytest.raises(NetworkSettingsClash):
            disparity_filter(network(STAR), level)


def table(*said: tuple[str, str, int]) -> Stances:
    return Stances(tuple(Stance(*row) for row in said))


BLOCKS = table(
    *[(a, "main", 1) for a in "ABC"], *[(a, "main", -1) for a in "DEF"],
    *[(a, "echo", 1) for a in "ABC"], *[(a, "echo", -1) for a in "DEF"],
    ("A", "aside", 1),
)  # fmt: skip


def test_the_nested_backbone_drops_what_says_nothing_new() -> None:
    steps = nested_backbone(BLOCKS, NetworkSettings("congruence"))
    assert [s.issue for s in steps] == ["aside", "echo", "main"]
    # Nobody shares the aside, and the echo repeats the main issue: nothing is lost with either.
    assert [s.loss for s in steps[:2]] == [0, 0]
    assert steps[-1].loss == pytest.approx(1.0)
    assert steps[-1].redundant == pytest.approx(0.0)
    assert [s.statements for s in steps] == [12, 6, 0]


def test_each_removal_is_the_best_there_is() -> None:
    rng = np.random.default_rng(11)
    said = [
        Stance(f"a{rng.integers(5)}", f"i{rng.integers(5)}", int(rng.choice([-1, 1])))
        for _ in range(40)
    ]
    steps = nested_backbone(Stances(tuple(said)))
    left = sorted({r.issue for r in said})
    actors = sorted({r.actor for r in said})

    def spectrum(issues: list[str]) -> np.ndarray:
        """Eigenvalues from counts of pairs, not from the library."""
        w = np.zeros((len(actors), len(actors)))
        acts = np.zeros(len(actors))
        kept = [r for r in said if r.issue in issues]
        for r in kept:
            acts[actors.index(r.actor)] += 1
        for r in kept:
            for s in kept:
                if r.issue == s.issue and r.actor != s.actor:
                    w[actors.index(r.actor), actors.index(s.actor)] += r.polarity * s.polarity
        mean = (acts[:, None] + acts[None, :]) / 2
        w = np.where(mean > 0, w / np.where(mean > 0, mean, 1), 0).clip(min=0)
        values = sorted(np.linalg.eigvals(np.diag(w.sum(axis=1)) - w).real, reverse=True)
        return np.array(values) / sum(values) if sum(values) > 1e-12 else np.zeros(len(actors))

    whole = spectrum(left)
    for step in steps:
        losses = {i: np.abs(whole - spectrum([x for x in left if x != i])).sum() for i in left}
        assert step.loss == pytest.approx(min(losses.values()), abs=1e-9)
        assert losses[step.issue] == pytest.approx(step.loss, abs=1e-9)
        left.remove(step.issue)


def test_backbones_that_make_no_sense_are_refused() -> None:
    with pytest.raises(NetworkSettingsClash, match="one-mode"):
        nested_backbone(BLOCKS, NetworkSettings("two-mode"))
    with pytest.raises(NetworkSettingsClash, match="other kind"):
        nested_backbone(BLOCKS, NetworkSettings("congruence", by="issue"))
    by_actor = nested_backbone(BLOCKS, NetworkSettings("congruence", by="issue"), over="actor")
    assert len(by_actor) == 6
    with pytest.raises(NetworkEmpty):
        nested_backbone(table(("A", "main", 0)))
