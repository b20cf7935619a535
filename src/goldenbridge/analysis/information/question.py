"""A question for the next meeting, with what its answer is worth and how it changes the advice."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from goldenbridge.analysis.information.answers import Answer, answers
from goldenbridge.analysis.information.asked import Asked
from goldenbridge.analysis.information.floor import floor_of
from goldenbridge.analysis.information.fold import Fold
from goldenbridge.analysis.information.partial import by_reliability
from goldenbridge.analysis.information.value import Value

__all__ = ["Question", "valued"]

#: What may be answered falsely, one thing at a time.
_DOUBTED = {"hypothesis", "red_line"}
#: Answers too long to be told apart but by what they call for.
_LONG = {"weights", "all_lines"}


@dataclass(frozen=True, eq=False)
class Question:
    """What one answer is worth, as far as so many worlds can see.

    Attributes
    ----------
    asked : the question.
    value : by how much more often the announced package is accepted, if the answer is known.
    where_chosen : the same on the worlds the packages were chosen on: it flatters.
    shuffled : the value in each of many runs with the answers dealt out at random.
    floor : what luck alone reaches in one case of twenty.
    common_floor : what the best of all questions reaches by luck in one case of twenty.
    reliability : the value where the answer is right only so often; hypotheses and red lines.
    answers : the advice under each answer.
    proved : whether every package rests on a search that was not cut short; where not, the
        value is low rather than high.
    """

    asked: Asked
    value: Value
    where_chosen: float
    floor: float
    common_floor: float
    reliability: tuple[tuple[float, Value], ...]
    answers: tuple[Answer, ...]
    proved: bool

    @property
    def visible(self) -> bool:
        """Whether the value stands out: from the luck of as many idle questions, and from none."""
        return self.value.raw > max(self.floor, self.common_floor) and self.value.low > 0.0

    @property
    def moves(self) -> bool:
        """Whether some answer changes the package to announce."""
        return any(answer.changes for answer in self.answers)

    @property
    def verdict(self) -> str:
        """What the answer would do to the advice, in words."""
        if self.visible:
            return _advice(self.asked.kind, self.answers)
        shares = [answer.share.estimate for answer in self.answers]
        low, high = (f"{share:.0%}".replace("%", " %") for share in (min(shares), max(shares)))
        return (
            f"Its value is below what {self.value.worlds} worlds can see: no answer is known to "
            "change what to announce. It changes hope, not advice: that is accepted in "
            f"{low} of worlds under one answer, in {high} under another."
        )

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        return {
            "kind": self.asked.kind,
            "id": self.asked.id,
            "about": self.asked.about,
            "who": list(self.asked.who),
            "words": self.asked.words,
            "how": self.asked.how,
            "verdict": self.verdict,
            "value": self.value.as_dict(),
            "raw": round(self.value.raw, 6),
            "where_chosen": round(self.where_chosen, 6),
            "floor": round(self.floor, 6),
            "visible": self.visible,
            "proved": self.proved,
            "reliability": [
                {"reliability": share, "value": value.as_dict(), "raw": round(value.raw, 6)}
                for share, value in self.reliability
            ],
            "answers": [answer.as_dict() for answer in self.answers],
        }


def valued(
    asked: Asked,
    folds: tuple[Fold, Fold],
    shuffled: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    common_floor: float,
    *,
    proved: bool,
) -> Question:
    """Value a question on each half with the packages chosen on the other.

    Parameters
    ----------
    asked : the question.
    folds : the two halves, settled.
    shuffled : its values with the answers dealt out at random.
    common_floor : of all questions together.
    proved : whether the searches under its answers were finished.
    """
    pairs = list(zip(folds, asked.labels, strict=True))
    gains = np.concatenate([fold.gains(labels) for fold, labels in pairs])
    weight = np.array([len(fold.chosen) for fold in folds], dtype=float)
    where_chosen = np.average([f.gain_where_chosen(m) for f, m in pairs], weights=weight)
    doubted = asked.kind in _DOUBTED
    found = Question(
        asked,
        Value.of(gains),
        float(where_chosen),
        floor_of(shuffled),
        common_floor,
        tuple(by_reliability(folds, asked.labels)) if doubted else (),
        answers(folds[0], asked.labels[0], asked.answers, "none"),
        proved,
    )
    if found.visible:
        told = answers(folds[0], asked.labels[0], asked.answers, "clear")
        if not any(answer.changes for answer in told):
            told = answers(folds[0], asked.labels[0], asked.answers, "best")
        found = replace(found, answers=told)
    return found


def _advice(kind: str, answers: tuple[Answer, ...]) -> str:
    """The answers that call for another package, the one that gains most first, in words."""
    moved = sorted((a for a in answers if a.changes), key=lambda a: -a.gain.raw * a.weight.count)
    if not moved:
        return "It is worth asking, though no single answer clearly calls for another package."
    told = "; ".join(moved[0].in_words)
    if kind in _LONG:
        share = sum(answer.weight.estimate for answer in moved)
        often = f"{share:.0%}".replace("%", " %")
        return f"In {often} of worlds the answer calls for another package, chiefly: {told}."
    more = f" {len(moved) - 1} further answers change it too." if len(moved) > 2 else ""
    more = " Another answer changes it too." if len(moved) == 2 else more
    return f"If the answer is: {moved[0].answer.rstrip('.')}, then announce: {told}.{more}"
