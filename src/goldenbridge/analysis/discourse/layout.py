"""Where to put nodes so that a reader sees the camps: the same places every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenbridge.analysis.discourse.camps import Camps
from goldenbridge.analysis.discourse.network import Network

__all__ = ["Place", "columns_in_order", "on_a_ring"]

SWEEPS = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A node on a ring: its angle in radians, from the top and clockwise."""

    label: str
    angle: float
    camp: int


def on_a_ring(network: Network, camps: Camps, *, gap: float = 0.6) -> tuple[Place, ...]:
    """Nodes on a ring, camp after camp, those with strong ties near each other.

    Within a camp, and between camps that stand side by side, neighbours are swapped as long as that
    brings heavy ties closer: a way that always ends at the same order.

    Parameters
    ----------
    gap : width of the gap between two camps, in places of a node.
    """
    at = {label: n for n, label in enumerate(network.rows)}
    w = np.abs(network.matrix)
    order = [[at[label] for label in group] for group in _camps_in_order(network, camps, w, at)]
    number = camps.of()
    flat = [n for group in order for n in group]
    _improve(flat, w, [number[network.rows[n]] for n in flat])
    groups = len(order)
    whole = len(flat) + (gap * groups if groups > 1 else 0)
    places = []
    passed = 0.0
    before: int | None = None
    for n in flat:
        camp = number[network.rows[n]]
        if before is not None and camp != before and groups > 1:
            passed += gap
        places.append(Place(network.rows[n], 2 * np.pi * (passed + 0.5) / whole, camp))
        passed += 1
        before = camp
    return tuple(places)


def _camps_in_order(
    network: Network, camps: Camps, w: np.ndarray, at: dict[str, int]
) -> list[tuple[str, ...]]:
    """Camps with the heaviest ties between them side by side; the largest first."""
    left = list(camps.groups)
    chain = [left.pop(0)] if left else []
    while left:
        last = [at[label] for label in chain[-1]]
        between = [float(w[np.ix_(last, [at[x] for x in group])].sum()) for group in left]
        chain.append(left.pop(int(np.argmax(between))))
    return chain


def _improve(flat: list[int], w: np.ndarray, camp: Sequence[int]) -> None:
    """Swap neighbours of one camp while the weighted length of ties along the ring falls."""
    n = len(flat)
    places = np.arange(n)
    apart = np.abs(places[:, None] - places[None, :])
    apart = np.minimum(apart, n - apart)

    def length() -> float:
        return float((w[np.ix_(flat, flat)] * apart).sum())

    best = length()
    for _ in range(SWEEPS):
        moved = False
        for a in range(n):
            for b in range(a + 1, n):
                if camp[a] != camp[b]:
                    continue
                flat[a], flat[b] = flat[b], flat[a]
                now = length()
                if now < best - 1e-9:
                    best, moved = now, True
                else:
                    flat[a], flat[b] = flat[b], flat[a]
        if not moved:
            return


def columns_in_order(network: Network) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows and columns in an order in which ties cross little: like stands beside like.

    Rows start in the order of the second singular vector of the signed matrix, which puts those
    apart who take opposite sides; then each side is put at the mean place of what it is tied to
    (the barycentre method: Sugiyama, Tagawa and Toda 1981) as long as crossings fall.
    """
    w = network.matrix
    rows, columns = list(range(w.shape[0])), list(range(w.shape[1]))
    if min(w.shape) > 1 and np.any(w):
        left, _, right = np.linalg.svd(w, full_matrices=False)
        # The sign of a singular vector is a matter of chance: the heaviest entry shall be positive.
        sign = np.sign(left[np.argmax(np.abs(left[:, 0])), 0]) or 1.0
        rows.sort(key=lambda i: (-round(sign * left[i, 0], 9), network.rows[i]))
        columns.sort(key=lambda j: (-round(sign * right[0, j], 9), network.columns[j]))
    weight = np.abs(w)
    best = (_crossings(weight, rows, columns), list(rows), list(columns))
    for _ in range(SWEEPS):
        columns = _by_mean(weight.T, columns, rows)
        rows = _by_mean(weight, rows, columns)
        now = _crossings(weight, rows, columns)
        if now >= best[0]:
            break
        best = (now, list(rows), list(columns))
    return tuple(best[1]), tuple(best[2])


def _by_mean(weight: np.ndarray, mine: list[int], others: list[int]) -> list[int]:
    place = {other: n for n, other in enumerate(others)}
    at = np.array([place[n] for n in range(len(others))], dtype=float)
    total = weight.sum(axis=1)
    mean = np.divide(weight @ at, total, out=np.full(len(total), np.inf), where=total > 0)
    was = {n: k for k, n in enumerate(mine)}
    return sorted(mine, key=lambda n: (round(float(mean[n]), 9), was[n]))


def _crossings(weight: np.ndarray, rows: list[int], columns: list[int]) -> float:
    """Weight of crossing pairs of ties."""
    w = weight[np.ix_(rows, columns)]
    # What lies below and to the left of each cell crosses it.
    left = np.cumsum(w, axis=1) - w
    below = np.cumsum(left[::-1], axis=0)[::-1] - left
    return float((w * below).sum())
