"""In each world, the deal that does best by the party it serves worst: exact, compiled.

Bounds come from the layered graph, on which the best completion of a partial deal is exact
for any sum of worths:

- party by party: no completion gives a party more than its own best one;
- for weights λ: the smallest gain is at most the λ-weighted mean of the gains, and the best
  weighted sum is one pass over the graph. A few multiplicative steps move weight to the
  parties served worst; each pass also yields a deal, often the best one.

What these leave open is settled by a depth-first search between them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.layers import Graph, Layers
from goldenbridge.dealspace.search.compiled import compiled, spread
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths

__all__ = ["Best", "mask_of", "maximin"]

_NONE = -np.inf
#: Two deals whose smallest gains differ by less than this are as good as each other.
_SAME = 1e-10


@dataclass(frozen=True, eq=False)
class Best:
    """The best deal found in each world; exact.

    Attributes
    ----------
    value : (worlds,), its smallest gain; minus infinity where no deal counts.
    deals : (worlds, issues), option numbers; -1 where no deal counts.
    found : (worlds,), whether any deal counts.
    weights : (worlds, parties), multipliers per unit of worth from the last bound: no
        deal that counts has a weighted sum of worths over ``base`` below ``floor``.
    nodes : (worlds,), partial deals looked at in the depth-first search.
    """

    value: NDArray[np.float64]
    deals: NDArray[np.int64]
    found: NDArray[np.bool_]
    weights: NDArray[np.float64]
    nodes: NDArray[np.int64]


def mask_of(parties: ArrayLike, n_parties: int) -> np.uint64:
    """Parties, by number or as flags, as a bit mask.

    >>> int(mask_of([0, 2], 3)), int(mask_of([True, False, True], 3))
    (5, 5)
    """
    chosen = np.asarray(parties)
    if chosen.dtype == np.bool_:
        chosen = np.flatnonzero(chosen)
    if chosen.size and (chosen.min() < 0 or chosen.max() >= n_parties):
        raise ValueError(f"Parties are numbered 0 to {n_parties - 1}; found {chosen.tolist()}.")
    return np.uint64(sum(1 << int(party) for party in set(chosen.tolist())))


def maximin(
    layers: Layers,
    worths: WorldWorths,
    base: ArrayLike,
    scale: ArrayLike = 1.0,
    *,
    objective: ArrayLike,
    needed: ArrayLike = 0,
    binding: ArrayLike = 0,
    excused: ArrayLike = 0,
    floor: ArrayLike = _NONE,
    stop_at: ArrayLike = np.inf,
    hints: ArrayLike | None = None,
    worlds: ArrayLike | None = None,
    steps: int = 24,
) -> Best:
    """The deal with the largest smallest gain among the parties of ``objective``, per world.

    The gain of a party is (worth - base) / scale. Deals count when they keep the rules,
    cross no binding red line, take no option that needs the consent of an excused party,
    and give each *needed* party at least its base. Egalitarian, Kalai–Smorodinsky,
    existence of a deal, and one party's best (an objective of one) are all of this form.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    base, scale : (W, P), or what spreads to it. A party with scale 0 is only needed.
    objective, needed, excused : bit masks of parties, one or (W,).
    binding : bit mask of red lines, one or (W,).
    floor : no deal below this value counts, one or (W,).
    stop_at : any deal of at least this value will do, one or (W,).
    hints : (W, issues), deals to try first; rows of -1 are passed over.
    worlds : numbers of the worlds to look at, all by default; the others report none.
    steps : passes at most to find good multipliers.
    """
    worths.fit(layers)
    n_worlds, n_parties = worths.n_worlds, worths.n_parties
    n_issues = len(layers.space.issues)
    lows = _spread_to(base, (n_worlds, n_parties))
    scales = _spread_to(scale, (n_worlds, n_parties))
    goals, needs = _masks_to(objective, n_worlds), _masks_to(needed, n_worlds)
    binds, excuses = _masks_to(binding, n_worlds), _masks_to(excused, n_worlds)
    floors, stops = _spread_to(floor, (n_worlds,)), _spread_to(stop_at, (n_worlds,))
    tried = np.full((n_worlds, n_issues), -1) if hints is None else np.asarray(hints)
    tried = np.ascontiguousarray(tried, dtype=np.int64)
    chosen = np.arange(n_worlds) if worlds is None else np.asarray(worlds)
    chosen = np.ascontiguousarray(np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen)
    best = Best(
        value=np.full(n_worlds, _NONE),
        deals=np.full((n_worlds, n_issues), -1, dtype=np.int64),
        found=np.zeros(n_worlds, dtype=np.bool_),
        weights=np.zeros((n_worlds, n_parties)),
        nodes=np.zeros(n_worlds, dtype=np.int64),
    )
    if layers.is_empty:
        return best

    def run(start: int, stop: int) -> None:
        _maximin(
            layers.graph,
            worths.unary,
            worths.terms,
            lows,
            scales,
            goals,
            needs,
            binds,
            excuses,
            floors,
            stops,
            tried,
            chosen[start:stop].astype(np.int64),
            steps,
            TOLERANCE,
            best.value,
            best.deals,
            best.weights,
            best.nodes,
        )

    spread(run, len(chosen))
    best.found[:] = best.deals[:, 0] >= 0
    return best


def _spread_to(numbers: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.float64]:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(numbers, dtype=np.float64), shape))


def _masks_to(masks: ArrayLike, n_worlds: int) -> NDArray[np.uint64]:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(masks, dtype=np.uint64), n_worlds))


@compiled
def _maximin(
    graph: Graph,
    unary: NDArray[np.float64],
    terms: NDArray[np.float64],
    base: NDArray[np.float64],
    scale: NDArray[np.float64],
    objective: NDArray[np.uint64],
    needed: NDArray[np.uint64],
    binding: NDArray[np.uint64],
    excused: NDArray[np.uint64],
    floor: NDArray[np.float64],
    stop_at: NDArray[np.float64],
    hints: NDArray[np.int64],
    worlds: NDArray[np.int64],
    steps: int,
    tolerance: float,
    value: NDArray[np.float64],
    deals: NDArray[np.int64],
    weights: NDArray[np.float64],
    nodes: NDArray[np.int64],
) -> None:
    n_parties, n_options = unary.shape[1], unary.shape[2]
    n_terms = terms.shape[2]
    n_issues = graph.order.size
    n_nodes, n_arcs = graph.arc_start.size - 1, graph.target.size
    # One row a party that matters in this world; each in its own scaled unit.
    party = np.empty(n_parties, np.int64)
    is_goal = np.empty(n_parties, np.bool_)
    unit = np.empty(n_parties)  # scaled units per unit of worth
    start = np.empty(n_parties)  # gain of a deal with no worth at all
    low = np.empty(n_parties)  # least gain a needed party takes
    of_option = np.empty((n_parties, n_options))
    of_term = np.empty((n_parties, n_terms))
    lam = np.empty(n_parties)
    gain = np.empty(n_parties)
    one_option = np.empty(n_options)
    one_term = np.empty(n_terms)
    open_arc = np.empty(n_arcs, np.bool_)
    best = np.empty((n_parties, n_nodes))
    mix = np.empty(n_nodes)
    kept_mix = np.empty(n_nodes)
    kept_option = np.empty(n_options)
    kept_term = np.empty(n_terms)
    path = np.empty(n_issues, np.int64)
    # The depth-first search: where it stands at each depth.
    widest = 0
    for v in range(n_nodes):
        widest = max(widest, graph.arc_start[v + 1] - graph.arc_start[v])
    queue = np.empty((n_issues, widest), np.int64)
    queue_bound = np.empty((n_issues, widest))
    queue_size = np.zeros(n_issues, np.int64)
    at = np.empty(n_issues + 1, np.int64)
    so_far = np.empty((n_issues + 1, n_parties))
    mix_so_far = np.empty(n_issues + 1)

    for w in worlds:
        rows = 0
        goals = 0
        for p in range(n_parties):
            bit = np.uint64(1) << np.uint64(p)
            wanted = objective[w] & bit != 0 and scale[w, p] > 0
            if not (wanted or (objective[w] | needed[w]) & bit != 0):
                continue
            if wanted:
                unit[rows] = 1.0 / scale[w, p]
                goals += 1
            else:
                span = tolerance
                for k in range(n_issues):
                    first = graph.offsets[k]
                    end = graph.offsets[k + 1] if k + 1 < n_issues else n_options
                    span += unary[w, p, first:end].max() - unary[w, p, first:end].min()
                unit[rows] = 1.0 / span
            party[rows] = p
            is_goal[rows] = wanted
            start[rows] = -base[w, p] * unit[rows]
            low[rows] = -np.inf if wanted else -tolerance * unit[rows]
            for f in range(n_options):
                of_option[rows, f] = unary[w, p, f] * unit[rows]
            for t in range(n_terms):
                of_term[rows, t] = terms[w, p, t] * unit[rows]
            rows += 1
        for a in range(n_arcs):
            open_arc[a] = (graph.lines[a] & binding[w]) == 0 and (
                graph.triggers[a] & excused[w]
            ) == 0
        bar = floor[w] - tolerance if goals > 0 else -np.inf  # a deal counts from here on

        # A deal named beforehand.
        if hints[w, 0] >= 0 and _follow(graph, open_arc, hints[w], path):
            reached = _weigh(graph, path, of_option, of_term, start, is_goal, low, rows, gain)
            if reached > -np.inf and reached >= bar:
                _keep(graph, path, value, deals, w, reached)
                bar = reached + _SAME
                if reached >= stop_at[w]:
                    continue

        # What each party can get at most.
        possible = True
        for r in range(rows):
            _complete(graph, open_arc, of_option[r], of_term[r], best[r])
            most = start[r] + best[r, 0]
            if most < low[r] or (is_goal[r] and most < bar) or most == -np.inf:
                possible = False
                break
        if not possible:
            continue
        if rows == 0:
            one_option[:] = 0.0
            one_term[:] = 0.0
            if _complete(graph, open_arc, one_option, one_term, mix):
                _walk(graph, open_arc, one_option, one_term, mix, path)
                _keep(graph, path, value, deals, w, np.inf)
            continue

        # Multipliers: the smallest gain is at most any weighted mean of the gains.
        for r in range(rows):
            lam[r] = 1.0 / max(goals, 1)
        tightest = np.inf
        settled = False
        for step in range(steps):
            one_option[:] = 0.0
            one_term[:] = 0.0
            mean = 0.0
            for r in range(rows):
                mean += lam[r] * (start[r] - (0.0 if is_goal[r] else low[r]))
                for f in range(n_options):
                    one_option[f] += lam[r] * of_option[r, f]
                for t in range(n_terms):
                    one_term[t] += lam[r] * of_term[r, t]
            _complete(graph, open_arc, one_option, one_term, mix)
            bound = mean + mix[0]
            if bound < tightest:
                tightest = bound
                kept_mix[:] = mix
                kept_option[:] = one_option
                kept_term[:] = one_term
                mix_so_far[0] = mean
                for r in range(rows):
                    weights[w, party[r]] = lam[r] * unit[r]
            # Without a goal the mean is over the needed parties' slack, and must not be < 0.
            if (goals > 0 and bound < bar) or (goals == 0 and bound < 0.0):
                settled = True
                break
            _walk(graph, open_arc, one_option, one_term, mix, path)
            reached = _weigh(graph, path, of_option, of_term, start, is_goal, low, rows, gain)
            if reached >= bar and reached > -np.inf:
                _keep(graph, path, value, deals, w, reached)
                bar = reached + _SAME
                if reached >= stop_at[w] or tightest < bar:
                    settled = True
                    break
            if rows == 1:
                # One row: the pass above is the whole answer.
                settled = True
                break
            _reweigh(gain, is_goal, low, lam, rows, goals, step)
        if settled:
            continue

        # Depth first between the bounds, the most promising option first.
        at[0] = 0
        for r in range(rows):
            so_far[0, r] = start[r]
        depth = 0
        fresh = True
        while depth >= 0:
            if fresh:
                nodes[w] += 1
                queue_size[depth] = 0
                for a in range(graph.arc_start[at[depth]], graph.arc_start[at[depth] + 1]):
                    if not open_arc[a]:
                        continue
                    bound = _promise(
                        graph, a, rows, so_far[depth], of_option, of_term, best, is_goal, low
                    )
                    own = mix_so_far[depth] + kept_option[graph.option[a]]
                    for j in range(graph.term_start[a], graph.term_start[a + 1]):
                        own += kept_term[graph.term[j]]
                    own += kept_mix[graph.target[a]]
                    if bound == -np.inf or own < (bar if goals > 0 else -1e-12):
                        continue
                    bound = min(bound, own)
                    if bound < bar:
                        continue
                    i = queue_size[depth]
                    while i > 0 and queue_bound[depth, i - 1] > bound:
                        queue[depth, i] = queue[depth, i - 1]
                        queue_bound[depth, i] = queue_bound[depth, i - 1]
                        i -= 1
                    queue[depth, i] = a
                    queue_bound[depth, i] = bound
                    queue_size[depth] += 1
                fresh = False
            if queue_size[depth] == 0:
                depth -= 1
                continue
            queue_size[depth] -= 1
            i = queue_size[depth]
            if queue_bound[depth, i] < bar:
                queue_size[depth] = 0
                continue
            a = queue[depth, i]
            path[depth] = a
            if depth + 1 == n_issues:
                reached = _weigh(graph, path, of_option, of_term, start, is_goal, low, rows, gain)
                if reached >= bar and reached > -np.inf:
                    _keep(graph, path, value, deals, w, reached)
                    bar = reached + _SAME
                    if reached >= stop_at[w]:
                        break
                continue
            f = graph.option[a]
            own = kept_option[f]
            for r in range(rows):
                so_far[depth + 1, r] = so_far[depth, r] + of_option[r, f]
            for j in range(graph.term_start[a], graph.term_start[a + 1]):
                t = graph.term[j]
                own += kept_term[t]
                for r in range(rows):
                    so_far[depth + 1, r] += of_term[r, t]
            mix_so_far[depth + 1] = mix_so_far[depth] + own
            depth += 1
            at[depth] = graph.target[a]
            fresh = True


@compiled
def _complete(
    graph: Graph,
    open_arc: NDArray[np.bool_],
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    best: NDArray[np.float64],
) -> bool:
    """Fill in what each node is worth with its best completion; whether there is any deal."""
    end = graph.arc_start.size - 2
    best[end] = 0.0
    for v in range(end - 1, -1, -1):
        most = -np.inf
        for a in range(graph.arc_start[v], graph.arc_start[v + 1]):
            if open_arc[a]:
                worth = of_option[graph.option[a]] + best[graph.target[a]]
                for j in range(graph.term_start[a], graph.term_start[a + 1]):
                    worth += of_term[graph.term[j]]
                most = max(most, worth)
        best[v] = most
    return bool(best[0] > -np.inf)


@compiled
def _walk(
    graph: Graph,
    open_arc: NDArray[np.bool_],
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    best: NDArray[np.float64],
    path: NDArray[np.int64],
) -> None:
    """Read the best completion of the root off the table, arc by arc."""
    v = 0
    for depth in range(path.size):
        most = -np.inf
        for a in range(graph.arc_start[v], graph.arc_start[v + 1]):
            if open_arc[a]:
                worth = of_option[graph.option[a]] + best[graph.target[a]]
                for j in range(graph.term_start[a], graph.term_start[a + 1]):
                    worth += of_term[graph.term[j]]
                if worth > most:
                    most = worth
                    path[depth] = a
        v = graph.target[path[depth]]


@compiled
def _follow(
    graph: Graph,
    open_arc: NDArray[np.bool_],
    deal: NDArray[np.int64],
    path: NDArray[np.int64],
) -> bool:
    """Find the path of a deal; whether every arc of it is there and open."""
    v = 0
    for depth in range(path.size):
        issue = graph.order[depth]
        wanted = graph.offsets[issue] + deal[issue]
        path[depth] = -1
        for a in range(graph.arc_start[v], graph.arc_start[v + 1]):
            if graph.option[a] == wanted and open_arc[a]:
                path[depth] = a
        if path[depth] < 0:
            return False
        v = graph.target[path[depth]]
    return True


@compiled
def _weigh(
    graph: Graph,
    path: NDArray[np.int64],
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    start: NDArray[np.float64],
    is_goal: NDArray[np.bool_],
    low: NDArray[np.float64],
    rows: int,
    gain: NDArray[np.float64],
) -> float:
    """The gains along a path; the smallest goal, or minus infinity if a needed party balks."""
    smallest = np.inf
    for r in range(rows):
        gain[r] = start[r]
        for a in path:
            gain[r] += of_option[r, graph.option[a]]
            for j in range(graph.term_start[a], graph.term_start[a + 1]):
                gain[r] += of_term[r, graph.term[j]]
        if is_goal[r]:
            smallest = min(smallest, gain[r])
    for r in range(rows):
        if gain[r] < low[r]:
            return -np.inf
    return smallest


@compiled
def _promise(
    graph: Graph,
    a: int,
    rows: int,
    so_far: NDArray[np.float64],
    of_option: NDArray[np.float64],
    of_term: NDArray[np.float64],
    best: NDArray[np.float64],
    is_goal: NDArray[np.bool_],
    low: NDArray[np.float64],
) -> float:
    """The smallest gain beyond an arc, were each party to get its own best completion."""
    smallest = np.inf
    for r in range(rows):
        most = so_far[r] + of_option[r, graph.option[a]] + best[r, graph.target[a]]
        for j in range(graph.term_start[a], graph.term_start[a + 1]):
            most += of_term[r, graph.term[j]]
        if most < low[r] - 1e-12:
            return -np.inf
        if is_goal[r]:
            smallest = min(smallest, most)
    return smallest


@compiled
def _reweigh(
    gain: NDArray[np.float64],
    is_goal: NDArray[np.bool_],
    low: NDArray[np.float64],
    lam: NDArray[np.float64],
    rows: int,
    goals: int,
    step: int,
) -> None:
    """Shift weight to the parties the last deal served worst."""
    middle = 0.0
    for r in range(rows):
        if is_goal[r]:
            middle += lam[r] * gain[r]
    widest = 1e-300
    for r in range(rows):
        widest = max(widest, abs(gain[r] - (middle if is_goal[r] else low[r])))
    pace = 1.5 / (widest * np.sqrt(1.0 + step))
    total = 0.0
    for r in range(rows):
        lam[r] *= np.exp(-pace * (gain[r] - (middle if is_goal[r] else low[r])))
        if is_goal[r] or goals == 0:
            total += lam[r]
    for r in range(rows):
        if is_goal[r] or goals == 0:
            lam[r] /= total
        else:
            lam[r] = min(max(lam[r], 1e-9), 1e9)


@compiled
def _keep(
    graph: Graph,
    path: NDArray[np.int64],
    value: NDArray[np.float64],
    deals: NDArray[np.int64],
    w: int,
    reached: float,
) -> None:
    """Note the deal of a path as the best of its world so far."""
    value[w] = reached
    for depth in range(path.size):
        issue = graph.order[depth]
        deals[w, issue] = graph.option[path[depth]] - graph.offsets[issue]
