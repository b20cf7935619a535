"""How a statement stands now, worked out from its history and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace.event import DECISIONS, Event, Kind, Layer
from goldenbridge.store.workspace.placing import words_of

__all__ = ["TAKEN", "Comment", "Standing", "State", "View", "fold", "undoable"]

State = Literal["suggested", "added", "accepted", "edited", "rejected", "adjudicated", "left out"]

#: What an event of a kind makes of the layer that it is about.
BECOMES: dict[Kind, State] = {
    "suggested": "suggested",
    "added": "added",
    "accepted": "accepted",
    "edited": "edited",
    "rejected": "rejected",
}

#: A coder holds these to be statements.
TAKEN: frozenset[str] = frozenset({"added", "accepted", "edited"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a statement: whose, when and what."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """How one layer of a statement stands.

    Attributes
    ----------
    state : what became of it.
    record : the statement as it stands on this layer; of what was rejected, what was rejected.
    by, at : whose last word it is, and of when.
    sha256 : hash of the text that its offsets point into; empty where it is not known.
    lost_in : hash of a later text in which the statement was looked for in vain; empty if none.
    reworded : the text has changed within the quote since, so it should be looked at again.
    """

    state: State
    record: CodedStatement
    by: str
    at: str
    sha256: str = ""
    lost_in: str = ""
    reworded: bool = False

    @property
    def lost(self) -> bool:
        """Whether its words are no longer in the document."""
        return bool(self.lost_in)

    @property
    def taken(self) -> bool:
        """Whether it is held to be a statement by whoever this layer belongs to."""
        return self.state in TAKEN or self.state == "adjudicated"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement stands: the suggestion, what each coder made of it, and the final record.

    Attributes
    ----------
    id : name of the statement in the workspace.
    document : name of its document.
    suggestion : what a program or a file proposed; None for what a coder added.
    coders : by name of the coder.
    final : what an adjudication settled on, if there was one.
    comments : all of them, in order.
    """

    id: str
    document: str
    suggestion: View | None = None
    coders: dict[str, View] = field(default_factory=dict)
    final: View | None = None
    comments: tuple[Comment, ...] = ()

    def of(self, coder: str) -> View | None:
        """What one coder has before them: their own decision, or else the suggestion."""
        return self.coders.get(coder) or self.suggestion

    @property
    def views(self) -> list[tuple[Layer, str, View]]:
        """Every layer that there is, with its kind and, on a coder's, their name."""
        found: list[tuple[Layer, str, View]] = []
        if self.suggestion is not None:
            found.append(("suggestion", "", self.suggestion))
        found += [("coder", name, view) for name, view in self.coders.items()]
        if self.final is not None:
            found.append(("final", "", self.final))
        return found

    @property
    def base(self) -> View | None:
        """The suggestion; of what a coder added, theirs; None where all of it was taken back."""
        return self.suggestion or next(iter(self.coders.values()), self.final)


def fold(events: Iterable[Event]) -> Standing:
    """How a statement stands after these events, all its own and in order.

    What was undone counts as if it had not happened. A move applies to the record that it was made
    for, and to no other; so undoing an edit brings back the record before it, at its old place.

    Raises
    ------
    ValueError : there is no event.
    """
    listed = list(events)
    if not listed:
        raise ValueError("a statement without a history")
    undone = {e.undoes for e in listed if e.kind == "undone"}
    now = Standing(listed[0].statement, listed[0].document)
    for event in listed:
        if event.kind != "undone" and event.seq not in undone:
            now = _after(now, event)
    return now


def undoable(events: Iterable[Event], coder: str) -> Event | None:
    """The coder's last decision that is not undone."""
    listed = list(events)
    undone = {e.undoes for e in listed if e.kind == "undone"}
    mine = (
        e
        for e in reversed(listed)
        if e.layer == "coder" and e.coder == coder and e.kind in DECISIONS and e.seq not in undone
    )
    return next(mine, None)


def _after(now: Standing, event: Event) -> Standing:
    if event.kind == "commented":
        return replace(now, comments=(*now.comments, Comment(event.by, event.at, event.note)))
    if event.kind in ("placed", "moved", "lost"):
        held = _view(now, event)
        if held is None or held.record != event.before:
            return now
        return _with(now, event, _relocated(held, event))
    record = event.after or event.before
    if record is None:
        return now
    state = BECOMES.get(event.kind) or ("adjudicated" if event.after else "left out")
    held = now.of(event.coder) if event.layer == "coder" else None
    # Deciding about lost words does not find them.
    still = held is not None and (held.record, held.sha256) == (record, event.sha256)
    lost_in = held.lost_in if held is not None and still else ""
    return _with(now, event, View(state, record, event.by, event.at, event.sha256, lost_in))


def _relocated(held: View, event: Event) -> View:
    if event.kind == "lost":
        return replace(held, lost_in=event.sha256)
    assert event.after is not None
    same = words_of(event.after.quote) == words_of(held.record.quote)
    return replace(
        held,
        record=event.after,
        sha256=event.sha256,
        lost_in="",
        reworded=held.reworded or not (same or not held.record.quote),
    )


def _view(now: Standing, event: Event) -> View | None:
    if event.layer == "coder":
        return now.coders.get(event.coder)
    return now.suggestion if event.layer == "suggestion" else now.final


def _with(now: Standing, event: Event, view: View) -> Standing:
    if event.layer == "coder":
        return replace(now, coders={**now.coders, event.coder: view})
    if event.layer == "suggestion":
        return replace(now, suggestion=view)
    return replace(now, final=view)
