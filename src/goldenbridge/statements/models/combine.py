"""The rules with help: grammar and meaning weigh their candidates; a language model beside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.choose import POSITION
from goldenbridge.statements.extract.suggest import Extractor, Weighed
from goldenbridge.statements.extract.weights import Weights, fitted
from goldenbridge.statements.models.llm import LlmResult
from goldenbridge.statements.models.meaning import IssueMeanings
from goldenbridge.statements.models.minilm import Embedder
from goldenbridge.statements.models.parser import grammar_features

__all__ = ["AidedExtractor", "aided", "beside_llm", "merged", "with_added"]

#: Longer paragraphs are not parsed: no sentence is that long, and the parser's memory grows.
LONGEST = 50_000
#: Cosines are small numbers; so much larger they are worth about as much as the rules' own.
SCALE = 4.0
#: Confidence from which a suggestion of the rules stands without a language model's.
ALONE = 0.5


class AidedExtractor(Extractor):
    """An :class:`~goldenbridge.statements.extract.Extractor` that asks models about its candidates.

    Whether a sentence takes a position is left to the rules. Which of its candidates is it (whose
    position, on which issue, in which words) is weighed with what the parser says of the holder
    and the words (``parser``), and with how near the words are in meaning to the issue
    (``embedder``). What each counts was fitted by benchmarks/coding/fit_models.py, on top of the
    weights of the rules.

    The gain is small: see :doc:`docs/decisions/0017-language-models.md`. Trust it no further than
    the rules.

    Parameters
    ----------
    codebook : as for the rules.
    parser : what :func:`load_parser` gives, or None to do without.
    embedder : what :func:`load_minilm` gives, or None to do without.
    weights : others than those that were fitted.
    """

    def __init__(
        self,
        codebook: Codebook,
        parser: Any = None,
        embedder: Embedder | None = None,
        weights: Weights | None = None,
    ) -> None:
        used = [name for name, part in (("parser", parser), ("minilm", embedder)) if part]
        if weights is None:
            weights = aided(fitted(codebook.learned_words is not None), used)
        super().__init__(codebook, weights)
        self._parser = parser
        self._meanings = IssueMeanings(codebook, embedder) if embedder is not None else None
        self._suffix = "".join(f"+{name}" for name in used)

    def weigh(self, text: SourceText, least: float = POSITION) -> Iterator[Weighed]:
        """Candidates as the rules have them, with what the models say of each."""
        found = list(super().weigh(text, least))
        if self._meanings is not None:
            self._tell_meanings(text, self._meanings, found)
        parsed: dict[Passage, Any] = {}
        for weighed in found:
            if self._parser is not None:
                self._tell_grammar(text, weighed, parsed)
            yield weighed

    def statements(
        self, text: SourceText, candidate: Candidate, sure: float
    ) -> list[CodedStatement]:
        made = super().statements(text, candidate, sure)
        return [s.model_copy(update={"made_by": s.made_by + self._suffix}) for s in made]

    def _tell_meanings(
        self, text: SourceText, meanings: IssueMeanings, asked: list[Weighed]
    ) -> None:
        """Add how near each candidate's words are to its issue; all words are read at once."""
        words: dict[tuple[int, int], int] = {}
        for weighed in asked:
            for candidate in weighed.candidates:
                words.setdefault(_place(weighed, candidate), len(words))
        if not words:
            return
        near = SCALE * meanings.near([text.text[start:end] for start, end in words])
        order = np.sort(near, axis=1)
        parts: dict[tuple[int, str], dict[str, float]] = {}
        for weighed in asked:
            for candidate in weighed.candidates:
                row = words[_place(weighed, candidate)]
                key = (row, candidate.issue)
                if key not in parts:
                    column = meanings.issues.index(candidate.issue)
                    parts[key] = _nearness(float(near[row, column]), order[row])
                candidate.parts = (*candidate.parts, parts[key])

    def _tell_grammar(self, text: SourceText, weighed: Weighed, parsed: dict[Passage, Any]) -> None:
        """Add what the parser says of each candidate's words and holder."""
        first = weighed.tokens[0].start
        passage = next(p for p in text.passages if p.start <= first < p.end)
        if passage.end - passage.start > LONGEST:
            return
        if passage not in parsed:
            parsed.clear()  # passages come in order, and no more than one is needed
            parsed[passage] = self._parser(text.quote(passage))
        known: dict[tuple[int, int, tuple[int, int] | None], dict[str, float]] = {}
        for candidate in weighed.candidates:
            start, end = _place(weighed, candidate)
            holder = _named(weighed, candidate, passage.start)
            key = (start, end, holder)
            if key not in known:
                known[key] = grammar_features(
                    parsed[passage], start - passage.start, end - passage.start, holder
                )
            candidate.parts = (*candidate.parts, known[key])


