"""From an answer of many numbers to a handful: which package does it speak for?

What a party would give for what is a long list of numbers, and which red lines bind is one
pattern of thousands. Neither can be put into bins. But all that matters of such an answer is
which package it makes the most promising, so answers that speak for the same package are one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST", "speaks_for"]

#: So many packages an answer may speak for, the present advice among them.
MOST = 8
#: A further package must add so much to the promised share.
LEAST = 5e-4


def speaks_for(
    promise: NDArray[np.floating], chosen: NDArray[np.int64], most: int = MOST
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The few packages that answers speak for, and which of them each world's answer does.

    The packages are taken one by one, each the one that adds most to the mean promise; the
    first, the present advice, is always among them.

    Parameters
    ----------
    promise : (W, K), how often each package would be accepted, from the answer in each world.
    chosen : numbers of the worlds to choose the packages on.

    Returns
    -------
    the packages' numbers, and (W,) the place in them.

    >>> promise = np.array([[0.5, 0.9, 0.0], [0.5, 0.1, 0.0], [0.5, 0.5, 0.5]])
    >>> kept, place = speaks_for(promise, np.arange(3))
    >>> kept.tolist(), place.tolist()
    ([0, 1], [1, 0, 0])
    """
    kept = [0]
    some = promise[chosen]
    best = some[:, 0] if len(some) else np.zeros(0)
    while len(kept) < most and len(some):
        added = np.maximum(some - best[:, None], 0.0).mean(axis=0)
        nearest = int(added.argmax())
        if added[nearest] < LEAST:
            break
        kept.append(nearest)
        best = np.maximum(best, some[:, nearest])
    packages = np.array(kept, dtype=np.int64)
    place: NDArray[np.int64] = promise[:, packages].argmax(axis=1)
    return packages, place
