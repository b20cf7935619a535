"""Who is named in a sentence: the codebook's actors, states by their bodies, persons by their offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.extract.matcher import Matcher, longest
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.people import (
    BETWEEN,
    BODIES,
    GROUPS,
    NOT_NAMES,
    NOT_PEOPLE,
    TITLE_PARTS,
    TITLES,
)

__all__ = ["ActorFinder", "Memory", "Mention"]


@dataclass(slots=True)
class Mention:
    """An actor named at some words of a sentence.

    Attributes
    ----------
    first, stop : tokens, the last not included; with office and epithets ("Russian officials").
    actor : the codebook's name, a person's full name, or empty for a group nobody can place.
    affiliation : the state or body they speak for, if known.
    kind : ``state``, ``body``, ``person``, ``group``, ``bloc``.
    owns : it is a possessive ("Moscow's …").
    plural : may be meant by "they".
    known : the codebook names it.
    office : only the office is named, not the person.
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


@dataclass
class Memory:
    """Who was spoken of so far in a document: what a later "he" or "the minister" points at."""

    persons: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # last word → name
    offices: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # office → name
    he: Mention | None = None
    they: Mention | None = None
    it: Mention | None = None
    official: Mention | None = None
    speaker: Mention | None = None
    issues: dict[str, float] = field(default_factory=dict)  # what was spoken of just now
    told: bool = False  # whether a person did something in this sentence
    pair: list[Mention] = field(default_factory=list)

    def leave(self, mentions: Sequence[Mention]) -> None:
        """A sentence is over: a person only named in it is whom the next "he" means."""
        persons = [m for m in mentions if m.kind == "person" and not m.owns]
        if persons and not self.told:
            self.he = persons[0]
        self.told = False
        for mention in mentions:
            if mention.kind in {"person", "state"}:
                alike = [
                    m for m in self.pair if m.actor != mention.actor and m.kind == mention.kind
                ]
                self.pair = [*alike[-1:], mention]

    def saw(self, mention: Mention) -> None:
        """Remember a mention that was the subject of a clause."""
        if mention.kind == "person":
            self.he = mention
            self.told = True
        elif mention.plural:
            self.they = mention
            if mention.kind != "group":
                self.it = mention
        else:
            self.it = mention


@dataclass(frozen=True, slots=True)
class _Known:
    actor: str
    affiliation: str | None
    kind: str
    how: str  # "name", "adjective" or "title"


