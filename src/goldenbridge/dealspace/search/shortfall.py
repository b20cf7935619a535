"""How much is missing: for a party short of no deal, and for the owner of a dropped red line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent, regimes
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.existence import _better, _fit_parties
from goldenbridge.dealspace.search.maximin import Best, maximin
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["best_margin", "shortfall"]


def best_margin(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    party: int,
    *,
    dropped: ArrayLike = 0,
    worlds: ArrayLike | None = None,
) -> Best:
    """The most a party can have over no deal, all others accepting, some red lines dropped.

    Told of the owner of a red line that stands in the way, it is what giving the line up
    would cost or bring: its margin over no deal in the best package there then is.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    party : whose margin.
    dropped : bit mask of the red lines given up, one or (W,).
    worlds : numbers of the worlds to look at, all by default.

    Returns
    -------
    Best with the margin in ``value``, in the party's units; below 0 where no package
    that all others accept gives it as much as no deal.
    """
    return _best_by_regime(
        layers, worths, no_deal, binding, consent, party, dropped, worlds, unasked=False
    )


def shortfall(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    party: int,
    *,
    dropped: ArrayLike = 0,
    worlds: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """How far the best package that all others accept leaves a party short of no deal.

    A no deal is never "dropped": it is what a side payment, a guarantee or a change of
    circumstances worth this much to the party would make up for.

    Parameters
    ----------
    layers, worths, no_deal, binding, consent, party, dropped, worlds : as for ``best_margin``.

    Returns
    -------
    array (W,), in the party's units; 0 where nothing is short or the others accept a
    package that does not need the party, infinite where they accept no package at all.
    """
    best = _best_by_regime(
        layers, worths, no_deal, binding, consent, party, dropped, worlds, unasked=True
    )
    short: NDArray[np.float64] = np.maximum(-best.value, 0.0)
    return short


def _best_by_regime(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    party: int,
    dropped: ArrayLike,
    worlds: ArrayLike | None,
    *,
    unasked: bool,
) -> Best:
    """The party's best margin, the others accepting; infinite if ``unasked`` and not needed."""
    _fit_parties(layers, worths, consent)
    if not 0 <= party < worths.n_parties:
        raise ValueError(f"Parties are numbered 0 to {worths.n_parties - 1}; found {party}.")
    bind = np.asarray(binding, np.uint64) & ~np.asarray(dropped, np.uint64)
    own = 1 << party
    best: Best | None = None
    for regime in regimes(consent):
        one = maximin(
            layers,
            worths,
            no_deal,
            objective=0 if unasked and regime.excused & own else own,
            needed=regime.needed & ~own,
            binding=layers.held(bind, regime.needed),
            excused=regime.excused,
            floor=-np.inf if best is None else best.value,
            worlds=worlds,
        )
        best = one if best is None else _better(best, one)
    assert best is not None
    return best
