"""The workspace: documents, statements, and everything that was ever decided about them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, and_, exists, insert, select

from goldenbridge.errors import DecisionRefused, StatementUnknown
from goldenbridge.files.problem import shown
from goldenbridge.sources.passage import SourceText
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace import rows
from goldenbridge.store.workspace.checks import edited, final_record, name_checked, remark
from goldenbridge.store.workspace.connect import DEFAULT, VARIABLE, Database
from goldenbridge.store.workspace.event import PROGRAM, Event, Kind
from goldenbridge.store.workspace.fold import Standing, State, View, fold, undoable
from goldenbridge.store.workspace.intake import Intake
from goldenbridge.store.workspace.saving import Saving
from goldenbridge.store.workspace.tables import documents, events, statements
from goldenbridge.store.workspace.told import Added, Listed, Row, Suggested

__all__ = ["CHOICES", "Workspace", "hash_of", "place_of"]

#: What a coder can decide about a statement that is there.
CHOICES = ("accepted", "edited", "rejected", "commented")


def hash_of(text: str) -> str:
    """SHA-256 of a text in UTF-8: of a text file that is the hash of the file.

    >>> hash_of("")[:8]
    'e3b0c442'
    """
    return rows.hash_of(rows.to_bytes(text))


def place_of(where: str | os.PathLike[str] | None) -> str | os.PathLike[str]:
    """Where the workspace is: as said, or in GOLDENBRIDGE_WORKSPACE, or the folder of this name."""
    return where or os.environ.get(VARIABLE) or DEFAULT


class Workspace:
    """Documents and statements with their whole history; the current state follows from it.

    Trust it to lose nothing: what a call has returned from is on the disk, whole, and is never
    changed or removed afterwards, by nobody. A decision, an undo, a moved statement are each a
    further entry. Several programs may use one workspace at once; they wait for each other's saves.
    Use as a context manager, or ``close`` it.

    >>> from tempfile import TemporaryDirectory
    >>> s = CodedStatement(doc="a.txt", start=0, end=21, quote="Norvik rejects a toll",
    ...     actor="Norvik", act="rejects", polarity=-1)
    >>> with TemporaryDirectory() as folder, Workspace.open(folder) as w:
    ...     (id,) = w.suggest("a.txt", [s], by="rules").new
    ...     again = w.suggest("a.txt", [s], by="rules").new
    ...     _ = w.decide(id, "anna", "edited", {"issue": "tolls"})
    ...     mine, theirs = w.statements(coder="anna"), w.statements(coder="ben")
    ...     history = [(e.kind, e.by) for e in w.history(id)]
    >>> again
    ()
    >>> [(row.state, row.record.issue) for row in (*mine, *theirs)]
    [('edited', 'tolls'), ('suggested', None)]
    >>> history
    [('suggested', 'rules'), ('edited', 'anna')]
    """

    def __init__(self, database: Database, now: Callable[[], datetime] | None = None) -> None:
        self._database = database
        self._now = now or (lambda: datetime.now(UTC))

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str] | None = None,
        *,
        create: bool = True,
        now: Callable[[], datetime] | None = None,
    ) -> Self:
        """Open a workspace, and make it where there is none.

        Parameters
        ----------
        where : a folder, or ``postgresql://user@host/name``; without it, what the variable
            GOLDENBRIDGE_WORKSPACE says, or else the folder ``goldenbridge-workspace``.
        create : whether to make one.
        now : the clock, in UTC.

        Raises
        ------
        WorkspaceMissing : there is none, and none is to be made.
        WorkspaceUnusable : what is there is something else, or cannot be read.
        MissingExtra : the driver for PostgreSQL is not installed.
        """
        return cls(Database(place_of(where), create), now)

    @property
    def place(self) -> str:
        """What to call it in a message: the folder, or the address without its password."""
        return self._database.place

    def close(self) -> None:
        """Let go of the database. Everything was saved long before."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- documents

    def add_document(self, document: SourceText, by: str = PROGRAM) -> Added:
        """Keep a document, and find its statements again if the text is another than before.

        Raises
        ------
        DecisionRefused : its name cannot be kept.
        WorkspaceUnusable : the database does not take it.
        """
        name = name_checked("document", document.name)
        name_checked("by", by)
        raw, told = rows.to_bytes(document.text), rows.told_of(document)
        sha = rows.hash_of(raw)
        with self._saving() as save:
            last = rows.last_version(save.db, name)
            if last is not None and (last.sha256, last.told) == (sha, told):
                return Added(name, kept=False, before=True)
            save.db.execute(
                insert(documents).values(
                    name=name, sha256=sha, text=raw, told=told, by=by, at=save.at
                )
            )
            moved: list[str] = []
            lost: list[str] = []
            for history in rows.histories(save.db, document=name).values():
                kinds = {e.kind for e in save.relocate(history, document.text, sha)}
                moved += [history[0].statement] if "moved" in kinds else []
                lost += [history[0].statement] if "lost" in kinds else []
        return Added(name, True, last is not None, tuple(moved), tuple(lost))

    def documents(self) -> list[Listed]:
        """Every document by name, with those of which there are statements and no text."""
        wanted = select(documents.c.name, documents.c.sha256, documents.c.told)
        with self._database.reading() as db:
            names = set(db.scalars(select(statements.c.document).distinct()))
            versions = db.execute(wanted.order_by(documents.c.id)).all()
        found = {name: Listed(name, "", 0, 0, "") for name in names}
        hashes: dict[str, set[str]] = {}
        for name, sha, told in versions:
            hashes.setdefault(name, set()).add(sha)
            title, characters = rows.title_of(name, told)
            found[name] = Listed(name, sha, len(hashes[name]), characters, title)
        return [found[name] for name in sorted(found)]

    def document(self, name: str) -> SourceText:
        """A document as it was last handed in.

        Raises
        ------
        StatementUnknown : the workspace does not have its text.
        """
        found = self.text_of(name)
        if found is None:
            raise StatementUnknown("document", name, [d.name for d in self.documents()])
        return found

    def text_of(self, name: str) -> SourceText | None:
        """A document as it was last handed in, or None where the workspace does not have it."""
        with self._database.reading() as db:
            version = rows.last_version(db, name)
        return rows.document_of(version) if version else None

    # --- statements come in

    def suggest(
        self,
        doc: str | SourceText,
        statements: Iterable[CodedStatement],
        by: str,
        sha256: str = "",
    ) -> Suggested:
        """Keep what a program suggests for a document; what it suggested before stays as it is.

        Decisions of coders are never touched. The same suggestion has the same id, so reading a
        document again adds nothing; a new confidence is noted. Offsets that do not fit the document
        as the workspace has it are set right by the quote, or the statement is marked lost.

        Parameters
        ----------
        doc : the document, or its name. One that is handed in is not kept here: ``add_document``.
        statements : all of this document.
        by : the rule or model, for statements that do not say so themselves.
        sha256 : hash of the text that the offsets point into, where the workspace may lack it.

        Raises
        ------
        DecisionRefused : one of them cannot be kept; then none is.
        WorkspaceUnusable : the database does not take it.
        """
        name = doc if isinstance(doc, str) else doc.name
        listed = list(statements)
        others = sorted({s.doc for s in listed} - {name})
        if others:
            raise DecisionRefused(
                name, [f"doc: found {shown(others[0])!r}, wanted statements of {shown(name)!r}"]
            )
        if not isinstance(doc, str):
            sha256 = hash_of(doc.text)
        return self.suggest_all(listed, by, {name: sha256})

    def suggest_all(
        self,
        statements: Iterable[CodedStatement],
        by: str,
        hashes: Mapping[str, str] | None = None,
    ) -> Suggested:
        """The same for statements of several documents, kept in one save: all of them or none."""
        return self._take_in(statements, name_checked("by", by), "", hashes or {})

    def add(
        self,
        coder: str,
        statements: CodedStatement | Iterable[CodedStatement],
        hashes: Mapping[str, str] | None = None,
    ) -> Suggested:
        """Keep statements that a coder found without help; one that was suggested is accepted.

        Raises
        ------
        DecisionRefused : one of them, or the coder's name, cannot be kept; then none is.
        """
        listed = [statements] if isinstance(statements, CodedStatement) else statements
        return self._take_in(listed, "", name_checked("coder", coder), hashes or {})

    # --- decisions

    def decide(
        self,
        statement: str,
        coder: str,
        decision: Kind,
        changes: Mapping[str, object] | None = None,
        note: str = "",
    ) -> Event:
        """Keep what a coder decides about a statement; the decisions of others stay as they are.

        Parameters
        ----------
        statement : its id, or the beginning of it.
        coder : who decides.
        decision : ``accepted``, ``edited``, ``rejected`` or ``commented``. An edit takes the
            statement with changes.
        changes : of an edit, the fields and what is to stand there. A new span brings its quote.
        note : the comment, or why.

        Raises
        ------
        StatementUnknown : there is none of this name.
        DecisionRefused : a change is none that a statement can have; nothing is kept.
        """
        coder = name_checked("coder", coder)
        note = remark(note)
        if decision not in CHOICES:
            wanted = ", ".join(CHOICES)
            raise DecisionRefused(statement, [f"decision: found {decision!r}, wanted {wanted}"])
        if decision == "commented" and not note.strip():
            raise DecisionRefused(statement, ["comment: found nothing, wanted some words"])
        with self._saving() as save:
            now = fold(_history(save.db, statement))
            held = now.of(coder) or now.base
            if held is None:
                raise DecisionRefused(now.id, ["it: whoever added it has taken it back"])
            record, sha = held.record, held.sha256
            if decision == "edited":
                version = rows.last_version(save.db, now.document)
                record, sha = edited(held, changes or {}, version, now.id)
            after = record if decision in ("accepted", "edited") else None
            return save.append(
                save.event(
                    now.id,
                    now.document,
                    decision,
                    "coder",
                    coder,
                    coder,
                    held.record,
                    after,
                    note,
                    sha256=sha,
                )
            )

    def undo(self, coder: str, statement: str | None = None) -> Event | None:
        """Take back a coder's last decision, by a further entry; None where there is none left.

        Parameters
        ----------
        coder : whose decision; nobody else's is taken back.
        statement : of this statement only; without it, of all.
        """
        coder = name_checked("coder", coder)
        with self._saving() as save:
            if statement is not None:
                last = undoable(_history(save.db, statement), coder)
            else:
                last = undoable(rows.decisions(save.db, coder), coder)
            if last is None:
                return None
            history = rows.history(save.db, last.statement)
            before = fold(history).coders.get(coder)
            after = fold([*history, rows.undoing(last)]).coders.get(coder)
            event = save.append(
                save.event(
                    last.statement,
                    last.document,
                    "undone",
                    "coder",
                    coder,
                    coder,
                    before.record if before else None,
                    after.record if after else None,
                    last.kind,
                    last.seq,
                    after.sha256 if after else "",
                )
            )
            # What it goes back to may have been written for an older text.
            version = rows.last_version(save.db, last.document)
            if version is not None:
                text = rows.document_of(version).text
                save.relocate([*history, event], text, version.sha256)
        return event

    def adjudicate(
        self,
        statements: str | Sequence[str],
        by: str,
        record: CodedStatement | None,
        note: str = "",
    ) -> tuple[Event, ...]:
        """Keep the final record of a statement: one coder's, a changed one, or none at all.

        Parameters
        ----------
        statements : its id; several where coders added the same statement each for themselves. The
            record then belongs to the first, and the others are left out.
        by : who settles it.
        record : the final record; None leaves the statement out.

        Raises
        ------
        StatementUnknown : there is none of this name.
        DecisionRefused : the record cannot be kept.
        """
        by = name_checked("by", by)
        note = remark(note)
        named = [statements] if isinstance(statements, str) else list(statements)
        done: list[Event] = []
        with self._saving() as save:
            for name in named:
                history = _history(save.db, name)
                now = fold(history)
                base = now.final or now.base
                if base is None:
                    raise DecisionRefused(now.id, ["it: whoever added it has taken it back"])
                final, sha = (None if done else record), base.sha256
                version = rows.last_version(save.db, now.document)
                if final is not None:
                    if final.doc != now.document:
                        found = f"found {shown(final.doc)!r}, wanted {shown(now.document)!r}"
                        raise DecisionRefused(now.id, [f"doc: {found}"])
                    final, sha = final_record(final, version, sha)
                said = note or (f"the same statement as {done[0].statement}" if done else "")
                event = save.append(
                    save.event(
                        now.id,
                        now.document,
                        "adjudicated",
                        "final",
                        "",
                        by,
                        base.record,
                        final,
                        said,
                        sha256=sha,
                    )
                )
                done.append(event)
                if version is not None:
                    text = rows.document_of(version).text
                    save.relocate([*history, event], text, version.sha256)
        return tuple(done)

    # --- looking

    def statement(self, name: str) -> Standing:
        """How a statement stands, by its id, the beginning of it, or its name in its file.

        Raises
        ------
        StatementUnknown : there is none, or several begin so.
        """
        with self._database.reading() as db:
            return fold(_history(db, name))

    def history(self, name: str) -> tuple[Event, ...]:
        """Everything that happened to a statement, in order.

        Raises
        ------
        StatementUnknown : there is none, or several begin so.
        """
        with self._database.reading() as db:
            return tuple(_history(db, name))

    def standings(self, document: str | None = None) -> list[Standing]:
        """How every statement stands, by document and place; without those wholly taken back."""
        with self._database.reading() as db:
            found = [fold(h) for h in rows.histories(db, document=document).values()]
        return sorted((s for s in found if s.base is not None), key=_order)

    def statements(
        self,
        coder: str | None = None,
        state: State | Iterable[State] | None = None,
        document: str | None = None,
        *,
        final: bool = False,
    ) -> list[Row]:
        """The statements as one coder has them, by document and place.

        Parameters
        ----------
        coder : whose; what they have not decided is there as suggested. Without it, the statements
            as they were suggested or added.
        state : only these.
        document : only its own.
        final : what adjudications settled, instead.
        """
        wanted = {state} if isinstance(state, str) else set(state) if state is not None else None
        found = []
        for standing in self.standings(document):
            if final:
                view = standing.final
            elif coder is not None:
                view = standing.of(coder)
            else:
                view = standing.base
            if view is not None and (wanted is None or view.state in wanted):
                found.append(_row(standing, view))
        return found

    def coders(self) -> list[str]:
        """Everybody who decided anything, by name."""
        with self._database.reading() as db:
            found = db.scalars(select(events.c.coder).where(events.c.coder != "").distinct())
            return sorted(found)

    def to_review(self, coder: str) -> list[str]:
        """Names of the documents in which something suggested waits for a coder's decision."""
        mine = and_(
            events.c.statement == statements.c.id,
            events.c.coder == coder,
            events.c.layer == "coder",
        )
        decided = exists().where(
            mine, events.c.kind.in_(("added", "accepted", "edited", "rejected"))
        )
        suggested = exists().where(
            events.c.statement == statements.c.id, events.c.kind == "suggested"
        )
        untouched = select(statements.c.document).where(suggested, ~decided).distinct()
        undone = (
            select(events.c.document)
            .where(events.c.coder == coder, events.c.kind == "undone")
            .distinct()
        )
        with self._database.reading() as db:
            sure, unsure = set(db.scalars(untouched)), set(db.scalars(undone))
        for name in unsure - sure:
            if self.statements(coder, "suggested", name):
                sure.add(name)
        return sorted(sure)

    # --- within

    @contextmanager
    def _saving(self) -> Iterator[Saving]:
        with self._database.writing() as db:
            yield Saving(db, self._now)

    def _take_in(
        self,
        given: Iterable[CodedStatement],
        by: str,
        coder: str,
        hashes: Mapping[str, str],
    ) -> Suggested:
        by_document: dict[str, list[CodedStatement]] = {}
        for record in given:
            by_document.setdefault(record.doc, []).append(record)
        done: list[Intake] = []
        with self._saving() as save:
            for name, records in by_document.items():
                intake = Intake(save, name_checked("document", name), hashes.get(name, ""))
                for record in records:
                    intake.take(record, by, coder)
                intake.write()
                done.append(intake)
        return Suggested(
            tuple(name for intake in done for name in intake.ids),
            tuple(name for intake in done for name in intake.new),
            tuple(name for intake in done for name in intake.lost),
        )


def _history(db: Connection, name: str) -> list[Event]:
    return rows.history(db, rows.find(db, name))


def _order(standing: Standing) -> tuple[str, int, int, str]:
    base = standing.base
    assert base is not None
    return standing.document, base.record.start, base.record.end, standing.id


def _row(standing: Standing, view: View) -> Row:
    return Row(
        standing.id,
        view.record.model_copy(update={"id": standing.id}),
        view.state,
        view.by,
        view.at,
        view.lost,
        view.reworded,
        standing,
    )
