"""Networks over time: windows cover the statements as they say."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.discourse import (
    NetworkSettings,
    Stance,
    Stances,
    Windows,
    draw_slices,
    draw_up,
    polarisation_over_time,
    slices,
)
from goldenbridge.analysis.discourse.slices import UNITS
from goldenbridge.errors import NetworkEmpty, NetworkSettingsClash

many = settings(deadline=None, max_examples=60)


tables = st.lists(
    st.builds(
        Stance,
        st.sampled_from(["Ask", "Birk", "Cedar"]),
        st.sampled_from(["tolls", "rails"]),
        st.sampled_from([-1, 1]),
        st.sampled_from("abc"),
        st.dates(date(2021, 11, 20), date(2022, 3, 1)),
    ),
    min_size=1,
    max_size=16,
)


@many
@given(tables, st.sampled_from(UNITS), st.integers(1, 5))
def test_windows_that_do_not_overlap_part_the_whole(
    said: list[Stance], unit: str, size: int
) -> None:
    found = slices(tuple(said), Windows(unit, size))  # type: ignore[arg-type]
    assert sorted(map(repr, said)) == sorted(repr(r) for s in found for r in s.rows)
    assert all(a.last <= b.first for a, b in pairwise(found))
    whole = draw_up(Stances(tuple(said)), NetworkSettings("two-mode")).matrix
    parts = draw_slices(Stances(tuple(said)), Windows(unit, size), NetworkSettings("two-mode"))  # type: ignore[arg-type]
    assert (sum(n.matrix for n in parts) == whole).all()


@many
@given(tables, st.sampled_from(UNITS), st.integers(1, 4))
def test_windows_that_add_up_end_with_the_whole(said: list[Stance], unit: str, size: int) -> None:
    found = draw_slices(Stances(tuple(said)), Windows(unit, size, None, True))  # type: ignore[arg-type]
    assert all(a.statements <= b.statements for a, b in pairwise(found))
    assert (found[-1].matrix == draw_up(Stances(tuple(said))).matrix).all()


@many
@given(tables, st.integers(2, 4))
def test_moving_windows_hold_what_their_days_say(said: list[Stance], size: int) -> None:
    found = slices(tuple(said), Windows("month", size, 1))
    for window in found:
        inside = [r for r in said if r.date and window.first <= r.date <= window.last]
        assert sorted(map(repr, inside)) == sorted(map(repr, window.rows))
    assert {repr(r) for r in said} == {repr(r) for s in found for r in s.rows}


@many
@given(tables, st.integers(1, 6), st.integers(1, 6))
def test_windows_of_events_hold_so_many(said: list[Stance], size: int, step: int) -> None:
    found = slices(tuple(said), Windows("event", size, step))
    assert all(len(s.rows) == size for s in found[:-1])
    assert len(found[-1].rows) <= size


def test_months_follow_the_calendar(debate: Stances) -> None:
    made = draw_slices(debate, Windows("month"), NetworkSettings("ignore"))
    assert [n.label for n in made] == ["2022-01", "2022-02", "2022-03", "2022-04", "2022-05"]
    assert [n.statements for n in made] == [2, 4, 0, 0, 2]
    assert len({n.rows for n in made}) == 1
    assert "Elm" not in made[0].rows
    assert "2 are undated" in made[0].remarks
    weeks = slices(debate.rows, Windows("week"))
    assert weeks[0].first == date(2022, 1, 3)
    assert weeks[0].label == "2022-01-03/2022-01-09"
    years = slices(debate.rows, Windows("year"))
    assert [(s.label, len(s.rows)) for s in years] == [("2022", 8)]


def test_duplicates_go_before_windows_are_cut(debate: Stances) -> None:
    settings = NetworkSettings("two-mode", duplicates="range")
    made = draw_slices(debate, Windows("month"), settings)
    assert sum(n.statements for n in made) == 7
    assert np.abs(made[0].matrix).sum() == 1


def test_polarisation_over_time_has_a_row_a_window(debate: Stances) -> None:
    found = polarisation_over_time(debate, Windows("month"))
    assert [p.label for p in found] == ["2022-01", "2022-02", "2022-03", "2022-04", "2022-05"]
    assert found[2].esteban_ray is None
    assert found[1].esteban_ray == pytest.approx((2 * 0 + 2 * 1) / 4)


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("month", Windows("month")),
        ("2 weeks", Windows("week", 2)),
        ("3 months/1", Windows("month", 3, 1)),
        ("100 events", Windows("event", 100)),
        ("Year+", Windows("year", 1, None, True)),
    ],
)
def test_windows_in_words(text: str, windows: Windows) -> None:
    assert Windows.read(text) == windows


@pytest.mark.parametrize("text", ["", "fortnight", "0 days", "3 months/0", "-1 week", "1.5 days"])
def test_odd_windows_are_refused(text: str) -> None:
    with pytest.raises(NetworkSettingsClash):
        Windows.read(text)


def test_the_ends_of_the_calendar_do_no_harm() -> None:
    for day in (date.min, date.max):
        for unit in UNITS:
            (only,) = slices((Stance("Ask", "tolls", 1, date=day),), Windows(unit))
            assert len(only.rows) == 1


def test_too_many_windows_and_no_dates_are_refused() -> None:
    ends = tuple(Stance("Ask", "tolls", 1, date=d) for d in (date.min, date.max))
    with pytest.raises(NetworkSettingsClash, match=r"3,652,058 windows"):
        slices(ends, Windows("day"))
    with pytest.raises(NetworkEmpty, match="1 are undated"):
        draw_slices(Stances((Stance("Ask", "tolls", 1),)), Windows("day"))
