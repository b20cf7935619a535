"""Who stands with whom: groups in a network, and how far the network falls apart into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.discourse.counts import Matrix
from goldenbridge.analysis.discourse.network import Network

__all__ = ["Camps", "ei_index", "find_camps", "line_of_balance", "modularity"]

STARTS = 20
#: Nodes with ties up to which every division is tried: 21,147 of them for nine.
EXACT = 9
#: Nodes up to which all starts are made; of larger networks fewer.
FEW = 200


@dataclass(frozen=True)
class Camps:
    """Groups of nodes with more ties inside than chance would put there.

    Attributes
    ----------
    groups : labels of each group in alphabetical order; larger groups first. A node without ties
        is a group of its own.
    modularity : see :func:`modularity`.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float

    def covering(self, labels: Sequence[str]) -> Camps:
        """The same groups for other nodes: those not there go, new ones stand alone."""
        kept = [tuple(x for x in group if x in set(labels)) for group in self.groups]
        known = {x for group in self.groups for x in group}
        alone = [(x,) for x in sorted(set(labels) - known)]
        groups = sorted((g for g in [*kept, *alone] if g), key=lambda g: (-len(g), g))
        return Camps(tuple(groups), self.modularity)

    def of(self) -> dict[str, int]:
        """Label → number of its group, from 0."""
        return {label: n for n, group in enumerate(self.groups) for label in group}


def find_camps(network: Network, *, seed: int = 1, resolution: float = 1.0) -> Camps:
    """Groups by modularity: of all divisions for up to nine nodes, else the best that was found.

    Larger networks are searched by several runs of Louvain's method; their division cannot be
    proved best. Others nearly as good may exist in either case. Ties below zero do not bind and
    count as none. It does not depend on the order of labels.

    Parameters
    ----------
    network : a one-mode network.
    seed : the seed of the runs; the same seed gives the same groups.
    resolution : above 1 smaller groups are preferred.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. and Lefebvre, E. (2008), "Fast unfolding of
    communities in large networks", Journal of Statistical Mechanics P10008.
    """
    order = sorted(range(len(network.rows)), key=lambda n: network.rows[n])
    names = [network.rows[n] for n in order]
    w = np.clip(network.matrix[np.ix_(order, order)], 0.0, None)
    tied = np.flatnonzero(w.any(axis=1))
    inner = w[np.ix_(tied, tied)]
    if len(tied) == 0:
        return Camps(tuple((name,) for name in names), 0.0)
    tried = _every(inner, resolution) if len(tied) <= EXACT else _searched(inner, seed, resolution)
    told = [
        sorted((sorted(int(tied[n]) for n in g) for g in groups), key=lambda g: (-len(g), g))
        for groups in tried
    ]
    scored = [(round(_modularity(w, groups, resolution), 12), groups) for groups in told]
    best = max(score for score, _ in scored)
    groups = min(groups for score, groups in scored if score == best)
    alone = [[n] for n in range(len(names)) if n not in set(tied.tolist())]
    groups = sorted([*groups, *alone], key=lambda g: (-len(g), g))
    return Camps(
        tuple(tuple(names[n] for n in group) for group in groups),
        _modularity(w, groups, resolution),
    )


