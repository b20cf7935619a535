"""Who gains nothing from any deal, and what a deal costs those who are not asked.

Inside the talks: a party to which, in most worlds, even the best deal that the others would sign is
worth no more than no deal has nothing to lose by wrecking it; it may stand there because another
asks too much. Outside: what the package does to parties whose consent is never asked. Whether
somebody would and could wreck a deal is not told; having a reason is one condition of it (Stedman
1997, who warns that aims and chances change).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.coalitions.signing import best_for, could_gain, signed
from goldenbridge.analysis.coalitions.voices import Voice
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.worths import TOLERANCE, value

__all__ = ["POINTS_ON", "Insider", "Outsider", "Spoilers", "spoilers"]

#: The most that a party could get is worked out in so many worlds; shares are of all.
POINTS_ON = 200


@dataclass(frozen=True)
class Insider:
    """What deals are to one party whose consent counts.

    Attributes
    ----------
    id, name : the party.
    others_sign : worlds in which the others would sign something if it were set aside.
    gains_nothing : of these, those in which none of that is worth more to it than no deal.
    best_gain : what the best of that is worth to it over no deal.
    worse_by_package : fresh worlds in which the package is worth less to it than no deal.
    package_gain : what the package is worth to it over no deal.
    """

    id: str
    name: str
    others_sign: Share
    gains_nothing: Share
    best_gain: Points | None
    worse_by_package: Share | None
    package_gain: Points | None

    @property
    def in_most(self) -> bool:
        """Whether it gains nothing in more than half of the worlds in which others would sign."""
        return self.gains_nothing.estimate > 0.5

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        worse, best, gain = self.worse_by_package, self.best_gain, self.package_gain
        return {
            "id": self.id,
            "name": self.name,
            "others_sign": self.others_sign.as_dict(),
            "gains_nothing": self.gains_nothing.as_dict(),
            "in_most_worlds": self.in_most,
            "best_gain": None if best is None else best.as_dict(),
            "worse_by_package": None if worse is None else worse.as_dict(),
            "package_gain": None if gain is None else gain.as_dict(),
        }


@dataclass(frozen=True)
class Outsider:
    """What the package is to one party that is not asked.

    Attributes
    ----------
    id, name : the party.
    known : whether the case says what it wants; if not, nothing can be told.
    worse : fresh worlds in which the package leaves it with less than what holds without one.
    points : what the package moves it, below 0 a loss.
    """

    id: str
    name: str
    known: bool
    worse: Share | None
    points: Points | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "id": self.id,
            "name": self.name,
            "worths_known": self.known,
            "worse": None if self.worse is None else self.worse.as_dict(),
            "points": None if self.points is None else self.points.as_dict(),
        }


@dataclass(frozen=True)
class Spoilers:
    """Those who have a reason to wreck a deal, inside the talks and outside."""

    inside: tuple[Insider, ...]
    outside: tuple[Outsider, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "inside": [one.as_dict() for one in self.inside],
            "outside": [one.as_dict() for one in self.outside],
        }


def spoilers(
    sample: Sample,
    package: NDArray[np.integer] | None,
    outside: dict[str, Voice],
    progress: Progress,
    stop: Stop,
) -> tuple[Spoilers, bool]:
    """Who gains nothing from any deal, and what the package costs those who are not asked.

    Parameters
    ----------
    sample : the worlds.
    package : option numbers (issues,), if there is one.
    outside : parties not asked, with their worths in the fresh worlds.
    progress : told how far it is.
    stop : asked between parties; where it says so, those finished stand.

    Returns
    -------
    what was found, and whether all parties were looked at.
    """
    frame, worlds, fresh = sample.frame, sample.worlds, sample.fresh
    gain = None
    if package is not None:
        gain = value(frame.layers, fresh.worths, package)[:, :, 0] - fresh.no_deal
    inside: list[Insider] = []
    for column, party in enumerate(frame.parties):
        if stop():
            return Spoilers(tuple(inside), ()), False
        others = signed(worlds, aside=1 << column)
        gains = could_gain(worlds, column, others)
        some = worlds.some(np.flatnonzero(others)[:POINTS_ON])
        margin = best_for(some, column).value
        mine = None if gain is None else gain[:, column]
        inside.append(
            Insider(
                party,
                frame.snapshot.name(party),
                Share.of(others),
                Share.of(~gains[others]),
                Points.of(margin),
                None if mine is None else Share.of(mine < -TOLERANCE),
                None if mine is None else Points.of(mine),
            )
        )
        progress("looking for spoilers", (column + 1) / len(frame.parties))
    left = [key for key, party in frame.snapshot.body.parties.items() if party.consent == "never"]
    rows = None if package is None else np.vstack([package, frame.defaults])
    outsiders = []
    for key in left:
        moved = None
        if rows is not None and key in outside:
            worth = outside[key].worth(rows)
            moved = worth[:, 0] - worth[:, 1]
        outsiders.append(
            Outsider(
                key,
                frame.snapshot.name(key),
                key in outside,
                None if moved is None else Share.of(moved < -TOLERANCE),
                None if moved is None else Points.of(moved),
            )
        )
    return Spoilers(tuple(inside), tuple(outsiders)), True
