"""A network: labels, a matrix, what it was drawn from, and how good that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.discourse.choosing import chosen
from goldenbridge.analysis.discourse.counts import count
from goldenbridge.analysis.discourse.normalise import normalised
from goldenbridge.analysis.discourse.settings import NetworkSettings
from goldenbridge.analysis.discourse.stances import Stance, Stances
from goldenbridge.errors import NetworkEmpty

__all__ = ["Network", "Node", "Tie", "draw_up", "drawn", "everybody", "reasons"]


class Tie(NamedTuple):
    """A tie that is not zero; in a one-mode network each pair stands once."""

    source: str
    target: str
    weight: float


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or an issue, with what its statements say of it.

    Attributes
    ----------
    label : its name.
    kind : ``actor`` or ``issue``.
    affiliation : whom the actor most often speaks for; None for an issue.
    statements : how many of the statements used are its own, or about it.
    polarity : their mean polarity, by weight; None where there are none.
    """

    label: str
    kind: Literal["actor", "issue"]
    affiliation: str | None = None
    statements: int = 0
    polarity: float | None = None


@dataclass(frozen=True)
class Network:
    """A network with labels, and all that a reader must know to judge it.

    Attributes
    ----------
    rows, columns : labels; the same for a one-mode network.
    matrix : array (rows, columns) of ties; symmetric, with a zero diagonal, for one mode.
    settings : how it was drawn up.
    nodes : attributes of rows, then of columns where these are of another kind.
    statements : how many statements it is drawn from.
    first, last : days of the earliest and latest of them; None where none is dated.
    measured : a sentence on the quality of the coding; it goes wherever the network goes.
    remarks : what was left out, in words.
    label : which slice of time it is, if it is one.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: NDArray[np.float64]
    settings: NetworkSettings
    nodes: tuple[Node, ...]
    statements: int
    first: date | None = None
    last: date | None = None
    measured: str = ""
    remarks: tuple[str, ...] = ()
    label: str = ""

    def __post_init__(self) -> None:
        self.matrix.setflags(write=False)

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are of two kinds."""
        return self.settings.two_mode

    @property
    def signed(self) -> bool:
        """Whether a tie below zero stands for opposition."""
        if self.two_mode:
            return self.settings.sides == "subtract"
        return self.settings.kind == "subtract"

    def ties(self) -> Iterator[Tie]:
        """Every tie that is not zero, row by row; a pair of one mode once."""
        kept = self.matrix if self.two_mode else np.triu(self.matrix, 1)
        for i, j in np.argwhere(kept):
            yield Tie(self.rows[i], self.columns[j], float(kept[i, j]))

    def with_matrix(self, matrix: NDArray[np.float64]) -> Network:
        """The same nodes with other ties."""
        return replace(self, matrix=matrix)

    def as_dict(self) -> dict[str, Any]:
        """The network as plain data."""
        return {
            "label": self.label,
            "settings": self.settings.as_dict(),
            "rows": list(self.rows),
            "columns": list(self.columns),
            "matrix": self.matrix.tolist(),
            "sum": float(self.matrix.sum()),
            "nodes": [
                {
                    "label": n.label, "kind": n.kind, "affiliation": n.affiliation,
                    "statements": n.statements, "polarity": n.polarity,
                }
                for n in self.nodes
            ],
            "statements": self.statements,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "measured": self.measured,
            "remarks": list(self.remarks),
        }  # fmt: skip


def draw_up(table: Stances, settings: NetworkSettings | None = None) -> Network:
    """The network of a table of stances.

    Trust it as far as its coding goes: ``measured`` says how far that is. A tie says that two spoke
    alike, not that they work together.

    Parameters
    ----------
    table : stances, see :func:`~goldenbridge.analysis.discourse.stances.stances`.
    settings : which network; the default subtracts conflict from congruence between actors.

    Raises
    ------
    NetworkEmpty : no statement is left.
    NetworkTooLarge : more nodes than a matrix can hold.
    NetworkSettingsClash : a polarity lies outside the scale.

    >>> table = Stances((Stance("Norvik", "tolls", -1), Stance("Suden", "tolls", 1)))
    >>> draw_up(table).matrix.tolist()
    [[0.0, -1.0], [-1.0, 0.0]]
    """
    settings = settings or NetworkSettings()
    used = chosen(table, settings)
    if not used.rows:
        raise NetworkEmpty(max(table.given, len(table.rows)), reasons(used))
    labels = everybody(table.rows) if settings.isolates else None
    return drawn(used, settings, labels)


def everybody(rows: Sequence[Stance]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All actors and all issues of some rows."""
    return tuple(sorted({r.actor for r in rows})), tuple(sorted({r.issue for r in rows}))


def reasons(table: Stances) -> tuple[str, ...]:
    """What was left out, in words."""
    return tuple(f"{n:,} {why}" for why, n in (table.left_out or {}).items())


def drawn(
    used: Stances,
    settings: NetworkSettings,
    labels: tuple[Sequence[str], Sequence[str]] | None = None,
    label: str = "",
) -> Network:
    """The network of stances that were chosen already; it may be empty if labels are given.

    Parameters
    ----------
    used : stances, duplicates and exclusions taken out.
    settings : which network.
    labels : actors and issues that are nodes in any case.
    label : which slice of time it is.
    """
    turned = not settings.two_mode and settings.by == "issue"
    counts = count(used.rows, turned=turned, scale=settings.scale, labels=labels)
    matrix = normalised(counts, settings.kind, settings.sides, settings.normalise)
    dates = [r.date for r in used.rows if r.date is not None]
    columns = counts.columns if settings.two_mode else counts.rows
    kinds: list[tuple[Sequence[str], Literal["actor", "issue"]]]
    kinds = [(counts.rows, "issue" if turned else "actor")]
    if settings.two_mode:
        kinds.append((columns, "issue"))
    about = {kind: _nodes(used.rows, names, kind) for names, kind in kinds}
    return Network(
        counts.rows,
        columns,
        matrix + 0.0,  # no minus zero
        settings,
        tuple(node for nodes in about.values() for node in nodes),
        len(used.rows),
        min(dates, default=None),
        max(dates, default=None),
        used.measured,
        reasons(used),
        label,
    )


def _nodes(
    rows: Sequence[Stance], names: Sequence[str], kind: Literal["actor", "issue"]
) -> list[Node]:
    number: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    stood: dict[str, float] = {}
    belongs: dict[str, Counter[str]] = {}
    for row in rows:
        name = row.actor if kind == "actor" else row.issue
        number[name] += 1
        weight[name] += row.weight  # type: ignore[assignment]
        stood[name] = stood.get(name, 0.0) + row.weight * row.polarity
        if kind == "actor" and row.affiliation:
            belongs.setdefault(name, Counter())[row.affiliation] += 1
    return [
        Node(
            name,
            kind,
            # The most frequent; of several the first in the alphabet.
            min(belongs[name], key=lambda b: (-belongs[name][b], b)) if name in belongs else None,
            number[name],
            stood[name] / weight[name] if weight[name] else None,
        )
        for name in names
    ]
