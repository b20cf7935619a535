"""A share of worlds with the interval that sampling leaves around it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["Share", "wilson"]

Z95 = 1.959963984540054


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a share, 95 % unless another z is given.

    It covers sampling only: how far another draw of as many worlds could differ. It says
    nothing of how well the case was coded.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> [round(x, 4) for x in wilson(5, 10)]
    [0.2366, 0.7634]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if trials == 0:
        return 0.0, 1.0
    p = successes / trials
    centre = p + z * z / (2 * trials)
    spread = z * sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    low, high = (centre - spread) / scale, (centre + spread) / scale
    return max(0.0, low if successes else 0.0), min(1.0, high if successes < trials else 1.0)


@dataclass(frozen=True)
class Share:
    """In how many of the worlds looked at something holds.

    >>> print(Share(410, 1000))
    41 % (38 to 44 %)
    """

    count: int
    worlds: int

    @classmethod
    def of(cls, mask: NDArray[np.bool_]) -> Share:
        """The share of worlds in which a mask is true."""
        return cls(int(np.count_nonzero(mask)), int(mask.size))

    @property
    def estimate(self) -> float:
        """The share itself; 0 where no world was looked at."""
        return self.count / self.worlds if self.worlds else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % Wilson interval."""
        return wilson(self.count, self.worlds)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.estimate:.0%} ({low * 100:.0f} to {high:.0%})".replace("%", " %")

    def as_dict(self) -> dict[str, object]:
        """Plain data: estimate, interval, worlds."""
        return {
            "estimate": round(self.estimate, 6),
            "interval": [round(x, 6) for x in self.interval],
            "worlds": self.worlds,
        }


def paired_difference(
    after: NDArray[np.bool_], before: NDArray[np.bool_], z: float = Z95
) -> tuple[float, float, float]:
    """How much more often something holds after than before, in the same worlds.

    Returns
    -------
    the difference of the shares and its interval, 95 % unless another z is given; the worlds are
    the same, so those that answer alike both times add nothing to its width.

    References
    ----------
    Agresti, A. and Min, Y. (2005), Simple improved confidence intervals for comparing matched
    proportions: half a world is added to each of the four cells.

    >>> import numpy as np
    >>> [round(x, 3) for x in paired_difference(np.ones(98, bool), np.zeros(98, bool))]
    [1.0, 0.946, 1.0]
    """
    n = len(after)
    if not n:
        return 0.0, -1.0, 1.0
    gained = int(np.count_nonzero(after & ~before))
    lost = int(np.count_nonzero(before & ~after))
    one, two, total = gained + 0.5, lost + 0.5, n + 2.0
    middle = (one - two) / total
    half = z * sqrt(max(one + two - (one - two) ** 2 / total, 0.0)) / total
    return (gained - lost) / n, max(-1.0, middle - half), min(1.0, middle + half)
