"""By what two suggestions are the same one, and the name that follows from it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from goldenbridge.statements.coded import CodedStatement

__all__ = ["from_text", "identity", "name_of", "to_text"]

#: What a statement says. Confidence, and who found it, may differ from one reading to the next.
SAYS = (
    "doc",
    "start",
    "end",
    "actor",
    "role",
    "attributed_by",
    "issue",
    "act",
    "polarity",
    "red_line",
    "note",
)


def identity(record: CodedStatement) -> tuple[object, ...]:
    """What makes two suggestions the same: the place, and what is said to be said there."""
    return tuple(getattr(record, field) for field in SAYS)


def name_of(record: CodedStatement, sha256: str, coder: str = "") -> str:
    """The id of a statement: a hash of what it says, of the text, and of who added it if a coder.

    Reading a document again so gives the same suggestions the same names.

    >>> s = CodedStatement(doc="a", start=0, end=5, actor="Norvik", act="rejects")
    >>> name_of(s, "") == name_of(s.model_copy(update={"confidence": 0.5}), "")
    True
    >>> name_of(s, "") == name_of(s.model_copy(update={"polarity": -1}), "")
    False
    """
    said = json.dumps([*identity(record), sha256, coder], separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def to_text(record: CodedStatement) -> str:
    """A record as it is kept: JSON in ASCII, so that any database takes any character."""
    return json.dumps(record.model_dump(exclude_none=True), separators=(",", ":"))


def from_text(text: str) -> CodedStatement:
    """A record as it was kept.

    Raises
    ------
    ValueError : it is none.
    """
    told: dict[str, Any] = json.loads(text)
    return CodedStatement.model_validate(told)
