"""The best small change of a text for each party that refuses it: every small change is tried."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.offers.answers import answers
from goldenbridge.analysis.offers.changes import changes, how_many, steps
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.worlds import Worlds

__all__ = ["NOTABLE", "RADIUS", "Nearby", "nearby"]

#: Changes of more issues than this are no longer a matter of wording.
RADIUS = 3
#: Packages that are tried at most; the radius shrinks where more would be needed.
ROOM = 60_000
#: A refusal, or a consent lost, in fewer worlds than this share is not made a point of.
NOTABLE = 0.05


@dataclass
class Nearby:
    """The best packages within so many changes of a text, found by trying them all.

    Attributes
    ----------
    radius : changes up to which everything was tried.
    tried : packages looked at.
    best : per party number, the best package within 1, 2, … changes: each (issues,); None
        where none turns it in any world.
    won : the worlds each of them turns, where it was chosen.
    sparing, spared_won : per party number, the best package within the radius that costs nobody's
        consent in more than ``NOTABLE`` of the worlds where it takes the text; and its worlds.
    turnable : per party number, worlds turned by some package within 1, 2, … changes.
    signed, signed_in : the package within 1, 2, … changes that all sign in the most worlds, and
        in how many.
    """

    radius: int = 0
    tried: int = 0
    best: dict[int, list[NDArray[np.int64] | None]] = field(default_factory=dict)
    won: dict[int, list[int]] = field(default_factory=dict)
    sparing: dict[int, NDArray[np.int64] | None] = field(default_factory=dict)
    spared_won: dict[int, int] = field(default_factory=dict)
    turnable: dict[int, list[int]] = field(default_factory=dict)
    signed: list[NDArray[np.int64]] = field(default_factory=list)
    signed_in: list[int] = field(default_factory=list)


@dataclass
class _Leader:
    """The best package met so far: most worlds turned, then fewest changes, steps and losses."""

    row: NDArray[np.int64] | None = None
    rank: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def won(self) -> int:
        return -self.rank[0]

    def meet(
        self,
        batch: NDArray[np.int64],
        distance: int,
        won: NDArray[np.int64],
        far: NDArray[np.int64],
        lost: NDArray[np.int64],
    ) -> None:
        top = int(np.lexsort((lost, far, -won))[0])
        rank = (-int(won[top]), distance, int(far[top]), int(lost[top]))
        if won[top] and rank < self.rank:
            self.rank, self.row = rank, batch[top]


def nearby(
    worlds: Worlds,
    deal: NDArray[np.int64],
    parties: list[int],
    radius: int = RADIUS,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Nearby:
    """Try every package within a few changes; nothing within the radius is left out.

    A package *turns* a party in a world if the party refuses the text there and takes the
    package, and nobody who takes the text there refuses the package. Of packages that turn it
    in as many worlds, the one with the fewest changed issues is kept, then with the fewest
    steps along the options, then the one that loses somebody's consent in the fewest worlds.

    Parameters
    ----------
    worlds : W of them, to choose on.
    deal : (issues,), the text.
    parties : numbers of the parties to turn. A package that no longer asks one does not turn it.
    radius : issues changed at most; less where more than ``ROOM`` packages would have to be tried.
    progress, stop : told how far it is; asked between batches. A radius that was not finished
        does not count.
    """
    space = worlds.frame.space
    now = answers(worlds, deal).takes[:, :, 0]
    refusing = {p: np.flatnonzero(now[:, p] == 0) for p in parties}
    total = np.cumsum([how_many(space, k) for k in range(1, radius + 1)])
    found = Nearby(best={p: [] for p in parties}, won={p: [] for p in parties})
    found.turnable = {p: [] for p in parties}
    found.sparing, found.spared_won = dict.fromkeys(parties), dict.fromkeys(parties, 0)
    leading = {p: _Leader() for p in parties}
    sparing = {p: _Leader() for p in parties}
    turned_somehow = {p: np.zeros(len(worlds), dtype=np.bool_) for p in parties}
    signed_rank, signed = (-int(now.all(axis=1).sum()), 0, 0), deal
    for distance in range(1, radius + 1):
        if total[distance - 1] > ROOM:
            break
        for batch in changes(space, deal, distance):
            asked = answers(worlds, batch)
            takes, far = asked.takes, steps(deal, batch)
            counts = takes.all(axis=1).sum(axis=0)
            top = int(np.lexsort((far, -counts))[0])
            rank = (-int(counts[top]), distance, int(far[top]))
            if rank < signed_rank:
                signed_rank, signed = rank, batch[top]
            keeps: NDArray[np.bool_] = np.asarray((takes | ~now[:, :, None]).all(axis=1))
            lost = (~keeps).sum(axis=0)
            dear = (now[:, :, None] & ~takes).sum(axis=0) > NOTABLE * now.sum(axis=0)[:, None]
            cheap = ~dear.any(axis=0)
            for party in parties:
                refuses = refusing[party]
                turned: NDArray[np.bool_] = (
                    keeps[refuses] & takes[refuses, party] & asked.asked[:, party]
                )
                turned_somehow[party][refuses] |= turned.any(axis=1)
                won = turned.sum(axis=0)
                leading[party].meet(batch, distance, won, far, lost)
                sparing[party].meet(batch, distance, won * cheap, far, lost)
            found.tried += len(batch)
            if progress is not None:
                progress("looking for a wording", min(1.0, found.tried / max(1, int(total[-1]))))
            if stop is not None and stop():
                return found
        found.radius = distance
        found.signed.append(signed)
        found.signed_in.append(-signed_rank[0])
        for party in parties:
            found.best[party].append(leading[party].row)
            found.won[party].append(leading[party].won)
            found.sparing[party] = sparing[party].row
            found.spared_won[party] = sparing[party].won
            found.turnable[party].append(int(turned_somehow[party].sum()))
    return found