class ActorFinder:
    """Finds mentions with a codebook's names, and persons the codebook does not know."""

    def __init__(self, codebook: Codebook) -> None:
        terms: list[tuple[str, _Known]] = []
        surnames: dict[str, list[str]] = {}
        for name, actor in codebook.actors.items():
            own = name if actor.kind in {"state", "body"} else None
            affiliation = actor.affiliation or own
            known = _Known(name, affiliation, actor.kind, "name")
            terms += [(alias, known) for alias in (name, *actor.aliases)]
            adjective = _Known(name, affiliation, actor.kind, "adjective")
            terms += [(word, adjective) for word in actor.adjectives]
            title = _Known(name, affiliation, actor.kind, "title")
            for word in actor.titles:
                terms += [(word, title), (_capitals(word), title)]
            if actor.kind == "person" and " " in name:
                surnames.setdefault(name.split()[-1], []).append(name)
        for surname, names in surnames.items():
            if len(names) == 1 and surname not in codebook.actors:
                actor = codebook.actors[names[0]]
                terms.append((surname, _Known(names[0], actor.affiliation, "person", "name")))
        self._matcher = Matcher(terms)

    def find(self, tokens: Sequence[Token], memory: Memory) -> list[Mention]:
        """Every mention in a sentence, in order, none overlapping."""
        found = self._matcher.find(tokens)
        best = {(m.first, m.stop): m for m in longest(found)}
        for match in found:  # one word may be a name and an adjective: "Biden", "US"
            place = (match.first, match.stop)
            if place in best and match.tag.how == "adjective" and _body_after(tokens, match.stop):
                best[place] = match
            elif (
                place in best
                and best[place].tag.how == "adjective"
                and match.tag.how != "adjective"
            ):
                if not _body_after(tokens, match.stop):
                    best[place] = match
        names, adjectives = [], []
        demonyms: set[int] = set()
        for match in (best[place] for place in sorted(best)):
            tag = match.tag
            if tag.how == "adjective" or (
                tag.kind in {"state", "body", "bloc"} and not tokens[match.stop - 1].owns
            ):
                body = _body_after(tokens, match.stop)
                if body:
                    plural = tokens[body - 1].low.endswith("s")
                    adjectives.append(
                        Mention(
                            match.first,
                            body,
                            tag.actor,
                            tag.affiliation,
                            tag.kind,
                            tokens[body - 1].owns,
                            plural,
                        )
                    )
                    continue
                if tag.how == "adjective":
                    demonyms.update(range(match.first, match.stop))
                    continue
            owns = tokens[match.stop - 1].owns
            if owns and tag.kind in {"state", "body", "bloc"}:
                body = _body_after(tokens, match.stop)
                if body and tokens[body - 1].low not in {"military", "forces", "troops", "army"}:
                    adjectives.append(
                        Mention(
                            match.first,
                            body,
                            tag.actor,
                            tag.affiliation,
                            tag.kind,
                            tokens[body - 1].owns,
                            tokens[body - 1].low.endswith("s"),
                        )
                    )
                    continue
            plural = tag.kind in {"bloc", "group"} or tokens[match.stop - 1].low.endswith("ians")
            names.append(
                Mention(
                    match.first,
                    match.stop,
                    tag.actor,
                    tag.affiliation,
                    tag.kind,
                    owns,
                    plural,
                    office=tag.how == "title",
                )
            )
        mentions = sorted(names + adjectives, key=lambda m: m.first)
        for mention in mentions:
            if mention.kind == "person" and not mention.office:
                surname = tokens[mention.stop - 1].text
                memory.persons[surname] = (mention.actor, mention.affiliation)
        mentions = self._persons(tokens, mentions, memory, demonyms)
        mentions = _groups(tokens, mentions)
        return _join_offices(tokens, mentions, memory)

    def _persons(
        self,
        tokens: Sequence[Token],
        mentions: list[Mention],
        memory: Memory,
        demonyms: set[int],
    ) -> list[Mention]:
        """Add persons the codebook does not know: two or three capitalised words."""
        taken = {i for m in mentions for i in range(m.first, m.stop)} | demonyms
        found = list(mentions)
        i = 0
        while i < len(tokens):
            if i in taken or not _name_part(tokens[i], i):
                i += 1
                continue
            stop = i + 1
            while (
                stop < len(tokens)
                and stop not in taken
                and stop - i < 4
                and (_name_part(tokens[stop], stop) or tokens[stop].low in _PARTICLES)
                and not tokens[stop - 1].owns
            ):
                stop += 1
            while stop > i and tokens[stop - 1].low in _PARTICLES:
                stop -= 1
            words = [t.text for t in tokens[i:stop]]
            last = words[-1]
            while len(words) >= 2 and words[0].lower() in TITLE_PARTS:
                words, i = words[1:], i + 1
            if len(words) >= 2:
                name = " ".join(words)
                known = memory.persons.get(last)
                affiliation = known[1] if known else _affiliation_near(tokens, i, stop, mentions)
                if _person_like(tokens, i, stop, memory, last):
                    memory.persons.setdefault(last, (name, affiliation))
                    found.append(
                        Mention(
                            i,
                            stop,
                            memory.persons[last][0],
                            affiliation,
                            "person",
                            tokens[stop - 1].owns,
                            False,
                            False,
                        )
                    )
            elif last in memory.persons:
                name, affiliation = memory.persons[last]
                found.append(
                    Mention(
                        i, stop, name, affiliation, "person", tokens[stop - 1].owns, False, False
                    )
                )
            i = stop
        return sorted(found, key=lambda m: m.first)


_PARTICLES = frozenset({"de", "van", "der", "von", "al", "bin", "da", "di", "du", "den"})


def _capitals(title: str) -> str:
    return " ".join(
        w if w in {"of", "the", "and"} else w[:1].upper() + w[1:] for w in title.split()
    )


def _body_after(tokens: Sequence[Token], at: int) -> int:
    """One past a body that follows ("Russian | defence officials"), or 0."""
    for ahead in range(at, min(at + 4, len(tokens))):
        low = tokens[ahead].low
        if low in BODIES:
            # "Russian President Vladimir Putin": the office belongs to the name that follows
            following = tokens[ahead + 1] if ahead + 1 < len(tokens) else None
            if low in {"officials", "diplomats", "troops", "media"} or following is None:
                return ahead + 1
            if low in TITLES and following.text[:1].isupper() and following.word:
                return 0
            more = _body_after(tokens, ahead + 1) if low in BETWEEN else 0
            return more or ahead + 1
        if low not in BETWEEN:
            return 0
    return 0


def _name_part(token: Token, i: int) -> bool:
    text = token.text
    return (
        token.word
        and text[:1].isupper()
        and len(text) > 1
        and token.low not in NOT_NAMES
        and not text.isupper()
        and (text[1:2].islower() or text[1:2] in ".'’")
    ) or (token.word and len(text) == 2 and text[0].isupper() and text[1] == ".")


