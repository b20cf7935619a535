"""Of all that a sentence might be coded as, what is suggested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.weights import Weights

__all__ = ["Chosen", "choose", "sentence_features"]

#: A sentence less likely than this to hold a position is passed over.
POSITION = 0.35
#: A second statement of the same sentence must stand this near to the first.
SECOND = 0.3

_OF_SPAN = ("span:", "opener:", "held:first")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is suggested, with how sure that is."""

    candidate: Candidate
    confidence: float


def sentence_features(
    candidates: Sequence[Candidate], words: int, quoted: float
) -> dict[str, float]:
    """What speaks for a position in a sentence: the most that speaks for any of its candidates."""
    told: dict[str, float] = {}
    for candidate in candidates:
        for name, value in candidate.features.items():
            if value > 0 and not name.startswith(_OF_SPAN):
                key = f"x:{name}"
                if value > told.get(key, 0.0):
                    told[key] = value
    told["x:quoted"] = quoted
    told["x:length"] = min(words, 60) / 60
    told["x:short"] = float(words < 10)
    told["x:question"] = max(
        (c.features.get("span:question", 0.0) for c in candidates), default=0.0
    )
    names = {tuple(h.actor if h else "" for h in c.holders) for c in candidates}
    told["x:holders"] = min(len(names), 6) / 6
    return told


def choose(
    candidates: Sequence[Candidate],
    told: dict[str, float],
    weights: Weights,
    position: float = POSITION,
    second: float = SECOND,
) -> list[Chosen]:
    """The candidates of a sentence that are suggested, by place: none, one, or some apart."""
    if not candidates:
        return []
    exists = weights.position(told)
    if exists < position:
        return []
    standings = [weights.standing(c.features) for c in candidates]
    top = max(standings)
    total = sum(math.exp(s - top) for s in standings)
    kept: list[tuple[Candidate, float]] = []
    for at in sorted(range(len(candidates)), key=lambda k: (-standings[k], k)):
        one, near = candidates[at], math.exp(standings[at] - top)
        if kept and near * exists < second:
            break
        if all(min(one.stop, k.stop) <= max(one.first, k.first) for k, _ in kept):
            kept.append((one, near))
    chosen = []
    for one, near in sorted(kept, key=lambda k: k[0].first):
        right = {
            "exists": math.log(max(exists, 1e-6)),
            "share": math.log(near / total),
            "worth": one.features.get("issue:worth", 0.0),
            "margin": one.features.get("issue:margin", 0.0),
            "carried": one.features.get("issue:carried", 0.0),
            "author": one.features.get("author", 0.0),
            "quoted": float(one.role == "quoted"),
        }
        chosen.append(Chosen(one, weights.confidence(right)))
    return chosen
