"""What the statements leave open: whom to ask, and what about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CODER", "KNOWS", "OPEN", "Question", "by_whom"]

#: Stands in the note of every value that the format demands and no statement gives.
OPEN = "open: no statement supports this"

CODER = "Whoever coded the statements"
KNOWS = "Somebody who knows the talks"


@dataclass(frozen=True, order=True)
class Question:
    """One thing that no statement says.

    Attributes
    ----------
    whom : who could answer: a party's name, whoever knows the talks, or the coder.
    text : the question.
    where : the place in the case that the answer goes to, as keys with dots; may be empty.
    statements : what it was asked over, if anything.
    """

    whom: str
    text: str
    where: str = ""
    statements: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The question as plain data, for ``--json``."""
        return {
            "whom": self.whom,
            "question": self.text,
            "where": self.where,
            "statements": list(self.statements),
        }


def by_whom(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """Questions by whom to ask: parties first, in the order they came, then all others."""
    found: dict[str, list[Question]] = {}
    for question in dict.fromkeys(questions):
        found.setdefault(question.whom, []).append(question)
    last = [CODER, KNOWS]
    names = [n for n in found if n not in last] + [n for n in (KNOWS, CODER) if n in found]
    return {name: found[name] for name in names}
