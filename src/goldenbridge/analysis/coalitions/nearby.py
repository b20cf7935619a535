"""Packages a step or two away from one package, and the smallest step that carries it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.estimate import Share
from goldenbridge.worlds import Frame

__all__ = ["APART", "Carried", "Carries", "nearby", "smallest_changes"]

#: Packages are changed on at most so many issues, and at most so many packages are looked at.
APART, MOST = 2, 6000
LISTED = 5


@dataclass(frozen=True)
class Carried:
    """One change of a package, and in how many of the worlds it is the smallest that carries it.

    Attributes
    ----------
    change : issue → option it changes to.
    share : worlds in which no change of fewer issues, or of less loss to others, does.
    loss : the largest loss that the change is to any other party, in that party's points.
    """

    change: dict[str, str]
    share: Share
    loss: Points | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "change": dict(self.change),
            "share": self.share.as_dict(),
            "loss": None if self.loss is None else self.loss.as_dict(),
        }


@dataclass(frozen=True)
class Carries:
    """What would carry a package that somebody refuses, over the worlds in which it does.

    Attributes
    ----------
    changes : the smallest changes, the most frequent first.
    none : worlds in which no change of so few issues does.
    issues : how many issues a change may touch.
    """

    changes: tuple[Carried, ...]
    none: Share
    issues: int

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "changes": [one.as_dict() for one in self.changes],
            "none": self.none.as_dict(),
            "issues_at_most": self.issues,
        }


def nearby(frame: Frame, deal: NDArray[np.integer]) -> tuple[NDArray[np.int64], int]:
    """All packages that keep the rules and differ from one on one issue or two.

    Returns
    -------
    packages (m, issues), those with fewer changes first; and on how many issues they may differ:
    one where two would be too many to look at.
    """
    sizes = [int(size) for size in frame.space.sizes]
    room = [issue for issue, size in enumerate(sizes) if size > 1]
    rows: list[NDArray[np.int64]] = []
    reached = 0
    for apart in range(1, APART + 1):
        more = []
        for issues in combinations(room, apart):
            others = [[o for o in range(sizes[i]) if o != int(deal[i])] for i in issues]
            for options in product(*others):
                row = np.array(deal, dtype=np.int64)
                row[list(issues)] = options
                more.append(row)
            if len(rows) + len(more) > MOST:
                break
        if len(rows) + len(more) > MOST and apart > 1:
            break
        rows += more
        reached = apart
    found = np.array(rows, dtype=np.int64).reshape(len(rows), len(sizes))
    return found[frame.space.allows(found)] if len(found) else found, reached


def smallest_changes(
    frame: Frame,
    deal: NDArray[np.integer],
    candidates: NDArray[np.int64],
    issues: int,
    does: NDArray[np.bool_],
    loss: NDArray[np.float64],
) -> Carries:
    """The smallest change in each world that does what is wanted: fewest issues, then least loss.

    Parameters
    ----------
    frame, deal : the package that is changed.
    candidates, issues : packages near it (m, issues), from ``nearby``.
    does : (W, m), whether each of them does it.
    loss : (W, m), what it costs the others: the largest loss of any, in its own points.
    """
    count = len(does)
    if not count or not len(candidates):
        return Carries((), Share(count, count), issues)
    apart = (candidates != np.asarray(deal)).sum(axis=1)
    fewest = np.where(does, apart, APART + 1).min(axis=1)
    tried = does & (apart == fewest[:, None])
    # Ties within rounding go to the first in the list, on every machine.
    cost = np.where(tried, np.round(loss, 9), np.inf)
    chosen = cost.argmin(axis=1)
    works = tried.any(axis=1)
    tally = Counter(chosen[works].tolist())
    ranked = sorted(tally, key=lambda number: (-tally[number], number))[:LISTED]
    before = frame.package(np.asarray(deal))
    changes = []
    for number in ranked:
        after = frame.package(candidates[number])
        here = works & (chosen == number)
        changes.append(
            Carried(
                {k: v for k, v in after.items() if before[k] != v},
                Share.of(here),
                Points.of(loss[here, number]),
            )
        )
    return Carries(tuple(changes), Share.of(~works), issues)