def _person_like(tokens: Sequence[Token], i: int, stop: int, memory: Memory, last: str) -> bool:
    """Whether capitalised words are a person: an office stands by, or they speak."""
    if last in memory.persons or tokens[i].low in TITLES:
        return True
    before = tokens[max(0, i - 3) : i]
    after = tokens[stop : stop + 9]
    if any(t.low in TITLES for t in before):
        return True
    if after and after[0].text in ",(–—" and any(t.low in TITLES for t in after):
        return True
    words = [t.low for t in tokens[i:stop]]
    return not any(word in NOT_PEOPLE for word in words)


def _affiliation_near(
    tokens: Sequence[Token], i: int, stop: int, mentions: Sequence[Mention]
) -> str | None:
    """The state or body whose office a person holds, from the words around the name."""
    for mention in mentions:
        touches = 0 <= i - mention.stop <= 3 or 0 <= mention.first - stop <= 4
        between = tokens[mention.stop : i] if mention.stop <= i else tokens[stop : mention.first]
        if (
            touches
            and mention.kind in {"state", "body"}
            and all(t.low in TITLE_PARTS or t.text == "," for t in between)
        ):
            official = any(t.low in TITLES for t in tokens[mention.first : i]) or any(
                t.low in TITLES for t in tokens[mention.first : mention.first + 4]
            )
            if official:
                return mention.affiliation
    return None


def _join_offices(
    tokens: Sequence[Token], mentions: list[Mention], memory: Memory
) -> list[Mention]:
    """Make "Russian Foreign Minister | Sergei Lavrov" one mention, and remember the office."""
    joined: list[Mention] = []
    for mention in mentions:
        if mention.kind == "person":
            first = mention.first
            back = first - 1
            office: list[str] = []
            while back >= 0 and (
                tokens[back].low in TITLE_PARTS or tokens[back].low in {"-", "general"}
            ):
                office.insert(0, tokens[back].low)
                first = back
                back -= 1
            if any(word in TITLES for word in office):
                while office and office[0] in {"the", "a", "an", "and", "of", "in", "at", "for"}:
                    office.pop(0)
                    first += 1
                mention.first = min(first, mention.first)
                _remember(office, mention, memory)
            if mention.stop < len(tokens) and tokens[mention.stop].text == ",":
                office = [t.low for t in tokens[mention.stop + 1 : mention.stop + 9]]
                some = []
                for word in office:
                    if word not in TITLE_PARTS and word not in {"russia", "nato", "ukraine"}:
                        break
                    some.append(word)
                if any(word in TITLES for word in some):
                    _remember(some, mention, memory)
            while (
                joined
                and joined[-1].stop > mention.first
                and (joined[-1].kind != "person" or joined[-1].office)
            ):
                if mention.affiliation is None and not mention.known:
                    mention.affiliation = joined[-1].affiliation
                mention.first = min(mention.first, joined[-1].first)
                joined.pop()
            if joined and joined[-1].office and joined[-1].stop == mention.first:
                mention.first = joined.pop().first
            while joined and joined[-1].stop > mention.first:
                mention.first = joined[-1].stop
                break
        joined.append(mention)
    return joined


def _remember(office: list[str], mention: Mention, memory: Memory) -> None:
    words = [w for w in office if w not in {"former", "then", "senior", "the", "a", "an"}]
    while len(words) > 0 and words[-1] not in TITLES:
        words.pop()
    for at in range(len(words)):
        memory.offices[" ".join(words[at:])] = (mention.actor, mention.affiliation)


def _groups(tokens: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
    """Groups without a state, by their own words: "Western analysts", "Republican lawmakers"."""
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    found = list(mentions)
    for i, token in enumerate(tokens):
        if token.low not in GROUPS or i in taken:
            continue
        first = i
        while (
            first
            and first - 1 not in taken
            and (tokens[first - 1].text[:1].isupper() or tokens[first - 1].low in _GROUP_WORDS)
            and tokens[first - 1].word
            and tokens[first - 1].low not in _DETERMINERS
        ):
            first -= 1
        if first == i:
            continue
        name = " ".join(t.text for t in tokens[first : i + 1])
        found.append(Mention(first, i + 1, name, None, "group", token.owns, True, False))
    return sorted(found, key=lambda m: m.first)


_GROUP_WORDS = frozenset(
    "military foreign policy security political pro-kremlin defense defence liberal conservative".split()
)
_DETERMINERS = frozenset(
    "the some many most several few other all a an these those both and but that".split()
)
