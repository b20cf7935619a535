"""How what moves inside a crisis spreads out over time: quantiles of runs that still go on.

The further on, the fewer runs are left, and those that are left are the ones that did not end.
A line that falls may therefore tell of who has gone, not of how anybody changed; the number still
going on is told beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.run import Paths
from goldenbridge.analysis.dynamics.state import CRISIS, DYAD, PARTY

__all__ = ["FEWEST", "LEVELS", "WATCHED", "Fan", "fans"]

Floats = NDArray[np.float64]

#: Shares of runs that a line stays above.
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
#: Fewer runs than these tell nothing of a spread.
FEWEST = 40
#: The most moments that are told.
MOMENTS = 31
#: What is watched where nobody says otherwise; those of parties give one fan a party.
WATCHED = ("slack", "threshold", "mean_trust", "support", "audience", "balance")
#: Held to these ends: beyond half a stake it makes no difference by how much.
HELD = {"slack": (-0.5, 0.5), "threshold": (-2.0, 2.0)}
#: Not known before the first step has been lived through.
LATER = ("slack", "threshold", "no_deal", "window")


@dataclass(frozen=True, eq=False)
class Fan:
    """One quantity over time, among the runs that still go on.

    Attributes
    ----------
    name : the variable, as ``state`` calls it.
    party : whose; None where it is of the crisis as a whole.
    months : (M,).
    lines : (M, LEVELS), not a number where fewer than ``FEWEST`` runs are left.
    running : (M,), how many runs are left.
    """

    name: str
    party: str | None
    months: Floats
    lines: Floats
    running: NDArray[np.int64]

    @property
    def moves(self) -> bool:
        """Whether it ever differs, between runs or over time."""
        told = self.lines[np.isfinite(self.lines)]
        return bool(told.size and told.max() - told.min() > 1e-9)

    def as_dict(self) -> dict[str, object]:
        """Plain data; null where too few runs are left."""
        return {
            "variable": self.name,
            "party": self.party,
            "levels": list(LEVELS),
            "months": [round(float(month), 6) for month in self.months],
            "running": [int(n) for n in self.running],
            "lines": [
                None if np.isnan(row).any() else [round(float(x), 4) for x in row]
                for row in self.lines
            ],
        }


def fans(paths: Paths, watched: Sequence[str] = WATCHED) -> list[Fan]:
    """A fan for each quantity that moves, and for each party where it is a party's.

    A thousand runs are enough for the eye; no interval is given, since what is shown is the spread
    itself.

    Parameters
    ----------
    paths : whole paths of some runs.
    watched : names of variables of the crisis, of pairs (averaged over them) or of parties.

    Raises
    ------
    ValueError : there is no such variable.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> from goldenbridge.analysis.dynamics.run import watch
    >>> [(fan.name, fan.party) for fan in fans(watch(generic(64, steps=12), 100), ("threshold",))]
    [('threshold', 'first'), ('threshold', 'second')]
    """
    model = paths.model
    every = -(-model.steps // (MOMENTS - 1))
    steps = np.arange(0, model.steps + 1, every)
    months = steps.astype(np.float64) * np.float64(model.months)
    crisis, party, dyad = ([v.name for v in group] for group in (CRISIS, PARTY, DYAD))
    found = []
    for name in watched:
        held = HELD.get(name, (-np.inf, np.inf))
        several: list[tuple[str | None, Floats]]
        if name in crisis:
            several = [(None, paths.crisis[:, steps, crisis.index(name)])]
        elif name in party:
            column = party.index(name)
            several = [
                (who, paths.party[:, steps, n, column]) for n, who in enumerate(model.roles.parties)
            ]
        elif name in dyad:
            several = [(None, paths.dyad[:, steps, :, dyad.index(name)].mean(axis=2))]
        else:
            raise ValueError(f'watched: found "{name}", wanted one of {(*crisis, *party, *dyad)}')
        for who, values in several:
            begins = int(name in LATER)
            lines, running = _lines(np.clip(values[:, begins:], *held))
            fan = Fan(name, who, months[begins:], lines, running)
            if fan.moves:
                found.append(fan)
    return found


def _lines(values: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Quantiles of what is a number, (M, LEVELS), and how many there are: (M,)."""
    running = np.isfinite(values).sum(axis=0)
    lines = np.full((values.shape[1], len(LEVELS)), np.nan)
    for moment in np.flatnonzero(running >= FEWEST):
        there = values[:, moment]
        lines[moment] = np.quantile(there[np.isfinite(there)], LEVELS)
    return lines, running
