"""Who would sign these packages, in which worlds, and which red lines they cross."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent, needed_by
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths, value

__all__ = ["accepted", "accepts", "crosses"]


def accepts(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    consent: Sequence[Consent],
    deals: ArrayLike,
) -> NDArray[np.bool_]:
    """Whether each party finds each package no worse than no deal, in each world.

    A party whose consent a package does not need counts as accepting it. Red lines are
    told apart by ``crosses``.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    consent : for each party "always", "issues" or "never".
    deals : (packages, issues), option numbers.

    Returns
    -------
    array (W, P, packages).
    """
    rows = np.atleast_2d(np.asarray(deals))
    needed = needed_by(consent, layers.triggered(rows)).T
    least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
    content: NDArray[np.bool_] = value(layers, worths, rows) >= least[:, :, None] - TOLERANCE
    return content | ~needed


def crosses(
    layers: Layers,
    binding: ArrayLike,
    deals: ArrayLike,
    consent: Sequence[Consent] | None = None,
) -> NDArray[np.uint64]:
    """The binding red lines each package crosses in each world, as masks (W, packages).

    With ``consent``, only the lines that can block the package: those of a party it needs.
    """
    bind = np.atleast_1d(np.asarray(binding, dtype=np.uint64))
    needed = None if consent is None else needed_by(consent, layers.triggered(deals))
    masks: NDArray[np.uint64] = bind[:, None] & layers.crossed(deals, needed)
    return masks


def accepted(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    deals: ArrayLike,
) -> NDArray[np.bool_]:
    """Whether all needed parties accept each package and no binding line is crossed.

    Returns
    -------
    array (W, packages); False throughout for packages that break a rule.
    """
    signed = accepts(layers, worths, no_deal, consent, deals).all(axis=1)
    clear = crosses(layers, binding, deals, consent) == 0
    return np.asarray(signed & clear & layers.space.allows(deals), dtype=np.bool_)
