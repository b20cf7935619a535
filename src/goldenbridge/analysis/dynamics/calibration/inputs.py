"""What is put in and not fitted: how often fighting is resumed, from another population.

The crises have no such figure. Rates are set so that the share resumed within five years comes out
as counted among 854 endings, mostly not between states. It coming out so is therefore no result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log

import numpy as np

from goldenbridge.analysis.dynamics.calibration.simulated import FIVE_YEARS, Figure, share
from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import CLASHES
from goldenbridge.analysis.dynamics.targets import TARGETS

__all__ = ["AGREEMENTS", "CEASEFIRES", "after_ceasefires", "breaking", "put_in"]

#: The parameter that sets each share.
AGREEMENTS, CEASEFIRES = "commitment.failing", "commitment.breaking"

ROUNDS = 5
HIGHEST = 0.99


def after_ceasefires(model: Model, runs: int, seed: int) -> Figure:
    """Share of ceasefires broken within five years, if nothing else could happen meanwhile.

    In a run a ceasefire may end otherwise, by an agreement or a lapse of the crisis, and the share
    broken is then of no fixed time. So the crises are begun at a ceasefire and left alone.
    """
    quiet = {"endings.signing": 0.0, "endings.lapsing": 0.0, "ladder.up": 0.0,
             "ladder.slipping": 0.0, "ladder.down": 0.0}  # fmt: skip
    held = model.setting(quiet).begun(rung=CLASHES, peak=CLASHES, ceasefire=1)
    steps = round(FIVE_YEARS / model.months)
    found = run(replace(held, steps=steps), runs, seed)
    return share(found["broken"] > 0.0)


def put_in(name: str, first: float, shown: Callable[[float], float]) -> float:
    """The rate with which a share comes out as counted: by proportion of hazards, a few times.

    Parameters
    ----------
    name : id of the target.
    first : rate to begin with.
    shown : rate → the share that runs show.
    """
    (wanted,) = (-log(1.0 - t.value) for t in TARGETS if t.id == name)
    rate = first
    for _ in range(ROUNDS):
        there = -log(1.0 - min(max(shown(rate), 1e-4), HIGHEST))
        rate *= wanted / there
    return float(np.round(rate, 6))


def breaking(runs: int, seed: int) -> float:
    """How often ceasefires break, a month, so that as many are broken in five years as counted."""
    bare = generic(runs, seed, calibrated=False)

    def shown(rate: float) -> float:
        return after_ceasefires(bare.setting({CEASEFIRES: rate}), runs, seed).value

    return put_in("resumption-ceasefire", 0.0066, shown)
