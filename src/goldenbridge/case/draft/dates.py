"""Dates as coders write them, as far as they say a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from goldenbridge.statements.coded import CodedStatement

__all__ = ["Span", "span_of"]

_ISO = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")


@dataclass(frozen=True, order=True)
class Span:
    """The first and the last day that something may have happened on.

    >>> Span(date(2022, 1, 1), date(2022, 1, 31)).before(Span(date(2022, 2, 1), date(2022, 2, 1)))
    True
    """

    first: date
    last: date

    def before(self, other: Span) -> bool:
        """Whether it was over when the other began."""
        return self.last < other.first


def _read(text: str) -> Span | None:
    """The days that a date, or a range of them, covers; None where it is in words.

    >>> str(_read("2022-02").last), _read("last winter")
    ('2022-02-28', None)
    """
    days: list[date] = []
    for year, month, day in _ISO.findall(text[:200]):
        try:
            first = date(int(year), int(month or 1), int(day or 1))
            end = int(month or 12)
            days += [first, date(int(year), end, int(day or monthrange(int(year), end)[1]))]
        except ValueError:
            return None  # the thirtieth of February is no date
    return Span(min(days), max(days)) if days else None


def span_of(coded: CodedStatement) -> Span | None:
    """When a statement was made: its own date, or else its document's.

    >>> s = CodedStatement(doc="a", start=0, end=1, actor="A", act="demands",
    ...     doc_date="2022-02-28/2022-03-04")
    >>> str(span_of(s).first)
    '2022-02-28'
    """
    return _read(coded.date or "") or _read(coded.doc_date or "")
