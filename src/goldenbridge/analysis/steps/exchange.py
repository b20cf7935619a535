"""An exchange carried out step by step: who holds what at every point, and after every breach.

The model, whole. Periods are numbered 1, 2, … T. A *measure* m is the part of the deal that one
*doer* must carry out; y[m, s] is the share of it done by the end of period s, never falling,
y[m, 0] = 0 and y[m, T] = 1. Everything below is linear in y.

1. *Worth.* v[p, m] is what having measure m for good is worth to party p (below 0: it costs p).
   Having a share y of it in one period is worth (1 - d) v y, where d is p's patience: for ever,
   that adds up to v y. So it does not matter whether a worth comes at once or as a stream; what
   tells a *stock* from a *flow* is whether it can be taken back.
2. *Taking back.* A share r[m] of what was done can be taken back by its doer: all of a flow,
   nothing of a stock, unless the case says otherwise; nothing of what goes through escrow.
3. *Going on* from period t is worth to p: sum over s >= t of d^(s-t) (1 - d) sum_m v e(m, s),
   where e(m, s) = y[m, s]; a measure of others in *escrow* counts only from the release on.
   Escrow is released when all is done and any breach would have been noticed: in period
   T + the longest lag.
4. *Leaving* in period t: p takes no step of its own from t on and takes back at once what it can
   of those of its measures that cost it; (1 - r) y[m, t-1] remains. What it put into escrow
   stays there. The others notice after p's *lag* L >= 1 periods, and until then **go on taking
   their own steps**: p holds e(m, s) of their measures for t <= s < t + L. Then they stop and
   take back all they can; (1 - r) e(m, t+L-1) remains. The whole deal stops, also what others
   do for each other.
5. *Snapback.* For k periods; then everything resumes at the plan's own dates, and p makes good
   what it skipped. With k = None nothing ever resumes.
6. *No deal.* o[p] is what no deal is worth to p beyond today's state. From the moment it leaves,
   until everything resumes, p has o times the part of the deal that can be undone, all issues
   counting alike: who has given all away for good has no alternative left.
7. *Guarantee.* p forfeits g[p] of its own points when its breach is noticed, at any time, also
   after the last step; it counts d^L g. Posting it costs nothing, and who receives it does
   not count it. Guarantees stand as long as the deal does.
8. *Margin* of p in period t = going on - leaving + d^L g. Nobody gains by breaking where no
   margin is below 0, in t = 1 … release + 1 (later periods are like the last). *Beginning*
   is worth the going on from period 1 less o; no guarantee helps there.

In one period all may act (*simultaneous*: nobody sees the others' step of that period before
taking its own), or one party only (*in turn*). Rules between issues hold at every point: a
clause that forbids the new option of some issues with the old one of others keeps the share done
of the former from running ahead of that of the latter. Doers without worths of their own are
taken to do their part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Exchange", "Held"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Held:
    """Shares of measures held, period by period, each a share of a share done at some time.

    Attributes
    ----------
    source : (S, M), the period whose share done it is; 0 where nothing is held.
    factor : (S, M), how much of it.
    """

    source: NDArray[np.int64]
    factor: Floats

    def of(self, levels: Floats) -> Floats:
        """The shares held, (S, M), where so much was done: (T + 1, M), from period 0."""
        columns = np.arange(levels.shape[1])
        result: Floats = self.factor * levels[self.source, columns]
        return result


@dataclass(frozen=True, eq=False)
class Exchange:
    """What P parties do for each other in M measures, and on what terms.

    Trust it where the worths are those of the parties and the terms are known; both are mostly
    assumptions. It says who would gain by breaking, not who will.

    Attributes
    ----------
    doer : (M,), number of the party that carries a measure out, -1 for somebody without worths.
    worth : (P, M), v: points of having all of it for good.
    outside : (P,), o: what no deal is worth beyond today's state, in points.
    patience : (P,), d, each above 0 and below 1.
    lag : (P,), L, periods of 1 or more until the others notice.
    periods : T.
    reversible : (M,), r.
    divisible, escrow : (M,), bool.
    takes : (M,), periods that carrying it out takes.
    issue : (M,), number of the issue a measure is part of.
    snapback : k, or None for good.
    posted : (P,), guarantees there are.
    rules : (K, M), and ``limits`` (K,): rules @ y[:, s] <= limits in every period.
    """

    doer: NDArray[np.int64]
    worth: Floats
    outside: Floats
    patience: Floats
    lag: NDArray[np.int64]
    periods: int
    reversible: Floats
    divisible: NDArray[np.bool_]
    escrow: NDArray[np.bool_]
    takes: NDArray[np.int64]
    issue: NDArray[np.int64]
    snapback: int | None
    posted: Floats
    rules: Floats
    limits: Floats

    @classmethod
    def simple(
        cls,
        doer: list[int],
        worth: list[list[float]],
        *,
        periods: int,
        patience: float | list[float] = 0.9,
        reversible: float | list[float] = 0.0,
        lag: int | list[int] = 1,
        snapback: int | None = None,
        divisible: bool = True,
        outside: float | list[float] = 0.0,
        posted: float | list[float] = 0.0,
        escrow: bool | list[bool] = False,
    ) -> Exchange:
        """An exchange in which every measure is an issue of its own and there are no rules.

        >>> Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=5).last
        6
        """
        value = np.atleast_2d(np.asarray(worth, dtype=np.float64))
        parties, measures = value.shape

        def spread(of: object, count: int, kind: type) -> NDArray[np.generic]:
            return np.broadcast_to(np.asarray(of, dtype=kind), (count,)).copy()

        return cls(
            np.asarray(doer, dtype=np.int64),
            value,
            spread(outside, parties, float).astype(np.float64),
            spread(patience, parties, float).astype(np.float64),
            spread(lag, parties, int).astype(np.int64),
            periods,
            spread(reversible, measures, float).astype(np.float64),
            np.full(measures, divisible),
            spread(escrow, measures, bool).astype(np.bool_),
            np.ones(measures, dtype=np.int64),
            np.arange(measures),
            snapback,
            spread(posted, parties, float).astype(np.float64),
            np.zeros((0, measures)),
            np.zeros(0),
        )

    @property
    def parties(self) -> int:
        """P."""
        return len(self.outside)

    @property
    def measures(self) -> int:
        """M."""
        return len(self.doer)

    @cached_property
    def release(self) -> int:
        """The period in which escrow is released; T where nothing is in escrow."""
        return self.periods + (int(self.lag.max()) if self.escrow.any() else 0)

    @cached_property
    def undoable(self) -> Floats:
        """(M,): the share that can be taken back."""
        result: Floats = np.where(self.escrow, 0.0, self.reversible)
        return result

    @property
    def last(self) -> int:
        """The last point at which leaving is looked at; all later ones are like it."""
        return self.release + 1

    @cached_property
    def horizon(self) -> int:
        """S: from this period on nothing changes any more, whoever left when."""
        return self.last + int(self.lag.max()) + (self.snapback or 0)

    @cached_property
    def weight(self) -> Floats:
        """(M,): each issue counts alike, each of its measures alike within it."""
        _, inverse, parts = np.unique(self.issue, return_inverse=True, return_counts=True)
        result: Floats = 1.0 / (len(parts) * parts[inverse])
        return result

    def with_worth(self, worth: Floats, outside: Floats, patience: Floats) -> Exchange:
        """The same exchange among parties that value things otherwise."""
        return replace(self, worth=worth, outside=outside, patience=patience)

    def on_path(self, party: int) -> Held:
        """What a party holds where everybody keeps the deal: periods 1 to S."""
        period = np.arange(1, self.horizon + 1)
        source = np.repeat(np.minimum(period, self.periods)[:, None], self.measures, axis=1)
        waits = self.escrow & (self.doer != party)
        source[:, waits] = np.where(period >= self.release, self.periods, 0)[:, None]
        return Held(source, np.ones(source.shape))

    def after_leaving(self, party: int, point: int, costly: NDArray[np.bool_]) -> Held:
        """What a party holds if it leaves in period ``point``: periods 1 to S.

        Parameters
        ----------
        costly : (M,), whether a measure costs the party, so that it takes its own back.
        """
        path = self.on_path(party)
        source, factor = path.source.copy(), path.factor.copy()
        own = self.doer == party
        noticed = point + int(self.lag[party])
        away, back = self._span(point), self._span(noticed, self.resumed(party, point))
        away = slice(away.start, back.stop)
        source[away, own] = min(point - 1, self.periods)
        factor[away, own] = 1.0 - np.where(costly, self.undoable, 0.0)[own]
        source[back, ~own] = path.source[noticed - 2, ~own]
        factor[back, ~own] = 1.0 - self.undoable[~own]
        return Held(source, factor)

    def after_being_left(self, party: int, by: int, point: int, costly: NDArray[np.bool_]) -> Held:
        """What a party holds if another leaves in period ``point``: periods 1 to S.

        Parameters
        ----------
        costly : (M,), whether a measure costs the one that leaves.
        """
        path = self.on_path(party)
        source, factor = path.source.copy(), path.factor.copy()
        gone = self.doer == by
        noticed = point + int(self.lag[by])
        back = self._span(noticed, self.resumed(by, point))
        away = slice(self._span(point).start, back.stop)
        never = gone & self.escrow & (point <= self.release)
        source[away, gone] = np.where(never, 0, min(point - 1, self.periods))[gone]
        factor[away, gone] = 1.0 - np.where(costly, self.undoable, 0.0)[gone]
        source[back, ~gone] = path.source[noticed - 2, ~gone]
        factor[back, ~gone] = 1.0 - self.undoable[~gone]
        returned = self.escrow & (self.doer == party) & (noticed <= self.release)
        source[back, returned] = 0
        return Held(source, factor)

    def bound(self, party: int, point: int) -> Held:
        """The part of the deal that cannot be undone if a party leaves then: one row, (1, M)."""
        path = self.on_path(party)
        own = self.doer == party
        noticed = point + int(self.lag[party])
        source = np.where(own, min(point - 1, self.periods), path.source[noticed - 2])
        return Held(source[None], (self.weight * (1.0 - self.undoable))[None])

    def resumed(self, party: int, point: int) -> int | None:
        """The period in which everything resumes after a party left; None: never."""
        return None if self.snapback is None else point + int(self.lag[party]) + self.snapback

    def _span(self, start: int, end: int | None = None) -> slice:
        """Rows of the periods from ``start`` up to, not including, ``end``."""
        return slice(start - 1, self.horizon if end is None else end - 1)
