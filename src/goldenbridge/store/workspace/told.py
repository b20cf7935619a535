"""What the workspace tells: what became of things handed in, and statements as they are listed."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace.fold import Standing, State

__all__ = ["Added", "Listed", "Row", "Suggested"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document that was handed in.

    Attributes
    ----------
    name : of the document.
    kept : whether this version of it is new to the workspace.
    before : whether another version was there.
    moved : ids of statements that were found at another place of the new text.
    lost : ids of statements whose words are no longer in it; they stay, and are marked.
    """

    name: str
    kept: bool
    before: bool = False
    moved: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """What became of statements that were handed in, by id and in their order.

    Attributes
    ----------
    ids : of all of them; the same suggestion twice has one id.
    new : those that the workspace did not have.
    lost : those whose words are not in the document as the workspace has it.
    """

    ids: tuple[str, ...]
    new: tuple[str, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as it is listed.

    Attributes
    ----------
    name, sha256 : of the document; the hash is that of its text in UTF-8, empty where the workspace
        has statements from it, but not the text.
    versions : how many different ones were handed in, one after the other.
    characters : of the text.
    title : as published.
    """

    name: str
    sha256: str
    versions: int
    characters: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as one coder has it, or as it was suggested, or as it was settled.

    Attributes
    ----------
    id : name of the statement in the workspace.
    record : the statement, with this id.
    state : suggested, added, accepted, edited, rejected, adjudicated or left out.
    by, at : whose last word it is, and of when.
    lost : its words are no longer in the document.
    reworded : the text has changed within the quote since that last word.
    standing : all there is about it.
    """

    id: str
    record: CodedStatement
    state: State
    by: str
    at: str
    lost: bool
    reworded: bool
    standing: Standing
