"""Statements suggested from a document by rules alone, for a person to accept, edit or reject."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from goldenbridge.sources.passage import SourceText
from goldenbridge.sources.sentences import sentences
from goldenbridge.sources.words import words
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import AUTHOR, CONTEXT, CodedStatement
from goldenbridge.statements.extract.actors import ActorFinder
from goldenbridge.statements.extract.candidates import Candidate, candidates
from goldenbridge.statements.extract.choose import POSITION, choose
from goldenbridge.statements.extract.clauses import cut
from goldenbridge.statements.extract.gate import sentence_features
from goldenbridge.statements.extract.heads import find_heads
from goldenbridge.statements.extract.issues import IssueFinder, counted, leanings
from goldenbridge.statements.extract.memory import Memory
from goldenbridge.statements.extract.outright import outright
from goldenbridge.statements.extract.positions import (
    Sentence,
    attribute,
    quote_speakers,
    subjects_of,
)
from goldenbridge.statements.extract.reading import Reading, Setting, read
from goldenbridge.statements.extract.red_lines import red_line_of
from goldenbridge.statements.extract.stance import stance_features
from goldenbridge.statements.extract.tokens import CLOSE, OPEN, Token, tokenise
from goldenbridge.statements.extract.turns import Turn, turns
from goldenbridge.statements.extract.weights import Weights, fitted
from goldenbridge.statements.extract.when import when_said
from goldenbridge.statements.extract.wording import Wording, names_of

__all__ = ["Extractor", "suggest"]

#: Words and marks of a sentence that are weighed together; no writer's sentence is that long.
LONGEST = 250
#: Words before a passage and after it that say what it is about.
AROUND = 200
#: Issues of these that a sentence may be about though it names none.
FOREMOST = 3


@dataclass(slots=True)
class Weighed:
    """A sentence with all that it might be coded as, and what speaks for a position in it."""

    tokens: Sequence[Token]
    candidates: list[Candidate]
    features: dict[str, float]
    position: float
    reading: Reading
    setting: Setting


class Extractor:
    """Suggests statements with one codebook; make it once and use it for many documents."""

    def __init__(self, codebook: Codebook, weights: Weights | None = None) -> None:
        self.codebook = codebook
        learned = codebook.learned_words
        self.wording = (
            None
            if learned is None
            else Wording(learned.for_issues(codebook.issues), names_of(codebook))
        )
        self.weights = weights or fitted(self.wording is not None)
        self._actors = ActorFinder(codebook)
        self._issues = IssueFinder(codebook)
        self._deeds = frozenset(name for name, issue in codebook.issues.items() if issue.deed)

    def suggest(self, text: SourceText, least: float = 0.0) -> list[CodedStatement]:
        """The statements of a document, by place; those less sure than ``least`` are left out."""
        made: list[CodedStatement] = []
        told: set[tuple[int, int, str, str | None]] = set()
        for weighed in self.weigh(text):
            for chosen in choose(weighed.candidates, weighed.features, self.weights):
                if round(chosen.confidence, 3) < least:  # as it is shown
                    continue
                for one in self.statements(text, chosen.candidate, chosen.confidence):
                    key = (one.start, one.end, one.actor, one.issue)
                    if key not in told:
                        told.add(key)
                        made.append(one)
        return made

    def weigh(self, text: SourceText, least: float = POSITION) -> Iterator[Weighed]:
        """All candidates of a document, of each sentence that is so likely to take a position."""
        memory = Memory()
        passages = [list(sentences_) for sentences_ in self._read(text)]
        counts = [counted(one.hits for one in passage) for passage in passages]
        sizes = [sum(len(one.tokens) for one in passage) for passage in passages]
        opinion = _opinion(one.tokens for passage in passages for one in passage)
        if any(passage and passage[0].turn for passage in passages):
            self._introduced(text, memory)
        for place, passage in enumerate(passages):
            first, stop = _around(sizes, place)
            topics = leanings(counts[first:stop])
            foremost = sorted(topics, key=lambda issue: (-topics[issue], issue))[:FOREMOST]
            worth = sum(sum(count.values()) for count in counts[first:stop])
            dense = min(20.0 * worth / max(sum(sizes[first:stop]), 100), 2.0)
            setting = Setting(opinion, self._deeds, topics, foremost, dense)
            for sentence in passage:
                self._parse(sentence, memory)
            quote_speakers(passage, memory)
            for sentence in passage:
                reading = read(sentence, memory, self.wording)
                if reading is None:
                    continue
                told = sentence_features(reading, setting)
                position = self.weights.position(told)
                if position >= least and (some := candidates(reading, setting)):
                    yield Weighed(sentence.tokens, some, told, position, reading, setting)

    def _read(self, text: SourceText) -> Iterator[Iterator[Sentence]]:
        """The passages of a document, each as sentences of words, terms and quotation marks."""
        held = turns(text.text, text.passages, self._actors.known)
        for passage, turn in zip(text.passages, held, strict=True):
            if passage.coded:
                begin = passage.start if turn is None else turn.begin
                yield self._sentences(text, begin, passage.end, turn)

    def _introduced(self, text: SourceText, memory: Memory) -> None:
        """Whom a transcript's headline names: "THE PRESIDENT" is one of them."""
        for passage in text.passages:
            if passage.kind in {"title", "byline"}:
                self._actors.find(tokenise(text.text, passage.start, passage.end), memory)

    def _sentences(
        self, text: SourceText, start: int, end: int, turn: Turn | None
    ) -> Iterator[Sentence]:
        inside = False
        for first, last in sentences(text.text, start, end):
            every = tokenise(text.text, first, last)
            for at in range(0, len(every), LONGEST):
                tokens = every[at : at + LONGEST]
                began = inside
                inside = _mark_quotes(tokens, inside)
                hits = self._issues.find(tokens)
                yield Sentence(tokens, hits, opened=began, open=inside, turn=turn)

    def _parse(self, sentence: Sentence, memory: Memory) -> None:
        """Names, heads and clauses of a sentence, and whom the next one's pronouns mean."""
        tokens = sentence.tokens
        if sentence.turn is not None and not sentence.turn.asks:
            sentence.floor = self._actors.floor(sentence.turn.label, memory)
        memory.home = None if sentence.floor is None else sentence.floor.affiliation
        sentence.mentions = self._actors.find(tokens, memory)
        sentence.heads = find_heads(tokens)
        sentence.clauses = cut(tokens, sentence.mentions, sentence.heads)
        attribute(sentence)
        memory.leave(
            [m for m in sentence.mentions if not m.refers],
            subjects_of(sentence),
        )

    def statements(
        self, text: SourceText, candidate: Candidate, sure: float
    ) -> list[CodedStatement]:
        """A candidate as statements, one for each of its holders; none of whoever asks."""
        sentence = candidate.sentence
        tokens, turn, floor = sentence.tokens, sentence.turn, sentence.floor
        own = (
            candidate.holder is None
        )  # nobody's named: the author's, or the one's who has the floor
        if own and turn is not None and turn.asks:
            return []
        first, stop = _trim(tokens, candidate.first, candidate.stop)
        start, end = tokens[first].start, tokens[stop - 1].end
        stance = stance_features(candidate, self.codebook.issues[candidate.issue])
        shared = {
            "doc": text.name,
            "start": start,
            "end": end,
            "quote": text.text[start:end],
            "role": "quoted" if own and floor else candidate.role,
            "attributed_by": candidate.voice.actor if candidate.voice else None,
            "issue": candidate.issue,
            "act": self.weights.acts(stance),
            "polarity": outright(tokens, candidate.hits, candidate.first, candidate.stop)
            or self.weights.polarity(stance),
            "red_line": red_line_of(tokens, first, stop),
            "confidence": round(sure, 3),
            "date": when_said(text.text, tokens[0].start, tokens[-1].end, text.source.date),
            "doc_date": text.source.date,
            "line": bisect_left(_line_ends(text.text), start) + 1,
            "prefix": text.text[max(0, start - CONTEXT) : start],
            "suffix": text.text[end : end + CONTEXT],
            "made_by": f"rules:{candidate.rule}",
        }
        return [
            CodedStatement.model_validate(
                {
                    **shared,
                    "actor": holder.actor if holder else text.source.author or AUTHOR,
                    "affiliation": holder.affiliation if holder else None,
                }
            )
            for holder in ([floor] if own else candidate.holders)
        ]


