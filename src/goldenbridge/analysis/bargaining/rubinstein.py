"""Alternating offers: how impatience splits a pie, when talks have no end and when they have one.

Two sides divide something worth 1. One makes an offer; the other takes it, or refuses and makes
the next offer a round later, and so on. A point next round is worth δ1 today to the side that
offers first and δ2 to the other (their *patience*). With everything known to both, the first
offer is one that is taken:

    no last round            (1 - δ2) / (1 - δ1 δ2)
    offers ever faster       r2 / (r1 + r2)          where δi = exp(-ri Δ), and Δ goes to 0
    n rounds, then nothing   worked backwards from the last, in which whoever offers keeps all

So the model has no stalled talks in it: where talks stall, look for what one side does not know,
cannot promise, or does not lose by waiting.

References
----------
Rubinstein (1982), Perfect equilibrium in a bargaining model, Econometrica 50(1), 97–109; Ståhl
(1972), Bargaining Theory, Stockholm School of Economics (the finite game); Binmore, Rubinstein and
Wolinsky (1986), The Nash bargaining solution in economic modelling, RAND Journal of Economics
17(2), 176–188 (ever faster offers).
"""

from __future__ import annotations

from math import expm1, isfinite

__all__ = ["finite_share", "first_share", "limit_share", "share_at_interval"]


def first_share(patience: float, other: float) -> float:
    """What whoever offers first keeps, where talks may go on for ever.

    The share of the only split that no side would gain by holding out against (the subgame-perfect
    equilibrium). Trust it where both know how patient the other is, nothing is lost but time, and
    neither has anything better to go to. Being first is worth little to the patient.

    Parameters
    ----------
    patience : δ1, what a point next round is worth now to the side that offers first, 0 to 1.
    other : δ2, the same for the side that answers.

    Returns
    -------
    Share of the pie, 0 to 1; the other side has the rest, at once.

    Raises
    ------
    ValueError : patience outside 0 to 1, or 1 for both: then nothing hurries anybody, and any
        split can stand.

    References
    ----------
    Rubinstein (1982), the case of fixed discounting factors.

    >>> round(first_share(0.9, 0.9), 10), round(first_share(0.9, 0.95), 10)
    (0.5263157895, 0.3448275862)
    """
    _are_patience(patience, other)
    if patience == other == 1:
        raise ValueError(
            "Both sides are perfectly patient (1 and 1): any split can stand. Make one a little "
            "less than 1."
        )
    return (1 - other) / (1 - patience * other)


def finite_share(patience: float, other: float, rounds: int) -> float:
    """What whoever offers first keeps, where after so many rounds there is nothing left to divide.

    The side that makes the last offer keeps all; one round earlier the other must give it as much
    as that is worth by waiting, and so on to the first round. With many rounds the end no longer
    matters and the share is that of ``first_share``.

    Parameters
    ----------
    patience, other : δ1 and δ2, as in ``first_share``; 1 is allowed for both.
    rounds : how many offers can be made, taking turns; with one, the first takes all.

    Returns
    -------
    Share of the pie, 0 to 1.

    Raises
    ------
    ValueError : patience outside 0 to 1, or no round.

    References
    ----------
    Ståhl (1972).

    >>> [round(finite_share(0.9, 0.9, n), 3) for n in (1, 2, 3, 4, 201)]
    [1.0, 0.1, 0.91, 0.181, 0.526]
    """
    _are_patience(patience, other)
    if rounds < 1:
        raise ValueError(f"There must be a round in which to make an offer; found {rounds}.")
    share = 1.0
    for number in range(rounds - 1, 0, -1):
        share = 1 - (other if number % 2 else patience) * share
    return share


def limit_share(rate: float, other: float) -> float:
    """The split that remains when answers come at once: each has what the other's hurry leaves.

    r2 / (r1 + r2), whoever offers first. It is the Nash bargaining solution in which a party weighs
    the more, the more slowly its pie melts.

    Parameters
    ----------
    rate : r1, the rate at which waiting costs the first side, in shares a unit of time.
    other : r2, the same for the other side, in the same unit of time.

    Returns
    -------
    Share of the first side.

    Raises
    ------
    ValueError : a rate below 0, or 0 for both.

    References
    ----------
    Binmore, Rubinstein and Wolinsky (1986).

    >>> round(limit_share(0.1, 0.2), 4)
    0.6667
    """
    _are_rates(rate, other)
    return other / (rate + other)


def share_at_interval(rate: float, other: float, interval: float) -> float:
    """What whoever offers first keeps, where an answer takes so long.

    ``first_share`` with δi = exp(-ri Δ). As the interval Δ shrinks it comes to ``limit_share``;
    as it grows it comes to the whole pie.

    Parameters
    ----------
    rate, other : r1 and r2, as in ``limit_share``.
    interval : Δ, the time between an offer and the next, in the unit of the rates, above 0.

    Returns
    -------
    Share of the first side.

    Raises
    ------
    ValueError : rates as in ``limit_share``, or an interval that is not above 0.

    >>> [round(share_at_interval(0.1, 0.2, step), 4) for step in (10, 1, 0.001)]
    [0.91, 0.6994, 0.6667]
    """
    _are_rates(rate, other)
    if not (isfinite(interval) and interval > 0):
        raise ValueError(f"The time between two offers must be above 0; found {interval:g}.")
    # 1 - exp(-z) by expm1: the difference of two numbers near 1 would lose digits.
    return expm1(-other * interval) / expm1(-(rate + other) * interval)


def _are_patience(*values: float) -> None:
    for value in values:
        if not 0 <= value <= 1:
            raise ValueError(f"Patience lies between 0 and 1; found {value:g}.")


def _are_rates(rate: float, other: float) -> None:
    if not (isfinite(rate) and isfinite(other) and min(rate, other) >= 0 < rate + other):
        raise ValueError(
            f"Rates are finite numbers, 0 or more and not 0 for both; found {rate:g} and {other:g}."
        )
