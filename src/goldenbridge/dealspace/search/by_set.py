"""In how many worlds there is a deal, for every way of setting some switches: all sets at once.

A switch is an issue with two options, off and on. One package settles a world for every set of
switches under which it would be signed, which is worked out for all sets in one sweep; and one
search that finds no deal with some switches left free settles all their settings. World by world,
each search is made where nothing is settled yet, with as many switches free as can be. A few
dozen searches a world stand for tens of thousands of sets, and nothing is taken to be monotone: a
switch may help one party and harm another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.compiled import compiled, spread
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths

__all__ = ["MOST_SWITCHES", "BySet", "with_deal_by_set"]

#: Every set of so many switches is looked at.
MOST_SWITCHES = 18
#: Worlds looked at together, fewer where there are many switches: numbers their tables may take.
BATCH, ROOM = 1024, 2**26
#: What no party would take: an option that a search rules out.
BARRED = -1e6

#: What a set is settled as; 0 is open, 2 is no deal.
DEAL = 1


@dataclass(frozen=True, eq=False)
class BySet:
    """Worlds with a deal under each setting of some switches.

    Attributes
    ----------
    counts : (2, …, 2), one axis a switch, 0 off and 1 on.
    searches : how many searches of a world it took, all told.
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
    switches : issues of two options each, at most ``MOST_SWITCHES``.
    progress : told how many worlds are settled, from 0 to 1.
    stop : asked between rounds of searches.

    Raises
    ------
    ValueError : a switch has not two options, or there are too many.
    """
    count = len(switches)
    if count > MOST_SWITCHES or any(layers.space.sizes[s] != 2 for s in switches):
        raise ValueError(f"At most {MOST_SWITCHES} switches of two options each.")
    least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
    bind = np.broadcast_to(np.asarray(binding, np.uint64), worths.n_worlds)
    seek = _Seek(layers, worths, least, bind, consent, tuple(switches))
    counts = np.zeros(2**count, dtype=np.int64)
    together = min(BATCH, max(16, ROOM // 2**count))
    for start in range(0, worths.n_worlds, together):
        worlds = np.arange(start, min(start + together, worths.n_worlds))
        settled = np.zeros((len(worlds), 2**count), dtype=np.uint8)
        todo = np.arange(len(worlds))
        hints = np.full((len(worlds), len(layers.space.issues)), -1, dtype=np.int64)
        while len(todo):
            if stop is not None and stop():
                return BySet(counts.reshape((2,) * count), seek.searches, finished=False)
            todo = seek.round(worlds, settled, todo, hints)
            if progress is not None:
                done = start + len(worlds) - len(todo)
                progress(done / max(worths.n_worlds, 1))
        counts += (settled == DEAL).sum(axis=0)
    # Bit 0 stands for the first switch: the axes come out in reverse.
    return BySet(counts.reshape((2,) * count).transpose(), seek.searches, finished=True)


class _Seek:
    """What the searches need, and what switches do to a package."""

    def __init__(
        self,
        layers: Layers,
        worths: WorldWorths,
        no_deal: NDArray[np.float64],
        binding: NDArray[np.uint64],
        consent: Sequence[Consent],
        switches: tuple[int, ...],
    ) -> None:
        self.layers, self.worths, self.no_deal = layers, worths, no_deal
        self.binding, self.consent, self.switches = binding, consent, switches
        self.searches = 0
        self.on = layers.space.offsets[list(switches)] + 1
        self.bit = {issue: 1 << n for n, issue in enumerate(switches)}
        bits = np.uint64(1) << np.arange(len(consent), dtype=np.uint64)
        kinds = np.array(list(consent), dtype=object)
        self.always = np.uint64(bits[kinds == "always"].sum())
        self.sometimes = np.uint64(bits[kinds == "issues"].sum())
        # Whose consent a switch calls for, off and on.
        self.calls = np.zeros((len(switches), 2), dtype=np.uint64)
        for n, issue in enumerate(switches):
            for option in (0, 1):
                if option != layers.defaults[issue]:
                    mine = layers.controls[:, self.on[n] - 1 + option]
                    self.calls[n, option] = bits[mine].sum()
        # What switches add where all of a mask are on: an option, or a term that names them.
        pieces: list[tuple[int, Clause | None, NDArray[np.float64]]] = []
        for n, column in enumerate(self.on):
            what = worths.unary[:, :, column] - worths.unary[:, :, column - 1]
            if np.abs(what).max(initial=0.0) > 0:
                pieces.append((1 << n, None, what))
        self.plain_terms: list[int] = []
        for number, term in enumerate(layers.terms):
            on, off, rest = self._parted(term)
            if not on:
                self.plain_terms.append(number)  # it holds where every switch is off
            for mask, sign in _inclusion(on, off):
                pieces.append((mask, rest, sign * worths.terms[:, :, number]))
        # By their lowest switch, so that a set differs from a smaller one by the pieces of one.
        self.pieces = sorted(pieces, key=lambda p: (p[0] & -p[0], p[0]))
        self.masks = np.array([p[0] for p in self.pieces], dtype=np.int64)
        lowest = np.array([(p[0] & -p[0]).bit_length() - 1 for p in self.pieces], dtype=np.int64)
        self.first = np.searchsorted(lowest, np.arange(len(switches) + 1))
        # What bars a set: a red line, or a rule (line number -1), which bars whoever is asked.
        barring = [(n, line) for n, line in enumerate(layers.lines)]
        barring += [(-1, rule) for rule in layers.space.impossible]
        parted = [(n, *self._parted(clause)) for n, clause in barring]
        self.bars = [(n, on, off, rest) for n, on, off, rest in parted if on or off or n >= 0]
        self.bar_on = np.array([b[1] for b in self.bars], dtype=np.int64)
        self.bar_off = np.array([b[2] for b in self.bars], dtype=np.int64)
        self.bar_owners = np.array(
            [layers.line_owners[b[0]] if b[0] >= 0 else 0 for b in self.bars], dtype=np.uint64
        )

    def _parted(self, clause: Clause) -> tuple[int, int, Clause | None]:
        """The switches a clause wants on, those it wants off, and the rest of it."""
        on = off = 0
        for issue, options in clause.parts:
            if issue in self.bit and set(options) == {1}:
                on |= self.bit[issue]
            elif issue in self.bit and set(options) == {0}:
                off |= self.bit[issue]
        parts = tuple(p for p in clause.parts if p[0] not in self.bit)
        return on, off, Clause(parts) if parts else None

    def round(
        self,
        worlds: NDArray[np.int64],
        settled: NDArray[np.uint8],
        todo: NDArray[np.int64],
        hints: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """One search in each world that has open sets; the worlds that still have some."""
        at = np.zeros(len(todo), dtype=np.int64)
        free = np.zeros(len(todo), dtype=np.int64)
        spread(lambda a, b: _propose(settled, todo, len(self.switches), at, free, a, b), len(todo))
        is_open = at >= 0
        todo, at, free = todo[is_open], at[is_open], free[is_open]
        if not len(todo):
            return todo
        found, deals = self._search(worlds[todo], at, free, hints[todo])
        hints[todo[found]] = deals[found]
        none = np.flatnonzero(~found)
        spread(lambda a, b: _bury(settled, todo, none, at, free, a, b), len(none))
        some = np.flatnonzero(found)
        if len(some):
            self._cover(worlds[todo[some]], deals[some], settled, todo[some])
        return todo

    def _search(
        self,
        world: NDArray[np.int64],
        at: NDArray[np.int64],
        free: NDArray[np.int64],
        hints: NDArray[np.int64],
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """A deal in each world, the switches that are not free set as ``at`` says."""
        self.searches += len(world)
        unary = self.worths.unary[world]
        hints = hints.copy()
        for n, issue in enumerate(self.switches):
            fixed = np.flatnonzero(~(free >> n) & 1)
            now = (at[fixed] >> n) & 1
            unary[fixed, :, self.on[n] - now] = BARRED
            hints[fixed, issue] = np.where(hints[fixed, issue] >= 0, now, -1)
        best = exists(
            self.layers,
            WorldWorths(unary, self.worths.terms[world]),
            self.no_deal[world],
            self.binding[world],
            self.consent,
            hints=hints,
        )
        found, deals = best.found.copy(), best.deals.copy()
        chosen = self._set_of(deals)
        for k in np.flatnonzero(found & ((chosen ^ at) & ~free != 0)):
            # Nobody whose consent the deal needs minds what is barred: bar it in the deal space.
            found[k], deals[k] = self._alone(int(world[k]), int(at[k]), int(free[k]))
        return found, deals

    def _set_of(self, deals: NDArray[np.int64]) -> NDArray[np.int64]:
        """The switches that are on in each package, as bits."""
        bits = (deals[:, list(self.switches)] > 0) << np.arange(len(self.switches))
        chosen: NDArray[np.int64] = bits.sum(axis=1)
        return chosen

    def _alone(self, world: int, at: int, free: int) -> tuple[bool, NDArray[np.int64]]:
        """A deal in one world, with what is barred taken out of the deal space."""
        layers = self.layers
        barred = [
            Clause(((issue, (1 - (at >> n & 1),)),))
            for n, issue in enumerate(self.switches)
            if not free >> n & 1
        ]
        space = DealSpace(
            layers.space.issues, layers.space.options, (*layers.space.impossible, *barred)
        )
        best = exists(
            replace(layers, space=space).in_order(layers.graph.order.tolist(), 10**7),
            self.worths.some([world]),
            self.no_deal[[world]],
            self.binding[[world]],
            self.consent,
        )
        return bool(best.found[0]), best.deals[0]

    def _cover(
        self,
        world: NDArray[np.int64],
        deals: NDArray[np.int64],
        settled: NDArray[np.uint8],
        rows: NDArray[np.int64],
    ) -> None:
        """Settle every set of switches under which these packages are signed."""
        bare = deals.copy()
        bare[:, list(self.switches)] = self.layers.defaults[list(self.switches)]
        asked = self.layers.triggered(bare)
        base = self._bare(world, deals) - self.no_deal[world] + TOLERANCE
        added = np.zeros((len(world), len(self.pieces), base.shape[1]))
        for number, (_, rest, what) in enumerate(self.pieces):
            holds = np.ones(len(world), np.bool_) if rest is None else rest.matches(deals)
            added[:, number] = np.where(holds[:, None], what[world], 0.0)
        blocks = np.zeros((len(world), len(self.bars)), dtype=np.bool_)
        for column, (line, _, _, rest) in enumerate(self.bars):
            holds = np.ones(len(world), np.bool_) if rest is None else rest.matches(deals)
            if line >= 0:
                holds = holds & ((self.binding[world] >> np.uint64(line)) & np.uint64(1) > 0)
            blocks[:, column] = holds
        chosen = self._set_of(deals)
        spread(
            lambda a, b: _sweep(
                settled, rows, chosen, base, added, self.masks, self.first, blocks, self.bar_on,
                self.bar_off, self.bar_owners, asked, self.calls, self.always, self.sometimes,
                a, b,
            ),
            len(rows),
            smallest=4,
        )  # fmt: skip

    def _bare(self, world: NDArray[np.int64], deals: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each package is worth to each party with every switch off: (packages, P)."""
        bare = deals.copy()
        bare[:, list(self.switches)] = 0
        flat = bare + self.layers.space.offsets[:-1]
        total = np.zeros((len(world), self.worths.n_parties))
        for issue in range(bare.shape[1]):
            total += self.worths.unary[world, :, flat[:, issue]]
        for number in self.plain_terms:
            holds = self.layers.terms[number].matches(bare)
            total += np.where(holds[:, None], self.worths.terms[world, :, number], 0.0)
        return total


