"""Everything a sentence might be coded as, each with what speaks for and against it.

The rules say whose position each clause is. They are sometimes wrong, and a statement may be part
of a clause or several of them. So every run of clauses, every holder at hand and the likeliest
issues are weighed against each other, by features that say how a candidate is built and never which
words it holds; :mod:`goldenbridge.statements.extract.weights` says what each is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.statements.extract.asked import Asked
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.issues import TermHit, rank
from goldenbridge.statements.extract.memory import Mention
from goldenbridge.statements.extract.positions import Sentence, Voice, group_of
from goldenbridge.statements.extract.reading import Reading, Setting
from goldenbridge.statements.extract.signs import (
    Holder,
    holder_features,
    issue_features,
    span_features,
)

__all__ = ["Candidate", "Part", "candidates"]

#: Clauses that one statement may span, and issues weighed for each span.
CLAUSES, ISSUES, HOLDERS = 3, 3, 8
#: What an issue gains in a clause by being told in the rest of the sentence, in the sentences just
#: before, and in the document as a whole: "this idea is mistaken" names none.
NEAR, BEFORE, OVERALL = 0.1, 0.1, 1.0

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


def candidates(reading: Reading, setting: Setting) -> list[Candidate]:
    """All that a sentence might be coded as."""
    count = len(reading.sentence.clauses)
    asked = Asked(reading, setting) if reading.worded is not None else None
    return [
        candidate
        for i in range(count)
        for j in range(i, min(i + CLAUSES, count))
        for candidate in _of_span(reading, i, j, setting, asked)
    ]


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
    reading: Reading, i: int, j: int, setting: Setting, asked: Asked | None
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
    foremost = ([issue for issue, _ in ranked] if told is None else told.order)[:ISSUES]
    span = _some(span_features(sentence, voices, i, j, heads, foremost[0]))
    if told is not None:
        span = {**span, "said:nothing": told.nothing}
    issues = []
    for issue in foremost:
        some = _some(issue_features(sentence, issue, ranked, head, first, stop, before, setting))
        issues.append((issue, some if told is None else {**some, **told.features(issue)}))
    rule = lead.rule if lead is not None else "weighed"
    found = []
    for holder in _holders(sentence, voices, i, j):
        mention = holder.mention
        mine = _some(
            holder_features(sentence, voices, subjects, i, j, heads, holder, lead, setting)
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


def _some(features: dict[str, float]) -> Part:
    return {name: value for name, value in features.items() if value}


def _holders(sentence: Sentence, voices: Sequence[Voice | None], i: int, j: int) -> list[Holder]:
    """Who may hold the position: those the rules name, those named in the sentence, the author."""
    found: dict[str, Holder] = {"": Holder(None, "author")}
    for voice in voices[i : j + 1]:
        if voice is None:
            continue
        for mention in voice.holders[:1]:
            if mention is not None:
                found.setdefault(mention.actor, Holder(mention, "rule"))
    for mention in sentence.mentions:
        if len(found) >= HOLDERS:
            break
        found.setdefault(mention.actor, Holder(mention, "named"))
    for mention in sentence.mentions:
        if mention.others and not mention.owns:
            for other in mention.others:
                if len(found) < HOLDERS + 2:
                    found.setdefault(other.actor, Holder(other, "other", mention))
    if sentence.quote_speaker is not None:
        found.setdefault(sentence.quote_speaker.actor, Holder(sentence.quote_speaker, "earlier"))
    for mention in sentence.earlier:
        found.setdefault(mention.actor, Holder(mention, "before"))
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
