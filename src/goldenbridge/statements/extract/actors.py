"""Who is named in a sentence: the codebook's actors, states by their bodies, persons by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from goldenbridge.sources.words import words
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.extract.matcher import Match, Matcher, longest
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.offices import plain_office, same_office, shorter
from goldenbridge.statements.extract.refer import refer
from goldenbridge.statements.extract.tokens import Token, tokenise
from goldenbridge.statements.extract.turns import plain_label
from goldenbridge.statements.extract.verbs import HELPERS, SAY, SAYS, STANCES, speaks
from goldenbridge.statements.extract.words.heads import HEADS
from goldenbridge.statements.extract.words.people import (
    BEFORE_NAMES,
    BETWEEN,
    BODIES,
    CALLED,
    GROUPS,
    NOT_NAMES,
    NOT_PEOPLE,
    PARTICLES,
    TITLE_PARTS,
    TITLES,
)

__all__ = ["ActorFinder"]

#: Words of a name or an institution's name that are looked at together.
LONGEST = 9

_PAPERS = words("Times Post Press")
_OFFICIALS = words("official officials moderator speaker spokesman spokeswoman spokesperson")
_PLACED = frozenset({"state", "body", "bloc"})
_GOVERNMENT = words("administration government cabinet team")
_FORCES = words("military forces troops army")
_PLURAL_BODIES = words("officials diplomats troops media")
#: Nouns of what somebody holds, does or says: "Norvikian demands", "Norvikian reticence".
_NOUNS = frozenset(
    head.word for _, head in HEADS if head.kind == "noun" and " " not in head.word
) | words(
    "aspirations aspiration reticence rhetoric narrative narratives propaganda disinformation",
    "response responses reaction reactions policy policies strategy threats warnings sanctions",
    "restrictions measures aid assistance interests attempts attempt action actions reassurances",
    "assurances guarantees statement statements talk determination resolve hesitation caution",
    "pressure backers messaging arguments complaints grievances thinking perception perceptions",
)


#: "Fiala explains", "explained Fiala".
_REPORTS = frozenset(
    word for word, head in HEADS if head.kind == "report" and head.form in {"s", "past"}
) - words(
    "states means holds reports views sees posts labels brands frames charges faults fears hopes"
)
_REPORTED = words("said says argued argues wrote writes explained added noted warned told")


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
        self._plain: dict[str, _Known] = {}
        self._offices: dict[str, list[str]] = {}
        self._held: dict[tuple[str, str], str] = {}
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
            if actor.kind == "person":
                self._plain.update((_plain(alias), known) for alias in (name, *actor.aliases))
                self._offices[name] = [
                    o for word in actor.titles for o in shorter(word.lower().split())
                ]
                for word in actor.titles if actor.affiliation else ():
                    office = plain_office(word.lower().split()[1:])
                    self._held.setdefault((actor.affiliation or "", office), name)
                if " " in name:
                    surnames.setdefault(name.split()[-1], []).append(name)
        for surname, names in surnames.items():
            if len(names) == 1 and surname not in codebook.actors:
                actor = codebook.actors[names[0]]
                terms.append((surname, _Known(names[0], actor.affiliation, "person", "name")))
        self._matcher = Matcher(terms)

    def find(self, tokens: Sequence[Token], memory: Memory) -> list[Mention]:
        """Every mention in a sentence, in order, none overlapping."""
        if not memory.held:
            memory.held.update(self._held)
        mentions: list[Mention] = []
        demonyms: list[Mention] = []
        label = _label(tokens)
        if label:
            name = [t.text.capitalize() for t in tokens[:label]]
            mentions.append(replace(self._floor(name, [], memory), first=0, stop=label))
        for match in self._matches(tokens):
            mention = _officer(tokens, match, memory) or _mention(tokens, match)
            if mention is None:
                tag = match.tag
                demonyms.append(
                    Mention(match.first, match.stop, tag.actor, tag.affiliation, tag.kind)
                )
            elif not mentions or mention.first >= mentions[-1].stop:
                mentions.append(mention)
        mentions = self._persons(tokens, mentions, memory, demonyms)
        mentions = _groups(tokens, mentions, memory)
        mentions = _join_offices(tokens, mentions, memory)
        for mention in mentions:
            if mention.body:
                memory.bodies[tokens[mention.stop - 1].low] = mention
            if mention.kind == "person":
                known = mention.actor, mention.affiliation
                if not mention.office:
                    memory.persons[tokens[mention.stop - 1].text.replace("’", "'")] = known
                    memory.given[mention.actor.split()[0]] = known
                for office in self._offices.get(mention.actor, ()):
                    memory.offices[office] = known
        for mention in mentions:
            mention.quoted = tokens[mention.first].quoted
        return refer(tokens, mentions, memory)

    def floor(self, label: str, memory: Memory) -> Mention:
        """Who speaks by a transcript's label: "MS. BRANDT", "THE PRESIDENT", "Norvik"."""
        if label not in memory.floors:
            memory.floors[label] = self._floor(*plain_label(label), memory)
        return memory.floors[label]

    def known(self, label: str) -> bool:
        """Whether a transcript's label names an actor of the codebook."""
        return self._in_book(plain_label(label)[0]) is not None

    def _in_book(self, name: Sequence[str]) -> _Known | None:
        whole = " ".join(name)
        tokens = tokenise(whole, 0, len(whole))
        named = [m.tag for m in self._matches(tokens) if m.stop == len(tokens)]
        return self._plain.get(_plain(whole)) or next((t for t in named if t.how == "name"), None)

    def _floor(self, name: Sequence[str], office: Sequence[str], memory: Memory) -> Mention:
        """Who is meant by a name, with the office in front of it, or by the office alone."""
        known = memory.persons.get(name[-1]) if name else None
        for title in shorter(office) if not name else ():
            known = known or memory.offices.get(title)
        book = self._in_book(name)
        if book is not None and not (known and book.kind != "person"):
            return Mention(0, 0, book.actor, book.affiliation, book.kind)
        if known is not None:
            return Mention(0, 0, known[0], known[1], "person", known=False)
        if not _OFFICIALS.isdisjoint(word.lower() for word in name):
            return Mention(0, 0, " ".join(name).lower(), None, "group", known=False)
        if name:
            memory.persons[name[-1]] = " ".join(name), None
        return Mention(0, 0, " ".join(name or office), None, "person", known=False)

    def _matches(self, tokens: Sequence[Token]) -> list[Match[_Known]]:
        """The codebook's names, the longest first; one word may be a name and an adjective."""
        found = self._matcher.find(tokens)
        best = {(m.first, m.stop): m for m in longest(found)}
        for match in found:
            place = (match.first, match.stop)
            if place in best and match.tag.how != best[place].tag.how:
                adjective = match.tag.how == "adjective"
                if adjective == bool(_body_after(tokens, match.stop)):
                    best[place] = match
        return [best[place] for place in sorted(best)]

    def _persons(
        self,
        tokens: Sequence[Token],
        mentions: list[Mention],
        memory: Memory,
        demonyms: list[Mention],
    ) -> list[Mention]:
        """Add persons and institutions the codebook does not know: capitalised words."""
        near = [*mentions, *demonyms]
        taken = {i for m in near for i in range(m.first, m.stop)}
        surnames = {m.first: m for m in mentions if m.kind == "person"}
        found = list(mentions)
        i = 0
        while i < len(tokens):
            if i in taken or not _name_part(tokens[i]):
                i += 1
                continue
            stop = _run(tokens, i, taken)
            surname = surnames.get(stop)
            if surname is not None and surname.actor.split()[0] == tokens[i].text:
                surname.first, i = i, stop  # "Ivo B. | Brandt"
                continue
            mention = self._named(tokens, i, stop, memory, near)
            if mention is not None:
                found.append(mention)
            i = stop
        return sorted(found, key=lambda m: m.first)

    def _named(
        self,
        tokens: Sequence[Token],
        first: int,
        stop: int,
        memory: Memory,
        mentions: Sequence[Mention],
    ) -> Mention | None:
        """Whom capitalised words name: a person, an institution that speaks, or nobody."""
        owns = tokens[stop - 1].owns
        start = first
        for at in range(first, stop - 1):  # "Affairs Committee Chairman Leonid Slutsky"
            if tokens[at].low in TITLES or tokens[at].low in BEFORE_NAMES:
                start = at + 1
        while stop - start >= 2 and tokens[start].low in TITLE_PARTS:
            start += 1
        name = _spelled(tokens, start, stop)
        if len(name) >= 2:
            if start == first and not _person_like(tokens, start, stop, memory):
                start = _after_institution(tokens, start, stop)
                name = _spelled(tokens, start, stop)
                person = start > first
            else:
                person = True
            if person:
                if len(name) <= 5:
                    return self._person(tokens, start, stop, name, memory, mentions)
            elif not owns and speaks(tokens, first, stop):
                what = " ".join(t.text for t in tokens[first:stop])
                return Mention(first, stop, what, None, "group", known=False)
            return None
        known = memory.persons.get(name[0]) if name else None
        if known is None and name and stop < len(tokens) and tokens[stop].low in SAYS:
            known = memory.given.get(name[0])  # "Le" of Le Yucheng
        if known is None and name and not owns and self._speaks_alone(tokens, start, stop):
            known = memory.persons[name[0]] = (name[0], None)
        if known is None:
            return None
        return Mention(start, stop, known[0], known[1], "person", owns, known=False)

    @staticmethod
    def _speaks_alone(tokens: Sequence[Token], first: int, stop: int) -> bool:
        """Whether a single unknown name says something: "Fiala explained that", "said Fiala"."""
        if first and not tokens[first - 1].word and tokens[first - 1].text not in ",“\"'":
            return False
        if stop < len(tokens) and tokens[stop].low in _REPORTS:
            low = tokens[first].low
            common = low in NOT_PEOPLE or low in GROUPS or low in BODIES or low in TITLES
            return not common and (first > 0 or not low.endswith("s"))
        return (
            bool(first)
            and tokens[first - 1].low in _REPORTED
            and (stop >= len(tokens) or not tokens[stop].word)
        )

    def _person(
        self,
        tokens: Sequence[Token],
        first: int,
        stop: int,
        name: Sequence[str],
        memory: Memory,
        mentions: Sequence[Mention],
    ) -> Mention:
        owns = tokens[stop - 1].owns
        if len(name[0]) > 2:  # "Ivo B. Brandt" is Ivo Brandt; "J. D. Holm" has no other name
            name = [n for at, n in enumerate(name) if at in (0, len(name) - 1) or n[1:] != "."]
        whole = " ".join(name)
        book = self._plain.get(_plain(whole))
        if book is not None:
            return Mention(first, stop, book.actor, book.affiliation, "person", owns)
        known = memory.persons.get(name[-1])
        if known is None or not (known[0][0] == name[0][0] or known[0].endswith(" " + whole)):
            known = whole, _affiliation_near(tokens, first, stop, mentions)
            memory.persons[name[-1]] = known
        return Mention(first, stop, known[0], known[1], "person", owns, known=False)


