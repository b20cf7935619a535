"""Verbs of saying and taking sides by their form: what tells that somebody speaks."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.sources.words import words
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.heads import HEADS

__all__ = ["HELPERS", "SAY", "SAYS", "STANCES", "speaks"]


def _forms(kinds: set[str], forms: set[str]) -> frozenset[str]:
    return frozenset(
        word
        for word, head in HEADS
        if head.kind in kinds and head.form in forms and " " not in word
    )


#: "Orlov says", "Orlov said", "Orlov rejects".
SAYS = _forms({"report", "stance"}, {"s", "past"})
#: "Analysts say", "analysts said", "analysts reject".
SAY = _forms({"report", "stance"}, {"base", "past"})
#: What follows "have": "analysts have warned".
STANCES = _forms({"report", "stance"}, {"participle"})
#: What may stand between a name and its verb.
HELPERS = words("has have had also recently often now repeatedly then long still even who")


def speaks(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether a verb of saying stands by: "the envoy said", "said the envoy", "noted by the Hindu"."""
    before = tokens[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].low
    if before in SAYS or before == "by":
        return True
    if before == "to" and any(token.low == "according" for token in tokens[:first]):
        return True
    for token in tokens[stop : stop + 3]:
        if token.low in SAYS:
            return True
        if token.low not in HELPERS:
            return False
    return False
