"""What so many worlds cannot see: the value found for answers that tell nothing.

The same estimate is made again with the answers dealt out anew at random. What it reaches then
by luck in one case of twenty is the floor; a value below it may be luck too. Where many
questions are looked at and the best are listed, luck picks the luckiest of them: the common
floor is for the best of all questions at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.fold import Fold, Labels

__all__ = ["Shuffles", "floor_of"]

#: How often answers are dealt out anew.
SHUFFLES = 100
_CHUNK = 25
_KEY = 20_2207


class Shuffles:
    """The same random orders of the worlds for every question, so that floors can be compared.

    Parameters
    ----------
    seed : of the worlds; the orders follow from it.
    worlds : how many.
    """

    def __init__(self, seed: int, worlds: int, count: int = SHUFFLES) -> None:
        generator = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, _KEY])))
        self.orders = np.array(
            [generator.permutation(worlds) for _ in range(count)], dtype=np.int32
        ).reshape(count, worlds)

    def values(self, folds: Sequence[Fold], labels: Sequence[Labels]) -> NDArray[np.float64]:
        """What the estimate comes to with the answers dealt out anew: one value a shuffle.

        Packages are chosen among those already known to each half, not searched anew.
        """
        gained = np.zeros(len(self.orders))
        for fold, mine in zip(folds, labels, strict=True):
            answers = int(mine.max()) + 1
            packages = _might_win(fold, mine)
            takes = fold.takes[fold.chosen][:, packages].astype(np.float32)
            now = int(fold.takes[fold.other, 0].sum())
            for start in range(0, len(self.orders), _CHUNK):
                dealt = mine[self.orders[start : start + _CHUNK]]
                where = dealt[:, fold.chosen]
                one = np.arange(answers)[None, :, None] == where[:, None, :]
                # Single precision counts exactly up to 16 million worlds.
                flat = one.reshape(-1, where.shape[1]).astype(np.float32)
                picks = packages[(flat @ takes).reshape(len(dealt), answers, -1).argmax(axis=2)]
                shown = np.take_along_axis(picks, dealt[:, fold.other], axis=1)
                gained[start : start + _CHUNK] += (
                    fold.takes[fold.other[None, :], shown].sum(axis=1) - now
                )
        result: NDArray[np.float64] = gained / max(sum(len(fold.other) for fold in folds), 1)
        return result


def _might_win(fold: Fold, labels: Labels) -> NDArray[np.int64]:
    """The packages that luck could put first among some answer's worlds.

    A package is left out where it lies behind the advice by more than five standard errors of
    their difference among the fewest worlds that share an answer.
    """
    takes = fold.takes[fold.chosen]
    sizes = np.bincount(labels[fold.chosen])
    least = max(int(sizes[sizes > 0].min()), 1)
    behind = takes[:, 0].mean() - takes.mean(axis=0)
    apart = (takes != takes[:, :1]).mean(axis=0)
    kept: NDArray[np.int64] = np.flatnonzero(behind <= 5.0 * np.sqrt(apart / least))
    return kept


def floor_of(values: NDArray[np.float64]) -> float:
    """The value that luck alone exceeds in one case of twenty; never below nothing.

    >>> floor_of(np.linspace(-0.9, 0.1, 101))
    0.05
    """
    return max(0.0, round(float(np.quantile(values, 0.95)), 12)) if len(values) else 0.0
