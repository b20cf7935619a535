"""Audience costs: when a public stand can no longer be left, and when it tells anything.

A side that has said in public that it will not give way pays a price at home if it does, and the
price rises as the stand goes on: a t after a time t. If fighting would cost it c, then backing
down is off the table as soon as it costs more than fighting,

    a t >= c,      from the time   t* = c / a   on.

The same price makes a stand believable. Let the other side yield to a stand with chance q, and let
v be what its yielding is worth. A side that would back down in the end gains by *bluffing*

    q v - (1 - q) a,      which is nothing or less exactly where   a >= q v / (1 - q).

Then only those who mean it take a stand, and a stand is news. Below that, a stand may be a bluff.
The two go together: what makes a stand believable is what makes it hard to leave.

References
----------
Fearon (1994), Domestic political audiences and the escalation of international disputes, American
Political Science Review 88(3), 577–592 (rising costs, lock-in); Fearon (1997), Signaling foreign
policy interests, Journal of Conflict Resolution 41(1), 68–90 (tying hands, and no bluffs).
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite

__all__ = [
    "bluff_gain",
    "chance_not_locked_in",
    "is_locked_in",
    "least_telling_cost",
    "lock_in_time",
    "tells",
]


def lock_in_time(rate: float, cost: float) -> float:
    """How long a public stand can still be left: t* = c / a.

    From then on giving way costs more than fighting. Trust it where the price at home really
    rises with time in public view; talks out of view, or words that leave room, stop the clock.

    Parameters
    ----------
    rate : a, what backing down costs more for each unit of time, in the points of ``cost``.
    cost : c, what fighting costs, 0 or more. Where it would bring a gain, it is 0: locked in at
        once.

    Returns
    -------
    Time, in the unit of the rate; infinite where nothing is paid for backing down.

    Raises
    ------
    ValueError : a rate or a cost below 0.

    References
    ----------
    Fearon (1994).

    >>> round(lock_in_time(0.05, 0.4), 9), round(lock_in_time(0.2, 0.4), 9)
    (8.0, 2.0)
    """
    _at_least_0(rate=rate, cost=cost)
    if cost == 0:
        return 0.0
    return cost / rate if rate > 0 else inf


def is_locked_in(rate: float, time: float, cost: float) -> bool:
    """Whether backing down is off the table by now: it costs as much as fighting, or more.

    Raises
    ------
    ValueError : a rate, time or cost below 0.

    >>> is_locked_in(0.05, 7, 0.4), is_locked_in(0.05, 9, 0.4)
    (False, True)
    """
    _at_least_0(rate=rate, time=time, cost=cost)
    return time >= lock_in_time(rate, cost)


def chance_not_locked_in(rate: float, time: float, at_most: Callable[[float], float]) -> float:
    """The chance that a side could still back down, for somebody who does not know its cost.

    1 - F(a t), with F the distribution function of its cost of fighting. It falls with time, and
    is the smaller the larger its audience cost: of two sides otherwise alike, the one whose
    audience charges more is never the likelier to back down.

    Parameters
    ----------
    rate, time : a and t.
    at_most : F, the chance that the cost of fighting is at most so much.

    Raises
    ------
    ValueError : a rate or time below 0, or F gives no chance.

    References
    ----------
    Fearon (1994), on which side is likelier to back down.

    >>> [round(chance_not_locked_in(a, 4, lambda c: min(c, 1)), 2) for a in (0.05, 0.2)]
    [0.8, 0.2]
    """
    _at_least_0(rate=rate, time=time)
    chance = float(at_most(rate * time))
    if not 0 <= chance <= 1:
        raise ValueError(f"A chance lies between 0 and 1; found {chance:g}.")
    return 1 - chance


def bluff_gain(yields: float, value: float, audience: float) -> float:
    """What taking a stand is worth to a side that would back down in the end: q v - (1 - q) a.

    Parameters
    ----------
    yields : q, the chance that the other side yields to a stand.
    value : v, what its yielding is worth.
    audience : a, what backing down from a stand costs.

    Raises
    ------
    ValueError : q outside 0 to 1, or a value or cost below 0.

    >>> round(bluff_gain(0.6, 1, 1), 9), round(bluff_gain(0.6, 1, 2), 9)
    (0.2, -0.2)
    """
    _at_least_0(value=value, audience=audience)
    _is_chance(yields)
    return yields * value - (1 - yields) * audience


def least_telling_cost(yields: float, value: float) -> float:
    """The smallest audience cost with which a stand cannot be a bluff: q v / (1 - q).

    Trust it where q is how often a side like the other yields once it believes the stand, and
    where a bluffer pays the full price. The likelier the other is to yield, the dearer must
    a stand be to tell anything: infinite where it always yields and that is worth something.

    Parameters
    ----------
    yields, value : q and v, as in ``bluff_gain``.

    Raises
    ------
    ValueError : q outside 0 to 1, or a value below 0.

    References
    ----------
    Fearon (1997).

    >>> round(least_telling_cost(0.6, 1), 9)
    1.5
    """
    _at_least_0(value=value)
    _is_chance(yields)
    if value == 0:
        return 0.0
    return yields * value / (1 - yields) if yields < 1 else inf


def tells(yields: float, value: float, audience: float) -> bool:
    """Whether a stand with this audience cost can be believed: nobody gains by bluffing.

    Raises
    ------
    ValueError : as in ``bluff_gain``.

    >>> tells(0.6, 1, 1.4), tells(0.6, 1, 1.6)
    (False, True)
    """
    _at_least_0(audience=audience)
    return audience >= least_telling_cost(yields, value)


def _at_least_0(**values: float) -> None:
    for name, value in values.items():
        if not (isfinite(value) and value >= 0):
            raise ValueError(f'"{name}" is a finite number, 0 or more; found {value:g}.')


def _is_chance(value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"A chance lies between 0 and 1; found {value:g}.")
