"""Of all that a sentence might be coded as, what is suggested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenbridge.statements.extract.candidates import Candidate, Setting
from goldenbridge.statements.extract.positions import Sentence
from goldenbridge.statements.extract.weights import Weights
from goldenbridge.statements.extract.words.cues import WORDS

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
    told: dict[str, float] = {}
    for candidate in candidates:
        for name, value in candidate.features.items():
            if value > 0 and not name.startswith(_OF_SPAN):
                key = f"x:{name}"
                if value > told.get(key, 0.0):
                    told[key] = value
    tokens = sentence.tokens
    told["x:quoted"] = sum(t.quoted for t in tokens) / len(tokens)
    told["x:length"] = min(len(tokens), 60) / 60
    told["x:short"] = float(len(tokens) < 10)
    told["x:question"] = max(
        (c.features.get("span:question", 0.0) for c in candidates), default=0.0
    )
    names = {tuple(h.actor if h else "" for h in c.holders) for c in candidates}
    told["x:holders"] = min(len(names), 6) / 6
    for head in sentence.heads:
        told[f"head:{head.kind}:{head.head.act}"] = 1.0
        if head.negated:
            told["head:negated"] = 1.0
        if head.passive:
            told["head:passive"] = 1.0
    told["words:numbers"] = min(sum(t.text[0].isdigit() for t in tokens), 4) / 4
    for name, listed in WORDS.items():
        told[f"words:{name}"] = min(sum(t.low in listed for t in tokens), 3) / 3
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
    chosen = [Chosen(one, exists, near / total, 0.0) for one, near in sorted(kept, key=_place)]
    return [replace(one, confidence=weights.confidence(confidence_features(one))) for one in chosen]


def _place(kept: tuple[Candidate, float]) -> int:
    return kept[0].first


def confidence_features(chosen: Chosen) -> dict[str, float]:
    """What a suggestion's chance to be right is judged by."""
    one = chosen.candidate
    return {
        "exists": math.log(max(chosen.position, 1e-6)),
        "share": math.log(max(chosen.share, 1e-6)),
        "worth": one.features.get("issue:worth", 0.0),
        "margin": one.features.get("issue:margin", 0.0),
        "first": one.features.get("issue:first", 0.0),
        "author": one.features.get("author", 0.0),
        "quoted": float(one.role == "quoted"),
    }
