"""Whether words draw a red line: what is demanded never to be, or called unacceptable."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.sources.words import words
from goldenbridge.statements.coded import RedLine
from goldenbridge.statements.extract.matcher import Match, Matcher
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.small import (
    HARD_LINES,
    NOT_DRAWN,
    PREPOSITIONS,
    SOFT_LINES,
)

__all__ = ["red_line_of"]

_LINES: Matcher[str] = Matcher(
    [(term, "explicit") for term in HARD_LINES] + [(term, "implicit") for term in SOFT_LINES]
)


def red_line_of(tokens: Sequence[Token], first: int, stop: int) -> RedLine:
    """Whether the words between two tokens draw a red line.

    Questions about it, talk of where it runs, its rejection, and "never" about what has been draw
    none.
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
    low = part[match.first].low
    if low == "never" and match.stop == match.first + 1:
        return _demanded(part, match.first)
    if low in _SAID_OF and match.stop < len(part) and not _closes(part, match.stop):
        return False  # "an unacceptable loss" tells of one
    if "if" in before:  # "if its red lines are crossed" draws one, "if it is one" does not
        return any(t.low.startswith("cross") for t in part[match.stop : match.stop + 4])
    after = {t.low for t in part[match.stop : match.stop + 6]}
    return not before & NOT_DRAWN and not after & _SPURNED


def _closes(part: Sequence[Token], at: int) -> bool:
    """Whether nothing that a quality could be said of follows."""
    return not part[at].word or part[at].low in PREPOSITIONS or part[at].low in _AFTER_QUALITY


def _demanded(part: Sequence[Token], at: int) -> bool:
    """Whether a "never" is demanded or vowed, not told of the past, foreseen or turned down."""
    before = [t.low for t in part[:at]]
    if not _SPURNED.isdisjoint(before):
        return False
    last = before[-1] if before else ""
    if at + 1 < len(part) and part[at + 1].low in _NO_LINE:
        return False
    own = last in {"will", "shall", "can"} and not {"we", "i"}.isdisjoint(before[-4:])
    return own or last == "must" or not _VOWED.isdisjoint(before)


_SAID_OF = words("unacceptable intolerable inadmissible")
_AFTER_QUALITY = words("and or but that if because when is are was were while so")
#: Said of a red line by others than its holder.
_SPURNED = words(
    "rejected rejection rejecting rejects dismissed dismissing dismisses spurned evaporate",
    "evaporating evaporated vanish vanished faded crumbled imaginary illusory",
)
#: After "never": what is vowed to friends or told of the mind, and draws no line.
_NO_LINE = words("forget forgotten let stop tire doubt waver mind know")
_VOWED = words(
    "demand demands demanded demanding guarantee guarantees guaranteed promise promises",
    "promised commitment commitments assurance assurances vow vowed pledge pledged insist",
    "insists insisted condition important essential mandatory",
)
