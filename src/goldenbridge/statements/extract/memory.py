"""Who was spoken of so far in a document: what a later "he" or "the minister" points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

__all__ = ["Memory", "Mention"]


@dataclass(slots=True)
class Mention:
    """An actor named at some words of a sentence.

    Attributes
    ----------
    first, stop : tokens, the last not included; with office and epithets ("Russian officials").
    actor : the codebook's name, a person's full name, or a group's own words.
    affiliation : the state or body they speak for, if known.
    kind : ``state``, ``body``, ``person``, ``group``, ``bloc``.
    owns : it is a possessive ("Moscow's …") or stands before a noun ("Russian demands").
    plural : may be meant by "they".
    known : the codebook names it.
    office : only the office is named, not the person.
    refers : a pronoun or the like, understood from what stands before.
    also : who else is meant by it: "both sides".
    body : some of its people speak for it: "Russian officials".
    """

    first: int
    stop: int
    actor: str
    affiliation: str | None
    kind: str
    owns: bool = False
    plural: bool = False
    known: bool = True
    office: bool = False
    refers: bool = False
    also: Mention | None = None
    body: bool = False

    def at(self, first: int, stop: int, owns: bool = False) -> Mention:
        """The same actor, meant by other words."""
        return replace(self, first=first, stop=stop, owns=owns, refers=True, also=None)


@dataclass
class Memory:
    """What a document has said up to here of those who act in it.

    Attributes
    ----------
    persons : last word of a name → name, affiliation.
    given : first word of a name → name, affiliation.
    offices : office → name, affiliation: "deputy foreign minister".
    bodies : body → whose it last was: "ministry".
    held : state, office → name: "the Estonian prime minister".
    he, they, it : whom the pronoun would mean in the next sentence.
    official : the last body whose people spoke: "US officials".
    speaker : who spoke last.
    recent : persons, the one named last in front.
    pair : the two last named side by side, for "both sides".
    issues : what was spoken of just now.
    """

    persons: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    given: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    offices: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    bodies: dict[str, Mention] = field(default_factory=dict)
    held: dict[tuple[str, str], str] = field(default_factory=dict)
    he: Mention | None = None
    they: Mention | None = None
    it: Mention | None = None
    official: Mention | None = None
    speaker: Mention | None = None
    recent: list[Mention] = field(default_factory=list)
    pair: tuple[Mention, Mention] | None = None
    states: list[Mention] = field(default_factory=list)
    issues: dict[str, float] = field(default_factory=dict)

    def leave(self, mentions: Sequence[Mention], subjects: Sequence[Mention]) -> None:
        """A sentence is over: its subjects are whom the next pronouns mean, else who is named."""
        persons = [m for m in mentions if m.kind == "person"]
        acting = [m for m in subjects if m.kind == "person"]
        if acting or persons:
            self.he = (acting or [m for m in persons if not m.owns] or persons)[0]
        for mention in persons:
            kept = [m for m in self.recent if m.actor != mention.actor]
            self.recent = [mention, *kept[:11]]
        for mention in subjects:
            if mention.plural or mention.also:
                self.they = mention
            if mention.kind in {"state", "body", "bloc"}:
                self.it = mention
            if mention.body:
                self.official = mention
        for kind in ("person", "state"):
            of_kind = {m.actor: m for m in mentions if m.kind == kind}
            if len(of_kind) == 2:
                first, second = of_kind.values()
                self.pair = (first, second)
        for mention in mentions:
            if mention.kind in {"state", "body", "bloc"}:
                kept = [m for m in self.states if m.actor != mention.actor]
                self.states = [mention, *kept[:5]]

    def heard(self, speaker: Mention) -> None:
        """Somebody spoke."""
        self.speaker = speaker
