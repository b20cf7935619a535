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
    inner = _inner(heads, lead, hits[0].first if hits else stop)
    at = min((h.first for h in hits), default=stop)
    start = max((h.stop for h in (lead, inner) if h is not None and h.stop <= at), default=first)
    turned = -1.0 if _turns(tokens, heads, start, at) % 2 else 1.0
    ours, theirs = _sign(lead), _sign(inner)
    told = {
        "": 1.0,
        "deed": float(deed),
        "author": float(candidate.role == "author"),
        "quoted": float(candidate.role == "quoted"),
        "question": float(tokens[-1].text == "?"),
        "side": float(max(-2, min(2, sum(h.side for h in hits)))),
        "no hit": float(not hits),
        "lead": ours,
        "inner": theirs,
        "turned": turned,
        "lead x inner": (ours or 1.0) * (theirs or 1.0),
        "inner x turned": (theirs or ours or 1.0) * turned,
        "all": (ours or 1.0) * (theirs or 1.0) * turned,
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
        for name in ("author", "inner", "all", "blame"):
            told[f"deed, {name}"] = told[name]
        if lead is not None:
            told[f"deed, lead act:{lead.head.act}"] = 1.0
        holder = candidate.holder
        told["deed, quoted"] = told["quoted"]
        told["deed, state"] = float(holder is not None and holder.kind == "state")
    return told


def _inner(heads: Sequence[Found], lead: Found | None, at: int) -> Found | None:
    """The head that says what is to be, inside what is said: "said that talks *must* go on"."""
    rest = [h for h in heads if h is not lead and h.kind != "report"]
    if lead is not None:
        rest = [h for h in rest if h.first >= lead.stop] or rest
    before = [h for h in rest if h.first <= at]
    return before[-1] if before else rest[0] if rest else None


def _sign(found: Found | None) -> float:
    if found is None:
        return 0.0
    return float(-found.head.sign if found.negated else found.head.sign)


def _turns(tokens: Sequence[Token], heads: Sequence[Found], start: int, stop: int) -> int:
    """How many words before the issue turn it round, those that are heads themselves left out."""
    own = {i for h in heads for i in range(h.first, h.stop)}
    return sum(
        1
        for i in range(start, stop)
        if i not in own and (tokens[i].low in NEGATIONS or tokens[i].low in AGAINST)
    )


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
    return not before & NOT_DRAWN


def _demanded(part: Sequence[Token], at: int) -> bool:
    """Whether a "never" is demanded or vowed, not told of the past or foreseen."""
    return any(t.low in _VOWED for t in part[:at])


_VOWED = words(
    "demand demands demanded demanding guarantee guarantees guaranteed promise promises",
    "promised commitment commitments assurance assurances must we vow vowed mandatory pledge",
    "pledged insist insists insisted including condition",
)
