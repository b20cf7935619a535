"""Deals above somebody's head: what they are and what would buy consent, package by package."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions.blocking import blocking
from goldenbridge.analysis.coalitions.clients import Client, clients, looked_at
from goldenbridge.analysis.sample import Sample


def quiet(stage: str, done: float) -> None:
    """Nobody is told."""


def ask(sample: Sample) -> list[Client]:
    deal = blocking(sample.worlds, quiet, lambda: False).deal
    return clients(sample, deal, quiet, lambda: False)[0]


@pytest.fixture(scope="module")
def asked(hands: Any) -> list[tuple[Sample, list[Client], Any]]:
    return [(sample, ask(sample), hand) for sample, hand in hands]


def test_where_a_deal_is_above_its_head_and_where_it_is_not(asked: Any) -> None:
    vetoed = 0
    for sample, told, hand in asked:
        for one in told:
            now, without, alone, with_it = 0, 0, 0, 0
            for world in range(len(sample.worlds)):
                deals, others = hand.signed(world), hand.signed(world, {one.id})
                now += bool(deals)
                without += bool(others)
                alone += bool(hand.leaving_alone(deals, {one.id}))
                with_it += any(
                    hand.slow.gain(world, one.id, p) >= -1e-9
                    and hand.clear(world, p, {*hand.asked(p), one.id})
                    for p in deals
                )
            assert (one.deal.count, one.without.count) == (now, without)
            assert one.vetoed.count == without - now
            assert (one.leaves_alone.count, one.with_consent.count) == (alone, with_it)
            vetoed += one.vetoed.count
    assert vetoed > 10


def kept(hand: Any, world: int, package: dict[str, str], but: str = "") -> bool:
    """Whether a package crosses no binding line of those it needs, one line left out."""
    slow = hand.slow
    return not any(
        slow.worlds.binds[world, n] and slow.crosses(key, package) and key != but
        for n, key in enumerate(slow.lines)
        if set(slow.owners(key)) & hand.asked(package)
    )


def test_the_points_and_the_lines_that_would_buy_consent(asked: Any) -> None:
    """In each vetoed world: the least that the others' packages leave it short, its lines kept."""
    bought = stuck = 0
    for sample, told, hand in asked:
        slow = hand.slow
        for one in told:
            missing, lines = [], dict.fromkeys(one.lines_do, 0)
            for world in range(len(sample.worlds)):
                others = hand.signed(world, {one.id})
                if hand.signed(world) or not others:
                    continue

                short = [-slow.gain(world, one.id, p) for p in others if kept(hand, world, p)]
                if short:
                    missing.append(min(short))
                else:
                    for key in lines:
                        lines[key] += any(kept(hand, world, p, key) for p in others)
            assert one.points_do.count == len(missing)
            if missing:
                assert one.points is not None
                assert one.points.median == pytest.approx(float(np.median(missing)))
            assert {k: v.count for k, v in one.lines_do.items()} == lines
            bought, stuck = bought + len(missing), stuck + sum(lines.values())
    assert bought > 3
    assert stuck > 0


def test_the_package_above_its_head_is_the_one_most_worlds_of_the_others_sign(asked: Any) -> None:
    for sample, told, hand in asked:
        for one in told:
            counts = [
                sum(hand.signs(w, p, {one.id}) for w in range(len(sample.worlds)))
                for p in hand.slow.packages
            ]
            if one.above is None:
                assert not any(counts)
                continue
            package = sample.frame.package(one.above.package)
            assert counts[hand.slow.packages.index(package)] == max(counts)


def test_who_refuses_it_and_what_would_carry_it(asked: Any, kit: Any, hand: Any) -> None:
    refused = 0
    for sample, told, _ in asked[:8]:
        slow = kit.slow(sample.fresh)
        by_hand = hand(slow)
        for one in told:
            if one.above is None:
                continue
            package = sample.frame.package(one.above.package)
            signs = [w for w in range(len(slow.worlds)) if by_hand.signs(w, package, {one.id})]
            turned = [w for w in signs if not by_hand.signs(w, package)]
            assert one.above.others_sign.count == len(signs)
            assert one.above.refused.count == len(turned)
            gains = [slow.gain(w, one.id, package) for w in signs]
            assert one.above.short.count == sum(g < -1e-9 for g in gains)
            found: Counter[tuple[tuple[str, str], ...]] = Counter()
            for w in turned:
                options = []
                for other in slow.packages:
                    change = tuple((k, v) for k, v in other.items() if package[k] != v)
                    if 0 < len(change) <= 2 and by_hand.signs(w, other):
                        loss = max(
                            slow.worth(w, q, package) - slow.worth(w, q, other)
                            for q in slow.parties
                            if q != one.id
                        )
                        options.append((len(change), round(loss, 9), change))
                if options:
                    found[min(options, key=lambda o: o[:2])[2]] += 1
            assert one.above.carries.none.count == len(turned) - found.total()
            for change in one.above.carries.changes:
                assert found[tuple(change.change.items())] == change.share.count
            refused += len(turned)
    assert refused > 20


def test_only_levers_of_the_patron_that_touch_the_client_are_its_hold(voiced: Any) -> None:
    (cyr,) = ask(Sample.draw(voiced.at(), 1, 32))
    assert cyr.patron == "ana"
    assert cyr.levers == {"boats": ("worth to cyr of port=open",)}
    assert cyr.as_dict()["patron_levers"] == [
        {"id": "boats", "touches": ["worth to cyr of port=open"]}
    ]


def test_one_who_leans_on_a_patron_is_looked_at_even_if_always_asked(kit: Any) -> None:
    text = kit.pair.replace("name: Two, consent: always", "name: Two, consent: always, patron: one")
    sample = Sample.draw(kit.load(text).at(), 1, 32)
    assert looked_at(sample.frame) == ["two"]
    (two,) = ask(sample)
    assert two.leaves_alone.count == 0
    assert two.controls == ()
    assert two.with_consent == two.deal


def test_without_clients_there_is_nothing_to_ask(kit: Any) -> None:
    assert ask(Sample.draw(kit.load(kit.pair).at(), 1, 16)) == []
