"""Statements suggested from a document by rules alone: to be accepted, edited or rejected by a person."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goldenbridge.sources.passage import SourceText
from goldenbridge.sources.sentences import sentences
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CONTEXT, CodedStatement
from goldenbridge.statements.extract.actors import ActorFinder, Memory, Mention
from goldenbridge.statements.extract.clauses import cut
from goldenbridge.statements.extract.confidence import confidence, features
from goldenbridge.statements.extract.heads import find_heads
from goldenbridge.statements.extract.issues import IssueFinder
from goldenbridge.statements.extract.positions import Position, Sentence, positions
from goldenbridge.statements.extract.stance import act_of, polarity_of, red_line_of
from goldenbridge.statements.extract.tokens import CLOSE, OPEN, Token, tokenise

__all__ = ["Extractor", "suggest"]


@dataclass
class _Told:
    """A candidate with the sentence it stands in."""

    position: Position
    tokens: Sequence[Token]
    line: int
    features: dict[str, float] = field(default_factory=dict)


class Extractor:
    """Suggests statements with one codebook; make it once and use it for many documents."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._actors = ActorFinder(codebook)
        self._issues = IssueFinder(codebook)

    def suggest(self, text: SourceText, least: float = 0.0) -> list[CodedStatement]:
        """The statements of a document, by place; those less sure than ``least`` are left out."""
        opinion = _opinion(text)
        made = []
        for told in self._candidates(text, opinion):
            statement = self._statement(text, told)
            if (statement.confidence or 0.0) >= least:
                made.append(statement)
        return made

    def _candidates(self, text: SourceText, opinion: float) -> Iterator[_Told]:
        memory = Memory()
        for passage in text.passages:
            if not passage.coded:
                continue
            open_quote = False
            for start, end in sentences(text.text, passage.start, passage.end):
                tokens = tokenise(text.text, start, end)
                began = open_quote
                open_quote = _mark_quotes(tokens, open_quote)
                mentions = self._actors.find(tokens, memory)
                heads = find_heads(tokens)
                hits = self._issues.find(tokens)
                if not hits and not mentions:
                    continue
                clauses = cut(tokens, mentions, heads)
                speaker = memory.speaker if began or (tokens and tokens[0].quoted) else None
                sentence = Sentence(tokens, mentions, heads, hits, clauses, quote_speaker=speaker)
                for position in positions(sentence, memory, opinion):
                    told = _Told(position, tokens, passage.line)
                    told.features = features(position, sentence)
                    yield told

    def _statement(self, text: SourceText, told: _Told) -> CodedStatement:
        position, tokens = told.position, told.tokens
        first, stop = _trim(tokens, position.first, position.stop)
        start, end = tokens[first].start, tokens[stop - 1].end
        holder = position.holder
        author = text.source.author or "author"
        issue = self.codebook.issues[position.issue]
        red = red_line_of(tokens, first, stop)
        line = text.text.count("\n", 0, start) + 1
        return CodedStatement(
            doc=text.name,
            start=start,
            end=end,
            quote=text.text[start:end],
            actor=holder.actor if holder else author,
            affiliation=holder.affiliation if holder else None,
            role=position.role,  # type: ignore[arg-type]
            attributed_by=position.voice.actor if position.voice else None,
            issue=position.issue,
            act=act_of(position),
            polarity=polarity_of(position, tokens, issue),  # type: ignore[arg-type]
            red_line=red,
            confidence=round(confidence(told.features), 3),
            doc_date=text.source.date,
            line=line,
            prefix=text.text[max(0, start - CONTEXT) : start],
            suffix=text.text[end : end + CONTEXT],
            made_by=f"rules:{position.rule}",
        )


def suggest(text: SourceText, codebook: Codebook, least: float = 0.0) -> list[CodedStatement]:
    """Statements of one document; see :class:`Extractor` for many."""
    return Extractor(codebook).suggest(text, least)


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


def _trim(tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int]:
    """Leave out marks and joining words at the ends."""
    joins = {"and", "but", "yet", "so", "or", "nor", "while", "whereas", "although", "though", "because",
             "that", "moreover", "however", "thus", "therefore", "also", "instead", "indeed", "meanwhile",
             "secondly", "firstly", "first", "second", "finally", "as", "since", "after", "if"}
    while first < stop - 1 and (
        (not tokens[first].word and tokens[first].text not in OPEN | {'"'})
        or tokens[first].low in joins
    ):
        first += 1
    while stop > first + 1 and not tokens[stop - 1].word and tokens[stop - 1].text not in '"”)%':
        stop -= 1
    return first, stop


def _opinion(text: SourceText) -> float:
    """How much a document argues in its own voice, from 0 to 1."""
    words = own = 0
    inside = False
    for passage in text.passages:
        if not passage.coded:
            continue
        tokens = tokenise(text.text, passage.start, passage.end)
        inside = _mark_quotes(tokens, False)
        for token in tokens:
            if token.word and not token.quoted:
                words += 1
                if token.low in {"should", "must", "we", "our", "us", "i", "needs", "ought", "unfortunately"}:
                    own += token.text != "US"
    del inside
    return 1.0 - math.exp(-120.0 * own / max(words, 60))


_ = Mention
