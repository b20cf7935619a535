"""What is given up by settling on one package, world by world, if another would have been signed.

In each world the measure is the best that the party could have had in any package that all whose
consent it needs would sign there, or no deal if that is better or all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness.headlines import signed
from goldenbridge.analysis.sample import Progress, Stop, search
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.search.accepts import accepts, crosses
from goldenbridge.dealspace.search.shortfall import best_margin
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Worlds

__all__ = ["REFERENCES", "Regret", "minimax", "regret"]

REFERENCES = ("Savage, L. J. (1951), The theory of statistical decision: minimax regret.",)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Regret:
    """How far packages fall below the best there was, over W worlds.

    Attributes
    ----------
    parties : ids of the parties asked, all P of them unless it was stopped.
    points : (W, P, n), points each party misses, in its own unit, never below 0.
    scale : (P,), the most each party could have had over no deal in any of the worlds.
    missed : (W, n), whether there was a deal and this package was not signed.
    refusing : (W, n), where it was missed, the share of needed parties that refuse; else 0.
    complete : whether all parties were asked.
    """

    parties: tuple[str, ...]
    points: Floats
    scale: Floats
    missed: Bools
    refusing: Floats
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data, by package in the order given."""
        worlds, _, n = self.points.shape
        return {
            "worlds": worlds,
            "complete": self.complete,
            "best_gain": {
                party: round(float(self.scale[p]), 6) for p, party in enumerate(self.parties)
            },
            "packages": [
                {
                    "package": k,
                    "missed": Share.of(self.missed[:, k]).as_dict(),
                    "refusing": _told(self.refusing[:, k]),
                    "parties": {
                        party: _told(self.points[:, p, k]) for p, party in enumerate(self.parties)
                    },
                }
                for k in range(n)
            ],
            "minimax": {
                "by_party": {
                    party: minimax(self.points[:, p : p + 1], self.scale[p : p + 1])
                    for p, party in enumerate(self.parties)
                },
                "all": minimax(self.points, self.scale),
                "all_nine_tenths": minimax(self.points, self.scale, 0.9),
            },
        }


def _told(values: Floats) -> dict[str, object]:
    """Mean with its interval, the 90 % point, and the worst."""
    if not len(values):
        return {"mean": None, "interval": None, "nine_tenths": None, "worst": None}
    mean = float(values.mean())
    spread = 1.959963984540054 * float(values.std()) / np.sqrt(len(values))
    return {
        "mean": round(mean, 6),
        "interval": [round(max(0.0, mean - spread), 6), round(mean + spread, 6)],
        "nine_tenths": round(float(np.quantile(values, 0.9)), 6),
        "worst": round(float(values.max()), 6),
    }


def minimax(points: Floats, scale: Floats, quantile: float = 1.0) -> list[int]:
    """The packages with the smallest largest regret over parties and worlds; all ties.

    Each party's points are held against the most it could have had in any world, so that no
    party's unit counts for more. Trust the worst case only as far as the worst world drawn; at
    another quantile than 1, each party's regret at that point takes the place of its worst.

    Parameters
    ----------
    points : (W, P, n), never below 0.
    scale : (P,).

    References
    ----------
    Savage (1951), The theory of statistical decision.

    >>> import numpy as np
    >>> minimax(np.array([[[4.0, 1.0]], [[0.0, 3.0]]]), np.array([10.0]))
    [1]
    """
    if not len(points) or not points.shape[1]:
        return list(range(points.shape[2]))
    worst = np.quantile(points, quantile, axis=0) / np.where(scale > 0, scale, 1.0)[:, None]
    most = worst.max(axis=0)
    return [int(k) for k in np.flatnonzero(most <= most.min() + TOLERANCE)]


def regret(
    worlds: Worlds,
    packages: NDArray[np.integer],
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Regret:
    """What each party misses with each package, against the best there was in that world; exact.

    A package that somebody needed refuses brings no deal: the party then has what it has without
    one. Red lines count as walls. A package signed over the head of a party whose consent it does
    not need may leave it worse off than no deal; that counts as regret too.

    Parameters
    ----------
    worlds : W of them, best not those that the packages were chosen on.
    packages : (n, issues).
    progress, stop : told how far it is; asked between parties whether to end there.
    """
    frame = worlds.frame
    rows = np.atleast_2d(packages)
    deal = search(worlds, "on").found
    taken = signed(worlds, rows)
    gains = value(frame.layers, worlds.worths, rows) - worlds.no_deal[:, :, None]
    points, scale = [], []
    for p in range(len(frame.parties)):
        if stop is not None and p and stop():
            break
        best = np.zeros(len(worlds))
        if deal.any():
            most = best_margin(
                frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, p,
                worlds=np.flatnonzero(deal),
            ).value  # fmt: skip
            best = np.where(deal, np.maximum(most, 0.0), 0.0)
        points.append(np.maximum(best[:, None] - np.where(taken, gains[:, p], 0.0), 0.0))
        scale.append(float(best.max(initial=0.0)))
        if progress is not None:
            progress("measuring regret", (p + 1) / len(frame.parties))
    missed = deal[:, None] & ~taken
    return Regret(
        frame.parties[: len(points)],
        np.stack(points, axis=1),
        np.array(scale),
        missed,
        np.where(missed, _refusing(worlds, rows), 0.0),
        complete=len(points) == len(frame.parties),
    )


def _refusing(worlds: Worlds, rows: NDArray[np.integer]) -> Floats:
    """The share of the needed parties that refuse each package, for worth or a line: (W, n)."""
    frame = worlds.frame
    content = accepts(frame.layers, worlds.worths, worlds.no_deal, frame.consent, rows)
    needed = needed_by(frame.consent, frame.layers.triggered(rows))
    owners = frame.layers.owned(crosses(frame.layers, worlds.binding, rows, frame.consent))
    bits = np.uint64(1) << np.arange(len(frame.parties), dtype=np.uint64)
    barred = (owners[:, None, :] & bits[:, None]) > 0
    refuses = (~content | barred) & needed.T
    result: Floats = refuses.sum(axis=1) / np.maximum(needed.sum(axis=1), 1)
    return result
