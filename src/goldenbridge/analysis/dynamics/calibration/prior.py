"""What is free in the calibration, and how far: wider than what is plausible in a single case.

The rates of a population are not those of any one crisis in it, so the ranges that a case starts
from do not bind here. Every free rate is one number for the whole population; all other parameters
stay drawn in their ranges, and all readings of A to H stay as likely. Within its range a rate is
drawn evenly, or evenly in its logarithm where nobody knows its order of magnitude.

What a mediator adds to signing is not free, because the targets cannot tell it from mediators going
where readiness is high: it stays drawn in the model's own range, from nothing upwards, and is held
at several values afterwards to show so.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["FREE", "NAMES", "Free", "spread_out", "unit"]

Floats = NDArray[np.float64]


class Free(NamedTuple):
    """One rate that may vary: full name, range, whether by its logarithm, and what it does."""

    name: str
    low: float
    high: float
    by_logarithm: bool
    text: str


FREE = (
    Free("endings.signing", 0.05, 3.0, True, "signing, with a window and talks, a month"),
    Free("endings.lapsing", 0.1, 0.6, True, "lapses at the outset, a month"),
    Free("endings.lapse_shape", 0.2, 2.0, False, "how fast lapses become rarer"),
    Free("endings.lapse_in_war", 0.05, 2.0, True, "lapses in full war, as a share"),
    Free("endings.readiness", 0.0, 2.5, False, "unseen readiness, spread of its logarithm"),
    Free("talks.opening", 0.2, 10.0, True, "how fast talks open, a month"),
    Free("talks.suspending", 0.02, 0.6, True, "how often talks stop, a month"),
    Free("talks.trusting", 0.01, 0.5, True, "how fast talks build trust, a month"),
    Free("talks.mediators", 0.005, 1.0, True, "how often a mediator comes in, a month"),
    Free("talks.hard_cases", 0.0, 6.0, False, "mediators go to high rungs"),
    Free("talks.ripe", 0.0, 4.0, False, "mediators go where readiness is high, unseen"),
    Free("ladder.up", 0.02, 0.6, True, "deliberate steps up, a month"),
    Free("ladder.slipping", 0.01, 0.4, True, "accidental steps up, a month"),
    Free("ladder.down", 0.1, 1.5, True, "steps down, a month"),
    Free("ladder.ceasing", 0.005, 0.3, True, "ceasefires in full war, a month"),
    Free("concessions.margin", 0.02, 0.4, False, "what is asked above no deal at first"),
    Free("concessions.horizon", 3.0, 48.0, True, "months until that is given up"),
    Free("audience.price", 0.0, 0.05, False, "the price of backing down, a month at the top"),
    Free("intent.committed", 0.0, 0.6, False, "what a pretext adds to what is asked"),
    Free("generic.talking", 0.0, 1.0, False, "crises that begin with talks open, as a share"),
    Free("generic.credibility", 0.5, 0.9, False, "how credible packages are by themselves"),
    Free("generic.cost_high", 0.1, 0.8, False, "the most that war costs a side"),
    Free("generic.rivalry", 1.0, 6.0, True, "a protracted conflict on steps up"),
)  # fmt: skip
NAMES = tuple(one.name for one in FREE)


def spread_out(units: Floats, free: tuple[Free, ...] = FREE) -> Floats:
    """Values from places between 0 and 1 in each range: (…, free) to (…, free).

    >>> spread_out(np.array([0.0] * len(FREE)))[:2].round(6).tolist()
    [0.05, 0.1]
    """
    low, high, log = _corners(free)
    even = low + units * (high - low)
    # A range that begins at 0 is never one by logarithm.
    by_log = np.exp(np.log(np.where(log, low, 1.0)) * (1 - units) + np.log(high) * units)
    result: Floats = np.where(log, by_log, even)
    return result


def unit(values: Floats, free: tuple[Free, ...] = FREE) -> Floats:
    """The way back: places between 0 and 1 from values.

    >>> place = np.full(len(FREE), 0.3)
    >>> bool(np.allclose(unit(spread_out(place)), place))
    True
    """
    low, high, log = _corners(free)
    even = (values - low) / (high - low)
    safe = np.where(log, low, 1.0)
    top = np.where(log, high, np.e)
    by_log = np.log(np.where(log, values, 1.0) / safe) / np.log(top / safe)
    result: Floats = np.where(log, by_log, even)
    return result


def _corners(free: tuple[Free, ...]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    low, high = (np.array([getattr(one, end) for one in free]) for end in ("low", "high"))
    return low, high, np.array([one.by_logarithm for one in free])
