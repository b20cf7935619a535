"""All deals as the paths of one layered graph, shared by every exact search.

Issues are settled one by one along a good order. A *node* at depth k stands for all ways of
settling the first k issues that leave the same clauses open in the same state: whatever
they have in common with the rest of the deal is the same. An *arc* takes an option of the
next issue. A clause is decided on the arc of its last issue. So each deal is one path from
the root to the end, its worth the sum of worths along its arcs, and what the best
completion of a node is worth holds exactly for every path into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.limits import SpaceTooTied, TooManyLines
from goldenbridge.dealspace.order import settling_order
from goldenbridge.dealspace.space import Clause, DealSpace

__all__ = ["Graph", "Layers", "layer"]

_Bools = NDArray[np.bool_]


class Graph(NamedTuple):
    """The arrays of the layered graph, as the compiled searches take them.

    Attributes
    ----------
    depth_start : (issues + 2,); nodes of depth k are depth_start[k]:depth_start[k + 1].
    arc_start : (nodes + 1,); arcs out of node v are arc_start[v]:arc_start[v + 1].
    target : (arcs,), the node an arc leads to.
    option : (arcs,), the option it takes, in the flat list of all options.
    lines : (arcs,), bit l is set when the arc crosses red line l.
    triggers : (arcs,), bit p is set when the option needs the consent of party p.
    term_start, term : the terms matched on arc a are term[term_start[a]:term_start[a + 1]].
    order : (issues,), the issue settled at each depth.
    offsets : (issues,), where each issue starts in the flat list of options.
    """

    depth_start: NDArray[np.int64]
    arc_start: NDArray[np.int64]
    target: NDArray[np.int32]
    option: NDArray[np.int32]
    lines: NDArray[np.uint64]
    triggers: NDArray[np.uint64]
    term_start: NDArray[np.int64]
    term: NDArray[np.int32]
    order: NDArray[np.int64]
    offsets: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Layers:
    """A deal space with its terms, red lines and consents, laid out for exact search.

    Attributes
    ----------
    space : the deals.
    terms : combinations with a worth of their own.
    lines : red lines; bit l of a mask stands for ``lines[l]``.
    controls : (parties, options of all issues); whose consent an option may need.
    defaults : (issues,), the option that needs nobody's consent.
    line_owners : (lines,), whose line each is, as a mask of parties: it can block only a deal
        that needs the consent of one of them. 0: it blocks whoever is asked.
    graph : the arrays.
    """

    space: DealSpace
    terms: tuple[Clause, ...]
    lines: tuple[Clause, ...]
    controls: _Bools
    defaults: NDArray[np.int64]
    line_owners: NDArray[np.uint64]
    graph: Graph

    @property
    def n_nodes(self) -> int:
        """Nodes of the graph, with its root and its end."""
        return int(self.graph.depth_start[-1])

    @property
    def n_arcs(self) -> int:
        """Arcs of the graph."""
        return len(self.graph.target)

    @property
    def n_parties(self) -> int:
        """Parties whose consent may be needed."""
        return len(self.controls)

    @property
    def is_empty(self) -> bool:
        """Whether the rules leave no deal at all."""
        return self.n_arcs == 0

    def crossed(
        self, deals: ArrayLike, needed: NDArray[np.bool_] | None = None
    ) -> NDArray[np.uint64]:
        """The red lines each deal (m, issues) crosses, binding or not, as masks: (m,).

        Where it is told whose consent each deal needs (m, parties), only the lines that one
        of these owns.
        """
        rows = np.atleast_2d(np.asarray(deals))
        asked = None if needed is None else _masks(np.asarray(needed, bool))
        masks = np.zeros(len(rows), dtype=np.uint64)
        for number, line in enumerate(self.lines):
            hit = line.matches(rows)
            if asked is not None and self.line_owners[number]:
                hit &= (asked & self.line_owners[number]) != 0
            masks |= np.where(hit, np.uint64(1 << number), np.uint64(0))
        return masks

    def in_order(self, order: Sequence[int], max_nodes: int) -> Layers:
        """The same deals with the issues settled in another order.

        Raises
        ------
        SpaceTooTied : in this order the graph would have more nodes than that.
        """
        bits = np.arange(self.n_parties, dtype=np.uint64)
        return layer(
            self.space,
            self.terms,
            self.lines,
            self.controls,
            self.defaults,
            (self.line_owners[:, None] >> bits) & np.uint64(1) > 0,
            max_nodes=max_nodes,
            order=order,
        )

    def held(self, lines: ArrayLike, needed: int) -> NDArray[np.uint64]:
        """Of some red lines (masks), those with an owner among the needed parties (a mask)."""
        gone = sum(
            1 << number
            for number, owners in enumerate(self.line_owners.tolist())
            if owners and not owners & needed
        )
        masks: NDArray[np.uint64] = np.asarray(lines, np.uint64) & np.uint64(2**64 - 1 - gone)
        return masks

    def owned(self, lines: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The owners of some red lines (masks), as masks of parties."""
        masks = np.zeros_like(lines)
        for number, owners in enumerate(self.line_owners.tolist()):
            held = (lines >> np.uint64(number)) & np.uint64(1)
            masks |= held * np.uint64(owners)
        return masks

    def triggered(self, deals: ArrayLike) -> NDArray[np.uint64]:
        """The parties whose consent each deal (m, issues) may need, as masks: (m,)."""
        rows = np.atleast_2d(np.asarray(deals))
        flat = rows + self.space.offsets[:-1]
        needed = (self.controls[:, flat] & (rows != self.defaults)).any(axis=2)
        bits = np.uint64(1) << np.arange(len(needed), dtype=np.uint64)
        masks: NDArray[np.uint64] = (needed * bits[:, None]).sum(axis=0, dtype=np.uint64)
        return masks


