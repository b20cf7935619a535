"""Nash bargaining solution: the largest product of gains.

With gains g_p(x) = worth_p(x) - no_deal_p over the deals x with g_p(x) >= 0 for every party,

    argmax_x  Π_p g_p(x)        computed as  argmax_x  Σ_p log g_p(x).

Where no deal leaves every party with a gain, every product is zero. Maximum Nash welfare
(Caragiannis et al. 2019) then says: let as many parties as possible gain, and among those
deals take the largest product over the parties that do. Where different groups of the same size
could gain, their products stand in different units and say nothing of each other: the best deal
of each such group is given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution

__all__ = ["REFERENCES", "nash"]

REFERENCES = (
    "Nash, J. F. (1950). The bargaining problem. Econometrica 18(2), 155–162.",
    (
        "Caragiannis, I., Kurokawa, D., Moulin, H., Procaccia, A. D., Shah, N., and Wang, J. "
        "(2019). The unreasonable fairness of maximum Nash welfare. ACM Transactions on Economics "
        "and Computation 7(3), 12."
    ),
)


def nash(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """The deal with the largest product of gains over no deal.

    With two parties, moving to any other deal shrinks one's gain by a larger factor than it
    raises the other's. Trust it where each party's points measure its own stakes well; nobody's
    points need to mean the same as anybody else's. It leans on no deal: a party with a better
    no deal ends with more. On a finite set of deals, ties are possible; all are given.
    Names: Nash bargaining solution, Nash point, maximum Nash welfare, Nash social welfare.

    Parameters
    ----------
    worths : (n, P), a row a deal, each party in its own unit.
    no_deal : (P,), in the same units; a deal worth that much, give or take 1e-9, is acceptable.
    deals, draft : not looked at.

    Returns
    -------
    Solution with all rows whose product is within a factor of 1 ± 1e-9 of the largest.

    Raises
    ------
    ValueError : shapes that do not fit, or a worth that is not a finite number.

    References
    ----------
    Nash (1950); Caragiannis et al. (2019).

    >>> split = [[x, 100 - x] for x in range(101)]
    >>> nash(split, [20, 10]).worths.tolist()
    [[55.0, 45.0]]
    >>> nash([[5, 0], [0, 7], [3, 0]], [0, 0]).rows
    (0, 1)
    """
    known = gains_over(worths, no_deal)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    gains = known.positive
    gaining = gains > 0
    most = int(gaining.sum(axis=1).max())
    able = np.flatnonzero(gaining.sum(axis=1) == most)
    product = np.log(np.where(gaining[able], gains[able], 1.0)).sum(axis=1)
    groups = np.unique(gaining[able], axis=0)
    picked = []
    for group in groups:
        inside = np.flatnonzero((gaining[able] == group).all(axis=1))
        picked.append(able[inside[highest(product[inside])]])
    rows = np.sort(np.concatenate(picked))
    return known.solution(known.rational[rows], _assumed(most, gains.shape[1]), REFERENCES)


def _assumed(most: int, parties: int) -> tuple[str, ...]:
    if most == parties:
        return ()
    return (
        (
            f"No deal leaves all {parties} parties with a gain; the product is over the {most} "
            "that can gain together, for each such group."
        ),
    )
