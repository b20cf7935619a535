"""Brinkmanship: what a risk adds up to, and the largest that is worth running.

A crisis goes on for n rounds, and each carries a chance q that it gets out of hand, whatever the
sides want. The chance that it has, by the end, is

    1 - (1 - q)^n.

A side may stand firm, which is worth S to it if the other gives way and D if disaster comes, or
concede, worth C. Standing firm, with a chance Q of disaster in all, is worth (1 - Q) S + Q D, so it
pays as long as

    Q  <=  (S - C) / (S - D).

It is Zeuthen's measure of who would rather risk a break, with disaster in the place of no deal.

References
----------
Schelling (1960), The Strategy of Conflict, ch. 8, and (1966), Arms and Influence, ch. 3, on threats
that leave something to chance; Ellsberg (1968), The theory and practice of blackmail, RAND P-3883
(lectures of 1959), for the largest risk worth running.
"""

from __future__ import annotations

from math import expm1, isfinite, log1p

__all__ = ["critical_risk", "disaster_chance", "rounds_worth_running"]

#: A risk that passes the critical one by less than this, a factor, does not pass it.
ROUNDING = 1e-12


def disaster_chance(risk: float, rounds: int) -> float:
    """The chance that a crisis has got out of hand after so many rounds: 1 - (1 - q)^n.

    Small risks add up: two in a hundred, thirty times, is nearly even. Trust it where rounds are
    alike and one says nothing about the next; the true risk of a round is known to nobody.

    Parameters
    ----------
    risk : q, the chance of disaster in a round, 0 to 1.
    rounds : n, 0 or more.

    Raises
    ------
    ValueError : a risk outside 0 to 1, or fewer rounds than none.

    References
    ----------
    Schelling (1960), ch. 8.

    >>> round(disaster_chance(0.02, 30), 10)
    0.4545156806
    """
    _is_risk(risk)
    if rounds < 0:
        raise ValueError(f"A crisis has 0 rounds or more; found {rounds}.")
    if risk == 1:
        return float(rounds > 0)
    return -expm1(rounds * log1p(-risk))


def critical_risk(stand: float, concede: float, disaster: float) -> float:
    """The largest chance of disaster at which standing firm still pays: (S - C) / (S - D).

    Who has more to lose by conceding, or less by disaster, can bear more; with all this known, the
    side that can bear less is the one that gives way. 0 where conceding is at least as good as
    winning, 1 where it is no better than disaster.
    Names: critical risk; resolve, in models of nuclear crises.

    Parameters
    ----------
    stand, concede, disaster : S, C and D, in one side's own points, S above D.

    Raises
    ------
    ValueError : winning is not better than disaster, or a number is not finite.

    References
    ----------
    Ellsberg (1968).

    >>> round(critical_risk(1, 0.4, -2), 9)
    0.2
    """
    if not all(isfinite(number) for number in (stand, concede, disaster)):
        raise ValueError("What each ending is worth is a finite number; found one that is not.")
    if stand <= disaster:
        raise ValueError(
            f"Standing firm and winning must be worth more than disaster; found {stand:g} and "
            f"{disaster:g}."
        )
    return min(1.0, max(0.0, (stand - concede) / (stand - disaster)))


def rounds_worth_running(risk: float, critical: float) -> int | None:
    """For how many rounds the risk, added up, stays within the largest worth running.

    Seen from the start: a side that has come through some rounds would count anew from there.

    Parameters
    ----------
    risk : q, the chance of disaster in a round.
    critical : the largest chance worth running, as ``critical_risk`` gives it.

    Returns
    -------
    Rounds, 0 or more; None where there is no end to them.

    Raises
    ------
    ValueError : a risk outside 0 to 1.

    >>> rounds_worth_running(0.02, 0.2), rounds_worth_running(0.3, 0.2)
    (11, 0)
    """
    _is_risk(risk)
    _is_risk(critical)
    if risk == 0 or critical == 1:
        return None
    if risk == 1:
        return 0
    return int(log1p(-critical) / log1p(-risk) * (1 + ROUNDING))


def _is_risk(risk: float) -> None:
    if not 0 <= risk <= 1:
        raise ValueError(f"A risk is a chance between 0 and 1; found {risk:g}.")
