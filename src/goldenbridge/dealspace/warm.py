"""Compile every search beforehand, so that no user waits for it."""

from __future__ import annotations

import numpy as np

from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.layers import layer
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.by_cost import most_accepted_by_cost
from goldenbridge.dealspace.search.by_set import with_deal_by_set
from goldenbridge.dealspace.search.corrections import corrections
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["warm"]


def warm() -> None:
    """Run every compiled search once on a toy, with the types of array used everywhere.

    Machine code is kept on disk next to the source (or in the user's cache): half a minute
    the first time, nothing from then on.
    """
    space = DealSpace.plain([2, 2], impossible=[Clause(((0, (0,)), (1, (0,))))])
    both = Clause(((0, (1,)), (1, (1,))))
    layers = layer(space, [both], [both], controls=np.ones((2, 4)), defaults=[0, 0])
    worths = WorldWorths(np.ones((2, 2, 4)), np.ones((2, 2, 1)))
    no_deal = np.array([[2.0, 2.0], [9.0, 9.0]])
    consent: tuple[Consent, ...] = ("always", "issues")
    exists(layers, worths, no_deal, 1, consent)
    most_accepted(layers, worths, no_deal, 1, consent)
    most_accepted_by_cost(layers, worths, no_deal, 1, consent, np.ones(4))
    with_deal_by_set(layers, worths, no_deal, 1, consent, [1])
    corrections(layers, worths, no_deal, 1, consent)
