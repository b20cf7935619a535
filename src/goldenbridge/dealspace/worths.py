"""What deals are worth to each party, in many worlds at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.layers import Layers

__all__ = ["TOLERANCE", "WorldWorths", "value"]

#: A deal counts as no worse than no deal when it falls short by less than this, in worth.
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class WorldWorths:
    """What each option, and each combination told of, adds for each party in each world.

    Attributes
    ----------
    unary : (worlds, parties, options of all issues one after the other).
    terms : (worlds, parties, terms); added when the deal matches the term's clause.
    """

    unary: NDArray[np.float64]
    terms: NDArray[np.float64]

    def __post_init__(self) -> None:
        for name in ("unary", "terms"):
            array = np.ascontiguousarray(getattr(self, name), dtype=np.float64)
            if array.ndim != 3:
                raise ValueError(
                    f'"{name}" has three axes, worlds, parties and what is valued; found an '
                    f"array of shape {array.shape}."
                )
            if not np.isfinite(array).all():
                raise ValueError(f'"{name}" holds worths that are not finite numbers.')
            object.__setattr__(self, name, array)
        if self.unary.shape[:2] != self.terms.shape[:2]:
            raise ValueError(
                f'"unary" is over {self.unary.shape[:2]} worlds and parties, "terms" over '
                f"{self.terms.shape[:2]}."
            )

    @property
    def n_worlds(self) -> int:
        """How many worlds."""
        return int(self.unary.shape[0])

    @property
    def n_parties(self) -> int:
        """How many parties."""
        return int(self.unary.shape[1])

    def fit(self, layers: Layers) -> None:
        """Raise unless the worths value the options and terms of ``layers``."""
        found = (self.unary.shape[2], self.terms.shape[2])
        wanted = (layers.space.n_options, len(layers.terms))
        if found != wanted:
            raise ValueError(
                f"Worths of {found[0]} options and {found[1]} terms do not fit a deal space "
                f"of {wanted[0]} options and {wanted[1]} terms."
            )

    def some(self, worlds: ArrayLike) -> WorldWorths:
        """The same in some of the worlds only, by number or by mask."""
        chosen = np.asarray(worlds)
        return WorldWorths(self.unary[chosen], self.terms[chosen])


def value(layers: Layers, worths: WorldWorths, deals: ArrayLike) -> NDArray[np.float64]:
    """What each deal is worth to each party in each world.

    Parameters
    ----------
    layers : the deal space and the clauses of its terms.
    worths : in W worlds to P parties.
    deals : (deals, issues), option numbers.

    Returns
    -------
    array (W, P, deals).
    """
    worths.fit(layers)
    rows = np.atleast_2d(np.asarray(deals))
    taken = np.zeros((layers.space.n_options, len(rows)))
    taken[layers.space.offsets[:-1] + rows, np.arange(len(rows))[:, None]] = 1.0
    # One large product of matrices: far faster than one small one a world.
    total = _flat(worths.unary) @ taken
    if layers.terms:
        matched = np.array([term.matches(rows) for term in layers.terms], dtype=np.float64)
        total += _flat(worths.terms) @ matched
    result: NDArray[np.float64] = total.reshape(worths.n_worlds, worths.n_parties, len(rows))
    return result


def _flat(worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Worlds and parties as one axis."""
    return worths.reshape(-1, worths.shape[2])
