"""Where on the ladder crises stand, month by month, and how high they climb before they end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import RUNGS
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, ratio, share

__all__ = ["PLACES", "Ladder", "ladder"]

#: Where a run can be: on a rung, or at its end.
PLACES = (*RUNGS, "agreed", "lapsed")


@dataclass(frozen=True, eq=False)
class Ladder:
    """Shares of runs by month and rung, and the highest rung that a run came to.

    Attributes
    ----------
    months : (steps + 1,).
    shares : (steps + 1, 11), of all runs: by rung from the lowest, then agreed, then lapsed.
    reached : (9), for each rung the share of runs that came so high, or began there.
    steps : ``up``, ``by_accident`` and ``down``: how many a run and month, while it lasts.
    """

    months: NDArray[np.float64]
    shares: NDArray[np.float64]
    reached: tuple[Estimate, ...]
    steps: dict[str, Estimate]

    def as_dict(self) -> dict[str, object]:
        """Plain data: names of places, months, a row of shares a month, rungs reached, steps."""
        return {
            "places": list(PLACES),
            "months": [round(float(month), 6) for month in self.months],
            "shares": [[round(float(x), 4) for x in row] for row in self.shares],
            "reached": [one.as_dict() for one in self.reached],
            "steps_a_month": {key: one.as_dict() for key, one in self.steps.items()},
        }


def ladder(runs: Runs) -> Ladder:
    """Where on the ladder runs stand at the beginning of each month, ended ones set apart.

    Steps are told by month lived through, since a policy that ends crises sooner leaves less time
    for them; a lower count alone would prove nothing.

    Parameters
    ----------
    runs : of one model, made with ``counted=True``.

    Raises
    ------
    ValueError : they were not counted.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> from goldenbridge.analysis.dynamics.run import run
    >>> found = ladder(run(generic(64, steps=12), 256, counted=True))
    >>> found.shares.shape, bool((abs(found.shares.sum(axis=1) - 1) < 1e-12).all())
    ((13, 11), True)
    """
    model, worlds = runs.model, runs["world"]
    if len(runs.counts) != model.steps + 1:
        raise ValueError("runs: found none counted by month, wanted run(..., counted=True)")
    lived = runs["month"]
    steps = {
        key: ratio(runs[column], lived, worlds)
        for key, column in (("up", "steps_up"), ("by_accident", "slips"), ("down", "steps_down"))
    }
    months = np.arange(model.steps + 1, dtype=np.float64) * np.float64(model.months)
    return Ladder(
        months,
        runs.counts / max(1, len(runs.rows)),
        tuple(share(runs["peak"] >= rung, worlds) for rung in range(len(RUNGS))),
        steps,
    )
