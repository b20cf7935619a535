"""The demand game: both name their share at once, and what fits is paid.

Each side writes down a demand, x1 and x2, without knowing the other's. If they fit into 1, each
gets what it asked; if not, both get their no deal, d1 and d2.

A pair of demands is an equilibrium (neither would do better with another demand, the other's
being what it is) in exactly two cases:

    x1 + x2 = 1,  x1 >= d1 and x2 >= d2              nothing is left, and both have enough;
    x1 + x2 > 1,  1 - x2 <= d1 and 1 - x1 <= d2      both ask so much that giving way is no use

(a demand above 1 is also one to which giving way is no use: no demand fits with it).

The first is a whole range of splits, each as firm as the next: what each expects of the other
decides, and the model cannot. The second is a deadlock that nobody alone can end.

References
----------
Nash (1953), Two-person cooperative games, Econometrica 21(1), 128–140, who went on to single out
one of the splits, the largest product of gains, by making it a little unsure what just fits;
Schelling (1960), The Strategy of Conflict, ch. 3, on expectations that settle it.
"""

from __future__ import annotations

from math import isfinite

__all__ = ["is_deadlock", "is_equilibrium", "payoffs", "splits_that_hold"]

#: Demands that miss a sum of 1 by less than this fit exactly; so do sums of tenths.
ROUNDING = 1e-9

Pair = tuple[float, float]


def payoffs(demands: Pair, no_deal: Pair = (0.0, 0.0)) -> Pair:
    """What each gets: its demand where both demands fit into 1, and its no deal where not.

    Parameters
    ----------
    demands : x1 and x2, shares of what is divided, 0 or more.
    no_deal : d1 and d2, in the same shares.

    Raises
    ------
    ValueError : a demand below 0, or a number that is not finite.

    >>> payoffs((0.6, 0.4)), payoffs((0.6, 0.5))
    ((0.6, 0.4), (0.0, 0.0))
    """
    _are_demands(demands, no_deal)
    return demands if _fits(demands) else no_deal


def is_equilibrium(demands: Pair, no_deal: Pair = (0.0, 0.0)) -> bool:
    """Whether neither side would do better with another demand, the other's being what it is.

    Trust it as a list of what can stand, not of what will be asked: with no talks before, nothing
    makes both expect the same split. Deadlocks count, see ``is_deadlock``.

    Parameters
    ----------
    demands, no_deal : as in ``payoffs``; a demand may be any number from 0 up.

    Raises
    ------
    ValueError : a demand below 0, or a number that is not finite.

    References
    ----------
    Nash (1953).

    >>> [is_equilibrium(pair) for pair in ((0.6, 0.4), (0.6, 0.5), (0.5, 0.4))]
    [True, False, False]
    """
    _are_demands(demands, no_deal)
    if abs(sum(demands) - 1) <= ROUNDING:
        return all(x >= d - ROUNDING for x, d in zip(demands, no_deal, strict=True))
    return is_deadlock(demands, no_deal)


def is_deadlock(demands: Pair, no_deal: Pair = (0.0, 0.0)) -> bool:
    """Whether both ask so much that neither gains by giving way alone, so that nothing is agreed.

    >>> is_deadlock((1.0, 1.0)), is_deadlock((0.9, 0.8), (0.2, 0.1)), is_deadlock((0.9, 0.8))
    (True, True, False)

    Raises
    ------
    ValueError : a demand below 0, or a number that is not finite.
    """
    _are_demands(demands, no_deal)
    return not _fits(demands) and all(
        1 - x <= d + ROUNDING or x > 1 + ROUNDING
        for x, d in zip(reversed(demands), no_deal, strict=True)
    )


def splits_that_hold(no_deal: Pair = (0.0, 0.0)) -> Pair | None:
    """The smallest and the largest share of the first side in a split that is an equilibrium.

    Every share in between is one as well. None where the no deals do not fit into 1 together.

    Raises
    ------
    ValueError : a number that is not finite.

    >>> splits_that_hold((0.2, 0.1)), splits_that_hold((0.7, 0.6))
    ((0.2, 0.9), None)
    """
    _are_demands((0.0, 0.0), no_deal)
    least, most = max(0.0, no_deal[0]), min(1.0, 1 - no_deal[1])
    return (least, most) if least <= most + ROUNDING else None


def _fits(demands: Pair) -> bool:
    return sum(demands) <= 1 + ROUNDING


def _are_demands(demands: Pair, no_deal: Pair) -> None:
    if not all(isfinite(number) for number in (*demands, *no_deal)):
        raise ValueError("Demands and no deal are finite numbers; found one that is not.")
    if min(demands) < 0:
        raise ValueError(f"A demand is 0 or more; found {min(demands):g}.")
