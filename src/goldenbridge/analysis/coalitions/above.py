"""The deal made above a party's head: what the others would sign, and what it would say to that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.nearby import Carries, nearby, smallest_changes
from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.feasibility.packages import LOOKED_AT
from goldenbridge.analysis.sample import Sample
from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Frame

__all__ = ["Above", "above"]


@dataclass(frozen=True, eq=False)
class Above:
    """The package that the others sign among themselves in the most worlds, on fresh worlds.

    Attributes
    ----------
    frame, package : option numbers (issues,).
    touches : issues it moves that the client controls.
    others_sign : worlds in which the others sign it.
    refused : of these, those in which the client refuses it, where it is asked.
    short : of these, those in which the package is worth less to it than no deal.
    crosses : red line of the client → of these, those in which the package crosses it.
    points : what the package is worth to the client over no deal, where the others sign it.
    carries : the smallest changes with which the client signs too, where it refuses.
    """

    frame: Frame
    package: NDArray[np.int64]
    touches: tuple[str, ...]
    others_sign: Share
    refused: Share
    short: Share
    crosses: dict[str, Share]
    points: Points | None
    carries: Carries

    def as_dict(self) -> dict[str, object]:
        """Plain data; the package without what it leaves at its default."""
        package, default = self.frame.package(self.package), self.frame.package(self.frame.defaults)
        return {
            "package": {k: v for k, v in package.items() if v != default[k]},
            "touches": list(self.touches),
            "others_sign": self.others_sign.as_dict(),
            "refused": self.refused.as_dict(),
            "short": self.short.as_dict(),
            "crosses": {k: v.as_dict() for k, v in self.crosses.items()},
            "points": None if self.points is None else self.points.as_dict(),
            "carries": self.carries.as_dict(),
        }


def above(sample: Sample, column: int, mine: dict[str, int]) -> Above | None:
    """The package that all others sign in the most worlds, and what this party makes of it.

    Parameters
    ----------
    sample : the worlds; the package is chosen on the main ones and measured on fresh ones.
    column : the party above whose head it is made.
    mine : its red lines, with their numbers.
    """
    frame, fresh = sample.frame, sample.fresh
    some = sample.worlds.some(np.arange(min(LOOKED_AT, len(sample.worlds))))
    others: list[Consent] = list(frame.consent)
    others[column] = "never"
    asked = (frame.layers, some.worths, some.no_deal, some.binding, others)
    best = most_accepted(*asked, how_many=1)
    if not len(best.deals):
        return None
    row = best.deals[0]
    signs = accepted(frame.layers, fresh.worths, fresh.no_deal, fresh.binding, others, row)[:, 0]
    there = fresh.some(signs)
    whole = (frame.layers, there.worths, there.no_deal, there.binding, frame.consent)
    refuses = ~accepted(*whole, row)[:, 0]
    gain = value(frame.layers, there.worths, row)[:, column, 0] - there.no_deal[:, column]
    hit = there.binding & frame.layers.crossed(row)
    candidates, issues = nearby(frame, row)
    there = there.some(refuses)
    whole = (frame.layers, there.worths, there.no_deal, there.binding, frame.consent)
    before = value(frame.layers, there.worths, row)
    after = value(frame.layers, there.worths, candidates) if len(candidates) else before[:, :, :0]
    rest = [n for n in range(len(frame.parties)) if n != column]
    does = accepted(*whole, candidates) if len(candidates) else np.zeros((len(there), 0), bool)
    controls = frame.snapshot.body.parties[frame.parties[column]].controls
    return Above(
        frame,
        row,
        tuple(k for k in controls if row[frame.space.issues.index(k)] != _default(frame, k)),
        Share.of(signs),
        Share.of(refuses),
        Share.of(gain < -TOLERANCE),
        {k: Share.of(np.asarray(hit >> np.uint64(n) & np.uint64(1) > 0)) for k, n in mine.items()},
        Points.of(gain),
        smallest_changes(
            frame, row, candidates, issues, does, (before - after)[:, rest].max(axis=1)
        ),
    )


def _default(frame: Frame, issue: str) -> int:
    return int(frame.defaults[frame.space.issues.index(issue)])
