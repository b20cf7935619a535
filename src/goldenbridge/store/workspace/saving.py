"""One save under way: entries written at the end of the history, statements found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace import rows
from goldenbridge.store.workspace.event import PROGRAM, Event, Kind, Layer
from goldenbridge.store.workspace.fold import View, fold
from goldenbridge.store.workspace.refind import Found, placed_at, refind

__all__ = ["Saving"]

_NOTES = {
    "in place": "it stands where it stood",
    "same words": "the same words, at another place",
    "framed": "other words between the same ones; {score:.0f} % alike",
    "alike": "other words; {score:.0f} % alike",
    "believed": "its words were not known; now they are those at its place",
}


class Saving:
    """A transaction of a workspace, with the clock by which its entries are dated."""

    def __init__(self, db: Connection, now: Callable[[], datetime]) -> None:
        self.db = db
        self._now = now

    @property
    def at(self) -> str:
        """The moment, in UTC."""
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")

    def append(
        self,
        statement: str,
        document: str,
        kind: Kind,
        layer: Layer,
        coder: str,
        by: str,
        before: CodedStatement | None,
        after: CodedStatement | None,
        note: str = "",
        undoes: int | None = None,
        sha256: str = "",
    ) -> Event:
        """One more entry."""
        event = Event(
            seq=0,
            statement=statement,
            document=document,
            kind=kind,
            layer=layer,
            coder=coder,
            by=by,
            at=self.at,
            before=before,
            after=after,
            note=note,
            undoes=undoes,
            sha256=sha256,
        )
        return rows.append(self.db, event)

    def relocate(self, history: list[Event], text: str, sha256: str) -> list[Event]:
        """Find every layer of a statement again in a text, each by its own words.

        Returns
        -------
        the entries that were written; none for what points into this text already.
        """
        done = []
        for layer, coder, view in fold(history).views:
            here = view.sha256 == sha256 and bool(view.record.quote) and not view.lost
            if here or view.lost_in == sha256:
                continue
            found = _believed(view, text, sha256) or refind(view.record, text)
            kind: Kind = "lost"
            if found is not None:
                still = found.record.start == view.record.start and found.how != "framed"
                kind = "placed" if still and found.how in ("in place", "believed") else "moved"
            note = _NOTES[found.how].format(score=found.score) if found else "its words are gone"
            done.append(
                self.append(
                    history[0].statement,
                    history[0].document,
                    kind,
                    layer,
                    coder,
                    PROGRAM,
                    view.record,
                    found.record if found else None,
                    note,
                    sha256=sha256,
                )
            )
        return done


def _believed(view: View, text: str, sha256: str) -> Found | None:
    """A statement without its words, where its offsets point into this text as far as is known."""
    record = view.record
    if record.quote or view.sha256 not in ("", sha256) or record.end > len(text):
        return None
    return Found(placed_at(record, text, record.start, record.end), "believed", 100.0)
