"""In which order to branch: what tells the worlds apart is settled first.

The order that keeps the graph smallest serves a search world by world. A search over all worlds
at once wants another: once the issues that matter most are settled, the worlds in which a partial
package can still be signed are nearly those in which it will be, and the bounds bite.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.limits import SpaceTooTied
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["by_importance", "importance"]


def by_importance(
    layers: Layers,
    worths: WorldWorths,
    binding: NDArray[np.uint64],
    room: int,
    weights: Mapping[int, float] | None = None,
) -> Layers:
    """The deal space with the issues that matter most first, where the graph has room for it.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    binding : (W,), bit masks of the red lines that bind.
    room : numbers that the bounds of all nodes may take, (nodes, parties + 1, worlds).
    weights : issue → factor on its importance.
    """
    if not worths.n_worlds:
        return layers
    score = importance(layers, worths, binding)
    for issue, weight in (weights or {}).items():
        score[issue] *= weight
    order = np.argsort(-score, kind="stable").tolist()
    try:
        nodes = room // ((worths.n_parties + 1) * worths.n_worlds)
        return layers.in_order(order, max(1, nodes))
    except SpaceTooTied:
        return layers


def importance(
    layers: Layers, worths: WorldWorths, binding: NDArray[np.uint64]
) -> NDArray[np.float64]:
    """How much hangs on each issue: its part in what parties can gain, and lines that bind on it.

    Returns
    -------
    array (issues,), without a unit.
    """
    offsets = layers.space.offsets
    spread = np.stack(
        [np.ptp(worths.unary[:, :, low:high], axis=2) for low, high in pairwise(offsets)]
    )
    sizes = np.abs(worths.terms)
    all_told = spread.sum(axis=0) + sizes.sum(axis=2)
    all_told = np.where(all_told > 0, all_told, 1.0)
    score: NDArray[np.float64] = (spread / all_told).mean(axis=1).sum(axis=1)
    for number, term in enumerate(layers.terms):
        part = float((sizes[:, :, number] / all_told).mean(axis=0).sum()) / len(term.parts)
        score[list(term.issues)] += part
    for number, line in enumerate(layers.lines):
        binds = (np.asarray(binding, np.uint64) >> np.uint64(number)) & np.uint64(1)
        score[list(line.issues)] += float(binds.mean()) / len(line.parts)
    return np.round(score, 9)
