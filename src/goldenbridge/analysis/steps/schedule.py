"""The order and size of steps that need the least guarantee: a linear programme.

Unknown are the shares done y[m, s], a guarantee G[p] added by each party and, where a party
would not even begin, its shortfall e[p]. In turn:

1. the least sum of shortfalls, then of guarantees, each in its own party's points;
2. with these kept, either the earliest steps there can be, or room: for each party the most by
   which going on can be made to beat leaving where it does so least, beginning included.

A measure that cannot be divided makes its shares whole numbers (a mixed-integer programme).
Both are solved to the end by HiGHS unless the limit on nodes is met, which is then said.

References
----------
Huangfu and Hall (2018), Parallelizing the dual revised simplex method, on the solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import weights

__all__ = ["Schedule", "Then", "Turns", "best_schedule", "fastest", "in_turn", "least_guarantee"]

Floats = NDArray[np.float64]

#: Who may act in which period: None for all in each, else parties one after the other.
Turns = tuple[int, ...] | None

#: What is looked for once the guarantee is the least: nothing, early steps, or room.
Then = Literal["nothing", "early", "room"]

#: A point that a party is short of beginning counts as much as so many points of guarantee.
SHORT = 1000.0
#: Room is looked for up to this part of what is at stake for a party; beside it, steps that are
#: early, and room at all points together, count a little.
ROOM = 0.3
EARLY = 0.3
SPREAD = 0.1
NODES = 3000
SLACK = 1e-7
#: Room need not be the most to the last hundredth: what is guaranteed is settled by then.
ROUGHLY = 0.01


@dataclass(frozen=True, eq=False)
class Schedule:
    """Which share of each measure is done by when, and what it takes to hold it together.

    Attributes
    ----------
    levels : (T + 1, M), share done by each period, from period 0.
    added : (P,), guarantees besides those posted, each in its party's points.
    short : (P,), points by which a party would rather not begin; 0 where all begin.
    turns : who may act when.
    proved : whether no less guarantee would do, but for ``above``; False where the search was
        cut off.
    rounded_to : what all shares are whole numbers of, where they were rounded; None as found.
    above : points by which rounding took the guarantees added above the least found.
    """

    levels: Floats
    added: Floats
    short: Floats
    turns: Turns
    proved: bool = True
    rounded_to: float | None = None
    above: float = 0.0

    @property
    def total(self) -> float:
        """All guarantees added, each in its own party's points."""
        return float(self.added.sum())


def in_turn(exchange: Exchange, first: int) -> tuple[int, ...]:
    """The doers one after the other, beginning with one of them.

    >>> in_turn(Exchange.simple([0, 1, 0], [[0] * 3] * 2, periods=4), 1)
    (1, 0)
    """
    doers = sorted({int(d) for d in exchange.doer if d >= 0})
    at = doers.index(first)
    return tuple(doers[at:] + doers[:at])


