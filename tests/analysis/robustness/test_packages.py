"""Ranks and regret against a count by hand, package by package and world by world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from goldenbridge.analysis.central import Central
from goldenbridge.analysis.robustness.candidates import candidates
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.regret import minimax, regret
from goldenbridge.analysis.robustness.smaa import acceptabilities, rank_acceptability, ranks
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import FRESH, Settings

WORLDS = 64


@pytest.fixture(scope="module")
def pool(kit: Any) -> Pool:
    return Pool(Sample.draw(kit.load(kit.rich).at(), 3, WORLDS), FRESH, WORLDS)


@pytest.fixture(scope="module")
def slow(kit: Any, pool: Pool) -> Any:
    return kit.slow(pool.worlds())


@pytest.fixture(scope="module")
def rows(pool: Pool, slow: Any) -> np.ndarray:
    return np.array([pool.frame.index(package) for package in slow.packages[::3]])


# ------------------------------------------------------------------------------------------ ranks


def test_ranks_are_those_counted_by_hand(pool: Pool, slow: Any, rows: np.ndarray) -> None:
    found = acceptabilities(pool, rows)
    packages = slow.packages[::3]
    for p, party in enumerate(slow.parties):
        counts = np.zeros((len(rows), len(rows)), dtype=int)
        for world in range(WORLDS):
            worths = [slow.worth(world, party, package) for package in packages]
            for k, worth in enumerate(worths):
                counts[k, sum(other > worth + 1e-9 for other in worths)] += 1
        np.testing.assert_array_equal(found.counts[p], counts)
        told: Any = found.as_dict()["packages"]
        for k, one in enumerate(told):
            mean = sum(c * (rank + 1) for rank, c in enumerate(counts[k])) / WORLDS
            assert one["parties"][party]["mean_rank"] == pytest.approx(mean, abs=1e-6)
            assert one["parties"][party]["first"]["estimate"] == pytest.approx(
                counts[k, 0] / WORLDS, abs=1e-6
            )
    joint = [sum(slow.signed(w, package) for w in range(WORLDS)) for package in packages]
    assert [share.count for share in found.joint] == joint


def test_central_weights_are_means_of_the_worlds_where_a_package_is_first(
    pool: Pool, slow: Any, rows: np.ndarray
) -> None:
    found = acceptabilities(pool, rows)
    assert found.complete
    assert found.central
    packages = slow.packages[::3]
    judged = pool.worlds().judged
    for (p, k), weights in found.central.items():
        party = slow.parties[p]
        first = [
            w for w in range(WORLDS)
            if all(slow.worth(w, party, packages[k]) >= slow.worth(w, party, other) - 1e-9
                   for other in packages)
        ]  # fmt: skip
        assert len(first) == found.counts[p, k, 0]
        for path, mean in weights.items():
            assert path[1] == party
            assert mean == pytest.approx(judged[path][first].mean())


def test_the_confidence_factor_sets_the_central_weights(
    kit: Any, pool: Pool, slow: Any, rows: np.ndarray
) -> None:
    found = acceptabilities(pool, rows)
    (p, k), weights = next((key, one) for key, one in found.central.items() if one)
    changed = kit.slow(pool.worlds(Settings(values=weights)))
    party, packages = slow.parties[p], slow.packages[::3]
    first = sum(
        all(changed.worth(w, party, packages[k]) >= changed.worth(w, party, other) - 1e-9
            for other in packages)
        for w in range(WORLDS)
    )  # fmt: skip
    assert found.confidence[p, k].count == first


def test_it_stops_between_confidence_factors(pool: Pool, rows: np.ndarray) -> None:
    found = acceptabilities(pool, rows, stop=lambda: True)
    assert len(found.confidence) == 1
    assert not found.complete


@given(arrays(np.float64, (5, 4), elements=st.integers(0, 3).map(float)))
def test_ties_share_the_better_rank(worths: np.ndarray) -> None:
    found = rank_acceptability(worths)
    assert (found.sum(axis=1) == 5).all()
    assert found[:, 0].sum() >= 5
    np.testing.assert_array_equal(ranks(worths) == 0, worths == worths.max(axis=1, keepdims=True))


# ----------------------------------------------------------------------------------------- regret


def test_regret_is_what_is_missed_as_counted_by_hand(
    pool: Pool, slow: Any, rows: np.ndarray
) -> None:
    found = regret(pool.worlds(), rows)
    assert found.complete
    packages = slow.packages[::3]
    for world in range(WORLDS):
        signed = [package for package in slow.packages if slow.signed(world, package)]
        for k, package in enumerate(packages):
            taken = package in signed
            assert found.missed[world, k] == (bool(signed) and not taken)
            needed, lines = slow.needed(package), slow.crossed(world, package)
            refusing = [
                party for party in needed
                if slow.gain(world, party, package) < -1e-9
                or any(party in slow.owners(line) for line in lines)
            ]  # fmt: skip
            share = len(refusing) / len(needed) if found.missed[world, k] else 0.0
            assert found.refusing[world, k] == pytest.approx(share)
            for p, party in enumerate(slow.parties):
                best = max([0.0, *(slow.gain(world, party, one) for one in signed)])
                has = slow.gain(world, party, package) if taken else 0.0
                assert found.points[world, p, k] == pytest.approx(max(best - has, 0.0), abs=1e-7)


def test_minimax_regret_weighs_parties_by_what_they_could_have_had() -> None:
    # Package 0 costs the first party 4 of its 10 points, package 1 the second 30 of its 100.
    points = np.array([[[4.0, 0.0], [0.0, 30.0]], [[1.0, 1.0], [10.0, 10.0]]])
    assert minimax(points, np.array([10.0, 100.0])) == [1]
    assert minimax(points, np.array([20.0, 100.0])) == [0]
    assert minimax(points * 0, np.array([10.0, 100.0])) == [0, 1]
    assert minimax(points * [[7.0], [1.0]], np.array([70.0, 100.0])) == [1]


def test_it_stops_between_parties(pool: Pool, rows: np.ndarray) -> None:
    found = regret(pool.worlds(), rows, stop=lambda: True)
    assert found.parties == pool.frame.parties[:1]
    assert found.points.shape[1] == 1
    assert not found.complete


# -------------------------------------------------------------------------------------- candidates


def test_candidates_are_each_there_once_the_chosen_first(pool: Pool, rows: np.ndarray) -> None:
    central = Central(pool.frame)
    found = candidates(rows[:2], central)
    assert len(found) <= 12
    assert len({tuple(row) for row in found}) == len(found)
    np.testing.assert_array_equal(found[:2], rows[:2])
    solved = central.solutions(rows[0])["nash"]["package"]  # type: ignore[index]
    assert solved in [pool.frame.package(row) for row in found]
    np.testing.assert_array_equal(candidates(rows[:2]), rows[:2])
    assert candidates(rows[:0]).shape == (0, rows.shape[1])
