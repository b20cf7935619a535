"""Which statements count: exclusions, a range of dates, and the same stance only once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date

from goldenbridge.analysis.discourse.settings import Duplicates, NetworkSettings
from goldenbridge.analysis.discourse.stances import Stance, Stances

__all__ = ["chosen", "excluding", "in_order", "without_duplicates"]


def chosen(table: Stances, settings: NetworkSettings) -> Stances:
    """The rows that a network with these settings is drawn from, in order of time."""
    rows = excluding(table, settings.exclude, settings.only)
    if settings.since or settings.until:
        first, last = settings.since or date.min, settings.until or date.max
        dated = (r for r in rows.rows if r.date is not None and first <= r.date <= last)
        rows = rows.with_rows(dated, "are outside the dates or undated")
    if settings.neutral == "leave_out" and not settings.counts_mentions:
        rows = rows.with_rows((r for r in rows.rows if r.polarity), "take no side")
    return without_duplicates(rows, settings.duplicates, not settings.counts_mentions)


def excluding(
    table: Stances,
    exclude: Mapping[str, tuple[str, ...]],
    only: Mapping[str, tuple[str, ...]] | None = None,
) -> Stances:
    """The rows that hold none of the values to leave out, and one of each kind to keep.

    >>> table = Stances((Stance("Norvik", "tolls", -1), Stance("Suden", "tolls", 1)))
    >>> [row.actor for row in excluding(table, {"actor": ("Norvik",)}).rows]
    ['Suden']
    """
    out = {name: frozenset(values) for name, values in exclude.items()}
    keep = {name: frozenset(values) for name, values in (only or {}).items()}
    return table.with_rows(
        (
            row
            for row in table.rows
            if not any(getattr(row, name) in values for name, values in out.items())
            and all(getattr(row, name) in values for name, values in keep.items())
        ),
        "are excluded",
    )


def in_order(rows: tuple[Stance, ...]) -> tuple[Stance, ...]:
    """Rows by date, undated ones last; those of one day stay in the order they came."""
    return tuple(sorted(rows, key=lambda row: row.date or date.max))


def without_duplicates(table: Stances, per: Duplicates, sides: bool = True) -> Stances:
    """The rows without repetitions: the first of each in time stays.

    A repetition is the same actor on the same issue, and on the same side where sides matter,
    within the same document, ISO week, month or year, or at all (``range``). An undated statement
    repeats another undated one only within its document, since nobody knows its week.

    Months are those of one year. The Discourse Network Analyzer 3.0 compares the numbers of months
    and weeks alone, so that there a May repeats the May of the year before.

    >>> table = Stances((Stance("Norvik", "tolls", -1, "a"), Stance("Norvik", "tolls", -1, "b")))
    >>> [len(without_duplicates(table, per).rows) for per in ("include", "document", "range")]
    [2, 2, 1]
    """
    rows = in_order(table.rows)
    if per == "include":
        return table.with_rows(rows)
    seen: set[Hashable] = set()
    kept = []
    for row in rows:
        key = (row.actor, row.issue, row.polarity if sides else None, _period(row, per))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return table.with_rows(kept, "repeat another")


def _period(row: Stance, per: Duplicates) -> Hashable:
    if per == "range":
        return None
    if per == "document" or row.date is None:
        return row.doc
    if per == "week":
        return row.date.isocalendar()[:2]
    return (row.date.year, row.date.month) if per == "month" else row.date.year