def fastest(exchange: Exchange, turns: Turns) -> Floats:
    """By how much a share can rise in each period: (T, M); nothing where it is not one's turn.

    >>> fastest(Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=2), (0, 1)).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    waited = 1 if turns is None else len(turns)
    rise = np.where(exchange.divisible, np.minimum(1.0, waited / exchange.takes), 1.0)
    most: Floats = np.tile(rise, (exchange.periods, 1))
    if turns is not None:
        for row in range(exchange.periods):
            turn = turns[row % waited]
            most[row, (exchange.doer >= 0) & (exchange.doer != turn)] = 0.0
    return most


def least_guarantee(exchange: Exchange, levels: Floats) -> Floats:
    """What each party must add so that a given schedule holds: (P,), exact.

    >>> exchange = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=2)
    >>> least_guarantee(exchange, np.array([[0, 0], [0.5, 0.5], [1, 1]])).round(4).tolist()
    [1.6667, 1.6667]
    """
    from goldenbridge.analysis.steps.margins import margins

    least = margins(exchange, levels).going_on[0].min(axis=1)
    needed: Floats = np.maximum(0.0, -least / exchange.patience**exchange.lag)
    return needed


def best_schedule(exchange: Exchange, turns: Turns = None, then: Then = "early") -> Schedule | None:
    """The schedule that needs the least guarantee; None where the time does not suffice.

    Parameters
    ----------
    exchange : what is done, by whom, on what terms.
    turns : who may act in which period.
    then : what to look for among the schedules with the least guarantee.

    >>> exchange = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=12)
    >>> best_schedule(exchange).added.round(3).tolist()
    [0.062, 0.062]
    """
    return _Programme(exchange, turns).solve(then)


class _Programme:
    """The programme: columns are y[m, s] for s = 1 … T, then G, e, the room at each point.

    The last P columns are the least room each party has before all is done, beginning included.
    """

    def __init__(self, exchange: Exchange, turns: Turns) -> None:
        self.exchange, self.turns = exchange, turns
        T, M, P = exchange.periods, exchange.measures, exchange.parties
        self.T, self.M, self.P = T, M, P
        self.done = T * M
        self.points = P * exchange.last
        self.columns = self.done + 2 * P + self.points + P

    def solve(self, then: Then) -> Schedule | None:
        P, done = self.P, self.done
        first = np.zeros(self.columns)
        first[done : done + P] = 1.0
        first[done + P : done + 2 * P] = SHORT
        found = self._minimise(first, room=False)
        if found is None:
            return None
        x, proved = found
        if then != "nothing":
            second = np.zeros(self.columns)
            second[:done] = -EARLY / max(done, 1)
            if then == "room":
                second[done + 2 * P :] = -self._weight / np.maximum(self._cap, 1e-9)
            kept = (first, float(first @ x) + SLACK)
            better = self._minimise(second, room=then == "room", keep=kept)
            x = x if better is None else better[0]
        levels = np.vstack([np.zeros(self.M), x[:done].reshape(self.T, self.M)])
        levels = np.maximum.accumulate(np.clip(np.round(levels, 9), 0.0, 1.0), axis=0) + 0.0
        added, short = x[done : done + P], x[done + P : done + 2 * P]
        return Schedule(levels, _clean(added), _clean(short), self.turns, proved)

    @cached_property
    def _cap(self) -> Floats:
        """The most room that is looked for at each point, and for the least of all points."""
        stake = ROOM * np.abs(self.exchange.worth).sum(axis=1)
        return np.append(np.repeat(stake, self.exchange.last), stake)

    @property
    def _weight(self) -> Floats:
        """The least room of each party counts, and a little the room at each point beyond it."""
        return np.append(np.full(self.points, SPREAD / self.points), np.full(self.P, 1.0 / self.P))

    def _minimise(
        self, cost: Floats, *, room: bool, keep: tuple[Floats, float] | None = None
    ) -> tuple[Floats, bool] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        whole, low, high = self._bounds(room)
        A, least, most = self._constraints
        if keep is not None:
            A = np.vstack([A, keep[0]])
            least, most = np.append(least, -np.inf), np.append(most, keep[1])
        found = milp(
            cost,
            integrality=whole.astype(np.int64),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(csr_array(A), least, most),
            options={"node_limit": NODES, "mip_rel_gap": 1e-6 if keep is None else ROUGHLY},
        )
        return None if found.x is None else (np.asarray(found.x), found.status == 0)

    def _bounds(self, room: bool) -> tuple[Floats, Floats, Floats]:
        exchange, done = self.exchange, self.done
        whole, low = np.zeros(self.columns), np.zeros(self.columns)
        high = np.full(self.columns, np.inf)
        shares = high[:done].reshape(self.T, self.M)
        shares[:] = 1.0
        period = np.arange(1, self.T + 1)[:, None]
        shares[(period < exchange.takes) & ~exchange.divisible] = 0.0
        low[:done].reshape(self.T, self.M)[-1] = 1.0
        whole[:done] = np.tile(~exchange.divisible, self.T)
        high[done + 2 * self.P :] = self._cap if room else 0.0
        return whole, low, high

    @cached_property
    def _constraints(self) -> tuple[Floats, Floats, Floats]:
        """Rows, and what each must lie between."""
        blocks = [self._rising(), self._ruled(), self._entering(), self._keeping()]
        A = np.vstack([b[0] for b in blocks])
        return A, np.concatenate([b[1] for b in blocks]), np.concatenate([b[2] for b in blocks])

    def _rising(self) -> tuple[Floats, Floats, Floats]:
        """Shares never fall, rise as fast as an act allows, and only in the doer's turn."""
        A = np.zeros((self.done, self.columns))
        np.fill_diagonal(A, 1.0)
        np.fill_diagonal(A[self.M :], -1.0)
        return A, np.zeros(self.done), fastest(self.exchange, self.turns).ravel()

    def _ruled(self) -> tuple[Floats, Floats, Floats]:
        rules, limits = self.exchange.rules, self.exchange.limits
        A = np.zeros((self.T * len(limits), self.columns))
        for row in range(self.T):
            span = slice(row * len(limits), (row + 1) * len(limits))
            A[span, row * self.M : (row + 1) * self.M] = rules
        return A, np.full(len(A), -np.inf), np.tile(limits, self.T)

    def _entering(self) -> tuple[Floats, Floats, Floats]:
        """Beginning is worth no deal, but for the shortfall."""
        exchange = self.exchange
        A, least = np.zeros((self.P, self.columns)), np.zeros(self.P)
        for party in range(self.P):
            share = np.zeros((self.T + 1, self.M))
            path = exchange.on_path(party)
            counted = weights(exchange.patience[[party]], 1, exchange.horizon)[0]
            self._add(share, path.source, counted[:, None] * path.factor * exchange.worth[party])
            A[party, : self.done] = share[1:].ravel()
            A[party, self.done + self.P + party] = 1.0
            A[party, self.columns - self.P + party] = -1.0
            least[party] = exchange.outside[party]
        return A, least, np.full(self.P, np.inf)

    def _keeping(self) -> tuple[Floats, Floats, Floats]:
        """Going on is worth leaving, guarantees counted, by at least the room at that point."""
        exchange, last = self.exchange, self.exchange.last
        A, least = np.zeros((self.points, self.columns)), np.zeros(self.points)
        for party in range(self.P):
            d, lag = float(exchange.patience[party]), int(exchange.lag[party])
            v, o = exchange.worth[party], float(exchange.outside[party])
            path = exchange.on_path(party)
            away = 1.0 if exchange.snapback is None else 1.0 - d ** (lag + exchange.snapback)
            for point in range(1, last + 1):
                row = party * last + point - 1
                counted = weights(np.array([d]), point, exchange.horizon)[0][:, None]
                left = exchange.after_leaving(party, point, v < 0)
                bound = exchange.bound(party, point)
                share = np.zeros((self.T + 1, self.M))
                self._add(share, path.source, counted * path.factor * v)
                self._add(share, left.source, -counted * left.factor * v)
                self._add(share, bound.source, o * away * bound.factor)
                A[row, : self.done] = share[1:].ravel()
                A[row, self.done + party] = d**lag
                A[row, self.done + 2 * self.P + row] = -1.0
                if point <= self.T:
                    A[row, self.columns - self.P + party] = -1.0
                least[row] = o * away - d**lag * exchange.posted[party]
        return A, least, np.full(self.points, np.inf)

    def _add(self, share: Floats, source: NDArray[np.int64], amount: Floats) -> None:
        np.add.at(share, (source, np.arange(self.M)[None]), amount)


def _clean(values: Floats) -> Floats:
    rounded: Floats = np.where(values < 10 * SLACK, 0.0, values)
    return rounded