def _searched(w: Matrix, seed: int, resolution: float) -> list[list[list[int]]]:
    """Divisions that are good, found step by step from several orders of the nodes."""
    rng = np.random.default_rng(seed)
    runs = max(2, min(STARTS, STARTS * FEW // len(w)))
    return [_louvain(w, resolution, rng) for _ in range(runs)]


def _louvain(w: Matrix, resolution: float, rng: np.random.Generator) -> list[list[int]]:
    """Louvain's method: nodes move to where they gain most, then groups do as nodes, and so on."""
    whole = w.sum()
    member = np.arange(len(w))
    inner = w
    while True:
        label = _moved(inner, whole, resolution, rng)
        if len(label) == int(label.max()) + 1:
            return [np.flatnonzero(member == g).tolist() for g in range(len(label))]
        member = label[member]
        belongs = np.eye(int(label.max()) + 1)[label]
        inner = belongs.T @ inner @ belongs


def _moved(
    w: Matrix, whole: float, resolution: float, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Groups of nodes, numbered from 0, after moving one by one until none gains by it."""
    degree = w.sum(axis=1)
    label = np.arange(len(w))
    weight = degree.copy()
    moving = True
    while moving:
        moving = False
        for i in rng.permutation(len(w)):
            own = label[i]
            weight[own] -= degree[i]
            ties = np.bincount(label, weights=w[i], minlength=len(w))
            ties[own] -= w[i, i]
            gain = ties - resolution * degree[i] * weight / whole
            best = int(gain.argmax())
            # Less than a rounding is no gain: without this nodes could move for ever.
            if gain[best] > gain[own] + 1e-12 * whole:
                label[i], moving = best, True
            weight[label[i]] += degree[i]
    return np.asarray(np.unique(label, return_inverse=True)[1])


def _every(w: Matrix, resolution: float) -> list[list[list[int]]]:
    """The best of all divisions; several if they are equally good."""
    divisions = _divisions(len(w))
    whole, degree = w.sum(), w.sum(axis=1)
    gain = w / whole - resolution * np.outer(degree, degree) / whole**2
    together = divisions[:, :, None] == divisions[:, None, :]
    scores = np.einsum("dij,ij->d", together, gain)
    best = divisions[scores >= scores.max() - 1e-12]
    return [
        [np.flatnonzero(division == g).tolist() for g in range(int(division.max()) + 1)]
        for division in best
    ]


@cache
def _divisions(n: int) -> NDArray[np.int8]:
    """Every way to divide n things, each row the numbers of their groups.

    >>> _divisions(3).tolist()
    [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [0, 1, 2]]
    """
    rows = [[0]]
    for _ in range(n - 1):
        rows = [[*row, g] for row in rows for g in range(max(row) + 2)]
    return np.array(rows, dtype=np.int8)


def modularity(network: Network, groups: Sequence[Sequence[str]], resolution: float = 1.0) -> float:
    """How much more weight lies inside groups than chance would put there.

    Q = Σ_g (L_g / m − (d_g / 2m)²), L_g the weight of ties inside group g, d_g the sum of the
    weights of its nodes, m the weight of all ties; ties below zero count as none. Zero for one
    group, at most one; above 0.3 groups are usually called clear.

    Source: Newman, M. E. J. (2004), "Analysis of weighted networks", Physical Review E 70, 056131.
    """
    at = {label: n for n, label in enumerate(network.rows)}
    w = np.clip(network.matrix, 0.0, None)
    return _modularity(w, [[at[label] for label in group] for group in groups], resolution)


def _modularity(w: Matrix, groups: Sequence[Sequence[int]], resolution: float) -> float:
    whole = float(w.sum())
    if whole == 0:
        return 0.0
    total = 0.0
    for group in groups:
        inside = float(w[np.ix_(group, group)].sum())
        total += inside / whole - resolution * (float(w[list(group)].sum()) / whole) ** 2
    return total


def ei_index(network: Network, groups: Mapping[str, str | None]) -> float | None:
    """Whether ties go within given groups or across: the E–I index, from −1 to +1.

    (E − I) / (E + I), E the weight of ties between groups and I of those within: −1 if nobody is
    tied to another group, +1 if nobody is tied within their own. Nodes without a group and ties
    below zero are left out; None where no tie is left. It depends on the sizes of the groups:
    compare it over time, not between networks of unlike groups.

    Source: Krackhardt, D. and Stern, R. N. (1988), "Informal networks and organizational crises",
    Social Psychology Quarterly 51 (2), 123–140.
    """
    inside = outside = 0.0
    for tie in network.ties():
        one, other = groups.get(tie.source), groups.get(tie.target)
        if one is None or other is None or tie.weight <= 0:
            continue
        if one == other:
            inside += tie.weight
        else:
            outside += tie.weight
    whole = inside + outside
    return (outside - inside) / whole if whole else None


def line_of_balance(
    congruence: Network, conflict: Network, groups: Sequence[Sequence[str]]
) -> float | None:
    """The share of agreement and conflict that a division into camps accounts for, from 0 to 1.

    (congruence within camps + conflict between them) / (all congruence + all conflict): one minus
    the share of frustrated ties of Doreian and Mrvar's criterion. None where there are no ties.

    Source: Doreian, P. and Mrvar, A. (1996), "A partitioning approach to structural balance",
    Social Networks 18 (2), 149–168.
    """
    camp = {label: n for n, group in enumerate(groups) for label in group}
    fits = whole = 0.0
    for network, inside in ((congruence, True), (conflict, False)):
        for tie in network.ties():
            whole += tie.weight
            if (camp[tie.source] == camp[tie.target]) == inside:
                fits += tie.weight
    return fits / whole if whole else None
