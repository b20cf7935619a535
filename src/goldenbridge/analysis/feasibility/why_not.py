"""Why there is no deal: what cannot stand together, and what would have to give.

In each world without a deal, the *minimal correction sets* are the smallest sets of binding red
lines and no-deals that would have to give; the *minimal conflict sets* are the smallest sets that
cannot all stand. Each is the family of minimal hitting sets of the other (Reiter 1987), so both
come from one exact search. Rules are background: nobody can give them up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress
from goldenbridge.dealspace.search.corrections import corrections
from goldenbridge.dealspace.search.shortfall import best_margin, shortfall
from goldenbridge.worlds import Frame, Worlds

__all__ = ["SIZE_LIMIT", "ConflictSet", "Relaxation", "WhyNot", "why_not"]

SIZE_LIMIT = 4
LISTED = 12
LOOKED_AT = 1000


@dataclass(frozen=True)
class Member:
    """A red line or a no-deal, as part of a conflict."""

    kind: str
    id: str
    name: str
    owners: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {"kind": self.kind, "id": self.id, "name": self.name, "owners": list(self.owners)}


@dataclass(frozen=True)
class ConflictSet:
    """Red lines and no-deals that cannot all stand, and how often just these do not."""

    members: tuple[Member, ...]
    share: Share

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge deals --json`` gives it."""
        return {"members": [m.as_dict() for m in self.members], "share": self.share.as_dict()}


@dataclass(frozen=True)
class Effect:
    """What is left when a set gives way: a party's shortfall, or an owner's margin over no deal."""

    kind: str
    party: str
    median: float
    low: float
    high: float

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "kind": self.kind,
            "party": self.party,
            "median": round(self.median, 6),
            "range": [round(self.low, 6), round(self.high, 6)],
        }


@dataclass(frozen=True)
class Relaxation:
    """A smallest set that would have to give for a deal to exist, and what that would mean."""

    members: tuple[Member, ...]
    share: Share
    effects: tuple[Effect, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge deals --json`` gives it."""
        return {
            "members": [m.as_dict() for m in self.members],
            "share": self.share.as_dict(),
            "effects": [e.as_dict() for e in self.effects],
        }


@dataclass(frozen=True)
class WhyNot:
    """Why there is no deal, over the worlds that have none.

    Attributes
    ----------
    conflicts : minimal conflict sets up to ``SIZE_LIMIT``, the most frequent first.
    relaxations : minimal correction sets, the most frequent first.
    worlds : how many worlds without a deal were looked at.
    larger : worlds with no conflict set as small as the limit.
    cut_short : worlds in which not every set could be listed.
    """

    conflicts: tuple[ConflictSet, ...]
    relaxations: tuple[Relaxation, ...]
    worlds: int
    larger: Share
    cut_short: Share


def members(frame: Frame, mask: int) -> tuple[Member, ...]:
    """The red lines and parties that a bit mask stands for."""
    body, found = frame.snapshot.body, []
    for number, key in enumerate(frame.lines):
        if mask >> number & 1:
            owners = tuple(np.array(frame.parties)[frame.line_owners[number]].tolist())
            found.append(Member("red_line", key, body.red_lines[key].text, owners))
    for number, party in enumerate(frame.parties):
        if mask >> (len(frame.lines) + number) & 1:
            name = f"What {body.parties[party].name} has without a deal"
            found.append(Member("no_deal", party, name, (party,)))
    return tuple(found)


def why_not(worlds: Worlds, deal: NDArray[np.bool_], progress: Progress) -> WhyNot:
    """What stands between the parties and a deal in the worlds that have none.

    Parameters
    ----------
    worlds : W of them.
    deal : (W,), whether each has a deal.
    progress : told how far it is.
    """
    frame = worlds.frame
    chosen = np.flatnonzero(~deal)[:LOOKED_AT]
    without = worlds.some(chosen)
    progress("asking why not", 0.0)
    found = corrections(
        frame.layers, without.worths, without.no_deal, without.binding, frame.consent
    )
    families = [tuple(m for m in masks if m) for masks in found.sets]
    progress("asking why not", 0.6)
    conflicts: Counter[int] = Counter()
    larger = np.zeros(len(families), dtype=np.bool_)
    gives: Counter[int] = Counter()
    for number, family in enumerate(families):
        smallest = [m for m in found.conflicts[number] if 0 < m.bit_count() <= SIZE_LIMIT]
        larger[number] = not smallest
        conflicts.update(smallest)
        gives.update(family)
    total = len(families)
    listed = _most(gives)
    relaxations = tuple(
        Relaxation(
            members(frame, mask),
            Share(gives[mask], total),
            _effects(without, np.array([mask in f for f in families]), mask),
        )
        for mask in listed
    )
    progress("asking why not", 1.0)
    return WhyNot(
        tuple(ConflictSet(members(frame, m), Share(conflicts[m], total)) for m in _most(conflicts)),
        relaxations,
        total,
        Share.of(larger),
        Share.of(found.cut_short),
    )


def _most(counted: Counter[int]) -> Sequence[int]:
    """The most frequent masks, small ones first among equals."""
    ranked = sorted(counted, key=lambda m: (-counted[m], m.bit_count(), m))
    return ranked[:LISTED]


def _effects(worlds: Worlds, where: NDArray[np.bool_], mask: int) -> tuple[Effect, ...]:
    """Shortfalls of the parties in a set, or the margins of its red lines' owners."""
    frame = worlds.frame
    some = worlds.some(np.flatnonzero(where)[:200])
    lines = len(frame.lines)
    parties = [n for n in range(len(frame.parties)) if mask >> (lines + n) & 1]
    kind = "shortfall" if parties else "margin"
    if len(parties) > 1:
        return ()
    if not parties:
        held = frame.line_owners[[n for n in range(lines) if mask >> n & 1]]
        parties = np.flatnonzero(held.any(axis=0)).tolist()
    dropped = mask & ((1 << lines) - 1)
    asked = (frame.layers, some.worths, some.no_deal, some.binding, frame.consent)
    effects = []
    for party in parties:
        if kind == "shortfall":
            values = shortfall(*asked, party, dropped=dropped)
        else:
            values = best_margin(*asked, party, dropped=dropped).value
        reached = values[np.isfinite(values)]
        if len(reached):
            low, middle, high = np.quantile(reached, [0.1, 0.5, 0.9])
            name = frame.parties[party]
            effects.append(Effect(kind, name, float(middle), float(low), float(high)))
    return tuple(effects)
