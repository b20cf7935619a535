"""When something was said: the day that a sentence names, where it names one."""

from __future__ import annotations

import contextlib
import datetime
import re

from goldenbridge.sources.dates import Mention, mentions, nearest, put_off

__all__ = ["when_said"]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>last|on|late|early)\s(?P<day>{'|'.join(_DAYS)})|(?P<near>yesterday|today))\b",
    re.IGNORECASE,
)


def when_said(text: str, start: int, end: int, published: str | None) -> str | None:
    """The day, or the month, that a sentence gives for what it tells, as an ISO date; or None.

    A day without its year is the one nearest to the document's date, "on Tuesday" the last one
    before it; without a document's date neither is known. Days to come, and sentences with
    several days, give none: which of them is meant takes a reader.

    Parameters
    ----------
    text : the document.
    start, end : its sentence, in code points.
    published : the document's date, perhaps a range.

    >>> when_said("On 5 May Norvik refused.", 0, 24, "2031-05-07")
    '2031-05-05'
    >>> when_said("Norvik refused on Monday.", 0, 25, "2031-05-07")
    '2031-05-05'
    >>> when_said("Norvik will answer by 9 May.", 0, 28, "2031-05-07")
    """
    today = _first_day(published)
    days = [(found.start, _absolute(found, today)) for found in mentions(text, start, end)]
    if today is not None and published is not None and "/" not in published:
        days += [(f.start(), _relative(f, today)) for f in _RELATIVE.finditer(text, start, end)]
    if len(days) != 1:
        return None
    at, day = days[0]
    return None if put_off(text, start, at) else day


def _first_day(published: str | None) -> datetime.date | None:
    """The document's date, or the first day of its range; None where only month or year is known."""
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat((published or "")[:10])
    return None


def _absolute(found: Mention, today: datetime.date | None) -> str | None:
    if found.year is None:
        day = nearest(found, today) if today else None
        return day.isoformat() if day else None
    first = found.earliest()
    assert first is not None
    return first.isoformat() if found.day else f"{first:%Y-%m}"


def _relative(found: re.Match[str], today: datetime.date) -> str:
    if found["near"]:
        back = 1 if found["near"].lower() == "yesterday" else 0
    else:
        back = (today.weekday() - _DAYS.index(found["day"].lower())) % 7
        if back == 0 and found["last"].lower() == "last":
            back = 7
    return (today - datetime.timedelta(back)).isoformat()
