"""What a party would itself put forward: what promises it most, given who would sign."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.offers.answers import Answers, answers
from goldenbridge.analysis.offers.changes import BATCH, changes, how_many
from goldenbridge.dealspace.search.shortfall import best_margin
from goldenbridge.worlds import Worlds

__all__ = ["expected_gain", "proposal"]

#: Packages the climb starts from: the most promising of those met.
STARTS = 3
#: In so many worlds, the package that is best for the party is looked up, to start from.
LOOKED_UP = 150
#: Changes of two issues are tried at a summit where there are at most so many.
SECOND_LOOK = 4_000


def expected_gain(said: Answers, party: int) -> NDArray[np.float64]:
    """A party's mean gain over no deal, counting nothing where not all sign: (D,), its points."""
    gains = np.where(said.signed, said.gains[:, party], 0.0)
    mean: NDArray[np.float64] = gains.mean(axis=0) if len(gains) else np.zeros(gains.shape[1])
    return mean


def proposal(worlds: Worlds, party: int, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """The package of the highest expected gain to a party, as far as climbing finds it.

    The party is taken to know no more than the worlds say, its own worths included, and to gain
    nothing where somebody refuses. From the packages that serve it best in single worlds, one
    issue and then two at a time are changed as long as that helps. It is not proved best.

    Parameters
    ----------
    worlds : W of them, to choose on; those without any deal may be left out, nobody gains there.
    party : its number.
    start : (issues,), one more package to start from.
    """
    frame = worlds.frame
    if not len(worlds):
        return start
    margins = best_margin(
        frame.layers,
        worlds.worths,
        worlds.no_deal,
        worlds.binding,
        frame.consent,
        party,
        worlds=np.arange(min(LOOKED_UP, len(worlds))),
    )
    pool = np.unique(np.vstack([start[None], margins.deals[margins.found]]), axis=0)
    scores = _scores(worlds, pool, party)
    first = np.argsort(-scores, kind="stable")[:STARTS]
    summits = [_climb(worlds, party, pool[n], float(scores[n]), 1) for n in first]
    score, row = max(summits, key=lambda one: one[0])
    return _climb(worlds, party, row, score, 2)[1]


def _climb(
    worlds: Worlds, party: int, row: NDArray[np.int64], score: float, widest: int
) -> tuple[float, NDArray[np.int64]]:
    """Change one issue, or up to so many where one does not help, while that helps."""
    space = worlds.frame.space
    radius = 1
    while radius <= widest and how_many(space, radius) <= SECOND_LOOK:
        near = list(changes(space, row, radius))
        rows = np.concatenate(near) if near else row[None]
        scores = _scores(worlds, rows, party)
        top = int(scores.argmax())
        if scores[top] > score + 1e-12:
            score, row, radius = float(scores[top]), rows[top], 1
        else:
            radius += 1
    return score, row


def _scores(worlds: Worlds, rows: NDArray[np.int64], party: int) -> NDArray[np.float64]:
    parts = [
        expected_gain(answers(worlds, rows[start : start + BATCH]), party)
        for start in range(0, len(rows), BATCH)
    ]
    # Rounded, so that a tie is a tie on every machine.
    rounded: NDArray[np.float64] = np.concatenate(parts).round(9)
    return rounded
