"""What some parties could settle among themselves, whether they would rather, and whom it hurts.

A coalition can settle an issue alone if all who control it are in the coalition, and so are all
whom the issue's ``between`` names; where it names nobody, all those without whom there is no deal.
A sub-deal moves such issues only and crosses no red line of a member; who is left out is not asked.
With all in it without whom there is no deal, it is a deal like any other, and every member must
find it no worse than no deal. Without them there still is no deal, and it adds to that what it
moves against the defaults: every member must gain by this. A coalition is *tempted* away from a
package where some sub-deal gives every member more than the package does, which is what the core
excludes (Gillies 1959).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.blocking import FEW, SIZE_LIMIT
from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.coalitions.signing import bits, members
from goldenbridge.analysis.coalitions.voices import Voice
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.feasibility.packages import LOOKED_AT
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Frame, Worlds

__all__ = ["Harm", "Subdeal", "is_deal", "least", "settles", "sub_layers", "subdeals", "tempted"]

#: A member is tempted by no less than this many points.
MORE = 1e-6

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Harm:
    """What a sub-deal does to somebody left out, against what holds without it.

    Attributes
    ----------
    id, name : a party.
    worse : of the worlds where the coalition signs, those that leave it with less.
    points : what the sub-deal moves it, below 0 a loss.
    """

    id: str
    name: str
    worse: Share
    points: Points | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        points = None if self.points is None else self.points.as_dict()
        return {"id": self.id, "name": self.name, "worse": self.worse.as_dict(), "points": points}


@dataclass(frozen=True, eq=False)
class Subdeal:
    """What one coalition could settle alone.

    Attributes
    ----------
    frame : the parties.
    members : as a mask of parties.
    settles : issues it can settle alone.
    is_deal : whether it holds all those without whom there is no deal, so that its sub-deals are
        deals and are held against no deal.
    exists : worlds in which it has a sub-deal.
    package : the sub-deal that its members take in the most worlds, or None.
    taken : fresh worlds in which they do.
    harms : what that does to those left out.
    tempted : fresh worlds in which some sub-deal gives every member more over no deal than the
        whole package does, and something at all; None without a whole package.
    leaves : the same, of the worlds in which all would sign the whole package.
    """

    frame: Frame
    members: int
    settles: tuple[str, ...]
    is_deal: bool
    exists: Share
    package: NDArray[np.int64] | None
    taken: Share | None
    harms: tuple[Harm, ...]
    tempted: Share | None
    leaves: Share | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        frame, everybody = self.frame, (1 << len(self.frame.parties)) - 1
        package = None if self.package is None else frame.package(self.package)
        default = frame.package(frame.defaults)
        return {
            "members": members(frame, self.members),
            "left_out": members(frame, everybody & ~self.members),
            "settles": list(self.settles),
            "is_deal": self.is_deal,
            "exists": self.exists.as_dict(),
            "package": None
            if package is None
            else {k: v for k, v in package.items() if v != default[k]},
            "taken": None if self.taken is None else self.taken.as_dict(),
            "harms": [one.as_dict() for one in self.harms],
            "tempted": None if self.tempted is None else self.tempted.as_dict(),
            "leaves": None if self.leaves is None else self.leaves.as_dict(),
        }


def settles(frame: Frame, mask: int) -> Bools:
    """Which open issues a coalition can settle alone: (issues,)."""
    body = frame.snapshot.body
    found: list[bool] = []
    inside = {frame.parties[number] for number in bits(mask)}
    always = {p for p, kind in zip(frame.parties, frame.consent, strict=True) if kind == "always"}
    for key, issue in body.issues.items():
        controllers = {p for p in frame.parties if key in body.parties[p].controls}
        found.append(issue.open and controllers | (set(issue.between) or always) <= inside)
    return np.array(found, dtype=np.bool_)


def sub_layers(frame: Frame, mask: int) -> Layers | None:
    """The sub-deals of a coalition laid out for search; None where it can settle nothing."""
    free = settles(frame, mask)
    if not free.any():
        return None
    kept = tuple(
        Clause(((n, tuple(o for o in range(int(size)) if o != int(frame.defaults[n]))),))
        for n, size in enumerate(frame.space.sizes)
        if size > 1 and not free[n]
    )
    space = DealSpace(frame.space.issues, frame.space.options, (*frame.space.impossible, *kept))
    whole = frame.layers
    none = np.zeros_like(frame.controls)
    return layer(space, whole.terms, whole.lines, none, frame.defaults, frame.line_owners)


def is_deal(frame: Frame, mask: int) -> bool:
    """Whether a coalition holds all those without whom there is no deal."""
    return all(mask >> n & 1 for n, kind in enumerate(frame.consent) if kind == "always")


def least(worlds: Worlds, mask: int) -> NDArray[np.float64]:
    """What a sub-deal must be worth to each party if it is a member: (W, P).

    No deal where the coalition can strike a deal; else more than what holds without one, since no
    deal then goes on with all that belongs to it.
    """
    if is_deal(worlds.frame, mask):
        return worlds.no_deal
    now = value(worlds.frame.layers, worlds.worths, worlds.frame.defaults)[:, :, 0]
    return np.asarray(now + MORE)


def tempted(
    worlds: Worlds, layers: Layers, mask: int, package: NDArray[np.integer]
) -> NDArray[np.bool_]:
    """Worlds in which some sub-deal gives every member more than a package does: (W,)."""
    whole = value(layers, worlds.worths, package)[:, :, 0]
    return maximin(
        layers,
        worlds.worths,
        least(worlds, mask) + np.maximum(whole - worlds.no_deal, 0.0),
        objective=mask,
        needed=mask,
        binding=layers.held(worlds.binding, mask),
        floor=MORE,
    ).found


def subdeals(
    sample: Sample,
    package: NDArray[np.integer] | None,
    signs: Bools,
    outside: dict[str, Voice],
    progress: Progress,
    stop: Stop,
) -> tuple[list[Subdeal], bool]:
    """What each coalition of two or more, short of all, could settle alone.

    Parameters
    ----------
    sample : the worlds.
    package : the whole package they might leave, if there is one.
    signs : (fresh worlds,), where all would sign it.
    outside : parties not asked, with their worths in the fresh worlds.
    progress : told how far it is.
    stop : asked between coalitions; where it says so, those finished stand.

    Returns
    -------
    those that can settle something, and whether all coalitions were looked at.
    """
    frame, parties = sample.frame, len(sample.frame.parties)
    largest = parties - 1 if parties <= FEW else min(SIZE_LIMIT, parties - 1)
    wanted = [
        sum(1 << number for number in chosen)
        for size in range(2, largest + 1)
        for chosen in combinations(range(parties), size)
    ]
    found: list[Subdeal] = []
    for number, mask in enumerate(wanted):
        if stop():
            return found, False
        layers = sub_layers(frame, mask)
        if layers is not None:
            found.append(_look(sample, mask, layers, package, signs, outside))
        progress("looking for sub-deals", (number + 1) / len(wanted))
    return found, True


def _look(
    sample: Sample,
    mask: int,
    layers: Layers,
    package: NDArray[np.integer] | None,
    signs: Bools,
    outside: dict[str, Voice],
) -> Subdeal:
    frame, worlds, fresh = sample.frame, sample.worlds, sample.fresh
    kinds: list[Consent] = [
        "always" if mask >> n & 1 else "never" for n in range(len(frame.parties))
    ]
    there = exists(layers, worlds.worths, least(worlds, mask), worlds.binding, kinds).found
    some = worlds.some(np.arange(min(LOOKED_AT, len(worlds))))
    best = most_accepted(layers, some.worths, least(some, mask), some.binding, kinds, how_many=1)
    row = best.deals[0] if len(best.deals) else None
    taken: Share | None = None
    harms: list[Harm] = []
    if row is not None:
        asks = least(fresh, mask)
        takes = accepted(layers, fresh.worths, asks, fresh.binding, kinds, row)[:, 0]
        taken = Share.of(takes)
        both = np.vstack([row, frame.defaults])
        worth = value(layers, fresh.worths, both)
        left_out = {
            party: worth[:, n, 0] - worth[:, n, 1]
            for n, party in enumerate(frame.parties)
            if not mask >> n & 1
        }
        for party, voice in outside.items():
            heard = voice.worth(both)
            left_out[party] = heard[:, 0] - heard[:, 1]
        harms = [
            Harm(
                party,
                frame.snapshot.name(party),
                Share.of(moved[takes] < -TOLERANCE),
                Points.of(moved[takes]),
            )
            for party, moved in left_out.items()
        ]
    drawn = None if package is None else tempted(fresh, layers, mask, package)
    return Subdeal(
        frame,
        mask,
        tuple(np.array(frame.space.issues)[settles(frame, mask)].tolist()),
        is_deal(frame, mask),
        Share.of(there),
        row,
        taken,
        tuple(harms),
        None if drawn is None else Share.of(drawn),
        None if drawn is None else Share.of(drawn[signs]),
    )
