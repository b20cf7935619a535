"""For or against, which act, and whether a red line is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.sources.words import words
from goldenbridge.statements.codebook.schema import CodebookIssue
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.cues import WORDS
from goldenbridge.statements.extract.words.small import (
    AGAINST,
    ILLS,
    NEGATIONS,
    NOT_ONLY,
)

__all__ = ["stance_features"]

#: What says nothing of a deed's side: there it is weighed apart.
_PLAIN = ("verdict", "whole", "near", "before", "inside", "governed")
#: Heads whose own side says nothing of the side of what they are about.
_TURN_NOTHING = frozenset({"warns", "accuses"})
_TONES = ("praise", "blame", "norm", "irony", "future")
#: Where other words begin than those that govern the issue, and where its own predicate ends.
_MARKS = frozenset(",;:–—")
_BOUNDS = words(
    "which who whom because while although though but if when unless since whereas after before",
    "until as",
)


def stance_features(candidate: Candidate, issue: CodebookIssue) -> dict[str, float]:
    """What bears on the act of a statement and on whether it is for or against its issue.

    A statement's side is its words' sides multiplied: who rejects an end to sanctions is for them.
    """
    sentence, first, stop = candidate.sentence, candidate.first, candidate.stop
    tokens = sentence.tokens
    heads = [h for h in sentence.heads if first <= h.first and h.stop <= stop]
    hits = candidate.hits
    lead = candidate.head if candidate.head in heads else (heads[0] if heads else None)
    at = min((h.first for h in hits), default=stop)
    end = hits[0].stop if hits else at
    begin, tail = _phrase(tokens, first, stop, at, end)
    inner = _inner(heads, lead, at)
    side = sum(h.side for h in hits)
    before = _turned(tokens, heads, first, at)
    governed = _turned(tokens, heads, begin, at)
    inside = (1.0 if side > 0 else -1.0) if side else _turned(tokens, heads, at, end)
    verdict = _verdict(tokens, heads, end, stop)
    told = {
        "": 1.0,
        "deed": float(issue.deed),
        "leans": 2.0 * issue.leans,
        "author": float(candidate.role == "author"),
        "quoted": float(candidate.role == "quoted"),
        "question": float(tokens[-1].text == "?"),
        "no hit": float(not hits),
        "verdict": verdict,
        "before": before,
        "governed": governed,
        "inside": inside,
        "whole": 2.0 * before * inside * verdict,
        "near": 2.0 * _outer(lead, begin) * governed * inside * verdict,
        "side": max(-1.0, min(1.0, side)) * before * verdict,
    }
    for found, name in ((lead, "lead"), (inner, "inner")):
        if found is not None:
            told[f"{name}:{found.kind}"] = 1.0
            told[f"{name} act:{found.head.act}"] = 1.0
            if found.negated:
                told[f"{name} negated"] = 1.0
    for head in heads:
        told[f"has {head.head.act}{' not' if head.negated else ''}"] = 1.0
    for tone in _TONES:
        told[tone] = _tone(tokens, tone, first, stop)
    for tone in ("praise", "blame"):
        told[f"{tone} before"] = _tone(tokens, tone, begin, at)
        told[f"{tone} after"] = _tone(tokens, tone, end, tail)
    if issue.deed:
        holder = candidate.holder
        told["state"] = float(holder is not None and holder.kind == "state")
        told.update({f"deed, {name}": value for name, value in told.items() if value})
        for name in _PLAIN:
            told.pop(name, None)
    return told


def _phrase(tokens: Sequence[Token], first: int, stop: int, at: int, end: int) -> tuple[int, int]:
    """Where the words that govern an issue at some tokens begin, and where those on it end."""
    begin, tail = first, stop
    for i in range(at - 1, first - 1, -1):
        if tokens[i].text in _MARKS or tokens[i].low in _BOUNDS:
            begin = i + 1
            break
    for i in range(end, stop):
        if tokens[i].text in _MARKS or tokens[i].low in _BOUNDS:
            tail = i
            break
    return begin, tail


def _outer(lead: Found | None, begin: int) -> float:
    """The side of the head that leads a statement, where it stands before the issue's phrase."""
    if lead is None or lead.stop > begin or lead.head.act in _TURN_NOTHING:
        return 1.0
    return _sign(lead) or 1.0


