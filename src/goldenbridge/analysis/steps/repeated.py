"""The repeated deal in closed form: how patient, how watchful and how sliced it must be to hold.

Two sides may each cheat. In a period *temptation* T is what cheating on an honest partner pays,
*reward* R what both get while both keep the deal, *punishment* P what both get once it has
fallen apart, and *sucker* S what the honest side gets while it is cheated: T > R > P >= S.
Patience (the discount factor) is what next period's point is worth today, 0 to 1.

These are the textbook results that ``exchange`` must agree with where it covers the same ground;
they are exact, and only as good as one number per side can be.

References
----------
Friedman (1971), A non-cooperative equilibrium for supergames; Axelrod (1984), The Evolution of
Cooperation; Schelling (1960), The Strategy of Conflict, ch. 2, on dividing a deal into steps;
Admati and Perry (1991), Joint projects without commitment.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "fewest_slices",
    "first_slice_holds",
    "grim_threshold",
    "lag_threshold",
    "one_shot_holds",
    "shrinking_slices",
    "slice_margins",
    "snapback_periods",
    "tit_for_tat_threshold",
]

ROUNDING = 1e-12


def grim_threshold(temptation: float, reward: float, punishment: float) -> float:
    """The least patience at which a deal holds that ends for good with the first breach.

    (T - R) / (T - P), and 0 where cheating does not tempt.

    Raises
    ------
    ValueError : the deal is not worth more than its end, so no patience suffices.

    >>> grim_threshold(5, 3, 1)
    0.5
    """
    return lag_threshold(temptation, reward, punishment, 1)


def lag_threshold(temptation: float, reward: float, punishment: float, lag: int) -> float:
    """The same where a breach goes unnoticed for so many periods: ((T - R) / (T - P)) ** (1/L).

    Raises
    ------
    ValueError : a lag below one period, or a deal not worth more than its end.

    >>> [round(lag_threshold(5, 3, 1, lag), 4) for lag in (1, 2, 4, 8)]
    [0.5, 0.7071, 0.8409, 0.917]
    """
    _worth_keeping(reward, punishment)
    if lag < 1:
        raise ValueError(f"A breach is noticed after one period at the earliest, not {lag}.")
    if temptation <= reward:
        return 0.0
    return float(((temptation - reward) / (temptation - punishment)) ** (1.0 / lag))


def tit_for_tat_threshold(
    temptation: float, reward: float, punishment: float, sucker: float
) -> float:
    """The least patience at which answering in kind holds: neither one breach nor two pay.

    max{(T - R) / (T - P), (T - R) / (R - S)}; above 1 no patience suffices.

    Raises
    ------
    ValueError : the deal is not worth more than its end, or than being cheated.

    >>> round(tit_for_tat_threshold(5, 3, 1, 0), 4)
    0.6667
    """
    if reward <= sucker:
        raise ValueError("Keeping the deal must be worth more than being cheated.")
    grim = grim_threshold(temptation, reward, punishment)
    return max(grim, (temptation - reward) / (reward - sucker))


def snapback_periods(
    temptation: float, reward: float, punishment: float, patience: float
) -> int | None:
    """For how many periods the deal must be suspended after a breach so that none pays.

    The fewest k with (d + d^2 + ... + d^k) (R - P) >= T - R, after which everything resumes.
    None where no number of periods suffices, also where only suspension for ever just does.

    Raises
    ------
    ValueError : patience outside 0 to 1, or a deal not worth more than its end.

    >>> [snapback_periods(5, 3, 1, d) for d in (0.5, 0.6, 0.7, 0.9)]
    [None, 3, 2, 2]
    """
    _worth_keeping(reward, punishment)
    if not 0 < patience < 1:
        raise ValueError(f"Patience lies between 0 and 1, both excluded; found {patience:g}.")
    if temptation <= reward:
        return 0
    needed = (temptation - reward) / (reward - punishment)
    if needed >= patience / (1 - patience) - ROUNDING:
        return None
    total, periods = 0.0, 0
    while total < needed - ROUNDING:
        periods += 1
        total += patience**periods
    return periods


def one_shot_holds(gain: float, benefit: float, patience: float) -> bool:
    """Whether a deal kept period after period holds: g <= b d / (1 - d).

    Parameters
    ----------
    gain : g, what cheating pays over keeping the deal, once.
    benefit : b, what the deal brings each period.
    patience : d.

    >>> one_shot_holds(3, 1, 0.9), one_shot_holds(10, 1, 0.9)
    (True, False)
    """
    return gain * (1 - patience) <= patience * benefit + ROUNDING


def first_slice_holds(slices: int, gain: float, benefit: float, patience: float) -> bool:
    """Whether nobody cheats on the *first* of so many equal slices: g/N <= d b (N - 1)/N.

    A weak test: what is left shrinks with each slice and the temptation does not, so later
    slices fail where the first holds. ``slice_margins`` looks at each.

    >>> [first_slice_holds(n, 3, 1, 0.9) for n in (4, 5)]
    [False, True]
    """
    return gain <= patience * benefit * (slices - 1) + ROUNDING


def fewest_slices(gain: float, benefit: float, patience: float) -> int:
    """The fewest equal slices with which the first slice holds: the least whole N >= 1 + g/(d b).

    Raises
    ------
    ValueError : no benefit, or no patience.

    >>> fewest_slices(3, 1, 0.9)
    5
    """
    _to_gain(benefit, patience)
    return 1 + max(0, ceil(gain / (patience * benefit) - ROUNDING))


def slice_margins(
    sizes: Sequence[float] | NDArray[np.float64],
    gain: float,
    benefit: float,
    patience: float,
    penalty: float = 0.0,
) -> NDArray[np.float64]:
    """By how much keeping the deal beats cheating, at each slice; below 0 somebody cheats.

    penalty + d b (what is left after the slice) - g (the slice). All that is left counts as
    coming next period, as in the rule for equal slices; nothing is left after the last, so a
    finite deal unravels from there unless an outside penalty of g times the last slice exists.

    Parameters
    ----------
    sizes : (N,), the slices in order, of the whole; they add up to 1.
    gain, benefit, patience : g and b of the whole deal, and d.
    penalty : what breaking costs besides, whenever it happens.

    Returns
    -------
    array (N,).

    >>> (slice_margins([0.2] * 5, 3, 1, 0.9) >= 0).tolist()
    [True, False, False, False, False]
    >>> bool((slice_margins([0.2] * 5, 3, 1, 0.9, penalty=3 / 5) >= -1e-9).all())
    True
    """
    whole = np.asarray(sizes, dtype=np.float64)
    left = whole.sum() - np.cumsum(whole)
    margins: NDArray[np.float64] = penalty + patience * benefit * left - gain * whole
    return margins


def shrinking_slices(
    slices: int, gain: float, benefit: float, patience: float
) -> tuple[NDArray[np.float64], float]:
    """Slices that all hold with the smallest outside penalty there is, and that penalty.

    With r = d b / g every slice is as tempting as what is left is worth: the slices shrink by
    1 + r from one to the next, and the penalty that remains is d b / ((1 + r)^N - 1). It falls
    with every further slice and never reaches 0.

    Returns
    -------
    sizes : (N,), adding up to 1, largest first.
    penalty : in the points of gain and benefit.

    Raises
    ------
    ValueError : no slices, nothing to gain by cheating, no benefit, or no patience.

    >>> sizes, penalty = shrinking_slices(12, 3, 1, 0.9)
    >>> round(penalty, 3), round(float(sizes[0] / sizes[1]), 3)
    (0.04, 1.3)
    """
    _to_gain(benefit, patience)
    if slices < 1 or gain <= 0:
        raise ValueError("There must be a slice, and something to gain by cheating.")
    ratio = patience * benefit / gain
    penalty = patience * benefit / ((1 + ratio) ** slices - 1)
    sizes: NDArray[np.float64] = penalty / gain * (1 + ratio) ** np.arange(slices - 1, -1, -1.0)
    return sizes, float(penalty)


def _worth_keeping(reward: float, punishment: float) -> None:
    if reward <= punishment:
        raise ValueError("The deal must be worth more than its end, or nothing can hold it.")


def _to_gain(benefit: float, patience: float) -> None:
    if benefit <= 0 or not 0 < patience <= 1:
        raise ValueError("There must be a benefit to lose, and patience above 0 and at most 1.")
