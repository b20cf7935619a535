"""Of all that a sentence might be coded as, what is suggested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenbridge.statements.extract.candidates import Candidate, Setting
from goldenbridge.statements.extract.positions import Sentence
from goldenbridge.statements.extract.weights import Weights
from goldenbridge.statements.extract.words.cues import KINDS

__all__ = ["Chosen", "choose", "confidence_features", "sentence_features"]

#: A sentence less likely than this to hold a position is passed over.
POSITION = 0.38
#: A second statement of the same sentence must stand this near to the first.
SECOND = 0.3

_OF_SPAN = ("span:", "opener:", "held:first")


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


def sentence_features(
    candidates: Sequence[Candidate], sentence: Sentence, setting: Setting
) -> dict[str, float]:
    """What speaks for a position in a sentence: its words, and the most that any candidate has."""
    most: dict[str, float] = {}
    for part in {id(part): part for c in candidates for part in c.parts}.values():
        for name, value in part.items():
            if value > most.get(name, 0.0):
                most[name] = value
    told = {f"x:{n}": v for n, v in most.items() if not n.startswith(_OF_SPAN)}
    tokens = sentence.tokens
    told["x:quoted"] = sum(t.quoted for t in tokens) / len(tokens)
    told["x:length"] = min(len(tokens), 60) / 60
    told["x:short"] = float(len(tokens) < 10)
    told["x:question"] = most.get("span:question", 0.0)
    names = {c.holder.actor if c.holder else "" for c in candidates}
    told["x:holders"] = min(len(names), 6) / 6
    for head in sentence.heads:
        told[f"head:{head.kind}:{head.head.act}"] = 1.0
        if head.negated:
            told["head:negated"] = 1.0
        if head.passive:
            told["head:passive"] = 1.0
    counts: dict[str, int] = {}
    for token in tokens:
        for name in KINDS.get(token.low, ()):
            counts[name] = counts.get(name, 0) + 1
        if token.text[0].isdigit():
            counts["numbers"] = counts.get("numbers", 0) + 1
    for name, count in counts.items():
        told[f"words:{name}"] = min(count, 3) / 3
    told["place:early"] = 1.0 / (1.0 + setting.place)
    told["opinion"] = setting.opinion
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
