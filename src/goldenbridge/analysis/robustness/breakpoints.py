"""How far one judgement may move, all others as drawn, before an answer turns.

A share may rise and fall again as a judgement moves, so no bisection from end to end: a grid is
walked outwards from the likeliest value, and the first turn on either side is closed in on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.files.document import Path_

__all__ = ["Breakpoint", "Turns", "leader", "turns_by_asking", "turns_by_steps"]

Floats = NDArray[np.float64]

#: Values asked between the least and the most a judgement may be, and halvings of the step
#: in which the answer turns.
GRID, HALVINGS = 5, 4
#: Another package leads where it is signed in so many more of the worlds than the first.
LEAD = 0.02


@dataclass(frozen=True)
class Turns:
    """Where an answer first turns below and above the likeliest value.

    Attributes
    ----------
    down, up : the value nearest to the likeliest at which the answer is another, or None where
        it is the same all the way. Both are the likeliest value itself where the answer is
        another already there.
    becomes_down, becomes_up : the answer there.
    """

    down: float | None
    up: float | None
    becomes_down: int | None
    becomes_up: int | None


@dataclass(frozen=True)
class Breakpoint:
    """How far one judgement may move before one finding turns.

    Attributes
    ----------
    finding : id of the finding.
    kind : confidence, weight, bracket or judgement.
    name, where : what to call it, and its path of keys in the case file.
    likeliest, low, high : the value held likeliest, and the range it may lie in.
    turns : where the answer turns.
    ends : the finding's share of worlds at the low and at the high end.
    how : "set by hand" or "re-weighted".
    """

    finding: str
    kind: str
    name: str
    where: Path_
    likeliest: float
    low: float
    high: float
    turns: Turns
    ends: tuple[float, float]
    how: str

    @property
    def distance(self) -> float | None:
        """From the likeliest value to the nearest turn, as a share of the range; None if none."""
        width = max(self.high - self.low, 1e-12)
        found = [t for t in (self.turns.down, self.turns.up) if t is not None]
        return min((abs(t - self.likeliest) / width for t in found), default=None)

    def as_dict(self, packages: bool = False) -> dict[str, object]:
        """Plain data; ``packages`` where what the answer becomes is the number of a package."""

        def told(value: float | None) -> float | None:
            return None if value is None else round(float(value), 6)

        distance = self.distance
        found: dict[str, object] = {
            "finding": self.finding,
            "kind": self.kind,
            "name": self.name,
            "where": ".".join(map(str, self.where)),
            "likeliest": told(self.likeliest),
            "range": [told(self.low), told(self.high)],
            "down": told(self.turns.down),
            "up": told(self.turns.up),
            "distance": told(distance),
            "at_ends": [told(self.ends[0]), told(self.ends[1])],
            "how": self.how,
        }
        if packages:
            found["becomes"] = {"down": self.turns.becomes_down, "up": self.turns.becomes_up}
        return found


def leader(shares: Floats) -> NDArray[np.int64]:
    """The package signed in the most worlds, row by row; the first unless another leads clearly.

    Clearly is by more than ``LEAD``: packages closer than that change places by chance.

    >>> import numpy as np
    >>> leader(np.array([[0.40, 0.41, 0.1], [0.2, 0.3, 0.35]])).tolist()
    [0, 2]
    """
    ahead = shares.max(axis=1) > shares[:, 0] + LEAD
    return np.where(ahead, shares.argmax(axis=1), 0).astype(np.int64)


def turns_by_steps(
    steps: Floats, answers: NDArray[np.int64], likeliest: float, answer: int
) -> Turns:
    """The nearest turns where the answer is known at every step.

    Parameters
    ----------
    steps : (K,), ascending, the likeliest value among them.
    answers : (K,), the answer at each.
    likeliest : where to walk outwards from.
    answer : the answer as drawn.

    >>> import numpy as np
    >>> steps = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    >>> turns_by_steps(steps, np.array([1, 0, 0, 1, 1]), 0.5, 0)
    Turns(down=0.0, up=0.75, becomes_down=1, becomes_up=1)
    """
    other = answers != answer
    below = np.flatnonzero(other & (steps <= likeliest))
    above = np.flatnonzero(other & (steps >= likeliest))
    down, up = below[-1:].tolist(), above[:1].tolist()
    return Turns(
        float(steps[down[0]]) if down else None,
        float(steps[up[0]]) if up else None,
        int(answers[down[0]]) if down else None,
        int(answers[up[0]]) if up else None,
    )


def turns_by_asking(
    ask: Callable[[float], int],
    low: float,
    likeliest: float,
    high: float,
    answer: int,
    *,
    grid: int = GRID,
    halvings: int = HALVINGS,
) -> Turns:
    """The nearest turns of an answer that has to be worked out value by value.

    A turn and a turn back between two neighbours of the grid are missed; else the turn is told to
    within the grid's step halved so many times, from the side on which the answer is another.

    Parameters
    ----------
    ask : value → answer; values may be asked twice.
    low, likeliest, high : the range, and where to walk outwards from.
    answer : the answer as drawn.
    grid : values from end to end, the likeliest besides.
    halvings : how often the step with the turn is halved.

    >>> turns_by_asking(lambda value: int(value > 7), 0, 2, 10, 0, halvings=8).up
    7.001953125
    """
    if ask(likeliest) != answer:
        there = ask(likeliest)
        return Turns(likeliest, likeliest, there, there)
    points = np.unique(np.append(np.linspace(low, high, grid), likeliest)).tolist()
    sides = (
        [p for p in reversed(points) if p < likeliest],
        [p for p in points if p > likeliest],
    )
    found: list[tuple[float, int] | None] = []
    for side in sides:
        same, turned = likeliest, None
        for point in side:
            there = ask(point)
            if there != answer:
                turned = (point, there)
                break
            same = point
        for _ in range(halvings if turned else 0):
            assert turned is not None
            middle = (same + turned[0]) / 2
            there = ask(middle)
            same, turned = (middle, turned) if there == answer else (same, (middle, there))
        found.append(turned)
    (down, up) = found
    return Turns(
        down[0] if down else None,
        up[0] if up else None,
        down[1] if down else None,
        up[1] if up else None,
    )
