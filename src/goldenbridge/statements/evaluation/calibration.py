"""What share of suggestions turns out right, by the confidence they came with or by their rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.evaluation.evaluate import Evaluation, Settings, evaluate
from goldenbridge.statements.evaluation.scores import Interval, wilson

__all__ = ["Bin", "ConfidenceTable", "confidence_by_rule", "confidence_table"]

EDGES = tuple(n / 10 for n in range(11))


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions of like confidence, or of one rule, and how many of them were right.

    Attributes
    ----------
    name : the rule, or the range of confidence.
    count, right : how many there are, and how many stand for a coded statement.
    said : their mean confidence; None where none came with one.
    """

    name: str
    count: int
    right: int
    said: float | None

    @property
    def share(self) -> float:
        """The share found right."""
        return self.right / self.count

    @property
    def interval(self) -> Interval:
        """Where the share lies for suggestions of this kind, 95 %, as far as chance goes."""
        return wilson(self.right, self.count)

    @property
    def careful(self) -> float:
        """The share to go on with: pulled towards a half where few were seen [Laplace]."""
        return (self.right + 1) / (self.count + 2)

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "count": self.count,
            "right": self.right,
            "share": self.share,
            "interval": [self.interval.low, self.interval.high],
            "careful": self.careful,
            "mean_confidence": self.said,
        }


@dataclass(frozen=True)
class ConfidenceTable:
    """Whether confidences are what they say: of suggestions at 0.7, are seven in ten right?

    Attributes
    ----------
    bins : by confidence, empty ones left out.
    without : suggestions that came without confidence, as one bin; None where all have one.
    error : mean distance between confidence said and share found right, weighted by the number
        of suggestions in a bin (expected calibration error); None without any confidence.
    brier : mean squared distance between a suggestion's confidence and 1 or 0 for right or wrong.
    """

    bins: tuple[Bin, ...]
    without: Bin | None
    error: float | None
    brier: float | None

    def as_dict(self) -> dict[str, object]:
        return {
            "bins": [one.as_dict() for one in self.bins],
            "without_confidence": self.without.as_dict() if self.without else None,
            "expected_calibration_error": self.error,
            "brier": self.brier,
        }


def _judged(evaluation: Evaluation, level: str) -> list[tuple[CodedStatement, bool]]:
    found = evaluation[level]
    right = {p.suggestion for p in found.pairs}
    return [(s, n in right) for n, s in enumerate(evaluation.suggestions) if n not in found.aside]


def confidence_table(
    suggestions: Iterable[CodedStatement],
    gold: Iterable[CodedStatement],
    settings: Settings | None = None,
    level: str = "span+actor+issue",
    edges: Sequence[float] = EDGES,
) -> ConfidenceTable:
    """The share found right by confidence, from which confidences can be set.

    Take the confidences of a set of rules from other documents than those it is then judged on.

    Parameters
    ----------
    suggestions, gold, settings : as :func:`evaluate` takes them.
    level : what must agree for a suggestion to be right.
    edges : where bins of confidence begin and end; the upper end is not included but for the last.

    References
    ----------
    Brier (1950), Verification of forecasts expressed in terms of probability.

    >>> gold = CodedStatement(doc="a", start=0, end=9, actor="Norvik", act="denies", confidence=0.8)
    >>> wrong = gold.model_copy(update={"actor": "Sundal", "confidence": 0.3})
    >>> table = confidence_table([gold, wrong], [gold])
    >>> [(b.name, b.share) for b in table.bins], round(table.error, 2)
    ([('0.3 to 0.4', 0.0), ('0.8 to 0.9', 1.0)], 0.25)
    """
    judged = _judged(evaluate(suggestions, gold, settings), level)
    parts: list[list[tuple[float, bool]]] = [[] for _ in edges[1:]]
    lacking: list[bool] = []
    for s, right in judged:
        if s.confidence is None:
            lacking.append(right)
        else:
            above = sum(s.confidence >= edge for edge in edges[1:-1])
            parts[above].append((s.confidence, right))
    bins = [
        Bin(
            f"{low:g} to {high:g}",
            len(part),
            sum(right for _, right in part),
            sum(said for said, _ in part) / len(part),
        )
        for low, high, part in zip(edges[:-1], edges[1:], parts, strict=True)
        if part
    ]
    every = [pair for part in parts for pair in part]
    return ConfidenceTable(
        tuple(bins),
        Bin("none", len(lacking), sum(lacking), None) if lacking else None,
        sum(b.count * abs(b.share - (b.said or 0.0)) for b in bins) / len(every) if every else None,
        sum((said - right) ** 2 for said, right in every) / len(every) if every else None,
    )


def confidence_by_rule(
    suggestions: Iterable[CodedStatement],
    gold: Iterable[CodedStatement],
    settings: Settings | None = None,
    level: str = "span+actor+issue",
) -> tuple[Bin, ...]:
    """The share found right of what each rule or model made; ``careful`` is fit as a confidence."""
    parts: dict[str, list[tuple[float | None, bool]]] = {}
    for s, right in _judged(evaluate(suggestions, gold, settings), level):
        parts.setdefault(s.made_by or "(unnamed)", []).append((s.confidence, right))
    bins = []
    for name, part in sorted(parts.items()):
        said = [c for c, _ in part if c is not None]
        mean = sum(said) / len(said) if said else None
        bins.append(Bin(name, len(part), sum(right for _, right in part), mean))
    return tuple(bins)
