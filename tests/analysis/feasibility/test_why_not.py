"""Why there is no deal: each conflict and each relaxation solved again by brute force."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.feasibility import why_not as module
from goldenbridge.analysis.feasibility.why_not import SIZE_LIMIT, WhyNot, why_not
from goldenbridge.analysis.feasibility.zone import zone
from goldenbridge.analysis.sample import Sample

WORLDS = 96

Ids = frozenset[str]


def ask(sample: Sample) -> tuple[WhyNot, Any]:
    answers = zone(sample, lambda stage, done: None, lambda: False)[1]
    told = why_not(sample.worlds, answers.on, lambda stage, done: None)
    return told, sample.worlds.some(~answers.on)


def ids(members: Any) -> Ids:
    return frozenset(member.id for member in members)


@pytest.fixture(scope="module")
def blocked(kit: Any) -> tuple[WhyNot, Any]:
    told, without = ask(Sample.draw(kit.load(kit.rich).at(), 3, WORLDS))
    return told, kit.slow(without)


@pytest.fixture(scope="module")
def lacking(blocked: tuple[WhyNot, Any]) -> list[set[Ids]]:
    """What each package leaves unsatisfied, in each world without a deal."""
    slow = blocked[1]
    return [
        {slow.lacks(world, package) for package in slow.packages}
        for world in range(len(slow.worlds))
    ]


def impossible(kept: Ids, lacking: set[Ids]) -> bool:
    """Whether no package satisfies all that is kept."""
    return all(kept & missing for missing in lacking)


def smallest(sets: set[Ids]) -> set[Ids]:
    return {one for one in sets if not any(other < one for other in sets)}


def conflicts_by_hand(lacking: set[Ids], members: Ids) -> set[Ids]:
    """Every subset of what binds, tried: those that cannot stand though each part of it can."""
    tried = [frozenset(c) for n in range(1, SIZE_LIMIT + 1) for c in combinations(members, n)]
    return smallest({one for one in tried if impossible(one, lacking)})


def everything(slow: Any, world: int) -> Ids:
    binding = [key for n, key in enumerate(slow.lines) if slow.worlds.binds[world, n]]
    return frozenset([*binding, *slow.parties])


def test_worlds_without_a_deal_are_what_is_looked_at(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    told, slow = blocked
    assert told.worlds == len(slow.worlds) > 20
    assert not any(frozenset() in missing for missing in lacking)


def test_conflicts_are_just_the_minimal_sets_that_cannot_stand(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    """All of them, each as often as it occurs, by trying every subset in every world."""
    told, slow = blocked
    by_hand = [conflicts_by_hand(m, everything(slow, world)) for world, m in enumerate(lacking)]
    counts = Counter(one for found in by_hand for one in found)
    listed = {ids(c.members): c.share.count for c in told.conflicts}
    assert set(listed.items()) <= set(counts.items())
    assert len(listed) == min(len(counts), module.LISTED) > 3
    assert all(counts[one] <= min(listed.values()) for one in counts if one not in listed)
    assert told.larger.count == sum(not found for found in by_hand)
    assert told.cut_short.count == 0


def test_a_conflict_stands_once_any_member_is_removed(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    told, slow = blocked
    for conflict in told.conflicts:
        members = ids(conflict.members)
        worlds = [
            w
            for w, missing in enumerate(lacking)
            if members <= everything(slow, w)
            and impossible(members, missing)
            and not any(impossible(members - {one}, missing) for one in members)
        ]
        assert len(worlds) == conflict.share.count


def test_relaxations_are_just_the_smallest_sets_whose_giving_makes_a_deal(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    told, _ = blocked
    counts: Counter[Ids] = Counter()
    for missing in lacking:
        counts.update(smallest(missing))
    listed = {ids(r.members): r.share.count for r in told.relaxations}
    assert set(listed.items()) <= set(counts.items())
    assert len(listed) == min(len(counts), module.LISTED)
    assert all(counts[one] <= min(listed.values()) for one in counts if one not in listed)


def test_dropping_a_relaxation_makes_a_deal_and_less_of_it_does_not(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    told, _ = blocked
    for relaxation in told.relaxations:
        given_up = ids(relaxation.members)
        worlds = [missing for missing in lacking if given_up in smallest(missing)]
        assert len(worlds) == relaxation.share.count
        for missing in worlds:
            assert any(lacks <= given_up for lacks in missing)
            for one in given_up:
                assert not any(lacks <= given_up - {one} for lacks in missing)


def test_shortfalls_and_margins_are_what_the_best_package_leaves(
    blocked: tuple[WhyNot, Any], lacking: list[set[Ids]]
) -> None:
    told, slow = blocked
    kinds = set()
    for relaxation in told.relaxations:
        given_up = ids(relaxation.members)
        worlds = [w for w, missing in enumerate(lacking) if given_up in smallest(missing)]
        parties = [p for p in slow.parties if p in given_up]
        if len(parties) > 1:
            assert relaxation.effects == ()
            continue
        asked = parties or sorted({o for key in given_up for o in slow.owners(key)})
        assert sorted(e.party for e in relaxation.effects) == asked
        for effect in relaxation.effects:
            kinds.add(effect.kind)
            assert effect.kind == ("shortfall" if parties else "margin")
            values = [_best(slow, w, effect.party, given_up, bool(parties)) for w in worlds]
            low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
            assert effect.median == pytest.approx(middle, abs=1e-6)
            assert (effect.low, effect.high) == pytest.approx((low, high), abs=1e-6)
    assert kinds == {"shortfall", "margin"}


def _best(slow: Any, world: int, party: str, given_up: Ids, short: bool) -> float:
    """The least it falls short, or the most it is over no deal, the others content."""
    margins = []
    for package in slow.packages:
        if slow.lacks(world, package) - {party} <= given_up - {party}:
            free = short and party not in slow.needed(package)
            margins.append(np.inf if free else slow.gain(world, party, package))
    return float(max(-max(margins), 0.0)) if short else float(max(margins))


def test_members_are_told_in_words(blocked: tuple[WhyNot, Any]) -> None:
    members = [m for c in blocked[0].conflicts for m in c.members]
    by_id = {m.id: m.as_dict() for m in members}
    assert by_id["ben"] == {
        "kind": "no_deal", "id": "ben", "name": "What Ben has without a deal", "owners": ["ben"],
    }  # fmt: skip
    lines = [m for m in by_id.values() if m["kind"] == "red_line"]
    assert {"no-watch-untaxed", "not-new"} <= {str(m["id"]) for m in lines}
    assert by_id["not-new"]["owners"] == ["ben"]
    assert by_id["not-new"]["name"] == "Not the new."


def test_red_lines_that_collide_alone_are_a_conflict_of_two(kit: Any) -> None:
    """Ana takes only the new border, Ben anything but: where both bind, just these two collide."""
    text = kit.rich.replace("at_least: moved", "at_least: new")
    told, without = ask(Sample.draw(kit.load(text).at(), 3, WORLDS))
    both = without.binds[:, 0] & without.binds[:, 1]
    first = {ids(c.members): c.share.count for c in told.conflicts}
    assert first[frozenset({"border-moves", "not-new"})] == both.sum() > 0


def test_nothing_stands_in_the_way_where_every_world_has_a_deal(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 20)
    told = why_not(sample.worlds, np.ones(len(sample.worlds), bool), lambda stage, done: None)
    assert (told.conflicts, told.relaxations, told.worlds) == ((), (), 0)
