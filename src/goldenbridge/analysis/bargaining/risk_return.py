"""What a side may ask when a refusal means war: the deals both would sign, and the gamble.

Two sides, A and B, divide something worth 1. War would give A all of it with chance p and B with
1 - p, and costs them cA and cB. A deal that leaves A a share x is one that both would sign where

    p - cA <= x <= p + cB            a range as wide as the costs of war together.

A asks, B takes it or fights. Knowing cB, A asks for the upper end, and there is no war. Not
knowing cB, A weighs a larger share against the risk of asking too much:

    V(x) = x P(cB >= x - p)  +  (p - cA) P(cB < x - p).

With cB anywhere between 0 and c̄ (all equally likely), cA < c̄ and room below 1,

    x* = p + (c̄ - cA) / 2,        chance of war  (c̄ - cA) / (2 c̄).

War, though it wastes something for both, may then follow from a sensible demand. The chance is
one of the model, given p, the costs and what A believes; it is no forecast.

References
----------
Fearon (1995), Rationalist explanations for war, International Organization 49(3), 379–414.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.bargaining.gains import highest

__all__ = [
    "Demand",
    "best_demand",
    "best_demand_from",
    "best_demand_uniform",
    "signable",
    "take_it_or_leave_it",
]

Floats = NDArray[np.float64]

#: Points looked at in each pass of the numeric search, and passes; a pass is 500 times finer.
POINTS, PASSES = 2001, 3


@dataclass(frozen=True)
class Demand:
    """A demand, and what it risks.

    Attributes
    ----------
    share : x, what A asks for, 0 to 1.
    war : the chance that B would rather fight.
    value : V(x), what asking for it is worth to A on average, war counted.
    """

    share: float
    war: float
    value: float


def signable(chance: float, cost_a: float, cost_b: float) -> tuple[float, float]:
    """The smallest and the largest share of A that both sides prefer to war.

    There are always some, however strong either side is: the range is as wide as both costs
    together, less what lies outside 0 to 1. Trust it where the stakes can be divided (or paid for),
    both sides agree about p, and nobody likes risk for its own sake. That such deals exist does not
    say that they are found or kept.
    Names: bargaining range, Fearon's range.

    Parameters
    ----------
    chance : p, the chance that A would win a war.
    cost_a, cost_b : cA and cB, what war costs each, as shares of what is at stake.

    Returns
    -------
    (least, most), within 0 to 1.

    Raises
    ------
    ValueError : a chance outside 0 to 1, or a cost below 0.

    References
    ----------
    Fearon (1995), the section on bargains that both prefer to war.

    >>> signable(0.5, 0.1, 0.2)
    (0.4, 0.7)
    """
    _is_chance(chance)
    _are_costs(cost_a, cost_b)
    return max(0.0, chance - cost_a), min(1.0, chance + cost_b)


def take_it_or_leave_it(chance: float, cost_b: float) -> float:
    """The most that A can ask of a side whose cost of war it knows: min(1, p + cB). No war.

    Raises
    ------
    ValueError : a chance outside 0 to 1, or a cost below 0.

    >>> take_it_or_leave_it(0.6, 0.15)
    0.75
    """
    _is_chance(chance)
    _are_costs(cost_b)
    return min(1.0, chance + cost_b)


def best_demand_uniform(chance: float, cost_a: float, most: float) -> Demand:
    """The best demand on a side whose cost of war may be anything from 0 to so much.

    A asks for more than is safe as soon as its own war would cost it less than B's could cost at
    most. The chance of war then is (c̄ - cA) / (2 c̄), never more than one half, and falls as A's
    own cost rises. Where A's own cost is at least c̄, A asks for p and there is no war. The demand
    is never more than 1, which the textbook formula leaves out: with p near 1 it is cut there.

    Parameters
    ----------
    chance : p.
    cost_a : cA.
    most : c̄, the largest cost that B's war may have; B knows its own.

    Raises
    ------
    ValueError : a chance outside 0 to 1, or a cost below 0.

    References
    ----------
    Fearon (1995), the section on private information; costs uniform.

    >>> found = best_demand_uniform(0.5, 0.1, 0.4)
    >>> found.share, round(found.war, 9), round(found.value, 9)
    (0.65, 0.375, 0.55625)
    """
    _is_chance(chance)
    _are_costs(cost_a, most)
    over = min(max(0.0, (most - cost_a) / 2), 1 - chance)
    war = over / most if over > 0 else 0.0
    return _demand(chance, cost_a, over, war)


def best_demand_from(
    chance: float, cost_a: float, costs: ArrayLike, weights: ArrayLike | None = None
) -> Demand:
    """The best demand on a side whose cost of war is one of a list. Exact.

    Only demands that leave one of the listed types just willing can be best, so each is tried.
    Of demands equally good to 1e-9 the smallest is taken, which risks least.

    Parameters
    ----------
    chance, cost_a : p and cA.
    costs : (n,), what war may cost B, for instance one value a world.
    weights : (n,), how likely each is, 0 or more; all the same unless given. They need not add
        up to 1.

    Raises
    ------
    ValueError : a chance outside 0 to 1, a cost below 0, no costs, or weights that do not fit.

    >>> best_demand_from(0.5, 0.1, [0.1, 0.3])
    Demand(share=0.6, war=0.0, value=0.6)
    >>> best_demand_from(0.5, 0.1, [0.1, 0.4], weights=[1, 4])
    Demand(share=0.9, war=0.2, value=0.8)
    """
    _is_chance(chance)
    cost = np.asarray(costs, dtype=np.float64)
    weight = np.ones(cost.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if cost.ndim != 1 or not len(cost) or weight.shape != cost.shape:
        raise ValueError(
            f"Costs (n,) and as many weights are wanted; found {cost.shape} and {weight.shape}."
        )
    _are_costs(cost_a, *cost)
    if not (np.isfinite(weight).all() and (weight >= 0).all() and weight.sum() > 0):
        raise ValueError("Weights are finite numbers, 0 or more and not all 0.")
    over = np.unique(np.minimum(np.append(cost[weight > 0], 0.0), 1 - chance))
    refuses = cost[None, :] < over[:, None]
    war = (refuses * weight).sum(axis=1) / weight.sum()
    best = int(highest(_value(chance, cost_a, over, war))[0])
    return _demand(chance, cost_a, float(over[best]), float(war[best]))


def best_demand(chance: float, cost_a: float, below: Callable[[Floats], ArrayLike]) -> Demand:
    """The best demand on a side whose cost of war is believed to follow any distribution.

    A search over a fine net, drawn closer twice around its best point: the share is good to about
    seven digits. A peak narrower than the first net's step, 1/2000 of what there is to ask, may be
    missed, and so may be the higher of two peaks nearly as high as each other. For a list of costs
    use ``best_demand_from``, which is exact.

    Parameters
    ----------
    chance, cost_a : p and cA.
    below : the chance that B's cost lies *below* each of the costs it is given, an array. For a
        distribution without jumps that is its distribution function.

    Raises
    ------
    ValueError : a chance outside 0 to 1, a cost below 0, or ``below`` gives something that is no
        chance or falls as costs rise.

    >>> found = best_demand(0.5, 0.1, lambda c: np.minimum(c / 0.4, 1))
    >>> round(found.share, 6), round(found.war, 6)
    (0.65, 0.375)
    """
    _is_chance(chance)
    _are_costs(cost_a)
    low, high = 0.0, 1 - chance
    for _ in range(PASSES):
        over = np.linspace(low, high, POINTS)
        war = np.asarray(below(over), dtype=np.float64)
        if war.shape != over.shape or not ((war >= 0) & (war <= 1)).all():
            raise ValueError("The chance that a cost lies below each value is wanted, 0 to 1.")
        if (np.diff(war) < 0).any():
            raise ValueError("The chance that a cost lies below a value never falls as it rises.")
        best = int(np.argmax(_value(chance, cost_a, over, war)))
        low, high = float(over[max(best - 2, 0)]), float(over[min(best + 2, POINTS - 1)])
    return _demand(chance, cost_a, float(over[best]), float(war[best]))


def _value(chance: float, cost_a: float, over: Floats, war: Floats) -> Floats:
    value: Floats = (chance + over) * (1 - war) + (chance - cost_a) * war
    return value


def _demand(chance: float, cost_a: float, over: float, war: float) -> Demand:
    share = min(1.0, chance + over)
    return Demand(share, war, share * (1 - war) + (chance - cost_a) * war)


def _is_chance(chance: float) -> None:
    if not 0 <= chance <= 1:
        raise ValueError(f"A chance of winning lies between 0 and 1; found {chance:g}.")


def _are_costs(*costs: float) -> None:
    if not all(0 <= cost < np.inf for cost in costs):
        raise ValueError(f"What war costs is a finite number, 0 or more; found {min(costs):g}.")
