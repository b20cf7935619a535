"""Waves that rule out points: history matching by sequential Monte Carlo, on our own runs.

    wave 0   points spread over the whole prior; the nearest are kept
    wave k   ε = max(0.85, what two in five are within); those further are ruled out, the rest drawn
             from to fill up; each point then tries a few random steps, taken where it stays ≤ ε
    end      waves at ε = 0.85 have stirred the points, or the waves are used up

No emulator stands between: the crises are run at every point, always the same ones with the same
luck, so that a step's effect is not drowned. What is left is spread over the region that is not
ruled out as the prior is: with a distance, that is approximate Bayesian computation. It says which
rates the data leave, under this model; not that the model is right.

References
----------
Vernon, Goldstein and Bower (2010), Galaxy formation: a Bayesian uncertainty analysis: waves.
Drovandi, Nott and Pagendam (2017), A semi-automatic method for history matching using sequential
Monte Carlo, arXiv:1710.03133.
Del Moral, Doucet and Jasra (2012), An adaptive sequential Monte Carlo method for approximate
Bayesian computation. Toni, Welch, Strelkowa, Ipsen and Stumpf (2009), Approximate Bayesian
computation scheme for parameter inference and model selection in dynamical systems.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from goldenbridge.worlds.uniforms import uniforms

__all__ = ["NEAR", "Matched", "Wave", "matched"]

Floats = NDArray[np.float64]

#: A distance within which no nearer is asked. Chance alone leaves the data 1 off; a little less is
#: asked because in many dimensions nearly all points lie at the edge of what is allowed.
NEAR = 0.85
#: Random steps of each point in a wave, and waves at the last ε that stir the points once more.
STEPS, STIRS = 3, 8
#: The share of the points that a wave keeps.
KEPT = 0.4
#: Points looked at first, for each that is kept.
FIRST = 5


@dataclass(frozen=True)
class Wave:
    """What one wave asked and did: its ε, the share of steps taken, the nearest point so far."""

    within: float
    taken: float
    nearest: float


@dataclass(eq=False)
class Matched:
    """The points that are not ruled out, and all that were looked at.

    Attributes
    ----------
    units : (points, free), places between 0 and 1 in each range; distances : (points,).
    waves : one each; the first has no steps.
    seen : every place looked at, with ``far`` its distance.
    finished : whether the waves came to their end; otherwise somebody stopped them.
    """

    units: Floats
    distances: Floats
    waves: list[Wave] = field(default_factory=list)
    seen: list[Floats] = field(default_factory=list)
    far: list[float] = field(default_factory=list)
    finished: bool = False

    @property
    def within(self) -> float:
        """The distance within which all points lie."""
        return float(self.distances.max())


def matched(
    off: Callable[[Floats, float], float],
    free: int,
    *,
    points: int = 200,
    waves: int = 30,
    seed: int = 1,
    strand: int = 0,
    begin: Floats | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
    stop: Callable[[], bool] = lambda: False,
) -> Matched:
    """The points of a unit cube that are within the distance asked, or as near as the waves come.

    Parameters
    ----------
    off : how far a point is off, from its place, (free,), and from what is asked, beyond which any
        number will do.
    free : how many dimensions.
    points : how many are kept.
    waves : the most.
    seed, strand : of the first points and the random steps; strands of one seed share none.
    begin : (…, free), points to begin from, instead of the whole cube.
    progress : told the share of the waves that are done.
    stop : asked before each look; the wave at hand is then left out.

    Returns
    -------
    points in random order, as likely one as another.

    >>> import numpy as np
    >>> near = matched(lambda u, asked: 20 * abs(u[0] - 0.3), 2, points=50, waves=12)
    >>> near.within <= NEAR, bool(near.units[:, 1].std() > 0.2)
    (True, True)
    """
    rng = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, 0xCA1B, strand])))
    first = FIRST * points
    starts = uniforms(seed, strand * first, first, free) if begin is None else np.asarray(begin)
    found = Matched(np.empty((0, free)), np.empty(0))

    def look(place: Floats, asked: float = inf) -> float:
        far = off(place, asked)
        found.seen.append(place)
        found.far.append(far)
        return far

    firsts: list[float] = []
    for i, place in enumerate(starts):
        if stop() and i >= 2:
            break
        asked = sorted(firsts)[points - 1] if len(firsts) >= points else inf
        firsts.append(look(place, asked))
        progress(i / len(starts) / (waves + 1))
    firsts_far = np.array(firsts)
    kept = np.argsort(firsts_far, kind="stable")[:points]
    found.units, found.distances = starts[kept].copy(), firsts_far[kept]
    found.waves.append(Wave(found.within, 1.0, float(firsts_far.min())))
    scale, stirred = 2.38 / sqrt(free), 0
    for wave in range(1, waves + 1):
        if stop():
            return _shuffled(found, rng)
        # Two at least: a single point has no spread to step by.
        last = max(1, int(KEPT * (len(found.distances) - 1)))
        within = max(NEAR, float(np.sort(found.distances)[last]))
        alive = np.flatnonzero(found.distances <= within)
        filled = np.concatenate([alive, rng.choice(alive, points - len(alive))])[:points]
        units, far = found.units[filled].copy(), found.distances[filled].copy()
        spread = np.atleast_2d(np.cov(units[: len(alive)].T)) + 1e-6 * np.eye(free)
        root = np.linalg.cholesky(spread)
        taken = 0
        for step in range(STEPS):
            for i in range(points):
                if stop():
                    return _shuffled(found, rng)
                place = units[i] + scale * (root @ rng.standard_normal(free))
                if (place > 0.0).all() and (place < 1.0).all():
                    there = look(place, within)
                    if there <= within:
                        units[i], far[i] = place, there
                        taken += 1
                progress((wave + (step + i / points) / STEPS) / (waves + 1))
        rate = taken / (STEPS * points)
        scale *= 1.25 if rate > 0.3 else (0.7 if rate < 0.12 else 1.0)
        found.units, found.distances = units, far
        found.waves.append(Wave(within, rate, min(found.far)))
        stirred += within == NEAR
        if stirred == STIRS:
            break
    found.finished = True
    return _shuffled(found, rng)


def _shuffled(found: Matched, rng: np.random.Generator) -> Matched:
    order = rng.permutation(len(found.units))
    found.units, found.distances = found.units[order], found.distances[order]
    return found
