"""One thing that happened to a statement: what, by whom, when, and the record before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from goldenbridge.statements.coded import CodedStatement

__all__ = ["DECISIONS", "KINDS", "PROGRAM", "Event", "Kind", "Layer"]

Kind = Literal[
    "suggested",
    "added",
    "accepted",
    "edited",
    "rejected",
    "commented",
    "adjudicated",
    "undone",
    "placed",
    "moved",
    "lost",
]
KINDS: tuple[str, ...] = get_args(Kind)

Layer = Literal["suggestion", "coder", "final"]

#: What a coder can do, and undo.
DECISIONS = frozenset({"added", "accepted", "edited", "rejected", "commented"})

#: Who moves statements when a document changes.
PROGRAM = "goldenbridge"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history, which is only ever added to.

    A statement has several layers, and an event is about one of them: the suggestion itself, what
    one coder makes of it, or the final record of an adjudication. So coders do not overwrite each
    other, nor does a program overwrite a coder.

    Attributes
    ----------
    seq : place in the history of the whole workspace, from 1, maybe with gaps.
    statement : id of the statement.
    document : name of its document.
    kind : one of ``KINDS``. ``placed``, ``moved`` and ``lost`` come from looking for the statement
        in a text that is new or has changed.
    layer : what it is about.
    coder : whose decision it is, on the layer ``coder``.
    by : who did it: a coder, an adjudicator, a rule or a model.
    at : when, in UTC, as ISO 8601.
    before, after : the record; None where there was or is none.
    note : a comment, or what else is to be known.
    undoes : the event that this one takes back.
    sha256 : hash of the text that the offsets of ``after`` point into; empty where it is not known.
    """

    seq: int
    statement: str
    document: str
    kind: Kind
    layer: Layer
    coder: str
    by: str
    at: str
    before: CodedStatement | None
    after: CodedStatement | None
    note: str = ""
    undoes: int | None = None
    sha256: str = ""
