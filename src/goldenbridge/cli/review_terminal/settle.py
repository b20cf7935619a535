"""Settling what coders differ about: each difference shown, each answer saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goldenbridge.cli.review_terminal.fields import asked_change
from goldenbridge.cli.review_terminal.lines import Ended, ask, say, whole
from goldenbridge.cli.review_terminal.screen import LABELS, marked, passage_around
from goldenbridge.cli.visible import one_line
from goldenbridge.errors import DecisionRefused, GoldenbridgeError
from goldenbridge.statements.coded import CodedStatement

if TYPE_CHECKING:
    from rich.console import Console

    from goldenbridge.store.workspace import Compared, Workspace

__all__ = ["Settling", "listed"]

_KEYS = "1, 2, … take that version · e change one · x leave it out · s skip · q quit"


def listed(console: Console, found: Sequence[Compared]) -> None:
    """One line each."""
    from goldenbridge.cli.tables import row, table

    made = table("", ("id", False), ("place", False), ("differ on", False), ("coders", False))
    for one in found:
        row(
            made,
            one.ids[0][:10],
            one_line(f"{one.unit.doc}:{one.unit.start}", 40),
            ", ".join(one.fields).replace("_", " "),
            one_line(", ".join(one.unit.coded), 60),
        )
    if found:
        console.print(made)
    console.print(f"{len(found)} to settle.")


class Settling:
    """Goes through differences, and keeps every answer the moment it is given."""

    def __init__(self, workspace: Workspace, by: str, console: Console) -> None:
        self._workspace, self._by, self._console = workspace, by, console
        self.done = 0

    def at_once(self, found: Sequence[Compared], take: str | None, note: str) -> None:
        """Settle all of them alike: as one coder has them, or as none."""
        for one in found:
            record = None
            if take is not None:
                if take not in one.unit.coded:
                    known = ", ".join(one.unit.coded)
                    raise DecisionRefused(
                        one.ids[0], [f"--take: {take} has not decided about it; {known} have"]
                    )
                record = one.unit.coded[take]
            self._settle(one, record, note)

    def run(self, found: Sequence[Compared]) -> None:
        """Ask about each."""
        try:
            for n, one in enumerate(found, start=1):
                if not self._ask(one, f"{n} of {len(found)}"):
                    return
        except (Ended, KeyboardInterrupt):
            say()

    def _ask(self, one: Compared, where: str) -> bool:
        """Show one and take an answer; whether to go on."""
        versions = [(name, s) for name, s in one.unit.coded.items()]
        self._show(one, where)
        while True:
            key, _, rest = ask("> ").partition(" ")
            try:
                if key in ("q", "quit"):
                    return False
                if key in ("", "s", "skip"):
                    return True
                if key in ("x", "none"):
                    self._settle(one, None, rest)
                    return True
                if key.isdecimal() and 0 < int(key) <= len(versions):
                    self._settle(one, versions[int(key) - 1][1], rest)
                    return True
                if key in ("e", "edit"):
                    record = self._changed(one, rest)
                    if record is not None:
                        self._settle(one, record, "")
                        return True
                    continue
                say(_KEYS)
            except GoldenbridgeError as error:
                say(str(error))

    def _changed(self, one: Compared, rest: str) -> CodedStatement | None:
        """A version with changes, as many as are wanted."""
        record = one.unit.statements[0]
        start, _, more = rest.partition(" ")
        names = list(one.unit.coded)
        if start.isdecimal() and 0 < int(start) <= len(names):
            record, rest = one.unit.coded[names[int(start) - 1]] or record, more
        changed = False
        while True:
            change = asked_change(record, rest, lambda field: [])
            if change is None:
                return record if changed else None
            try:
                record = CodedStatement.model_validate(record.model_dump() | change)
            except ValueError:
                say("No statement can have that there.")
                continue
            finally:
                rest = ""
            changed = True
            if ask("Another field? (y, Enter: no) ").lower() not in ("y", "yes"):
                return record

    def _settle(self, one: Compared, record: CodedStatement | None, note: str) -> None:
        ids = list(one.ids)
        if record is not None and record.id in ids:
            ids.sort(key=lambda name: name != record.id)
        whole(lambda: self._workspace.adjudicate(ids, self._by, record, note))
        self.done += 1
        say("left out · saved" if record is None else "settled · saved")

    def _show(self, one: Compared, where: str) -> None:
        from rich.table import Table
        from rich.text import Text

        record = one.unit.statements[0]
        document = self._workspace.text_of(one.unit.doc)
        say()
        say(f"{one_line(one.unit.doc, 200)} · {where} · {one.ids[0][:10]}", "bold")
        self._console.print(marked(passage_around(record, document, lost=False), colours=False))
        table = Table.grid(padding=(0, 2))
        for _ in range(len(one.unit.coded) + 1):
            table.add_column()
        heads = [f"{n} {one_line(name, 30)}" for n, name in enumerate(one.unit.coded, start=1)]
        table.add_row("", *map(Text, heads))
        shown = ["words", *(f for f in LABELS if f in one.fields or f in ("actor", "issue", "act"))]
        for field in shown:
            cells = [self._cell(s, field) for s in one.unit.coded.values()]
            mark = " ≠" if field in one.fields else ""
            table.add_row(Text(LABELS.get(field, field) + mark), *map(Text, cells))
        self._console.print(table)
        if one.final is not None:
            say(f"settled before: {one.final.state}, by {one_line(one.final.by, 60)}")
        say(_KEYS, "dim")

    def _cell(self, statement: CodedStatement | None, field: str) -> str:
        if statement is None:
            return "(nothing coded)" if field == "words" else ""
        if field == "words":
            return one_line(statement.quote or f"{statement.start} to {statement.end}", 80)
        value = getattr(statement, field)
        return one_line("(none)" if value is None else value, 80)
