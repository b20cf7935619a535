"""Leximin solution: the largest smallest share, then the largest second smallest, and so on.

With shares s_p(x) = g_p(x) / b_p of the ideal gains, as in Kalai–Smorodinsky, sorted from the
smallest up, s_(1)(x) <= s_(2)(x) <= …,

    lexicographically largest  (s_(1)(x), s_(2)(x), …, s_(P)(x)).

Shares of ideal gains, not gains in points: nobody's points are compared with anybody else's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution

__all__ = ["REFERENCES", "leximin"]

REFERENCES = (
    (
        "Imai, H. (1983). Individual monotonicity and lexicographic maxmin solution. Econometrica "
        "51(2), 389–401."
    ),
)


def leximin(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal that does best by whoever comes off worst, then by the next, and so on.

    It goes on where Kalai–Smorodinsky stops: of the deals with the same smallest share of the
    ideal gains it takes the one with the largest second smallest share. Trust it with three
    parties or more, where one party's poor best would otherwise decide for all. Two deals tie only
    where the same shares fall to different parties; all ties are given.
    Names: leximin, lexicographic maximin, lexicographic Kalai–Smorodinsky solution.

    Parameters
    ----------
    worths : (n, P), a row a deal, each party in its own unit.
    no_deal : (P,), in the same units; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with all undominated rows whose sorted shares are, one after the other, within 1e-9
    of the largest.

    Raises
    ------
    ValueError : shapes that do not fit, or a worth that is not a finite number.

    References
    ----------
    Imai (1983).

    >>> three = [[10, 0, 0], [0, 10, 0], [5, 5, 10], [5, 7, 8]]
    >>> leximin(three, [0, 0, 0]).worths.tolist()
    [[5.0, 7.0, 8.0]]
    """
    known = gains_over(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    ordered = np.sort(known.shares, axis=1)
    left = np.arange(len(ordered))
    for share in ordered.T:
        left = left[highest(share[left])]
    rows = known.efficient(known.rational[left])
    return known.solution(rows, known.left_out, REFERENCES)
