"""GRIT: small announced cuts that invite an answer, and what they come to.

Osgood's graduated and reciprocated initiatives in tension reduction: one side announces a cut small
enough to be safe, makes it whether or not the other promised anything, and invites an answer; an
answer is met with another cut. If both cut by a share r each time, a level e0 is after n times

    e0 (1 - r)^n.

Between two cuts a conflict may go its own way, and rise. Cuts of r, answered in full, outpace a
spiral that grows at the rate λ if they come at least every

    -ln(1 - r) / λ.

Nothing here says whether the other side will answer; it says what answers add up to.

References
----------
Osgood (1962), An Alternative to War or Surrender, University of Illinois Press.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf, isfinite, log, log1p

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["cuts_to", "initiatives", "longest_pause", "reciprocated_cuts"]

Floats = NDArray[np.float64]

#: A number of cuts that misses a whole one by less than this share is that whole one.
ROUNDING = 1e-12


def reciprocated_cuts(level: float, cut: float, steps: int) -> Floats:
    """The level after each of so many cuts that both sides make: e0 (1 - r)^n, from n = 0.

    Parameters
    ----------
    level : e0, the level both start from.
    cut : r, the share of what is left that each cut takes, 0 to 1.
    steps : n, how often.

    Returns
    -------
    (steps + 1,), the start first.

    Raises
    ------
    ValueError : a cut outside 0 to 1, fewer steps than none, or a level that is not finite.

    >>> float(reciprocated_cuts(8, 0.25, 6)[-1])
    1.423828125
    """
    _is_share(cut)
    if not isfinite(level) or steps < 0:
        raise ValueError(
            f"A finite level and 0 steps or more are wanted; found {level:g} and {steps}."
        )
    levels: Floats = level * np.power(1 - cut, np.arange(steps + 1), dtype=np.float64)
    return levels


def cuts_to(level: float, target: float, cut: float) -> int:
    """How many answered cuts bring a level down to a target.

    Parameters
    ----------
    level, target : where both start, and where they want to be at most; above 0.
    cut : r, above 0.

    Raises
    ------
    ValueError : a level or target not above 0, or a cut that is 0 or outside 0 to 1.

    >>> cuts_to(8, 1.5, 0.25)
    6
    """
    _is_share(cut)
    if not (isfinite(level) and level > 0 and target > 0 and cut > 0):
        raise ValueError("Levels above 0 and a cut above 0 are wanted, or there is no end to it.")
    if level <= target:
        return 0
    if cut == 1:
        return 1
    needed = log(level / target) / -log1p(-cut)
    return ceil(needed * (1 - ROUNDING))


def initiatives(
    levels: ArrayLike,
    cut: float,
    answers: Sequence[float],
    *,
    tries: int = 3,
    between: Callable[[Floats], ArrayLike] | None = None,
) -> Floats:
    """Both levels, round by round, where one side begins and the other answers, or does not.

    In each round the first side cuts its level by a share r, and the other by some share of r.
    After several rounds in a row without any answer the first side cuts no more until there is
    one, so what it can lose by trying is known beforehand: its level times 1 - (1 - r)^tries.

    Parameters
    ----------
    levels : (2,), where they start: who begins, and who answers.
    cut : r, 0 to 1.
    answers : (rounds,), how far each round is answered: 1 in full, 0 not at all.
    tries : how many unanswered cuts in a row the first side makes.
    between : what happens to the levels (2,) from one round to the next, for instance the
        time in between of an arms race. Nothing, unless given.

    Returns
    -------
    (rounds + 1, 2), the start first; each later row right after the cuts of its round.

    Raises
    ------
    ValueError : a cut or an answer outside 0 to 1, no tries, or not two finite levels.

    >>> initiatives([8, 8], 0.25, [1, 1]).tolist()
    [[8.0, 8.0], [6.0, 6.0], [4.5, 4.5]]
    >>> initiatives([8, 8], 0.25, [0, 0, 0, 0])[:, 0].tolist()
    [8.0, 6.0, 4.5, 3.375, 3.375]
    """
    now = np.asarray(levels, dtype=np.float64)
    if now.shape != (2,) or not np.isfinite(now).all():
        raise ValueError(f"Two finite levels, one a side, are wanted; found shape {now.shape}.")
    if tries < 1:
        raise ValueError(f"Who begins must try at least once; found {tries}.")
    for share in (cut, *answers):
        _is_share(share)
    told = [now]
    unanswered = 0
    for number, answer in enumerate(answers):
        if number and between is not None:
            now = np.asarray(between(now), dtype=np.float64)
        going_on = unanswered < tries or answer > 0
        now = now * [1 - cut * going_on, 1 - cut * answer]
        unanswered = 0 if answer > 0 else unanswered + 1
        told.append(now)
    return np.array(told)


def longest_pause(growth: float, cut: float) -> float:
    """The longest time between two answered cuts in which a spiral does not undo them.

    Parameters
    ----------
    growth : λ, the rate at which levels grow by themselves.
    cut : r, the share that each cut takes, on both sides alike.

    Returns
    -------
    Time, in the unit of the rate; infinite where levels do not grow by themselves.

    Raises
    ------
    ValueError : a cut outside 0 to 1, or a rate that is not finite.

    >>> round(longest_pause(1.0, 0.25), 4), longest_pause(-0.1, 0.25)
    (0.2877, inf)
    """
    _is_share(cut)
    if not isfinite(growth):
        raise ValueError(f"A rate of growth is a finite number; found {growth:g}.")
    if growth <= 0 or cut == 1:
        return inf
    return -log1p(-cut) / growth


def _is_share(value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"A cut, or an answer to one, is a share from 0 to 1; found {value:g}.")
