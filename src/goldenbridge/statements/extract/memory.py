"""Who was spoken of so far in a document: what a later "he" or "the minister" points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

__all__ = ["Memory", "Mention", "Part"]


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
    also : who else is meant by it: "both sides"; and of that one, who else again.
    others : who may be meant instead, the likeliest in front.
    quoted : named in somebody's quotation.
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
    others: tuple[Mention, ...] = ()
    quoted: bool = False

    @property
    def several(self) -> list[Mention]:
        """The actor with all others meant by the same words."""
        return [self] if self.also is None else [self, *self.also.several]

    def at(self, first: int, stop: int, owns: bool = False) -> Mention:
        """The same actor, meant by other words."""
        return replace(self, first=first, stop=stop, owns=owns, refers=True, also=None, others=())


@dataclass(slots=True)
class Part:
    """How much of a part somebody has played in a document up to some sentence.

    Attributes
    ----------
    mention : where they were last named or meant.
    said : how often they were the one who spoke.
    spoke, seen : the sentence in which they last spoke, were last named.
    """

    mention: Mention
    said: int = 0
    spoke: int = -1000
    seen: int = -1000


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
    states : states, bodies and blocs, the one named last in front.
    groups : last word of a group's name → the group: "analysts".
    pair : the two last named side by side, for "both sides".
    issues : what was spoken of just now.
    parts : name → the part they played so far.
    spoken, sentences : how often anybody spoke, and sentences so far.
    floors : a transcript's label → who speaks by it.
    home : the state or body for which whoever has the floor speaks: "the President" is its own.
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
    groups: dict[str, Mention] = field(default_factory=dict)
    issues: dict[str, float] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    spoken: int = 0
    sentences: int = 0
    floors: dict[str, Mention] = field(default_factory=dict)
    home: str | None = None

    def leave(self, mentions: Sequence[Mention], subjects: Sequence[Mention]) -> None:
        """A sentence is over: its subjects are whom the next pronouns mean, else who is named."""
        persons = [m for m in mentions if m.kind == "person"]
        acting = [m for m in subjects if m.kind == "person"]
        told = [m for m in persons if not m.quoted] or (persons if self.he is None else [])
        if acting or told:
            self.he = (acting or [m for m in told if not m.owns] or told)[0]
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

    def note(self, mentions: Sequence[Mention], speaker: Mention | None) -> None:
        """Keep who was named in a sentence and who spoke in it."""
        for mention in mentions:
            self._part(mention).seen = self.sentences
        if speaker is not None:
            part = self._part(speaker)
            part.said += 1
            part.spoke = self.sentences
            self.spoken += 1
        self.sentences += 1

    def _part(self, mention: Mention) -> Part:
        part = self.parts.get(mention.actor)
        if part is None:
            part = self.parts[mention.actor] = Part(mention)
        return part

    def standing(self, actor: str) -> tuple[float, float, float]:
        """Of all that was said so far, somebody's share; how near they last spoke, were named."""
        part = self.parts.get(actor)
        if part is None:
            return 0.0, 0.0, 0.0
        return (
            part.said / (self.spoken + 1),
            1.0 / max(self.sentences - part.spoke, 1),
            1.0 / max(self.sentences - part.seen, 1),
        )

    def voices(self) -> list[Mention]:
        """Those likeliest to speak where nobody is named: who spoke last, and who spoke most."""
        spoke = [p for p in self.parts.values() if p.said]
        if not spoke:
            return []
        last = max(spoke, key=lambda p: p.spoke)
        most = max(spoke, key=lambda p: (p.said, p.spoke))
        return [last.mention] if last is most else [last.mention, most.mention]
