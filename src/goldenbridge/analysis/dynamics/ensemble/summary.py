"""What many runs come to, added up piece by piece: means, shares, and intervals by world.

Runs nest in worlds: a thousand runs of one world tell little of the others. So sums are kept apart
by world, of which there are only so many, and an interval says how far other worlds would differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from goldenbridge.analysis.dynamics.ensemble.part import Columns

__all__ = ["Estimate", "Measure", "Sums", "clustered", "measures_of"]

Floats = NDArray[np.float64]

AGREEMENT, LAPSE, NEITHER = 1, 2, 0


@dataclass(frozen=True)
class Measure:
    """One thing to ask of every run.

    Attributes
    ----------
    name : what it is called.
    column : the column it is about.
    equal : ask for the share of runs with this value; without it, for the mean.
    among : only of runs that have this value in this column.
    """

    name: str
    column: str
    equal: int | None = None
    among: tuple[str, int] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What must be read for it."""
        return (self.column,) if self.among is None else (self.column, self.among[0])


#: What every ensemble is asked, besides what the crisis costs each party.
MEASURES = (
    Measure("agreement", "ending", AGREEMENT),
    Measure("lapse", "ending", LAPSE),
    Measure("neither", "ending", NEITHER),
    Measure("month of agreement", "month", among=("ending", AGREEMENT)),
    Measure("month of lapse", "month", among=("ending", LAPSE)),
    Measure("slack at signature", "slack", among=("ending", AGREEMENT)),
    Measure("war", "war", 1),
    Measure("months of war", "war_months"),
    Measure("at war at the end", "at_war", 1),
    Measure("ceasefire", "ceasefire", 1),
    Measure("ceasefire broken", "broken", 1, among=("ceasefire", 1)),
    Measure("highest rung", "peak"),
    Measure("widened", "widened", 1),
    Measure("mediated", "mediated", 1),
    Measure("months of talks", "talked"),
    Measure("suspensions", "suspensions"),
    Measure("steps up", "steps_up"),
    Measure("slips", "slips"),
    Measure("steps down", "steps_down"),
    Measure("months with a window", "open_months"),
)


def measures_of(columns: Mapping[str, object] | Sequence[str]) -> tuple[Measure, ...]:
    """What to ask of rows with these columns.

    >>> measures_of(["ending", "cost.norvik"])[-1]
    Measure(name='cost to norvik', column='cost.norvik', equal=None, among=None)
    """
    parties = [name.removeprefix("cost.") for name in columns if name.startswith("cost.")]
    return (*MEASURES, *(Measure(f"cost to {party}", f"cost.{party}") for party in parties))


@dataclass(frozen=True)
class Estimate:
    """A mean or a share, and its 95 % interval over worlds.

    The interval covers sampling only: how far other worlds and runs drawn alike would differ. It
    says nothing of how well the model fits.

    Attributes
    ----------
    mean, low, high : not a number where no run, or a single world, is there to tell.
    runs : how many were asked.
    """

    mean: float
    low: float
    high: float
    runs: int

    def as_dict(self) -> dict[str, object]:
        """Plain data; what is not a number is None."""
        told = [None if x != x else round(x, 6) for x in (self.mean, self.low, self.high)]
        return {"mean": told[0], "interval": told[1:], "runs": self.runs}


@dataclass(eq=False)
class Sums:
    """Sums by world, to which pieces are added one after the other.

    Pieces added in the order of their runs give the same sums to the last bit, however they were
    cut: each number is added to what was there before, one by one.

    Attributes
    ----------
    measures : what is asked.
    worlds : how many there are.
    sums, counts : (measures, worlds), what the runs of each world add up to, and how many.

    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe, Piece, rows_of
    >>> found = Sums(MEASURES, 8)
    >>> found.add(rows_of(Piece(GenericRecipe(worlds=8, steps=6), 1, 0, 400)))
    >>> one = found.estimates["agreement"]
    >>> one.low < one.mean < one.high
    True
    """

    measures: Sequence[Measure]
    worlds: int
    sums: Floats = field(init=False)
    counts: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = np.zeros((len(self.measures), self.worlds))
        self.counts = np.zeros((len(self.measures), self.worlds), dtype=np.int64)

    def add(self, columns: Columns) -> None:
        """Add the runs of one more piece."""
        for measure, sums, counts in zip(self.measures, self.sums, self.counts, strict=True):
            world, values = columns["world"].astype(np.int64), columns[measure.column]
            if measure.equal is not None:
                values = values == measure.equal
            if measure.among is not None:
                asked = columns[measure.among[0]] == measure.among[1]
                world, values = world[asked], values[asked]
            np.add.at(sums, world, values.astype(float))
            counts += np.bincount(world, minlength=self.worlds)

    @property
    def estimates(self) -> dict[str, Estimate]:
        """What the runs added so far come to, by the name of the measure."""
        return {
            measure.name: Estimate(
                *clustered(sums, counts, share=measure.equal is not None), int(counts.sum())
            )
            for measure, sums, counts in zip(self.measures, self.sums, self.counts, strict=True)
        }


def clustered(
    sums: Floats, counts: NDArray[np.int64], *, share: bool = False
) -> tuple[float, float, float]:
    """A mean over all runs, and its 95 % interval when runs nest in worlds.

    Parameters
    ----------
    sums, counts : (worlds,), what the runs of each world add up to, and how many they are.
    share : whether it is a share of runs: then the interval stays between 0 and 1, and is not a
        point where all runs agree (as if each world were one run).

    Returns
    -------
    mean, low, high; not a number where no run, or a single world, is there to tell.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd edition, chapters 6 and 9A: the ratio estimator over
    clusters. Korn and Graubard (1998), Confidence intervals for proportions with small expected
    number of positive counts estimated from survey data: the effective number of runs.

    >>> import numpy as np
    >>> [round(x, 3) for x in clustered(np.array([10.0, 14.0]), np.array([10, 10]))]
    [1.2, -1.341, 3.741]
    >>> [round(x, 3) for x in clustered(np.zeros(50), np.full(50, 9), share=True)]
    [0.0, 0.0, 0.075]
    """
    runs, worlds = int(counts.sum()), int(np.count_nonzero(counts))
    if not runs:
        return nan, nan, nan
    mean = float(sums.sum()) / runs
    if worlds < 2:
        return mean, nan, nan
    apart = sums - mean * counts
    variance = worlds / (worlds - 1) * float((apart * apart).sum()) / runs**2
    t = float(stdtrit(worlds - 1, 0.975))
    if not share:
        half = t * sqrt(variance)
        return mean, mean - half, mean + half
    spread = mean * (1 - mean)
    if spread <= 0:
        effective = float(worlds)
    else:
        effective = min(spread / variance, float(runs)) if variance > 0 else float(runs)
    scale = 1 + t * t / effective
    centre = (mean + t * t / (2 * effective)) / scale
    half = t * sqrt(spread / effective + t * t / (4 * effective**2)) / scale
    return mean, max(0.0, min(mean, centre - half)), min(1.0, max(mean, centre + half))