def suggest(text: SourceText, codebook: Codebook, least: float = 0.0) -> list[CodedStatement]:
    """Statements of one document; see :class:`Extractor` for many."""
    return Extractor(codebook).suggest(text, least)


def _around(sizes: Sequence[int], place: int) -> tuple[int, int]:
    """The passages that stand near one: as many as make up some :data:`AROUND` words a side."""
    first, stop = place, place + 1
    before = after = 0
    while first and before < AROUND:
        first -= 1
        before += sizes[first]
    while stop < len(sizes) and after < AROUND:
        after += sizes[stop]
        stop += 1
    return first, stop


@lru_cache(maxsize=2)
def _line_ends(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def _mark_quotes(tokens: Sequence[Token], inside: bool) -> bool:
    """Mark the tokens within quotation marks; whether one is still open at the end."""
    for token in tokens:
        if token.word:
            token.quoted = inside
        elif token.text == '"':
            inside = not inside
        elif token.text in "“„«":
            inside = True
        elif token.text in CLOSE:
            inside = False
    return inside


#: Words that join a clause to the one before, and are no part of what it says.
_JOINS = words(
    "and but yet so or nor while whereas although though because that",
    "moreover however thus therefore also indeed meanwhile secondly firstly finally furthermore nevertheless since",
)


def _trim(tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int]:
    """Leave out marks and joining words at the ends."""
    while first < stop - 1 and (
        (not tokens[first].word and tokens[first].text not in OPEN | {'"'})
        or tokens[first].low in _JOINS
    ):
        first += 1
    while stop > first + 1 and not tokens[stop - 1].word and tokens[stop - 1].text not in '"”)%':
        stop -= 1
    return first, stop


_OWN = words("should must we our us i needs ought unfortunately")


def _opinion(sentences_: Iterable[Sequence[Token]]) -> float:
    """How much a document argues in its own voice, from 0 to 1."""
    words = own = 0
    for tokens in sentences_:
        for token in tokens:
            if token.word and not token.quoted:
                words += 1
                own += token.low in _OWN and token.text != "US"
    return 1.0 - math.exp(-120.0 * own / max(words, 60))
