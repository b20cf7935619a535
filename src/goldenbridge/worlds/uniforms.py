"""Numbers by index: the same seed gives world 17 the same draws, whoever asks and in what order."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

__all__ = ["FRESH", "MAIN", "named", "triangular", "uniforms"]

#: Streams of one seed: the worlds an answer is chosen on, and those it is measured on.
MAIN, FRESH = 0, 1

BLOCK = 1024
DIMENSIONS = 256


def uniforms(
    seed: int, start: int, count: int, dimensions: int, stream: int = MAIN
) -> NDArray[np.float64]:
    """Evenly spread draws between 0 and 1 for worlds ``start`` to ``start + count``.

    A Sobol sequence scrambled by a counter-based generator (Philox, keyed by seed and stream):
    a world's draws depend on its index alone, and a few thousand worlds cover the uncertain
    judgements more evenly than independent draws would. A dimension added at the end changes no
    earlier one, unless it is the first beyond a multiple of 256: then all are drawn anew.

    Returns
    -------
    array (count, dimensions).

    References
    ----------
    Owen (1998), Scrambling Sobol' and Niederreiter-Xing points; Salmon et al. (2011), Parallel
    random numbers: as easy as 1, 2, 3.

    >>> whole = uniforms(7, 0, 3000, 5)
    >>> parts = np.vstack([uniforms(7, 0, 1100, 5), uniforms(7, 1100, 1900, 5)])
    >>> bool((whole == parts).all())
    True
    """
    if count <= 0:
        return np.empty((0, dimensions))
    from scipy.stats import qmc

    wide = -(-max(dimensions, 1) // DIMENSIONS) * DIMENSIONS
    generator = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, stream])))
    sequence = qmc.Sobol(wide, scramble=True, rng=generator)
    first = start // BLOCK
    if first:
        sequence.fast_forward(first * BLOCK)
    blocks = []
    for number in range(first, -(-(start + count) // BLOCK)):
        block = sequence.random(BLOCK)[:, :dimensions]
        low = max(start - number * BLOCK, 0)
        blocks.append(block[low : start + count - number * BLOCK])
    return np.ascontiguousarray(np.vstack(blocks))


def named(
    seed: int, index: NDArray[np.integer], name: str, stream: int = MAIN
) -> NDArray[np.float64]:
    """Draws between 0 and 1 for the worlds of these numbers, from a stream of a name's own.

    For what is in no version of a case but one: nothing else moves when it comes or goes.

    Returns
    -------
    array like ``index``.

    >>> some = named(7, np.array([2, 5]), "a line that only one believes in")
    >>> bool((some == named(7, np.arange(9), "a line that only one believes in")[[2, 5]]).all())
    True
    """
    words = np.frombuffer(sha256(name.encode()).digest(), dtype="<u4").tolist()
    generator = np.random.Generator(
        np.random.Philox(np.random.SeedSequence([seed, stream, *words]))
    )
    drawn = generator.random(int(index.max()) + 1 if len(index) else 0)
    result: NDArray[np.float64] = drawn[index]
    return result


def triangular(
    u: NDArray[np.float64],
    low: NDArray[np.float64],
    mode: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Draws from the triangular distributions with these corners, by inversion.

    >>> import numpy as np
    >>> one = np.array([10.0])
    >>> triangular(np.array([[0.0], [0.5], [1.0]]), one, one * 2, one * 3).ravel().tolist()
    [10.0, 20.0, 30.0]
    """
    width = high - low
    safe = np.where(width > 0, width, 1.0)
    rise = (mode - low) / safe
    left = low + np.sqrt(np.clip(u * safe * (mode - low), 0.0, None))
    right = high - np.sqrt(np.clip((1.0 - u) * safe * (high - mode), 0.0, None))
    drawn = np.where(u < rise, left, right)
    return np.where(width > 0, drawn, low)
