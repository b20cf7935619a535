"""One package put before those who ratify: who refuses it, by how much, and what would carry it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.nearby import Carries, nearby, smallest_changes
from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.coalitions.voices import Voice
from goldenbridge.analysis.estimate import Share
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Worlds

__all__ = ["Near", "OnPackage", "on_package"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class OnPackage:
    """What one constituency does with the package, on fresh worlds.

    Attributes
    ----------
    asked : whether the package needs its party's consent at all; if not, nor its own.
    ratifies : worlds in which it would ratify.
    of_signed : the same, of the worlds in which all parties would sign the package.
    short : worlds in which the package is worth less to it than it asks.
    points : how many points short, where the parties would sign and it would not: a side payment.
    crosses : its own red lines → worlds where they bind and the package crosses them.
    where : hypothesis → reading → worlds of it in which it refuses, where readings clearly differ.
        What goes along with a refusal need not be its cause.
    carries : the smallest changes with which all parties still sign and it ratifies.
    """

    asked: bool
    ratifies: Share
    of_signed: Share
    short: Share
    points: Points | None
    crosses: dict[str, Share]
    where: dict[str, dict[str, Share]]
    carries: Carries | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "asked": self.asked,
            "ratifies": self.ratifies.as_dict(),
            "of_signed": self.of_signed.as_dict(),
            "short": self.short.as_dict(),
            "points": None if self.points is None else self.points.as_dict(),
            "crosses": {k: v.as_dict() for k, v in self.crosses.items()},
            "where": {
                hypothesis: {reading: share.as_dict() for reading, share in shares.items()}
                for hypothesis, shares in self.where.items()
            },
            "carries": None if self.carries is None else self.carries.as_dict(),
        }


@dataclass(frozen=True, eq=False)
class Near:
    """The package and those near it, in the fresh worlds in which all parties would sign it."""

    worlds: Worlds
    package: NDArray[np.integer]
    signs: Bools
    candidates: NDArray[np.int64]
    issues: int
    signed: Bools
    loss: NDArray[np.float64]

    @classmethod
    def of(cls, worlds: Worlds, package: NDArray[np.integer], signs: Bools) -> Near:
        frame, some = worlds.frame, worlds.some(signs)
        candidates, issues = nearby(frame, package)
        signed = np.zeros((len(some), 0), dtype=np.bool_)
        loss = np.zeros((len(some), 0))
        if len(candidates):
            terms = (frame.layers, some.worths, some.no_deal, some.binding, frame.consent)
            signed = accepted(*terms, candidates)
            before = value(frame.layers, some.worths, package)
            loss = (before - value(frame.layers, some.worths, candidates)).max(axis=1)
        return cls(worlds, package, signs, candidates, issues, signed, loss)


def on_package(near: Near, voice: Voice | None, party: str, mine: int) -> tuple[OnPackage, Bools]:
    """What one constituency does with the package, and where it ratifies: (fresh worlds,).

    Parameters
    ----------
    near : the package and those near it.
    voice : the constituency in the fresh worlds, or None where it has no terms of its own.
    party : the party it stands behind.
    mine : its own red lines, as a mask.
    """
    frame, worlds = near.worlds.frame, near.worlds
    needed = needed_by(frame.consent, frame.layers.triggered(near.package))[0]
    asked = bool(needed[frame.parties.index(party)])
    hit = np.zeros(len(worlds), dtype=np.uint64)
    if asked:
        hit = worlds.binding & frame.layers.crossed(near.package) & np.uint64(mine)
    lacks = np.full(len(worlds), -np.inf)
    if asked and voice is not None:
        lacks = voice.least - voice.worth(near.package)[:, 0]
    short = lacks > TOLERANCE
    will = ~short & (hit == 0)
    carries = None
    if asked and voice is not None:
        here = ~will[near.signs]
        enough = np.asarray(voice.ratifies(near.candidates, TOLERANCE)[near.signs][here])
        triggered = frame.layers.triggered(near.candidates)
        unasked = ~needed_by(frame.consent, triggered)[:, frame.parties.index(party)]
        does = near.signed[here] & (enough | unasked)
        carries = smallest_changes(
            frame, near.package, near.candidates, near.issues, does, near.loss[here]
        )
    told = OnPackage(
        asked,
        Share.of(will),
        Share.of(will[near.signs]),
        Share.of(short),
        Points.of(lacks[near.signs & short]),
        {
            key: Share.of(np.asarray(hit >> np.uint64(n) & np.uint64(1) > 0))
            for n, key in enumerate(frame.lines)
            if mine >> n & 1
        },
        _where(worlds, ~will),
        carries,
    )
    return told, will


def _where(worlds: Worlds, refuses: Bools) -> dict[str, dict[str, Share]]:
    """The hypotheses under whose readings refusals differ by more than sampling could make them."""
    found = {}
    for key, hypothesis in worlds.frame.snapshot.body.hypotheses.items():
        shares = {
            name: Share.of(refuses[worlds.readings[key] == number])
            for number, name in enumerate(hypothesis.readings)
        }
        seen = [share.interval for share in shares.values() if share.worlds]
        if seen and max(low for low, _ in seen) > min(high for _, high in seen):
            found[key] = shares
    return found
