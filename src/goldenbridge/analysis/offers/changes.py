"""Every package within a few changes of a text: what redrafting could make of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.space import DealSpace

__all__ = ["changes", "how_many", "steps"]

#: Packages handed over at a time, so that worlds times packages fit in memory.
BATCH = 512


def how_many(space: DealSpace, radius: int) -> int:
    """How many packages differ on exactly so many issues, rules aside.

    >>> how_many(DealSpace.plain([2, 3, 4]), 2)
    11
    """
    counts = [1] + [0] * radius
    for size in space.sizes.tolist():
        for k in range(radius, 0, -1):
            counts[k] += counts[k - 1] * (size - 1)
    return counts[radius]


def changes(
    space: DealSpace, deal: NDArray[np.integer], radius: int, batch: int = BATCH
) -> Iterator[NDArray[np.int64]]:
    """Every package that differs on exactly so many issues and keeps the rules, in batches.

    Parameters
    ----------
    space : the packages there are.
    deal : (issues,), the text that is changed.
    radius : how many issues change.
    batch : rows at most in each array that is handed over.

    >>> [row.tolist() for row in next(changes(DealSpace.plain([2, 3]), np.array([0, 1]), 1))]
    [[1, 1], [0, 0], [0, 2]]
    """
    others = [
        np.delete(np.arange(size), int(now)) for size, now in zip(space.sizes, deal, strict=True)
    ]
    movable = [issue for issue, rest in enumerate(others) if len(rest)]
    waiting: list[NDArray[np.int64]] = []
    held = 0
    for issues in combinations(movable, radius):
        grid = np.meshgrid(*(others[i] for i in issues), indexing="ij")
        rows = np.tile(np.asarray(deal, dtype=np.int64), (grid[0].size if grid else 1, 1))
        for issue, options in zip(issues, grid, strict=True):
            rows[:, issue] = options.ravel()
        waiting.append(rows)
        held += len(rows)
        # Rules are looked up for many packages at a time: a look-up costs more than a package.
        if held >= batch:
            whole = np.concatenate(waiting)
            waiting, held = [], 0
            yield from _parts(whole[space.allows(whole)], batch)
    if held:
        whole = np.concatenate(waiting)
        yield from _parts(whole[space.allows(whole)], batch)


def _parts(rows: NDArray[np.int64], batch: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(rows), batch):
        yield rows[start : start + batch]


def steps(deal: NDArray[np.integer], deals: NDArray[np.integer]) -> NDArray[np.int64]:
    """How many places along the ordered options each package is away in all: (packages,).

    >>> steps(np.array([0, 2]), np.array([[0, 2], [1, 0]])).tolist()
    [0, 3]
    """
    far: NDArray[np.int64] = np.abs(np.asarray(deals) - np.asarray(deal)).sum(axis=1)
    return far
