"""Richardson's arms race: when two sides that answer each other settle, and when they run away.

The level of one side, x, and of the other, y (arms, or hostility: what each does that the other has
to answer), change by

    x' = k y - a x + g          k, l  how strongly each answers the other's level
    y' = l x - b y + h          a, b  how much each is held back by its own: cost, fatigue
                                g, h  standing grievance (above 0) or goodwill (below)

Both rest where

    x* = (k h + b g) / (ab - kl),     y* = (l g + a h) / (ab - kl),

and come to it from anywhere if and only if ab > kl: restraint outweighs reaction, in the two
taken together. If kl > ab they run away from it: up without end, or down into mutual disarmament,
and the side of one line on which they start decides which.

It is a picture of how answers add up. Its coefficients are known for no conflict of today, levels
below 0 stand for goodwill or trade, and neither side ever thinks ahead. A map of its own: the
levels here are no rungs of a ladder and no worths of a case.

References
----------
Richardson (1960), Arms and Insecurity, Boxwood Press.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from math import hypot, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import expm

__all__ = ["ArmsRace", "Course"]

Floats = NDArray[np.float64]

#: How near ab and kl, or a start and the dividing line, count as equal, as a share.
ROUNDING = 1e-12


class Course(StrEnum):
    """Where the two sides go in the long run; each is its own sentence."""

    SETTLES = "Both come to rest at the same levels, wherever they start."
    RUNS_AWAY = "Each answers the other with more, without end."
    WINDS_DOWN = "Each answers the other with less, past their resting levels and on."
    BALANCED = "They start on the line that divides more from less: the smallest push decides."
    UNDECIDED = "Reaction and restraint are equal: no levels of their own draw the two to rest."


@dataclass(frozen=True)
class ArmsRace:
    """Two sides, each answering the other's level and held back by its own.

    Attributes
    ----------
    k, l : how much each adds for a point of the other's level, a unit of time; 0 or more. k is
        how the first side answers the second.
    a, b : how much each takes back for a point of its own level, a unit of time; 0 or more.
    g, h : what each adds whatever the other does; below 0 it is goodwill.

    Raises
    ------
    ValueError : a coefficient that is not finite, or a reaction or restraint below 0.

    >>> race = ArmsRace(k=0.5, l=0.8, a=1, b=1, g=0.2, h=0.3)
    >>> race.stable, [round(float(level), 6) for level in race.resting_levels]
    (True, [0.583333, 0.766667])
    """

    k: float
    l: float  # noqa: E741  # Richardson's letter
    a: float
    b: float
    g: float = 0.0
    h: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isfinite(value):
                raise ValueError(f'"{field.name}" is a finite number; found {value:g}.')
            if field.name in "klab" and value < 0:
                raise ValueError(f'"{field.name}" is 0 or more; found {value:g}.')

    @property
    def balance(self) -> float:
        """Restraint against reaction, ab - kl: above 0 the two settle. 0 within rounding."""
        held, driven = self.a * self.b, self.k * self.l
        return 0.0 if abs(held - driven) <= ROUNDING * max(held, driven) else held - driven

    @property
    def stable(self) -> bool:
        """Whether both come to rest from wherever they start: ab > kl."""
        return self.balance > 0

    @property
    def growth(self) -> float:
        """The rate at which distance from rest grows in the long run; below 0 it shrinks.

        The larger of the two rates there are, (-(a + b) + sqrt((a - b)^2 + 4 k l)) / 2. For the
        time in which a gap doubles, divide ln 2 by it.

        >>> ArmsRace(2, 2, 1, 1).growth, ArmsRace(1, 1, 2, 2).growth
        (1.0, -1.0)
        """
        root = hypot(self.a - self.b, 2 * (self.k * self.l) ** 0.5)
        # -2 (ab - kl) over the sum is the same, without the difference of near numbers.
        total = self.a + self.b + root
        return -2 * self.balance / total if total > 0 else 0.0

    @property
    def resting_levels(self) -> Floats | None:
        """Where neither side changes any more, (2,); None where ab = kl.

        A resting point draws the two to it if the race is ``stable``, and drives them away if not.
        """
        if self.balance == 0:
            return None
        return (
            np.array([self.k * self.h + self.b * self.g, self.l * self.g + self.a * self.h])
            / self.balance
        )

    @property
    def felt(self) -> Floats | None:
        """What a point of grievance does to the resting levels: (whose level, whose grievance).

        In a stable race both sides end higher for the grievance of either: who takes away a
        reason of the other's lowers its own level too. None where ab = kl.

        >>> ArmsRace(k=0.5, l=0.8, a=1, b=1).felt.round(3).tolist()
        [[1.667, 0.833], [1.333, 1.667]]
        """
        if self.balance == 0:
            return None
        return np.array([[self.b, self.k], [self.l, self.a]]) / self.balance

    def levels(self, start: ArrayLike, times: ArrayLike) -> Floats:
        """The levels of both at each time, exactly: no steps, so no error of steps.

        Parameters
        ----------
        start : (2,), the levels at time 0.
        times : (n,), in the unit of time of the coefficients.

        Returns
        -------
        (n, 2).

        Raises
        ------
        ValueError : shapes that do not fit, or numbers that are not finite.

        >>> ArmsRace(1, 1, 2, 2, 1, 1).levels([3, 3], [0, 1, 20]).round(4).tolist()
        [[3.0, 3.0], [1.7358, 1.7358], [1.0, 1.0]]
        """
        begin, at = _pair(start), np.asarray(times, dtype=np.float64)
        if at.ndim != 1 or not np.isfinite(at).all():
            raise ValueError(f"Times (n,) that are finite are wanted; found shape {at.shape}.")
        if not len(at):
            return np.zeros((0, 2))
        # The constants as a third level that never changes: one exponential, also where ab = kl.
        drive = np.array([[-self.a, self.k, self.g], [self.l, -self.b, self.h], [0, 0, 0]], float)
        moved: Floats = expm(drive * at[:, None, None]) @ np.append(begin, 1.0)
        return moved[:, :2]

    def course(self, start: ArrayLike) -> Course:
        """Where the two sides go in the long run from these levels.

        Parameters
        ----------
        start : (2,), their levels now.

        Raises
        ------
        ValueError : not two finite levels.

        >>> race = ArmsRace(k=2, l=2, a=1, b=1, g=-1, h=-1)     # goodwill on both sides
        >>> race.course([2, 2]).name, race.course([0.5, 0.5]).name
        ('RUNS_AWAY', 'WINDS_DOWN')
        """
        begin = _pair(start)
        rest = self.resting_levels
        if rest is None:
            return Course.UNDECIDED
        if self.stable:
            return Course.SETTLES
        # What grows is the distance along this direction; it is positive in both sides.
        direction = np.array([self.l, self.growth + self.a])
        distance = float(direction @ (begin - rest))
        if abs(distance) <= ROUNDING * float(direction @ (np.abs(begin) + np.abs(rest))):
            return Course.BALANCED
        return Course.RUNS_AWAY if distance > 0 else Course.WINDS_DOWN


def _pair(levels: ArrayLike) -> Floats:
    pair = np.asarray(levels, dtype=np.float64)
    if pair.shape != (2,) or not np.isfinite(pair).all():
        raise ValueError(f"Two finite levels, one a side, are wanted; found shape {pair.shape}.")
    return pair
