"""Zeuthen's concessions: whoever would lose more by a break gives way, step by step.

Two parties each propose the deal they like best. With gains over no deal g_i, and x_i the deal
that party i proposes, the largest chance of a break that it would sooner run than take the other's
deal is

    r_i = (g_i(x_i) - g_i(x_j)) / g_i(x_i),

its *risk*. The party with the smaller risk concedes; at equal risks both do. And since

    r_1 < r_2    if and only if    g_1(x_1) g_2(x_1)  <  g_1(x_2) g_2(x_2),

the proposal with the smaller product of gains is the one that gives way (Harsanyi 1956).

What a concession must be, for the end to be the Nash solution: *no larger than it need be*. Here a
party goes to the deal it likes best among those with at least the product of the other's proposal
(a larger one, where both concede), so that the next to concede is no longer it alone. Then no
proposal is ever worse for its own party than a Nash solution is, and the last two have the largest
product there is. It holds on every finite set of deals, however uneven: no lotteries, no smooth
or convex frontier. If one deal only has the largest product, both end there. If several tie, each
party ends at the one of them it likes best, with equal risks, and Zeuthen's rule says no more.
A larger concession than needed can pass the Nash solution by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import TOLERANCE, Gains, Rows, gains_over, highest
from goldenbridge.analysis.method import Floats, Solution

__all__ = ["REFERENCES", "Round", "concessions", "risk", "who_concedes", "zeuthen"]

REFERENCES = (
    "Zeuthen, F. (1930). Problems of monopoly and economic warfare. Routledge.",
    (
        "Harsanyi, J. C. (1956). Approaches to the bargaining problem before and after the theory "
        "of games. Econometrica 24(2), 144–157."
    ),
    (
        "Rosenschein, J. S., and Zlotkin, G. (1994). Rules of encounter. MIT Press (the monotonic "
        "concession protocol)."
    ),
)


@dataclass(frozen=True)
class Round:
    """One round of proposals.

    Attributes
    ----------
    proposals : the row that each of the two parties proposes.
    risks : what risk of a break each would run rather than take the other's, 0 to 1.
    concedes : who goes on to propose something else: party 0, 1, both, or, in the last round, none.
    """

    proposals: tuple[int, int]
    risks: tuple[float, float]
    concedes: tuple[int, ...]


def risk(own: float, other: float, no_deal: float = 0.0) -> float:
    """The largest chance of a break that a party would run rather than take the other's deal.

    The share of what it has to lose that conceding would cost it. 0 where the other's deal is as
    good as its own; 1 where it has nothing to lose by a break. It needs no common unit.

    Parameters
    ----------
    own, other : what its own proposal and the other's are worth to it.
    no_deal : what a break is worth to it.

    Raises
    ------
    ValueError : its own proposal is worth less to it than no deal.

    References
    ----------
    Zeuthen (1930).

    >>> round(risk(0.9, 0.4), 4), round(risk(0.8, 0.5), 4)
    (0.5556, 0.375)
    """
    if not own >= no_deal:
        raise ValueError(
            "A party proposes nothing worse than no deal to itself; found a proposal worth "
            f"{own:g} and no deal worth {no_deal:g}."
        )
    if other >= own:
        return 0.0
    if other <= no_deal:
        return 1.0
    return float((own - other) / (own - no_deal))


def who_concedes(proposals: ArrayLike, no_deal: ArrayLike = (0.0, 0.0)) -> tuple[int, ...]:
    """Which of two parties gives way: the one with the smaller risk, both at equal risks.

    Parameters
    ----------
    proposals : (2, 2), a row for each party's proposal, a column for each party's worth of it.
    no_deal : (2,), in the same units.

    Returns
    -------
    Numbers of the parties, from 0; none where both propose deals that are worth the same to both.

    Raises
    ------
    ValueError : shapes that do not fit, or a party proposes something worse than no deal to itself.

    >>> who_concedes([[0.9, 0.5], [0.4, 0.8]])
    (1,)
    """
    worths, least = np.asarray(proposals, dtype=np.float64), np.asarray(no_deal, dtype=np.float64)
    if worths.shape != (2, 2) or least.shape != (2,):
        raise ValueError(
            "Proposals (2, 2), a row a proposal, and no deal (2,) are wanted; found "
            f"{worths.shape} and {least.shape}."
        )
    if (np.abs(worths[0] - worths[1]) <= TOLERANCE).all():
        return ()
    first = risk(worths[0, 0], worths[1, 0], least[0])
    second = risk(worths[1, 1], worths[0, 1], least[1])
    if abs(first - second) <= TOLERANCE:
        return (0, 1)
    return (0,) if first < second else (1,)


def concessions(worths: ArrayLike, no_deal: ArrayLike) -> tuple[Round, ...]:
    """Every round of proposals, from what each likes best to where nobody has to concede.

    The trace of ``zeuthen``, for showing how it came about. In every round but the last the
    smaller product of gains rises, and no party ever proposes less to the other than before.

    Parameters
    ----------
    worths : (n, 2), a row a deal, each party in its own unit.
    no_deal : (2,), in the same units.

    Returns
    -------
    Rounds, at least one; none where no deal is individually rational.

    Raises
    ------
    ValueError : shapes that do not fit, other than two parties, or a worth that is not finite.

    >>> for n in concessions([[9, 1], [7, 5], [5, 6], [4, 8], [1, 9]], [0, 0]):
    ...     print(n.proposals, [round(float(r), 2) for r in n.risks], n.concedes)
    (0, 4) [0.89, 0.89] (0, 1)
    (1, 3) [0.43, 0.38] (1,)
    (1, 1) [0.0, 0.0] ()
    """
    return _rounds(_two(worths, no_deal))


def zeuthen(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal that two parties come to, the one with more to lose conceding each time.

    It is the Nash solution told as a course of talks; see above for exactly when, and
    ``concessions`` for the course. Trust it where both know what deals are worth to the other and
    concede no more than they must. Of several deals with the largest product of gains it gives at
    most two: the one each party likes best (with what is worth the same to both).
    Names: Zeuthen strategy, Zeuthen–Harsanyi, monotonic concession protocol.

    It is for two parties, and always picks what ``nash`` does or the ends of its ties, so the
    catalogue of solutions does not list it a second time.

    Parameters
    ----------
    worths : (n, 2), a row a deal, each party in its own unit.
    no_deal : (2,), in the same units; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with the rows of the last proposals.

    Raises
    ------
    ValueError : shapes that do not fit, other than two parties, or a worth that is not finite.

    References
    ----------
    Zeuthen (1930); Harsanyi (1956); Rosenschein and Zlotkin (1994).

    >>> split = [[x, 100 - x] for x in range(101)]
    >>> zeuthen(split, [20, 10]).worths.tolist()
    [[55.0, 45.0]]
    >>> zeuthen([[4, 1], [2, 2], [1, 4]], [0, 0]).rows
    (0, 2)
    """
    known = _two(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    last = _rounds(known)[-1].proposals
    gains = known.gains[known.rational]
    first, second = (np.abs(gains - known.gains[row]).max(axis=1) <= TOLERANCE for row in last)
    rows = known.rational[first | second]
    apart = bool(np.abs(known.gains[last[0]] - known.gains[last[1]]).max() > TOLERANCE)
    assumed = ("Several deals have the largest product of gains; each party likes one best.",)
    return known.solution(rows, assumed if apart else (), REFERENCES)


def _rounds(known: Gains) -> tuple[Round, ...]:
    if not len(known.rational):
        return ()
    gains = known.positive
    product = _products(gains)
    places = [_favourite(gains, party, np.arange(len(gains))) for party in (0, 1)]
    rounds: list[Round] = []
    while True:
        mine, theirs = (float(product[place]) for place in places)
        if mine == theirs:
            better = np.flatnonzero(product > mine)
            conceding: tuple[int, ...] = (0, 1) if len(better) else ()
        else:
            better = np.flatnonzero(product >= max(mine, theirs))
            conceding = (0,) if mine < theirs else (1,)
        rounds.append(
            Round(
                (int(known.rational[places[0]]), int(known.rational[places[1]])),
                (
                    risk(gains[places[0], 0], gains[places[1], 0]),
                    risk(gains[places[1], 1], gains[places[0], 1]),
                ),
                conceding,
            )
        )
        if not conceding:
            return tuple(rounds)
        for party in conceding:
            places[party] = _favourite(gains, party, better)


def _products(gains: Floats) -> Floats:
    """Logarithms of the products of gains; what comes within the tolerance of the best is best."""
    product: Floats = np.full(len(gains), -np.inf)
    both = (gains > 0).all(axis=1)
    product[both] = np.log(gains[both]).sum(axis=1)
    product[highest(product)] = product.max()
    return product


def _favourite(gains: Floats, party: int, places: Rows) -> int:
    """Where a party has most, and among those where the other has most."""
    for column in (party, 1 - party):
        places = places[highest(gains[places, column])]
    return int(places[0])


def _two(worths: ArrayLike, no_deal: ArrayLike) -> Gains:
    known = gains_over(worths, no_deal)
    if known.worths.shape[1] != 2:
        raise ValueError(
            f"Zeuthen's rule is for two parties; found {known.worths.shape[1]}. With more, ask "
            '"nash", which it comes to with two.'
        )
    return known
