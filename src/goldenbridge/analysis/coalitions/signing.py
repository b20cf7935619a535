"""What would be signed if some parties were not asked, or if what is theirs were left alone.

Setting a party aside takes away its consent and its red lines and nothing else: its issues stay on
the table, and a red line that it shares still binds those who share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.consent import Consent, Regime, regimes
from goldenbridge.dealspace.search.maximin import Best, maximin
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.worlds import Frame, Worlds

__all__ = ["asked_without", "best_for", "bits", "could_gain", "members", "named", "signed"]

Bools = NDArray[np.bool_]


def bits(mask: int) -> list[int]:
    """The numbers of the parties in a mask.

    >>> bits(0b101)
    [0, 2]
    """
    return [place for place in range(mask.bit_length()) if mask >> place & 1]


def members(frame: Frame, mask: int) -> list[dict[str, str]]:
    """The parties of a mask, by id and name."""
    return named(frame, [frame.parties[number] for number in bits(mask)])


def named(frame: Frame, parties: Iterable[str]) -> list[dict[str, str]]:
    """Some parties, or constituencies of parties, by id and name."""
    return [{"id": key, "name": frame.snapshot.name(key)} for key in parties]


def asked_without(consent: Sequence[Consent], aside: int) -> list[Regime]:
    """The ways in which a deal can be struck where some parties are not asked at all.

    >>> asked_without(["always", "issues"], 0b10)
    [Regime(needed=1, excused=0)]
    """
    return regimes(["never" if aside >> n & 1 else kind for n, kind in enumerate(consent)])


def signed(worlds: Worlds, aside: int = 0, untouched: int = 0, among: Bools | None = None) -> Bools:
    """Whether each world has a deal that all would sign who are still asked; exact.

    Parameters
    ----------
    worlds : W of them.
    aside : parties whose consent and red lines are set aside, as a mask.
    untouched : parties not asked either, whose issues the deal leaves alone, as a mask. No deal
        leaves alone a party without whose consent there is none.
    among : (W,), the worlds to look at; the others report none.
    """
    frame = worlds.frame
    found = np.zeros(len(worlds), dtype=np.bool_)
    asked = np.arange(len(worlds)) if among is None else np.flatnonzero(among)
    if any(frame.consent[number] == "always" for number in bits(untouched)):
        return found
    for regime in asked_without(frame.consent, aside | untouched):
        best = maximin(
            frame.layers,
            worlds.worths,
            worlds.no_deal,
            objective=0,
            needed=regime.needed,
            binding=frame.layers.held(worlds.binding, regime.needed),
            excused=regime.excused | untouched,
            worlds=asked[~found[asked]],
        )
        found |= best.found
    return found


def could_gain(worlds: Worlds, party: int, among: Bools) -> Bools:
    """Whether some deal that the others sign is worth more to a party than no deal: (W,).

    Its own consent and red lines are set aside; only what the deal is worth to it counts.
    """
    frame = worlds.frame
    found = np.zeros(len(worlds), dtype=np.bool_)
    asked, base = np.flatnonzero(among), worlds.no_deal.copy()
    base[:, party] += 2 * TOLERANCE  # as good as no deal is no gain
    for regime in asked_without(frame.consent, 1 << party):
        found |= maximin(
            frame.layers,
            worlds.worths,
            base,
            objective=0,
            needed=regime.needed | 1 << party,
            binding=frame.layers.held(worlds.binding, regime.needed),
            excused=regime.excused,
            worlds=asked[~found[asked]],
        ).found
    return found


def best_for(worlds: Worlds, party: int) -> Best:
    """The most that a party gets over no deal from any deal that the others sign.

    Its own consent and red lines are set aside, so it may be less than nothing.

    Returns
    -------
    Best with the margin in ``value``; not found where the others would sign nothing.
    """
    frame = worlds.frame
    best: Best | None = None
    for regime in asked_without(frame.consent, 1 << party):
        one = maximin(
            frame.layers,
            worlds.worths,
            worlds.no_deal,
            objective=1 << party,
            needed=regime.needed,
            binding=frame.layers.held(worlds.binding, regime.needed),
            excused=regime.excused,
            floor=-np.inf if best is None else best.value,
        )
        if best is None:
            best = one
        else:
            better = one.found & (~best.found | (one.value > best.value))
            best.value[better] = one.value[better]
            best.deals[better] = one.deals[better]
            best.found[better] = True
    assert best is not None
    return best
