"""Which issue some words are about, by the codebook's terms and by learned words together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.statements.extract.issues import rank
from goldenbridge.statements.extract.reading import Reading, Setting

__all__ = ["Asked", "Told", "term_values"]


@dataclass(slots=True)
class Told:
    """What was learned of some words: the likeliest issues, and how likely each is."""

    logs: Mapping[str, float]
    order: Sequence[str]
    nothing: float

    def features(self, issue: str) -> dict[str, float]:
        log = self.logs[issue]
        best = self.logs[self.order[0]]
        second = self.logs[self.order[1]] if len(self.order) > 1 else log
        return {
            "said:log": log,
            "said:share": log - math.log(max(1e-9, 1.0 - math.exp(self.nothing))),
            "said:behind": log - best if log < best else 0.0,
            "said:ahead": min(log - second, 4.0) if log >= best else 0.0,
            "said:first": float(log >= best),
        }


class Asked:
    """A sentence that is asked about many stretches: what is the same for all is added up once."""

    def __init__(self, reading: Reading, setting: Setting) -> None:
        assert reading.worded is not None
        self._worded = reading.worded
        self._hits = reading.sentence.hits
        self._base = reading.worded.terms(
            {
                issue: (0.0, 0.0, *values[2:])
                for issue, values in term_values(reading, 0, 0, setting).items()
            }
        )

    def about(self, first: int, stop: int) -> Told:
        """What was learned of the words between two places."""
        worded = self._worded
        terms = self._base.copy()
        here = rank(self._hits, first, stop)
        for issue, value in here:
            terms[worded.at[issue]] += worded.here * min(value, 2.0)
        if here:
            terms[worded.at[here[0][0]]] += worded.first
        told = worded.scores(first, stop, terms)
        logs = dict(zip(worded.at, told.tolist(), strict=False))
        order = sorted(logs, key=lambda issue: (-logs[issue], issue))
        return Told(logs, order, float(told[-1]))


def term_values(
    reading: Reading, first: int, stop: int, setting: Setting
) -> dict[str, tuple[float, ...]]:
    """What a codebook's terms say of a stretch of words, by issue, as :data:`TERMS` has it."""
    here = rank(reading.sentence.hits, first, stop)
    now = dict(here)
    top = here[0][0] if here else None
    return {
        issue: (
            min(now.get(issue, 0.0), 2.0),
            float(issue == top),
            min(reading.issues.get(issue, 0.0), 2.0),
            min(reading.before.get(issue, 0.0), 2.0),
            setting.topics.get(issue, 0.0),
        )
        for issue in {*now, *reading.issues, *reading.before, *setting.topics}
    }
