"""The commitment problem: when a side that grows weaker would rather fight today.

Two sides, R (rising) and D (declining), divide 1 in each period, for ever. In each, R proposes
and D takes it or fights. War ends the game: D then has 1 - p - cD in every period, where p is R's
chance of winning at the time and cD what war costs D. R's chance is p1 today and p2 from the next
period on. A point next period is worth δ today. Then D has

    by war now               (1 - p1 - cD) / (1 - δ)
    by peace, at the best    1  +  δ (1 - p2 - cD) / (1 - δ)

for R cannot give more than all of today's 1, and will give no more than war would from tomorrow
on: whatever R promises today, it has no reason to keep. War today if and only if

    δ (p2 - p1)  >  (1 - δ) (p1 + cD).

There is always a peace that both prefer; what is missing is somebody who can vouch for it. The
same shift in small steps is no reason for war: each step is measured anew.

D never has less than nothing in a peaceful period: it need not fight a war that would cost it more
than it could win. So a p2 above 1 - cD counts as 1 - cD, in the values and in the condition.

References
----------
Powell (2006), War as a commitment problem, International Organization 60(1), 169–203, for the
argument; the condition is derived here for the model above, which is simpler than his. Fearon
(1995), Rationalist explanations for war, International Organization 49(3), 379–414, last section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["PowerShift", "first_war", "power_shift", "threshold_shift"]

#: Values nearer than this are a draw, and a draw is peace.
ROUNDING = 1e-12


@dataclass(frozen=True)
class PowerShift:
    """What the declining side compares.

    Attributes
    ----------
    war_now : what war today is worth to D, over all time.
    best_peace : the most that peace can be worth to D.
    threshold : the largest shift p2 - p1 that leaves D no reason to fight.
    war : whether D fights today.
    """

    war_now: float
    best_peace: float
    threshold: float
    war: bool


def power_shift(today: float, tomorrow: float, cost: float, patience: float) -> PowerShift:
    """Whether a known shift of power makes the declining side prefer war today.

    Trust it as an account of one cause, the broken promise of tomorrow, with everything else
    known and easy to divide. It says what a guarantee would have to be worth: the difference
    between ``war_now`` and ``best_peace``. A slower shift, a dearer war or an outside guarantee
    each take the cause away; ``first_war`` follows a shift in steps.

    Parameters
    ----------
    today, tomorrow : p1 and p2, the rising side's chance of winning a war, p2 >= p1.
    cost : cD, what war costs the declining side in each period, as a share of what is divided.
    patience : δ, what a point next period is worth now, above 0 and below 1.

    Raises
    ------
    ValueError : a chance outside 0 to 1, a shift that is not a rise, a cost below 0, or patience
        outside 0 to 1.

    References
    ----------
    Powell (2006).

    >>> power_shift(0.3, 0.34, 0.1, 0.9).war, power_shift(0.3, 0.9, 0.1, 0.9).war
    (False, True)
    """
    _check((today, tomorrow), cost, patience)
    war_now = _by_war(today, cost, patience)
    best_peace = 1 + patience * max(0.0, _by_war(tomorrow, cost, patience))
    threshold = threshold_shift(today, cost, patience)
    return PowerShift(war_now, best_peace, threshold, war_now > best_peace + ROUNDING)


def threshold_shift(today: float, cost: float, patience: float) -> float:
    """The largest rise of the other side that leaves no reason to fight: (1 - δ)(p1 + cD) / δ.

    It falls with patience: who cares much for the future fears it more. Where it is above
    1 - cD - p1, no shift is large enough to make war pay.

    Parameters
    ----------
    today, cost, patience : p1, cD and δ, as in ``power_shift``.

    Raises
    ------
    ValueError : as in ``power_shift``.

    >>> round(threshold_shift(0.3, 0.1, 0.9), 5), round(threshold_shift(0.3, 0.1, 0.5), 5)
    (0.04444, 0.4)
    """
    _check((today,), cost, patience)
    return (1 - patience) * (today + cost) / patience


def first_war(chances: Sequence[float], cost: float, patience: float) -> int | None:
    """The period in which the declining side would fight, on a path of power known to all.

    Worked backwards: a period's peace is worth at most 1 and then what the next is worth; war
    comes where war now is worth more than that.

    Parameters
    ----------
    chances : p1, p2, …, never falling; the last one stays.
    cost, patience : cD and δ, as in ``power_shift``.

    Returns
    -------
    Number of the first period with war, from 0; None where there is none.

    Raises
    ------
    ValueError : as in ``power_shift``, or no chances.

    References
    ----------
    Powell (2006), on shifts that are large and fast.

    >>> first_war([0.3, 0.6], 0.1, 0.9)
    0
    >>> first_war([0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.54, 0.58, 0.6], 0.1, 0.9) is None
    True
    """
    if not len(chances):
        raise ValueError("A chance of winning for at least one period is wanted; found none.")
    _check(chances, cost, patience)
    worth = max(0.0, _by_war(chances[-1], cost, patience))
    war: int | None = None
    for period in range(len(chances) - 2, -1, -1):
        now = _by_war(chances[period], cost, patience)
        if now > 1 + patience * worth + ROUNDING:
            war = period
        worth = max(now, patience * worth)
    return war


def _by_war(chance: float, cost: float, patience: float) -> float:
    return (1 - chance - cost) / (1 - patience)


def _check(chances: Sequence[float], cost: float, patience: float) -> None:
    if not all(0 <= chance <= 1 for chance in chances):
        raise ValueError("A chance of winning lies between 0 and 1; found one that does not.")
    if any(later < earlier for earlier, later in pairwise(chances)):
        raise ValueError(
            "The chances of the rising side must not fall: name the other side as the rising one."
        )
    if not 0 <= cost < float("inf"):
        raise ValueError(f"What war costs is a finite number, 0 or more; found {cost:g}.")
    if not 0 < patience < 1:
        raise ValueError(f"Patience lies between 0 and 1, both excluded; found {patience:g}.")