def layer(
    space: DealSpace,
    terms: Sequence[Clause] = (),
    lines: Sequence[Clause] = (),
    controls: ArrayLike | None = None,
    defaults: ArrayLike | None = None,
    line_owners: ArrayLike | None = None,
    *,
    max_nodes: int = 200_000,
    order: Sequence[int] | None = None,
) -> Layers:
    """Lay out a deal space with its clauses for exact search.

    Parameters
    ----------
    space : the deals and what is impossible.
    terms : combinations with a worth of their own.
    lines : red lines.
    controls : (parties, options of all issues); True where an option needs the consent of
        a party, unless it is the default. Nobody by default.
    defaults : (issues,); the first option of each issue by default.
    line_owners : (lines, parties); whose line each is. A line of nobody blocks every deal.
    max_nodes : how large the graph may grow.
    order : in which order to settle the issues; one that keeps the graph small by default.

    Raises
    ------
    TooManyLines, SpaceTooTied

    >>> space = DealSpace.plain([2, 3, 2], impossible=[Clause(((0, (1,)), (2, (1,))))])
    >>> layer(space).n_arcs
    8
    """
    terms, lines = tuple(terms), tuple(lines)
    n_options, n_issues = space.n_options, len(space.issues)
    for clause in (*terms, *lines):
        space.hold(clause)
    control = np.zeros((0, n_options), bool) if controls is None else np.asarray(controls, bool)
    default = np.zeros(n_issues, int) if defaults is None else np.asarray(defaults, int)
    if control.ndim != 2 or control.shape[1] != n_options or default.shape != (n_issues,):
        raise ValueError(
            f"Controls (parties, {n_options}) and defaults ({n_issues},) are wanted; found "
            f"{control.shape} and {default.shape}."
        )
    owners = np.zeros((len(lines), len(control)), bool)
    if line_owners is not None:
        owners = np.asarray(line_owners, bool)
    if owners.shape != (len(lines), len(control)):
        raise ValueError(
            f"Owners (lines, parties) of shape {(len(lines), len(control))} are wanted; found "
            f"{owners.shape}."
        )
    if len(lines) + len(control) > 64:
        raise TooManyLines(len(lines), len(control))
    clauses = (*space.impossible, *terms, *lines)
    settled = settling_order(space, clauses) if order is None else tuple(order)
    levels = _unfold(space, clauses, settled, max_nodes)
    graph = _assemble(space, terms, lines, control, default, settled, levels)
    return Layers(space, terms, lines, control, default.astype(np.int64), _masks(owners), graph)


