"""How patient each party must at least be for a schedule to hold, by trying one after another.

Patience does not always help: what comes late counts more, but so does what a breach brings late
and what no deal brings for good. So the patience at which a schedule holds need not be all above
some least value, and none is searched for by halving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import TOLERANCE, margins_in

__all__ = ["GRID", "Patience", "least_patience"]

Floats = NDArray[np.float64]

#: What is tried: 0.01, 0.02, … 0.99, 0.995, 0.999.
GRID: Floats = np.append(np.arange(1, 100) / 100, [0.995, 0.999])


@dataclass(frozen=True)
class Patience:
    """At which patience, of those tried, one party neither stays away nor leaves.

    Attributes
    ----------
    holds : (grid,), whether it holds.
    """

    holds: NDArray[np.bool_]

    @property
    def least(self) -> float | None:
        """The least patience tried at which it holds; None where none suffices."""
        return float(GRID[int(np.argmax(self.holds))]) if self.holds.any() else None

    @property
    def from_there_on(self) -> bool:
        """Whether it holds at every greater patience tried, too."""
        return bool(self.holds.any() and self.holds[int(np.argmax(self.holds)) :].all())


def least_patience(
    exchange: Exchange, levels: Floats, added: Floats | None = None
) -> list[Patience]:
    """For each party, the patience at which it keeps a schedule, whatever that of the others.

    Worths stay as they are: a point for good is a point, at any patience.

    Parameters
    ----------
    levels : (T + 1, M), share done by each period, from period 0.
    added : (P,), guarantees besides those posted.

    >>> exchange = Exchange.simple([0, 1], [[-2, 4], [4, -2]], periods=1, reversible=1)
    >>> once = np.array([[0, 0], [1, 1]])
    >>> [p.least for p in least_patience(exchange, once)]
    [0.5, 0.5]
    """
    count, parties = len(GRID), exchange.parties
    found = margins_in(
        exchange,
        levels,
        np.broadcast_to(exchange.worth, (count, *exchange.worth.shape)),
        np.broadcast_to(exchange.outside, (count, parties)),
        np.repeat(GRID[:, None], parties, axis=1),
        added,
    )
    kept = (found.going_on >= -TOLERANCE).all(axis=2) & (found.begin >= -TOLERANCE)
    return [Patience(kept[:, party]) for party in range(parties)]
