"""A network over time: the same statements in windows of days, weeks, months, years or events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from goldenbridge.analysis.discourse.choosing import chosen, in_order
from goldenbridge.analysis.discourse.network import Network, drawn, everybody, reasons
from goldenbridge.analysis.discourse.settings import NetworkSettings
from goldenbridge.analysis.discourse.stances import Stance, Stances
from goldenbridge.errors import NetworkEmpty, NetworkSettingsClash

__all__ = ["UNITS", "Slice", "Windows", "draw_slices", "slices"]

Unit = Literal["day", "week", "month", "year", "event"]
UNITS: tuple[Unit, ...] = get_args(Unit)
#: More windows than anybody looks at: days over thirty years.
LIMIT_SLICES = 12_000
#: Numbers in the matrices of all windows together: 800 MB.
LIMIT_CELLS = 100_000_000
_WINDOWS = re.compile(r"(?:(\d{1,5}) ?)?(day|week|month|year|event)s?(?:/(\d{1,5}))?(\+?)")


@dataclass(frozen=True, slots=True)
class Windows:
    """Which windows of time to look through.

    Attributes
    ----------
    unit : ``day``, ``week`` (from Monday), ``month``, ``year``, or ``event``, which is a statement.
    size : how many of them a window spans.
    step : how many it moves on each time; left out, its own size, so that windows do not overlap.
    cumulative : each window reaches back to the first statement.

    >>> Windows.read("3 months/1"), Windows.read("year+").cumulative
    (Windows(unit='month', size=3, step=1, cumulative=False), True)
    """

    unit: Unit = "month"
    size: int = 1
    step: int | None = None
    cumulative: bool = False

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.size < 1 or (self.step is not None and self.step < 1):
            raise NetworkSettingsClash(
                f"windows of {self.size} {self.unit}s, moved by {self.step}",
                "Give a unit of day, week, month, year or event, and whole numbers from 1.",
            )

    @classmethod
    def read(cls, text: str) -> Windows:
        """Windows from words: ``month``, ``3 months``, ``3 months/1``; ``+`` at the end adds up.

        Raises
        ------
        NetworkSettingsClash : the words are none of these.
        """
        found = _WINDOWS.fullmatch(text.strip().lower())
        if found is None:
            raise NetworkSettingsClash(
                f'"{text[:40]}" is no kind of window',
                'Write "month", "2 weeks", "3 months/1" (moved by one), "100 events" or "year+" '
                "(each from the first day).",
            )
        size, unit, step, plus = found.groups()
        return cls(unit, int(size or 1), int(step) if step else None, bool(plus))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Slice:
    """Statements of one window.

    Attributes
    ----------
    label : its days, as ``2022-01`` or ``2022-01-03/2022-01-09``.
    first, last : its first and last day; for events those of its statements.
    rows : its statements in order of time.
    """

    label: str
    first: date
    last: date
    rows: tuple[Stance, ...]


def slices(rows: tuple[Stance, ...], windows: Windows) -> list[Slice]:
    """The statements window by window; undated ones are in none.

    Windows of weeks, months and years follow the calendar and begin with the one in which the first
    statement lies; the last may reach past the last statement. If they neither overlap nor add up,
    each dated statement is in exactly one. Windows of events hold so many statements in order of
    time, those of one day in the order they came: unlike the Discourse Network Analyzer, no chance
    is involved.

    Raises
    ------
    NetworkSettingsClash : that would be more windows than anybody can look at.

    >>> table = tuple(Stance("Norvik", "tolls", 1, date=date(2022, m, 9)) for m in (1, 1, 3))
    >>> [(s.label, len(s.rows)) for s in slices(table, Windows("month"))]
    [('2022-01', 2), ('2022-02', 0), ('2022-03', 1)]
    """
    dated = tuple(r for r in in_order(rows) if r.date is not None)
    if not dated:
        return []
    if windows.unit == "event":
        return list(_by_event(dated, windows))
    return list(_by_calendar(dated, windows))


def draw_slices(
    table: Stances, windows: Windows, settings: NetworkSettings | None = None
) -> list[Network]:
    """One network a window, all with the same nodes so that they can be compared.

    Duplicates are taken out before the statements are put into windows, as the Discourse Network
    Analyzer does; ``isolates`` adds those who are left out in every window.

    Raises
    ------
    NetworkEmpty : no dated statement is left.
    """
    settings = settings or NetworkSettings()
    used = chosen(table, settings)
    used = used.with_rows((r for r in used.rows if r.date is not None), "are undated")
    if not used.rows:
        raise NetworkEmpty(max(table.given, len(table.rows)), reasons(used))
    labels = everybody(table.rows if settings.isolates else used.rows)
    found = slices(used.rows, windows)
    nodes = labels[1] if settings.by == "issue" and not settings.two_mode else labels[0]
    cells = len(nodes) * len(labels[1] if settings.two_mode else nodes) * len(found)
    if cells > LIMIT_CELLS:
        raise NetworkSettingsClash(
            f"{len(found):,} windows of {len(nodes):,} nodes make {cells:,} cells",
            f"Take larger windows or fewer nodes: at most {LIMIT_CELLS:,} cells.",
        )
    return [drawn(used.with_rows(window.rows), settings, labels, window.label) for window in found]


def _by_event(rows: tuple[Stance, ...], windows: Windows) -> Iterator[Slice]:
    step = windows.step or windows.size
    _bounded(len(rows) // step)
    start = 0
    while start < len(rows):  # a step longer than a window may pass the last statements by
        end = min(start + windows.size, len(rows))
        held = rows[0 if windows.cumulative else start : end]
        first, last = held[0].date, held[-1].date
        assert first is not None
        assert last is not None
        number = f"{1 if windows.cumulative else start + 1}-{end}"
        yield Slice(f"statements {number}", first, last, held)
        if end == len(rows):
            return
        start += step


def _by_calendar(rows: tuple[Stance, ...], windows: Windows) -> Iterator[Slice]:
    dates = [r.date for r in rows if r.date is not None]
    begin, end = dates[0], dates[-1]
    start = _aligned(begin, windows.unit)
    step = windows.step or windows.size
    days = {"day": 1, "week": 7, "month": 28, "year": 365}[windows.unit]
    _bounded((end - start).days // (days * step))
    number = 0
    while True:
        opens = _moved(start, windows.unit, number * step)
        if opens is None or opens > end:
            return
        after = _moved(start, windows.unit, number * step + windows.size)
        last = after - timedelta(days=1) if after else date.max
        first = start if windows.cumulative else opens
        held = tuple(r for r in rows if r.date is not None and first <= r.date <= last)
        yield Slice(_label(first, last, windows), first, last, held)
        if last >= end and step < windows.size:
            return  # a moving window that has reached the end
        number += 1


def _bounded(count: int) -> None:
    if count > LIMIT_SLICES:
        raise NetworkSettingsClash(
            f"that would be {count:,} windows", f"Take larger ones: at most {LIMIT_SLICES:,}."
        )


def _aligned(day: date, unit: Unit) -> date:
    if unit == "week":
        # The first weeks of the calendar have no Monday to begin on.
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _moved(day: date, unit: Unit, by: int) -> date | None:
    """The day so many units later; None past the end of the calendar."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=by * (7 if unit == "week" else 1))
        months = by * (12 if unit == "year" else 1) + day.month - 1
        return day.replace(year=day.year + months // 12, month=months % 12 + 1)
    except (OverflowError, ValueError):
        return None


def _label(first: date, last: date, windows: Windows) -> str:
    if windows.size == 1 and not windows.cumulative:
        if windows.unit == "day":
            return first.isoformat()
        if windows.unit == "month":
            return f"{first:%Y-%m}"
        if windows.unit == "year":
            return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"
