"""Which of many judgements an answer goes along with, seen in the worlds as drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.sensitivity import IDLE
from goldenbridge.files.document import Path_

__all__ = ["screened"]

Bools = NDArray[np.bool_]

#: Parts that the draws of a judgement are put in to see whether an answer goes along with it.
BINS = 4


def screened(pool: Pool, answers: Bools, how_many: int) -> tuple[list[Path_], int]:
    """The judgements that an answer goes along with most, and how many are uncertain in all.

    Judgements are drawn apart from each other, so how the share differs between worlds where one
    is drawn low and where it is drawn high is what it does by itself, but for chance.

    Parameters
    ----------
    pool : the worlds.
    answers : (W, m), as drawn.
    how_many : judgements to give back, the most telling first.
    """
    inputs = pool.draws.inputs
    columns = [
        n for n, (kind, path) in enumerate(inputs)
        if kind == "value" and isinstance(path, tuple) and path[0] not in {"no_deal", *IDLE}
    ]  # fmt: skip
    bins = (pool.draws.uniforms[pool.kept][:, columns] * BINS).astype(np.int64)
    moved = np.zeros(len(columns))
    for answer in answers.T.astype(float):
        for n in range(len(columns)):
            total = np.bincount(bins[:, n], minlength=BINS)
            mean = np.bincount(bins[:, n], weights=answer, minlength=BINS) / np.maximum(total, 1)
            moved[n] = max(moved[n], mean.max() - mean.min())
    order = np.lexsort((np.arange(len(columns)), -moved.round(9)))
    known = pool.frame.snapshot.judgements()
    paths = [inputs[columns[n]][1] for n in order]
    chosen = [path for path in paths if isinstance(path, tuple) and path in known]
    return chosen[:how_many], len(columns)
