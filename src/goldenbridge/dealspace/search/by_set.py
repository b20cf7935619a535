"""In how many worlds there is a deal, for every way of setting some switches: all sets at once.

A switch is an issue with two options, off and on. World by world the switches are parted into
cases: one search says whether any deal is left with the undecided switches free; if none is, all
their settings are settled at once, and if one is and no setting of them can spoil it, likewise.
Only else one more switch is decided. A few dozen cases a world stand for thousands of sets, and
nothing is taken to be monotone: a switch may help one party and harm another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent, needed_by
from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.space import Clause
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths

__all__ = ["BySet", "with_deal_by_set"]

#: Cases looked at together; bounds the memory.
BATCH = 4096
#: What no party would take: an option that a case rules out.
BARRED = -1e6
#: What a red line weighs where it is asked which switch to decide next, in points.
LINE = 1e3


@dataclass(frozen=True, eq=False)
class BySet:
    """Worlds with a deal under each setting of some switches.

    Attributes
    ----------
    counts : (2, …, 2), one axis a switch, 0 off and 1 on.
    searches : how many worlds were searched, under how many cases, all told.
    finished : False where it was stopped; counts are then too low.
    """

    counts: NDArray[np.int64]
    searches: int
    finished: bool


def with_deal_by_set(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    switches: Sequence[int],
    *,
    progress: Callable[[float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> BySet:
    """In how many worlds some package is signed, for every set of switches that is on.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    switches : issues of two options each, at most 20.
    progress : told how many worlds are settled, from 0 to 1.
    stop : asked between batches.

    Raises
    ------
    ValueError : a switch has not two options, or there are too many.
    """
    if len(switches) > 20 or any(layers.space.sizes[s] != 2 for s in switches):
        raise ValueError("At most 20 switches of two options each.")
    least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
    bind = np.broadcast_to(np.asarray(binding, np.uint64), worths.n_worlds)
    seek = _Seek(layers, worths, least, bind, consent, tuple(switches))
    counts = np.zeros((2,) * len(switches), dtype=np.int64)
    finished = True
    for start in range(0, worths.n_worlds, BATCH):
        todo = _Cases.first(np.arange(start, min(start + BATCH, worths.n_worlds)), len(switches))
        todo.deals = np.full((len(todo), len(layers.space.issues)), -1, dtype=np.int64)
        while len(todo):
            if stop is not None and stop():
                finished = False
                break
            now, todo = todo.split(BATCH)
            more = seek.look(now, counts)
            todo = more.join(todo)
        if not finished:
            break
        if progress is not None:
            progress(min(1.0, (start + BATCH) / max(worths.n_worlds, 1)))
    return BySet(counts, seek.searches, finished)


class _Cases:
    """Worlds with some switches decided: each row a world, its decisions, and a deal if known.

    ``decided`` (cases, switches) is -1 where open, else 0 or 1; ``known`` tells whether ``deals``
    holds a deal of the case, else it is only a hint.
    """

    def __init__(
        self,
        world: NDArray[np.int64],
        decided: NDArray[np.int8],
        deals: NDArray[np.int64],
        known: NDArray[np.bool_],
    ) -> None:
        self.world, self.decided, self.deals, self.known = world, decided, deals, known

    @classmethod
    def first(cls, world: NDArray[np.int64], switches: int) -> _Cases:
        decided = np.full((len(world), switches), -1, dtype=np.int8)
        return cls(
            world, decided, np.zeros((len(world), 0), np.int64), np.zeros(len(world), np.bool_)
        )

    def __len__(self) -> int:
        return len(self.world)

    def some(self, chosen: NDArray[np.bool_] | slice) -> _Cases:
        return _Cases(
            self.world[chosen], self.decided[chosen], self.deals[chosen], self.known[chosen]
        )

    def split(self, size: int) -> tuple[_Cases, _Cases]:
        return self.some(slice(0, size)), self.some(slice(size, None))

    def join(self, other: _Cases) -> _Cases:
        return _Cases(
            np.concatenate([self.world, other.world]),
            np.concatenate([self.decided, other.decided]),
            np.concatenate([self.deals, other.deals]),
            np.concatenate([self.known, other.known]),
        )


class _Seek:
    def __init__(
        self,
        layers: Layers,
        worths: WorldWorths,
        no_deal: NDArray[np.float64],
        binding: NDArray[np.uint64],
        consent: Sequence[Consent],
        switches: tuple[int, ...],
    ) -> None:
        if "always" not in consent:
            layers, worths, no_deal = _with_witness(layers, worths, no_deal)
            consent = (*consent, "always")
        self.layers, self.worths, self.no_deal = layers, worths, no_deal
        self.binding, self.consent, self.switches = binding, consent, switches
        self.searches = 0
        self.on = layers.space.offsets[list(switches)] + 1
        self.place = {issue: n for n, issue in enumerate(switches)}
        # What switches add: an option of a switch, or a term that names one.
        self.pieces: list[tuple[NDArray[np.int8], Clause | None, NDArray[np.float64]]] = []
        for n, column in enumerate(self.on):
            what = worths.unary[:, :, column] - worths.unary[:, :, column - 1]
            if np.abs(what).max(initial=0.0) > 0:
                self.pieces.append((self._wanted(((switches[n], (1,)),)), None, what))
        for number, term in enumerate(layers.terms):
            wanted = self._wanted(term.parts)
            if (wanted >= 0).any():
                self.pieces.append((wanted, self._rest(term), worths.terms[:, :, number]))
        # Whom each switch may call to the table: (switches,), as masks of parties.
        called = layers.controls.copy()
        called[:, layers.space.offsets[:-1] + layers.defaults] = False
        bits = np.uint64(1) << np.arange(len(consent), dtype=np.uint64)
        either = called[:, self.on] | called[:, self.on - 1]
        self.calls = (either * bits[:, None]).sum(axis=0, dtype=np.uint64)
        # What may block: rules (without a number) and red lines that a switch has a part in.
        called_in = np.bitwise_or.reduce(self.calls, dtype=np.uint64)
        blocks = [*enumerate(layers.lines), *((None, rule) for rule in layers.space.impossible)]
        self.blocks = [
            (number, self._wanted(block.parts), self._rest(block))
            for number, block in blocks
            if (self._wanted(block.parts) >= 0).any()
            or (number is not None and layers.line_owners[number] & called_in != 0)
        ]

    def _wanted(self, parts: tuple[tuple[int, tuple[int, ...]], ...]) -> NDArray[np.int8]:
        """How a clause wants each switch: 0, 1, or -1 where it does not care."""
        wanted = np.full(len(self.switches), -1, dtype=np.int8)
        for issue, options in parts:
            if issue in self.place and len(options) == 1:
                wanted[self.place[issue]] = options[0]
        return wanted

    def _rest(self, clause: Clause) -> Clause | None:
        """The part of a clause that is not about switches."""
        parts = tuple(part for part in clause.parts if part[0] not in self.place)
        return Clause(parts) if parts else None

    def look(self, cases: _Cases, counts: NDArray[np.int64]) -> _Cases:
        """Settle what can be settled, count it, and give back what has to be parted further."""
        self._search(cases)
        cases = cases.some(cases.known)
        if not len(cases):
            return cases
        settled, spoils = self._settled(cases)
        for decided in cases.decided[settled]:
            counts[tuple(slice(None) if d < 0 else int(d) for d in decided)] += 1
        rest, spoils = cases.some(~settled), spoils[~settled]
        if not len(rest):
            return rest
        switch = spoils.argmax(axis=1)
        rows = np.arange(len(rest))
        mine = rest.deals[rows, np.array(self.switches)[switch]]
        same, other = rest.decided.copy(), rest.decided.copy()
        same[rows, switch] = mine
        other[rows, switch] = 1 - mine
        hint = rest.deals.copy()
        hint[rows, np.array(self.switches)[switch]] = 1 - mine
        none = np.zeros(len(rest), dtype=np.bool_)
        return _Cases(rest.world, same, rest.deals, ~none).join(
            _Cases(rest.world, other, hint, none)
        )

    def _search(self, cases: _Cases) -> None:
        """A deal in each case where one is not known yet."""
        asked = np.flatnonzero(~cases.known)
        if not len(asked):
            return
        self.searches += len(asked)
        world = cases.world[asked]
        unary = self.worths.unary[world]
        row, switch = np.nonzero(cases.decided[asked] >= 0)
        barred = self.on[switch] - cases.decided[asked][row, switch]
        unary[row, :, barred] = BARRED
        best = exists(
            self.layers,
            WorldWorths(unary, self.worths.terms[world]),
            self.no_deal[world],
            self.binding[world],
            self.consent,
            hints=cases.deals[asked],
        )
        cases.deals[asked] = best.deals
        cases.known[asked] = best.found

    def _settled(self, cases: _Cases) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which cases no setting of their open switches can spoil, and which switch spoils most."""
        world, deals, decided = cases.world, cases.deals, cases.decided
        open_calls = np.where(decided < 0, self.calls, np.uint64(0))
        called = np.bitwise_or.reduce(open_calls, axis=1, dtype=np.uint64)
        needed = needed_by(self.consent, self.layers.triggered(deals) | called)
        gain = self._bare(cases) - self.no_deal[world]
        pull = np.zeros(decided.shape)
        for wanted, rest, what in self.pieces:
            holds = np.ones(len(cases), dtype=np.bool_) if rest is None else rest.matches(deals)
            undone = ((wanted >= 0) & (decided >= 0) & (decided != wanted)).any(axis=1)
            sure = ((wanted < 0) | (decided == wanted)).all(axis=1)
            added = np.where((holds & ~undone)[:, None], what[world], 0.0)
            gain += np.where(sure[:, None], added, np.minimum(added, 0.0))
            size = np.where(needed & ~sure[:, None], np.abs(added), 0.0).sum(axis=1)
            pull += np.where((wanted >= 0) & (decided < 0), size[:, None], 0.0)
        settled = ((gain >= -TOLERANCE) | ~needed).all(axis=1)
        asked = (needed * (np.uint64(1) << np.arange(needed.shape[1], dtype=np.uint64))).sum(
            axis=1, dtype=np.uint64
        )
        for number, wanted, rest in self.blocks:
            may = np.ones(len(cases), dtype=np.bool_) if rest is None else rest.matches(deals)
            if number is not None:
                may &= (self.binding[world] >> np.uint64(number)) & np.uint64(1) > 0
                owners = self.layers.line_owners[number]
                may &= (asked & owners != 0) | (owners == 0)
            may &= ~((wanted >= 0) & (decided >= 0) & (decided != wanted)).any(axis=1)
            settled &= ~may
            pull += np.where(may[:, None] & (wanted >= 0) & (decided < 0), LINE, 0.0)
        # With no switch left open the deal itself was searched for: nothing can spoil it.
        settled |= (decided >= 0).all(axis=1)
        spoils: NDArray[np.float64] = np.where(decided < 0, pull, -1.0)
        return np.asarray(settled, dtype=np.bool_), spoils

    def _bare(self, cases: _Cases) -> NDArray[np.float64]:
        """What each case's deal is worth to each party with every switch off: (cases, parties)."""
        deals = cases.deals.copy()
        deals[:, list(self.switches)] = 0
        flat = deals + self.layers.space.offsets[:-1]
        rows = np.arange(len(cases))
        unary = self.worths.unary[cases.world]
        total = np.zeros(unary.shape[:2])
        for issue in range(deals.shape[1]):
            total += unary[rows, :, flat[:, issue]]
        for number, term in enumerate(self.layers.terms):
            if not (self._wanted(term.parts) >= 0).any():
                holds = term.matches(deals)
                total += np.where(holds[:, None], self.worths.terms[cases.world][:, :, number], 0.0)
        return total


def _with_witness(
    layers: Layers, worths: WorldWorths, no_deal: NDArray[np.float64]
) -> tuple[Layers, WorldWorths, NDArray[np.float64]]:
    """The same deals with one more party, who must always agree and takes anything.

    What a case rules out is an option that no party would take: somebody has to be asked.
    """
    bits = np.arange(layers.n_parties, dtype=np.uint64)
    owners = (layers.line_owners[:, None] >> bits) & np.uint64(1) > 0
    more = layer(
        layers.space,
        layers.terms,
        layers.lines,
        np.pad(layers.controls, ((0, 1), (0, 0))),
        layers.defaults,
        np.pad(owners, ((0, 0), (0, 1))),
        max_nodes=layers.n_nodes + len(layers.space.issues),
        order=layers.graph.order.tolist(),
    )
    wider = ((0, 0), (0, 1), (0, 0))
    unary, terms = np.pad(worths.unary, wider), np.pad(worths.terms, wider)
    return more, WorldWorths(unary, terms), np.pad(no_deal, ((0, 0), (0, 1)))
