"""A statement found again in another text: by its words, and by what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.statements.coded import CONTEXT, CodedStatement
from goldenbridge.store.workspace.fold import words_of

__all__ = ["BAR", "Found", "placed_at", "refind"]

#: Of 100: how alike two quotes must be to be the same one with some words changed.
BAR = 80.0
#: The same where what stands before and after is there word for word.
FRAMED_BAR = 60.0
#: A shorter quote is alike to too much.
SHORTEST_FUZZY = 16
#: Of the context on one side, so much must be there to frame a quote.
SHORTEST_FRAME = 12
#: Edges of words are looked for so many characters to either side.
NEAR = 16
#: Places of one quote that are looked at; a text that repeats it more often is no article.
MOST_PLACES = 1_000
#: Texts longer than this are searched for exact quotes only: the other search takes a second each.
LONGEST_FUZZY = 2_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """Where a statement stands in another text.

    Attributes
    ----------
    record : the statement with its place, quote, surroundings and line in that text.
    how : ``in place``, ``same words``, ``framed`` (between what stood around it) or ``alike``.
    score : how alike the quotes are, of 100.
    """

    record: CodedStatement
    how: str
    score: float


def refind(record: CodedStatement, text: str) -> Found | None:
    """Find a statement in a text that may not be the one it was coded in; None where it is gone.

    First its very words, quotation marks unified one to one: where they stand more than once, the
    place with the same surroundings, and then the nearest, counts. Else the words between the same
    surroundings, if they are much alike. Else the most alike stretch of the text above a bar. Trust
    the first like the original; look at the others, since a changed word may be "not".

    >>> s = CodedStatement(doc="a", start=0, end=21, quote="Norvik rejects a toll", actor="Norvik",
    ...     act="rejects")
    >>> refind(s, "On Monday Norvik rejects a toll.").record.start
    10
    >>> refind(s, "Sudria is silent on the matter.") is None
    True
    """
    if not record.quote:
        return None
    plain, quote = words_of(text), words_of(record.quote)
    places = _places(plain, quote)
    if places:
        start = max(
            places, key=lambda at: (_around(record, plain, at), -abs(at - record.start), -at)
        )
        how = "in place" if start == record.start else "same words"
        return Found(placed_at(record, text, start, start + len(quote)), how, 100.0)
    return _framed(record, text, plain, quote) or _alike(record, text, plain, quote)


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


def _places(plain: str, quote: str) -> list[int]:
    found: list[int] = []
    at = plain.find(quote)
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = plain.find(quote, at + 1)
    return found


def _around(record: CodedStatement, plain: str, start: int) -> int:
    """How many characters next to a place are those that stood next to the quote."""
    before, after = words_of(record.prefix), words_of(record.suffix)
    end = start + len(record.quote)
    return _common(before[::-1], plain[max(0, start - len(before)) : start][::-1]) + _common(
        after, plain[end : end + len(after)]
    )


def _common(a: str, b: str) -> int:
    for n, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return n
    return min(len(a), len(b))


def _framed(record: CodedStatement, text: str, plain: str, quote: str) -> Found | None:
    """What stands between the old surroundings, where it is much like the quote."""
    from rapidfuzz.fuzz import ratio

    before, after = words_of(record.prefix), words_of(record.suffix)
    if min(len(before), len(after)) < SHORTEST_FRAME:
        return None
    best: Found | None = None
    for at in _places(plain, before):
        start = at + len(before)
        end = plain.find(after, start, start + 2 * len(quote) + len(after))
        if end <= start:
            continue
        score = ratio(quote, plain[start:end])
        if score >= FRAMED_BAR and (best is None or score > best.score):
            best = Found(placed_at(record, text, start, end), "framed", score)
    return best


def _alike(record: CodedStatement, text: str, plain: str, quote: str) -> Found | None:
    """The stretch of the text most like the quote, from word to word."""
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    if len(quote) < SHORTEST_FUZZY or not len(quote) <= len(plain) <= LONGEST_FUZZY:
        return None
    near = partial_ratio_alignment(quote, plain, score_cutoff=BAR)
    if near is None:
        return None
    starts = _edges(plain, near.dest_start)
    ends = _edges(plain, near.dest_end)
    score, start, end = max(
        (ratio(quote, plain[a:b]), -a, b) for a in starts for b in ends if a < b
    )
    if score < BAR:
        return None
    return Found(placed_at(record, text, -start, end), "alike", score)


def _edges(plain: str, at: int) -> list[int]:
    """Edges of words near a place, and the place itself if it is one."""
    reach = range(max(0, at - NEAR), min(len(plain), at + NEAR) + 1)
    edges = [p for p in reach if _edge(plain, p)]
    return edges or [at]


def _edge(plain: str, at: int) -> bool:
    if at in (0, len(plain)):
        return True
    return not (plain[at - 1].isalnum() and plain[at].isalnum())
