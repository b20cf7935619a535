"""A sentence cut into clauses: each one thing that may be said of somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenbridge.sources.words import words
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.memory import Mention
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.small import OPENERS

__all__ = ["Clause", "cut"]

_DASHES = frozenset("–—;")
_FINITE = words(
    "is are was were has have had will would can could should must may might does did do isn't",
    "aren't wasn't weren't won't wouldn't can't cannot doesn't don't didn't hasn't haven't",
)


@dataclass(slots=True)
class Clause:
    """Words that belong together: from ``first`` to ``stop``, with the heads among them."""

    first: int
    stop: int
    opener: str = ""
    heads: list[Found] = field(default_factory=list)
    quoted: float = 0.0


def cut(
    tokens: Sequence[Token], mentions: Sequence[Mention], heads: Sequence[Found]
) -> list[Clause]:
    """The clauses of a sentence in order; together they are the whole of it."""
    starts = {0: ""}
    inside = {i for m in mentions for i in range(m.first + 1, m.stop)}
    for head in heads:
        inside.update(range(head.first + 1, head.stop))
    depth = 0
    for i, token in enumerate(tokens):
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        if depth or i in inside or i == 0:
            continue
        opener = _opens(tokens, i, mentions, heads)
        if opener:
            starts[i] = opener
    places = sorted(starts)
    clauses = []
    for at, place in enumerate(places):
        stop = places[at + 1] if at + 1 < len(places) else len(tokens)
        mine = [h for h in heads if place <= h.first < stop]
        words = [t for t in tokens[place:stop] if t.word]
        quoted = sum(t.quoted for t in words) / len(words) if words else 0.0
        clauses.append(Clause(place, stop, starts[place], mine, quoted))
    return _joined(clauses)


def _opens(
    tokens: Sequence[Token], i: int, mentions: Sequence[Mention], heads: Sequence[Found]
) -> str:
    """The opening word of a clause that begins at a token, or nothing."""
    token, before = tokens[i], tokens[i - 1]
    if before.text in _DASHES or (before.text == ":" and not token.quoted):
        return before.text
    if token.low in {"but", "while", "whereas", "although", "though", "because", "unless", "yet"}:
        return token.low
    if before.text == ",":
        if token.low in OPENERS | {"as", "until", "after", "before"}:
            return token.low
        if token.low in {"and", "or", "nor"} and (
            _soon_finite(tokens, i, heads, 7) or _named_next(tokens, i, mentions, heads)
        ):
            return token.low
        if any(h.first == i and h.head.form == "gerund" for h in heads):
            return "gerund"
        if any(
            h.first == i and h.kind in {"report", "stance"} and h.head.form in {"s", "past"}
            for h in heads
        ) and any(h.stop < i and h.kind in {"report", "stance", "noun"} for h in heads):
            return "verb"
        if any(m.first == i for m in mentions) and _soon_finite(tokens, i, heads, 6):
            return ","
    if _lists_subjects(tokens, i, mentions, heads):
        return ""
    if token.low == "and" and (
        _soon_finite(tokens, i, heads, 3) or _named_next(tokens, i, mentions, heads)
    ):
        return "and"
    return ""


def _named_next(
    tokens: Sequence[Token], i: int, mentions: Sequence[Mention], heads: Sequence[Found]
) -> bool:
    """Whether an actor follows who then does something: "and the Kremlin, which …, said"."""
    for mention in mentions:
        if 1 <= mention.first - i <= 2 and not mention.owns:
            at = mention.stop
            if at < len(tokens) and tokens[at].text == ",":
                closing = next(
                    (k for k in range(at + 1, min(at + 15, len(tokens))) if tokens[k].text == ","),
                    None,
                )
                if closing is None:
                    return False
                at = closing + 1
            return any(
                at <= h.first <= at + 2
                and h.kind in {"report", "stance", "plan"}
                and not h.infinitive
                and h.head.form != "gerund"
                for h in heads
            )
    return False


def _lists_subjects(
    tokens: Sequence[Token], i: int, mentions: Sequence[Mention], heads: Sequence[Found]
) -> bool:
    """Whether an "and" stands between two who act together: "Norvik and the League reject"."""
    if not (any(m.stop == i for m in mentions) and any(1 <= m.first - i <= 2 for m in mentions)):
        return False
    mark = next((k for k in range(i - 1, 0, -1) if tokens[k].text in ",;:"), 0)
    return not any(mark <= h.first and h.stop <= i for h in heads)


def _soon_finite(tokens: Sequence[Token], i: int, heads: Sequence[Found], within: int) -> bool:
    """Whether a verb that can carry a clause follows soon, before any other mark."""
    stop = min(len(tokens), i + 1 + within)
    for ahead in range(i + 1, stop):
        if tokens[ahead].text in ",;:":
            return False
        if tokens[ahead].low in _FINITE:
            return True
        if any(
            h.first == ahead
            and h.kind in {"report", "stance", "plan"}
            and h.head.form in {"past", "participle", "s", "base", ""}
            for h in heads
        ):
            return True
    return False


def _joined(clauses: list[Clause]) -> list[Clause]:
    """Clauses of one or two words go with the one before."""
    kept: list[Clause] = []
    for clause in clauses:
        if kept and clause.stop - clause.first < 3 and not clause.heads:
            last = kept[-1]
            last.stop = clause.stop
            continue
        kept.append(clause)
    return kept
