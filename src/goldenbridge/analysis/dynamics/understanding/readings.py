"""Where the rival readings decide: how runs come out under each, and what a policy does there.

Each world holds one reading of each of the eight questions, drawn by itself (or with those it is
tied to). So the runs in which a reading holds are a fair sample of what would be if it were known
to hold: nothing has to be run again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.outcomes import OUTCOMES
from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import HYPOTHESES
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, difference, share

__all__ = ["ReadAs", "by_reading", "turning"]

#: What is told of runs under a reading; each is a share.
TOLD = ("agreement", "war")


@dataclass(frozen=True)
class ReadAs:
    """One reading of one question.

    Attributes
    ----------
    hypothesis, reading : which.
    outcomes : outcome → share of runs in which it comes about where the reading holds.
    changes : policy → outcome → how much more often than with nothing new, in the same runs.
    """

    hypothesis: str
    reading: str
    outcomes: dict[str, Estimate]
    changes: dict[str, dict[str, Estimate]]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "hypothesis": self.hypothesis,
            "reading": self.reading,
            **{key: one.as_dict() for key, one in self.outcomes.items()},
            "policies": {
                policy: {key: one.as_dict() for key, one in told.items()}
                for policy, told in self.changes.items()
            },
        }


def by_reading(nothing: Runs, policies: Mapping[str, Runs]) -> list[ReadAs]:
    """Agreement and war under every reading, and how each policy changes them there.

    Readings that are drawn together share what they do: a row of one is not clear of the other.

    Parameters
    ----------
    nothing : runs with nothing new.
    policies : policy → the same runs under it.
    """
    world = nothing["world"].astype(np.int64)
    before = _told(nothing)
    after = {policy: _told(runs) for policy, runs in policies.items()}
    found = []
    for column, hypothesis in enumerate(HYPOTHESES):
        held = nothing.model.readings[world, column]
        for number, reading in enumerate(hypothesis.readings):
            there = held == number
            if not there.any():
                continue
            found.append(
                ReadAs(
                    hypothesis.name,
                    reading,
                    {key: share(before[key], world, there) for key in TOLD},
                    {
                        policy: {
                            key: difference(told[key][there], before[key][there], world[there])
                            for key in TOLD
                        }
                        for policy, told in after.items()
                    },
                )
            )
    return found


def turning(rows: list[ReadAs], policy: str, outcome: str) -> list[tuple[ReadAs, ReadAs]]:
    """Pairs of readings of one question under which a policy surely does the opposite.

    Returns
    -------
    the reading in which it raises the outcome first, then that in which it lowers it.
    """
    pairs = []
    for more in rows:
        up = more.changes[policy][outcome].interval
        if up is None or not up[0] > 0:
            continue
        for less in rows:
            down = less.changes[policy][outcome].interval
            if less.hypothesis == more.hypothesis and down is not None and down[1] < 0:
                pairs.append((more, less))
    return pairs


def _told(runs: Runs) -> dict[str, NDArray[np.bool_]]:
    return {one.name: np.asarray(one.value(runs), bool) for one in OUTCOMES if one.name in TOLD}
