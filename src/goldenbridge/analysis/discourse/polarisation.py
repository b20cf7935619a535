"""How far apart a debate is: issue by issue, as a whole, and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.discourse.camps import ei_index, find_camps, line_of_balance
from goldenbridge.analysis.discourse.choosing import chosen
from goldenbridge.analysis.discourse.network import Network, drawn, everybody
from goldenbridge.analysis.discourse.settings import Kind, NetworkSettings
from goldenbridge.analysis.discourse.slices import Windows, slices
from goldenbridge.analysis.discourse.stances import Stance, Stances

__all__ = [
    "IssuePolarisation",
    "Polarisation",
    "esteban_ray",
    "issue_polarisation",
    "polarisation",
    "polarisation_over_time",
]

#: How much identification within a camp counts; Esteban and Ray allow values up to about 1.6.
ALPHA = 1.0


@dataclass(frozen=True)
class IssuePolarisation:
    """How a debate on one issue is divided.

    Attributes
    ----------
    issue : its name.
    statements : statements used.
    share_for, share_against, share_neutral : of the weight of its statements.
    actors : actors who spoke on it.
    actors_for, actors_against : actors whose mean polarity is above or below zero.
    esteban_ray : from 0, all actors agree, to 1, two camps of one size at the two ends.
    """

    issue: str
    statements: int
    share_for: float
    share_against: float
    share_neutral: float
    actors: int
    actors_for: int
    actors_against: int
    esteban_ray: float


@dataclass(frozen=True)
class Polarisation:
    """How a debate is divided as a whole.

    Attributes
    ----------
    label : the slice of time, if it is one.
    statements : statements used.
    esteban_ray : mean over issues, weighted by their statements; None without any.
    camps : groups of actors who agree more than they contradict each other (subtract network by
        average activity, ties below zero cut off).
    modularity : how clear these camps are there.
    congruence_modularity : the same for the best groups in the congruence network, where conflict
        is not looked at.
    balance : share of agreement and conflict that the camps account for.
    ei_index : ties of congruence between affiliations less those within, −1 to +1.
    issues : issue by issue, the most divided first.
    """

    label: str
    statements: int
    esteban_ray: float | None
    camps: tuple[tuple[str, ...], ...]
    modularity: float
    congruence_modularity: float
    balance: float | None
    ei_index: float | None
    issues: tuple[IssuePolarisation, ...]

    def as_dict(self) -> dict[str, Any]:
        """The measures as plain data."""
        return asdict(self)


def esteban_ray(
    positions: Sequence[float] | NDArray[np.float64],
    weights: Sequence[float] | NDArray[np.float64] | None = None,
    *,
    scale: tuple[float, float] = (-1.0, 1.0),
    alpha: float = ALPHA,
) -> float:
    """Esteban and Ray's polarisation of positions on a scale, from 0 to 1.

    P = K Σ_g Σ_h p_g^(1 + α) p_h |y_g − y_h| over groups of one position y with shares p; K is set
    so that two halves at the two ends give one. Many scattered positions polarise less than two
    blocks at the same mean distance: that is what tells it from a variance.

    Parameters
    ----------
    positions : where each actor stands.
    weights : how much each counts; all alike if left out.
    scale : ends of the scale.
    alpha : how much the size of one's own group counts; 0 gives Gini's coefficient, about 1.6 is
        the largest for which the measure keeps its properties.

    Source: Esteban, J.-M. and Ray, D. (1994), "On the measurement of polarization", Econometrica
    62 (4), 819–851.

    >>> esteban_ray([-1, -1, 1, 1]), esteban_ray([1, 1, 1]), esteban_ray([-1, 0, 0, 1])
    (1.0, 0.0, 0.5)
    """
    y = np.asarray(positions, dtype=float)
    w = np.ones_like(y) if weights is None else np.asarray(weights, dtype=float)
    if not len(y) or w.sum() <= 0:
        return 0.0
    places, group = np.unique(np.round(y, 9), return_inverse=True)
    share = np.bincount(group, weights=w) / w.sum()
    apart = np.abs(places[:, None] - places[None, :]) / (scale[1] - scale[0])
    return float(2 ** (1 + alpha) * (share ** (1 + alpha) @ apart @ share))


def issue_polarisation(
    rows: Sequence[Stance], *, scale: tuple[int, int] = (-1, 1), alpha: float = ALPHA
) -> tuple[IssuePolarisation, ...]:
    """Each issue's division, the most divided first, then the most spoken of.

    An actor counts once on an issue, at the mean of what it said there.
    """
    by_issue: dict[str, list[Stance]] = {}
    for row in rows:
        by_issue.setdefault(row.issue, []).append(row)
    middle = (scale[0] + scale[1]) / 2
    made = []
    for issue, said in by_issue.items():
        weight = sum(r.weight for r in said)
        stood: dict[str, list[float]] = {}
        for r in said:
            total = stood.setdefault(r.actor, [0.0, 0.0])
            total[0] += r.weight * r.polarity
            total[1] += r.weight
        means = [total / w for total, w in stood.values() if w > 0]

        def share(held: Sequence[Stance], whole: float = weight) -> float:
            return sum(r.weight for r in held) / whole if whole else 0.0

        made.append(
            IssuePolarisation(
                issue,
                len(said),
                share([r for r in said if r.polarity > middle]),
                share([r for r in said if r.polarity < middle]),
                share([r for r in said if r.polarity == middle]),
                len(stood),
                sum(m > middle for m in means),
                sum(m < middle for m in means),
                esteban_ray(means, scale=scale, alpha=alpha),
            )
        )
    return tuple(sorted(made, key=lambda i: (-round(i.esteban_ray, 12), -i.statements, i.issue)))


def polarisation(
    table: Stances, settings: NetworkSettings | None = None, *, seed: int = 1
) -> Polarisation:
    """The division of a whole debate, whatever network is asked for.

    Exclusions, dates and duplicates are those of the settings; neutral statements count for issues
    and not for camps. Camps are found in the subtract network normalised by average activity, the
    E–I index is that of the congruence network.
    """
    sides = _sides(settings or NetworkSettings())
    return _measured(chosen(table, sides), sides, seed, "")


def polarisation_over_time(
    table: Stances, windows: Windows, settings: NetworkSettings | None = None, *, seed: int = 1
) -> tuple[Polarisation, ...]:
    """The same for each window of time; a window without statements has no measures."""
    sides = _sides(settings or NetworkSettings())
    used = chosen(table, sides)
    return tuple(
        _measured(used.with_rows(window.rows), sides, seed, window.label)
        for window in slices(used.rows, windows)
    )


def _sides(settings: NetworkSettings) -> NetworkSettings:
    """Settings under which neutral statements stay, since they count for issues."""
    return replace(
        settings, kind="congruence", by="actor", sides="ignore", normalise="average",
        neutral="halfway",
    )  # fmt: skip


def _measured(used: Stances, sides: NetworkSettings, seed: int, label: str) -> Polarisation:
    issues = issue_polarisation(used.rows, scale=sides.scale)
    weight = sum(i.statements for i in issues)
    taken = tuple(r for r in used.rows if r.polarity)
    labels = everybody(taken)
    kinds: tuple[Kind, ...] = ("congruence", "conflict", "subtract")
    at: dict[str, Network] = {
        kind: drawn(used.with_rows(taken), replace(sides, kind=kind), labels) for kind in kinds
    }
    camps = find_camps(at["subtract"], seed=seed)
    belongs = {n.label: n.affiliation for n in at["congruence"].nodes}
    several = len({a for a in belongs.values() if a}) > 1
    return Polarisation(
        label,
        len(used.rows),
        sum(i.statements * i.esteban_ray for i in issues) / weight if weight else None,
        camps.groups,
        camps.modularity,
        find_camps(at["congruence"], seed=seed).modularity,
        line_of_balance(at["congruence"], at["conflict"], camps.groups),
        ei_index(at["congruence"], belongs) if several else None,
        issues,
    )
