"""For or against, which act, and whether a red line is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.statements.codebook.schema import CodebookIssue
from goldenbridge.statements.coded import RedLine
from goldenbridge.statements.extract.matcher import Matcher
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.small import AGAINST, HARD_LINES, NEGATIONS, SOFT_LINES
from goldenbridge.statements.statement import Act

__all__ = ["act_of", "polarity_of", "red_line_of"]

_LINES: Matcher[str] = Matcher(
    [(term, "explicit") for term in HARD_LINES] + [(term, "implicit") for term in SOFT_LINES]
)


def act_of(position: Candidate) -> Act:
    """The act of a position: its head's, turned where it is denied."""
    if position.head is None:
        return "assesses"
    act = position.head.head.act
    if position.head.negated and act in {"supports", "offers", "commits", "considers"}:
        return "rejects"
    return act


def polarity_of(position: Candidate, tokens: Sequence[Token], issue: CodebookIssue) -> int:
    """1, -1 or 0 towards the issue's proposition."""
    if issue.deed:
        own = position.head is not None and position.head.head.act in {"commits", "threatens"}
        return 1 if own and position.role != "author" else -1
    sign = position.head.head.sign if position.head is not None else 1
    sign = sign or 1
    if position.head is not None and position.head.negated:
        sign = -sign
    start = position.head.stop if position.head is not None else position.first
    turns = 0
    for at in range(start, position.stop):
        token = tokens[at]
        if token.low in NEGATIONS or token.low in AGAINST:
            turns += 1
            break
    return -sign if turns else sign


def red_line_of(tokens: Sequence[Token], first: int, stop: int) -> RedLine:
    """Whether the words between two tokens draw a red line."""
    kinds = {match.tag for match in _LINES.find(tokens[first:stop])}
    if "explicit" in kinds:
        return "explicit"
    return "implicit" if kinds else "no"
