"""Normalisations: what a tie is measured against, so that those who speak much do not win.

In all formulae w is the tie before normalisation and x[i, j, k] the weight of statements of actor i
on issue j at polarity k; a_i = Σ_j Σ_k x[i, j, k] is the activity of i. Where a formula would
divide by zero, the tie is zero.

Two names have two meanings. The Discourse Network Analyzer (manual, section on normalisation) calls
*cosine* a division by the product of two activities, which is the cosine of no two vectors, and
counts products of repeated statements in its *Jaccard*, which is Jaccard's coefficient only if no
stance is repeated. Both are here as ``dna_cosine`` and ``dna_jaccard``; ``cosine`` and ``jaccard``
are what textbooks mean by the words.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.analysis.discourse import ties
from goldenbridge.analysis.discourse.counts import Counts, Matrix
from goldenbridge.analysis.discourse.settings import Kind, Normalisation, Sides

__all__ = [
    "activity",
    "average",
    "cosine",
    "dna_cosine",
    "dna_jaccard",
    "jaccard",
    "normalised",
    "prominence",
]


def normalised(counts: Counts, kind: Kind, sides: Sides, how: Normalisation) -> Matrix:
    """The ties of a kind of network under a normalisation, by name."""
    if how == "jaccard":
        return jaccard(counts, kind)
    if how == "cosine":
        return cosine(counts, kind)
    w = ties.two_mode(counts, sides) if kind == "two-mode" else ties.one_mode(counts, kind)
    plain = {
        "activity": activity,
        "prominence": prominence,
        "average": average,
        "dna_jaccard": dna_jaccard,
        "dna_cosine": dna_cosine,
    }
    return w if how == "none" else plain[how](w, counts)


def activity(w: Matrix, counts: Counts) -> Matrix:
    """Of all that an actor says, the share on each issue: w[i, j] / a_i (two-mode; DNA manual)."""
    return _divided(w, counts.activity[:, None])


def prominence(w: Matrix, counts: Counts) -> Matrix:
    """Of all that is said on an issue, the share of each actor: w[i, j] / Σ_i Σ_k x[i, j, k]."""
    return _divided(w, counts.mentions.sum(axis=0)[None, :])


def average(w: Matrix, counts: Counts) -> Matrix:
    """Ties by the mean activity of the two: w / ((a_i + a_i') / 2) (Leifeld 2017; DNA manual).

    The usual choice. Where stances are repeated a tie may exceed one.
    """
    a = counts.activity
    return _divided(w, (a[:, None] + a[None, :]) / 2)


def dna_jaccard(w: Matrix, counts: Counts) -> Matrix:
    """The Discourse Network Analyzer's Jaccard: w / (m10 + m01 + m11) (DNA manual).

    m10 = Σ_j Σ_k x[i, j, k] [x[i', j, k] = 0], what only i says; m01 the same for i'; and
    m11 = Σ_j Σ_k x[i, j, k] · x[i', j, k], where repeated statements multiply. Sides count here
    even if the tie ignores them.
    """
    flat = counts.x.reshape(len(counts.rows), -1)
    alone = flat @ (flat == 0).T.astype(float)
    return _divided(w, alone + alone.T + flat @ flat.T)


def dna_cosine(w: Matrix, counts: Counts) -> Matrix:
    """The Discourse Network Analyzer's cosine: w / (a_i · a_i') (DNA manual)."""
    a = counts.activity
    return _divided(w, a[:, None] * a[None, :])


def jaccard(counts: Counts, kind: Kind) -> Matrix:
    """Jaccard's coefficient of two sets: |A ∩ B| / (|A| + |B| − |A ∩ B|) (Jaccard 1901).

    Repetitions do not count. ``congruence`` compares the sets of stances (issue and side) of two
    actors. ``conflict`` compares the stances of one with those of the other turned round, so that
    two who hold the opposite on everything get one. ``subtract`` is the first less the second,
    ``ignore`` compares sets of issues.
    """
    if kind == "ignore":
        return _shared(counts.mentions > 0, counts.mentions > 0)
    stand, turned = _sides(counts)
    same = stand > 0
    other = turned > 0
    if kind == "congruence":
        return _shared(same, same)
    if kind == "conflict":
        return _shared(same, other)
    return _shared(same, same) - _shared(same, other)


def cosine(counts: Counts, kind: Kind) -> Matrix:
    """The cosine of the angle between two rows of counts (Salton and McGill 1983).

    ``congruence``: Σ_j Σ_k x[i, j, k] · x[i', j, k] / (|x_i| |x_i'|), lengths over issues and
    sides; ``conflict`` with the other's sides turned round, ``subtract`` the first less the second,
    ``ignore`` over mentions, sides summed up.
    """
    if kind == "ignore":
        flat = counts.mentions
    else:
        flat, _ = _sides(counts)
    w = ties.one_mode(counts, kind)
    length = np.sqrt((flat**2).sum(axis=1))
    return _divided(w, length[:, None] * length[None, :])


def _sides(counts: Counts) -> tuple[Matrix, Matrix]:
    """Rows of counts over issue and side, and the same with for and against exchanged."""
    against, favour = counts.at(counts.levels[0]), counts.at(counts.levels[-1])
    return np.hstack([favour, against]), np.hstack([against, favour])


def _shared(a: np.ndarray, b: np.ndarray) -> Matrix:
    left, right = a.astype(float), b.astype(float)
    both = left @ right.T
    either = left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :] - both
    made = _divided(both, either)
    np.fill_diagonal(made, 0.0)
    return made


def _divided(w: Matrix, by: Matrix) -> Matrix:
    """Quotients, zero where there is nothing to divide by."""
    by = np.broadcast_to(by, w.shape)
    return np.divide(w, by, out=np.zeros_like(w), where=by != 0)
