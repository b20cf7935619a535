"""Everything a sentence might be coded as, each with what speaks for and against it.

The rules say whose position each clause is. They are sometimes wrong, and a statement may be part
of a clause or several of them. So every run of clauses, every holder at hand and the likeliest
issues are weighed against each other, by features that say how a candidate is built and never which
words it holds; :mod:`goldenbridge.statements.extract.weights` says what each is worth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.sources.words import words as words_of
from goldenbridge.statements.extract.clauses import Clause
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.issues import TermHit, rank
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.positions import (
    Sentence,
    Voice,
    group_of,
    subject_of,
    voices_of,
)
from goldenbridge.statements.extract.red_lines import red_line_of
from goldenbridge.statements.extract.wording import Worded, Wording
from goldenbridge.statements.extract.words.small import PREPOSITIONS

__all__ = ["Candidate", "Reading", "Setting", "candidates", "read", "term_values"]

#: Clauses that one statement may span, and issues weighed for each span.
CLAUSES, ISSUES, HOLDERS = 3, 3, 8
#: What an issue gains in a clause by being told in the rest of the sentence, in the sentences just
#: before, and in the document as a whole: "this idea is mistaken" names none.
NEAR, BEFORE, OVERALL = 0.1, 0.1, 1.0
#: How much of a sentence's issues is left a sentence later.
FADING = 0.6
#: A sentence that names no issue is weighed only while one before it names one so strongly.
FAINT = 0.6

#: What speaks for and against some words, a holder or an issue of theirs, or the two together.
Part = Mapping[str, float]
_NOTHING: Part = {}
_BESIDE_DEEDS = ("lead", "inner:stance", "inner:report", "inner:plan", "inner:noun", "author")


@dataclass(slots=True)
class Candidate:
    """A holder, an issue and some words, with what speaks for and against them."""

    holder: Mention | None
    issue: str
    first: int
    stop: int
    head: Found | None
    role: str
    rule: str
    voice: Mention | None
    parts: tuple[Part, ...]
    sentence: Sentence

    @property
    def holders(self) -> list[Mention | None]:
        """Its holder with those who are joined to it: "the US and NATO" are two."""
        return [None] if self.holder is None else [*group_of(self.sentence, self.holder)]

    @property
    def hits(self) -> list[TermHit]:
        """The terms of its issue in its words."""
        return [
            h
            for h in self.sentence.hits
            if h.issue == self.issue and self.first <= h.first < h.stop <= self.stop
        ]

    @property
    def features(self) -> dict[str, float]:
        """All that speaks for it and against it; several candidates share the parts."""
        return {name: value for part in self.parts for name, value in part.items()}


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a document bears on a sentence of it."""

    opinion: float
    deeds: frozenset[str]
    topics: Mapping[str, float]  # each issue's share of what stands around
    foremost: Sequence[str]  # the issues that it is about most
    dense: float = 0.0  # how much of it is told in terms of any issue


@dataclass(slots=True)
class _Holder:
    mention: Mention | None
    how: str
    instead: Mention | None = None  # whom the rules took the same words to mean


@dataclass(slots=True)
class Reading:
    """A sentence that may be about an issue: what is known of it before anything is weighed.

    Attributes
    ----------
    sentence : its words, names, heads and clauses.
    issues : what it is about, by its own words.
    before : what the sentences before it were about.
    voices : whose position each clause is.
    subjects : head → who does what it says.
    worded : its words, to be asked what was learned of them.
    """

    sentence: Sentence
    issues: Mapping[str, float]
    before: Mapping[str, float]
    voices: Sequence[Voice | None]
    subjects: Mapping[int, list[Mention]]
    worded: Worded | None = None


