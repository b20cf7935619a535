"""Whether an answer weighs worths and no-deals, or is only which red lines were typed as real."""

from __future__ import annotations

import numpy as np

from goldenbridge.analysis.feasibility.zone import Zone
from goldenbridge.worlds import Worlds

__all__ = ["EXPLAINED", "told_by_lines", "typed_confidences_decide"]

#: Red lines alone tell whether a world has a deal in so many of the worlds.
EXPLAINED = 0.95


def told_by_lines(worlds: Worlds, zone: Zone) -> float:
    """In which share of worlds it can be told from the binding red lines alone if there is a deal.

    Patterns of binding lines that occur once are left out, since they tell of themselves only.
    Near 1, weights and brackets play no part in the share: it is typed confidences.
    """
    if not len(worlds):
        return 0.0
    _, pattern = np.unique(worlds.binds, axis=0, return_inverse=True)
    total = np.bincount(pattern.ravel())
    deal = np.bincount(pattern.ravel(), weights=zone.on.astype(float))
    often = total > 1
    told = np.maximum(deal, total - deal)[often].sum()
    return float(told) / max(float(total[often].sum()), 1.0)


def typed_confidences_decide(worlds: Worlds, zone: Zone) -> bool:
    """Whether the share with a deal is the typed confidences of red lines and nothing else."""
    return (
        bool(worlds.binds.shape[1])
        and float(zone.off.mean()) >= EXPLAINED
        and not np.array_equal(zone.on, zone.off)
        and told_by_lines(worlds, zone) >= EXPLAINED
    )
