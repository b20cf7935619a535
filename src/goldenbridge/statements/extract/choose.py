"""Of all that a sentence might be coded as, what is suggested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.weights import Weights

__all__ = ["POSITION", "Chosen", "choose", "confidence_features"]

#: A sentence less likely than this to hold a position is passed over.
POSITION = 0.38
#: A second statement of the same sentence must stand this near to the first.
SECOND = 0.3


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is suggested.

    Attributes
    ----------
    candidate : whose position, on what, in which words.
    position : the chance that its sentence takes a position at all.
    share : its share among all candidates of the sentence.
    confidence : the chance that words, actor and issue are right.
    """

    candidate: Candidate
    position: float
    share: float
    confidence: float


def choose(
    candidates: Sequence[Candidate], exists: float, weights: Weights, second: float = SECOND
) -> list[Chosen]:
    """The candidates of a sentence that are suggested, by place: one, or some apart.

    ``exists`` is the chance that the sentence takes a position at all; see :mod:`.gate`.
    """
    if not candidates or exists < POSITION:
        return []
    worth = {
        key: weights.standing(part)
        for key, part in {id(part): part for c in candidates for part in c.parts}.items()
    }
    standings = [sum(worth[id(part)] for part in c.parts) for c in candidates]
    top = max(standings)
    total = sum(math.exp(s - top) for s in standings)
    kept: list[tuple[Candidate, float]] = []
    for at in sorted(range(len(candidates)), key=lambda k: (-standings[k], k)):
        one, near = candidates[at], math.exp(standings[at] - top)
        if kept and near * exists < second:
            break
        if all(min(one.stop, k.stop) <= max(one.first, k.first) for k, _ in kept):
            kept.append((one, near))
    chosen = [Chosen(one, exists, near / total, 0.0) for one, near in sorted(kept, key=_place)]
    return [replace(one, confidence=weights.confidence(confidence_features(one))) for one in chosen]


def _place(kept: tuple[Candidate, float]) -> int:
    return kept[0].first


def confidence_features(chosen: Chosen) -> dict[str, float]:
    """What a suggestion's chance to be right is judged by."""
    one = chosen.candidate
    features = one.features
    return {
        "exists": math.log(max(chosen.position, 1e-6)),
        "share": math.log(max(chosen.share, 1e-6)),
        "worth": features.get("issue:worth", 0.0),
        "margin": features.get("issue:margin", 0.0),
        "first": features.get("issue:first", 0.0),
        "author": features.get("author", 0.0),
        "quoted": float(one.role == "quoted"),
    }
