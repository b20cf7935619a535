"""In which worlds is there a deal, and how firm may all be before there is none?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.dealspace.consent import Consent, regimes
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.maximin import Best, maximin
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["exists", "firmest"]


def exists(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    *,
    hints: ArrayLike | None = None,
    worlds: ArrayLike | None = None,
) -> Best:
    """Whether each world has a deal that all whose consent it needs would rather sign.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P), what each gets without a deal; a deal as good is accepted.
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    hints : (W, issues), deals to try first.
    worlds : numbers of the worlds to look at, all by default; the others report none.

    Returns
    -------
    Best with ``found`` and a witness in ``deals``; ``value`` is infinite where one is found.
    """
    _fit_parties(layers, worths, consent)
    best: Best | None = None
    asked = np.arange(worths.n_worlds) if worlds is None else np.asarray(worlds)
    for regime in regimes(consent):
        one = maximin(
            layers,
            worths,
            no_deal,
            objective=0,
            needed=regime.needed,
            binding=layers.held(binding, regime.needed),
            excused=regime.excused,
            hints=hints,
            worlds=asked if best is None else asked[~best.found[asked]],
        )
        best = one if best is None else _better(best, one)
    assert best is not None
    return best


def firmest(
    layers: Layers,
    worths: WorldWorths,
    low: ArrayLike,
    high: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    *,
    hints: ArrayLike | None = None,
) -> Best:
    """How far all brackets of no-deal can firm together before the last deal is gone.

    At firmness u, each party's no deal is worth ``low + u * (high - low)``: at 0 the party
    takes anything better than what it refused, at 1 it insists on the worth of its own offer.
    u* may lie outside 0 to 1.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    low, high : (W, P), the brackets; a party whose bracket is a point just needs that much.
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    hints : (W, issues), deals to try first.

    Returns
    -------
    Best with u* in ``value``: minus infinity where no deal is possible at any firmness,
    infinity where a deal exists that needs no party with a bracket.
    """
    _fit_parties(layers, worths, consent)
    base, top = np.broadcast_arrays(np.asarray(low, float), np.asarray(high, float))
    if (top < base).any():
        count = int((top < base).any(axis=-1).sum())
        raise ValueError(
            f"A bracket has its low end at or below its high end; in {count} worlds a party's "
            "has not. Leave out worlds that contradict the record, or mend the coding."
        )
    best: Best | None = None
    for regime in regimes(consent):
        one = maximin(
            layers,
            worths,
            base,
            top - base,
            objective=regime.needed,
            binding=layers.held(binding, regime.needed),
            excused=regime.excused,
            floor=-np.inf if best is None else best.value,
            hints=hints if best is None else None,
        )
        best = one if best is None else _better(best, one)
    assert best is not None
    return best


def _better(one: Best, other: Best) -> Best:
    """World by world, the better of two."""
    take = other.found & (~one.found | (other.value > one.value))
    return Best(
        value=np.where(take, other.value, one.value),
        deals=np.where(take[:, None], other.deals, one.deals),
        found=one.found | other.found,
        weights=np.where(take[:, None], other.weights, one.weights),
        nodes=one.nodes + other.nodes,
    )


def _fit_parties(layers: Layers, worths: WorldWorths, consent: Sequence[Consent]) -> None:
    """Raise unless layers, worths and consent speak of the same parties."""
    if not layers.n_parties == worths.n_parties == len(consent):
        raise ValueError(
            f"The deal space tells the consents of {layers.n_parties} parties, worths are "
            f"given for {worths.n_parties}, kinds of consent for {len(consent)}."
        )
