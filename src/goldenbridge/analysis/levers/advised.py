"""Where on the curve more cost begins to buy less."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["knee"]


def knee(costs: Sequence[float], shares: Sequence[float]) -> int:
    """The point that lies farthest above the straight line from the first point to the best.

    It is a place to start talking from, not advice on how much is enough: that is for those who
    pay. Where nothing is gained, it is the first point.

    Parameters
    ----------
    costs : rising, the first is that of doing nothing.
    shares : what each reaches.

    References
    ----------
    Satopää, V. et al. (2011), Finding a "kneedle" in a haystack.

    >>> knee([0, 10, 20, 60], [0.3, 0.45, 0.5, 0.52])
    1
    >>> knee([0, 5], [0.3, 0.3])
    0
    """
    if not costs:
        raise ValueError("A curve has at least one point.")
    best = max(range(len(shares)), key=lambda n: (shares[n], -costs[n]))
    rise, run = shares[best] - shares[0], costs[best] - costs[0]
    if best == 0 or rise <= 0 or run <= 0:
        return best if rise > 0 else 0
    over = [
        (shares[n] - shares[0]) / rise - (costs[n] - costs[0]) / run if costs[n] <= costs[best]
        else float("-inf")
        for n in range(len(costs))
    ]  # fmt: skip
    highest = max(over)
    # Where the curve is straight, the best point itself.
    return best if highest <= 1e-9 else over.index(highest)
