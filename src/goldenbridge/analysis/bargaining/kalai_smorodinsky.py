"""Kalai–Smorodinsky solution: the largest smallest share of what each could gain at best.

With gains g_p(x) = worth_p(x) - no_deal_p over the deals x with g_p(x) >= 0 for every party,
and the ideal gain b_p = max_x g_p(x) over these same deals,

    argmax_x  min_p  g_p(x) / b_p.

On a smooth two-party frontier this is where all shares are equal. On a finite set of deals they
seldom are, and the deal whose shares lie closest together may be bad for everybody: the smallest
share is made as large as can be, never the spread as small as can be.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution

__all__ = ["REFERENCES", "kalai_smorodinsky"]

REFERENCES = (
    (
        "Kalai, E., and Smorodinsky, M. (1975). Other solutions to Nash's bargaining problem. "
        "Econometrica 43(3), 513–518."
    ),
)


def kalai_smorodinsky(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal that gives whoever comes off worst the largest share of its best possible gain.

    Trust it where the parties accept to be measured by what each could at best hope for; nobody's
    points need to mean the same as anybody else's. It leans on both ends: move a party's ideal or
    its no deal and the answer moves. Deals with the same smallest share are ties, all given,
    even where one is kinder to the others; less what another dominates. Leximin tells ties apart.
    Names: Kalai–Smorodinsky solution, Raiffa–Kalai–Smorodinsky, normalised maximin, proportional
    to ideal gains.

    Parameters
    ----------
    worths : (n, P), a row a deal, each party in its own unit.
    no_deal : (P,), in the same units; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with all undominated rows whose smallest share is within 1e-9 of the largest.

    Raises
    ------
    ValueError : shapes that do not fit, or a worth that is not a finite number.

    References
    ----------
    Kalai and Smorodinsky (1975).

    >>> split = [[x, 2 * (100 - x)] for x in range(101)]
    >>> kalai_smorodinsky(split, [0, 0]).worths.tolist()
    [[50.0, 100.0]]
    """
    known = gains_over(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    shares = known.shares
    smallest = shares.min(axis=1) if shares.shape[1] else np.zeros(len(shares))
    rows = known.efficient(known.rational[highest(smallest)])
    return known.solution(rows, known.left_out, REFERENCES)
