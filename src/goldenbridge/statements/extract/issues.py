"""Which issue a clause is about, by the codebook's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.extract.matcher import Match, Matcher
from goldenbridge.statements.extract.tokens import Token

__all__ = ["IssueFinder", "TermHit"]


@dataclass(frozen=True, slots=True)
class TermHit:
    """An issue's term at some words: which, how strong, whether it takes a side by itself."""

    issue: str
    first: int
    stop: int
    strength: float
    side: int = 0


class IssueFinder:
    """Finds an issue's words in a sentence and weighs what a stretch of it is about."""

    def __init__(self, codebook: Codebook) -> None:
        terms: list[tuple[str, tuple[str, float, int]]] = []
        for name, issue in codebook.issues.items():
            for kind, strength, side in (
                (issue.terms, 1.0, 0),
                (issue.hints, 0.4, 0),
                (issue.pro, 1.0, 1),
                (issue.contra, 1.0, -1),
            ):
                for term in kind:
                    words = sum(1 for w in term.split() if w != "~")
                    worth = strength * issue.weight * (1.0 + 0.35 * (min(words, 4) - 1))
                    terms.append((term, (name, worth, side)))
                    if "*" not in term and term == term.lower() and not term.endswith("s"):
                        terms.append((term + "s", (name, worth, side)))
        self._matcher = Matcher(terms)

    def find(self, tokens: Sequence[Token]) -> list[TermHit]:
        """Every term in a sentence, by place; of one issue's overlapping terms the strongest."""
        best: dict[tuple[str, int], Match[tuple[str, float, int]]] = {}
        for match in self._matcher.find(tokens):
            key = (match.tag[0], match.stop)
            known = best.get(key)
            if known is None or match.tag[1] > known.tag[1]:
                best[key] = match
        return sorted(
            (TermHit(m.tag[0], m.first, m.stop, m.tag[1], m.tag[2]) for m in best.values()),
            key=lambda hit: hit.first,
        )


def rank(hits: Sequence[TermHit], first: int, stop: int, at: int | None = None) -> list[tuple[str, float]]:
    """Issues of the words from ``first`` to ``stop``, strongest first; near ``at`` counts more."""
    scores: dict[str, float] = {}
    for hit in hits:
        if hit.first < first or hit.stop > stop:
            continue
        near = 1.0
        if at is not None:
            away = hit.first - at if hit.first >= at else (at - hit.stop + 4)
            near = 1.0 / (1.0 + 0.03 * max(0, away))
        worth = hit.strength * near
        known = scores.get(hit.issue, 0.0)
        scores[hit.issue] = max(known, worth) + 0.25 * min(known, worth)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
