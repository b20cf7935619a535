"""A parameter of the model: a judgement with its range, its unit and what it rests on."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ASSUMED", "Parameter"]

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
    """

    name: str
    low: float
    mode: float
    high: float
    unit: str
    text: str
    rows: tuple[int, ...] = ()
    basis: str = ASSUMED
