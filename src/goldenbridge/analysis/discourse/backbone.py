"""What of a network is more than chance, and which issues carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.discourse.choosing import chosen
from goldenbridge.analysis.discourse.counts import Matrix
from goldenbridge.analysis.discourse.network import Network, drawn, everybody
from goldenbridge.analysis.discourse.settings import NetworkSettings
from goldenbridge.analysis.discourse.stances import Stances
from goldenbridge.errors import NetworkEmpty, NetworkSettingsClash

__all__ = ["Removal", "disparity", "disparity_filter", "nested_backbone"]

#: Every issue is tried at every step: beyond this the answer takes hours.
LIMIT_ISSUES = 300


def disparity(network: Network) -> NDArray[np.float64]:
    """How likely each tie is at least as heavy if its node spread its weight at random.

    For a tie that takes the share s of the weight of a node with k ties, p = (1 − s)^(k − 1); of
    the p-values at its two ends the smaller one stands. A node with one tie says nothing: p = 1.
    Signs are left aside: a heavy conflict matters as much as a heavy agreement. Array (rows,
    columns); 1 where there is no tie. The p-values are exact, and are not corrected for the number
    of ties.

    Source: Serrano, M. Á., Boguñá, M. and Vespignani, A. (2009), "Extracting the multiscale
    backbone of complex weighted networks", PNAS 106 (16), 6483–6488.
    """
    w = np.abs(network.matrix)
    p = np.minimum(_p_values(w), _p_values(w.T).T)
    p[w == 0] = 1.0
    return p


def _p_values(w: Matrix) -> Matrix:
    """The p-values of ties as the rows see them."""
    strength = w.sum(axis=1, keepdims=True)
    degree = (w > 0).sum(axis=1, keepdims=True)
    share = np.divide(w, strength, out=np.zeros_like(w), where=strength > 0)
    # A share of one minus itself can fall below zero by a rounding.
    return np.asarray(np.maximum(1.0 - share, 0.0) ** np.maximum(degree - 1, 0))


def disparity_filter(network: Network, level: float = 0.05) -> Network:
    """The ties that stand out at one of their ends, at a level; all nodes stay.

    Trust it for networks with nodes of many ties: with three ties, one of them stands out at 0.05
    only if it takes 78 percent of the weight.
    """
    if not 0 < level <= 1:
        raise NetworkSettingsClash(f"a level of {level:g}", "Give one above 0 and up to 1.")
    kept = np.where(disparity(network) < level, network.matrix, 0.0)
    return network.with_matrix(kept)


@dataclass(frozen=True, slots=True)
class Removal:
    """One step of the nested backbone.

    Attributes
    ----------
    issue : the issue taken away at this step.
    loss : how far the network without it, and without those taken before, is from the whole one.
    redundant : how far the network of those taken away alone is from the whole one.
    statements : statements left.
    """

    issue: str
    loss: float
    redundant: float
    statements: int


def nested_backbone(
    table: Stances,
    settings: NetworkSettings | None = None,
    *,
    over: Literal["issue", "actor"] = "issue",
) -> tuple[Removal, ...]:
    """Issues in the order in which the network among actors can best do without them.

    Step by step the issue goes whose loss changes the network least; those that go last carry it.
    Of issues that change it equally little the first in the alphabet goes. The distance of two
    networks is the sum of |λ_n − μ_n| over the eigenvalues of their Laplacians in falling order,
    each set divided by its sum; ties below zero count as none. The search is greedy: for one size
    another set of issues may lose less.

    The idea is the Discourse Network Analyzer's (nested backbone, function dna_backbone of rDNA);
    the definition here is the one just given, and its figures need not agree to the last digit.
    Simulated annealing over sets of issues, which that program offers besides, is not here.

    Parameters
    ----------
    table : stances.
    settings : a one-mode network; its ``by`` is what the ties are among.
    over : must be the other kind of node.

    Raises
    ------
    NetworkEmpty : no statement is left.
    NetworkSettingsClash : the network is of two modes, or has too many issues.
    """
    settings = settings or NetworkSettings(normalise="average")
    if settings.two_mode or settings.by == over:
        raise NetworkSettingsClash(
            f"a backbone of {over}s of this network",
            "Ask for a one-mode network of the other kind of node.",
        )
    used = chosen(table, settings)
    if not used.rows:
        raise NetworkEmpty(len(table.rows))
    labels = everybody(used.rows)
    left = list(labels[1] if over == "issue" else labels[0])
    if len(left) > LIMIT_ISSUES:
        raise NetworkSettingsClash(
            f"a backbone of {len(left)} {over}s", f"At most {LIMIT_ISSUES}: exclude the rare ones."
        )
    inner = replace(settings, isolates=False)

    def spectrum(kept: Sequence[str]) -> tuple[NDArray[np.float64], int]:
        wanted = frozenset(kept)
        rows = tuple(r for r in used.rows if getattr(r, over) in wanted)
        return _spectrum(drawn(used.with_rows(rows), inner, labels).matrix), len(rows)

    whole, _ = spectrum(left)
    gone: list[str] = []
    steps = []
    while left:
        tried = []
        for name in left:
            values, statements = spectrum([n for n in left if n != name])
            tried.append((round(_distance(whole, values), 12), name, statements))
        loss, name, statements = min(tried)
        left.remove(name)
        gone.append(name)
        steps.append(Removal(name, loss, _distance(whole, spectrum(gone)[0]), statements))
    return tuple(steps)


def _spectrum(matrix: Matrix) -> NDArray[np.float64]:
    """Eigenvalues of the Laplacian in falling order, with the sum one, or all zero."""
    w = np.clip(matrix, 0.0, None)
    values = np.linalg.eigvalsh(np.diag(w.sum(axis=1)) - w)[::-1]
    total = values.sum()
    return np.asarray(values / total if total > 0 else np.zeros_like(values))


def _distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.abs(one - other).sum())
