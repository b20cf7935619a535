"""The side of a plain sentence: "must be lifted", "will not close", "refused to ease".

The weights see many faint signs at once, and on real texts that serves best. The shortest and
plainest sentences are rare there, and may be outvoted by signs that mean nothing in them. Where a
verb that ends something stands right beside it, with at most one denial, its side is certain.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.sources.words import words
from goldenbridge.statements.extract.issues import TermHit
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.small import AGAINST, PREPOSITIONS

__all__ = ["outright"]

_ENDS = AGAINST | words(
    "close closed shut block blocked suspended cancelled canceled scrapped abolished repealed reversed"
)
_MODALS = words("must should shall will would could can may might ought need needs has have had")
_NOT = words("not never no cannot can't won't don't doesn't didn't wouldn't shouldn't mustn't")
#: Between a modal and its verb.
_BESIDE = _MODALS | _NOT | {"to"}
_REFUSED = words("refuse refuses refused decline declines declined")
_THIN = PREPOSITIONS | words("the a an its their our his her all any these those this up open")


def outright(tokens: Sequence[Token], hits: Sequence[TermHit], first: int, stop: int) -> int:
    """1 or -1 where words are outright for or against an issue, else 0.

    Parameters
    ----------
    tokens : the sentence.
    hits : the issue's terms in the statement.
    first, stop : the words of the statement, the last not included.
    """
    hit = next((h for h in hits if not h.hint), None)
    if hit is None:
        return 0
    if hit.side:  # the term is "lift ~ sanctions"
        return -hit.side if _denied(tokens, hit.first, first) else 0
    return _after(tokens, hit.stop, stop) or _before(tokens, hit.first, first)


def _after(tokens: Sequence[Token], start: int, stop: int) -> int:
    """What becomes of it: "must not be lifted", "must stop"."""
    i = start
    while i < min(stop, start + 4) and tokens[i].word and tokens[i].low not in _MODALS:
        i += 1
    if i == stop or tokens[i].low not in _MODALS:
        return 0
    side = -1
    while i < stop and tokens[i].low in _BESIDE:
        side = -side if tokens[i].low in _NOT else side
        i += 1
    if i < stop and tokens[i].low in {"be", "been"}:
        i += 1 + (i + 1 < stop and tokens[i + 1].low.endswith("ly"))
        done = i < stop and tokens[i].low in _ENDS and tokens[i].low.endswith(("ed", "wn", "shut"))
        return side if done else 0
    alone = i + 1 >= stop or not tokens[i + 1].word
    return side if i < stop and tokens[i].low in {"stop", "end", "cease"} and alone else 0


def _before(tokens: Sequence[Token], at: int, first: int) -> int:
    """What is not done to it: "must not lift", "will no longer block", "refused to end"."""
    i = at - 1
    while i >= max(first, at - 3) and (tokens[i].low in _THIN or tokens[i].owns):
        i -= 1
    if i <= first or tokens[i].low not in _ENDS or tokens[i].low.endswith("ing"):
        return 0
    return 1 if _denied(tokens, i, first) else 0


def _denied(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether what stands at a place is denied or refused, right in front of it."""
    before = [t.low for t in tokens[max(first, at - 2) : at]]
    if before[-1:] == ["longer"]:
        return before[0] == "no"
    if before[-1:] == ["to"]:
        return before[0] in _REFUSED
    return not _NOT.isdisjoint(before)
