"""The package accepted most often among some of the worlds, asked again and again.

What would be announced if it were known which reading holds is a question about part of the
worlds, and there are hundreds of such parts. Everything that does not hang on the part, the
bounds on what each partial package can still be worth, is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.acceptance import _Field, _prepare
from goldenbridge.dealspace.search.existence import _fit_parties
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["Choice", "Chooser"]


@dataclass(frozen=True, eq=False)
class Choice:
    """The package to announce in some worlds.

    Attributes
    ----------
    deal : (issues,), option numbers; None where nothing beats what was already known.
    count : worlds that accept it, or that accept what was already known.
    proved : whether no package is accepted in more of these worlds.
    """

    deal: NDArray[np.int64] | None
    count: int
    proved: bool


class Chooser:
    """Finds the package accepted most often in any part of the same worlds.

    Exact where its search is not cut short, and then in agreement with ``most_accepted``.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".

    Attributes
    ----------
    any_deal : (W,), worlds with a deal of some kind.
    """

    def __init__(
        self,
        layers: Layers,
        worths: WorldWorths,
        no_deal: ArrayLike,
        binding: ArrayLike,
        consent: Sequence[Consent],
    ) -> None:
        _fit_parties(layers, worths, consent)
        least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
        bind = np.broadcast_to(np.asarray(binding, np.uint64), worths.n_worlds)
        self._layers = layers
        self._none = np.zeros((0, len(layers.space.issues)), dtype=np.int64)
        self._fields, _, _ = _prepare(layers, worths, least, bind, consent)
        self.any_deal = np.zeros(worths.n_worlds, dtype=np.bool_)
        for field in self._fields:
            self.any_deal[field.worlds] = True

    def best(
        self,
        part: NDArray[np.bool_],
        reached: int = 0,
        max_nodes: int = 800_000,
        *,
        binding: int | None = None,
    ) -> Choice:
        """A package accepted in more than ``reached`` worlds of a part, the best if proved.

        Parameters
        ----------
        part : (W,), the worlds to look at.
        reached : worlds of the part that accept the best package known so far.
        max_nodes : about how many partial packages to look at before giving up the proof.
        binding : red lines, as a bit mask, that bind in all of the part. Only where no line binds
            in the worlds themselves.
        """
        deal, proved = None, True
        for whole in self._fields:
            columns = np.flatnonzero(part[whole.worlds])
            if len(columns) <= reached:
                continue
            field = whole if len(columns) == whole.n_worlds else _some(whole, columns)
            if binding is not None:
                field = copy(field)
                held = self._layers.held(np.array([binding], np.uint64), whole.regime.needed)
                field.binding = np.repeat(held, len(columns))
            # Short searches first: with a good package in hand a long one leaves branches early,
            # and where few of its parts have work to do, they are given more of it.
            spent, room = 0, max(max_nodes // 4, 1)
            while True:
                found, reached, looked, finished = field.search(self._none, 0, reached, room)
                deal = deal if found is None else found
                spent += looked
                if finished or spent + 4 * looked > max_nodes:
                    break
                room *= 4
            proved &= finished
        return Choice(deal, reached, proved)


def _some(field: _Field, columns: NDArray[np.int64]) -> _Field:
    """The same field with some of its worlds."""
    part = copy(field)
    part.worlds, part.n_worlds = field.worlds[columns], len(columns)
    part.of_option = np.ascontiguousarray(field.of_option[:, :, columns])
    part.of_term = np.ascontiguousarray(field.of_term[:, :, columns])
    part.start = np.ascontiguousarray(field.start[:, columns])
    part.binding = field.binding[columns]
    part._tables = np.ascontiguousarray(field.tables[:, :, columns])
    return part
