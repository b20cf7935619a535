"""How sure a suggestion is: the share of suggestions like it that were found right."""

from __future__ import annotations

import math
from collections.abc import Mapping

from goldenbridge.statements.extract.positions import Position, Sentence

__all__ = ["WEIGHTS", "confidence", "features"]

WEIGHTS: dict[str, float] = {"": 0.0}


def features(position: Position, sentence: Sentence) -> dict[str, float]:
    """What a suggestion's confidence is reckoned from: how it was come by, never its words."""
    head = position.head
    told = {
        f"rule:{position.rule}": 1.0,
        f"role:{position.role}": 1.0,
        "issue": min(position.issue_score, 3.0),
        "margin": min(position.issue_score - position.second_score, 2.0),
        "length": min(position.stop - position.first, 40) / 40,
    }
    if head is not None:
        told[f"kind:{head.kind}"] = 1.0
        told[f"act:{head.head.act}"] = 1.0
        told["negated"] = float(head.negated)
        told["passive"] = float(head.passive)
    if position.holder is not None:
        told[f"holder:{position.holder.kind}"] = 1.0
        told["known"] = float(position.holder.known)
    else:
        told["opinion"] = position.features.get("opinion", 0.0)
    return told


def confidence(told: Mapping[str, float]) -> float:
    """Between 0 and 1."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in told.items()) + WEIGHTS[""]
    return 1.0 / (1.0 + math.exp(-total))
