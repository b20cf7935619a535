"""The packages signed in the most worlds for each cost: a whole curve, proved.

Options may cost something: a lever pulled is an option of an issue of its own. One branch and
bound over all packages carries the worlds that could still sign and the cost so far; a branch is
left when what it could still reach is no more than a package already found at no higher cost. No
list of candidates is involved, and adding an option may help or harm: nothing is taken to be
monotone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.layers import Graph, Layers
from goldenbridge.dealspace.search.acceptance import _descend, _Field, _prepare, _survivors
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.dealspace.search.compiled import compiled, spread
from goldenbridge.dealspace.search.existence import _fit_parties
from goldenbridge.dealspace.worths import WorldWorths

__all__ = ["ByCost", "most_accepted_by_cost"]

#: Costs closer than this are the same.
SAME = 1e-9
#: At least so many parts, so many of them side by side, however many cores there are.
PARTS, ROUND = 96, 8
#: Packages that the first guess starts from.
GUESSES = 24
#: Costly options come early: how much more their issues count where the order is settled; the
#: first factor for which the bounds fit into so many bytes.
EARLY, ROOM = (4.0, 2.0, 8.0, 1.0), 400_000_000


@dataclass(frozen=True, eq=False)
class ByCost:
    """For each cost, the package accepted in the most worlds, cheapest first.

    Attributes
    ----------
    deals : (points, issues), option numbers; each is accepted in more worlds than all cheaper ones.
    counts : (points,), the worlds each is accepted in.
    costs : (points,), what its options cost together.
    bounds : (points,), no package that costs as little is accepted in more worlds than this.
    any_deal : the worlds with a deal of some kind, whatever it costs.
    nodes : partial packages looked at.
    proved : whether the curve is whole: no package that was left out would put a point on it.
    """

    deals: NDArray[np.int64]
    counts: NDArray[np.int64]
    costs: NDArray[np.float64]
    bounds: NDArray[np.int64]
    any_deal: int
    nodes: int
    proved: bool


def most_accepted_by_cost(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    costs: ArrayLike,
    *,
    max_nodes: int = 40_000_000,
    progress: Callable[[float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ByCost:
    """The curve of cost against worlds that accept, each point proved best for its cost.

    Like ``most_accepted`` it counts on the worlds it chooses on, and so flatters a little.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never".
    costs : (options of all issues,), none below 0.
    max_nodes : partial packages to look at before giving the proof up.
    progress : told how much is done, from 0 to 1.
    stop : asked between rounds; where it says so, the curve found so far comes back.

    Raises
    ------
    ValueError : a cost is below 0 or not finite.
    """
    _fit_parties(layers, worths, consent)
    price = np.asarray(costs, dtype=np.float64)
    if price.shape != (layers.space.n_options,) or not (price >= 0).all():
        raise ValueError(f"A cost of 0 or more for each of {layers.space.n_options} options.")
    if not np.isfinite(price).all():
        raise ValueError("Costs are finite numbers.")
    least = np.broadcast_to(np.asarray(no_deal, float), worths.unary.shape[:2])
    bind = np.broadcast_to(np.asarray(binding, np.uint64), worths.n_worlds)
    starts = layers.space.offsets
    costly = [n for n in range(len(starts) - 1) if price[starts[n] : starts[n + 1]].any()]
    early = [dict.fromkeys(costly, factor) for factor in EARLY]
    fields, witnesses, any_deal = _prepare(layers, worths, least, bind, consent, early, ROOM)

    def count(deals: NDArray[np.int64]) -> NDArray[np.int64]:
        counts: NDArray[np.int64] = accepted(layers, worths, least, bind, consent, deals).sum(0)
        return counts

    curve = _Curve(len(starts) - 1, worths.n_worlds)
    _guess(layers, price, witnesses, count, curve)
    tasks = [(field, prefix) for field in fields for prefix in _prefixes(field, PARTS)]
    entered = np.array([_enter(field, prefix, price) for field, prefix in tasks]).reshape(-1, 2)
    order = np.lexsort((entered[:, 0], -entered[:, 1]))
    open_tasks = np.ones(len(tasks), dtype=np.bool_)
    nodes = 0
    for at in range(0, len(order), ROUND):
        if nodes >= max_nodes or (stop is not None and stop()):
            break
        now = order[at : at + ROUND]
        room = max(1, (max_nodes - nodes) // ROUND)
        results: list[tuple[_Curve, int, bool] | None] = [None] * len(now)

        def run(
            first: int,
            last: int,
            now: NDArray[np.int64] = now,
            results: list[tuple[_Curve, int, bool] | None] = results,
            room: int = room,
        ) -> None:
            for place in range(first, last):
                field, prefix = tasks[now[place]]
                results[place] = _search(field, prefix, price, curve, room)

        spread(run, len(now), smallest=1)
        for number, result in zip(now, results, strict=True):
            assert result is not None
            found, looked, finished = result
            curve.take(found)
            nodes += looked
            open_tasks[number] = not finished
        if progress is not None:
            progress(min(1.0, (at + ROUND) / len(order)))
    k = curve.size
    bounds = curve.counts[:k].copy()
    proved = True
    for cost, bound in entered[open_tasks]:
        reach = curve.costs[:k] >= cost - SAME
        bounds[reach] = np.maximum(bounds[reach], int(bound))
        proved &= bool(bound <= _reached(curve.costs, curve.counts, k, cost))
    return ByCost(
        curve.deals[:k].copy(), curve.counts[:k].copy(), curve.costs[:k].copy(), bounds, any_deal,
        nodes, proved,
    )  # fmt: skip


class _Curve:
    """Points found so far: costs and counts both rising, so no more points than worlds."""

    def __init__(self, issues: int, worlds: int) -> None:
        self.costs = np.zeros(worlds)
        self.counts = np.zeros(worlds, dtype=np.int64)
        self.deals = np.zeros((worlds, issues), dtype=np.int64)
        self.size = 0

    def copy(self) -> _Curve:
        one = _Curve(self.deals.shape[1], len(self.costs))
        one.costs[:], one.counts[:], one.deals[:] = self.costs, self.counts, self.deals
        one.size = self.size
        return one

    def add(self, cost: float, count: int, deal: NDArray[np.int64]) -> None:
        self.size = int(_add(self.costs, self.counts, self.deals, self.size, cost, count, deal))

    def take(self, other: _Curve) -> None:
        for n in range(other.size):
            self.add(float(other.costs[n]), int(other.counts[n]), other.deals[n])


def _guess(
    layers: Layers,
    price: NDArray[np.float64],
    witnesses: NDArray[np.int64],
    count: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    curve: _Curve,
) -> None:
    """Good points to begin with: from some packages, add one costly option after the other."""
    if not len(witnesses):
        return
    offsets = layers.space.offsets[:-1]

    def cost(deals: NDArray[np.int64]) -> NDArray[np.float64]:
        total: NDArray[np.float64] = price[deals + offsets].sum(axis=1)
        return total

    def note(deals: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        for row, told, spent in zip(deals, counts, cost(deals), strict=True):
            if told:
                curve.add(float(spent), int(told), row)

    counts = count(witnesses)
    note(witnesses, counts)
    rows = witnesses[np.argsort(-counts, kind="stable")[:GUESSES]].copy()
    paid = [
        (issue, option)
        for issue, size in enumerate(layers.space.sizes)
        for option in range(size)
        if price[offsets[issue] + option] > 0
    ]
    for issue, option in paid:
        free = np.flatnonzero(
            price[offsets[issue] : offsets[issue] + layers.space.sizes[issue]] == 0
        )
        if len(free):
            rows[rows[:, issue] == option, issue] = free[0]
    rows = np.unique(rows, axis=0)
    note(rows, count(rows))
    for _ in range(len(paid)):
        best = count(rows)
        tried = np.repeat(rows[:, None, :], len(paid), axis=1)
        for number, (issue, option) in enumerate(paid):
            tried[:, number, issue] = option
        flat = tried.reshape(-1, rows.shape[1])
        counts = count(flat)
        note(flat, counts)
        gain = counts.reshape(len(rows), -1) - best[:, None]
        dearer = cost(flat).reshape(gain.shape) - cost(rows)[:, None]
        ratio = np.where(dearer > 0, gain / np.maximum(dearer, SAME), -np.inf)
        chosen = ratio.argmax(axis=1)
        moved = np.isfinite(ratio[np.arange(len(rows)), chosen])
        if not moved.any():
            break
        rows = np.unique(tried[np.arange(len(rows)), chosen][moved], axis=0)


def _prefixes(field: _Field, wanted: int) -> list[NDArray[np.int64]]:
    """Beginnings of packages, as arcs, that part all packages into at least so many parts."""
    graph = field.layers.graph
    paths = [((), 0)]  # type: list[tuple[tuple[int, ...], int]]
    for _ in range(len(graph.order)):
        if len(paths) >= wanted:
            break
        paths = [
            ((*path, arc), int(graph.target[arc]))
            for path, node in paths
            for arc in range(int(graph.arc_start[node]), int(graph.arc_start[node + 1]))
            if not int(graph.triggers[arc]) & field.regime.excused
        ]
    return [np.array(path, dtype=np.int64) for path, _ in paths]


def _enter(
    field: _Field, prefix: NDArray[np.int64], price: NDArray[np.float64]
) -> tuple[float, int]:
    """What a beginning costs, and in how many worlds it could still be accepted."""
    buffers = _alive(field, len(prefix))
    cost, count = _walk(
        field.layers.graph, field.of_option, field.of_term, field.start, field.binding,
        field.tables, price, prefix, *buffers,
    )  # fmt: skip
    return cost, count


def _alive(
    field: _Field, depths: int
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.float64]]:
    rows, worlds = field.start.shape
    return (
        np.empty((depths + 1, worlds), np.int32),
        np.zeros(depths + 1, np.int64),
        np.empty((depths + 1, rows, worlds)),
    )


def _search(
    field: _Field,
    prefix: NDArray[np.int64],
    price: NDArray[np.float64],
    curve: _Curve,
    max_nodes: int,
) -> tuple[_Curve, int, bool]:
    """All packages of one beginning: the curve with what they add to it, nodes, whether done."""
    own = curve.copy()
    buffers = _alive(field, len(field.layers.graph.order))
    size, nodes, done = _cheapest(
        field.layers.graph, field.of_option, field.of_term, field.start, field.binding,
        np.uint64(field.regime.excused), field.tables, price, prefix, *buffers,
        own.costs, own.counts, own.deals, own.size, max_nodes,
    )  # fmt: skip
    own.size = int(size)
    return own, int(nodes), bool(done)


@compiled
def _add(
    costs: NDArray[np.float64],
    counts: NDArray[np.int64],
    deals: NDArray[np.int64],
    size: int,
    cost: float,
    count: int,
    deal: NDArray[np.int64],
) -> int:
    """Put a point on the curve, unless one that costs no more reaches as much; the new size."""
    at = 0
    while at < size and costs[at] <= cost + SAME:
        at += 1
    if at > 0 and counts[at - 1] >= count:
        return size
    first = at
    while first > 0 and costs[first - 1] >= cost - SAME:
        first -= 1  # as dear, and it reaches less
    last = at
    while last < size and counts[last] <= count:
        last += 1
    kept = size - last
    moved_costs, moved_counts = costs[last:size].copy(), counts[last:size].copy()
    moved_deals = deals[last:size].copy()
    costs[first], counts[first], deals[first] = cost, count, deal
    costs[first + 1 : first + 1 + kept] = moved_costs
    counts[first + 1 : first + 1 + kept] = moved_counts
    deals[first + 1 : first + 1 + kept] = moved_deals
    return first + 1 + kept


@compiled
def _reached(costs: NDArray[np.float64], counts: NDArray[np.int64], size: int, cost: float) -> int:
    """The most worlds that a package already found reaches at no higher cost."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if costs[middle] <= cost + SAME:
            low = middle + 1
        else:
            high = middle
    return counts[low - 1] if low > 0 else 0


