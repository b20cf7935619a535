"""What each clause of a sentence says of whom: the heart of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from goldenbridge.statements.extract.clauses import Clause
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.issues import TermHit
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.turns import Turn
from goldenbridge.statements.extract.words.small import PREPOSITIONS

__all__ = ["Sentence", "Voice", "group_of", "subject_of", "voices_of"]

_ADDRESSED = frozenset({"tell", "ask", "assure", "warn", "inform", "urge", "remind"})
_INNER = frozenset({"demands", "rejects", "offers", "supports", "denies", "considers", "concedes"})


@dataclass(slots=True)
class Sentence:
    """A sentence taken apart.

    Attributes
    ----------
    tokens, hits, mentions, heads, clauses : what it is made of.
    opened, open : a quotation goes on at its beginning, at its end.
    speakers : clause's first token → who speaks from there on.
    final : clause's first token → whom a closing "he said" makes the voice of before.
    attributed : who speaks in it, by its own words.
    quote_speaker : who speaks in its quotations, by what stands around it.
    earlier : who spoke in the sentences before: the last one, and who spoke most.
    standing : name → share of what was said before, how near they last spoke, were last named.
    spoken : how many of the tokens before each place stand in quotations.
    red_line : some of its words draw one.
    turn, floor : in a transcript, whose turn it is by its label, and who that is.
    """

    tokens: Sequence[Token]
    hits: Sequence[TermHit] = ()
    mentions: Sequence[Mention] = ()
    heads: Sequence[Found] = ()
    clauses: Sequence[Clause] = ()
    opened: bool = False
    open: bool = False
    speakers: dict[int, Mention] = field(default_factory=dict)
    final: dict[int, Mention] = field(default_factory=dict)
    attributed: Mention | None = None
    quote_speaker: Mention | None = None
    earlier: Sequence[Mention] = ()
    standing: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    spoken: Sequence[int] = ()
    red_line: bool = False
    turn: Turn | None = None
    floor: Mention | None = None

    def __post_init__(self) -> None:
        self.spoken = [0, *accumulate(int(t.quoted) for t in self.tokens)]


def subject_of(sentence: Sentence, head: Found, first: int) -> tuple[list[Mention], bool]:
    """Who does what a head says, and whether they are named before it in the clause."""
    tokens = sentence.tokens
    if head.passive:
        for ahead in range(head.stop, min(head.stop + 4, len(tokens))):
            if tokens[ahead].low == "by":
                for mention in sentence.mentions:
                    if 0 <= mention.first - ahead <= 4:
                        return _with_others(sentence, mention), True
        return [], False
    if head.kind == "noun":
        for mention in reversed(sentence.mentions):
            if mention.stop <= head.first and head.first - mention.stop <= 3 and mention.owns:
                return [mention], True
            if (
                mention.stop <= head.first
                and head.first - mention.stop <= 1
                and mention.kind in {"state", "body", "bloc"}
            ):
                return [mention], True
    outside = not tokens[head.first].quoted
    here = [
        m
        for m in sentence.mentions
        if first <= m.first and m.stop <= head.first and not (outside and tokens[m.first].quoted)
    ]
    best = None
    for mention in here:
        if mention.owns and mention.kind != "group":
            continue
        before = tokens[mention.first - 1].low if mention.first > first else ""
        article = before in {"the", "a", "an"}
        if article and mention.first - 2 >= first:
            before = tokens[mention.first - 2].low
        if before in PREPOSITIONS and not (before in {"like", "as"} and mention.kind == "person"):
            continue
        if (
            any(
                h.stop <= mention.first
                and h.kind in {"stance", "report", "noun"}
                and h.first >= first
                and h is not head
                and not _coordinated(tokens, mention.stop, head.first)
                and h.head.form != "gerund"
                for h in sentence.heads
            )
            and best is not None
        ):
            # after another verb it is rather its object; a "that" between makes it a subject
            between = [t.low for t in tokens[best.stop : mention.first]]
            if "that" not in between and "," not in between and "said" not in between:
                continue
        best = mention
    if best is not None:
        return _with_others(sentence, best, back=True), True
    for at in range(head.first - 1, first - 1, -1):
        if tokens[at].low in {"who", "which"}:
            earlier = [m for m in sentence.mentions if m.stop <= at and at - m.stop <= 8]
            if earlier:
                return [earlier[-1]], True
    if head.first > 1 and tokens[head.first - 1].text == ",":  # "Hale, a Republican, told …"
        for mention in sentence.mentions:
            if mention.stop < head.first - 1 and tokens[mention.stop].text == ",":
                if not mention.owns and not (outside and tokens[mention.first].quoted):
                    return [mention], True
    return [], False


def after_head(sentence: Sentence, head: Found) -> Mention | None:
    """Who speaks where the verb comes first: “…,” said the Russian foreign minister."""
    if head.head.word in _ADDRESSED:
        return None
    for mention in sentence.mentions:
        if 0 <= mention.first - head.stop <= 3 and all(
            t.low not in {"that", "to"} for t in sentence.tokens[head.stop : mention.first]
        ):
            return mention
    return None


def _coordinated(tokens: Sequence[Token], first: int, stop: int) -> bool:
    return any(t.low == "and" for t in tokens[first:stop])


def _with_others(sentence: Sentence, mention: Mention, back: bool = False) -> list[Mention]:
    """The actors joined by "and" or commas to one of them: "the US and NATO"."""
    tokens, group = sentence.tokens, [mention]
    if mention.also is not None:
        return mention.several
    listed = list(sentence.mentions)
    at = next(i for i, m in enumerate(listed) if m is mention)
    step = -1 if back else 1
    while 0 <= at + step < len(listed):
        other = listed[at + step]
        lo, hi = (other.stop, group[-1].first) if back else (group[-1].stop, other.first)
        between = [t.low for t in tokens[lo:hi]]
        glue = [w for w in between if w not in {"the", "its", "both"}]
        if other.owns or not glue or len(glue) > 2 or not set(glue) <= {"and", ",", "&", "or"}:
            break
        if other.kind == "person" and group[-1].kind != "person":
            break
        group.append(other)
        at += step
    return group


@dataclass(slots=True)
class Voice:
    """Whose position a clause is, and by which rule."""

    clause: Clause
    holders: list[Mention | None]
    role: str
    rule: str
    head: Found | None
    own: list[Mention]
    said_by: Mention | None = None
    tail: bool = False

    def same(self, other: Voice) -> bool:
        """Whether it goes on with what the clause before says."""
        mine = [h.actor if h else None for h in self.holders]
        theirs = [h.actor if h else None for h in other.holders]
        return mine == theirs and (self.said_by is None) == (other.said_by is None)


def voices_of(sentence: Sentence) -> list[Voice | None]:
    """For each clause whose position it is, or None where it is nobody's."""
    speakers, final = sentence.speakers, sentence.final
    told: list[Voice | None] = []
    current: Mention | None = None
    holder: list[Mention] = []
    for clause in sentence.clauses:
        own, head, explicit = _holder_of(sentence, clause)
        if clause.first in speakers:
            current = speakers[clause.first]
        voice = final.get(clause.first, current)
        if own and voice is current and voice is not None and clause.first in speakers:
            if own[0].first < voice.first and head is not None and head.kind != "report":
                voice = None  # "the Kremlin demanded that NATO admit …": who comes first holds it
        told.append(_voice_of(sentence, clause, own, head, explicit, voice, holder, told))
        if explicit and own:
            holder = list(own)
    return told


