"""How many points something moves a party, over worlds: the middle one and the usual range."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Points"]


@dataclass(frozen=True)
class Points:
    """Points of one party over worlds; another party's points are another measure.

    Attributes
    ----------
    median, low, high : the middle world, and the range of the middle four fifths.
    worlds : how many worlds were looked at.

    >>> print(Points.of(np.array([-4.0, -2.0, 3.0])))
    -2 points (-4 to 2)
    """

    median: float
    low: float
    high: float
    worlds: int

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Points | None:
        """The points of some worlds, those that are finite; None where there are none."""
        reached = values[np.isfinite(values)]
        if not len(reached):
            return None
        low, middle, high = np.quantile(reached, [0.1, 0.5, 0.9])
        return cls(float(middle), float(low), float(high), len(reached))

    def __str__(self) -> str:
        return f"{self.median:.0f} points ({self.low:.0f} to {self.high:.0f})"

    def as_dict(self) -> dict[str, object]:
        """Plain data: median, range, worlds."""
        return {
            "median": round(self.median, 6),
            "range": [round(self.low, 6), round(self.high, 6)],
            "worlds": self.worlds,
        }
