"""The review itself: one statement after the other, each answer saved at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from goldenbridge.cli.review_terminal.fields import asked_change, span_from, value_from
from goldenbridge.cli.review_terminal.lines import Ended, ask, say, whole
from goldenbridge.cli.review_terminal.screen import show
from goldenbridge.cli.visible import one_line
from goldenbridge.errors import GoldenbridgeError
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.statement import ACTS

if TYPE_CHECKING:
    from rich.console import Console

    from goldenbridge.sources.passage import SourceText
    from goldenbridge.store.workspace import Row, Workspace

__all__ = ["KEYS", "Outcome", "Review"]

KEYS = {
    "a": ("accept", "it is as it stands"),
    "r": ("reject", "it is no statement, or not this one; a reason may follow"),
    "e": ("edit", "change a field: e, or e polarity -1"),
    "p": ("span", "other words: p s+1 e-2 moves its ends by words, p first … last takes these"),
    "c": ("comment", "a remark that decides nothing"),
    "s": ("skip", "leave it for later; Enter does the same"),
    "u": ("undo", "take back your last decision"),
    "b": ("back", "the one before"),
    "n": ("next", "the next document"),
    "+": ("add", "a statement that nobody suggested"),
    "h": ("history", "what you and programs did to it"),
    "?": ("help", "these lines"),
    "q": ("quit", "end; everything is saved"),
}
_BY_WORD = {word: key for key, (word, _) in KEYS.items()}
_LINE = (
    "a accept · r reject · e edit · p span · c comment · s skip · u undo · b back · "
    "n next document · + add · ? help · q quit"
)


Outcome = Literal["done", "quit", "no more input", "interrupted"]


class _Quit(Exception):
    """Somebody has had enough."""


class Review:
    """Goes through documents, and keeps every answer the moment it is given.

    Parameters
    ----------
    workspace : where statements are and decisions go.
    coder : who decides.
    console : what to print to.
    """

    def __init__(self, workspace: Workspace, coder: str, console: Console) -> None:
        self._workspace, self._coder, self._console = workspace, coder, console
        self._rows: list[Row] = []
        self._at = 0
        self._name = ""
        self._document: SourceText | None = None
        self._known: dict[str, list[str]] = {}
        self._every = False
        self.done: Counter[str] = Counter()

    def run(self, documents: Sequence[str], every: bool = False) -> Outcome:
        """Go through documents, and say how it ended.

        Parameters
        ----------
        documents : their names, in order.
        every : stop at every statement, not only at those that wait for a decision.
        """
        self._every = every
        try:
            for name in documents:
                self._open(name)
                self._on(0)
                while self._at < len(self._rows):
                    self._one()
        except KeyboardInterrupt:
            say()
            return "interrupted"
        except Ended:
            say()
            return "no more input"
        except _Quit:
            return "quit"
        return "done"

    def _open(self, name: str) -> None:
        self._name = name
        self._document = self._workspace.text_of(name)
        self._load()

    def _load(self) -> None:
        self._rows = self._workspace.statements(self._coder, document=self._name)
        self._known = {
            field: sorted({str(v) for r in self._rows if (v := getattr(r.record, field))})
            for field in ("actor", "issue", "affiliation", "attributed_by")
        }

    def _waiting(self, start: int) -> int | None:
        """The first statement from here on that waits for a decision."""
        return next(
            (n for n in range(start, len(self._rows)) if self._rows[n].state == "suggested"), None
        )

    def _one(self) -> None:
        row = self._rows[self._at]
        waiting = sum(r.state == "suggested" for r in self._rows)
        title = f" · {self._document.source.title}" if self._document else ""
        head = (
            f"{self._name}{title} · line {row.record.line or '?'} · "
            f"{self._at + 1} of {len(self._rows)}, {waiting} waiting"
        )
        show(self._console, row, self._document, one_line(head, 300))
        for comment in row.standing.comments:
            if comment.by == self._coder:
                say(f"you noted: {one_line(comment.text, 300)}")
        say(_LINE, "dim")
        answered = False
        while not answered:
            answered = self._answer(row)

    def _answer(self, row: Row) -> bool:
        """One key; whether to show a statement again."""
        line = ask("> ")
        key, _, rest = line.partition(" ")
        key = _BY_WORD.get(key.lower(), key.lower())
        if key == "q":
            raise _Quit
        if key == "?":
            for sign, (word, what) in KEYS.items():
                say(f"  {sign} {word:<8} {what}")
            return False
        try:
            return self._act(key or "s", rest.strip(), row)
        except KeyboardInterrupt:
            say()
            if key in ("a", "r", "u"):
                raise  # it was saved; the interruption came after
            say("Stopped. What was saved before stays. Ctrl-C again, or q, ends the review.")
            self._load()
            self._find(row.id)
            return True
        except GoldenbridgeError as error:
            say(str(error))
            return False

    def _act(self, key: str, rest: str, row: Row) -> bool:
        if key == "a":
            self._decided(row, "accepted")
        elif key == "r":
            self._decided(row, "rejected", note=rest)
        elif key == "e":
            change = asked_change(row.record, rest, lambda field: self._known.get(field, []))
            if change is None:
                return False
            self._changed(row, change)
        elif key == "p":
            return self._span(row, rest)
        elif key == "c":
            note = rest or ask("Comment (Enter: none) ")
            if not note:
                return False
            whole(lambda: self._workspace.decide(row.id, self._coder, "commented", note=note))
            self._kept("commented")
            self._load()
        elif key == "s":
            self._on(self._at + 1)
        elif key == "b":
            if self._at == 0:
                say("This is the first one of the document.")
                return False
            self._at -= 1
        elif key == "n":
            self._at = len(self._rows)
        elif key == "u":
            return self._undo()
        elif key == "+":
            return self._add()
        elif key == "h":
            self._history(row)
            return False
        else:
            say(f"There is no key {key!r}. ? lists them.")
            return False
        return True

    def _decided(self, row: Row, decision: str, note: str = "") -> None:
        whole(
            lambda: self._workspace.decide(row.id, self._coder, decision, note=note)  # type: ignore[arg-type]
        )
        self._kept(decision)
        self._load()
        self._on(self._at + 1)

    def _changed(self, row: Row, change: dict[str, object]) -> None:
        whole(lambda: self._workspace.decide(row.id, self._coder, "edited", change))
        self._kept("edited")
        self._load()
        self._find(row.id)

    def _span(self, row: Row, rest: str) -> bool:
        if self._document is None:
            say("The workspace does not have the text of this document, so the span stays.")
            return False
        answer = rest or ask("Words, or first … last, or moves such as s+1 e-2 (Enter: keep) ")
        if not answer:
            return False
        change = span_from(row.record, self._document.text, answer)
        if change is None:
            say("These words are not in the document.")
            return False
        self._changed(row, change)
        return True

    def _undo(self) -> bool:
        event = whole(lambda: self._workspace.undo(self._coder))
        if event is None:
            say("There is nothing of yours left to take back.")
            return False
        self._kept(f"took back: {event.note}", "undone")
        if event.document != self._name:
            self._open(event.document)
        else:
            self._load()
        self._find(event.statement)
        return True

    def _add(self) -> bool:
        if self._document is None:
            say("The workspace does not have the text of this document.")
            return False
        answer = ask("Its words, or first … last (Enter: none) ")
        if not answer:
            return False
        here = self._rows[min(self._at, len(self._rows) - 1)].record
        span = span_from(here, self._document.text, answer)
        if span is None:
            say("These words are not in the document.")
            return False
        say("  " + ", ".join(self._known["actor"][:40]))
        actor = ask("Actor (Enter: none) ")
        say("  " + "  ".join(f"{n} {act}" for n, act in enumerate(ACTS, start=1)))
        act = ask("Act (Enter: none) ")
        if not actor or not act:
            say("A statement needs an actor and an act. Nothing was added.")
            return False
        chosen = value_from("act", act)
        if chosen not in ACTS:
            say(f"There is no act {act!r}. Nothing was added.")
            return False
        record = CodedStatement.model_validate(
            {"doc": self._name, "actor": actor, "act": chosen, "made_by": self._coder, **span}
        )
        done = whole(lambda: self._workspace.add(self._coder, record))
        self._kept("added")
        self._load()
        self._find(done.ids[0])
        return True

    def _history(self, row: Row) -> None:
        for event in self._workspace.history(row.id):
            if event.layer != "coder" or event.coder == self._coder:
                note = f" ({one_line(event.note, 120)})" if event.note else ""
                say(f"  {event.at[:19]} {event.kind} by {one_line(event.by, 60)}{note}")

    def _kept(self, said: str, kind: str = "") -> None:
        self.done[kind or said] += 1
        say(f"{said} · saved")

    def _on(self, start: int) -> None:
        """Go on to the next that waits; past the end where none does."""
        after = start if self._every else self._waiting(start)
        self._at = len(self._rows) if after is None else after

    def _find(self, name: str) -> None:
        self._at = next((n for n, r in enumerate(self._rows) if r.id == name), self._at)
        self._at = max(0, min(self._at, len(self._rows) - 1))
