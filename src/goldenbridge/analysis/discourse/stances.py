"""The plain table that networks are drawn from: who stands where on what, in which document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Literal

from goldenbridge.statements.coded import AUTHOR, CodedStatement

__all__ = ["Stance", "Stances", "stances", "tidy", "when"]

#: What neither a file of names nor XML can hold.
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: Characters of a document's name that tell its writer from another.
LONGEST = 40
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Stance:
    """One statement, as far as a network needs it.

    Attributes
    ----------
    actor, issue : the two sides of a two-mode network.
    polarity : where the actor stands on the issue: +1 for, −1 against, 0 takes no side; or a whole
        number on the scale that the settings name.
    doc : the document, for duplicates.
    date : when it was said; None where nobody knows.
    weight : how much it counts.
    affiliation : whom the actor speaks for.
    """

    actor: str
    issue: str
    polarity: int = 0
    doc: str = ""
    date: date | None = None
    weight: float = 1.0
    affiliation: str | None = None


@dataclass(frozen=True)
class Stances:
    """A table of stances, what was left out on the way to it, and how good its rows are.

    Attributes
    ----------
    rows : the stances in the order of their statements.
    given : how many statements there were at first.
    left_out : reason → how many statements were left out for it.
    measured : one sentence on the quality of the coding, to stand beside every network.
    """

    rows: tuple[Stance, ...]
    given: int = 0
    left_out: Mapping[str, int] | None = None
    measured: str = ""

    def with_rows(self, rows: Iterable[Stance], reason: str = "") -> Stances:
        """The same table with other rows; those that went are counted under ``reason``."""
        kept = tuple(rows)
        gone = dict(self.left_out or {})
        if reason and len(kept) < len(self.rows):
            gone[reason] = gone.get(reason, 0) + len(self.rows) - len(kept)
        return replace(self, rows=kept, left_out=gone)


def stances(
    statements: Iterable[CodedStatement],
    *,
    actor: Literal["actor", "affiliation"] = "actor",
    dates: Literal["event", "document"] = "event",
    weigh: Literal["one", "confidence"] = "one",
    measured: str = "",
) -> Stances:
    """The table of stances in some coded statements.

    Statements without an issue, or without an affiliation where affiliations are the actors, are
    left out and counted. A writer whom the document does not name is told by the document's name:
    those of two documents are not one actor.

    Parameters
    ----------
    statements : coded statements, reviewed or suggested.
    actor : whether those who speak are the actors, or those for whom they speak.
    dates : ``event`` takes the date of the statement itself where it is known, ``document`` always
        that of the document, as the Discourse Network Analyzer does.
    weigh : ``confidence`` counts a suggestion as much as its confidence; one without counts whole.
    measured : the sentence on their quality; see :func:`goldenbridge.statements.measured.sentence`.

    >>> s = CodedStatement(doc="a.txt", start=0, end=21, actor="Norvik", issue="tolls",
    ...     act="rejects", polarity=-1, doc_date="2024-05")
    >>> stances([s]).rows[0].date
    datetime.date(2024, 5, 16)
    """
    rows = []
    gone: dict[str, int] = {}
    given = 0
    for s in statements:
        given += 1
        who = tidy(s.affiliation or "") if actor == "affiliation" else _holder(s)
        about = tidy(s.issue or "")
        if not about or not who:
            reason = f"name no {'issue' if not about else actor}"
            gone[reason] = gone.get(reason, 0) + 1
            continue
        said = when(s.date) if dates == "event" else None
        rows.append(
            Stance(
                who,
                about,
                s.polarity,
                s.doc,
                said or when(s.doc_date),
                1.0 if weigh == "one" or s.confidence is None else s.confidence,
                tidy(s.affiliation or "") or None,
            )
        )
    return Stances(tuple(rows), given, gone, measured)


def _holder(s: CodedStatement) -> str:
    """Who holds a statement; writers who are not named are of each document another one."""
    who = tidy(s.actor)
    if s.role != "author" or who.casefold() != AUTHOR:
        return who
    return tidy(f"{AUTHOR} of {PurePath(s.doc).stem[:LONGEST]}")


def tidy(label: str) -> str:
    r"""A name as it may stand in any file: one line, no signs that XML or a terminal trips over.

    >>> tidy("  The\tNorth\nCouncil\x1b ")
    'The North Council'
    """
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub(" ", label)).strip()


def when(text: str | None) -> date | None:
    """The day that a date stands for: the middle one of a month, a year or a range; None if none.

    >>> when("2022-02-28/2022-03-04"), when("2022"), when("last spring")
    (datetime.date(2022, 3, 2), datetime.date(2022, 7, 2), None)
    """
    ends = [_ends(part.strip()) for part in (text or "").split("/")]
    if len(ends) > 2 or None in ends:
        return None
    known = [end for end in ends if end is not None]
    first, last = known[0][0], known[-1][1]
    return first + (last - first) // 2 if first <= last else None


def _ends(text: str) -> tuple[date, date] | None:
    """First and last day of a day, a month or a year; a time of day is cut off."""
    found = _DAY.match(text)
    if found is None or (found.end() < len(text) and text[found.end()] not in "T "):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), after - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
