"""A coded statement put at its place in a text, and found again in another one."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.statements.coded import CONTEXT, CodedStatement
from goldenbridge.statements.refind import refind, unify

__all__ = ["Placed", "found_again", "placed_at", "words_of"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a statement stands in another text.

    Attributes
    ----------
    record : the statement with its place, quote, surroundings and line in that text.
    still : whether it stands where it stood.
    note : how it was found, in words.
    """

    record: CodedStatement
    still: bool
    note: str


def words_of(quote: str) -> str:
    """A quote as quotes are compared: marks in their plain form, any space as one.

    >>> words_of("“Never”,  he said") == words_of('"Never", he said')
    True
    """
    return " ".join(unify(quote).split())


def placed_at(record: CodedStatement, text: str, start: int, end: int) -> CodedStatement:
    r"""The statement at this place of a text: quote, surroundings and line are the text's own.

    >>> s = CodedStatement(doc="a", start=0, end=1, actor="Norvik", act="rejects")
    >>> at = placed_at(s, "One.\nTwo.", 5, 8)
    >>> at.quote, at.line, at.prefix
    ('Two', 2, 'One.\n')
    """
    return record.model_copy(
        update={
            "start": start,
            "end": end,
            "quote": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
            "line": text.count("\n", 0, start) + 1,
        }
    )


def found_again(record: CodedStatement, text: str) -> Placed | None:
    """A statement at its place in a text that may not be the one it was coded in; None if gone.

    By its words, quotation marks unified one to one, then with some words changed; of several
    places the one with the same surroundings, then the nearest. Trust the same words like the
    original. Look at changed ones, since the word that changed may be "not".

    >>> s = CodedStatement(doc="a", start=0, end=21, quote="Norvik rejects a toll", actor="Norvik",
    ...     act="rejects")
    >>> found = found_again(s, "On Monday Norvik rejects a toll.")
    >>> found.record.start, found.note
    (10, 'the same words, at another place')
    >>> found_again(s, "Sudria is silent on the matter.") is None
    True
    """
    hit = refind(text, record.quote, record.prefix, record.suffix, near=record.start)
    if hit is None:
        return None
    placed = placed_at(record, text, hit.start, hit.end)
    still = hit.start == record.start and hit.how != "fuzzy"
    if hit.how == "fuzzy":
        note = f"other words, {hit.score:.0%} alike"
    else:
        note = "it stands where it stood" if still else "the same words, at another place"
    if hit.rivals:
        note += f"; {hit.rivals} more place{'s' * (hit.rivals > 1)} would do as well"
    return Placed(placed, still, note)
