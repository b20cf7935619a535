"""Where a schedule comes apart, and how far back that reaches once everybody sees it coming.

A party that knows the other will leave at the last step has less to lose by leaving before it,
and so the end can undo the beginning. Worked backwards: at each point every party compares
leaving now with going on until the next breach that must be expected, by itself or by another.
Where several would leave, the one that gains most is taken to. A breach that comes while another
goes unnoticed is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import TOLERANCE, margins, weights

__all__ = ["Breach", "Unravelling", "unravelling"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Breach:
    """Somebody would leave: who, in which period (after the last step: T + 1), for how much."""

    point: int
    party: int
    gain: float


@dataclass(frozen=True)
class Unravelling:
    """How a schedule comes apart.

    Attributes
    ----------
    tempted : where leaving pays even if everybody else goes on, first to last.
    chain : breaches expected in the end, worked backwards: last to first; the last of the
        list is the one that would happen. Empty where nobody ever leaves.
    """

    tempted: tuple[Breach, ...]
    chain: tuple[Breach, ...]

    @property
    def reaches(self) -> Breach | None:
        """The breach that would happen first, everybody seeing all others coming."""
        return self.chain[-1] if self.chain else None


def unravelling(exchange: Exchange, levels: Floats, added: Floats | None = None) -> Unravelling:
    """Where leaving pays, and how far back it reaches once it is expected.

    Parameters
    ----------
    levels : (T + 1, M), share done by each period, from period 0.
    added : (P,), guarantees besides those posted.

    >>> exchange = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=4, patience=0.95)
    >>> sizes = np.array([0, 0.44, 0.73, 0.91, 1])
    >>> found = unravelling(exchange, np.stack([sizes, sizes], axis=1))
    >>> [b.point for b in found.tempted if b.party == 0], found.reaches.point
    ([1, 2, 3, 4], 1)
    """
    direct = margins(exchange, levels, added).going_on[0]
    tempted = tuple(
        Breach(point + 1, party, float(-direct[party, point]))
        for point in range(exchange.last)
        for party in range(exchange.parties)
        if direct[party, point] < -TOLERANCE
    )
    values = _Values(exchange, levels, added)
    chain: list[Breach] = []
    for point in range(exchange.last, 0, -1):
        ahead = chain[-1] if chain else None
        gains = [
            values.leaving(party, point) - values.going_on(party, point, ahead)
            for party in range(exchange.parties)
        ]
        most = int(np.argmax(gains))
        if gains[most] > TOLERANCE:
            chain.append(Breach(point, most, float(gains[most])))
    return Unravelling(tempted, tuple(chain))


class _Values:
    """What each party gets, counted from some period, where the next breach is known."""

    def __init__(self, exchange: Exchange, levels: Floats, added: Floats | None) -> None:
        self.exchange, self.levels = exchange, levels
        self.guarantee = exchange.posted + (0.0 if added is None else added)

    def going_on(self, party: int, point: int, ahead: Breach | None) -> float:
        """Going on from ``point``, where everybody expects the breach ``ahead`` (or none)."""
        exchange = self.exchange
        path = exchange.on_path(party).of(self.levels) @ exchange.worth[party]
        counted = self._weights(party, point)
        if ahead is None:
            return float(counted @ path)
        until = float(counted[: ahead.point - 1] @ path[: ahead.point - 1])
        late = float(exchange.patience[party]) ** (ahead.point - point)
        if ahead.party == party:
            return until + late * self.leaving(party, ahead.point)
        return until + late * self.left(party, ahead)

    def leaving(self, party: int, point: int) -> float:
        """Leaving in ``point``, the others going on until they notice."""
        exchange = self.exchange
        v, d = exchange.worth[party], float(exchange.patience[party])
        held = exchange.after_leaving(party, point, v < 0).of(self.levels) @ v
        late = d ** int(exchange.lag[party])
        gained = float(self._weights(party, point) @ held) - late * float(self.guarantee[party])
        return gained + self._no_deal(party, party, point, point)

    def left(self, party: int, breach: Breach) -> float:
        """Being left by another, counted from the breach."""
        exchange, point = self.exchange, breach.point
        costly = exchange.worth[breach.party] < 0
        v = exchange.worth[party]
        held = exchange.after_being_left(party, breach.party, point, costly).of(self.levels) @ v
        noticed = point + int(exchange.lag[breach.party])
        return float(self._weights(party, point) @ held) + self._no_deal(
            party, breach.party, point, noticed
        )

    def _no_deal(self, party: int, leaver: int, point: int, since: int) -> float:
        """No deal from a period on until everything resumes, as far as the deal can be undone."""
        exchange, d = self.exchange, float(self.exchange.patience[party])
        undone = 1.0 - float(exchange.bound(leaver, point).of(self.levels).sum())
        end = exchange.resumed(leaver, point)
        stays = d ** (since - point) - (0.0 if end is None else d ** (end - point))
        return float(exchange.outside[party]) * undone * stays

    def _weights(self, party: int, point: int) -> Floats:
        row: Floats = weights(self.exchange.patience[[party]], point, self.exchange.horizon)[0]
        return row