class _Level(NamedTuple):
    """The arcs that settle one issue: source and target count within their depths."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    option: NDArray[np.int64]
    matched: _Bools  # (arcs, clauses) decided and matched on this arc
    n_sources: int


def _unfold(
    space: DealSpace, clauses: Sequence[Clause], order: Sequence[int], max_nodes: int
) -> list[_Level]:
    """Settle the issues in order, joining what leaves the same clauses alive."""
    n_rules = len(space.impossible)
    last = np.array([max(order.index(i) for i in c.issues) for c in clauses], dtype=int)
    alive = np.ones((1, len(clauses)), dtype=np.bool_)
    levels: list[_Level] = []
    total = 1
    for depth, issue in enumerate(order):
        size = len(space.options[issue])
        keeps = np.ones((size, len(clauses)), dtype=np.bool_)
        for number, clause in enumerate(clauses):
            named = dict(clause.parts)
            if issue in named:
                keeps[:, number] = np.isin(np.arange(size), named[issue])
        after = (alive[:, None, :] & keeps).reshape(len(alive) * size, len(clauses))
        matched = after & (last == depth)
        kept = np.flatnonzero(~matched[:, :n_rules].any(axis=1))
        rows, target = _distinct(after[kept] & (last > depth))
        total += len(rows)
        if total > max_nodes:
            raise SpaceTooTied(max_nodes, tuple(space.issues[i] for i in order[: depth + 1]))
        source, option = np.divmod(kept, size)
        levels.append(_Level(source, target, option, matched[kept], len(alive)))
        alive = rows
    return levels


def _distinct(rows: _Bools) -> tuple[_Bools, NDArray[np.int64]]:
    """The distinct rows, and for each row which of them it is."""
    if rows.size == 0:
        return rows[:1], np.zeros(len(rows), dtype=np.int64)
    packed = np.ascontiguousarray(np.packbits(rows, axis=1))
    keys = packed.view([("", np.void, packed.shape[1])]).ravel()
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return rows[first], which.astype(np.int64).ravel()


def _assemble(
    space: DealSpace,
    terms: tuple[Clause, ...],
    lines: tuple[Clause, ...],
    controls: _Bools,
    defaults: NDArray[np.int64],
    order: Sequence[int],
    levels: list[_Level],
) -> Graph:
    """Drop dead ends, number the nodes from root to end and gather what each arc carries."""
    useful = np.ones(1, dtype=np.bool_)
    kept: list[_Level] = []
    new_number = np.zeros(1, dtype=np.int64)
    counts = [1]
    for level in reversed(levels):
        on = useful[level.target]
        source, target = level.source[on], new_number[level.target[on]]
        useful = np.bincount(source, minlength=level.n_sources) > 0
        new_number = np.cumsum(useful) - 1
        counts.append(int(useful.sum()))
        kept.append(_Level(source, target, level.option[on], level.matched[on], 0))
    kept.reverse()
    counts.reverse()
    counts[0] = 1  # the root stays, even where the rules leave no deal
    depth_start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    # Sources still bear their old numbers: renumber them level by level.
    sources, targets, flats = [], [], []
    offsets = space.offsets[:-1]
    for depth, level in enumerate(kept):
        renumbered = np.unique(level.source, return_inverse=True)[1].ravel()
        sources.append(renumbered + depth_start[depth])
        targets.append(level.target + depth_start[depth + 1])
        flats.append(level.option + offsets[order[depth]])
    source, flat = np.concatenate(sources), np.concatenate(flats)
    matched = np.concatenate([level.matched for level in kept])
    first_term = len(space.impossible)
    of_terms = matched[:, first_term : first_term + len(terms)]
    is_default = np.zeros(space.n_options, dtype=np.bool_)
    is_default[offsets + defaults] = True
    return Graph(
        depth_start=depth_start,
        arc_start=_starts(source, int(depth_start[-1])),
        target=np.concatenate(targets).astype(np.int32),
        option=flat.astype(np.int32),
        lines=_masks(matched[:, first_term + len(terms) :]),
        triggers=_masks((controls & ~is_default).T)[flat],
        term_start=_starts(np.nonzero(of_terms)[0], len(flat)),
        term=np.nonzero(of_terms)[1].astype(np.int32),
        order=np.array(order, dtype=np.int64),
        offsets=offsets.astype(np.int64),
    )


def _starts(owners: NDArray[np.int64], n_owners: int) -> NDArray[np.int64]:
    """Where the run of each owner starts in a sorted list of owners, and where all end."""
    return np.searchsorted(owners, np.arange(n_owners + 1)).astype(np.int64)


def _masks(bits: _Bools) -> NDArray[np.uint64]:
    """Rows of flags as bit masks: column j is bit j."""
    powers = np.uint64(1) << np.arange(bits.shape[1], dtype=np.uint64)
    masks: NDArray[np.uint64] = (bits * powers).sum(axis=1, dtype=np.uint64)
    return masks
