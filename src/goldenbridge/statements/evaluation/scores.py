"""Precision, recall and F1 from counts, and how far they could differ by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["Interval", "Intervals", "Score", "Share", "over_documents", "over_statements", "wilson"]

#: Share of resamples that an interval covers.
COVERED = 0.95
Z95 = 1.959963984540054
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those looked at are right.

    >>> print(Share(3, 4))
    3 of 4
    """

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself; None where nothing was looked at."""
        return self.right / self.of if self.of else None

    def as_dict(self) -> dict[str, object]:
        return {"right": self.right, "of": self.of, "share": self.value}

    def __str__(self) -> str:
        return f"{self.right} of {self.of}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many suggestions are right, and how many coded statements they find.

    ``right`` and ``found`` are the same number over all statements. They may differ in a part of
    them: a suggestion called quoted may stand for a statement coded as reported.

    Attributes
    ----------
    suggested, right : suggestions that were judged, and those that stand for a coded statement.
    gold, found : coded statements, and those that some suggestion stands for.

    >>> score = Score(suggested=4, right=2, gold=8, found=2)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.5, 0.25, 0.333)
    """

    suggested: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the suggestions that are right; None where there are none."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """Share of the coded statements that are found; None where there are none."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; 0 where one side is empty, None where both are."""
        if not self.suggested and not self.gold:
            return None
        p, r = self.precision or 0.0, self.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.suggested + other.suggested,
            self.right + other.right,
            self.gold + other.gold,
            self.found + other.found,
        )

    def as_dict(self) -> dict[str, object]:
        return {
            "suggested": self.suggested,
            "right": self.right,
            "gold": self.gold,
            "found": self.found,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what two values 95 % of the resamples lie."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:.2f} to {self.high:.2f}"


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals of the three figures; None where they cannot be told."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            name: [value.low, value.high] if value else None
            for name, value in (
                ("precision", self.precision),
                ("recall", self.recall),
                ("f1", self.f1),
            )
        }


def over_documents(scores: Sequence[Score], draws: int, rng: np.random.Generator) -> Intervals:
    """Percentile bootstrap over documents: had other documents of this kind been coded.

    The wider and the more honest of the two: statements of one article share its topic and its
    author's style. One document tells nothing of others: the intervals are None then.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap.
    """
    if len(scores) < 2 or not draws:
        return Intervals()
    table = np.array([(s.suggested, s.right, s.gold, s.found) for s in scores], dtype=np.int64)
    share = np.full(len(scores), 1 / len(scores))
    step = max(1, _CHUNK // len(scores))
    sums = [
        rng.multinomial(len(scores), share, size=min(step, draws - at)) @ table
        for at in range(0, draws, step)
    ]
    return _intervals(np.concatenate(sums))


def over_statements(score: Score, draws: int, rng: np.random.Generator) -> Intervals:
    """Percentile bootstrap over statements: right, wrong and missed ones, drawn again.

    It takes statements as independent of each other, which those of one article are not: trust it
    for comparing two sets of rules on the same documents, not for what a new document will give.
    """
    counts = np.array([score.right, score.suggested - score.right, score.gold - score.found])
    units = int(counts.sum())
    if not units or not draws:
        return Intervals()
    right, wrong, missed = rng.multinomial(units, counts / units, size=draws).T
    return _intervals(np.stack([right + wrong, right, right + missed, right], axis=1))


def _intervals(sums: NDArray[np.int64]) -> Intervals:
    suggested, right, gold, found = sums.T.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = right / suggested, found / gold
        f1 = (right + found) / (suggested + gold)
    return Intervals(*(_interval(values) for values in (precision, recall, f1)))


def _interval(values: NDArray[np.float64]) -> Interval | None:
    known = values[np.isfinite(values)]
    if not known.size:
        return None
    low, high = np.quantile(known, [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return Interval(float(low), float(high))


def wilson(right: int, of: int) -> Interval:
    """The Wilson score interval of a share, 95 %: also for small counts, and for none or all.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> print(wilson(5, 10))
    0.24 to 0.76
    """
    if not of:
        return Interval(0.0, 1.0)
    p, z = right / of, Z95
    centre = p + z * z / (2 * of)
    spread = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return Interval(
        max(0.0, (centre - spread) / scale) if right else 0.0,
        min(1.0, (centre + spread) / scale) if right < of else 1.0,
    )
