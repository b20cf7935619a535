"""From counts to ties, before any normalisation.

In all formulae x[i, j, k] is the weight of statements of actor i on issue j at polarity k; for ties
among issues the two change places. A node has no tie to itself. The definitions are those of
Leifeld, P. (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", in Victor,
Montgomery and Lubell (eds), The Oxford Handbook of Political Networks, and of the manual of the
Discourse Network Analyzer (Leifeld, Gruber and Bossner), chapter on algorithms.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from goldenbridge.analysis.discourse.counts import Counts, Matrix
from goldenbridge.analysis.discourse.settings import Kind, Sides

__all__ = ["conflict", "congruence", "ignore", "one_mode", "subtract", "two_mode"]


def two_mode(counts: Counts, sides: Sides = "ignore") -> Matrix:
    """Ties of actors to issues.

    * ``ignore``: y[i, j] = Σ_k x[i, j, k], the statements made.
    * ``subtract``: y[i, j] = Σ_k k · x[i, j, k], for less against.
    * ``combine``: which polarities occur, the lowest as the highest bit: with −1 and +1 it is
      0 for none, 1 for +1 alone, 2 for −1 alone, 3 for both.
    """
    if sides == "ignore":
        return counts.mentions
    levels = np.asarray(counts.levels, dtype=float)
    if sides == "subtract":
        return np.asarray(counts.x @ levels)
    bits = 2.0 ** np.arange(len(levels) - 1, -1, -1)
    return np.asarray((counts.x > 0) @ bits)


def one_mode(counts: Counts, kind: Kind) -> Matrix:
    """Ties among the rows of the counts, by the kind's name."""
    return {"congruence": congruence, "conflict": conflict, "subtract": subtract, "ignore": ignore}[
        kind
    ](counts)


def congruence(counts: Counts) -> Matrix:
    """How much two actors say the same on the same issues.

    y[i, i'] = Σ_j Σ_k Σ_k' x[i, j, k] · x[i', j, k'] · (1 − |k − k'| / r), r the length of the
    scale. With two sides only, statements on the same side are multiplied and summed up.
    """
    return _pairs(counts, lambda distance: 1.0 - distance)


def conflict(counts: Counts) -> Matrix:
    """How much two actors contradict each other on the same issues.

    y[i, i'] = Σ_j Σ_k Σ_k' x[i, j, k] · x[i', j, k'] · |k − k'| / r. With two sides only,
    statements on opposite sides are multiplied and summed up.
    """
    return _pairs(counts, lambda distance: distance)


def subtract(counts: Counts) -> Matrix:
    """Congruence less conflict: above zero two actors agree more than they contradict."""
    return congruence(counts) - conflict(counts)


def ignore(counts: Counts) -> Matrix:
    """How much two actors speak of the same issues, on whatever side.

    y[i, i'] = Σ_j (Σ_k x[i, j, k]) · (Σ_k x[i', j, k]), the sum of congruence and conflict.
    """
    return _without_self(counts.mentions @ counts.mentions.T)


def _pairs(counts: Counts, share: Callable[[float], float]) -> Matrix:
    length = counts.levels[-1] - counts.levels[0]
    n = len(counts.rows)
    made = np.zeros((n, n))
    for a, left in enumerate(counts.levels):
        for b, right in enumerate(counts.levels):
            part = share(abs(left - right) / length)
            if part:
                made += part * (counts.x[:, :, a] @ counts.x[:, :, b].T)
    return _without_self(made)


def _without_self(matrix: Matrix) -> Matrix:
    np.fill_diagonal(matrix, 0.0)
    return matrix
