"""Which reading of each hypothesis holds in each world; joint tables are drawn as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.case.schema import Body

__all__ = ["Group", "draw_readings", "groups", "weights"]


@dataclass(frozen=True)
class Group:
    """One hypothesis, or the hypotheses of one joint table: what one draw decides.

    Attributes
    ----------
    joint : id of the joint table, or None.
    hypotheses : ids.
    combinations : each a tuple of reading numbers, in the order of ``hypotheses``.
    weights : relative weight of each combination.
    """

    joint: str | None
    hypotheses: tuple[str, ...]
    combinations: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]


def groups(body: Body) -> tuple[Group, ...]:
    """The independent draws that settle all hypotheses, in the order of the file."""
    found: list[Group] = []
    tabled = {name: key for key, joint in body.joint.items() for name in joint.hypotheses}
    done: set[str] = set()
    for key, hypothesis in body.hypotheses.items():
        if key not in tabled:
            plain = tuple(
                1.0 if reading.weight is None else reading.weight
                for reading in hypothesis.readings.values()
            )
            found.append(Group(None, (key,), tuple((n,) for n in range(len(plain))), plain))
        elif tabled[key] not in done:
            done.add(tabled[key])
            joint = body.joint[tabled[key]]
            cells = tuple(
                tuple(list(body.hypotheses[h].readings).index(cell.when[h])
                      for h in joint.hypotheses)
                for cell in joint.cells
            )  # fmt: skip
            found.append(
                Group(tabled[key], joint.hypotheses, cells, tuple(c.weight for c in joint.cells))
            )
    return tuple(found)


def weights(body: Body) -> dict[str, dict[str, float]]:
    """The share of worlds in which each reading holds, by hypothesis."""
    found: dict[str, dict[str, float]] = {}
    for group in groups(body):
        total = sum(group.weights)
        for column, key in enumerate(group.hypotheses):
            names = list(body.hypotheses[key].readings)
            shares = dict.fromkeys(names, 0.0)
            for combination, weight in zip(group.combinations, group.weights, strict=True):
                shares[names[combination[column]]] += weight / total
            found[key] = shares
    return found


def draw_readings(
    body: Body,
    drawn: tuple[Group, ...],
    u: NDArray[np.float64],
    fixed: Mapping[str, str],
    *,
    heaviest: bool = False,
) -> tuple[dict[str, NDArray[np.int64]], dict[str, NDArray[np.int64]]]:
    """One reading a hypothesis in each world, and the cell of each joint table.

    Fixing a reading leaves the others of its joint table with the weights they have beside it.

    Parameters
    ----------
    u : (worlds, groups), between 0 and 1.
    fixed : hypothesis → reading that holds in all worlds.
    heaviest : take the heaviest combination instead of drawing.
    """
    readings: dict[str, NDArray[np.int64]] = {}
    cells: dict[str, NDArray[np.int64]] = {}
    for column, group in enumerate(drawn):
        held = np.ones(len(group.combinations))
        for place, key in enumerate(group.hypotheses):
            if key in fixed:
                wanted = list(body.hypotheses[key].readings).index(fixed[key])
                held *= [c[place] == wanted for c in group.combinations]
        weight = held * group.weights
        if not weight.sum():
            weight = held  # what has no weight can still be set by hand
        edges = np.cumsum(weight) / weight.sum()
        chosen = np.searchsorted(edges, u[:, column], side="right")
        chosen = np.minimum(chosen, len(weight) - 1).astype(np.int64)
        if heaviest:
            chosen[:] = int(weight.argmax())
        combinations = np.array(group.combinations, dtype=np.int64)[chosen]
        for place, key in enumerate(group.hypotheses):
            readings[key] = combinations[:, place]
        if group.joint is not None:
            cells[group.joint] = chosen
    return readings, cells
