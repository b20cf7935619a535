"""Verbs of saying and taking sides by their form: what tells that somebody speaks."""

from __future__ import annotations

from goldenbridge.statements.extract.words.heads import HEADS

__all__ = ["SAY", "SAYS", "STANCES"]


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