def _voice_of(
    sentence: Sentence,
    clause: Clause,
    own: list[Mention],
    head: Found | None,
    explicit: bool,
    voice: Mention | None,
    holder: list[Mention],
    told: list[Voice | None],
) -> Voice | None:
    quoted = clause.quoted >= 0.5
    role = "quoted" if clause.quoted > 0.12 else "reported"
    speaker = voice or sentence.quote_speaker
    if quoted and speaker:
        return Voice(clause, [speaker], "quoted", "quote", head, [])
    if explicit and own and head is not None:
        if head.kind == "report":
            return Voice(clause, list(own), role, "report", head, own)
        if voice is not None and voice.actor != own[0].actor:
            inner = (
                head.kind in {"stance", "noun", "state"}
                and head.head.act in _INNER
                and own[0].actor != voice.affiliation
            )
            if inner:
                return Voice(clause, list(own), role, "nested", head, own, voice)
            return Voice(clause, [voice], role, "reported", head, [])
        if head.kind == "modal" or (
            head.kind == "plan" and head.head.word in {"would", "would not"} and role != "quoted"
        ):
            return Voice(clause, [None], "author", "modal", head, [])
        return Voice(clause, list(own), role, head.kind, head, own)
    if voice is not None:
        return Voice(clause, [voice], role, "reported", head, [])
    before = told[-1] if told else None
    carries = [h for h in clause.heads if h.kind != "modal"]
    if (
        before is not None
        and before.role != "author"
        and carries
        and clause.opener
        in {
            "and",
            "but",
            "gerund",
            "verb",
            "yet",
            "nor",
            "or",
            "–",
            "—",
        }
    ):
        return Voice(
            clause, list(before.holders), before.role, "carried", carries[0], [], before.said_by
        )
    modal = next((h for h in clause.heads if h.kind == "modal"), None)
    if modal is not None:
        return Voice(clause, [None], "author", "modal", modal, [])
    if before is not None and not clause.heads:
        return Voice(
            clause, list(before.holders), before.role, before.rule, None, [], before.said_by, True
        )
    return None