@compiled
def _walk(
    graph: Graph,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    start: NDArray[np.float64],
    binding: NDArray[np.uint64],
    tables: NDArray[np.float32],
    price: NDArray[np.float64],
    prefix: NDArray[np.int64],
    alive: NDArray[np.int32],
    n_alive: NDArray[np.int64],
    so_far: NDArray[np.float64],
) -> tuple[float, int]:
    """Go along a beginning: its cost, and how many worlds could still accept."""
    rows, n_worlds = start.shape
    n_alive[0] = n_worlds
    for w in range(n_worlds):
        alive[0, w] = w
        for r in range(rows):
            so_far[0, r, w] = start[r, w]
    cost = 0.0
    for depth in range(prefix.size):
        a = prefix[depth]
        cost += price[graph.option[a]]
        n_alive[depth + 1] = _descend(
            graph, a, of_option, of_term, binding, tables, alive[depth], n_alive[depth],
            so_far[depth], alive[depth + 1], so_far[depth + 1],
        )  # fmt: skip
    return cost, n_alive[prefix.size]


@compiled
def _cheapest(
    graph: Graph,
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    start: NDArray[np.float64],
    binding: NDArray[np.uint64],
    excused: np.uint64,
    tables: NDArray[np.float32],
    price: NDArray[np.float64],
    prefix: NDArray[np.int64],
    alive: NDArray[np.int32],
    n_alive: NDArray[np.int64],
    so_far: NDArray[np.float64],
    costs: NDArray[np.float64],
    counts: NDArray[np.int64],
    deals: NDArray[np.int64],
    size: int,
    max_nodes: int,
) -> tuple[int, int, bool]:
    n_issues = graph.order.size
    widest = 0
    for v in range(graph.arc_start.size - 1):
        widest = max(widest, graph.arc_start[v + 1] - graph.arc_start[v])
    queue = np.empty((n_issues, widest), np.int64)
    queue_count = np.empty((n_issues, widest), np.int64)
    queue_size = np.zeros(n_issues, np.int64)
    at = np.zeros(n_issues + 1, np.int64)
    path = np.zeros(n_issues, np.int64)
    spent = np.zeros(n_issues + 1)
    deal = np.zeros(n_issues, np.int64)
    top = prefix.size
    spent[top], _ = _walk(
        graph, of_option, of_term, start, binding, tables, price, prefix, alive, n_alive, so_far
    )
    for k in range(top):
        path[k] = prefix[k]
    if top > 0:
        at[top] = graph.target[prefix[top - 1]]
    nodes = 0
    if n_alive[top] <= _reached(costs, counts, size, spent[top]):
        return size, nodes, True
    if top == n_issues:
        for k in range(n_issues):
            deal[graph.order[k]] = graph.option[path[k]] - graph.offsets[graph.order[k]]
        return _add(costs, counts, deals, size, spent[top], n_alive[top], deal), nodes, True
    depth = top
    fresh = True
    while depth >= top:
        if nodes >= max_nodes:
            return size, nodes, False
        if fresh:
            nodes += 1
            queue_size[depth] = 0
            for a in range(graph.arc_start[at[depth]], graph.arc_start[at[depth] + 1]):
                if graph.triggers[a] & excused != 0:
                    continue
                cost = spent[depth] + price[graph.option[a]]
                reached = _reached(costs, counts, size, cost)
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
        a = queue[depth, i]
        cost = spent[depth] + price[graph.option[a]]
        if queue_count[depth, i] <= _reached(costs, counts, size, cost):
            continue
        path[depth] = a
        if depth + 1 == n_issues:
            for k in range(n_issues):
                deal[graph.order[k]] = graph.option[path[k]] - graph.offsets[graph.order[k]]
            size = _add(costs, counts, deals, size, cost, queue_count[depth, i], deal)
            continue
        n_alive[depth + 1] = _descend(
            graph, a, of_option, of_term, binding, tables, alive[depth], n_alive[depth],
            so_far[depth], alive[depth + 1], so_far[depth + 1],
        )  # fmt: skip
        spent[depth + 1] = cost
        depth += 1
        at[depth] = graph.target[a]
        fresh = True
    return size, nodes, True
