"""The points that come along: rates with which the generic crisis looks like those of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

__all__ = ["POINTS", "RECORD", "Shipped", "read_points", "shipped"]

#: Beside each other in ``bundled``: the points, and where they are from.
POINTS, RECORD = "calibration.csv", "calibration.yaml"


@dataclass(frozen=True, eq=False)
class Shipped:
    """Sets of rates that fit together, in no order.

    Attributes
    ----------
    names : full names of parameters; those of the population begin with ``generic.``.
    points : (points, names).
    """

    names: tuple[str, ...]
    points: NDArray[np.float64]


@cache
def shipped() -> Shipped:
    """The points that come with goldenbridge.

    >>> found = shipped()
    >>> found.points.shape[1] == len(found.names), "endings.signing" in found.names
    (True, True)
    """
    text = (resources.files("goldenbridge") / "bundled" / POINTS).read_text(encoding="utf-8")
    return read_points(text)


def read_points(text: str) -> Shipped:
    r"""Points from a table: a line of names, then a line a point, with commas between.

    Raises
    ------
    ValueError : it is no such table; tells the line.

    >>> read_points("a.b,c.d\n1,2\n3,4\n").points.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    lines = text.strip().splitlines()
    names = tuple(name.strip() for name in lines[0].split(",")) if lines else ()
    rows = []
    for number, line in enumerate(lines[1:], 2):
        try:
            row = [float(word) for word in line.split(",")]
        except ValueError:
            row = []
        if len(row) != len(names) or not np.isfinite(row).all():
            raise ValueError(f"{POINTS}:{number}: found “{line}”, wanted {len(names)} numbers.")
        rows.append(row)
    if not rows:
        raise ValueError(f"{POINTS}: found no points, wanted a line of names and a line a point.")
    points = np.array(rows)
    points.setflags(write=False)
    return Shipped(names, points)
