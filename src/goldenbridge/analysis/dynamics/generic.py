"""The generic interstate crisis: two states, one pie, whatever the quarrel is about.

It stands for no crisis in particular. Each world is Fearon's bargaining problem: the first state
would win a war with chance p, war costs the two c₁ and c₂ of the pie, and deals are the ways to
divide it. What the twelve mechanisms add is drawn within their ranges; a few rates are set so that
the whole population looks like the crises of the International Crisis Behavior data:
``calibrated`` in the bundled file of that name.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from goldenbridge.analysis.dynamics.drawn import Given, drawn_parameters, drawn_readings
from goldenbridge.analysis.dynamics.model import Model, Roles, at_rest, start
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    CREDIBILITY,
    CRISIS,
    EXTENT,
    HYPOTHESES,
    NEEDS,
    PARTY,
    RUNG,
)
from goldenbridge.worlds.uniforms import MAIN, named

__all__ = ["SETTINGS", "generic", "violent"]

#: What the population has besides the mechanisms' parameters: (low, high) of even draws, or shares.
SETTINGS: dict[str, float] = {
    "violent": 227 / 481,  # share of crises with a violent trigger (ICB)
    "rung_violent": 5.0,
    "rung_otherwise": 3.0,
    "chance_low": 0.2,
    "chance_high": 0.8,
    "cost_low": 0.0,
    "cost_high": 0.35,
    "credibility": 0.6,
}

PACKAGES = 41


def violent(worlds: int, seed: int = 1) -> np.ndarray:
    """Which worlds begin with a violent trigger: (worlds,)."""
    u = named(seed, np.arange(worlds), "generic.trigger", MAIN)
    return np.asarray(u < SETTINGS["violent"])


def generic(
    worlds: int = 2048,
    seed: int = 1,
    given: Mapping[str, Given] | None = None,
    settings: Mapping[str, float] | None = None,
    steps: int = 60,
    step_days: float = 30.0,
) -> Model:
    """Crises in general, for base rates and for teaching; never for a case at hand.

    Parameters
    ----------
    worlds, seed : which crises.
    given : parameters in place of the model's ranges.
    settings : of ``SETTINGS``, in place of its values.
    steps, step_days : the horizon.

    >>> generic(worlds=16).roles.parties
    ('first', 'second')
    """
    said = {**SETTINGS, **(settings or {})}
    index = np.arange(worlds)

    def draw(name: str) -> np.ndarray:
        return named(seed, index, f"generic.{name}", MAIN)

    roles = Roles(
        parties=("first", "second"),
        second=("second",),
        demanders=("first",),
        targets=("first",),
        senders=("second",),
        fighters=("first", "second"),
    )
    chance = said["chance_low"] + draw("chance") * (said["chance_high"] - said["chance_low"])
    width = said["cost_high"] - said["cost_low"]
    costs = [said["cost_low"] + draw(name) * width for name in ("cost_1", "cost_2")]
    split = np.linspace(0.0, 1.0, PACKAGES)
    worths = np.empty((1, worlds, PACKAGES, 2 + len(NEEDS)))
    worths[0, :, :, 0] = split
    worths[0, :, :, 1] = 1.0 - split
    worths[0, :, :, 2 + CREDIBILITY] = said["credibility"]
    worths[0, :, :, 2 + AGENDA] = 1.0
    worths[0, :, :, 2 + EXTENT] = 1.0
    no_deal = np.stack([chance - costs[0], 1.0 - chance - costs[1]], axis=1)[None]
    party, dyad, crisis = start(worlds, roles)
    params = drawn_parameters(index, seed, given)
    begins = np.where(violent(worlds, seed), said["rung_violent"], said["rung_otherwise"])
    crisis[:, RUNG] = begins
    crisis[:, [v.name for v in CRISIS].index("peak")] = begins
    crisis[:, [v.name for v in CRISIS].index("channel")] = 0.0
    crisis[:, [v.name for v in CRISIS].index("scope")] = 0.5
    assert len(PARTY) == party.shape[2]
    assert len(HYPOTHESES) == 8
    return Model(
        roles,
        worths,
        no_deal,
        np.zeros((1, worlds, 2)),
        at_rest(worlds),
        np.zeros(1),
        drawn_readings(index, seed),
        params,
        party,
        dyad,
        crisis,
        steps=steps,
        step_days=step_days,
    )
