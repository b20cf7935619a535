"""What some could settle alone: each sub-deal and each temptation tried by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions.signing import bits
from goldenbridge.analysis.coalitions.subdeals import (
    Subdeal,
    settles,
    sub_layers,
    subdeals,
    tempted,
)
from goldenbridge.analysis.coalitions.voices import onlookers
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import FRESH


def ask(sample: Sample, package: Any) -> list[Subdeal]:
    signs = np.ones(len(sample.fresh), dtype=np.bool_)
    outside = onlookers(sample.fresh, sample.seed, FRESH)
    return subdeals(sample, package, signs, outside, lambda s, d: None, lambda: False)[0]


def alone(hand: Any, group: tuple[str, ...]) -> set[str]:
    """The issues that a group can settle, by the words of the format."""
    body = hand.slow.body
    always = {k for k in hand.slow.parties if body.parties[k].consent == "always"}
    return {
        key
        for key, issue in body.issues.items()
        if (set(issue.between) or always) <= set(group)
        and all(k in group for k in hand.slow.parties if key in body.parties[k].controls)
    }


def packages(hand: Any, group: tuple[str, ...]) -> list[dict[str, str]]:
    issues, free = hand.slow.body.issues, alone(hand, group)
    return [
        p
        for p in hand.slow.packages
        if all(p[k] == i.default or k in free for k, i in issues.items())
    ]


def is_whole(hand: Any, group: tuple[str, ...]) -> bool:
    body = hand.slow.body
    return all(k in group for k in hand.slow.parties if body.parties[k].consent == "always")


def gain(hand: Any, group: tuple[str, ...], world: int, party: str, p: Mapping[str, str]) -> float:
    """Over no deal: a deal against it, a sub-deal by what it moves against the defaults."""
    if is_whole(hand, group):
        return float(hand.slow.gain(world, party, p))
    default = {key: issue.default for key, issue in hand.slow.body.issues.items()}
    before = hand.slow.worth(world, party, default)
    return float(hand.slow.worth(world, party, p) - before - 1e-6)


def test_each_coalition_settles_and_finds_what_it_does_by_hand(hands: Any, choose: Any) -> None:
    seen = found = 0
    for sample, hand in hands:
        told = {one.members: one for one in ask(sample, None)}
        parties = list(sample.frame.parties)
        for group in choose(parties, 2, len(parties) - 1):
            mask = sum(1 << parties.index(p) for p in group)
            if not alone(hand, group):
                assert mask not in told
                continue
            assert set(told[mask].settles) == alone(hand, group)
            assert told[mask].is_deal == is_whole(hand, group)
            there = sum(
                any(
                    hand.clear(w, p, group)
                    and all(gain(hand, group, w, q, p) >= -1e-9 for q in group)
                    for p in packages(hand, group)
                )
                for w in range(len(hand.slow.worlds))
            )
            assert told[mask].exists.count == there
            seen, found = seen + 1, found + there
    assert seen > 20
    assert found > 50


def test_a_coalition_is_tempted_where_by_hand_all_its_members_gain(hands: Any, choose: Any) -> None:
    hits = 0
    for sample, hand in hands:
        chosen, _, _ = widely_acceptable(sample, 1)
        if not len(chosen):
            continue
        frame, whole = sample.frame, sample.frame.package(chosen[0])
        parties = list(frame.parties)
        for group in choose(parties, 2, len(parties) - 1):
            mask = sum(1 << parties.index(p) for p in group)
            layers = sub_layers(frame, mask)
            if layers is None:
                continue
            told = tempted(sample.worlds, layers, mask, chosen[0])
            for world in range(len(sample.worlds)):
                over = {q: max(hand.slow.gain(world, q, whole), 0.0) for q in group}
                by_hand = any(
                    hand.clear(world, p, group)
                    and all(gain(hand, group, world, q, p) > over[q] + 1e-6 for q in group)
                    for p in packages(hand, group)
                )
                assert bool(told[world]) == by_hand
                hits += by_hand
    assert hits > 5


def test_harm_is_the_sub_deal_against_what_holds_without_it(
    voiced: Any, kit: Any, hand: Any
) -> None:
    sample = Sample.draw(voiced.at(), 3, 64)
    slow = hand(kit.slow(sample.fresh))
    looked = 0
    default = {key: issue.default for key, issue in slow.slow.body.issues.items()}
    for one in ask(sample, None):
        if one.package is None:
            continue
        group = tuple(sample.frame.parties[n] for n in bits(one.members))
        package = sample.frame.package(one.package)
        taken = [
            w
            for w in range(len(sample.fresh))
            if slow.clear(w, package, group)
            and all(gain(slow, group, w, q, package) >= -1e-9 for q in group)
        ]
        assert one.taken is not None
        assert one.taken.count == len(taken)
        for harm in one.harms:
            if harm.id not in sample.frame.parties:
                continue
            moved = [
                slow.slow.worth(w, harm.id, package) - slow.slow.worth(w, harm.id, default)
                for w in taken
            ]
            assert harm.worse.count == sum(m < -1e-9 for m in moved)
            if moved:
                assert harm.points is not None
                assert harm.points.median == pytest.approx(float(np.median(moved)))
            looked += 1
    assert looked


def test_those_not_asked_are_told_too_where_their_worths_are_known(voiced: Any) -> None:
    told = ask(Sample.draw(voiced.at(), 3, 64), None)
    assert {harm.id for one in told for harm in one.harms} >= {"dov"}
    assert not any(harm.id == "eli" for one in told for harm in one.harms)


def test_closed_issues_are_nobodys_to_settle(kit: Any) -> None:
    text = kit.rich.replace("default: low}", "default: low, open: false}")
    frame = Sample.draw(kit.load(text).at(), 1, 16).frame
    assert settles(frame, 0b111).tolist() == [True, True, False, True]
