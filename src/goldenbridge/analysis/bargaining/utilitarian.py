"""Utilitarian solution: the largest sum of gains, in points.

With gains g_p(x) = worth_p(x) - no_deal_p over the deals x with g_p(x) >= 0 for every party,

    argmax_x  Σ_p  g_p(x).

It compares one party's points with another's, and is indifferent to who has them.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution

__all__ = ["REFERENCES", "utilitarian"]

REFERENCES = (
    (
        "Harsanyi, J. C. (1955). Cardinal welfare, individualistic ethics, and interpersonal "
        "comparisons of utility. Journal of Political Economy 63(4), 309–321."
    ),
    (
        "Myerson, R. B. (1981). Utilitarianism, egalitarianism, and the timing effect in social "
        "choice problems. Econometrica 49(4), 883–897."
    ),
)


def utilitarian(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal with the most to share out: the largest sum of gains over no deal.

    Trust it only where a point means the same to every party and can be passed on, as money
    can: whoever gains most may then make good to the others. It does not ask who has the gain, only
    that nobody is left with less than no deal. All ties are given.
    Names: utilitarian solution, maximum welfare, social welfare, largest joint gain.

    Parameters
    ----------
    worths : (n, P), a row a deal, all parties in one unit.
    no_deal : (P,), in the same unit; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with all undominated rows whose sum is within 1e-9 of the largest.

    Raises
    ------
    ValueError : shapes that do not fit, or a worth that is not a finite number.

    References
    ----------
    Harsanyi (1955); Myerson (1981).

    >>> utilitarian([[10, 10], [1, 30], [40, -1]], [0, 0]).worths.tolist()
    [[1.0, 30.0]]
    """
    known = gains_over(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    total = known.gains[known.rational].sum(axis=1)
    rows = known.efficient(known.rational[highest(total)])
    return known.solution(rows, ("A point means the same to every party.",), REFERENCES)
