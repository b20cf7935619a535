"""Three answers under one setting: a deal or none, the best package signed or not, which leads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.robustness.breakpoints import leader
from goldenbridge.analysis.robustness.headlines import signed
from goldenbridge.analysis.robustness.labels import THRESHOLD
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.worlds import NOTHING_SET, Settings

__all__ = ["Asking"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Asking:
    """What single judgements are moved to turn, asked again and again on the same worlds.

    Columns of an answer: whether there is a deal, red lines as walls; then for each package
    whether all needed sign it.

    Parameters
    ----------
    pool : worlds that the packages were not chosen on.
    packages : (packages, issues), the best first.
    """

    def __init__(self, pool: Pool, packages: NDArray[np.integer]) -> None:
        self.pool, self.packages = pool, packages
        self.base = self.masks(NOTHING_SET)
        self.shares = self._shares(self.base)

    def masks(self, settings: Settings) -> Bools:
        """World by world: (W, 1 + packages)."""
        deal = self.pool.deals(settings)[:, None]
        if not len(self.packages):
            return deal
        return np.hstack([deal, signed(self.pool.worlds(settings), self.packages)])

    @staticmethod
    def _shares(masks: Bools) -> Floats:
        shares: Floats = masks.sum(axis=0) / max(len(masks), 1)
        return shares

    def ask(self, settings: Settings) -> Floats:
        """Shares (1 + packages,)."""
        return self._shares(self.masks(settings))

    def findings(self) -> tuple[str, ...]:
        """Ids of the findings that have an answer here."""
        return ("deal", "best_package", "leader")[: 1 + min(len(self.packages), 2)]

    def answers(self, finding: str, shares: Floats) -> NDArray[np.int64]:
        """The answer to one finding, row by row of shares (K, 1 + packages)."""
        if finding == "leader":
            return leader(shares[:, 1:])
        column = 0 if finding == "deal" else 1
        return (shares[:, column] > THRESHOLD).astype(np.int64)

    def drawn(self, finding: str) -> int:
        """The answer as drawn."""
        return int(self.answers(finding, self.shares[None])[0])

    def share(self, finding: str, shares: Floats) -> float:
        """The share of worlds that goes with a finding: with a deal, or signing the best."""
        return float(shares[0 if finding == "deal" else 1])
