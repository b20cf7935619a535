"""Which inputs an answer varies with: Sobol indices from swapping inputs between two draws.

The first-order index of an input is the share of the variance that would go if the input were
known and all else stayed as uncertain; the total index, the share that would be left if all else
were known. What lies between is due to inputs acting together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["REFERENCES", "Indices", "sobol_indices"]

REFERENCES = (
    "Sobol', I. M. (2001), Global sensitivity indices for nonlinear mathematical models.",
    "Saltelli, A. and others (2010), Variance based sensitivity analysis of model output.",
    "Jansen, M. J. W. (1999), Analysis of variance designs for model output.",
)

Floats = NDArray[np.float64]

#: Times that the worlds are drawn again from themselves for the intervals.
RESAMPLED = 400


@dataclass(frozen=True, eq=False)
class Indices:
    """Sobol indices of one output, with 95 % bootstrap intervals.

    They cover sampling only. Estimates may fall a little below 0 or above 1 by chance.

    Attributes
    ----------
    first, total : (k,), by input; no number where the output never differs.
    first_low, first_high, total_low, total_high : (k,), ends of the intervals.
    variance : of the output.
    """

    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    variance: float


def sobol_indices(a: Floats, b: Floats, swapped: Floats, seed: int = 0) -> Indices:
    """First-order and total Sobol indices from outputs on two draws and on swaps of them.

    Trust them where the inputs are drawn apart from each other. The estimators are those of
    Saltelli and others (2010) for the first order and of Jansen (1999) for the total; the worlds
    are resampled with replacement for the intervals, which is cautious for evenly spread draws.

    Parameters
    ----------
    a, b : (N,), the output on two independent draws of all inputs.
    swapped : (k, N), the output on the first draw with input i taken from the second.
    seed : of the resampling.

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> a, b = rng.random((2, 4096, 2))
    >>> swaps = np.array([2 * b[:, 0] + a[:, 1], 2 * a[:, 0] + b[:, 1]])
    >>> found = sobol_indices(2 * a[:, 0] + a[:, 1], 2 * b[:, 0] + b[:, 1], swaps)
    >>> bool(abs(found.first[0] - 0.8) < 0.05 and abs(found.total[1] - 0.2) < 0.05)
    True
    """
    k, count = swapped.shape
    both = np.concatenate((a, b))
    centre = both.mean() if count else 0.0
    variance = float(((both - centre) ** 2).mean()) if count else 0.0
    if not variance > 1e-15:
        nothing = np.full(k, np.nan)
        return Indices(nothing, nothing, nothing, nothing, nothing, nothing, 0.0)
    a, b, swapped = a - centre, b - centre, swapped - centre
    # World by world, what the means are taken of: first order, total, and the variance.
    parts = np.vstack([b * (swapped - a), 0.5 * (a - swapped) ** 2, (a, b), (a**2, b**2)])
    found = _of(parts.mean(axis=1)[:, None], k)
    rng = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, count])))
    times = rng.multinomial(count, np.full(count, 1.0 / count), size=RESAMPLED)
    again = _of(parts @ times.T.astype(np.float64) / count, k)
    low, high = np.nanquantile(again, [0.025, 0.975], axis=1)
    return Indices(
        found[:k, 0], low[:k], high[:k], found[k:, 0], low[k:], high[k:], variance=variance
    )


def _of(means: Floats, k: int) -> Floats:
    """The indices (2k, R) from means over worlds (2k + 4, R)."""
    variance = means[-2:].mean(axis=0) - means[-4:-2].mean(axis=0) ** 2
    result: Floats = means[: 2 * k] / np.where(variance > 1e-15, variance, np.nan)
    return result
