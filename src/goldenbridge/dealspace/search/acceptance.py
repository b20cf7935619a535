"""The packages signed in the most worlds: what a mediator who cannot know would propose.

One branch and bound over packages carries along the worlds in which the partial package can
still be accepted: every needed party's best completion, and one weighted sum of all of
them, reach no deal. A branch is left when too few worlds remain. No list of candidates is
involved, so what it returns is proved best over the whole deal space.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent, Regime, regimes
from goldenbridge.dealspace.layers import Graph, Layers
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.search.branching import by_importance
from goldenbridge.dealspace.search.compiled import compiled, spread
from goldenbridge.dealspace.search.existence import _fit_parties
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths

__all__ = ["TABLES", "MostAccepted", "most_accepted"]

#: Bytes that the bounds on every partial package may take.
TABLES = 128_000_000
#: The packages are searched in so many parts, side by side.
_PARTS = 16


@dataclass(frozen=True, eq=False)
class MostAccepted:
    """The packages accepted in the most worlds, best first.

    Attributes
    ----------
    deals : (packages, issues), option numbers; fewer than asked for when no further
        package is accepted in any world.
    counts : (packages,), the worlds each is accepted in.
    any_deal : the worlds with a deal of some kind; no package can do better.
    proved : (packages,), whether each is proved best (its search was not cut short).
    nodes : partial packages looked at.
    """

    deals: NDArray[np.int64]
    counts: NDArray[np.int64]
    any_deal: int
    proved: NDArray[np.bool_]
    nodes: int


def most_accepted(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    how_many: int = 5,
    apart: int = 2,
    *,
    max_nodes: int = 800_000,
    further_nodes: int = 800_000,
) -> MostAccepted:
    """The packages that all needed parties accept in the most worlds, proved best.

    Each further package is the best of those that differ from all earlier ones on at least
    ``apart`` issues. The count flatters a little, being the best of many on the worlds it
    was chosen on: report acceptance on fresh worlds (``accepted``).

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    how_many : packages wanted.
    apart : issues on which they differ from each other, at least.
    max_nodes : partial packages to look at for the best before giving up the proof.
    further_nodes : the same for each further package.
    """
    _fit_parties(layers, worths, consent)
    least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
    bind = np.broadcast_to(np.asarray(binding, np.uint64), worths.n_worlds)
    n_issues = len(layers.space.issues)
    fields, witnesses, any_deal = _prepare(layers, worths, least, bind, consent)

    def count(deals: NDArray[np.int64]) -> NDArray[np.int64]:
        counts: NDArray[np.int64] = accepted(layers, worths, least, bind, consent, deals).sum(0)
        return counts

    taken = np.zeros((0, n_issues), dtype=np.int64)
    reached_by: list[int] = []
    proved: list[bool] = []
    nodes = 0
    while len(taken) < how_many:
        deal, reached = _first_guess(layers, count, witnesses, taken, apart)
        room, whole = further_nodes if reached_by else max_nodes, True
        for field in fields:
            if field.n_worlds <= reached:
                continue
            found, reached, looked, finished = field.search(taken, apart, reached, room)
            nodes += looked
            whole &= finished
            if found is not None:
                deal = found
        if deal is None or reached == 0:
            break
        taken = np.vstack([taken, deal])
        reached_by.append(reached)
        proved.append(whole)
    counted = np.array(reached_by, dtype=np.int64)
    return MostAccepted(taken, counted, any_deal, np.array(proved, dtype=np.bool_), nodes)


class _Field:
    """The worlds with a deal in one regime, laid out so that one option's worths lie together.

    Rows are the needed parties and one weighted sum of them.
    """

    def __init__(
        self,
        layers: Layers,
        worths: WorldWorths,
        no_deal: NDArray[np.float64],
        binding: NDArray[np.uint64],
        regime: Regime,
        worlds: NDArray[np.int64],
        weights: NDArray[np.float64],
    ) -> None:
        self.layers, self.regime = layers, regime
        self.worlds, self.n_worlds = worlds, len(worlds)
        parties = [p for p in range(worths.n_parties) if regime.needed >> p & 1]
        self.of_option = _rows(worths.unary[worlds], weights, parties)
        self.of_term = _rows(worths.terms[worlds], weights, parties)
        self.start = _rows(TOLERANCE - no_deal[worlds][:, :, None], weights, parties)[0]
        self.binding = np.ascontiguousarray(binding[worlds])
        self._tables: NDArray[np.float32] | None = None

    @property
    def tables(self) -> NDArray[np.float32]:
        """What each node is worth with its best completion (nodes, rows, worlds), rounded up."""
        if self._tables is None:
            shape = (self.layers.n_nodes, *self.start.shape)
            tables = np.empty(shape, dtype=np.float32)
            spread(
                lambda start, stop: _complete_all(
                    self.layers.graph,
                    self.of_option,
                    self.of_term,
                    self.binding,
                    np.uint64(self.regime.excused),
                    start,
                    stop,
                    tables,
                ),
                self.n_worlds,
                smallest=128,
            )
            self._tables = tables
        return self._tables

    def search(
        self, taken: NDArray[np.int64], apart: int, reached: int, max_nodes: int
    ) -> tuple[NDArray[np.int64] | None, int, int, bool]:
        """A package accepted in more than ``reached`` worlds, if any; its count; nodes; proved.

        The packages are parted by their first two options, always into as many parts, so that
        the answer does not depend on how many cores look at them.
        """
        deals = np.full((_PARTS, len(self.layers.space.issues)), -1, dtype=np.int64)
        counts = np.full(_PARTS, reached, dtype=np.int64)
        nodes = np.zeros(_PARTS, dtype=np.int64)
        room, tables = max(1, max_nodes // _PARTS), self.tables

        def run(start: int, stop: int) -> None:
            for part in range(start, stop):
                counts[part], nodes[part] = _most(
                    self.layers.graph,
                    self.of_option,
                    self.of_term,
                    self.start,
                    self.binding,
                    np.uint64(self.regime.excused),
                    tables,
                    taken,
                    apart,
                    reached,
                    room,
                    part,
                    deals[part],
                )

        spread(run, _PARTS, smallest=1)
        best = int(counts.argmax())
        found = deals[best] if deals[best, 0] >= 0 else None
        return found, int(counts[best]), int(nodes.sum()), bool((nodes < room).all())


def _rows(
    worths: NDArray[np.float64], weights: NDArray[np.float64], parties: Sequence[int]
) -> NDArray[np.float64]:
    """From (worlds, parties, things) to (things, needed parties and their weighted sum, worlds)."""
    rows = [worths[:, party] for party in parties]
    rows.append((weights[:, :, None] * worths).sum(axis=1))
    return np.ascontiguousarray(np.stack(rows).transpose(2, 0, 1))


def _prepare(
    layers: Layers,
    worths: WorldWorths,
    no_deal: NDArray[np.float64],
    binding: NDArray[np.uint64],
    consent: Sequence[Consent],
    weights: Sequence[Mapping[int, float]] = ({},),
    room: int = TABLES,
) -> tuple[list[_Field], NDArray[np.int64], int]:
    """The fields of all regimes, the largest first; distinct witness deals; worlds with any.

    ``weights``: issue → factor on its importance where it is settled which comes first; of
    several, the first whose bounds fit into ``room`` bytes.
    """
    fields, witnesses = [], []
    any_deal = np.zeros(worths.n_worlds, dtype=np.bool_)
    branching = next(
        (
            found
            for some in weights
            if (found := by_importance(layers, worths, binding, room // 4, some)) is not layers
        ),
        layers,
    )
    for regime in regimes(consent):
        best = maximin(
            layers,
            worths,
            no_deal,
            objective=0,
            needed=regime.needed,
            binding=layers.held(binding, regime.needed),
            excused=regime.excused,
        )
        worlds = np.flatnonzero(best.found)
        any_deal |= best.found
        if len(worlds):
            held = layers.held(binding, regime.needed)
            sums = best.weights[worlds]
            fields.append(_Field(branching, worths, no_deal, held, regime, worlds, sums))
            witnesses.append(best.deals[worlds])
    fields.sort(key=lambda field: -field.n_worlds)
    distinct = (
        np.unique(np.concatenate(witnesses), axis=0)
        if witnesses
        else np.zeros((0, len(layers.space.issues)), dtype=np.int64)
    )
    return fields, distinct, int(any_deal.sum())


def _first_guess(
    layers: Layers,
    count: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    witnesses: NDArray[np.int64],
    taken: NDArray[np.int64],
    apart: int,
) -> tuple[NDArray[np.int64] | None, int]:
    """A good package far enough from those taken, by climbing from the best witness."""

    def free(deals: NDArray[np.int64]) -> NDArray[np.int64]:
        far = ((deals[:, None, :] != taken[None]).sum(axis=2) >= apart).all(axis=1)
        kept: NDArray[np.int64] = deals[far]
        return kept

    candidates = free(witnesses)
    candidates = candidates[:: max(1, len(candidates) // 200)]
    deal, reached = None, 0
    while len(candidates):
        counts = count(candidates)
        top = int(counts.argmax())
        if counts[top] <= reached:
            break
        deal, reached = candidates[top], int(counts[top])
        around = [
            np.concatenate((deal[:issue], [option], deal[issue + 1 :]))
            for issue, size in enumerate(layers.space.sizes)
            for option in range(size)
            if option != deal[issue]
        ]
        candidates = free(np.array(around, dtype=np.int64).reshape(-1, len(deal)))
    return deal, reached


@compiled
def _complete_all(
    graph: Graph,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    binding: NDArray[np.uint64],
    excused: np.uint64,
    start: int,
    stop: int,
    tables: NDArray[np.float32],
) -> None:
    end = graph.arc_start.size - 2
    rows = of_option.shape[1]
    most = np.empty((rows, stop - start))
    worth = np.empty(stop - start)
    tables[end, :, start:stop] = 0.0
    for v in range(end - 1, -1, -1):
        most[:] = -np.inf
        for a in range(graph.arc_start[v], graph.arc_start[v + 1]):
            if graph.triggers[a] & excused != 0:
                continue
            f, target, lines = graph.option[a], graph.target[a], graph.lines[a]
            for r in range(rows):
                for w in range(stop - start):
                    worth[w] = of_option[f, r, start + w] + tables[target, r, start + w]
                for j in range(graph.term_start[a], graph.term_start[a + 1]):
                    t = graph.term[j]
                    for w in range(stop - start):
                        worth[w] += of_term[t, r, start + w]
                if lines == 0:
                    for w in range(stop - start):
                        most[r, w] = max(most[r, w], worth[w])
                else:
                    for w in range(stop - start):
                        if binding[start + w] & lines == 0:
                            most[r, w] = max(most[r, w], worth[w])
        for r in range(rows):
            for w in range(stop - start):
                # Single precision rounds by less than this: the bound stays a bound.
                tables[v, r, start + w] = np.float32(most[r, w] + abs(most[r, w]) * 1.2e-7)


@compiled
def _most(
    graph: Graph,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    start: NDArray[np.float64],
    binding: NDArray[np.uint64],
    excused: np.uint64,
    tables: NDArray[np.float32],
    taken: NDArray[np.int64],
    apart: int,
    reached: int,
    max_nodes: int,
    part: int,
    deal: NDArray[np.int64],
) -> tuple[int, int]:
    rows, n_worlds = start.shape
    n_issues = graph.order.size
    widest = 0
    for v in range(graph.arc_start.size - 1):
        widest = max(widest, graph.arc_start[v + 1] - graph.arc_start[v])
    alive = np.empty((n_issues + 1, n_worlds), np.int32)
    n_alive = np.zeros(n_issues + 1, np.int64)
    so_far = np.empty((n_issues + 1, rows, n_worlds))
    differ = np.zeros((n_issues + 1, len(taken)), np.int64)
    queue = np.empty((n_issues, widest), np.int64)
    queue_count = np.empty((n_issues, widest), np.int64)
    queue_size = np.zeros(n_issues, np.int64)
    at = np.zeros(n_issues + 1, np.int64)
    path = np.zeros(n_issues, np.int64)

    n_alive[0] = n_worlds
    for w in range(n_worlds):
        alive[0, w] = w
        for r in range(rows):
            so_far[0, r, w] = start[r, w]
    nodes = 0
    depth = 0
    fresh = True
    while depth >= 0 and nodes < max_nodes:
        if fresh:
            nodes += 1
            queue_size[depth] = 0
            left = n_issues - depth - 1
            for a in range(graph.arc_start[at[depth]], graph.arc_start[at[depth] + 1]):
                if graph.triggers[a] & excused != 0:
                    continue
                issue = graph.order[depth]
                option = graph.option[a] - graph.offsets[issue]
                near = False
                for k in range(len(taken)):
                    if differ[depth, k] + (taken[k, issue] != option) + left < apart:
                        near = True
                if near:
                    continue
                count = _survivors(
                    graph, a, of_option, of_term, binding, tables,
                    alive[depth], n_alive[depth], so_far[depth], reached,
                )  # fmt: skip
                if count <= reached:
                    continue
                i = queue_size[depth]
                while i > 0 and queue_count[depth, i - 1] > count:
                    queue[depth, i] = queue[depth, i - 1]
                    queue_count[depth, i] = queue_count[depth, i - 1]
                    i -= 1
                queue[depth, i] = a
                queue_count[depth, i] = count
                queue_size[depth] += 1
            fresh = False
        if queue_size[depth] == 0:
            depth -= 1
            continue
        queue_size[depth] -= 1
        i = queue_size[depth]
        if queue_count[depth, i] <= reached:
            queue_size[depth] = 0
            continue
        a = queue[depth, i]
        if depth == min(1, n_issues - 1) and (path[0] * (depth > 0) + a) % _PARTS != part:
            continue
        path[depth] = a
        if depth + 1 == n_issues:
            reached = queue_count[depth, i]
            for k in range(n_issues):
                issue = graph.order[k]
                deal[issue] = graph.option[path[k]] - graph.offsets[issue]
            continue
        issue = graph.order[depth]
        option = graph.option[a] - graph.offsets[issue]
        for k in range(len(taken)):
            differ[depth + 1, k] = differ[depth, k] + (taken[k, issue] != option)
        n_alive[depth + 1] = _descend(
            graph, a, of_option, of_term, binding, tables, alive[depth], n_alive[depth],
            so_far[depth], alive[depth + 1], so_far[depth + 1],
        )  # fmt: skip
        depth += 1
        at[depth] = graph.target[a]
        fresh = True
    return reached, nodes


@compiled
def _survivors(
    graph: Graph,
    a: int,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    binding: NDArray[np.uint64],
    tables: NDArray[np.float32],
    alive: NDArray[np.int32],
    n_alive: int,
    so_far: NDArray[np.float64],
    reached: int,
) -> int:
    """How many worlds could still accept beyond an arc; stops counting once too few can."""
    f, target, lines = graph.option[a], graph.target[a], graph.lines[a]
    rows = so_far.shape[0]
    count = 0
    for i in range(n_alive):
        if count + n_alive - i <= reached:
            break
        w = alive[i]
        good = (binding[w] & lines) == 0
        r = rows - 1  # the weighted sum says no most often
        while good and r >= 0:
            worth = so_far[r, i] + of_option[f, r, w] + tables[target, r, w]
            for j in range(graph.term_start[a], graph.term_start[a + 1]):
                worth += of_term[graph.term[j], r, w]
            good = worth >= -1e-12
            r -= 1
        count += good
    return count


@compiled
def _descend(
    graph: Graph,
    a: int,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    binding: NDArray[np.uint64],
    tables: NDArray[np.float32],
    alive: NDArray[np.int32],
    n_alive: int,
    so_far: NDArray[np.float64],
    alive_next: NDArray[np.int32],
    so_far_next: NDArray[np.float64],
) -> int:
    """Take an arc: the worlds that could still accept, and what each row has so far."""
    f, target, lines = graph.option[a], graph.target[a], graph.lines[a]
    rows = so_far.shape[0]
    count = 0
    for i in range(n_alive):
        w = alive[i]
        good = (binding[w] & lines) == 0
        for r in range(rows):
            worth = so_far[r, i] + of_option[f, r, w]
            for j in range(graph.term_start[a], graph.term_start[a + 1]):
                worth += of_term[graph.term[j], r, w]
            so_far_next[r, count] = worth
            good = good and worth + tables[target, r, w] >= -1e-12
        if good:
            alive_next[count] = w
            count += 1
    return count
