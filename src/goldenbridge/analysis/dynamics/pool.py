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
from goldenbridge.dealspace.worths import WorldWorths, value
from goldenbridge.worlds import Worlds

__all__ = ["Pool", "at_stake", "greedy", "pool", "searched", "shares"]

Floats = NDArray[np.float64]

#: Points; a party to whom the options are all the same is not to be blown up to a whole.
LEAST_AT_STAKE = 1.0
#: Points by which an option that is not on the table is worse than any.
CLOSED = 1e7
#: The most packages that are kept.
MOST = 384
#: In so many worlds packages are searched for; what was found is tried in all of them.
SEARCHED = 256
#: Worlds times sets of levers, so that many policies do not fill the memory; and no fewer worlds.
TRIED, FEWEST = 4096, 16
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
    return least, np.maximum(most - least, LEAST_AT_STAKE)


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
    found[_barred(worlds, deals)] = -free
    return np.ascontiguousarray(found), (worlds.no_deal - least) / width


def searched(sets: int) -> int:
    """In how many worlds packages are searched for, with so many sets of levers.

    >>> searched(1), searched(64)
    (256, 64)
    """
    return max(FEWEST, min(SEARCHED, TRIED // max(sets, 1)))


def pool(
    variants: Sequence[Worlds],
    closed: Sequence[NDArray[np.bool_]] | None = None,
    most: int = MOST,
) -> Pool:
    """The packages worth looking at in these worlds, as they are with each set of levers.

    Parameters
    ----------
    variants : the same worlds under different levers, of one frame; what is at stake in the first
        is the measure for all.
    closed : for each of them, the options that nobody has put on the table, (options,);
        none where left out.
    most : how many to keep at the most.
    """
    several = searched(len(variants))
    some = [worlds.some(np.arange(min(len(worlds), several))) for worlds in variants]
    worths = [
        worlds.worths if closed is None else _without(worlds.worths, closed[number])
        for number, worlds in enumerate(some)
    ]
    candidates = _candidates(some, worths)
    if not len(candidates):
        defaults = variants[0].frame.defaults[None].astype(np.int64)
        return Pool(defaults, 0.0, 0)
    _, width = at_stake(some[0])
    # A candidate's worlds lie side by side.
    several_spare = [_spare(*one, candidates, width) for one in zip(some, worths, strict=True)]
    spare = np.concatenate(several_spare).T.copy()
    kept = np.sort(greedy(spare, most))
    missed = float((spare.max(axis=0) - spare[kept].max(axis=0)).mean())
    return Pool(candidates[kept], missed, len(candidates))


def greedy(spare: NDArray[np.float32], most: int) -> list[int]:
    """The candidates that leave next to nothing to gain, the most helpful first.

    Each is the one that adds most to the mean over worlds of what the best one kept leaves to
    spare. What a candidate adds only ever falls as others are kept, so that what it added when it
    was last looked at bounds what it adds now, and most need no second look.

    Parameters
    ----------
    spare : (candidates, worlds), what each leaves all parties to spare, from -1 to 1.
    most : how many to keep at the most.

    >>> greedy(np.array([[0.1, 0.1], [0.9, -1.0], [-1.0, 0.3]], dtype=np.float32), 2)
    [0, 1]
    """
    now = np.full(spare.shape[1], -1.0, dtype=np.float32)
    bound = (spare - now).mean(axis=1)
    kept: list[int] = []
    while len(kept) < min(most, len(spare)):
        seen = np.zeros(len(spare), dtype=np.bool_)
        while not seen[one := int(bound.argmax())]:
            bound[one] = np.maximum(spare[one] - now, 0.0).mean()
            seen[one] = True
        if bound[one] < ENOUGH and kept:
            break
        kept.append(one)
        bound[one] = 0.0
        now = np.maximum(now, spare[one])
    return kept


def _without(worths: WorldWorths, closed: NDArray[np.bool_]) -> WorldWorths:
    """The same worths, with closed options so bad for all that nobody signs one."""
    if not closed.any():
        return worths
    unary = worths.unary.copy()
    unary[:, :, closed] -= CLOSED
    return WorldWorths(unary, worths.terms)


def _candidates(some: Sequence[Worlds], worths: Sequence[WorldWorths]) -> NDArray[np.int64]:
    """The best packages of each world under each set of levers, at several no deals."""
    found = []
    for number, (worlds, worth) in enumerate(zip(some, worths, strict=True)):
        frame = worlds.frame
        low, high = np.minimum(worlds.low, worlds.high), np.maximum(worlds.low, worlds.high)
        if number == 0:
            best = firmest(frame.layers, worth, low, high, worlds.binding, frame.consent)
            found.append(best.deals[best.found])
        # Where a deal is out of reach now, parties may yet come to ask less.
        for less in (0.0, 0.3, 0.7):
            asked = worlds.no_deal - less * (high - low)
            ready = exists(frame.layers, worth, asked, worlds.binding, frame.consent)
            found.append(ready.deals[ready.found])
    candidates = np.unique(np.concatenate(found), axis=0)
    return candidates[(candidates >= 0).all(axis=1)].astype(np.int64)


def _spare(
    worlds: Worlds, worths: WorldWorths, deals: NDArray[np.int64], width: Floats
) -> NDArray[np.float32]:
    """What each package leaves those it needs to spare, in shares of what is at stake: (W, K)."""
    frame = worlds.frame
    worth = value(frame.layers, worths, deals)
    needed = needed_by(frame.consent, frame.layers.triggered(deals))
    found = np.ones((len(worlds), len(deals)), dtype=np.float32)
    for party in range(len(frame.parties)):
        gain = (worth[:, party] - worlds.no_deal[:, party, None]) / width[:, party, None]
        np.minimum(found, gain, out=found, where=needed[None, :, party], casting="same_kind")
    found[_barred(worlds, deals)] = -1.0
    clipped: NDArray[np.float32] = np.clip(found, -1.0, 1.0)
    return clipped


def _barred(worlds: Worlds, deals: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a package crosses a binding line in a world or breaks a rule: (W, K)."""
    frame = worlds.frame
    crossed = crosses(frame.layers, worlds.binding, deals, frame.consent) > 0
    barred: NDArray[np.bool_] = crossed | ~frame.space.allows(deals)[None]
    return barred
