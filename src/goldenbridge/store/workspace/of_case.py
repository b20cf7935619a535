"""The statements of a case as statements of a workspace, by their anchors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from goldenbridge.statements.coded import CodedStatement

if TYPE_CHECKING:
    from goldenbridge.case.case import Case
    from goldenbridge.sources.source import Source
    from goldenbridge.statements.statement import Statement

__all__ = ["OfCase", "statements_of"]


@dataclass(frozen=True, slots=True)
class OfCase:
    """What a case gives to a workspace.

    Attributes
    ----------
    statements : those with an anchor; each has its id in the case, and our paraphrase as note.
    hashes : by document, the hash of the text that the anchors point into.
    left_out : ids of those without an anchor: they cite a page of a printed work.
    """

    statements: tuple[CodedStatement, ...]
    hashes: dict[str, str]
    left_out: tuple[str, ...]


def statements_of(case: Case) -> OfCase:
    """The statements of a case, by the places in the documents that they rest on.

    A case names no polarity, so it is 0; and no words of a source, so the quote is empty until
    the workspace has the document.

    >>> from goldenbridge.case import load
    >>> found = statements_of(load("two-sellers"))
    >>> len(found.statements), len(found.left_out)
    (0, 12)
    """
    found = {key: _coded(case, key, s) for key, s in case.statements.items()}
    sources = {s.anchor.source for s in case.statements.values() if s.anchor is not None}
    documents = {
        _document(name, case.sources.get(name)): case.sources.get(name) for name in sources
    }
    return OfCase(
        tuple(s for s in found.values() if s is not None),
        {doc: source.sha256 for doc, source in documents.items() if source and source.sha256},
        tuple(key for key, s in found.items() if s is None),
    )


def _document(name: str, source: Source | None) -> str:
    return PurePath((source and source.file) or "").name or name


def _coded(case: Case, key: str, statement: Statement) -> CodedStatement | None:
    anchor = statement.anchor
    if anchor is None:
        return None
    source = case.sources.get(anchor.source)
    note = statement.text if statement.note is None else f"{statement.text} ({statement.note})"
    return CodedStatement(
        doc=_document(anchor.source, source),
        start=anchor.start,
        end=anchor.end,
        line=anchor.line,
        actor=statement.actor,
        role=statement.role,
        attributed_by=statement.attributed_by,
        issue=statement.issue,
        act=statement.act,
        red_line="explicit" if statement.act == "red_line" else "no",
        date=statement.date,
        doc_date=source.date if source else None,
        made_by=f"case:{case.id}",
        note=note,
        id=key,
    )
