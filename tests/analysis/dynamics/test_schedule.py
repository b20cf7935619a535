"""Policies as epochs: dates and months, parts that overlap, moments that cannot be."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.schedule import (
    NOTHING,
    PolicyDate,
    PolicyUnknown,
    known_policies,
    schedule,
)
from goldenbridge.case.case import Snapshot
from goldenbridge.case.over_time import Policy, month_of


def laid_out(at: Snapshot, *parts: dict[str, Any], months: float = 60) -> list[tuple[float, Any]]:
    """The epochs of a policy of these parts, as (start, what is done)."""
    policy = Policy.model_validate({"name": "P", "schedule": list(parts)})
    body = at.body.model_copy(update={"policies": {"p": policy}})
    found = schedule(replace(at, body=body), "p", months)
    return [(e.start, (sorted(e.levers), [knob for _, knob, _ in e.turns])) for e in found.epochs]


@pytest.fixture(scope="module")
def at(kit: Any, crisis: str) -> Snapshot:
    made: Snapshot = kit.load(crisis).at(None)
    return made


def test_doing_nothing_new_is_always_known(at: Snapshot) -> None:
    assert known_policies(at) == [NOTHING, "sweet", "late", "steps", "dated"]
    assert [(e.start, e.levers) for e in schedule(at, NOTHING, 60).epochs] == [(0.0, frozenset())]


def test_dates_are_months_of_thirty_days_from_the_snapshot(at: Snapshot) -> None:
    assert [e.start for e in schedule(at, "dated", 60).epochs] == [0.0, 2.0, 7.0]
    assert month_of("2031-01-31", at.id) == 1.0
    assert month_of("2030-12-31", at.id) == pytest.approx(-1 / 30)


def test_parts_that_overlap_hold_together_while_both_do(at: Snapshot) -> None:
    parts = ({"end": 8, "levers": ["sweeten"]}, {"start": 4, "levers": ["press"]})
    assert laid_out(at, *parts) == [
        (0.0, (["sweeten"], [])),
        (4.0, (["press", "sweeten"], [])),
        (8.0, (["press"], [])),
    ]


def test_a_pause_is_an_epoch_of_its_own(at: Snapshot) -> None:
    parts = ({"end": 2, "levers": ["press"]}, {"start": 5, "end": 6, "levers": ["press"]})
    levers = [(start, done[0]) for start, done in laid_out(at, *parts)]
    assert levers == [(0.0, ["press"]), (2.0, []), (5.0, ["press"]), (6.0, [])]


def test_a_hand_over_to_the_same_is_no_change(at: Snapshot) -> None:
    """Merging them saves a whole table of worths, and says what is so."""
    parts = ({"end": 2, "levers": ["press"]}, {"start": 2, "levers": ["press"]})
    assert laid_out(at, *parts) == [(0.0, (["press"], []))]


def test_what_begins_as_time_is_over_is_no_epoch(at: Snapshot) -> None:
    part = {"start": 12, "levers": ["press"]}
    assert laid_out(at, part, months=12) == [(0.0, ([], []))]


@pytest.mark.parametrize(
    "part",
    [
        {"start": 60.1},
        {"end": 61},
        {"start": "2030-12-31"},
        {"start": "2022-02-30"},
        {"start": "2040-01-01"},
        {"start": "9999-99-99"},
        {"start": 5, "end": 5},
        {"start": 6, "end": 5},
        {"start": "2031-03-02", "end": 1.5},
    ],
)
def test_moments_that_cannot_be(at: Snapshot, part: dict[str, Any]) -> None:
    with pytest.raises(PolicyDate, match=r'The policy "p" names .*\n.*from 0 to 60') as told:
        laid_out(at, {**part, "levers": ["press"]})
    assert told.value.exit_code == 2


def test_a_date_at_a_snapshot_that_is_none(at: Snapshot) -> None:
    named = replace(at, id="winter")
    with pytest.raises(PolicyDate, match="from winter on"):
        schedule(named, "dated", 60)
    assert [e.start for e in schedule(named, "late", 60).epochs] == [0.0, 6.0]


def test_a_policy_that_is_not_there(at: Snapshot) -> None:
    with pytest.raises(PolicyUnknown, match='Did you mean "sweet"') as told:
        schedule(at, "swet", 60)
    assert told.value.exit_code == 2
    with pytest.raises(PolicyUnknown) as harmful:
        schedule(at, "\x1b[31mred\x07", 60)
    assert "\x1b" not in str(harmful.value)
    assert "\x07" not in str(harmful.value)


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 20) | st.none(), st.sampled_from("spa")),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 59),
)
def test_at_any_time_what_parts_say_is_done(
    at: Snapshot, parts: list[tuple[int, int | None, str]], month: int
) -> None:
    names = {"s": "sweeten", "p": "press", "a": "agenda"}
    written = [
        {"start": start, "end": None if more is None else start + more, "levers": [names[which]]}
        for start, more, which in parts
    ]
    epochs = laid_out(at, *written)
    starts = [start for start, _ in epochs]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    now = [done[0] for start, done in epochs if start <= month][-1]
    wanted = {
        names[which]
        for start, more, which in parts
        if start <= month and (more is None or month < start + more)
    }
    assert now == sorted(wanted)
    assert all(before[1] != after[1] for before, after in itertools.pairwise(epochs))