def _inclusion(on: int, off: int) -> list[tuple[int, float]]:
    """A term that wants some switches on and some off, as terms that want switches on only."""
    found, some = [], off
    while True:
        if on | some:
            found.append((on | some, -1.0 if some.bit_count() % 2 else 1.0))
        if not some:
            return found
        some = (some - 1) & off


@compiled
def _propose(
    settled: NDArray[np.uint8],
    rows: NDArray[np.int64],
    switches: int,
    at: NDArray[np.int64],
    free: NDArray[np.int64],
    start: int,
    stop: int,
) -> None:
    """For each world an open set, and switches that can be left free with all their sets open."""
    total = settled.shape[1]
    for k in range(start, stop):
        row = settled[rows[k]]
        one = 0
        while one < total and row[one] != 0:
            one += 1
        if one == total:
            at[k] = -1
            continue
        mask = 0
        for n in range(switches):
            bit = 1 << n
            other = one ^ bit
            clear = True
            some = 0
            while True:
                if row[(other & ~mask) | some] != 0:
                    clear = False
                    break
                some = (some - mask) & mask
                if some == 0:
                    break
            if clear:
                mask |= bit
        at[k], free[k] = one, mask


@compiled
def _bury(
    settled: NDArray[np.uint8],
    rows: NDArray[np.int64],
    which: NDArray[np.int64],
    at: NDArray[np.int64],
    free: NDArray[np.int64],
    start: int,
    stop: int,
) -> None:
    """No deal under any setting of the free switches."""
    for i in range(start, stop):
        k = which[i]
        row = settled[rows[k]]
        mask, base = free[k], at[k] & ~free[k]
        some = 0
        while True:
            row[base | some] = 2
            some = (some - mask) & mask
            if some == 0:
                break


