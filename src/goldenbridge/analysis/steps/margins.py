"""By how much each party prefers going on to leaving, at every point, in many worlds at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange

__all__ = ["TOLERANCE", "Margins", "margins", "margins_in", "weights"]

Floats = NDArray[np.float64]

#: A party that gains less than this by leaving does not leave, in points.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Margins:
    """Whether a schedule holds, guarantees included.

    Attributes
    ----------
    going_on : (W, P, points), by how much going on beats leaving in period 1, 2, … last.
    begin : (W, P), by how much beginning beats no deal.
    """

    going_on: Floats
    begin: Floats

    @property
    def holds(self) -> NDArray[np.bool_]:
        """(W,): whether all begin and nobody gains by leaving at any point."""
        kept = (self.going_on >= -TOLERANCE).all(axis=(1, 2))
        return np.asarray(kept & self.begins)

    @property
    def begins(self) -> NDArray[np.bool_]:
        """(W,): whether all prefer the whole, as late as it comes, to no deal."""
        return np.asarray((self.begin >= -TOLERANCE).all(axis=1))


def weights(patience: Floats, start: int, horizon: int) -> Floats:
    """What each period counts as seen from ``start``: (W, S), each row adding up to 1.

    The last period stands for itself and all that follow, earlier ones count nothing.

    >>> weights(np.array([0.5]), 2, 4).tolist()
    [[0.0, 0.5, 0.25, 0.25]]
    """
    ahead = np.arange(1, horizon + 1) - start
    d = np.asarray(patience, dtype=np.float64)[:, None]
    counted = np.where(ahead >= 0, (1 - d) * d ** np.maximum(ahead, 0), 0.0)
    counted[:, -1] = d[:, 0] ** max(horizon - start, 0)
    return counted


def margins(exchange: Exchange, levels: Floats, added: Floats | None = None) -> Margins:
    """The margins of a schedule in the exchange as it is: one world.

    Parameters
    ----------
    levels : (T + 1, M), share of each measure done by each period, from period 0.
    added : (P,), guarantees besides those posted.

    >>> exchange = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=2)
    >>> halves = np.array([[0, 0], [0.5, 0.5], [1, 1]])
    >>> margins(exchange, halves).going_on[0, 0].round(4).tolist()
    [-1.05, -1.5, 0.0]
    """
    return margins_in(
        exchange, levels, exchange.worth[None], exchange.outside[None], exchange.patience[None],
        added,
    )  # fmt: skip


def margins_in(
    exchange: Exchange,
    levels: Floats,
    worth: Floats,
    outside: Floats,
    patience: Floats,
    added: Floats | None = None,
) -> Margins:
    """The margins of one schedule in W worlds.

    Parameters
    ----------
    exchange : the terms; its own worths, outside and patience are not looked at.
    levels : (T + 1, M), share done by each period, from period 0.
    worth : (W, P, M).
    outside, patience : (W, P).
    added : (P,), guarantees besides those posted.
    """
    count = len(worth)
    guarantee = exchange.posted + (0.0 if added is None else added)
    going_on = np.empty((count, exchange.parties, exchange.last))
    begin = np.empty((count, exchange.parties))
    everything = np.ones(exchange.measures, dtype=np.bool_)
    for party in range(exchange.parties):
        d, v, o = patience[:, party], worth[:, party], outside[:, party]
        lag = int(exchange.lag[party])
        path = exchange.on_path(party).of(levels)
        away = 1.0 if exchange.snapback is None else 1.0 - d ** (lag + exchange.snapback)
        own = exchange.doer == party
        keeps = own[None] & (v >= 0)
        begin[:, party] = (v * (weights(d, 1, exchange.horizon) @ path)).sum(axis=1) - o
        for point in range(1, exchange.last + 1):
            counted = weights(d, point, exchange.horizon)
            left = exchange.after_leaving(party, point, everything).of(levels)
            lost = counted @ (path - left)
            if keeps.any():
                kept = exchange.after_leaving(party, point, ~everything).of(levels)
                lost = np.where(keeps, counted @ (path - kept), lost)
            undone = 1.0 - exchange.bound(party, point).of(levels).sum()
            going_on[:, party, point - 1] = (
                (v * lost).sum(axis=1) - o * undone * away + d**lag * guarantee[party]
            )
    return Margins(going_on, begin)
