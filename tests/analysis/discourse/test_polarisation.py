"""Camps and polarisation: by hand, by trying every division, and by the laws of the measures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.discourse import (
    Camps,
    Network,
    NetworkSettings,
    Stance,
    Stances,
    draw_up,
    ei_index,
    esteban_ray,
    find_camps,
    issue_polarisation,
    line_of_balance,
    modularity,
    polarisation,
)
from goldenbridge.analysis.discourse import camps as camps_module
from goldenbridge.analysis.discourse.summary import strongest

many = settings(deadline=None, max_examples=60)


positions = st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]), min_size=1, max_size=9)
alphas = st.sampled_from([0.5, 1.0, 1.6])


def network(weights: list[list[float]], kind: str = "subtract") -> Network:
    names = tuple("abcdefgh"[: len(weights)])
    return Network(names, names, np.array(weights, dtype=float), NetworkSettings(kind), (), 0)  # type: ignore[arg-type]


#: Two triangles that one weak tie joins.
TRIANGLES = [
    [0, 2, 2, 0, 0, 0],
    [2, 0, 2, 0, 0, 0],
    [2, 2, 0, 1, 0, 0],
    [0, 0, 1, 0, 3, 3],
    [0, 0, 0, 3, 0, 3],
    [0, 0, 0, 3, 3, 0],
]  # fmt: skip


def divisions(names: list[str]) -> Iterator[list[list[str]]]:
    if not names:
        yield []
        return
    first, rest = names[0], names[1:]
    for groups in divisions(rest):
        yield [[first], *groups]
        for n in range(len(groups)):
            yield [*groups[:n], [first, *groups[n]], *groups[n + 1 :]]


def test_modularity_by_hand() -> None:
    made = network([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])
    assert modularity(made, [["a", "b"], ["c", "d"]]) == 0.5
    assert modularity(made, [["a", "b", "c", "d"]]) == 0
    assert modularity(made, [["a", "c"], ["b", "d"]]) == -0.5


def test_modularity_is_that_of_networkx() -> None:
    import networkx as nx

    made = network(TRIANGLES)
    graph = nx.from_numpy_array(made.matrix)
    wanted = nx.community.modularity(graph, [{0, 1, 2}, {3, 4, 5}])
    assert modularity(made, ["abc", "def"]) == pytest.approx(wanted)


def chance(seed: int, size: int) -> Network:
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(-1, 4, (size, size)), 1)
    return network((half + half.T).tolist())


@pytest.mark.parametrize("seed", range(12))
def test_camps_are_the_best_division_of_a_small_network(seed: int) -> None:
    made = chance(seed, 6)
    found = find_camps(made)
    best = max(modularity(made, groups) for groups in divisions(list(made.rows)))
    assert found.modularity == pytest.approx(best)
    assert found.modularity == pytest.approx(modularity(made, found.groups))


@pytest.mark.parametrize("seed", range(12))
def test_searching_comes_close_to_trying_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = chance(seed, 8)
    best = find_camps(made).modularity
    monkeypatch.setattr(camps_module, "EXACT", 0)
    found = find_camps(made)
    assert best - 0.01 <= found.modularity <= best + 1e-12


@pytest.mark.parametrize("seed", range(6))
def test_searching_does_as_well_as_networkx(seed: int) -> None:
    import networkx as nx

    names = tuple(f"n{n:02d}" for n in range(40))
    rng = np.random.default_rng(seed)
    camp = rng.integers(0, 4, 40)
    half = np.triu(rng.random((40, 40)) < np.where(camp[:, None] == camp[None, :], 0.4, 0.1), 1)
    made = Network(names, names, (half + half.T) * 1.0, NetworkSettings("ignore"), (), 0)
    graph = nx.from_numpy_array(made.matrix)
    best = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=n))
        for n in range(20)
    )
    found = find_camps(made)
    assert found.modularity >= best - 0.01
    assert sorted(x for group in found.groups for x in group) == list(names)


def test_camps_do_not_hang_on_order_or_chance() -> None:
    made = network(TRIANGLES)
    camps = find_camps(made)
    assert camps.groups == (("a", "b", "c"), ("d", "e", "f"))
    assert camps.of()["e"] == 1
    order = [4, 0, 5, 2, 1, 3]
    turned = Network(
        tuple(made.rows[n] for n in order),
        tuple(made.rows[n] for n in order),
        made.matrix[np.ix_(order, order)],
        made.settings,
        (),
        0,
    )
    assert find_camps(turned, seed=99) == camps
    assert find_camps(network([[0, -1], [-1, 0]])) == Camps((("a",), ("b",)), 0.0)


def test_camps_for_other_nodes() -> None:
    camps = Camps((("a", "b"), ("c",)), 0.3).covering(["b", "c", "x"])
    assert camps.groups == (("b",), ("c",), ("x",))


def test_the_ei_index_by_hand() -> None:
    made = network(TRIANGLES)
    groups: dict[str, str | None] = dict.fromkeys("abc", "one") | dict.fromkeys("def", "other")
    assert ei_index(made, groups) == pytest.approx((1 - 15) / 16)
    assert ei_index(made, dict.fromkeys("abcdef", "one")) == -1
    assert ei_index(made, {"c": "one", "d": "other"}) == 1
    assert ei_index(made, {"a": None, "b": "one"}) is None


def test_the_line_of_balance_by_hand(debate: Stances) -> None:
    same = draw_up(debate, NetworkSettings("congruence"))
    odds = draw_up(debate, NetworkSettings("conflict"))
    split = [["Ask", "Birk"], ["Cedar", "Dogwood"], ["Fir"]]
    assert line_of_balance(same, odds, split) == 1.0
    assert line_of_balance(
        same, odds, [["Ask", "Birk", "Cedar", "Dogwood", "Fir"]]
    ) == pytest.approx(4 / 12)
    alone = draw_up(Stances((Stance("Ask", "tolls", 1),)), NetworkSettings("conflict"))
    assert line_of_balance(alone, alone, [["Ask"]]) is None


def test_esteban_and_ray_by_hand() -> None:
    # Three groups of a third at the ends and the middle, α = 1: 4 · (1/27) · (2·1 + 4·½).
    assert esteban_ray([-1, 0, 1]) == pytest.approx(16 / 27)
    assert esteban_ray([-1, 1], [3, 1]) == pytest.approx(4 * (9 / 16 / 4 + 1 / 16 * 3 / 4))
    assert esteban_ray([]) == 0
    assert esteban_ray([0, 1, 1, 0], scale=(0, 1), alpha=1.3) == pytest.approx(1)


@many
@given(positions, alphas)
def test_polarisation_is_bounded_and_has_two_mirrors(where: list[float], alpha: float) -> None:
    found = esteban_ray(where, alpha=alpha)
    assert 0 <= found <= 1 + 1e-12
    assert (found == 0) == (len(set(where)) == 1)
    assert esteban_ray([-y for y in where], alpha=alpha) == pytest.approx(found)
    assert esteban_ray(where[::-1] * 3, alpha=alpha) == pytest.approx(found)


@many
@given(positions, alphas)
def test_polarisation_is_the_sum_it_is_said_to_be(where: list[float], alpha: float) -> None:
    n = len(where)
    share = {y: where.count(y) / n for y in where}
    total = sum(share[g] ** (1 + alpha) * share[h] * abs(g - h) / 2 for g in share for h in share)
    assert esteban_ray(where, alpha=alpha) == pytest.approx(2 ** (1 + alpha) * total)


def test_two_blocks_polarise_more_than_the_same_scattered() -> None:
    # Esteban and Ray's point: merging neighbours raises polarisation, though it lowers a Gini.
    scattered, merged = [-1, -0.5, 0.5, 1], [-0.75, -0.75, 0.75, 0.75]
    assert esteban_ray(merged) > esteban_ray(scattered)
    assert esteban_ray(merged, alpha=0) <= esteban_ray(scattered, alpha=0)


def test_issues_are_told_with_the_most_divided_first(debate: Stances) -> None:
    tolls, rails, harbour = issue_polarisation(debate.rows)
    assert (tolls.issue, tolls.esteban_ray) == ("tolls", 1.0)
    assert (tolls.share_for, tolls.share_against, tolls.actors) == (0.6, 0.4, 4)
    assert (rails.issue, rails.actors_for, rails.actors_against) == ("rails", 1, 2)
    assert rails.share_neutral == 0.25
    assert harbour.esteban_ray == 0


def test_an_actor_counts_once_on_an_issue() -> None:
    said = [Stance("Ask", "tolls", 1)] * 9 + [Stance("Birk", "tolls", -1)]
    assert issue_polarisation(said)[0].esteban_ray == 1.0
    both = [Stance("Ask", "tolls", 1), Stance("Ask", "tolls", -1)]
    assert issue_polarisation(both)[0].esteban_ray == 0.0


def test_a_debate_as_a_whole(debate: Stances) -> None:
    found = polarisation(debate)
    assert found.camps == (("Ask", "Birk"), ("Cedar", "Dogwood"), ("Fir",))
    assert found.modularity == pytest.approx(found.congruence_modularity)
    assert found.balance == 1.0
    assert found.ei_index == -1.0
    assert found.esteban_ray == pytest.approx((5 * 1.0 + 4 * 0.625 + 0) / 10)
    assert found.as_dict()["issues"][0]["issue"] == "tolls"


def test_the_strongest_pairs_and_what_they_are_about(debate: Stances) -> None:
    (first, *_) = strongest(debate, "congruence")
    assert (first.one, first.other, first.count) == ("Ask", "Birk", 3)
    assert first.tie == pytest.approx(3 / 2.5)
    assert first.issues == ("tolls", "rails")
    odds = strongest(debate, "conflict", most=2)
    assert [(p.one, p.other) for p in odds] == [("Ask", "Cedar"), ("Ask", "Dogwood")]
    assert strongest(Stances((Stance("Ask", "tolls", 0),)), "conflict") == ()
