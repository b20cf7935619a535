"""The deals that cannot be bettered for one party without worsening another, all of them.

Exact without listing the deal space: issues are merged one at a time, and of partial deals
that leave the same open only the undominated are kept, for whatever completes one completes
the other. Partial deals that cannot reach every party's no deal even with the best of what
is left are dropped on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import moocore
import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.space import Clause, DealSpace

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Frontier", "frontier"]

_Worths = NDArray[np.float64]
_Rows = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class Frontier:
    """The undominated deals of a deal space.

    Attributes
    ----------
    worths : (deals, parties), what each is worth to each party.
    deals : (deals, issues), option numbers.
    tolerance : the grid on which contributions were compared, in units of worth.
    """

    worths: _Worths
    deals: _Rows
    tolerance: float

    def __len__(self) -> int:
        return len(self.worths)

    def to_frame(
        self, space: DealSpace | None = None, parties: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """A row a deal: its option on each issue, then what it is worth to each party.

        Parameters
        ----------
        space : names the issues and options; numbers without it.
        parties : names the parties.
        """
        import pandas as pd

        n_issues, n_parties = self.deals.shape[1], self.worths.shape[1]
        named = space or None
        columns: dict[str, object] = {}
        for issue in range(n_issues):
            numbers = self.deals[:, issue]
            if named is None:
                columns[f"issue {issue}"] = numbers
            else:
                columns[named.issues[issue]] = np.array(named.options[issue])[numbers]
        for party in range(n_parties):
            columns[parties[party] if parties else f"party {party}"] = self.worths[:, party]
        return pd.DataFrame(columns)

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        html: str = self.to_frame().to_html(max_rows=20, notebook=True)
        return f"<p>{len(self):,} undominated deals</p>{html}"


def frontier(
    contributions: Sequence[ArrayLike],
    no_deal: ArrayLike | None = None,
    *,
    impossible: Sequence[Clause] = (),
    terms: Sequence[tuple[Clause, ArrayLike]] = (),
    ties: bool = False,
    tolerance: float | None = None,
) -> Frontier:
    """All deals that no other deal beats for every party: the Pareto frontier, exactly.

    Worth is additive over issues, plus what the terms add. The size of the deal space does
    not matter, that of the frontier does: with many parties nearly every deal is on it.

    Parameters
    ----------
    contributions : for each issue an array (options, parties), what each option adds to the
        worth of each party.
    no_deal : (parties,); deals that give some party less are left out. None: all count.
    impossible : combinations no deal may contain.
    terms : combinations and what each adds to the worth of each party.
    ties : keep every deal of the same worths; otherwise one deal stands for all of them,
        and the frontier lists distinct worths. Ties can be very many.
    tolerance : contributions are rounded to multiples of it to be compared, and worths that
        differ by no more than one such step for each issue and term count as equal, so that
        no deal is kept that another beats but for floating-point noise. By default 1e-9, or
        as much more as large worths need.

    Returns
    -------
    Frontier, sorted by the worth of the first party, then the second, …

    >>> house = frontier([[[0, 10], [4, 7], [10, 0]], [[0, 5], [6, 0]]], no_deal=[5, 5])
    >>> house.worths
    array([[ 6., 10.],
           [10.,  7.]])
    """
    issues = [_checked(array, number) for number, array in enumerate(contributions)]
    if not issues:
        raise ValueError("At least one issue is needed; the contributions are empty.")
    n_parties = issues[0].shape[1]
    for number, array in enumerate(issues):
        if array.shape[1] != n_parties:
            raise ValueError(
                f"Every issue needs a column for each party; issue number 0 has {n_parties}, "
                f"issue number {number} has {array.shape[1]}."
            )
    _finite(issues)
    clauses = [clause for clause, _ in terms]
    added = [_checked_row(worth, n_parties, "A term") for _, worth in terms]
    if not all(np.isfinite(worth).all() for worth in added):
        raise ValueError("What a term adds is a finite number for each party.")
    grid = _grid([*issues, *added], tolerance)
    on_grid = [np.rint(array / grid) for array in issues]
    least = None
    if no_deal is not None:
        least = _checked_row(no_deal, n_parties, "No deal") / grid
        if np.isnan(least).any():
            raise ValueError("No deal has no worth (NaN) for some party; -inf means any deal.")
        # Each contribution may have been rounded by half a step.
        least = least - 0.5 * (len(issues) + len(added))
    if clauses or impossible:
        added_on_grid = [np.rint(worth / grid) for worth in added]
        order, steps = _tied(on_grid, least, impossible, clauses, added_on_grid, ties)
    else:
        order, steps = _untied(on_grid, least, ties)
    deals = _recover(order, steps, [len(array) for array in issues])
    worths = np.zeros((len(deals), n_parties))
    for issue, array in enumerate(issues):
        worths += array[deals[:, issue]]
    for clause, worth in zip(clauses, added, strict=True):
        worths += clause.matches(deals)[:, None] * worth
    # Equal sums of rounded contributions may lie some steps apart: compare once more.
    kept = _undominated(_levels(worths, grid * (len(issues) + len(added))), ties)
    worths, deals = worths[kept], deals[kept]
    ranked = np.lexsort(worths.T[::-1])
    return Frontier(worths[ranked], deals[ranked], grid)


class _Step(NamedTuple):
    """The partial deals kept at one depth: which each continues, and with which option.

    ``row`` is the number of the shorter one times ``size`` plus the number of the option.
    """

    row: NDArray[np.intp]
    size: int


def _untied(
    gains: Sequence[_Worths], least: _Worths | None, ties: bool
) -> tuple[list[int], list[_Step]]:
    """Merge issues that nothing ties together, those with most at stake first."""
    starts = np.cumsum([0, *map(len, gains[:-1])])
    whole = np.concatenate(gains)
    most = np.maximum.reduceat(whole, starts)
    at_stake = (most - np.minimum.reduceat(whole, starts)).sum(axis=1)
    order = np.argsort(-at_stake, kind="stable").tolist()
    # What the issues still to come add at best, if each party had its way.
    best = most[order]
    to_come = best.sum(axis=0) - best.cumsum(axis=0)
    points = np.zeros((1, best.shape[1]))
    steps = []
    for depth, issue in enumerate(order):
        merged = (points[:, None, :] + gains[issue]).reshape(-1, best.shape[1])
        if least is None:
            row = np.flatnonzero(_undominated(merged, ties))
            points = merged[row]
        else:
            reach = np.flatnonzero((merged >= least - to_come[depth]).all(axis=1))
            points = merged[reach]
            kept = _undominated(points, ties)
            points, row = points[kept], reach[kept]
        steps.append(_Step(row, len(gains[issue])))
    return order, steps


def _tied(
    gains: Sequence[_Worths],
    least: _Worths | None,
    impossible: Sequence[Clause],
    clauses: Sequence[Clause],
    added: Sequence[_Worths],
    ties: bool,
) -> tuple[list[int], list[_Step]]:
    """Merge along the layered graph, dropping dominated partial deals node by node."""
    space = DealSpace.plain([len(array) for array in gains], impossible)
    layers = layer(space, clauses)
    graph, n_parties = layers.graph, gains[0].shape[1]
    of_arc = np.concatenate(gains)[graph.option]
    matched = np.repeat(np.arange(layers.n_arcs), np.diff(graph.term_start))
    if len(added):
        np.add.at(of_arc, matched, np.array(added)[graph.term])
    to_come = _best_completions(layers, of_arc)
    local = graph.option - np.repeat(
        graph.offsets[graph.order], np.diff(graph.arc_start[graph.depth_start[:-1]])
    )
    source = np.repeat(np.arange(layers.n_nodes), np.diff(graph.arc_start))
    points = {0: np.zeros((1, n_parties))}
    first = {0: 0}
    steps = []
    for depth in range(len(gains)):
        start, stop = graph.arc_start[graph.depth_start[depth : depth + 2]]
        arcs = np.arange(start, stop)
        arcs = arcs[np.argsort(graph.target[start:stop], kind="stable")]
        parents, options = [], []
        points_next: dict[int, _Worths] = {}
        first_next: dict[int, int] = {}
        total = 0
        ends = np.flatnonzero(np.diff(graph.target[arcs])) + 1
        for into in np.split(arcs, ends):
            if not len(into):
                continue
            node = int(graph.target[into[0]])
            taken = [a for a in into.tolist() if source[a] in points]
            if not taken:
                continue
            merged = np.concatenate([points[source[a]] + of_arc[a] for a in taken])
            parent = np.concatenate(
                [first[source[a]] + np.arange(len(points[source[a]])) for a in taken]
            )
            option = np.repeat(local[taken], [len(points[source[a]]) for a in taken])
            if least is not None:
                reach = np.flatnonzero((merged >= least - to_come[node]).all(axis=1))
                merged, parent, option = merged[reach], parent[reach], option[reach]
            kept = _undominated(merged, ties)
            if not kept.any():
                continue
            points_next[node], first_next[node] = merged[kept], total
            parents.append(parent[kept])
            options.append(option[kept])
            total += len(points_next[node])
        points, first = points_next, first_next
        empty = np.zeros(0, dtype=np.intp)
        size = len(gains[graph.order[depth]])
        row = np.concatenate([empty, *parents]) * size + np.concatenate([empty, *options])
        steps.append(_Step(row, size))
    return graph.order.tolist(), steps


def _best_completions(layers: Layers, of_arc: _Worths) -> _Worths:
    """What each node adds at best from there on, if each party had its way (nodes, parties)."""
    graph = layers.graph
    best = np.full((layers.n_nodes, of_arc.shape[1]), -np.inf)
    best[-1] = 0.0
    for depth in range(len(graph.order) - 1, -1, -1):
        nodes = slice(*graph.depth_start[depth : depth + 2])
        start, stop = graph.arc_start[graph.depth_start[depth : depth + 2]]
        if start < stop:
            reached = of_arc[start:stop] + best[graph.target[start:stop]]
            runs = graph.arc_start[nodes] - start
            best[nodes] = np.maximum.reduceat(reached, runs, axis=0)
    return best


def _undominated(points: _Worths, ties: bool) -> NDArray[np.bool_]:
    """Which points no other is at least as good as throughout; of equal ones the first."""
    if len(points) <= 1:
        return np.ones(len(points), dtype=np.bool_)
    kept: NDArray[np.bool_] = moocore.is_nondominated(points, maximise=True, keep_weakly=ties)
    return kept


def _levels(worths: _Worths, apart: float) -> _Worths:
    """Each party's worths as levels: those closer than ``apart`` to the next share one."""
    levels = np.zeros_like(worths)
    for party in range(worths.shape[1]):
        order = np.argsort(worths[:, party], kind="stable")
        steps = np.diff(worths[order, party]) > apart
        levels[order[1:], party] = np.cumsum(steps)
    return levels


