"""Statements on their way into the workspace: known or new, at their place or lost."""

from __future__ import annotations

from sqlalchemy import insert

from goldenbridge.files.problem import shown
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace import rows
from goldenbridge.store.workspace.checks import keepable
from goldenbridge.store.workspace.event import PROGRAM, Event, Kind, Layer
from goldenbridge.store.workspace.fold import fold
from goldenbridge.store.workspace.identity import identity, name_of, to_text
from goldenbridge.store.workspace.placing import found_again, placed_at
from goldenbridge.store.workspace.saving import Saving
from goldenbridge.store.workspace.tables import statements

__all__ = ["Intake"]


class Intake:
    """The statements of one document in one save: taken in one by one, then written together.

    Attributes
    ----------
    ids, new, lost : of the statements taken in, in their order: all, those that were not there
        before, and those whose words are not in the document.
    """

    def __init__(self, save: Saving, document: str, sha256: str) -> None:
        self._save, self._document = save, document
        version = rows.last_version(save.db, document)
        self._text = rows.document_of(version).text if version else None
        self._sha = version.sha256 if version else sha256
        self._same_text = version is None or sha256 in ("", version.sha256)
        self._histories = rows.histories(save.db, document=document)
        self._known: dict[tuple[object, ...], str] = {}
        for name, history in self._histories.items():
            suggestion = fold(history).suggestion
            if suggestion is not None:
                self._known[identity(suggestion.record)] = name
        self._begun: list[dict[str, str]] = []
        self._entries: list[Event] = []
        self.ids: list[str] = []
        self.new: list[str] = []
        self.lost: list[str] = []

    def take(self, given: CodedStatement, by: str, coder: str) -> None:
        """Keep one, as a program's suggestion or, with the name of a coder, as theirs.

        Raises
        ------
        DecisionRefused : it cannot be kept.
        """
        keepable(given, f"A statement of {shown(self._document)}")
        record, there = self._placed(given)
        name = self._known.get(identity(record)) or name_of(record, self._sha)
        self.ids.append(name)
        if name not in self._histories:
            self._begin(name, record)
            self.new.append(name)
        if coder:
            self._coders_own(name, record, coder, there)
        else:
            self._suggestion(name, record, record.made_by or by, there)
        if not there:
            self.lost.append(name)

    def write(self) -> None:
        """Write what was taken in."""
        if self._begun:
            self._save.db.execute(insert(statements), self._begun)
        rows.append_all(self._save.db, self._entries)

    def _begin(self, name: str, record: CodedStatement) -> None:
        self._begun.append(
            {
                "id": name,
                "document": self._document,
                "named": record.id or "",
                "record": to_text(record),
                "at": self._save.at,
            }
        )
        self._histories[name] = []

    def _suggestion(self, name: str, record: CodedStatement, maker: str, there: bool) -> None:
        """What a program says of it, unless it said the very same before."""
        history = self._histories[name]
        said = [e.after for e in history if e.kind == "suggested" and e.by == maker]
        if not said or said[-1] != record:
            self._known[identity(record)] = name
            self._note(name, record, "suggested", "suggestion", "", maker, there)

    def _coders_own(self, name: str, record: CodedStatement, coder: str, there: bool) -> None:
        """What a coder found too, unless they hold it to be a statement already."""
        history = self._histories[name]
        now = fold(history) if history else None
        held = now.coders.get(coder) if now else None
        if held is None or not held.taken:
            kind: Kind = "accepted" if now and now.suggestion else "added"
            self._note(name, record, kind, "coder", coder, coder, there)

    def _note(
        self,
        name: str,
        record: CodedStatement,
        kind: Kind,
        layer: Layer,
        coder: str,
        by: str,
        there: bool,
    ) -> None:
        sha = self._sha if there else ""
        self._entry(
            name,
            self._save.event(
                name, self._document, kind, layer, coder, by, None, record, sha256=sha
            ),
        )
        if not there:
            note = "its words are not in the text"
            self._entry(
                name,
                self._save.event(
                    name,
                    self._document,
                    "lost",
                    layer,
                    coder,
                    PROGRAM,
                    record,
                    None,
                    note,
                    sha256=self._sha,
                ),
            )

    def _entry(self, name: str, event: Event) -> None:
        self._histories[name].append(event)
        self._entries.append(event)

    def _placed(self, given: CodedStatement) -> tuple[CodedStatement, bool]:
        """The statement at its place in the text that is kept, and whether it has one."""
        text = self._text
        if text is None:
            return given, True
        fits = self._same_text and given.end <= len(text)
        if fits and given.quote in ("", text[given.start : given.end]):
            return placed_at(given, text, given.start, given.end), True
        found = found_again(given, text)
        return (found.record, True) if found else (given, False)
