"""When a document appeared: as stated, or inferred with care from the dates it mentions."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = [
    "Mention",
    "dated_credit",
    "infer_date",
    "is_date_line",
    "mentions",
    "nearest",
    "put_off",
    "stated_date",
]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_DATE = re.compile(
    rf"\b(?:(?P<iso>{_YEAR})-(?P<isomonth>0[1-9]|1[0-2])-(?P<isoday>0[1-9]|[12]\d|3[01])"
    rf"|(?P<month1>{_MONTH})\s(?P<day1>{_DAY})(?!\d|[:.]\d)(?:\s?,?\s(?P<year1>{_YEAR}))?"
    rf"|(?P<day2>{_DAY})\s(?:of\s)?(?P<month2>{_MONTH})(?:,?\s(?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH}),?\s(?:of\s)?(?P<year3>{_YEAR})"
    rf"|(?P<day4>\d\d?)\.(?P<month4>\d\d?)\.(?P<year4>{_YEAR})"
    rf"|(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year5>{_YEAR}))(?!\d)",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(r"\b20\d\d\b")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME = (
    r"(?:at\s|@\s?)?\d\d?[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d\d?\s?[ap]\.?m\.?|"
    r"\(?(?:gmt|utc|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|bst|cet|cest|msk|ist|hkt|z)\b(?:\s?[+-]\s?\d\d?(?::?\d\d)?)?\)?"
)
_AROUND_DATE = re.compile(
    rf"\b(?:first|originally|last|story|article|page|content|news|date|release|posted|published|"
    rf"publication|publish|updated|update|modified|created|issued|time|on|at|of|the|and|by|local|"
    rf"version|since|edited|issue|print|{_WEEKDAY})\b|{_TIME}|[\W_]",
    re.IGNORECASE,
)
#: A word before a date that puts it off to a later day.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|until|till|by|before|due|scheduled|planned|plans?|expected|expires?|"
    r"deadline|upcoming|next|from|through|beginning|starting|slated|set)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_FRESH = re.compile(
    rf"\b(?:on|last|this)\s{_WEEKDAY}\b|\b(?:yesterday|today|tonight|earlier this week|"
    r"(?:this|last|past) (?:week|month)|days ago|now|currently|ongoing|recently)\b",
    re.IGNORECASE,
)
_DAYS_AFTER = 14
#: A day without its year, farther than this from any known one, may be of either year.
_FARTHEST = 100
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text.

    Attributes
    ----------
    start, end : where it stands, in code points.
    year, month, day : year and day are None where they are not said.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    def earliest(self) -> datetime.date | None:
        """The first day it can mean, if its year is known."""
        return None if self.year is None else datetime.date(self.year, self.month, self.day or 1)


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every date that a stretch of text mentions, English or in digits.

    >>> [(m.year, m.month, m.day) for m in mentions("held on February 28, 2022, or 3 May")]
    [(2022, 2, 28), (None, 5, 3)]
    """
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        found = _mention(match)
        if found and _exists(found):
            yield found


def _mention(match: re.Match[str]) -> Mention | None:
    part = match.groupdict()
    at = match.span()
    if part["iso"]:
        return Mention(*at, int(part["iso"]), int(part["isomonth"]), int(part["isoday"]))
    if part["year5"]:
        # 3/4/2022 is in March or in April, depending on the country; 3/14/2022 is plain.
        one, two = int(part["one"]), int(part["two"])
        if (one > 12) == (two > 12) and one != two:
            return None
        day, month = (one, two) if one > 12 else (two, one)
        return Mention(*at, int(part["year5"]), month, day)
    if part["year4"]:
        return Mention(*at, int(part["year4"]), int(part["month4"]), int(part["day4"]))
    word = part["month1"] or part["month2"] or part["month3"]
    if word.islower():
        return None  # "may 5" is no date
    day_ = part["day1"] or part["day2"]
    year = part["year1"] or part["year2"] or part["year3"]
    month = _MONTHS[word.rstrip(".").casefold()]
    return Mention(
        *at, int(year) if year else None, month, int(re.sub(r"\D", "", day_)) if day_ else None
    )


def _exists(mention: Mention) -> bool:
    try:
        datetime.date(mention.year or 2000, mention.month, mention.day or 1)
    except ValueError:
        return False
    return True


def is_date_line(text: str) -> bool:
    """Whether a line says when something appeared, and nothing else.

    >>> is_date_line("Published: Friday, 21 January 2022, 10:15 GMT"), is_date_line("In May 2022")
    (True, False)
    """
    if len(text) > _LONGEST_LINE:
        return False
    found = list(mentions(text))
    if not found or not any(m.day for m in found):
        return False
    rest = _DATE.sub(" ", text)
    return not _AROUND_DATE.sub("", rest).strip()


