"""Egalitarian solution: the largest smallest gain, in points.

With gains g_p(x) = worth_p(x) - no_deal_p over the deals x with g_p(x) >= 0 for every party,

    argmax_x  min_p  g_p(x).

It compares one party's points with another's. Doubling one party's points moves it.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution

__all__ = ["REFERENCES", "egalitarian"]

REFERENCES = (
    (
        "Kalai, E. (1977). Proportional solutions to bargaining situations: interpersonal utility "
        "comparisons. Econometrica 45(7), 1623–1630."
    ),
)


def egalitarian(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal in which whoever gains least gains as much as possible.

    Trust it only where a point means the same to every party, say money, hectares or days. In
    a case coded by swings every party has 100 points on its own main issue; whether these
    weigh the same is a judgement that no number in the case supports. Deals with the same smallest
    gain are ties, all given, less what another dominates.
    Names: egalitarian solution, Kalai's proportional solution with equal proportions, maximin.

    Parameters
    ----------
    worths : (n, P), a row a deal, all parties in one unit.
    no_deal : (P,), in the same unit; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with all undominated rows whose smallest gain is within 1e-9 of the largest.

    Raises
    ------
    ValueError : shapes that do not fit, or a worth that is not a finite number.

    References
    ----------
    Kalai (1977).

    >>> split = [[x, 100 - x] for x in range(101)]
    >>> egalitarian(split, [20, 10]).gains.tolist()
    [[35.0, 35.0]]
    """
    known = gains_over(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    smallest = known.positive.min(axis=1)
    rows = known.efficient(known.rational[highest(smallest)])
    return known.solution(rows, ("A point means the same to every party.",), REFERENCES)
