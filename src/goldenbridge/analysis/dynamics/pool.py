"""The packages that a simulation looks at: the best to be had in every world, under every policy.

A deal space can hold a billion packages; what is ever signed lies among a few hundred. Candidates
are those that leave all parties the most to spare in each world, at several brackets of no deal,
with every set of levers that a policy pulls. Of them the fewest are kept that leave next to
nothing to gain: greedily, the one first that helps most worlds most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.search.accepts import crosses
from goldenbridge.dealspace.search.existence import exists, firmest
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Worlds

__all__ = ["Pool", "at_stake", "pool", "shares"]

Floats = NDArray[np.float64]

#: The most packages that are kept.
MOST = 384
#: In so many worlds packages are searched for; what was found is tried in all of them.
SEARCHED = 256
#: What a further package has to add to the mean over worlds, in shares of what is at stake.
ENOUGH = 1e-5


@dataclass(frozen=True, eq=False)
class Pool:
    """Some packages of a deal space, and how much of what could be had they leave out.

    Attributes
    ----------
    deals : (packages, issues), option numbers.
    missed : mean over worlds of what the best candidate leaves to spare beyond the best one kept,
        in shares of what is at stake.
    candidates : how many were looked at.
    """

    deals: NDArray[np.int64]
    missed: float
    candidates: int


def at_stake(worlds: Worlds) -> tuple[Floats, Floats]:
    """The least that a package can be worth to each party, and the range above it: (W, P) each.

    Options alone; what levers and readings add for several options together may lead beyond.
    """
    frame = worlds.frame
    full = worlds.full[:, :, frame.columns]
    starts = frame.space.offsets[:-1]
    least = np.minimum.reduceat(full, starts, axis=2).sum(axis=2)
    most = np.maximum.reduceat(full, starts, axis=2).sum(axis=2)
    return least, np.maximum(most - least, 1e-9)


def shares(
    worlds: Worlds, deals: NDArray[np.int64], least: Floats, width: Floats, free: float
) -> tuple[Floats, Floats]:
    """Packages and no deal in shares of what is at stake.

    Returns
    -------
    (W, packages, P) worths, ``free`` where a party's consent is not needed and its negative where a
    package crosses a binding line of somebody needed or breaks a rule; and (W, P) no deal.
    """
    frame = worlds.frame
    worth = (value(frame.layers, worlds.worths, deals) - least[:, :, None]) / width[:, :, None]
    needed = needed_by(frame.consent, frame.layers.triggered(deals))
    found = np.where(needed.T[None], worth, free).transpose(0, 2, 1)
    barred = crosses(frame.layers, worlds.binding, deals, frame.consent) > 0
    barred |= ~frame.space.allows(deals)[None]
    found[barred] = -free
    return np.ascontiguousarray(found), (worlds.no_deal - least) / width


def pool(variants: Sequence[Worlds], most: int = MOST) -> Pool:
    """The packages worth looking at in these worlds, as they are with each set of levers.

    Parameters
    ----------
    variants : the same worlds under different levers, of one frame.
    most : how many to keep at the most.
    """
    some = [worlds.some(np.arange(min(len(worlds), SEARCHED))) for worlds in variants]
    found = []
    for number, worlds in enumerate(some):
        frame = worlds.frame
        low, high = np.minimum(worlds.low, worlds.high), np.maximum(worlds.low, worlds.high)
        if number == 0:
            best = firmest(frame.layers, worlds.worths, low, high, worlds.binding, frame.consent)
            found.append(best.deals[best.found])
        # Where a deal is out of reach now, parties may yet come to ask less.
        for less in (0.0, 0.3, 0.7):
            asked = worlds.no_deal - less * (high - low)
            ready = exists(frame.layers, worlds.worths, asked, worlds.binding, frame.consent)
            found.append(ready.deals[ready.found])
    candidates = np.unique(np.concatenate(found), axis=0)
    candidates = candidates[(candidates >= 0).all(axis=1)].astype(np.int64)
    if not len(candidates):
        defaults = variants[0].frame.defaults[None].astype(np.int64)
        return Pool(defaults, 0.0, 0)
    slack = []
    for worlds in some:
        least, width = at_stake(worlds)
        worth, no_deal = shares(worlds, candidates, least, width, 1e3)
        slack.append((worth - no_deal[:, None, :]).min(axis=2).astype(np.float32))
    # Transposed, so that a candidate's worlds lie side by side.
    spare = np.ascontiguousarray(np.clip(np.concatenate(slack), -1.0, 1.0).T)
    best_of = spare.max(axis=0)
    kept: list[int] = []
    now = np.full(spare.shape[1], -1.0, dtype=np.float32)
    while len(kept) < min(most, len(candidates)):
        gain = np.maximum(spare - now, 0.0).mean(axis=1)
        one = int(gain.argmax())
        if gain[one] < ENOUGH and kept:
            break
        kept.append(one)
        now = np.maximum(now, spare[one])
    return Pool(candidates[np.sort(kept)], float((best_of - now).mean()), len(candidates))
