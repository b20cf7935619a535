"""How crises end as months go by: agreed, lapsed, or still going on; and how many have seen war.

The three shares add up to one at every moment. Agreement and lapse compete: a crisis that has
lapsed can no longer be agreed, so neither curve may be read as what would happen without the
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, share

__all__ = ["STATES", "Survival", "survival"]

Floats = NDArray[np.float64]

#: What is told of every moment; the first three exclude each other.
STATES = ("agreement", "lapse", "going_on", "war")

#: Months at which intervals are worked out, as far as they are simulated.
TOLD = (3.0, 6.0, 12.0, 24.0, 36.0, 60.0)

AGREED, LAPSED = 1.0, 2.0


@dataclass(frozen=True, eq=False)
class Survival:
    """Shares of runs by month.

    Attributes
    ----------
    months : (steps + 1,).
    shares : state → (steps + 1,), share of runs that have come to it by then; ``war`` is the share
        that has seen full-scale war, however it ended.
    at : month → state → share with its interval.
    """

    months: Floats
    shares: dict[str, Floats]
    at: dict[float, dict[str, Estimate]]

    def as_dict(self) -> dict[str, object]:
        """Plain data: months, a list a state, and the chosen months with intervals."""
        return {
            "months": [round(float(month), 6) for month in self.months],
            **{state: [round(float(x), 6) for x in self.shares[state]] for state in STATES},
            "at": [
                {"month": month, **{state: one.as_dict() for state, one in states.items()}}
                for month, states in self.at.items()
            ],
        }


def survival(runs: Runs, told: Sequence[float] = TOLD) -> Survival:
    """Cumulative incidence of agreement and lapse, what still goes on, and war, month by month.

    No run is lost before the end of the time that is simulated, so that plain shares of all runs
    are right; nothing has to be assumed about those that go on.

    Parameters
    ----------
    runs : of one model.
    told : months at which intervals, clustered by world, are worked out; those beyond the time
        that is simulated are left out, its end is added.

    References
    ----------
    Kalbfleisch and Prentice (2002), The statistical analysis of failure time data: cumulative
    incidence of competing ends.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> from goldenbridge.analysis.dynamics.run import run
    >>> found = survival(run(generic(64, steps=12), 256))
    >>> [round(float(found.shares[state][0]), 6) for state in ("agreement", "lapse", "going_on")]
    [0.0, 0.0, 1.0]
    """
    model = runs.model
    months = np.arange(model.steps + 1, dtype=np.float64) * np.float64(model.months)
    ending, month = runs["ending"], runs["month"]
    war = np.where(runs["war_month"] >= 0, runs["war_month"], np.inf)
    agreed = np.where(ending == AGREED, month, np.inf)
    lapsed = np.where(ending == LAPSED, month, np.inf)
    shares = {
        "agreement": _by(agreed, months), "lapse": _by(lapsed, months), "war": _by(war, months),
    }  # fmt: skip
    shares["going_on"] = 1.0 - shares["agreement"] - shares["lapse"]
    worlds = runs["world"]
    at = {}
    for moment in sorted({float(m) for m in told if 0 < m < model.horizon} | {model.horizon}):
        ended = np.minimum(agreed, lapsed) <= moment
        at[float(moment)] = {
            "agreement": share(agreed <= moment, worlds),
            "lapse": share(lapsed <= moment, worlds),
            "going_on": share(~ended, worlds),
            "war": share(war <= moment, worlds),
        }
    return Survival(months, shares, at)


def _by(happened: Floats, months: Floats) -> Floats:
    """The share of runs in which something has happened by each month."""
    found: Floats = np.searchsorted(np.sort(happened), months, side="right") / max(1, len(happened))
    return found
