"""The window: whether some package would now be signed by all it needs, and which one is picked.

Everything about a package that does not move is a column: its worth to each party, how credible it
is, how narrow an agenda it needs, how much it settles. Everything that moves is one threshold a
column. A deal is possible where

    slack = max over packages of min over columns of (column − threshold)  ≥  0.

The slack moves by no more than the thresholds do (it is 1-Lipschitz in them), so that most steps
need no look at any package; ``still`` uses that and is exact.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import inlined

__all__ = ["FREE", "best_slack", "picked", "still"]

#: In a column: this package does not need this party.
FREE = 1e6


@inlined
def best_slack(worths, thresholds):
    """How much the best package leaves to spare, below 0 where there is none: a number.

    Parameters
    ----------
    worths : (packages, columns), :data:`FREE` where a party is not needed, −FREE where it is
    barred.
    thresholds : (columns,).
    """
    best = -2.0 * FREE
    columns = len(thresholds)
    for k in range(len(worths)):
        least = 2.0 * FREE
        for c in range(columns):
            left = worths[k, c] - thresholds[c]
            if left < least:
                least = left
                if least <= best:
                    break
        if least > best:
            best = least
    return best


@inlined
def picked(worths, thresholds, parties, by_product):
    """Number of the package that is signed: the most to spare for all, or the largest product.

    Parameters
    ----------
    worths, thresholds : as for :func:`best_slack`.
    parties : how many of the columns are parties.
    by_product : whether the product of gains decides (Nash) instead of the smallest gain.

    Returns
    -------
    the first of the best packages, -1 where none would be signed.
    """
    best, number = -1.0, -1
    for k in range(len(worths)):
        least, product, needed = 2.0 * FREE, 1.0, 0
        for c in range(len(thresholds)):
            left = worths[k, c] - thresholds[c]
            least = min(least, left)
            if c < parties and worths[k, c] < 0.5 * FREE:
                product *= max(left, 0.0)
                needed += 1
        if least < 0.0:
            continue
        value = product if by_product else least
        if value > best:
            best, number = value, k
    return number


@inlined
def still(slack, thresholds, before):
    """Whether the window is open (1), shut (0), or has to be looked at again (-1); exact.

    Parameters
    ----------
    slack : as it was when last looked at.
    thresholds, before : now, and when last looked at: (columns,).
    """
    risen, fallen = 0.0, 0.0
    for c in range(len(thresholds)):
        change = thresholds[c] - before[c]
        risen = max(risen, change)
        fallen = max(fallen, -change)
    if slack - risen >= 0.0:
        return 1
    if slack + fallen < 0.0:
        return 0
    return -1
