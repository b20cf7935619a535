"""What a deal looks like with a set of levers pulled: one package for all, and one in each world.

The mediator announces one package and cannot know which world it is; the analyst asks in how many
worlds some package would be signed. The difference is the price of not knowing. Packages are
chosen on one set of worlds and measured on another.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.worths import value

__all__ = ["LOOKED_AT", "Bench", "Under"]

#: Packages and sets of levers are chosen on at most so many worlds.
LOOKED_AT = 1000
#: Sets of levers whose worlds are kept at hand; 2,000 worlds of the first case take 30 MB a set.
AT_HAND = 4
#: Partial packages looked at for the best one under a set, before giving the proof up.
NODES = 200_000


@dataclass(frozen=True, eq=False)
class Under:
    """The deals with one set of levers pulled.

    Attributes
    ----------
    sample : the worlds with the levers pulled.
    deal : (issues,), a package to announce; found where left out.
    chosen : the worlds it was chosen on, as many as accept it; None where it was handed in.
    """

    sample: Sample
    given: NDArray[np.int64] | None = None

    @cached_property
    def _best(self) -> tuple[NDArray[np.int64] | None, bool]:
        worlds = self.sample.worlds
        if len(worlds) > LOOKED_AT:
            worlds = worlds.some(np.arange(LOOKED_AT))
        frame = self.sample.frame
        best = most_accepted(
            frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent,
            how_many=1, max_nodes=NODES,
        )  # fmt: skip
        return (best.deals[0], bool(best.proved[0])) if len(best.deals) else (None, True)

    @property
    def deal(self) -> NDArray[np.int64] | None:
        """The package to announce; None where none is signed in any world."""
        return self._best[0] if self.given is None else self.given

    @property
    def proved(self) -> bool:
        """Whether no package is accepted more often where this one was chosen."""
        return self.given is not None or self._best[1]

    @cached_property
    def signed(self) -> NDArray[np.bool_]:
        """The fresh worlds in which all needed parties sign the package: (W,)."""
        worlds, frame = self.sample.fresh, self.sample.frame
        if self.deal is None:
            return np.zeros(len(worlds), dtype=np.bool_)
        found: NDArray[np.bool_] = accepted(
            frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, self.deal
        )[:, 0]
        return found

    @cached_property
    def any_signed(self) -> NDArray[np.bool_]:
        """The fresh worlds in which some package would be signed: (W,)."""
        found: NDArray[np.bool_] = search(self.sample.fresh, "on").found
        return found

    @property
    def share(self) -> Share:
        """Worlds in which the one announced package is signed by all whose consent it needs."""
        return Share.of(self.signed)

    @property
    def share_any(self) -> Share:
        """Worlds in which some package would be signed."""
        return Share.of(self.any_signed)

    @cached_property
    def margins(self) -> NDArray[np.float64]:
        """What the package gives each party over no deal in fresh worlds: (W, P)."""
        worlds, frame = self.sample.fresh, self.sample.frame
        assert self.deal is not None
        worth: NDArray[np.float64] = value(frame.layers, worlds.worths, self.deal)[:, :, 0]
        return worth - worlds.no_deal

    def worked_out(self) -> Under:
        """Itself, with both shares known, so that its worlds are not asked for again."""
        _ = self.signed, self.any_signed
        return self

    def package(self) -> dict[str, str] | None:
        """The package as issue → option."""
        return None if self.deal is None else self.sample.frame.package(self.deal)


@dataclass(frozen=True, eq=False)
class Bench:
    """Sets of levers tried on the same worlds; each is worked out once.

    Attributes
    ----------
    sample : the worlds without any lever pulled.
    """

    sample: Sample
    _known: dict[frozenset[str], Under] = field(default_factory=dict)

    def under(self, levers: Collection[str], deal: NDArray[np.int64] | None = None) -> Under:
        """The deals with these levers pulled.

        Parameters
        ----------
        levers : ids.
        deal : a package known to be the best for this set, where one is.
        """
        key = frozenset(levers)
        under = self._known.pop(key, None) or Under(self.sample.pulling(key), deal)
        self._known[key] = under  # the last one asked for stands last
        for old in list(self._known.values())[:-AT_HAND]:
            old.sample.forget()  # what was worked out from the worlds is kept
        return under

    def allowed(self, levers: Collection[str]) -> bool:
        """Whether these levers can be pulled together and nothing that they need is missing."""
        body = self.sample.frame.snapshot.body
        chosen = set(levers)
        return all(
            chosen >= set(body.levers[k].needs) and chosen.isdisjoint(body.levers[k].excludes)
            for k in chosen
        )