def attribute(sentence: Sentence) -> None:
    """Find who speaks in a sentence by its own words, and from where to where."""
    speakers, final = sentence.speakers, sentence.final
    tokens = sentence.tokens
    clauses = sentence.clauses
    for at, clause in enumerate(clauses):
        for head in clause.heads:
            if head.kind != "report" or tokens[head.first].quoted:
                continue
            subject: Mention | None = None
            own, named = subject_of(sentence, head, clause.first)
            if named and own:
                subject = own[0]
            before = tokens[head.first - 1].text if head.first else ""
            if subject is None and (before in ',"”' or head.first == clause.first):
                subject = after_head(sentence, head)
            if subject is None:
                continue
            begins = min(subject.first, head.first)
            rest = tokens[max(subject.stop, head.stop) :]
            closing = (
                begins > 0
                and tokens[begins - 1].text in ',"”?!'
                and not any(t.low == "that" for t in rest[:2])
            )
            if closing or (at > 0 and begins == clause.first and len(rest) < 4):
                for earlier in clauses[: at + 1]:
                    final.setdefault(earlier.first, subject)
                for later in clauses[at + 1 :]:
                    if later.quoted >= 0.5:
                        final.setdefault(later.first, subject)
            else:
                speakers[clause.first] = subject
            sentence.attributed = subject
            break
    if sentence.mentions and sentence.mentions[0].first == 0 and clauses:
        label = sentence.mentions[0]
        if label.kind == "person" and tokens[label.stop : label.stop + 1]:
            if tokens[label.stop].text == ":":  # "ORLOV: We shall talk."
                sentence.attributed = label
                for clause in clauses:
                    speakers.setdefault(clause.first, label)
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 1 < len(tokens) and tokens[i + 1].low == "to":
            for mention in sentence.mentions:
                if 0 <= mention.first - i - 2 <= 3:
                    for clause in clauses:
                        final.setdefault(clause.first, mention)
                    sentence.attributed = mention
        elif token.low in {"perspective", "view", "eyes", "opinion"} and i and tokens[i - 1].owns:
            for mention in sentence.mentions:
                if mention.stop == i:
                    for clause in clauses:
                        final.setdefault(clause.first, mention)


def quote_speakers(passage: Sequence[Sentence], memory: Memory) -> None:
    """Who speaks in the quotations of a passage whose own sentence names nobody.

    A quotation of several sentences is its first or its last one's, where one of them says who
    speaks; else it is the one's who spoke before.
    """
    ahead: Mention | None = None
    later: list[Mention | None] = []
    for sentence in reversed(passage):
        later.append(ahead if sentence.open else None)
        if sentence.attributed is not None:
            ahead = sentence.attributed
        elif not sentence.opened:
            ahead = None
    for sentence, following in zip(passage, reversed(later), strict=True):
        if sentence.attributed is not None:
            memory.heard(sentence.attributed)
        elif following is not None:
            memory.heard(following)
        sentence.quote_speaker = memory.speaker
        sentence.earlier = memory.voices()
        at_hand = [
            *sentence.mentions,
            *(other for m in sentence.mentions for other in m.others),
            *sentence.earlier,
            *((memory.speaker,) if memory.speaker is not None else ()),
        ]
        sentence.standing = {m.actor: memory.standing(m.actor) for m in at_hand}
        memory.note(sentence.mentions, sentence.attributed)


def subjects_of(sentence: Sentence) -> list[Mention]:
    """Those who do something in a sentence, outside quotations, the first one in front."""
    found: list[Mention] = []
    for clause in sentence.clauses:
        for head in clause.heads:
            if head.infinitive or sentence.tokens[head.first].quoted or head.kind == "noun":
                continue
            own, named = subject_of(sentence, head, clause.first)
            if named:
                found += [m for m in own if all(m is not f for f in found)]
    if not found:
        for mention in sentence.mentions:
            if (
                mention.first <= 2
                and not mention.owns
                and not sentence.tokens[mention.first].quoted
            ):
                found.append(mention)
                break
    return found


def _holder_of(sentence: Sentence, clause: Clause) -> tuple[list[Mention], Found | None, bool]:
    """The clause's first head with somebody named to it, or its first head."""
    for kinds in ({"report", "stance", "noun", "state", "plan"}, {"modal"}):
        for head in clause.heads:
            if head.kind not in kinds or (head.infinitive and head is not clause.heads[0]):
                continue
            own, named = subject_of(sentence, head, clause.first)
            if own:
                return own, head, named
    return [], (clause.heads[0] if clause.heads else None), False


def group_of(sentence: Sentence, mention: Mention) -> list[Mention]:
    """An actor with those joined to it by "and": "the US and NATO" are two holders of one view."""
    if mention.also is not None:
        return mention.several
    if not any(m is mention for m in sentence.mentions):
        return [mention]
    back = _with_others(sentence, mention, back=True)
    return back + _with_others(sentence, mention)[1:]
