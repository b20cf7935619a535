"""What an answer is worth: by how much more often the announced package would be accepted."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Z95

__all__ = ["Value"]


@dataclass(frozen=True)
class Value:
    """A gain in the share of worlds that accept the announced package, with its interval.

    Information cannot be worth less than nothing; an estimate of it, made on worlds on which
    the packages were not chosen, can. ``raw`` is that estimate, ``estimate`` shows it as 0.

    Attributes
    ----------
    raw : the mean gain over the worlds, as found.
    low, high : the 95 % interval that sampling leaves, for the packages chosen.
    worlds : on how many worlds it was measured.

    >>> Value.of(np.array([1.0, 0.0, 0.0, 0.0])).raw
    0.25
    """

    raw: float
    low: float
    high: float
    worlds: int

    @classmethod
    def of(cls, gains: NDArray[np.floating]) -> Value:
        """From the gain in each world: 1 accepted only with the answer, -1 only without, 0 else.

        Gains between are the mean over what might be answered in that world. The interval is
        Wald's with one gain and one loss added, so that no gain seen is no proof of none.

        References
        ----------
        Bonett and Price (2012), Adjusted Wald confidence interval for a difference of binomial
        proportions based on paired data.
        """
        count = len(gains)
        if not count:
            return cls(0.0, -1.0, 1.0, 0)
        total, squares = float(np.sum(gains)), float(np.sum(np.square(gains)))
        centre = total / (count + 2)
        spread = Z95 * sqrt(max((squares + 2) / (count + 2) - centre**2, 0.0) / (count + 2))
        low, high = max(-1.0, centre - spread), min(1.0, centre + spread)
        return cls(total / count, low, high, count)

    @property
    def estimate(self) -> float:
        """The gain as it is shown: never below nothing."""
        return max(self.raw, 0.0)

    def as_dict(self) -> dict[str, object]:
        """Plain data: estimate and interval, both shown as 0 where they lie below it."""
        low, high = max(self.low, 0.0), max(self.high, 0.0)
        return {
            "estimate": round(self.estimate, 6),
            "interval": [round(low, 6), round(high, 6)],
        }