def read(sentence: Sentence, memory: Memory, wording: Wording | None = None) -> Reading | None:
    """What is known of a sentence, or None where neither it nor what stands before names an issue."""
    now, before = dict(rank(sentence.hits, 0, len(sentence.tokens))), memory.issues
    memory.issues = _fading(memory, now)
    if not now and max(before.values(), default=0.0) < FAINT:
        return None
    subjects = {
        id(head): subject_of(sentence, head, clause.first)[0]
        for clause in sentence.clauses
        for head in clause.heads
        if not head.infinitive or head is clause.heads[0]
    }
    sentence.red_line = red_line_of(sentence.tokens, 0, len(sentence.tokens)) != "no"
    worded = wording.read(sentence.tokens) if wording is not None else None
    return Reading(sentence, now, before, voices_of(sentence), subjects, worded)


def candidates(reading: Reading, setting: Setting) -> list[Candidate]:
    """All that a sentence might be coded as."""
    count = len(reading.sentence.clauses)
    asked = _Asked(reading, setting) if reading.worded is not None else None
    return [
        candidate
        for i in range(count)
        for j in range(i, min(i + CLAUSES, count))
        for candidate in _of_span(reading, i, j, setting, asked)
    ]


def _fading(memory: Memory, now: Mapping[str, float]) -> dict[str, float]:
    """What is left of the issues of the sentences before, and those of this one."""
    return {
        issue: FADING * memory.issues.get(issue, 0.0) + min(now.get(issue, 0.0), 1.5)
        for issue in sorted({*memory.issues, *now})
        if memory.issues.get(issue, 0.0) > 0.01 or issue in now
    }


