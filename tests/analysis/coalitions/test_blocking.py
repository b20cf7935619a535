"""Who can block and who does: every coalition set aside by hand, world by world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.coalitions.blocking import Blocking, blocking, coalitions_of
from goldenbridge.analysis.coalitions.signing import bits, signed
from goldenbridge.analysis.sample import Sample


def quiet(stage: str, done: float) -> None:
    """Nobody is told."""


def ask(sample: Sample) -> Blocking:
    return blocking(sample.worlds, quiet, lambda: False)


@pytest.fixture(scope="module")
def asked(hands: Any) -> list[tuple[Blocking, Any]]:
    return [(ask(sample), hand) for sample, hand in hands]


def names(told: Blocking, mask: int) -> tuple[str, ...]:
    return tuple(told.frame.parties[n] for n in bits(mask))


def test_each_coalition_opens_can_block_and_blocks_as_by_hand(asked: Any) -> None:
    blocks = 0
    for told, hand in asked:
        worlds = range(len(hand.slow.worlds))
        now = [bool(hand.signed(w)) for w in worlds]
        assert told.deal.tolist() == now
        for one in told.coalitions:
            group = names(told, one.members)
            others = [hand.signed(w, group) for w in worlds]
            can = sum(bool(o) and not hand.leaving_alone(o, group) for o in others)
            assert one.without.count == sum(map(bool, others))
            assert one.can_block.count == can
            assert one.does_block.count == sum(
                bool(o) and not n for o, n in zip(others, now, strict=True)
            )
            blocks += one.does_block.count
    assert blocks > 100


def test_minimal_coalitions_are_the_smallest_that_open_a_deal(asked: Any) -> None:
    for told, hand in asked:
        counted: dict[int, int] = {}
        for world in np.flatnonzero(~told.deal).tolist():
            opening = [
                mask
                for mask in coalitions_of(len(told.frame.parties))
                if hand.signed(world, names(told, mask))
            ]
            for mask in opening:
                if not any(m != mask and m & mask == m for m in opening):
                    counted[mask] = counted.get(mask, 0) + 1
        assert told.minimal == counted


def test_who_blocks_could(asked: Any) -> None:
    for told, _ in asked:
        for one in told.coalitions:
            assert one.does_block.count <= one.can_block.count <= one.without.count


@given(number=st.integers(0, 59), mask=st.integers(0, 15), more=st.integers(0, 15))
@settings(max_examples=60, deadline=None)
def test_setting_more_aside_never_loses_a_deal(
    invented: list[Any], number: int, mask: int, more: int
) -> None:
    """True as long as the issues keep their rules, since fewer are asked about the same deals."""
    worlds = Sample.draw(invented[number % len(invented)].at(), 5, 16).worlds
    whole = (1 << len(worlds.frame.parties)) - 1
    few = signed(worlds, aside=mask & whole)
    many = signed(worlds, aside=(mask | more) & whole)
    assert not (few & ~many).any()


@given(number=st.integers(0, 59))
@settings(max_examples=25, deadline=None)
def test_minimal_sets_do_open_and_no_part_of_them_does(invented: list[Any], number: int) -> None:
    worlds = Sample.draw(invented[number % len(invented)].at(), 6, 16).worlds
    told = blocking(worlds, quiet, lambda: False)
    for mask, count in told.minimal.items():
        opened = signed(worlds, aside=mask)
        parts = [signed(worlds, aside=mask & ~(1 << p)) for p in bits(mask)]
        assert np.count_nonzero(opened & ~np.any(parts, axis=0)) == count


def test_a_party_without_whom_there_is_no_deal_cannot_be_left_alone(voiced: Any) -> None:
    worlds = Sample.draw(voiced.at(), 1, 32).worlds
    assert not signed(worlds, untouched=0b001).any()


def test_it_ends_where_it_is_told_to(voiced: Any) -> None:
    worlds = Sample.draw(voiced.at(), 1, 32).worlds
    turns = iter([False, False, True])
    told = blocking(worlds, quiet, lambda: next(turns))
    assert told.cut_short
    assert [one.members for one in told.coalitions] == [1, 2]


def test_many_parties_are_asked_in_small_groups_only() -> None:
    assert max(mask.bit_count() for mask in coalitions_of(6)) == 3
    assert len(coalitions_of(5)) == 31
