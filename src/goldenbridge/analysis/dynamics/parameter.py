"""A parameter of the model: a judgement with its range, its unit and what it rests on."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ASSUMED", "Parameter"]

#: Units of which 1 is all.
SHARES = frozenset({"share", "a month", "chance of winning"})
#: The most of any other unit: a thousand times a month, or a thousand days.
MOST = 1000.0
#: What most sizes rest on: the sources state directions and no size.
ASSUMED = "assumed; the sources give a direction and no size"


class Parameter(NamedTuple):
    """One size in an equation, from least to most, with the most plausible in between.

    Attributes
    ----------
    name : what it is called in files and tables.
    low, mode, high : its range.
    unit : of what.
    text : what it does.
    rows : rows of the table of mechanisms that it carries.
    basis : where the range is from.
    bounds : the least and the most that its equation stands, where that is not 0 and what its unit
        allows; a share is 1 at most.
    """

    name: str
    low: float
    mode: float
    high: float
    unit: str
    text: str
    rows: tuple[int, ...] = ()
    basis: str = ASSUMED
    bounds: tuple[float, float] | None = None

    @property
    def stands(self) -> tuple[float, float]:
        """The least and the most that a run stands, whatever its range.

        >>> Parameter("usual", 0.45, 0.5, 0.6, "share", "support in usual times").stands
        (0.0, 1.0)
        """
        return self.bounds or (0.0, 1.0 if self.unit in SHARES else MOST)
