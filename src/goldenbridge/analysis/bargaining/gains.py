"""What the solution concepts share: gains over no deal, ties, and what nobody should sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.method import Floats, Solution, Status
from goldenbridge.dealspace.worths import TOLERANCE

__all__ = ["TOLERANCE", "Gains", "gains_over", "highest"]

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Gains:
    """Deals measured from no deal.

    Attributes
    ----------
    worths : (n, P), as given.
    gains : (n, P), worth less no deal.
    rational : numbers of the rows that are individually rational: no party falls short of its
        no deal by more than the tolerance. "At least as good" everywhere, never "better".
    """

    worths: Floats
    gains: Floats
    rational: Rows

    @property
    def positive(self) -> Floats:
        """Gains of the rational rows; what lies within the tolerance of nothing is nothing."""
        gains = self.gains[self.rational]
        return np.where(gains > TOLERANCE, gains, 0.0)

    @cached_property
    def ideal(self) -> Floats:
        """The most that each party gains in any individually rational deal: (P,)."""
        best: Floats = self.positive.max(axis=0)
        return best

    @property
    def shares(self) -> Floats:
        """Gains as shares of the ideal gains: (rational rows, parties that can gain at all).

        A party that gains nothing in any rational deal has no ideal to be measured by: it is
        left out, and has what it can get.
        """
        able = self.ideal > 0
        shares: Floats = self.positive[:, able] / self.ideal[able]
        return shares

    @property
    def left_out(self) -> tuple[str, ...]:
        """A sentence for each party left out of the shares."""
        return tuple(
            f"Party number {party} gains nothing in any deal that all accept, so its share is "
            "not counted."
            for party in np.flatnonzero(self.ideal <= 0)
        )

    def without_answer(self, references: tuple[str, ...]) -> Solution | None:
        """The answer "none", where no deal is there or none is individually rational."""
        if len(self.rational):
            return None
        status = Status.NONE_RATIONAL if len(self.worths) else Status.NO_DEALS
        return self.solution(self.rational, (), references, status)

    def efficient(self, rows: Rows) -> Rows:
        """The rows that none of the others dominates, give or take the tolerance.

        One row dominates another where it is at least as good for everybody and better for
        somebody. Rows are looked at from the largest sum down, so that one always stays.
        """
        gains = self.gains[rows]
        kept: list[int] = []
        for place in np.argsort(-gains.sum(axis=1), kind="stable"):
            ahead = gains[kept] - gains[place]
            dominating = (ahead >= -TOLERANCE).all(axis=1) & (ahead > TOLERANCE).any(axis=1)
            if not dominating.any():
                kept.append(int(place))
        return rows[np.sort(np.array(kept, dtype=np.int64))]

    def solution(
        self,
        rows: Rows,
        assumed: tuple[str, ...],
        references: tuple[str, ...],
        status: Status = Status.SOLVED,
    ) -> Solution:
        """The rows as an answer."""
        return Solution(
            tuple(int(row) for row in rows),
            self.worths[rows],
            self.gains[rows],
            status,
            assumed,
            references,
        )


def gains_over(worths: ArrayLike, no_deal: ArrayLike) -> Gains:
    """Measure deals (n, P) from no deal (P,).

    Raises
    ------
    ValueError : the shapes do not fit, or a worth is not a finite number.

    >>> gains_over([[3, 1], [0, 9]], [1, 1]).rational.tolist()
    [0]
    """
    rows, least = np.asarray(worths, dtype=np.float64), np.asarray(no_deal, dtype=np.float64)
    if least.ndim != 1 or not len(least):
        raise ValueError(f"No deal is one worth a party, (parties,); found {least.shape}.")
    if not rows.size:
        rows = rows.reshape(0, len(least))
    if rows.ndim != 2 or rows.shape[1] != len(least):
        raise ValueError(
            f"Worths (deals, {len(least)}) are wanted, a column for each party that has a no "
            f"deal; found {rows.shape}."
        )
    if not (np.isfinite(rows).all() and np.isfinite(least).all()):
        raise ValueError("Worths and no deal are finite numbers; found one that is not.")
    gains = rows - least
    return Gains(rows, gains, np.flatnonzero((gains >= -TOLERANCE).all(axis=1)))


def highest(score: Floats) -> Rows:
    """The places of the largest score, with all that come within the tolerance of it.

    >>> highest(np.array([1.0, 3.0, 3.0 - 1e-12])).tolist()
    [1, 2]
    """
    return np.flatnonzero(score >= score.max() - TOLERANCE)
