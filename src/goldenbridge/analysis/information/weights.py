"""What it would help to know how one party weighs things: all its judged values together.

Single weights lie below what a few thousand worlds can see, so they are asked of a party as one.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.fold import Fold
from goldenbridge.analysis.sample import Sample
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.search.accepts import accepts, crosses
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Settings, Worlds
from goldenbridge.worlds.readings import weights

__all__ = ["Weighing"]


class Weighing:
    """How promising each package looks to somebody who knows one party's weights.

    The party's worths are taken with every hypothesis at its heaviest reading, so that its
    weights tell of its weights only. They place a package within its bracket: from which
    firmness on the party would refuse it. The promise is the share of worlds in which everybody
    else accepts and this party is no firmer than that.

    Parameters
    ----------
    sample : the worlds.
    """

    def __init__(self, sample: Sample) -> None:
        self._sample = sample

    @cached_property
    def _neutral(self) -> Worlds:
        snapshot = self._sample.frame.snapshot
        heaviest = {
            key: max(shares, key=lambda name: shares[name])
            for key, shares in weights(snapshot.body).items()
        }
        sizes = {
            path: judged.mode
            for path, judged in snapshot.judgements().items()
            if path[0] in {"hypotheses", "joint"}
        }
        return self._sample.intervened(Settings(readings=heaviest, values=sizes))

    def limit(self, party: int, deals: NDArray[np.int64]) -> NDArray[np.float64]:
        """The firmness up to which a party accepts each package: (W, K), from its weights alone.

        Infinite where the package does not need it.
        """
        frame, neutral = self._sample.frame, self._neutral
        worth = value(frame.layers, neutral.worths, deals)[:, party]
        ends = neutral.low[:, party, None], neutral.high[:, party, None]
        low, high = np.minimum(*ends), np.maximum(*ends)
        width = high - low
        inside = (worth - low + TOLERANCE) / np.where(width > 0, width, 1.0)
        point = np.where(worth >= low - TOLERANCE, np.inf, -np.inf)
        needed = needed_by(frame.consent, frame.layers.triggered(deals))[:, party]
        limit: NDArray[np.float64] = np.where(width > 0, inside, point)
        limit[:, ~needed] = np.inf
        return limit

    def promise(self, fold: Fold, party: int) -> NDArray[np.float64]:
        """How often each known package would be accepted, given the party's weights: (W, K)."""
        frame, part = self._sample.frame, fold.worlds.some(fold.chosen)
        content = accepts(frame.layers, part.worths, part.no_deal, frame.consent, fold.deals)
        others = np.delete(content, party, axis=1).all(axis=1)
        others &= crosses(frame.layers, part.binding, fold.deals, frame.consent) == 0
        limit, firmness = self.limit(party, fold.deals), part.firmness[:, party]
        promise = np.empty(limit.shape)
        for number in range(len(fold.deals)):
            firm = np.sort(firmness[others[:, number]])
            promise[:, number] = np.searchsorted(firm, limit[:, number], side="right")
        return promise / max(len(part), 1)
