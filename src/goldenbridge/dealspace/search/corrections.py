"""What would have to give for a deal, in worlds that have none, and what stands in the way.

Every package that keeps the rules leaves something unsatisfied: binding red lines it
crosses, needed parties it gives less than no deal. The smallest such sets are the *minimal
correction sets*: give up exactly these, and there is a deal. The *minimal conflicts* are
the smallest sets that no package satisfies together.

The two determine each other: the minimal conflicts are the minimal sets that meet every
correction set, and the other way round (Reiter's duality [Reiter1987]_). So correction sets
are collected until each set that would follow from them as a conflict is proved to be one.
A set that is not has a package that satisfies it; what this package lacks is a correction
set not known before. The questions are small, a few lines and parties at a time, and those
of all worlds are answered together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent, needed_by, regimes
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.existence import _fit_parties, exists
from goldenbridge.dealspace.search.hitting import minimal_hitting_sets, minimal_members
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths, value

__all__ = ["Corrections", "corrections"]

#: How many unproved conflicts of a world to ask about in a round. What refutes one often
#: refutes others; the largest are asked first, for what satisfies them lacks the least.
_ASKED = 2
#: How many packages of each round are tried in every open world.
_SHARED = 64


@dataclass(frozen=True, eq=False)
class Corrections:
    """The minimal correction sets and minimal conflicts of each world, as bit masks.

    Bits 0 to L - 1 stand for the red lines, bits L to L + P - 1 for the parties' no deals.

    Attributes
    ----------
    sets : for each world its minimal correction sets, the smallest first; ``(0,)`` where a
        deal exists, empty where it was not asked, or where the rules leave no deal at all.
    conflicts : for each world its minimal conflicts, the smallest first; all proved.
    cut_short : (worlds,), whether there are or may be more: sets larger than the size asked
        for, or more conflicts than there was room to prove.
    """

    sets: list[tuple[int, ...]]
    conflicts: list[tuple[int, ...]]
    cut_short: NDArray[np.bool_]


def corrections(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    *,
    worlds: ArrayLike | None = None,
    max_size: int = 64,
    max_conflicts: int = 1000,
) -> Corrections:
    """All minimal sets of red lines and no deals that stand between the parties and a deal.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never"; a party of issues counts only
        for packages that touch them.
    worlds : numbers of the worlds to look at, all by default.
    max_size : leave larger correction sets aside.
    max_conflicts : give up the proof in a world with more minimal conflicts.
    """
    _fit_parties(layers, worths, consent)
    n_worlds = worths.n_worlds
    least = np.broadcast_to(np.asarray(no_deal, float), (n_worlds, worths.n_parties))
    bind = np.broadcast_to(np.asarray(binding, np.uint64), n_worlds)
    asked = np.arange(n_worlds) if worlds is None else np.asarray(worlds)
    asked = np.flatnonzero(asked) if asked.dtype == np.bool_ else asked
    cut_short = np.zeros(n_worlds, dtype=np.bool_)
    if layers.is_empty:
        return Corrections([()] * n_worlds, [()] * n_worlds, cut_short)
    found = exists(layers, worths, least, bind, consent, worlds=asked).found
    search = _Search(layers, worths, least, bind, consent)
    without = asked[~found[asked]].tolist()
    families: dict[int, tuple[int, ...]] = dict.fromkeys(without, ())
    proved: dict[int, set[int]] = {world: set() for world in without}
    open_worlds = without
    while open_worlds:
        questions = []
        for world in open_worlds:
            conflicts = minimal_hitting_sets(families[world], max_size=64)
            if len(conflicts) > max_conflicts:
                cut_short[world] = True
                continue
            unproved = [each for each in conflicts if each not in proved[world]]
            questions += [(world, each) for each in unproved[-_ASKED:]]
        answers = search.satisfy(questions)
        refuted = answers[:, 0] >= 0
        for (world, conflict), no in zip(questions, refuted.tolist(), strict=True):
            if not no:
                proved[world].add(conflict)
        homes = np.array([world for world, _ in questions], dtype=np.int64)[refuted]
        open_worlds = sorted({world for world, _ in questions})
        fresh = answers[refuted]
        gathered: dict[int, set[int]] = {world: set(families[world]) for world in open_worlds}
        for world, mask in zip(homes.tolist(), search.lacking(homes, fresh), strict=True):
            gathered[world].add(mask)
        # Packages found in one world often teach something in others too.
        shared = search.lacking_all(open_worlds, fresh[:: max(1, len(fresh) // _SHARED)])
        for world, masks in zip(open_worlds, shared, strict=True):
            gathered[world].update(masks)
        for world, known in gathered.items():
            families[world] = minimal_members(known)
    sets: list[tuple[int, ...]] = [()] * n_worlds
    conflicts_of: list[tuple[int, ...]] = [()] * n_worlds
    for world in asked.tolist():
        family = families.get(world, (0,))
        sets[world] = tuple(mask for mask in family if mask.bit_count() <= max_size)
        cut_short[world] |= len(sets[world]) < len(family)
        conflicts_of[world] = tuple(
            sorted(proved.get(world, ()), key=lambda mask: (mask.bit_count(), mask))
        )
    return Corrections(sets, conflicts_of, cut_short)


class _Search:
    """One negotiation in many worlds, asked what packages satisfy and lack."""

    def __init__(
        self,
        layers: Layers,
        worths: WorldWorths,
        no_deal: NDArray[np.float64],
        binding: NDArray[np.uint64],
        consent: Sequence[Consent],
    ) -> None:
        self.layers, self.worths, self.consent = layers, worths, consent
        self.no_deal, self.binding = no_deal, binding
        self.n_lines = len(layers.lines)

    def satisfy(self, questions: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
        """For each world and mask, a package that lacks nothing of the mask; -1 if none."""
        worlds = np.array([world for world, _ in questions], dtype=np.int64)
        masks = np.array([mask for _, mask in questions], dtype=np.uint64)
        lines = masks & np.uint64((1 << self.n_lines) - 1)
        parties = masks >> np.uint64(self.n_lines)
        asked = parties | self.layers.owned(lines)
        worths, least = self.worths.some(worlds), self.no_deal[worlds]
        deals = np.full((len(questions), len(self.layers.space.issues)), -1, dtype=np.int64)
        for needed, excused in regimes(self.consent):
            left_out = np.uint64(excused)
            open_rows = np.flatnonzero((deals[:, 0] < 0) & (asked & left_out == left_out))
            best = maximin(
                self.layers,
                worths,
                least,
                objective=0,
                needed=parties & ~left_out,
                binding=self.layers.held(lines, needed),
                excused=left_out,
                worlds=open_rows,
            )
            deals[best.found] = best.deals[best.found]
        return deals

    def lacking(self, worlds: NDArray[np.int64], deals: NDArray[np.int64]) -> list[int]:
        """What each package leaves unsatisfied in the world it is paired with, as masks."""
        flat = self.layers.space.offsets[:-1] + deals
        worth = self.worths.unary[worlds[:, None], :, flat].sum(axis=1)
        for number, term in enumerate(self.layers.terms):
            worth += self.worths.terms[worlds, :, number] * term.matches(deals)[:, None]
        needed = needed_by(self.consent, self.layers.triggered(deals))
        short = (worth < self.no_deal[worlds] - TOLERANCE) & needed
        found: list[int] = self._masks(self.binding[worlds], deals, needed, short).tolist()
        return found

    def lacking_all(self, worlds: Sequence[int], deals: NDArray[np.int64]) -> list[list[int]]:
        """What each package leaves unsatisfied in each of the worlds, as masks."""
        if not worlds:
            return []
        chosen = np.asarray(worlds)
        worth = value(self.layers, self.worths.some(chosen), deals).transpose(0, 2, 1)
        needed = needed_by(self.consent, self.layers.triggered(deals))
        short = (worth < self.no_deal[chosen][:, None, :] - TOLERANCE) & needed
        found: list[list[int]] = self._masks(
            self.binding[chosen, None], deals, needed, short
        ).tolist()
        return found

    def _masks(
        self,
        binding: NDArray[np.uint64],
        deals: NDArray[np.int64],
        needed: NDArray[np.bool_],
        short: NDArray[np.bool_],
    ) -> NDArray[np.uint64]:
        """Binding lines crossed and parties short (…, parties), as one mask."""
        bits = np.uint64(1) << np.arange(self.n_lines, self.n_lines + len(self.consent)).astype(
            np.uint64
        )
        crossed = binding & self.layers.crossed(deals, needed)
        masks: NDArray[np.uint64] = crossed | (short * bits).sum(axis=-1, dtype=np.uint64)
        return masks
