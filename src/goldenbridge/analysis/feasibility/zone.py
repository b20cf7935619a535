"""The zone of agreement over worlds: in which of them is there a deal, and how firmly.

Three answers stand side by side, with red lines off, as walls and as losses, since what red lines
alone decide is one typed confidence away from being anything. u* tells how far all no-deal
brackets can firm together before the last deal is gone; it hardly depends on the drawn weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.chunks import CHUNK, Answer, answer, cut, ranges
from goldenbridge.analysis.estimate import Z95, Share
from goldenbridge.analysis.sample import Progress, Sample, Stop, search
from goldenbridge.dealspace.search.existence import firmest
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.worlds import NOTHING_SET, Worlds

__all__ = ["CHUNK", "Zone", "look", "zone"]

CURVE = np.round(np.linspace(0.0, 1.0, 21), 2)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Zone:
    """Whether each of W worlds has a deal, three ways, and u* in each.

    Attributes
    ----------
    off, on, losses : (W,), whether there is a deal with red lines off, as walls, as losses.
    witness : (W, issues), a deal where ``on``, else -1.
    u_off, u_on : (W,), the firmness at which the last deal goes; minus infinity where red
        lines and rules alone leave none.
    """

    off: Bools
    on: Bools
    losses: Bools
    witness: NDArray[np.int64]
    u_off: Floats
    u_on: Floats

    @cached_property
    def red_lines_alone(self) -> Share:
        """Worlds in which the binding red lines leave no package at all."""
        return Share.of(np.isneginf(self.u_on))

    def shares(self) -> dict[str, Share]:
        """The three headline shares of worlds with a deal."""
        return {
            "red_lines_off": Share.of(self.off),
            "red_lines_on": Share.of(self.on),
            "as_losses": Share.of(self.losses),
        }

    def firmness(self) -> dict[str, object]:
        """u*: its median over worlds, the range of the middle four fifths, and the curve."""
        return {
            **_summary(self.u_on),
            "red_lines_off": _summary(self.u_off),
            "curve": [
                {
                    "u": float(u),
                    "red_lines_on": Share.of(self.u_on >= u - TOLERANCE).as_dict(),
                    "red_lines_off": Share.of(self.u_off >= u - TOLERANCE).as_dict(),
                }
                for u in CURVE
            ],
        }


def _summary(u: Floats) -> dict[str, object]:
    """Median with its interval from order statistics, and the 10 and 90 % points."""
    if not len(u):
        return {"estimate": None, "interval": None, "range": None}
    ordered = np.sort(u)
    n = len(ordered)
    half = Z95 * sqrt(n) / 2

    def at(rank: float) -> float | None:
        value = ordered[int(np.clip(round(rank), 0, n - 1))]
        return round(float(value), 6) if np.isfinite(value) else None

    middle = (n - 1) / 2
    return {
        "estimate": at(middle),
        "interval": [at(middle - half), at(middle + half)],
        "range": [at(0.1 * (n - 1)), at(0.9 * (n - 1))],
    }


def zone(sample: Sample, progress: Progress, stop: Stop) -> tuple[Sample, Zone]:
    """Look for a deal in every world of a sample, chunk by chunk.

    Where ``stop`` says so, what is finished stands: the sample comes back shortened to the worlds
    looked at, which is the answer that many worlds would have given from the start.

    Parameters
    ----------
    sample : the worlds.
    progress : told how far it is.
    stop : asked between chunks whether to end here.
    """
    pieces = ranges(0, sample.wanted, sample.executor.workers, CHUNK)
    tell = partial(progress, "looking for deals")
    chunks = cut(sample, pieces, [NOTHING_SET], look)
    parts = [one for (one,) in sample.executor.map(answer, chunks, tell, stop)]
    joined = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
    end = sum(pieces[len(parts) - 1])
    return (sample if end == sample.wanted else replace(sample, wanted=end)), Zone(*joined)


def look(worlds: Worlds) -> Answer:
    """The arrays of a :class:`Zone` for some worlds."""
    frame = worlds.frame
    none = np.zeros(len(worlds), dtype=np.uint64)
    off = search(worlds, "off")
    on = search(worlds, "on", hints=off.deals)
    losses = search(worlds, "losses", hints=off.deals)
    low, high = worlds.no_deal_at(0.0), worlds.no_deal_at(1.0)
    u_off = firmest(frame.layers, worlds.worths, low, high, none, frame.consent, hints=off.deals)
    u_on = firmest(
        frame.layers, worlds.worths, low, high, worlds.binding, frame.consent, hints=u_off.deals
    )
    return off.found, on.found, losses.found, on.deals, u_off.value, u_on.value
