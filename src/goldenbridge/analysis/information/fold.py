"""Half of the worlds to choose packages on, the other half to value what was chosen.

The best of many packages looks better than it is on the worlds it was chosen on, and the more
so the fewer those worlds are. So every choice made on one half is valued on the other, and then
the halves change places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.search.choosing import Chooser
from goldenbridge.worlds import Worlds

__all__ = ["Fold", "Labels", "folds"]

#: For each of W worlds, the number of the answer that holds in it.
Labels = NDArray[np.int64]

#: How long the best package is searched for: partial packages times worlds.
WORK = 2_000_000
#: Partial packages looked at for the present advice, before its proof is given up.
ADVICE_NODES = 20_000


@dataclass(eq=False)
class Fold:
    """A half to choose on, with the packages found good in some part of it.

    The packages are found on this half alone, so that nothing of the other half, on which they
    are valued, has a say in them.

    Attributes
    ----------
    worlds : all W of them.
    chosen, other : numbers of the worlds to choose on, and of those to value on.
    deals : (K, issues), packages known so far; the first is the present advice once settled.
    takes : (W, K), whether all needed parties accept each package.
    advice_proved : whether the present advice is proved best on the half.
    """

    worlds: Worlds
    chosen: NDArray[np.int64]
    other: NDArray[np.int64]
    deals: NDArray[np.int64] = field(init=False)
    takes: NDArray[np.bool_] = field(init=False)
    advice_proved: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        frame, part = self.worlds.frame, self.worlds.some(self.chosen)
        self.chooser = Chooser(frame.layers, part.worths, part.no_deal, part.binding, frame.consent)
        self.deals = np.zeros((0, len(frame.space.issues)), dtype=np.int64)
        self.takes = np.zeros((len(self.worlds), 0), dtype=np.bool_)
        best = self.chooser.best(np.ones(len(self.chosen), dtype=np.bool_), 0, ADVICE_NODES)
        self.advice_proved = best.proved
        self.add(np.asarray(frame.defaults if best.deal is None else best.deal)[None])

    def add(self, deals: NDArray[np.int64]) -> None:
        """Take packages among the known ones, each once."""
        known = {row.tobytes() for row in self.deals}
        rows = [row for row in np.unique(deals, axis=0) if row.tobytes() not in known]
        if not rows:
            return
        frame, worlds, fresh = self.worlds.frame, self.worlds, np.array(rows, dtype=np.int64)
        takes = accepted(
            frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, fresh
        )
        self.deals = np.vstack([self.deals, fresh])
        self.takes = np.hstack([self.takes, takes])

    def look(self, labels: Labels) -> bool:
        """Search the best package under each answer; whether all are proved best."""
        mine, found, whole = labels[self.chosen], [], True
        counts = self.counts(labels)
        for answer, known in enumerate(counts):
            part = mine == answer
            size = int(part.sum())
            if size == 0:
                continue
            best = self.chooser.best(part, int(known.max()), WORK // size)
            whole &= best.proved
            if best.deal is not None:
                found.append(best.deal)
        if found:
            self.add(np.array(found))
        return whole

    def settle(self) -> None:
        """Put the present advice first, then the others by how many issues they change.

        Of packages accepted equally often, the one that changes least is announced.
        """
        first = int(self.takes[self.chosen].sum(axis=0).argmax())
        changes = (self.deals != self.deals[first]).sum(axis=1)
        order = np.argsort(changes, kind="stable")
        self.deals, self.takes = self.deals[order], self.takes[:, order]

    def counts(self, labels: Labels) -> NDArray[np.int64]:
        """Chosen-on worlds that accept each known package under each answer: (answers, K)."""
        mine, takes = labels[self.chosen], self.takes[self.chosen]
        count = int(labels.max()) + 1 if len(labels) else 0
        found = [takes[mine == answer].sum(axis=0) for answer in range(count)]
        return np.array(found, dtype=np.int64).reshape(count, takes.shape[1])

    def picks(self, labels: Labels) -> NDArray[np.int64]:
        """The package to announce under each answer, of the known ones."""
        picked: NDArray[np.int64] = self.counts(labels).argmax(axis=1)
        return picked

    def gains(self, labels: Labels) -> NDArray[np.float64]:
        """In each world of the other half, what knowing the answer gains over the advice."""
        took = self.takes[self.other, self.picks(labels)[labels[self.other]]]
        gained: NDArray[np.float64] = took.astype(float) - self.takes[self.other, 0]
        return gained

    def gain_where_chosen(self, labels: Labels) -> float:
        """The same on the half the packages were chosen on: flattering, and never below 0."""
        best = int(self.counts(labels).max(axis=1).sum())
        now = int(self.takes[self.chosen, 0].sum())
        return (best - now) / max(len(self.chosen), 1)


def folds(worlds: Worlds) -> tuple[Fold, Fold]:
    """The first half to choose on and the second to value on, and the other way round."""
    half = len(worlds) // 2
    numbers = np.arange(len(worlds))
    return Fold(worlds, numbers[:half], numbers[half:]), Fold(
        worlds, numbers[half:], numbers[:half]
    )
