"""What would have to give for a deal, in worlds that have none.

Every package that keeps the rules leaves something unsatisfied: binding red lines it
crosses, needed parties it gives less than no deal. The smallest such sets are the *minimal
correction sets*: give up exactly these, and there is a deal. One branch and bound a world
carries the set along and leaves a branch as soon as its set contains one already found. It
runs by size of set: once it is known what a single concession can do, those lines and
parties are held fixed, and the bounds for pairs are the tighter for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.deals.consent import Consent, regimes
from goldenbridge.deals.layers import Graph, Layers
from goldenbridge.deals.search.compiled import compiled, spread
from goldenbridge.deals.search.existence import _fit_parties, exists
from goldenbridge.deals.search.maximin import _complete
from goldenbridge.deals.worths import TOLERANCE, WorldWorths

__all__ = ["Corrections", "corrections"]


@dataclass(frozen=True, eq=False)
class Corrections:
    """The minimal correction sets of each world, as bit masks.

    Bits 0 to L - 1 stand for the red lines, bits L to L + P - 1 for the parties' no deals.

    Attributes
    ----------
    sets : for each world its masks, the smallest sets first; ``(0,)`` where a deal exists,
        empty where it was not asked, or where the rules leave no deal at all.
    cut_short : (worlds,), whether there may be more sets: larger than the size asked for,
        or beyond the room for them.
    nodes : (worlds,), partial deals looked at.
    """

    sets: list[tuple[int, ...]]
    cut_short: NDArray[np.bool_]
    nodes: NDArray[np.int64]


def corrections(
    layers: Layers,
    worths: WorldWorths,
    no_deal: ArrayLike,
    binding: ArrayLike,
    consent: Sequence[Consent],
    *,
    worlds: ArrayLike | None = None,
    max_size: int = 64,
    max_sets: int = 256,
) -> Corrections:
    """All minimal sets of red lines and no deals that stand between the parties and a deal.

    Parameters
    ----------
    layers : the deal space.
    worths : in W worlds to P parties.
    no_deal : (W, P).
    binding : (W,), bit masks of the red lines that bind.
    consent : for each party "always", "issues" or "never"; a party of issues counts only
        for packages that touch them.
    worlds : numbers of the worlds to look at, all by default.
    max_size : leave larger sets aside.
    max_sets : room for so many sets a world.
    """
    _fit_parties(layers, worths, consent)
    worths.fit(layers)
    n_worlds, n_parties = worths.n_worlds, worths.n_parties
    least = np.ascontiguousarray(np.broadcast_to(np.asarray(no_deal, float), (n_worlds, n_parties)))
    bind = np.ascontiguousarray(np.broadcast_to(np.asarray(binding, np.uint64), n_worlds))
    chosen = np.arange(n_worlds) if worlds is None else np.asarray(worlds)
    chosen = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen.astype(np.int64)
    without = ~exists(layers, worths, least, bind, consent, worlds=chosen).found
    asked, chosen = chosen, chosen[without[chosen]]
    every = regimes(consent)[0].needed
    always = sum(1 << party for party, kind in enumerate(consent) if kind == "always")
    masks = np.zeros((len(chosen), max_sets), dtype=np.uint64)
    counts = np.zeros(len(chosen), dtype=np.int64)
    cut_short = np.zeros(len(chosen), dtype=np.bool_)
    nodes = np.zeros(len(chosen), dtype=np.int64)
    if not layers.is_empty:
        spread(
            lambda start, stop: _corrections(
                layers.graph,
                worths.unary,
                worths.terms,
                least,
                bind,
                np.uint64(every),
                np.uint64(always),
                len(layers.lines),
                chosen[start:stop],
                max_size,
                TOLERANCE,
                masks[start:stop],
                counts[start:stop],
                cut_short[start:stop],
                nodes[start:stop],
            ),
            len(chosen),
            smallest=8,
        )
    sets: list[tuple[int, ...]] = [()] * n_worlds
    for world in np.setdiff1d(asked, chosen).tolist():
        sets[world] = (0,)
    for row, world in enumerate(chosen.tolist()):
        found = masks[row, : counts[row]].tolist()
        sets[world] = tuple(sorted(found, key=lambda mask: (mask.bit_count(), mask)))
    full_cut, full_nodes = np.zeros(n_worlds, np.bool_), np.zeros(n_worlds, np.int64)
    full_cut[chosen], full_nodes[chosen] = cut_short, nodes
    return Corrections(sets, full_cut, full_nodes)


@compiled
def _corrections(
    graph: Graph,
    unary: NDArray[np.float64],
    terms: NDArray[np.float64],
    no_deal: NDArray[np.float64],
    binding: NDArray[np.uint64],
    every: np.uint64,
    always: np.uint64,
    n_lines: int,
    worlds: NDArray[np.int64],
    max_size: int,
    tolerance: float,
    sets: NDArray[np.uint64],
    n_sets: NDArray[np.int64],
    cut_short: NDArray[np.bool_],
    nodes: NDArray[np.int64],
) -> None:
    n_parties = unary.shape[1]
    n_issues = graph.order.size
    n_nodes, n_arcs = graph.arc_start.size - 1, graph.target.size
    loose = np.empty((n_parties, n_nodes))  # best completions that may cross lines
    clean = np.empty((n_parties, n_nodes))  # best completions that cross none
    open_arc = np.empty(n_arcs, np.bool_)
    clean_arc = np.empty(n_arcs, np.bool_)
    widest = 0
    for v in range(n_nodes):
        widest = max(widest, graph.arc_start[v + 1] - graph.arc_start[v])
    queue = np.empty((n_issues, widest), np.int64)
    queue_key = np.empty((n_issues, widest))
    queue_size = np.zeros(n_issues, np.int64)
    at = np.zeros(n_issues + 1, np.int64)
    so_far = np.empty((n_issues + 1, n_parties))
    crossed = np.zeros(n_issues + 1, np.uint64)
    asked = np.zeros(n_issues + 1, np.uint64)

    for row in range(worlds.size):
        w = worlds[row]
        fixed = np.uint64(0)  # what is known to suffice alone: no other set contains it
        size = 1
        more = True
        while more and size <= max_size:
            more = False
            for a in range(n_arcs):
                bound = graph.lines[a] & binding[w]
                open_arc[a] = bound & fixed == 0
                clean_arc[a] = bound == 0
            for p in range(n_parties):
                if every >> np.uint64(p) & np.uint64(1) != 0:
                    _complete(graph, open_arc, unary[w, p], terms[w, p], loose[p])
                    _complete(graph, clean_arc, unary[w, p], terms[w, p], clean[p])
                    so_far[0, p] = tolerance - no_deal[w, p]
            crossed[0] = 0
            asked[0] = always
            depth = 0
            fresh = True
            while depth >= 0:
                if fresh:
                    nodes[row] += 1
                    queue_size[depth] = 0
                    for a in range(graph.arc_start[at[depth]], graph.arc_start[at[depth] + 1]):
                        if not open_arc[a]:
                            continue
                        lacking, missing, slack = _lacking(
                            graph, a, unary[w], terms[w], binding[w], every, n_lines,
                            so_far[depth], crossed[depth], asked[depth], loose, clean,
                        )  # fmt: skip
                        if _known(lacking, fixed, sets[row], n_sets[row]):
                            continue
                        if missing > size:
                            more = True
                            continue
                        i = queue_size[depth]
                        key = slack - 1e9 * missing
                        while i > 0 and queue_key[depth, i - 1] > key:
                            queue[depth, i] = queue[depth, i - 1]
                            queue_key[depth, i] = queue_key[depth, i - 1]
                            i -= 1
                        queue[depth, i] = a
                        queue_key[depth, i] = key
                        queue_size[depth] += 1
                    fresh = False
                if queue_size[depth] == 0:
                    depth -= 1
                    continue
                queue_size[depth] -= 1
                a = queue[depth, queue_size[depth]]
                lacking, _, _ = _lacking(
                    graph, a, unary[w], terms[w], binding[w], every, n_lines,
                    so_far[depth], crossed[depth], asked[depth], loose, clean,
                )  # fmt: skip
                if _known(lacking, fixed, sets[row], n_sets[row]):
                    continue
                if depth + 1 == n_issues:
                    # All is decided: a set of this size not known before, so a minimal one.
                    if n_sets[row] == sets.shape[1]:
                        cut_short[row] = True
                        more = False
                        break
                    sets[row, n_sets[row]] = lacking
                    n_sets[row] += 1
                    continue
                f = graph.option[a]
                for p in range(n_parties):
                    so_far[depth + 1, p] = so_far[depth, p] + unary[w, p, f]
                    for j in range(graph.term_start[a], graph.term_start[a + 1]):
                        so_far[depth + 1, p] += terms[w, p, graph.term[j]]
                crossed[depth + 1] = crossed[depth] | (graph.lines[a] & binding[w])
                asked[depth + 1] = asked[depth] | (graph.triggers[a] & every)
                depth += 1
                at[depth] = graph.target[a]
                fresh = True
            if size == 1:
                for i in range(n_sets[row]):
                    fixed |= sets[row, i]
            size += 1
        cut_short[row] |= more


@compiled
def _lacking(
    graph: Graph,
    a: int,
    unary: NDArray[np.float64],
    terms: NDArray[np.float64],
    binding: np.uint64,
    every: np.uint64,
    n_lines: int,
    so_far: NDArray[np.float64],
    crossed: np.uint64,
    asked: np.uint64,
    loose: NDArray[np.float64],
    clean: NDArray[np.float64],
) -> tuple[np.uint64, int, float]:
    """What surely stays unsatisfied beyond an arc, at least how many, the others' slack.

    A party that can be satisfied only by crossing a further line makes for one more, though
    it is open which.
    """
    f, target = graph.option[a], graph.target[a]
    lacking = crossed | (graph.lines[a] & binding)
    asked_now = asked | (graph.triggers[a] & every)
    slack = 0.0
    needs_a_line = 0
    for p in range(unary.shape[0]):
        if asked_now >> np.uint64(p) & np.uint64(1) == 0:
            continue
        worth = so_far[p] + unary[p, f]
        for j in range(graph.term_start[a], graph.term_start[a + 1]):
            worth += terms[p, graph.term[j]]
        if worth + loose[p, target] < -1e-12:
            lacking |= np.uint64(1) << np.uint64(n_lines + p)
        else:
            slack += min(worth + loose[p, target], 1e7)
            if worth + clean[p, target] < -1e-12:
                needs_a_line = 1
    return lacking, _ones(lacking) + needs_a_line, slack


@compiled
def _known(mask: np.uint64, fixed: np.uint64, sets: NDArray[np.uint64], n_sets: int) -> bool:
    """Whether a set contains one that is known already."""
    if mask & fixed != 0:
        return True
    for i in range(n_sets):  # noqa: SIM110 - numba compiles loops, not generators
        if mask & sets[i] == sets[i]:
            return True
    return False


@compiled
def _ones(mask: np.uint64) -> int:
    """How many bits are set."""
    count = 0
    while mask != 0:
        mask &= mask - np.uint64(1)
        count += 1
    return count