def dated_credit(text: str) -> bool:
    """Whether a line without a stop begins or ends with a whole date: "Hale - Nov 19, 2031, 8 pm".

    >>> dated_credit("Anna Hale - Nov 19, 2031, 8 pm CST"), dated_credit("After May 3, 2031 none")
    (True, False)
    """
    for found in mentions(text[:_LONGEST_LINE]):
        if found.year and found.day:
            before = _AROUND_DATE.sub("", text[: found.start])
            after = _AROUND_DATE.sub("", text[found.end :])
            goes_on = text[found.end :].lstrip(" ,")[:1].islower()
            if not after or (not before and not goes_on):
                return True
    return False


def stated_date(lines: Iterable[str]) -> str | None:
    """The date on the first line that holds a whole date and little else, as an ISO date.

    A line that says "updated" counts only where no other line has a date. A day within the name of
    a file ("Screen-shot-2031-07-28-at-9") is the picture's, not the document's.
    """
    later = None
    for line in lines:
        some = line[: 2 * _LONGEST_LINE]
        dates = [m for m in mentions(some) if m.year and m.day and not _in_name(some, m)]
        if not dates:
            continue
        when = dates[0].earliest()
        if re.match(r"\W*(?:last )?(?:updated|modified)\b", line, re.IGNORECASE):
            later = later or when
        elif when:
            return when.isoformat()
    return later.isoformat() if later else None


def _in_name(line: str, mention: Mention) -> bool:
    around = line[max(0, mention.start - 1) : mention.start] + line[mention.end : mention.end + 1]
    return bool(set(around) & {"-", "_"})


def nearest(mention: Mention, known: datetime.date) -> datetime.date | None:
    """The day of a mention; without its year, the one of that name nearest to a day known."""
    if mention.year:
        return mention.earliest()
    near = []
    for year in (known.year - 1, known.year, known.year + 1):
        with contextlib.suppress(ValueError):
            near.append(datetime.date(year, mention.month, mention.day or 1))
    return min(near, key=lambda day: abs((day - known).days), default=None)


def infer_date(
    text: str,
    spans: Iterable[tuple[int, int]],
    captions: Iterable[tuple[int, int]] = (),
) -> str | None:
    """A range in which a news text was probably written, from the dates it mentions, or None.

    A text about the present is written on or soon after the last day that it speaks of in the
    past. The range begins there and ends two weeks later. Dates to come ("until", "will … on")
    are left out.

    None where a day with its year is not mentioned; where a later month or year is; or where
    nothing says that the text is about the present. That takes words such as "this week", and a
    date under a picture or a day without its year, as news writes them: a history is full of dates,
    and none is its own.

    Parameters
    ----------
    text : the canonical text.
    spans : the passages of running text, no pointers to other stories.
    captions : the captions of pictures.

    >>> text = "Talks of May 3, 2031 failed, and on May 9 the guns spoke. They do so this week."
    >>> infer_date(text, [(0, len(text))])
    '2031-05-09/2031-05-23'
    """
    spans, captions = list(spans), list(captions)
    if not any(_FRESH.search(text, a, b) for a, b in spans):
        return None
    told = _past(text, spans)
    shown = [m for m in _past(text, captions) if m.year and m.day]
    dated = [m for m in (*told, *shown) if m.year]
    if not any(m.day for m in dated) or not (shown or any(not m.year for m in told)):
        return None
    known, whole = max((day, m.day is not None) for m in dated if (day := m.earliest()))
    if not whole:
        return None  # the latest that it names is a month: "since February", and how long since?
    if any(int(year) > known.year for a, b in spans for year in _later_years(text, a, b)):
        return None
    days = [day for m in (*told, *shown) if (m.year or m.day) and (day := nearest(m, known))]
    if any((day - known).days > _FARTHEST for day in days):
        return None
    last = max(days)
    return f"{last.isoformat()}/{(last + datetime.timedelta(_DAYS_AFTER)).isoformat()}"


def put_off(text: str, start: int, at: int) -> bool:
    """Whether the words between two places put what follows off to a later day: "until", "will"."""
    return _AHEAD.search(text[max(start, at - 80) : at]) is not None


def _past(text: str, spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """The dates that some passages mention, without those put off to a later day."""
    return [m for a, b in spans for m in mentions(text, a, b) if not put_off(text, a, m.start)]


def _later_years(text: str, start: int, end: int) -> list[str]:
    """Years that a passage mentions as present or past."""
    return [
        match.group()
        for match in _ONLY_YEAR.finditer(text, start, end)
        if not put_off(text, start, match.start())
    ]
