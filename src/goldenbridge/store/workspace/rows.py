"""Rows of the tables as records, and records as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, insert, or_, select

from goldenbridge.errors import StatementUnknown, WorkspaceUnusable
from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.sources.source import Source
from goldenbridge.store.workspace.event import KINDS, Event, Kind, Layer
from goldenbridge.store.workspace.identity import from_text, to_text
from goldenbridge.store.workspace.tables import documents, events, statements

__all__ = [
    "Version",
    "append",
    "append_all",
    "decisions",
    "document_of",
    "find",
    "hash_of",
    "histories",
    "history",
    "last_version",
    "title_of",
    "to_bytes",
    "told_of",
    "undoing",
]


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it is kept."""

    name: str
    sha256: str
    text: bytes
    told: str


def to_bytes(text: str) -> bytes:
    """A text as it is kept."""
    return text.encode("utf-8", "surrogatepass")


def hash_of(raw: bytes) -> str:
    """The hash of a text as it is kept."""
    return hashlib.sha256(raw).hexdigest()


def told_of(document: SourceText) -> str:
    """All about a document but its text, as JSON in ASCII."""
    return json.dumps(
        {
            "source": document.source.model_dump(exclude_none=True),
            "passages": [list(asdict(p).values()) for p in document.passages],
            "medium": document.medium,
            "language": document.language,
            "remarks": list(document.remarks),
            "characters": len(document.text),
        },
        separators=(",", ":"),
    )


def document_of(version: Version) -> SourceText:
    """A document as it was handed in.

    Raises
    ------
    WorkspaceUnusable : what is kept is no document.
    """
    try:
        told: dict[str, Any] = json.loads(version.told)
        return SourceText(
            version.name,
            Source.model_validate(told["source"]),
            version.text.decode("utf-8", "surrogatepass"),
            tuple(Passage(*fields) for fields in told["passages"]),
            told["medium"],
            told["language"],
            tuple(told["remarks"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(f"document {version.name!r}", error) from None


def title_of(name: str, told: str) -> tuple[str, int]:
    """A document's title, and how many characters it has.

    Raises
    ------
    WorkspaceUnusable : what is kept is no document.
    """
    try:
        known = json.loads(told)
        return str(known["source"]["title"]), int(known["characters"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(f"document {name!r}", error) from None


def last_version(db: Connection, name: str) -> Version | None:
    """The last version of a document that was handed in."""
    wanted = select(documents.c.name, documents.c.sha256, documents.c.text, documents.c.told)
    found = db.execute(
        wanted.where(documents.c.name == name).order_by(documents.c.id.desc()).limit(1)
    ).first()
    return Version(found.name, found.sha256, bytes(found.text), found.told) if found else None


def append(db: Connection, event: Event) -> Event:
    """Write an event at the end of the history; the event with its place there."""
    done = db.execute(insert(events), _row(event))
    assert done.inserted_primary_key is not None
    return replace(event, seq=int(done.inserted_primary_key[0]))


def append_all(db: Connection, many: Sequence[Event]) -> None:
    """Write events at the end of the history, in their order."""
    if many:
        db.execute(insert(events), [_row(event) for event in many])


def _row(event: Event) -> dict[str, Any]:
    return {
        "statement": event.statement,
        "document": event.document,
        "kind": event.kind,
        "layer": event.layer,
        "coder": event.coder,
        "by": event.by,
        "at": event.at,
        "before": to_text(event.before) if event.before else None,
        "after": to_text(event.after) if event.after else None,
        "note": json.dumps(event.note),
        "undoes": event.undoes,
        "sha256": event.sha256,
    }


def undoing(event: Event) -> Event:
    """An event that takes back another, not yet written."""
    return replace(event, seq=event.seq + 1, kind="undone", undoes=event.seq)


def history(db: Connection, statement: str) -> list[Event]:
    """All that happened to a statement, in order."""
    found = db.execute(
        select(events).where(events.c.statement == statement).order_by(events.c.seq)
    ).mappings()
    return [_event(row) for row in found]


def histories(db: Connection, document: str | None = None) -> dict[str, list[Event]]:
    """The history of each statement, of one document or of all."""
    wanted = select(events).order_by(events.c.seq)
    if document is not None:
        wanted = wanted.where(events.c.document == document)
    found: dict[str, list[Event]] = {}
    for row in db.execute(wanted).mappings():
        event = _event(row)
        found.setdefault(event.statement, []).append(event)
    return found


def decisions(db: Connection, coder: str) -> list[Event]:
    """Everything a coder did, in order."""
    wanted = select(events).where(events.c.coder == coder).order_by(events.c.seq)
    return [_event(row) for row in db.execute(wanted).mappings()]


def find(db: Connection, name: str) -> str:
    """The id of a statement, by its id, by the beginning of it, or by its name in its file.

    Raises
    ------
    StatementUnknown : there is none, or several begin so.
    """
    if not name or "\0" in name:
        raise StatementUnknown("statement", name)
    begins = statements.c.id.startswith(name, autoescape=True)
    found = db.execute(
        select(statements.c.id, statements.c.named)
        .where(or_(begins, statements.c.named == name))
        .order_by(statements.c.id)
        .limit(1000)
    ).all()
    exact = [row.id for row in found if name in (row.id, row.named)]
    if len(exact) == 1:
        return str(exact[0])
    if len(found) == 1:
        return str(found[0].id)
    raise StatementUnknown("statement", name, [row.id for row in found])


def _event(row: RowMapping) -> Event:
    try:
        if row["kind"] not in KINDS:
            raise ValueError(f"unknown kind {row['kind']!r}")
        return Event(
            row["seq"],
            row["statement"],
            row["document"],
            cast("Kind", row["kind"]),
            cast("Layer", row["layer"]),
            row["coder"],
            row["by"],
            row["at"],
            from_text(row["before"]) if row["before"] is not None else None,
            from_text(row["after"]) if row["after"] is not None else None,
            str(json.loads(row["note"])),
            row["undoes"],
            row["sha256"],
        )
    except (ValueError, TypeError) as error:
        raise _damaged(f"entry {row['seq']} of the history", error) from None


def _damaged(what: str, error: Exception) -> WorkspaceUnusable:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return WorkspaceUnusable(
        "The workspace", f"{what} is damaged ({reason})", "Restore it from a copy."
    )
