"""Packages worth comparing: those most worlds accept, those theory picks, some on the frontier."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.catalogue import CATALOGUE, solve
from goldenbridge.analysis.central import Central

__all__ = ["MOST", "candidates"]

MOST = 12


def candidates(
    chosen: NDArray[np.integer], central: Central | None = None, most: int = MOST
) -> NDArray[np.int64]:
    """Packages to compare, each once: the widely acceptable, the named solutions, the frontier.

    Ranks and regret are among these only; a package that is not here is not compared.

    Parameters
    ----------
    chosen : (packages, issues), the most widely acceptable, best first; all of them are kept.
    central : the central world, for its named solutions and frontier.
    most : how many in all; frontier packages, evenly spread, fill up the rest.
    """
    rows = [tuple(int(x) for x in row) for row in chosen]
    if central is not None and len(central.frontier):
        front = central.frontier
        draft = chosen[0] if len(chosen) else None
        for entry in CATALOGUE:
            answer = solve(entry.id, front.worths, central.no_deal, draft=draft, deals=front.deals)
            rows += [tuple(int(x) for x in front.deals[n]) for n in answer.rows[:1]]
        spread = np.lexsort(front.worths.T[::-1])
        spread = spread[np.linspace(0, len(spread) - 1, min(most, len(spread))).astype(int)]
        rows += [tuple(int(x) for x in front.deals[n]) for n in spread]
    kept = list(dict.fromkeys(rows))[: max(most, len(chosen))]
    width = chosen.shape[1] if chosen.ndim == 2 else 0
    return np.array(kept, dtype=np.int64).reshape(len(kept), len(kept[0]) if kept else width)
