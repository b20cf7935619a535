"""What many runs come to, added up piece by piece: means, shares, and intervals by world.

Runs nest in worlds: a thousand runs of one world tell little of the others. So sums are kept apart
by world, of which there are only so many, and an interval says how far other worlds would differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.ensemble.part import Columns
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, from_sums

__all__ = ["Measure", "Sums", "measures_of"]

Floats = NDArray[np.float64]

AGREEMENT, LAPSE, NEITHER = 1, 2, 0
#: Months that an agreement must last to be called durable.
FIVE_YEARS = 60.0


@dataclass(frozen=True)
class Measure:
    """One thing to ask of every run.

    Attributes
    ----------
    name : what it is called.
    column : the column it is about.
    equal : ask for the share of runs with this value.
    at_least : ask for the share of runs with this value or more; without either, for the mean.
    among : only of runs that have this value in this column.
    """

    name: str
    column: str
    equal: int | None = None
    among: tuple[str, int] | None = None
    at_least: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a share of runs."""
        return self.equal is not None or self.at_least is not None

    @property
    def columns(self) -> tuple[str, ...]:
        """What must be read for it."""
        return (self.column,) if self.among is None else (self.column, self.among[0])


#: What every ensemble is asked, besides what the crisis costs each party; called as ``simulate``
#: calls it, but that ``war`` and ``at_war`` stand beside each other.
MEASURES = (
    Measure("agreement", "ending", AGREEMENT),
    Measure("lapse", "ending", LAPSE),
    Measure("going_on", "ending", NEITHER),
    Measure("months_to_agreement", "month", among=("ending", AGREEMENT)),
    Measure("durable", "held", at_least=FIVE_YEARS),
    Measure("slack", "slack", among=("ending", AGREEMENT)),
    Measure("war", "war", 1),
    Measure("at_war", "at_war", 1),
    Measure("war_months", "war_months"),
    Measure("ceasefire", "ceasefire", 1),
    Measure("broken", "broken", 1, among=("ceasefire", 1)),
    Measure("peak_rung", "peak"),
    Measure("widened", "widened", 1),
    Measure("mediated", "mediated", 1),
    Measure("talked", "talked"),
    Measure("suspensions", "suspensions"),
    Measure("steps_up", "steps_up"),
    Measure("slips", "slips"),
    Measure("steps_down", "steps_down"),
    Measure("open_months", "open_months"),
)


def measures_of(columns: Mapping[str, object] | Sequence[str]) -> tuple[Measure, ...]:
    """What to ask of rows with these columns.

    >>> measures_of(["ending", "cost.norvik"])[-1].name
    'cost.norvik'
    """
    costs = [name for name in columns if name.startswith("cost.")]
    return (*MEASURES, *(Measure(name, name) for name in costs))


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
    >>> one.low < one.estimate < one.high
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
            if measure.at_least is not None:
                values = values.astype(float) >= measure.at_least
            if measure.among is not None:
                asked = columns[measure.among[0]] == measure.among[1]
                world, values = world[asked], values[asked]
            np.add.at(sums, world, values.astype(float))
            counts += np.bincount(world, minlength=self.worlds)

    @property
    def estimates(self) -> dict[str, Estimate]:
        """What the runs added so far come to, by the name of the measure."""
        return {
            measure.name: from_sums(sums, counts, is_share=measure.is_share)
            for measure, sums, counts in zip(self.measures, self.sums, self.counts, strict=True)
        }