def aided(rules: Weights, used: list[str]) -> Weights:
    """The weights of the rules, with those of what the models say of a candidate added."""
    if not used:
        return rules
    path = files(__package__) / "weights.json"
    return with_added(rules, json.loads(path.read_text("utf-8"))["+".join(used)])


def with_added(rules: Weights, added: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights with those of further features added, for the writer's ``own`` and for others'."""

    def more(table: Mapping[str, Mapping[str, float]], which: str) -> dict[str, Any]:
        return {**table, "candidate": {**table["candidate"], **added[which]}}

    return Weights(
        {
            "exists": rules.exists,
            "own": more(rules.own, "own"),
            "held": more(rules.held, "held"),
            "side": rules.side,
            "act": rules.act,
        }
    )


def beside_llm(rules: Sequence[CodedStatement], asked: LlmResult) -> list[CodedStatement]:
    """What a language model suggests, and of the rules' suggestions those that add to it.

    A suggestion of the rules that the model does not second is kept where it is as likely right as
    wrong (:data:`ALONE`), and where the model gave no answer to that part of the text.
    """
    silent = [(part.start, part.end) for part in asked.unanswered]
    found = merged(rules, asked.statements)
    seconded = {(s.start, s.end, s.actor, s.issue) for s in found if "llm:" in s.made_by}
    return [
        s
        for s in found
        if (s.start, s.end, s.actor, s.issue) in seconded
        or (s.confidence or 0.0) >= ALONE
        or any(start < s.end and s.start < end for start, end in silent)
    ]


def merged(
    first: Sequence[CodedStatement], second: Sequence[CodedStatement]
) -> list[CodedStatement]:
    """Both lists in order of the text, what both say told once.

    Two statements are the same where actor and issue agree and at least half of the longer is
    common to both. The first list's is kept, and its ``made_by`` names the other as well.
    """
    kept = list(first)
    for other in second:
        for n, one in enumerate(kept[: len(first)]):
            if _same(one, other):
                kept[n] = one.model_copy(update={"made_by": f"{one.made_by}+{other.made_by}"})
                break
        else:
            kept.append(other)
    return sorted(kept, key=lambda s: (s.start, s.end))


def _same(a: CodedStatement, b: CodedStatement) -> bool:
    if (a.doc, a.actor, a.issue) != (b.doc, b.actor, b.issue):
        return False
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= max(a.end - a.start, b.end - b.start)


def _nearness(own: float, order: npt.NDArray[np.float32]) -> dict[str, float]:
    """How near words are to an issue, by itself and beside the nearest other one."""
    best = float(order[-1])
    other = best if own < best else float(order[-2:][0])
    return {
        "meaning:near": own,
        "meaning:ahead": own - other,
        "meaning:nearest": float(own >= best),
    }


def _place(weighed: Weighed, candidate: Candidate) -> tuple[int, int]:
    tokens = weighed.tokens
    return tokens[candidate.first].start, tokens[candidate.stop - 1].end


def _named(weighed: Weighed, candidate: Candidate, begin: int) -> tuple[int, int] | None:
    """Where a candidate's holder is named in its own sentence, counted from the passage's start."""
    holder = candidate.holder
    if holder is None or not any(m is holder for m in candidate.sentence.mentions):
        return None
    tokens = weighed.tokens
    return tokens[holder.first].start - begin, tokens[holder.stop - 1].end - begin
