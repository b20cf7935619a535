"""Nearest to a draft: the acceptable deal that changes the fewest issues of a draft.

With the draft d and weights w_i (1 each unless given), over the deals x with
worth_p(x) >= no_deal_p for every party,

    argmin_x  Σ_i  w_i [x_i ≠ d_i].

It counts issues that change, not how far: options need no scale.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining.gains import gains_over, highest
from goldenbridge.analysis.method import Solution, Status

__all__ = ["REFERENCES", "nearest"]

REFERENCES = (
    (
        "Raiffa, H. (1982). The art and science of negotiation. Harvard University Press (on the "
        "single negotiating text)."
    ),
    (
        "Hamming, R. W. (1950). Error detecting and error correcting codes. Bell System Technical "
        "Journal 29(2), 147–160."
    ),
)


def nearest(
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> Solution:
    """The deal everyone could sign that changes the fewest issues of a draft on the table.

    Trust it where a text has standing and reopening it has a price. It picks among the deals it
    is given: given the frontier, it keeps to the frontier; given all deals, it may pick one that
    another would improve on for everybody. Nothing breaks ties: all are given.
    Names: nearest deal, least amendment, single negotiating text, Hamming distance.

    Parameters
    ----------
    worths : (n, P), a row a deal, each party in its own unit.
    no_deal : (P,), in the same units; a deal worth that much, give or take 1e-9, is acceptable.
    deals : (n, issues), the option each deal takes on each issue, as a number.
    draft : (issues,), the options of the draft; it need not be among the deals.
    weights : (issues,), what reopening an issue weighs; 1 each unless given.

    Returns
    -------
    Solution with all rows whose changes weigh within 1e-9 of the least; without a draft or
    the options of the deals its status says so.

    Raises
    ------
    ValueError : shapes that do not fit, a worth that is not a finite number, or a weight below 0.

    References
    ----------
    Raiffa (1982); Hamming (1950).

    >>> deals = [[0, 0, 0], [1, 1, 1], [0, 1, 0]]
    >>> nearest([[9, 0], [5, 5], [4, 6]], [2, 2], deals=deals, draft=[0, 0, 0]).rows
    (2,)
    """
    known = gains_over(worths, no_deal)
    if deals is None or draft is None:
        return known.solution(np.zeros(0, dtype=np.int64), (), REFERENCES, Status.NEEDS_DRAFT)
    none = known.without_answer(REFERENCES)
    if none is not None:
        return none
    text, options = np.asarray(draft), np.asarray(deals)
    weight = np.ones(len(text)) if weights is None else np.asarray(weights, dtype=np.float64)
    if options.shape != (len(known.worths), len(text)) or weight.shape != text.shape:
        raise ValueError(
            f"Deals ({len(known.worths)}, issues), a draft (issues,) and weights (issues,) are "
            f"wanted; found {options.shape}, {text.shape} and {weight.shape}."
        )
    if not (np.isfinite(weight).all() and (weight >= 0).all()):
        raise ValueError("Weights are finite numbers, 0 or more; found one that is not.")
    change = (options[known.rational] != text) @ weight
    return known.solution(known.rational[highest(-change)], (), REFERENCES)