def _label(tokens: Sequence[Token]) -> int:
    """One past a speaker's name in capitals before a colon, or 0."""
    stop = 0
    while stop < min(4, len(tokens)) and len(tokens[stop].text) > 1 and tokens[stop].text.isupper():
        stop += 1
    return stop if stop > 1 and stop + 1 < len(tokens) and tokens[stop].text == ":" else 0


def _spelled(tokens: Sequence[Token], first: int, stop: int) -> list[str]:
    """The words of a name, initials with their stop: "Ivo", "B.", "Brandt"."""
    return [
        t.text.replace("’", "'") + ("." if len(t.text) == 1 and tokens[at].text == "." else "")
        for at, t in enumerate(tokens[first:stop], first + 1)
        if t.word
    ]


def _after_institution(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Where the person begins in "the Harbour Association Jana Fiala"; else the first word."""
    last = max((at for at in range(first, stop) if tokens[at].low in NOT_PEOPLE), default=stop)
    return last + 1 if stop - last in {3, 4} and tokens[last + 1].word else first


def _mention(tokens: Sequence[Token], match: Match[_Known]) -> Mention | None:
    """A name of the codebook as a mention; None for an adjective that stands for nobody."""
    tag, first, stop = match.tag, match.first, match.stop
    owns = tokens[stop - 1].owns
    if tag.kind in _PLACED or tag.how == "adjective":
        body = _body_after(tokens, stop)
        if body and not (owns and tokens[body - 1].low in _FORCES):
            last = tokens[body - 1]
            plural = last.low.endswith("s")
            return Mention(
                first, body, tag.actor, tag.affiliation, tag.kind, last.owns, plural, body=True
            )
        if tag.how == "adjective":
            if stop < len(tokens) and tokens[stop].low in _NOUNS:
                return Mention(first, stop, tag.actor, tag.affiliation, tag.kind, owns=True)
            joined = _joined_body(tokens, stop)
            if joined and joined.low in _NOUNS:
                return Mention(first, stop, tag.actor, tag.affiliation, tag.kind, owns=True)
            if joined:
                return Mention(
                    first, stop, tag.actor, tag.affiliation, tag.kind, plural=True, body=True
                )
            return None
    if tag.kind == "person" and stop < len(tokens) and tokens[stop].low in _GOVERNMENT:
        if tag.affiliation is not None:
            return Mention(first, stop + 1, tag.affiliation, tag.affiliation, "state", body=True)
    plural = tag.kind in {"bloc", "group"} or tokens[stop - 1].low.endswith("ans")
    return Mention(
        first, stop, tag.actor, tag.affiliation, tag.kind, owns, plural, office=tag.how == "title"
    )


def _joined_body(tokens: Sequence[Token], at: int) -> Token | None:
    """What two states share: "Norvikian | and Estrian *leaders*"."""
    if at + 2 >= len(tokens) or tokens[at].low not in {"and", "or"}:
        return None
    other = tokens[at + 1]
    if not (other.word and other.text[:1].isupper()):
        return None
    body = _body_after(tokens, at + 2)
    if body:
        return tokens[body - 1]
    return tokens[at + 2] if tokens[at + 2].low in _NOUNS else None


def _officer(tokens: Sequence[Token], match: Match[_Known], memory: Memory) -> Mention | None:
    """Whom "the Estonian prime minister" means: who was named so before, or the codebook's."""
    tag = match.tag
    if tag.how == "title":
        holder = memory.held.get((tag.affiliation or "", _own_office(tokens, match)))
        if holder is None or holder == tag.actor:
            return None
        return Mention(match.first, match.stop, holder, tag.affiliation, "person", office=True)
    if tag.kind not in _PLACED:
        return None
    first, stop, office = _office_around(tokens, match.first, match.stop)
    if not office or (stop < len(tokens) and _name_part(tokens[stop])):
        return None
    owns = tokens[stop - 1].owns
    for one in same_office(office):
        known = memory.held.get((tag.actor, one))
        if known is not None:
            return Mention(first, stop, known, tag.actor, "person", owns, office=True)
    definite = tokens[match.stop - 1].owns or (first > 0 and tokens[first - 1].low == "the")
    if definite and tokens[stop - 1].low in CALLED:  # "the Norvikian diplomat": who was named
        for person in memory.recent:
            if person.affiliation == tag.actor:
                state = Mention(first, stop, tag.actor, tag.affiliation, tag.kind, owns)
                told = replace(person, first=first, stop=stop, owns=owns, office=True)
                told.also, told.others = None, (state,)
                return told
    return None


def _own_office(tokens: Sequence[Token], match: Match[_Known]) -> str:
    return plain_office([t.low for t in tokens[match.first + 1 : match.stop]])


def _office_around(tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int, str]:
    """The office that stands by a state: "Norvik's | top diplomat", "president of | Norvik"."""
    end = stop
    for at in range(stop, min(stop + 5, len(tokens))):
        low = tokens[at].low
        if low in TITLES or low in _RANKS:
            end = at + 1
        elif low not in TITLE_PARTS and low not in BETWEEN and low != "visiting":
            break
    if end > stop:
        if tokens[end - 1].low == "secretary" and [t.low for t in tokens[end : end + 2]] == [
            "of",
            "state",
        ]:
            end += 2
        return first, end, plain_office([t.low for t in tokens[stop:end]])
    of = first - 1 - (first > 1 and tokens[first - 1].low == "the")
    if of < 1 or tokens[of].low != "of" or tokens[of - 1].low not in TITLES:
        return first, stop, ""
    begin = of - 1
    while begin and tokens[begin - 1].low in TITLE_PARTS and tokens[begin - 1].low not in _STOPS:
        begin -= 1
    office = [t.low for t in tokens[begin:of]]
    if stop < len(tokens) and tokens[stop].low == "diplomacy":
        return begin, stop + 1, plain_office([*office, "of", "diplomacy"])
    return begin, stop, plain_office(office)


_RANKS = words("diplomat dictator strongman ruler autocrat leader")
_STOPS = words("the a an and of in at for")


def _capitals(title: str) -> str:
    return " ".join(
        w if w in {"of", "the", "and"} else w[:1].upper() + w[1:] for w in title.split()
    )


def _plain(name: str) -> str:
    """A name without accents and in small letters: "Élodie Ny" is "elodie ny"."""
    bare = unicodedata.normalize("NFKD", name.replace("\u0131", "i").replace("ł", "l"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def _body_after(tokens: Sequence[Token], at: int) -> int:
    """One past a body that follows ("Russian | defence officials"), or 0."""
    for ahead in range(at, min(at + 5, len(tokens))):
        low = tokens[ahead].low
        if low in BODIES:
            following = tokens[ahead + 1] if ahead + 1 < len(tokens) else None
            if low in _PLURAL_BODIES or following is None:
                return ahead + 1
            # "Russian President Vladimir Putin": the office belongs to the name that follows
            if low in TITLES and following.text[:1].isupper() and following.word:
                return 0
            more = _body_after(tokens, ahead + 1) if low in BETWEEN else 0
            return more or ahead + 1
        if low == "and" and at < ahead < len(tokens) - 1 and tokens[ahead + 1].low in BETWEEN:
            continue  # "Norvikian political and military leaders"
        if low not in BETWEEN:
            return 0
    return 0


def _name_part(token: Token) -> bool:
    text = token.text
    if not token.word or not text[:1].isupper() or token.low in NOT_NAMES:
        return False
    if len(text) == 2 and text[1] == ".":
        return True
    return len(text) > 1 and not text.isupper() and (text[1].islower() or text[1] in ".'’")


def _run(tokens: Sequence[Token], first: int, taken: set[int]) -> int:
    """One past the capitalised words that go together."""
    stop = first + 1
    while stop < min(len(tokens), first + LONGEST) and stop not in taken:
        token, before = tokens[stop], tokens[stop - 1]
        goes_on = token.low in PARTICLES or token.text in _PAPERS
        if token.text == ".":
            goes_on = before.low in TITLES or before.low in _INITIALS
        elif len(token.text) == 1 and token.text.isupper():  # "Ivo B. Brandt"
            goes_on = stop + 1 < len(tokens) and tokens[stop + 1].text == "."
        if before.owns or not (_name_part(token) or goes_on):
            break
        stop += 1
    while (
        stop > first + 1
        and stop not in taken
        and (tokens[stop - 1].low in PARTICLES or not tokens[stop - 1].word)
    ):
        stop -= 1
    return stop


_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz")


def _person_like(tokens: Sequence[Token], i: int, stop: int, memory: Memory) -> bool:
    """Whether capitalised words are a person: an office stands by, or nothing says otherwise."""
    if tokens[stop - 1].text in memory.persons or tokens[i].low in TITLES:
        return True
    before = tokens[max(0, i - 3) : i]
    if any(t.low in TITLES for t in before):
        return True
    return not any(
        t.low in NOT_PEOPLE or ("-" in t.text and t.text[t.text.index("-") + 1 :][:1].islower())
        for t in tokens[i:stop]
    )


def _affiliation_near(
    tokens: Sequence[Token], i: int, stop: int, mentions: Iterable[Mention]
) -> str | None:
    """The state or body whose office a person holds, from the words around the name."""
    for mention in mentions:
        before, after = i - mention.stop, mention.first - stop
        if mention.kind not in {"state", "body"} or not (0 <= before <= 4 or 0 <= after <= 4):
            continue
        between = tokens[mention.stop : i] if before >= 0 else tokens[stop : mention.first]
        if all(t.low in TITLE_PARTS or t.text in ",." for t in between):
            near = tokens[mention.first : i if before >= 0 else mention.first + 4]
            if any(t.low in TITLES for t in (*near, *between)):
                return mention.affiliation
    return None


def _join_offices(
    tokens: Sequence[Token], mentions: list[Mention], memory: Memory
) -> list[Mention]:
    """Make "Russian Foreign Minister | Sergei Lavrov" one mention, and remember the office."""
    joined: list[Mention] = []
    for mention in mentions:
        if mention.kind == "person":
            _join_person(tokens, joined, mention, memory)
        elif joined and joined[-1].kind == "person" and _apposed(tokens, mention, joined[-1]):
            _take_over(joined[-1], mention)  # "Jens Berg, NATO's chief, said"
            joined[-1].stop = mention.stop
            continue
        joined.append(mention)
    return joined


def _join_person(
    tokens: Sequence[Token], joined: list[Mention], mention: Mention, memory: Memory
) -> None:
    """Give a person the words of their office, which may be mentions of their own till now."""
    before, after = _office_before(tokens, mention), _office_after(tokens, mention)
    bare = mention.first
    mention.first -= len(before)
    while (
        joined
        and joined[-1].stop > mention.first
        and (joined[-1].kind != "person" or joined[-1].office)
    ):
        _take_over(mention, joined.pop())
    if joined and joined[-1].office and joined[-1].stop == mention.first:
        _take_over(mention, joined.pop())
    if joined and joined[-1].stop > mention.first:
        mention.first = joined[-1].stop
    if (
        joined  # "Norvik's Fishing Ministry | spokeswoman | Jana Fiala"
        and joined[-1].stop == mention.first < bare
        and joined[-1].kind in _PLACED
    ):
        _take_over(mention, joined.pop())
    if joined and _apposed(tokens, joined[-1], mention):  # "NATO's chief, Jens Berg, said"
        _take_over(mention, joined.pop())
    for office in (before, after):
        named = [t.low for t in office if t.word]
        if any(word in TITLES for word in named):
            _remember(named, mention, memory)


def _take_over(person: Mention, office: Mention) -> None:
    """The words of an office become the person's, and so does whose office it is."""
    person.first = min(person.first, office.first)
    if not person.known and person.affiliation is None:
        person.affiliation = office.affiliation


def _apposed(tokens: Sequence[Token], office: Mention, person: Mention) -> bool:
    """Whether an office and a name beside it, parted by a comma, are the same person."""
    if not (office.body or office.office) or person.owns or office.actor == person.actor:
        return False
    first, stop = sorted((office, person), key=lambda m: m.first)
    between = [t.text.lower() for t in tokens[first.stop : stop.first]]
    return (
        between in ([","], [",", "the"], [",", "a"], [",", "an"])
        and tokens[office.stop - 1].low in TITLES
        and (office.stop > person.stop or stop.stop >= len(tokens)
             or tokens[stop.stop].text not in {"and", "'"})
    )  # fmt: skip


def _office_before(tokens: Sequence[Token], mention: Mention) -> Sequence[Token]:
    first = mention.first
    while first > 0 and (
        tokens[first - 1].low in TITLE_PARTS
        or (tokens[first - 1].text in "-." and first > 1 and tokens[first - 2].low in TITLES)
    ):
        first -= 1
    while first < mention.first and tokens[first].low in _STOPS:
        first += 1
    office = tokens[first : mention.first]
    return office if any(t.low in TITLES for t in office) else ()


def _office_after(tokens: Sequence[Token], mention: Mention) -> Sequence[Token]:
    if mention.stop >= len(tokens) or tokens[mention.stop].text != ",":
        return ()
    stop = mention.stop + 1
    while stop < min(mention.stop + 9, len(tokens)) and tokens[stop].low in TITLE_PARTS:
        stop += 1
    return tokens[mention.stop + 1 : stop]


def _remember(office: list[str], mention: Mention, memory: Memory) -> None:
    known = [w for w in office if w not in {"former", "then", "senior", "the", "a", "an"}]
    while known and known[-1] not in TITLES and known[-3:] != ["secretary", "of", "state"]:
        known.pop()
    for short in shorter(known):
        memory.offices[short] = (mention.actor, mention.affiliation)
        if mention.affiliation is not None:
            memory.held[mention.affiliation, short] = mention.actor


def _groups(tokens: Sequence[Token], mentions: list[Mention], memory: Memory) -> list[Mention]:
    """Groups without a state, by their own words: "Western analysts", "critics", "some"."""
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    found = list(mentions)
    for i, token in enumerate(tokens):
        if i in taken or (token.low not in GROUPS and token.low not in _QUANTITIES):
            continue
        speak = _speak(tokens, i + 1)
        if token.low in _QUANTITIES:
            if speak:
                found.append(Mention(i, i + 1, token.low, None, "group", False, True, False))
            continue
        first, stop = _group_begin(tokens, i, taken), i + 1
        of = tokens[stop].low == "of" if stop + 1 < len(tokens) else False
        if of and token.low in _OF and stop + 1 not in taken and tokens[stop + 1].word:
            stop += 2 + (tokens[stop + 1].low == "the" and stop + 2 < len(tokens))
        if stop - first > 1:
            name = " ".join(t.text for t in tokens[first:stop])
        elif speak:  # "the analysts say": those who were named before
            known = memory.groups.get(token.low)
            if known is None and (token.low in _ANYBODY or (i and tokens[i - 1].low == "the")):
                continue
            name = known.actor if known is not None else token.low
        else:
            continue
        group = Mention(first, stop, name, None, "group", token.owns, True, False)
        memory.groups[token.low] = group
        found.append(group)
    return sorted(found, key=lambda m: m.first)


def _group_begin(tokens: Sequence[Token], i: int, taken: set[int]) -> int:
    """The first word of a group's name: "Western analysts", "foreign policy experts"."""
    first = i
    while (
        first
        and first - 1 not in taken
        and (tokens[first - 1].text[:1].isupper() or tokens[first - 1].low in _GROUP_WORDS)
        and tokens[first - 1].word
        and tokens[first - 1].low not in _DETERMINERS
    ):
        first -= 1
    return first


def _speak(tokens: Sequence[Token], at: int) -> bool:
    """Whether several say something: "(analysts) say", "have long warned"."""
    for token in tokens[at : at + 3]:
        if token.low in SAY or token.low in STANCES:
            return True
        if token.low not in HELPERS and not token.low.endswith("ly"):
            return False
    return False


_QUANTITIES = words("some many")
#: Groups that say nothing when alone: whose they are stands before.
_ANYBODY = words(
    "officials diplomats sources allies leaders people members companies governments generals",
    "senators",
)
_OF = words("advocates supporters opponents critics proponents")
_GROUP_WORDS = words(
    "military foreign policy security political pro-kremlin defense defence liberal conservative"
)
_DETERMINERS = words(
    "the some many most several few other all a an these those both and but that more two three",
    "than its their his her our my such",
)
