"""What each feature is worth: does a sentence take a position, and which of its candidates is it.

Some thousand numbers, fitted by benchmarks/coding/fit.py on texts coded by hand. They weigh how a
candidate is built (who is the subject of which kind of verb, quoted or not, how sure the issue is)
and the tone of its words, never what it is about, so that they serve other conflicts as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal, cast

from goldenbridge.statements.statement import Act

__all__ = ["Weights", "fitted", "sigmoid"]


class Weights:
    """Fitted weights; every table is a plain mapping from a feature's name to a number."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.exists: Mapping[str, float] = tables["exists"]
        self.own: Mapping[str, Mapping[str, float]] = tables["own"]
        self.held: Mapping[str, Mapping[str, float]] = tables["held"]
        self.side: Mapping[str, float] = tables.get("side", {})
        self.act: Mapping[str, Mapping[str, float]] = tables.get("act", {})
        self._acts = sorted(self.act)
        #: The same by feature, so that a statement's features are walked through once.
        self._by_feature: dict[str, list[tuple[int, float]]] = {}
        for at, act in enumerate(self._acts):
            for name, weight in self.act[act].items():
                self._by_feature.setdefault(name, []).append((at, weight))

    def position(self, told: Mapping[str, float]) -> float:
        """The chance that a sentence built like this holds a codable position."""
        return sigmoid(_dot(self.exists, told) + self.exists[""])

    def sentence(self, told: Mapping[str, float], own: bool) -> float:
        """What a sentence adds to its candidates' log odds: the writer's ``own``, or others'."""
        table = (self.own if own else self.held)["sentence"]
        return _dot(table, told) + table[""]

    def part(self, told: Mapping[str, float], own: bool) -> float:
        """What a part of a candidate adds to the log odds that it is right."""
        return _dot((self.own if own else self.held)["candidate"], told)

    def polarity(self, told: Mapping[str, float]) -> Literal[-1, 1]:
        """For (1) or against (-1) the issue's proposition, by what is likelier."""
        return 1 if _dot(self.side, told) >= 0 else -1

    def acts(self, told: Mapping[str, float]) -> Act:
        """The likeliest act."""
        scores = [0.0] * len(self._acts)
        for name, value in told.items():
            if value:
                for at, weight in self._by_feature.get(name, ()):
                    scores[at] += weight * value
        return cast(Act, self._acts[scores.index(max(scores))] if scores else "assesses")


def sigmoid(x: float) -> float:
    """From log odds to a share."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, x))))


def _dot(weights: Mapping[str, float], told: Mapping[str, float]) -> float:
    total = 0.0
    for name, value in told.items():
        if value:
            total += weights.get(name, 0.0) * value
    return total


def fitted(worded: bool = False) -> Weights:
    """The weights that come with goldenbridge: for a codebook with learned words, or without."""
    tables = json.loads((files(__package__) / "weights.json").read_text("utf-8"))
    return Weights(tables["worded" if worded else "plain"])
