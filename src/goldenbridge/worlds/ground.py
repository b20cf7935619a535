"""The worlds before any lever is pulled, and what they become under any set of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.worlds.pulled import Pulled
from goldenbridge.worlds.settings import NOTHING_SET, Settings
from goldenbridge.worlds.worlds import Worlds

__all__ = ["Ground"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ground:
    """W worlds with no lever pulled, and what levers start from in them.

    Attributes
    ----------
    worlds : with no lever pulled.
    pulled : what each lever would do.
    place : (W, P), where no-deal lies in its bracket, before it is kept within.
    sure : (W, L), how sure each red line is; lead : (W, L), the draw of its first owner.
    settings : what is set by hand; it holds whatever is pulled.
    """

    worlds: Worlds
    pulled: Pulled
    place: Floats
    sure: Floats
    lead: Floats
    settings: Settings = NOTHING_SET

    def some(self, chosen: NDArray[np.bool_]) -> Ground:
        """Some of the worlds, by mask."""
        pulled = replace(
            self.pulled,
            readings={k: v[chosen] for k, v in self.pulled.readings.items()},
            index=self.pulled.index[chosen],
        )
        return Ground(
            self.worlds.some(chosen),
            pulled,
            self.place[chosen],
            self.sure[chosen],
            self.lead[chosen],
            self.settings,
        )

    def full(self, levers: Collection[str]) -> Floats:
        """Points by party and option, (W, P, options), with these levers pulled."""
        frame, full = self.worlds.frame, self.worlds.full.copy()
        for party, issue in self.swings(levers):
            column, number = frame.parties.index(party), frame.wide.issues.index(issue)
            inside = slice(*frame.wide.offsets[number : number + 2])
            full[:, column, inside] *= self.pulled.factor(party, issue, levers)[:, None]
        return full

    def swings(self, levers: Collection[str]) -> list[tuple[str, str]]:
        """Whose swings on which issues these levers change."""
        swings = [e.swing for _, _, e in self.pulled.effects(levers) if e.swing is not None]
        known = [(s.party, s.issue) for s in swings if s.party in self.worlds.frame.parties]
        return list(dict.fromkeys(known))

    def points(self, levers: Collection[str]) -> Floats:
        """Points of each term, (W, terms), with these levers pulled."""
        points = self.worlds.points.copy()
        for number, term in enumerate(self.worlds.frame.terms):
            if term.source is not None and term.source[0] == "lever":
                points[:, number] = self.pulled.points(number, levers)
        return points

    def firmness(self, levers: Collection[str]) -> Floats:
        """Where no-deal lies in its bracket, (W, P), with these levers pulled."""
        columns = [self.firmness_of(party, levers) for party in self.worlds.frame.parties]
        return np.column_stack(columns) if columns else self.place.copy()

    def firmness_of(self, party: str, levers: Collection[str]) -> Floats:
        """Where one party's no-deal lies in its bracket then: (W,)."""
        if party in self.settings.firmness:
            return np.full(len(self.worlds), float(self.settings.firmness[party]))
        place = self.place[:, self.worlds.frame.parties.index(party)]
        moved: Floats = np.clip(place + self.pulled.shift(party, levers), 0.0, 1.0)
        return moved

    def binds(self, levers: Collection[str]) -> NDArray[np.bool_]:
        """Which red lines bind, (W, L), with these levers pulled."""
        columns = [self.binds_of(line, levers) for line in self.worlds.frame.lines]
        return np.column_stack(columns) if columns else self.worlds.binds.copy()

    def binds_of(self, line: str, levers: Collection[str]) -> NDArray[np.bool_]:
        """Whether one red line binds then: (W,)."""
        if line in self.settings.binding:
            return np.full(len(self.worlds), bool(self.settings.binding[line]))
        number = self.worlds.frame.lines.index(line)
        sure = self.pulled.confidence(line, self.sure[:, number], levers)
        return np.asarray(self.lead[:, number] < sure, dtype=np.bool_)

    def burden(self, levers: Collection[str]) -> Floats:
        """What these levers cost each party where there is a deal: (W, P)."""
        columns = [self.pulled.burden(party, levers) for party in self.worlds.frame.parties]
        return np.column_stack(columns) if columns else np.zeros((len(self.worlds), 0))
