"""One save under way: entries written at the end of the history, statements found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace import rows
from goldenbridge.store.workspace.event import PROGRAM, Event, Kind, Layer
from goldenbridge.store.workspace.fold import View, fold
from goldenbridge.store.workspace.placing import Placed, found_again, placed_at

__all__ = ["Saving"]


class Saving:
    """A transaction of a workspace, with the clock by which its entries are dated."""

    def __init__(self, db: Connection, now: Callable[[], datetime]) -> None:
        self.db = db
        self._now = now

    @property
    def at(self) -> str:
        """The moment, in UTC."""
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")

    def event(
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
        """An entry of this moment, not yet written."""
        return Event(
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

    def append(self, event: Event) -> Event:
        """Write one more entry; the entry with its place in the history."""
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
            found = _believed(view, text, sha256) or found_again(view.record, text)
            kind: Kind = "lost"
            if found is not None:
                kind = "placed" if found.still else "moved"
            note = found.note if found else "its words are gone"
            done.append(
                self.append(
                    self.event(
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
            )
        return done


def _believed(view: View, text: str, sha256: str) -> Placed | None:
    """A statement without its words, where its offsets point into this text as far as is known."""
    record = view.record
    if record.quote or view.sha256 not in ("", sha256) or record.end > len(text):
        return None
    placed = placed_at(record, text, record.start, record.end)
    return Placed(placed, True, "its words were not known; now they are those at its place")