@compiled
def _sweep(
    settled: NDArray[np.uint8],
    rows: NDArray[np.int64],
    chosen: NDArray[np.int64],
    base: NDArray[np.float64],
    added: NDArray[np.float64],
    masks: NDArray[np.int64],
    first: NDArray[np.int64],
    blocks: NDArray[np.bool_],
    bar_on: NDArray[np.int64],
    bar_off: NDArray[np.int64],
    bar_owners: NDArray[np.uint64],
    asked: NDArray[np.uint64],
    calls: NDArray[np.uint64],
    always: np.uint64,
    sometimes: np.uint64,
    start: int,
    stop: int,
) -> None:
    """Mark the sets under which all whose consent a package needs gain by it."""
    total, parties = settled.shape[1], base.shape[1]
    switches = calls.shape[0]
    calling = False
    for n in range(switches):
        calling = calling or calls[n, 0] != 0 or calls[n, 1] != 0
    gains = np.empty((total, parties))
    bars = np.empty(blocks.shape[1], np.int64)
    for k in range(start, stop):
        row = settled[rows[k]]
        # Found by the search: so it is, however the last digit of a sum comes out here.
        row[chosen[k]] = 1
        n_bars = 0
        for j in range(blocks.shape[1]):
            if blocks[k, j]:
                bars[n_bars] = j
                n_bars += 1
        needed = always | (asked[k] & sometimes)
        for p in range(parties):
            gains[0, p] = base[k, p]
        for one in range(total):
            if one > 0:
                n = 0
                while not (one >> n) & 1:
                    n += 1
                less = one & (one - 1)
                for p in range(parties):
                    gains[one, p] = gains[less, p]
                for j in range(first[n], first[n + 1]):
                    if masks[j] & ~one == 0:
                        for p in range(parties):
                            gains[one, p] += added[k, j, p]
            if row[one] != 0:
                continue
            if calling:
                called = asked[k]
                for n in range(switches):
                    called |= calls[n, (one >> n) & 1]
                needed = always | (called & sometimes)
            good = True
            for p in range(parties):
                if gains[one, p] < 0.0 and (needed >> np.uint64(p)) & np.uint64(1) != 0:
                    good = False
                    break
            if good:
                for i in range(n_bars):
                    j = bars[i]
                    whose = bar_owners[j] == 0 or bar_owners[j] & needed != 0
                    if whose and bar_on[j] & ~one == 0 and bar_off[j] & one == 0:
                        good = False
                        break
            if good:
                row[one] = 1
