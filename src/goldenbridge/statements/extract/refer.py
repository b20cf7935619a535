"""Whom pronouns, offices and "both sides" mean, from what the document said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenbridge.sources.words import words
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.offices import plain_office
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.verbs import speaks
from goldenbridge.statements.extract.words.people import (
    BOTH,
    CALLED,
    PARTIES,
    PEOPLE_BODIES,
    TITLES,
    WOMEN,
)
from goldenbridge.statements.extract.words.small import PREPOSITIONS

__all__ = ["refer"]

_HE = {"he": False, "she": False, "his": True}
_THEY = {"they": False, "their": True}
_IT = {"it": False, "its": True}
_MEANT = frozenset({*_HE, *_THEY, *_IT})
_ARTICLES = words("the this that these those his her their its our same a an")
#: "It" that stands for nobody.
_EMPTY = words(
    "is was would will seems seemed takes took appears appeared remains became becomes may might",
    "has had makes turns turned isn't wasn't wouldn't won't does did doesn't didn't only requires",
    "can cannot can't could should must means meant follows came comes looks looked sounds helps",
    "helped matters serves served also simply",
)
_OFFICES = (
    TITLES | CALLED | words("official officials congressman congresswoman analyst expert minister")
)
#: Others who are offered beside the one whom a pronoun most likely means.
OTHERS = 2


def refer(tokens: Sequence[Token], mentions: list[Mention], memory: Memory) -> list[Mention]:
    """The mentions of a sentence with those that are only meant; all by place."""
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    found = list(mentions)
    for i, token in enumerate(tokens):
        if i in taken or not token.word:
            continue
        meant = _meant(tokens, i, found, memory)
        if meant is not None and taken.isdisjoint(range(meant.first, meant.stop)):
            found.append(meant)
            taken.update(range(meant.first, meant.stop))
    return sorted(found, key=lambda m: m.first) if len(found) > len(mentions) else found


def _meant(
    tokens: Sequence[Token], i: int, found: Sequence[Mention], memory: Memory
) -> Mention | None:
    low = tokens[i].low
    if low in _MEANT:
        return _pronoun(tokens, i, low, found, memory)
    if low in PARTIES:
        return _pair(tokens, i, found, memory)
    if low in _OFFICES:
        return _office(tokens, i, memory)
    if low in PEOPLE_BODIES:
        return _body(tokens, i, memory)
    return None


def _pronoun(
    tokens: Sequence[Token], i: int, low: str, found: Sequence[Mention], memory: Memory
) -> Mention | None:
    earlier = [m for m in found if m.stop <= i and not m.refers and _acts(tokens, m)]
    if low in _HE:
        fit = [m for m in earlier if m.kind == "person"]
        meant = [m for m in (*fit, memory.he, *memory.recent) if m is not None]
        she = low == "she"
        likely = [m for m in meant if (m.actor.split()[0].lower() in WOMEN) == she]
        return _likeliest(i, _HE[low], likely or meant)
    if low in _THEY:
        fit = [m for m in earlier if m.plural or m.kind in {"bloc", "group"}]
        return _likeliest(i, _THEY[low], [*fit, memory.they], [memory.it, memory.he])
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "it" and after in _EMPTY:
        return None
    fit = [m for m in earlier if m.kind in {"state", "body", "bloc"}]
    return _likeliest(i, _IT[low], [*fit, memory.it], memory.states)


def _likeliest(
    i: int,
    owns: bool,
    meant: Sequence[Mention | None],
    others: Sequence[Mention | None] = (),
) -> Mention | None:
    """The first of those who may be meant, with the next ones as others."""
    one = next((m for m in meant if m is not None), None)
    if one is None:
        return None
    apart: dict[str, Mention] = {}
    for other in (*meant, *others):
        if other is not None and other.actor != one.actor and len(apart) < OTHERS:
            apart.setdefault(other.actor, other.at(i, i + 1, owns))
    told = one.at(i, i + 1, owns)
    told.also, told.others = one.also, tuple(apart.values())
    return told


def _acts(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention may be the subject of something."""
    if mention.owns or tokens[mention.first].quoted:
        return False
    before = tokens[mention.first - 1].low if mention.first else ""
    if before in {"the", "a", "an"} and mention.first > 1:
        before = tokens[mention.first - 2].low
    return before not in PREPOSITIONS


def _pair(
    tokens: Sequence[Token], i: int, found: Sequence[Mention], memory: Memory
) -> Mention | None:
    """Two who were named before: "both sides", "the two leaders", "neither of them"."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    if not before or not BOTH & set(before):
        return None
    pair = memory.pair
    people = tokens[i].low in {"leaders", "presidents", "ministers", "men", "diplomats", "them"}
    states = memory.states[:2]
    if not people and len(states) == 2:
        pair = (states[1], states[0])
    if pair is None:
        return None
    first, second = pair
    begin = next(k for k in range(max(0, i - 3), i) if tokens[k].low in BOTH)
    one, other = first.at(begin, i + 1), second.at(begin, i + 1)
    one.also, one.plural = other, True
    return one


def _office(tokens: Sequence[Token], i: int, memory: Memory) -> Mention | None:
    """Whom an office alone means: "the deputy foreign minister", "the official"."""
    low = tokens[i].low
    first = i
    while first > 0 and i - first < 5 and tokens[first - 1].low not in _ARTICLES:
        if not tokens[first - 1].word or tokens[first - 1].low in PREPOSITIONS:
            return None
        first -= 1
    if first == 0 or tokens[first - 1].low in {"a", "an"}:
        return None
    stop = i + 1
    if low in {"secretary", "head"} and [t.low for t in tokens[stop : stop + 2]] == ["of", "state"]:
        stop += 2
    if low in {"official", "officials"}:
        meant = memory.official
        return meant.at(first - 1, stop) if meant is not None and first == i else None
    for begin in range(first, i + 1):
        office = plain_office([t.low for t in tokens[begin:stop]])
        own = memory.held.get((memory.home, office)) if memory.home else None
        known = memory.offices.get(office) if own is None else (own, memory.home)
        if known is not None:
            named = next(
                (m for m in memory.recent if m.actor == known[0]),
                Mention(i, stop, known[0], known[1], "person", known=False),
            )
            meant = _likeliest(i, False, [named, memory.he, *memory.recent])
            return None if meant is None else replace(meant, first=first - 1, stop=stop)
    if (low in CALLED or stop > i + 1) and speaks(tokens, first - 1, stop):
        meant = _likeliest(i, False, [memory.he, *memory.recent])
        return None if meant is None else replace(meant, first=first - 1, stop=stop)
    return None


def _body(tokens: Sequence[Token], i: int, memory: Memory) -> Mention | None:
    """A body without its state: "the ministry", "the administration" are those of the last one."""
    first = i
    while (
        first > 0 and i - first < 3 and tokens[first - 1].low in {"foreign", "defense", "defence"}
    ):
        first -= 1
    if first == 0 or tokens[first - 1].low != "the":
        return None
    known = memory.bodies.get(tokens[i].low)
    for mention in (known, *memory.states):
        if mention is not None and mention.kind == "state":
            return mention.at(first - 1, i + 1)
    return None