def _tone(tokens: Sequence[Token], tone: str, first: int, stop: int) -> float:
    return min(sum(t.low in WORDS[tone] for t in tokens[first:stop]), 2) / 2


def _inner(heads: Sequence[Found], lead: Found | None, at: int) -> Found | None:
    """The head that says what is to be, inside what is said: "said that talks *must* go on"."""
    rest = [
        h
        for h in heads
        if h is not lead and h.kind != "report" and not (h.kind == "noun" and h.head.act == "warns")
    ]
    if lead is not None:
        rest = [h for h in rest if h.first >= lead.stop] or rest
    before = [h for h in rest if h.first <= at]
    return before[-1] if before else rest[0] if rest else None


def _sign(found: Found | None) -> float:
    if found is None:
        return 0.0
    return float(-found.head.sign if found.negated else found.head.sign)


def _turned(tokens: Sequence[Token], heads: Sequence[Found], start: int, stop: int) -> float:
    """-1 where what stands between two places turns the issue round, else 1.

    Each head against what follows turns it, and each negation or word such as "end" that is not
    part of a head. Warnings and accusations turn nothing: what they are for is told apart. Nor does
    an end to what is bad in itself: who stops a war is not against what else is told of.
    """
    turned = 1.0
    own: set[int] = set()
    for head in heads:
        if start <= head.first < stop:
            denied = set(range(max(start, head.first - 3), head.first)) - own
            sign = head.head.sign
            deniers = {tokens[i].low for i in denied} & NEGATIONS
            if head.negated and deniers:
                own.update(denied)
                if "nor" in deniers:  # "neither … nor" denies once
                    own.update(i for i in range(start, head.first) if tokens[i].low == "neither")
                sign = -sign or -1
            own.update(range(head.first, head.stop))
            if sign >= 0 or (head.head.act in _TURN_NOTHING and head.kind != "plan"):
                continue
            if not (head.head.sign < 0 and head.kind == "stance" and _ill(tokens, head.stop)):
                turned = -turned
    for i in range(start, stop):
        if i not in own and (_denies(tokens, i, start) or _ends(tokens, i)):
            turned = -turned
    return turned


def _denies(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a word denies: "never, never" does so once, as does "neither … nor"."""
    low = tokens[at].low
    if low not in NEGATIONS or (at + 1 < len(tokens) and tokens[at + 1].low in NOT_ONLY):
        return False
    near = 12 if low == "nor" else 3
    before = (t.low for t in tokens[max(start, at - near) : at])
    return not any(b == low or (low == "nor" and b in NEGATIONS) for b in before)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].low in AGAINST and not _ill(tokens, at + 1)


def _ill(tokens: Sequence[Token], at: int) -> bool:
    """Whether something bad in itself is named next."""
    for token in tokens[at : at + 5]:
        if token.low in ILLS:
            return True
        if token.text in _MARKS:
            return False
    return False


def _verdict(tokens: Sequence[Token], heads: Sequence[Found], start: int, stop: int) -> float:
    """-1 where what follows the issue speaks against it: "… must be lifted", "… is a mistake"."""
    comma = (i for i in range(start, stop) if tokens[i].text in ",;" or tokens[i].low == "but")
    stop = next(comma, stop)
    for head in heads:
        if (
            start <= head.first < min(stop, start + 9)
            and head.kind in {"modal", "state"}
            and head.head.sign
        ):
            if head.head.act not in {"warns", "demands"}:
                return _sign(head)
            break
    for i in range(start, min(stop, start + 5)):
        if tokens[i].low in AGAINST:
            return -1.0
    return 1.0
