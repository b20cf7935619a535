"""One point of the calibration as a population: the same crises, seed and luck each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.calibration.distance import distance
from goldenbridge.analysis.dynamics.calibration.simulated import Figure, figures
from goldenbridge.analysis.dynamics.generic import OWN, SETTINGS, generic, settled
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run

__all__ = ["Population"]

#: What a point that cannot be compared with the targets is off: further than any that can.
FAR = 1e3
#: So many times as far as is asked, by a quarter of the crises, that the rest is not run.
HOPELESS = 1.5


@dataclass(frozen=True, eq=False)
class Population:
    """Crises to be run again and again with other rates; each run is in a world of its own.

    Attributes
    ----------
    bare : the generic crisis with nothing calibrated, but for what is put in.
    runs : how many.
    seed : of worlds and runs.
    """

    bare: Model
    runs: int
    seed: int

    @classmethod
    def of(cls, runs: int, seed: int, given: Mapping[str, float] | None = None) -> Population:
        """So many crises, with parameters put in where given."""
        return cls(generic(runs, seed, given, calibrated=False), runs, seed)

    def model(self, values: Mapping[str, float | NDArray[np.float64]]) -> Model:
        """The crises with these rates, each a number or one a world."""
        own = {k.removeprefix(OWN): v for k, v in values.items() if k.startswith(OWN)}
        rates = {k: v for k, v in values.items() if not k.startswith(OWN)}
        return settled(self.bare.setting(rates), self.seed, {**SETTINGS, **own})

    def shown(self, values: Mapping[str, float | NDArray[np.float64]]) -> dict[str, Figure]:
        """What the crises show of the targets with these rates."""
        return figures(run(self.model(values), self.runs, self.seed), self.seed)

    def off(self, values: Mapping[str, float], within: float = FAR) -> float:
        """How far they are from the targets with these rates.

        Parameters
        ----------
        within : what is asked. Where a quarter of the crises is already further by half, the rest
            is not run, and what the quarter says is returned.
        """
        model = self.model(values)
        if within < FAR:
            first = run(model, self.runs // 4, self.seed)
            rough = distance(figures(first, self.seed))
            if rough > HOPELESS * within:
                return min(rough, FAR)
        return min(distance(figures(run(model, self.runs, self.seed), self.seed)), FAR)
