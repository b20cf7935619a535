"""What an answer is worth that is right only so often: it may be tactical, or a guess."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.fold import Fold, Labels
from goldenbridge.analysis.information.value import Value

__all__ = ["RELIABILITIES", "by_reliability", "channel"]

#: How often the answer is right, of all times it is asked.
RELIABILITIES = (0.6, 0.7, 0.8, 0.9, 1.0)


def channel(answers: int, reliability: float) -> NDArray[np.float64]:
    """How likely each answer is told (columns) where each holds (rows).

    The true one with the given reliability, each of the others equally likely.

    >>> channel(3, 0.8).round(2).tolist()[0]
    [0.8, 0.1, 0.1]
    """
    if answers == 1:
        return np.ones((1, 1))
    wrong = (1.0 - reliability) / (answers - 1)
    told = np.full((answers, answers), wrong)
    np.fill_diagonal(told, reliability)
    return told


def by_reliability(
    folds: Sequence[Fold], labels: Sequence[Labels], reliabilities: Sequence[float] = RELIABILITIES
) -> list[tuple[float, Value]]:
    """The value of an answer at each reliability, averaged over what might be told.

    Packages are those known to each half; a package that suits two answers half and half may be
    missing among them, so values of doubtful answers are low rather than high.

    Parameters
    ----------
    folds : the halves, settled.
    labels : for each half, (W,) the number of the answer that holds in each world.
    """
    found = []
    for reliability in reliabilities:
        gains = []
        for fold, mine in zip(folds, labels, strict=True):
            counts = fold.counts(mine)
            told = channel(len(counts), reliability)
            picks = (told.T @ counts).argmax(axis=1)
            taken = fold.takes[fold.other][:, picks]
            mean = (told[mine[fold.other]] * taken).sum(axis=1)
            gains.append(mean - fold.takes[fold.other, 0])
        found.append((reliability, Value.of(np.concatenate(gains))))
    return found