def _recover(order: Sequence[int], steps: Sequence[_Step], sizes: Sequence[int]) -> _Rows:
    """The deals at the last step, option by option back to the first."""
    dtype = np.uint8 if max(sizes) <= 256 else np.uint16
    at = np.arange(len(steps[-1].row))
    deals = np.zeros((len(at), len(order)), dtype=dtype)
    for issue, step in zip(reversed(order), reversed(steps), strict=True):
        at, deals[:, issue] = np.divmod(step.row[at], step.size)
    return deals


def _grid(pieces: Sequence[_Worths], tolerance: float | None) -> float:
    """The grid to compare on: coarse enough that sums of its multiples are exact."""
    largest = sum(float(np.abs(piece).max()) for piece in pieces)
    # Integers up to 2^53 add up exactly in floating point.
    finest = largest / 2.0**52
    if tolerance is None:
        return max(1e-9, 10.0 ** np.ceil(np.log10(finest))) if finest > 0 else 1e-9
    if not tolerance > 0 or not np.isfinite(tolerance):
        raise ValueError(f"The tolerance is a positive number; found {tolerance}.")
    if tolerance < finest:
        raise ValueError(
            f"Worths that add up to {largest:g} cannot be told apart at a tolerance of "
            f"{tolerance:g}; the finest that computes exactly is {finest:.1g}. Leave the "
            "tolerance out, or give the worths in a larger unit."
        )
    return tolerance


def _checked(array: ArrayLike, issue: int) -> _Worths:
    worths = np.asarray(array, dtype=np.float64)
    if worths.ndim != 2 or 0 in worths.shape:
        raise ValueError(
            f"The contributions of issue number {issue} need a row for each option and a "
            f"column for each party; found an array of shape {worths.shape}."
        )
    return worths


def _finite(issues: Sequence[_Worths]) -> None:
    """Raise where a contribution is no finite number."""
    if np.isfinite(np.concatenate(issues)).all():
        return
    for issue, worths in enumerate(issues):
        for row, column in np.argwhere(~np.isfinite(worths)):
            raise ValueError(
                f"Contributions are finite numbers; issue number {issue} has "
                f"{worths[row, column]} at option {row}, party {column}. To bar an option, list "
                'it under "impossible".'
            )


def _checked_row(row: ArrayLike, n_parties: int, name: str) -> _Worths:
    worths = np.asarray(row, dtype=np.float64)
    if worths.shape != (n_parties,):
        raise ValueError(
            f"{name} needs one number for each of {n_parties} parties; found an array of "
            f"shape {worths.shape}."
        )
    return worths