def _in_context(
    sentence: Sentence,
    first: int,
    stop: int,
    centre: int,
    whole: Mapping[str, float],
    before: Mapping[str, float],
    setting: Setting,
) -> list[tuple[str, float]]:
    """Issues of some words, with what the sentence and the document around them are about."""
    here = dict(rank(sentence.hits, first, stop, centre))
    if not here and not whole and not before:
        return []
    scores = {
        issue: here.get(issue, 0.0)
        + NEAR * min(whole.get(issue, 0.0), 1.5)
        + BEFORE * before.get(issue, 0.0)
        + OVERALL * setting.topics.get(issue, 0.0)
        for issue in {*here, *whole, *before, *setting.foremost}
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _of_span(
    reading: Reading, i: int, j: int, setting: Setting, asked: _Asked | None
) -> list[Candidate]:
    sentence, voices, subjects = reading.sentence, reading.voices, reading.subjects
    before = reading.before
    clauses, spoken = sentence.clauses, sentence.spoken
    first, stop = clauses[i].first, clauses[j].stop
    heads = [h for c in clauses[i : j + 1] for h in c.heads]
    lead = next((v for v in voices[i : j + 1] if v is not None and v.head is not None), None)
    if lead is None:
        lead = next((v for v in voices[i : j + 1] if v is not None), None)
    head = lead.head if lead is not None else (heads[0] if heads else None)
    centre = head.stop if head is not None else first
    ranked = _in_context(sentence, first, stop, centre, reading.issues, before, setting)
    if not ranked:
        return []
    told = asked.about(first, stop) if asked is not None else None
    foremost = ranked[:ISSUES] if told is None else [(k, 0.0) for k in told.order[:ISSUES]]
    span = _some(_span_features(sentence, voices, i, j, heads, foremost[0][0]))
    if told is not None:
        span = {**span, "said:nothing": told.nothing}
    issues = []
    for issue, _ in foremost:
        some = _some(_issue_features(sentence, issue, ranked, head, first, stop, before, setting))
        issues.append((issue, some if told is None else {**some, **told.features(issue)}))
    rule = lead.rule if lead is not None else "weighed"
    found = []
    for holder in _holders(sentence, voices, i, j):
        mention = holder.mention
        mine = _some(
            _holder_features(sentence, voices, subjects, i, j, heads, holder, lead, setting)
        )
        begin = _begin(sentence, mention, lead, first, i)
        quoted = spoken[stop] - spoken[begin] > 0.12 * (stop - begin)
        role = "author" if mention is None else ("quoted" if quoted else "reported")
        said_by = lead.said_by if lead is not None and mention is not None else None
        deed = {f"deed, {name}": 1.0 for name in _BESIDE_DEEDS if name in mine}
        for issue, features in issues:
            parts = (span, mine, features, deed if issue in setting.deeds else _NOTHING)
            found.append(
                Candidate(mention, issue, begin, stop, head, role, rule, said_by, parts, sentence)
            )
    return found


@dataclass(slots=True)
class _Told:
    """What was learned of some words: the likeliest issues, and how likely each is."""

    logs: Mapping[str, float]
    order: Sequence[str]
    nothing: float

    def features(self, issue: str) -> dict[str, float]:
        log = self.logs[issue]
        best = self.logs[self.order[0]]
        second = self.logs[self.order[1]] if len(self.order) > 1 else log
        return {
            "said:log": log,
            "said:share": log - math.log(max(1e-9, 1.0 - math.exp(self.nothing))),
            "said:behind": log - best if log < best else 0.0,
            "said:ahead": min(log - second, 4.0) if log >= best else 0.0,
            "said:first": float(log >= best),
        }


class _Asked:
    """A sentence that is asked about many stretches: what is the same for all is added up once."""

    def __init__(self, reading: Reading, setting: Setting) -> None:
        assert reading.worded is not None
        self._worded = reading.worded
        self._hits = reading.sentence.hits
        self._base = reading.worded.terms(
            {
                issue: (0.0, 0.0, *values[2:])
                for issue, values in term_values(reading, 0, 0, setting).items()
            }
        )

    def about(self, first: int, stop: int) -> _Told:
        """What was learned of the words between two places."""
        worded = self._worded
        terms = self._base.copy()
        here = rank(self._hits, first, stop)
        for issue, value in here:
            terms[worded.at[issue]] += worded.here * min(value, 2.0)
        if here:
            terms[worded.at[here[0][0]]] += worded.first
        told = worded.scores(first, stop, terms)
        logs = dict(zip(worded.at, told.tolist(), strict=False))
        order = sorted(logs, key=lambda issue: (-logs[issue], issue))
        return _Told(logs, order, float(told[-1]))


def term_values(
    reading: Reading, first: int, stop: int, setting: Setting
) -> dict[str, tuple[float, ...]]:
    """What a codebook's terms say of a stretch of words, by issue, as :data:`TERMS` has it."""
    here = rank(reading.sentence.hits, first, stop)
    now = dict(here)
    top = here[0][0] if here else None
    return {
        issue: (
            min(now.get(issue, 0.0), 2.0),
            float(issue == top),
            min(reading.issues.get(issue, 0.0), 2.0),
            min(reading.before.get(issue, 0.0), 2.0),
            setting.topics.get(issue, 0.0),
        )
        for issue in {*now, *reading.issues, *reading.before, *setting.topics}
    }


def _some(features: dict[str, float]) -> Part:
    return {name: value for name, value in features.items() if value}


def _holders(sentence: Sentence, voices: Sequence[Voice | None], i: int, j: int) -> list[_Holder]:
    """Who may hold the position: those the rules name, those named in the sentence, the author."""
    found: dict[str, _Holder] = {"": _Holder(None, "author")}
    for voice in voices[i : j + 1]:
        if voice is None:
            continue
        for mention in voice.holders[:1]:
            if mention is not None:
                found.setdefault(mention.actor, _Holder(mention, "rule"))
    for mention in sentence.mentions:
        if len(found) >= HOLDERS:
            break
        found.setdefault(mention.actor, _Holder(mention, "named"))
    for mention in sentence.mentions:
        if mention.others and not mention.owns:
            for other in mention.others:
                if len(found) < HOLDERS + 2:
                    found.setdefault(other.actor, _Holder(other, "other", mention))
    if sentence.quote_speaker is not None:
        found.setdefault(sentence.quote_speaker.actor, _Holder(sentence.quote_speaker, "earlier"))
    for mention in sentence.earlier:
        found.setdefault(mention.actor, _Holder(mention, "before"))
    return list(found.values())


def _begin(
    sentence: Sentence, mention: Mention | None, lead: Voice | None, first: int, i: int
) -> int:
    """Where the words begin: at the holder's name, where nothing quoted stands before it."""
    if mention is None or lead is None or not lead.own:
        return first
    begin = min(m.first for m in lead.own)
    if lead.head is not None:
        begin = min(begin, lead.head.first)
    if begin <= first or any(t.quoted for t in sentence.tokens[first:begin]):
        return first
    if not sentence.clauses[i].first <= begin < sentence.clauses[i].stop:
        return first
    if any(m.actor == mention.actor and first <= m.first < begin for m in sentence.mentions):
        return first  # "the Norvikian ministry published the drafts that Norvik wanted"
    if sentence.tokens[begin - 1].low in {"the", "a", "an"}:
        begin -= 1
    return begin


def _span_features(
    sentence: Sentence,
    voices: Sequence[Voice | None],
    i: int,
    j: int,
    heads: Sequence[Found],
    issue: str,
) -> dict[str, float]:
    clauses = sentence.clauses
    words = clauses[j].stop - clauses[i].first
    told = {
        "span:clauses": float(j - i),
        "span:whole": float(i == 0 and j == len(clauses) - 1),
        "span:starts": float(i == 0),
        "span:ends": float(j == len(clauses) - 1),
        "span:short": float(words < 6),
        "span:long": max(0.0, min(words - 25, 30) / 30),
        "span:heads": min(len(heads), 4) / 4,
        "span:quoted": sum(c.quoted for c in clauses[i : j + 1]) / (j - i + 1),
        "span:none": float(all(v is None for v in voices[i : j + 1])),
    }
    inner = [v for v in voices[i : j + 1] if v is not None]
    tokens, first, stop = sentence.tokens, clauses[i].first, clauses[j].stop
    told["span:words"] = math.log(words)
    told["span:share"] = words / len(tokens)
    for length in _LENGTHS:
        told[f"span:over {length}"] = float(words > length)
    told["edge:first " + _small(tokens[first].low)] = 1.0
    told["edge:last " + _small(tokens[stop - 1].low)] = 1.0
    told["edge:before " + (_small(tokens[first - 1].low) if first else "^")] = 1.0
    told["edge:after " + (_small(tokens[stop].low) if stop < len(tokens) else "$")] = 1.0
    told["span:red line"] = float(sentence.red_line and red_line_of(tokens, first, stop) != "no")
    told["span:one voice"] = float(len(inner) == j - i + 1 and all(v.same(inner[0]) for v in inner))
    told["span:two voices"] = float(bool(inner) and not all(v.same(inner[0]) for v in inner))
    told["span:cuts before"] = float(i > 0 and _goes_on(voices[i - 1], voices[i]))
    told["span:cuts after"] = float(j + 1 < len(clauses) and _goes_on(voices[j], voices[j + 1]))
    told["span:issues apart"] = float(_apart(sentence, clauses[i : j + 1], issue))
    opener = clauses[i].opener
    told[f"opener:{opener if opener in _OPENED else 'other' if opener else 'none'}"] = 1.0
    if sentence.tokens and sentence.tokens[-1].text == "?":
        told["span:question"] = 1.0
    return told


_OPENED = frozenset(
    {"and", "but", "gerund", "while", "as", "which", "who", "–", "—", ";", "if", ","}
)


_LENGTHS = (4, 7, 10, 15, 20, 30, 40)
_SMALL = words_of(
    "the a an and but or that to of in on for with by as if when while who which this these those",
    "its their his it they he we not no will would should must can could may might has have had is",
    "are was were be been than then also still only more most any all some said says saying",
)


def _small(low: str) -> str:
    """A mark or a small word as it is; any other word tells what it is about, which is not asked."""
    return low if low in _SMALL or not low.isalpha() else "word"


def _goes_on(before: Voice | None, after: Voice | None) -> bool:
    return before is not None and after is not None and after.same(before)


def _apart(sentence: Sentence, clauses: Sequence[Clause], issue: str) -> bool:
    """Whether some clause is about another issue first."""
    for clause in clauses:
        ranked = rank(sentence.hits, clause.first, clause.stop)
        if ranked and ranked[0][0] != issue and ranked[0][1] > 0.6:
            return True
    return False


def _holder_features(
    sentence: Sentence,
    voices: Sequence[Voice | None],
    subjects: Mapping[int, list[Mention]],
    i: int,
    j: int,
    heads: Sequence[Found],
    holder: _Holder,
    lead: Voice | None,
    setting: Setting,
) -> dict[str, float]:
    mention = holder.mention
    if mention is None:
        told = {"author": 1.0, "author:opinion": setting.opinion}
        told["author:rule"] = float(lead is not None and lead.role == "author")
        told["author:modal"] = float(any(h.kind == "modal" for h in heads))
        for h in heads:
            if h.kind == "modal":
                told[f"author:{h.head.act}"] = 1.0
        told["author:quoted"] = float(any(c.quoted > 0.3 for c in sentence.clauses[i : j + 1]))
        told["author:other voice"] = float(
            any(v is not None and v.role != "author" for v in voices[i : j + 1])
        )
        told["author:voice kind " + (lead.rule if lead is not None else "none")] = 1.0
        told["author:opinion, " + (lead.rule if lead is not None else "none")] = setting.opinion
        told["author:attributed"] = float(sentence.attributed is not None)
        told["author:we"] = float(
            any(
                t.low in {"we", "our", "i", "us", "my"} and t.text != "US" and not t.quoted
                for t in sentence.tokens
            )
        )
        return told
    told = {"held": 1.0, f"held:{mention.kind}": 1.0, "held:known": float(mention.known)}
    told[f"held:{holder.how}"] = 1.0
    actor = holder.instead.actor if holder.instead is not None else mention.actor
    if lead is not None and any(h is not None and h.actor == actor for h in lead.holders):
        told[f"lead:{lead.rule}"] = 1.0
        told["lead"] = 1.0
        if lead.head is not None:
            told[f"lead act:{lead.head.head.act}"] = 1.0
            told["lead negated"] = float(lead.head.negated)
    elif lead is not None:
        told["not lead"] = 1.0
        told["not lead:opinion"] = setting.opinion * float(lead.role == "author")
    for head in heads:
        owners = subjects.get(id(head), [])
        if any(o.actor == actor for o in owners):
            told[f"subject:{head.kind}"] = 1.0
            if head.kind in {"stance", "noun", "state"}:
                told[f"subject act:{head.head.act}"] = 1.0
    first, stop = sentence.clauses[i].first, sentence.clauses[j].stop
    inner = _inner(heads, subjects)
    if inner is not None:
        head, names = inner
        if actor in names:
            told[f"inner:{head.kind}"] = 1.0
            told[f"inner act:{head.head.act}"] = 1.0
            if lead is not None:
                voices_own = {h.affiliation for h in lead.holders if h is not None}
                told["inner own side"] = float(actor in voices_own)
                if lead.head is not None and lead.head.head.act == "assesses":
                    told["inner, lead assesses"] = 1.0
        elif "lead" in told:
            told[f"lead, inner:{head.kind}"] = 1.0
            told[f"lead, inner act:{head.head.act}"] = 1.0
            told["lead, inner own side"] = float(mention.affiliation in names)
            if lead is not None and lead.head is not None:
                act = lead.head.head.act
                told["lead assesses, inner"] = float(act == "assesses")
    inside = [m for m in sentence.mentions if m.actor == actor and first <= m.first < stop]
    told["held:inside"] = float(bool(inside))
    told["held:owns"] = float(bool(inside) and inside[0].owns)
    told["held:opinion"] = setting.opinion
    share, spoke, seen = sentence.standing.get(mention.actor, (0.0, 0.0, 0.0))
    told["held:share"], told["held:spoke"], told["held:seen"] = share, spoke, seen
    told[f"held:{holder.how}, share"] = share
    told[f"held:{holder.how}, spoke"] = spoke
    told[f"held:{holder.how}, seen"] = seen
    if holder.how in {"earlier", "before"}:
        quoted = sum(c.quoted for c in sentence.clauses[i : j + 1]) / (j - i + 1)
        told[f"held:{holder.how}, quoted"] = quoted
        told[f"held:{holder.how}, alone"] = float(sentence.attributed is None)
        told[f"held:{holder.how}, opened"] = float(sentence.opened)
        told[f"held:{holder.how}, lead"] = float(lead is not None)
        told[f"held:{holder.how}, opinion"] = setting.opinion
    told["held:first"] = float(bool(sentence.mentions) and sentence.mentions[0].actor == actor)
    told["held:refers"] = float(mention.refers)
    before = sentence.tokens[inside[0].first - 1].low if inside and inside[0].first else ""
    told["held:after preposition"] = float(before in PREPOSITIONS)
    if sentence.attributed is not None:
        speaks = sentence.attributed.actor == actor
        told["held:speaks" if speaks else "held:another speaks"] = 1.0
    if lead is not None and lead.said_by is not None:
        told["held:nested"] = 1.0
    return told


def _inner(
    heads: Sequence[Found], subjects: Mapping[int, list[Mention]]
) -> tuple[Found, set[str]] | None:
    """What somebody is said to do inside what another says: "Lavrov said Washington refused"."""
    outer: set[str] | None = None
    for head in heads:
        names = {m.actor for m in subjects.get(id(head), [])}
        if not names:
            continue
        if outer is None:
            if head.kind == "report":
                outer = names
            continue
        if not names & outer and head.kind != "modal":
            return head, names
    return None


def _issue_features(
    sentence: Sentence,
    issue: str,
    ranked: Sequence[tuple[str, float]],
    head: Found | None,
    first: int,
    stop: int,
    before: Mapping[str, float],
    setting: Setting,
) -> dict[str, float]:
    worth, best = dict(ranked).get(issue, 0.0), ranked[0][1]
    mine = [h for h in sentence.hits if h.issue == issue]
    inside = [h for h in mine if h.first >= first and h.stop <= stop]
    told = {
        "issue:worth": min(worth, 2.5),
        "issue:weak": float(worth < 0.5),
        "issue:here": float(bool(mine)),
        "issue:in span": float(bool(inside)),
        "issue:hint only": float(bool(inside) and all(h.hint for h in inside)),
        "issue:strongest": min(max((h.strength for h in inside), default=0.0), 1.5),
        "issue:many": min(len(inside), 4) / 4,
        "issue:outside": float(len(mine) > len(inside)),
        "issue:topic": setting.topics.get(issue, 0.0),
        "issue:before": min(before.get(issue, 0.0), 2.0),
        "issue:deed": float(issue in setting.deeds),
    }
    if issue == ranked[0][0]:
        told["issue:first"] = 1.0
        told["issue:margin"] = min(worth - ranked[1][1], 1.5) if len(ranked) > 1 else 1.0
    else:
        told["issue:behind"] = min(best - worth, 1.5)
    if head is not None:
        after = [h for h in inside if h.first >= head.first]
        if after:
            told["issue:after head"] = 1.0
            near = min(h.first for h in after) - head.stop
            told["issue:near head"] = 1.0 / (1.0 + max(0, near))
    return told
