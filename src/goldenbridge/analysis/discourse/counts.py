"""How often each actor takes each side on each issue: the array all networks are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.discourse.stances import Stance
from goldenbridge.errors import NetworkSettingsClash, NetworkTooLarge

__all__ = ["Counts", "Matrix", "count"]

Matrix: TypeAlias = NDArray[np.float64]

#: Nodes of a square matrix; 6,000 of them are 288 MB.
LIMIT_NODES = 6_000
LIMIT_CELLS = 50_000_000


@dataclass(frozen=True)
class Counts:
    """Weights of statements x[i, j, k]: row i, column j, level k of polarity.

    Attributes
    ----------
    rows, columns : labels in alphabetical order.
    levels : polarities in rising order.
    x : array (rows, columns, levels).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[int, ...]
    x: NDArray[np.float64]

    @property
    def mentions(self) -> Matrix:
        """Sum over levels: array (rows, columns)."""
        return np.asarray(self.x.sum(axis=2))

    @property
    def activity(self) -> NDArray[np.float64]:
        """Statements of each row: array (rows,)."""
        return np.asarray(self.x.sum(axis=(1, 2)))

    def at(self, level: int) -> Matrix:
        """One level: array (rows, columns), zero where nobody stands there."""
        if level not in self.levels:
            return np.zeros(self.x.shape[:2])
        return self.x[:, :, self.levels.index(level)]


def count(
    rows: Sequence[Stance],
    *,
    turned: bool = False,
    scale: tuple[int, int] = (-1, 1),
    labels: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Counts:
    """Count stances by actor, issue and polarity.

    Parameters
    ----------
    rows : the stances.
    turned : issues as rows and actors as columns.
    scale : the lowest and highest polarity there may be.
    labels : actors and issues that are to be there in any case.

    Raises
    ------
    NetworkSettingsClash : a polarity lies outside the scale.
    NetworkTooLarge : there are too many actors and issues.

    >>> counts = count([Stance("Norvik", "tolls", -1), Stance("Norvik", "tolls", -1)])
    >>> counts.levels, counts.x.tolist()
    ((-1, 1), [[[2.0, 0.0]]])
    """
    more = labels or ((), ())
    actors = tuple(sorted({r.actor for r in rows} | set(more[0])))
    issues = tuple(sorted({r.issue for r in rows} | set(more[1])))
    for named, what in ((actors, "actors"), (issues, "issues")):
        if len(named) > LIMIT_NODES:
            raise NetworkTooLarge(what, len(named), LIMIT_NODES)
    levels = tuple(sorted({*scale, *(r.polarity for r in rows)}))
    if levels[0] < scale[0] or levels[-1] > scale[1]:
        beyond = levels[0] if levels[0] < scale[0] else levels[-1]
        raise NetworkSettingsClash(
            f"a statement has polarity {beyond}, the scale goes from {scale[0]} to {scale[1]}",
            "Widen the scale, or correct the statement.",
        )
    cells = len(actors) * len(issues) * len(levels)
    if cells > LIMIT_CELLS:
        raise NetworkTooLarge("actors on issues", cells, LIMIT_CELLS)
    at: dict[str, Any] = {"actor": _numbers(actors), "issue": _numbers(issues)}
    x = np.zeros((len(actors), len(issues), len(levels)))
    step = {level: n for n, level in enumerate(levels)}
    for r in rows:
        x[at["actor"][r.actor], at["issue"][r.issue], step[r.polarity]] += r.weight
    if turned:
        return Counts(issues, actors, levels, np.ascontiguousarray(x.transpose(1, 0, 2)))
    return Counts(actors, issues, levels, x)


def _numbers(names: Sequence[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}
