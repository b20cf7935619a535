"""What a reader asks first: who agrees most with whom, who is most at odds, and on what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from goldenbridge.analysis.discourse.choosing import chosen
from goldenbridge.analysis.discourse.counts import count
from goldenbridge.analysis.discourse.network import drawn
from goldenbridge.analysis.discourse.settings import NetworkSettings
from goldenbridge.analysis.discourse.stances import Stances

__all__ = ["Pair", "strongest"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and what ties them.

    Attributes
    ----------
    one, other : the actors, in alphabetical order.
    tie : congruence or conflict, divided by average activity.
    count : the same before it is divided: pairs of statements.
    issues : issues it comes from, the heaviest first.
    """

    one: str
    other: str
    tie: float
    count: float
    issues: tuple[str, ...]


def strongest(
    table: Stances,
    kind: Literal["congruence", "conflict"],
    settings: NetworkSettings | None = None,
    most: int = 5,
) -> tuple[Pair, ...]:
    """The pairs of actors with the strongest ties of one kind, by average activity.

    Only statements that take a side count. The same exclusions, dates and duplicates as in the
    settings hold.
    """
    plain = replace(
        settings or NetworkSettings(), kind=kind, by="actor", sides="ignore", normalise="none",
        neutral="leave_out",
    )  # fmt: skip
    used = chosen(table, plain)
    if not used.rows:
        return ()
    raw = drawn(used, plain)
    tied = drawn(used, replace(plain, normalise="average"))
    counts = count(used.rows, scale=plain.scale)
    weight = np.triu(tied.matrix, 1)
    one, other = np.nonzero(weight)
    order = np.lexsort((other, one, -raw.matrix[one, other], -np.round(weight[one, other], 12)))
    found = []
    for n in order[:most]:
        i, j = int(one[n]), int(other[n])
        by_issue = _shares(counts.x[i], counts.x[j], counts.levels, kind)
        heaviest = sorted(np.flatnonzero(by_issue), key=lambda n: (-by_issue[n], n))
        found.append(
            Pair(
                raw.rows[i],
                raw.rows[j],
                float(weight[i, j]),
                float(raw.matrix[i, j]),
                tuple(counts.columns[n] for n in heaviest),
            )
        )
    return tuple(found)


def _shares(one: np.ndarray, other: np.ndarray, levels: tuple[int, ...], kind: str) -> np.ndarray:
    """What each issue adds to the tie of two rows of counts (issues, levels)."""
    at = np.asarray(levels, dtype=float)
    apart = np.abs(at[:, None] - at[None, :]) / (at[-1] - at[0])
    share = apart if kind == "conflict" else 1.0 - apart
    return np.asarray(np.einsum("jk,kl,jl->j", one, share, other))
