"""What each feature is worth: whether a sentence takes a position, and which of its candidates it is.

Some two hundred numbers, fitted by benchmarks/coding/fit.py on texts coded by hand. They weigh how a
candidate is built (who is the subject of which kind of verb, quoted or not, how sure the issue is),
never which words it holds, so that they serve other conflicts as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

__all__ = ["Weights", "fitted", "sigmoid"]


class Weights:
    """Fitted weights; every table is a plain mapping from a feature's name to a number."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.exists: Mapping[str, float] = tables["exists"]
        self.rank: Mapping[str, float] = tables["rank"]
        self.right: Mapping[str, float] = tables["right"]

    def position(self, told: Mapping[str, float]) -> float:
        """The chance that a sentence built like this holds a codable position."""
        return sigmoid(_dot(self.exists, told) + self.exists[""])

    def standing(self, told: Mapping[str, float]) -> float:
        """How a candidate stands among those of its sentence; only differences count."""
        return _dot(self.rank, told)

    def confidence(self, told: Mapping[str, float]) -> float:
        """The share of suggestions like it that coders found right: words, actor and issue."""
        return sigmoid(_dot(self.right, told) + self.right[""])


def sigmoid(x: float) -> float:
    """From log odds to a share."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, x))))


def _dot(weights: Mapping[str, float], told: Mapping[str, float]) -> float:
    total = 0.0
    for name, value in told.items():
        if value:
            total += weights.get(name, 0.0) * value
    return total


def fitted() -> Weights:
    """The weights that come with goldenbridge."""
    return Weights(json.loads((files(__package__) / "weights.json").read_text("utf-8")))
