"""For or against, which act, and whether a red line is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.sources.words import words
from goldenbridge.statements.coded import RedLine
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.matcher import Match, Matcher
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.cues import WORDS
from goldenbridge.statements.extract.words.small import (
    AGAINST,
    HARD_LINES,
    NEGATIONS,
    NOT_DRAWN,
    SOFT_LINES,
)

__all__ = ["red_line_of", "stance_features"]

_LINES: Matcher[str] = Matcher(
    [(term, "explicit") for term in HARD_LINES] + [(term, "implicit") for term in SOFT_LINES]
)
#: What says nothing of a deed's side: there it is weighed apart.
_PLAIN = ("verdict", "whole")
_TONES = ("praise", "blame", "norm", "irony", "future")


def stance_features(candidate: Candidate, deed: bool) -> dict[str, float]:
    """What bears on the act of a statement and on whether it is for or against its issue.

    A statement's side is its words' sides multiplied: who rejects an end to sanctions is for them.
    """
    sentence, first, stop = candidate.sentence, candidate.first, candidate.stop
    tokens = sentence.tokens
    heads = [h for h in sentence.heads if first <= h.first and h.stop <= stop]
    hits = [
        h for h in sentence.hits if h.issue == candidate.issue and first <= h.first < h.stop <= stop
    ]
    lead = candidate.head if candidate.head in heads else (heads[0] if heads else None)
    at = min((h.first for h in hits), default=stop)
    end = hits[0].stop if hits else at
    inner = _inner(heads, lead, at)
    side = sum(h.side for h in hits)
    before = _turned(tokens, heads, first, at)
    inside = 1.0 if side else _turned(tokens, heads, at, end)
    verdict = _verdict(tokens, heads, end, stop)
    whole = before * inside * verdict
    told = {
        "": 1.0,
        "deed": float(deed),
        "author": float(candidate.role == "author"),
        "quoted": float(candidate.role == "quoted"),
        "question": float(tokens[-1].text == "?"),
        "no hit": float(not hits),
        "verdict": verdict,
        "whole": 2.0 * whole,
        "side": max(-1.0, min(1.0, side)) * before * verdict,
    }
    for found, name in ((lead, "lead"), (inner, "inner")):
        if found is not None:
            told[f"{name}:{found.kind}"] = 1.0
            told[f"{name} act:{found.head.act}"] = 1.0
            if found.negated:
                told[f"{name} negated"] = 1.0
    for tone in _TONES:
        told[tone] = min(sum(t.low in WORDS[tone] for t in tokens[first:stop]), 2) / 2
    if deed:
        holder = candidate.holder
        told["state"] = float(holder is not None and holder.kind == "state")
        told.update({f"deed, {name}": value for name, value in told.items() if value})
        for name in _PLAIN:
            told.pop(name, None)
    return told


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
    part of a head. Warnings and accusations turn nothing: what they are for is told apart.
    """
    turned = 1.0
    own: set[int] = set()
    for head in heads:
        if start <= head.first < stop:
            denied = set(range(max(start, head.first - 3), head.first)) - own
            sign = head.head.sign
            if head.negated and any(tokens[i].low in NEGATIONS for i in denied):
                own.update(denied)
                sign = -sign or -1
            own.update(range(head.first, head.stop))
            if sign < 0 and head.head.act not in {"warns", "accuses"}:
                turned = -turned
    for i in range(start, stop):
        if i not in own and (tokens[i].low in NEGATIONS or tokens[i].low in AGAINST):
            turned = -turned
    return turned


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


def red_line_of(tokens: Sequence[Token], first: int, stop: int) -> RedLine:
    """Whether the words between two tokens draw a red line.

    Questions about it, talk of where it runs, and "never" about what has been draw none.
    """
    if tokens[-1].text == "?":
        return "no"
    part = tokens[first:stop]
    kinds = {match.tag for match in _LINES.find(part) if _draws(part, match)}
    if "explicit" in kinds:
        return "explicit"
    return "implicit" if kinds else "no"


def _draws(part: Sequence[Token], match: Match[str]) -> bool:
    before = {t.low for t in part[max(0, match.first - 6) : match.first]}
    if part[match.first].low == "never" and match.stop == match.first + 1:
        return _demanded(part, match.first)
    if "if" in before:  # "if its red lines are crossed" draws one, "if it is one" does not
        return any(t.low.startswith("cross") for t in part[match.stop : match.stop + 4])
    return not before & NOT_DRAWN


def _demanded(part: Sequence[Token], at: int) -> bool:
    """Whether a "never" is demanded or vowed, not told of the past or foreseen."""
    return any(t.low in _VOWED for t in part[:at])


_VOWED = words(
    "demand demands demanded demanding guarantee guarantees guaranteed promise promises",
    "promised commitment commitments assurance assurances must we vow vowed mandatory pledge",
    "pledged insist insists insisted including condition",
)
