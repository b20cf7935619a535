"""The generic interstate crisis: two states, one pie, whatever the quarrel is about.

It stands for no crisis in particular. Each world is Fearon's bargaining problem: the first state
would win a war with chance p, war costs the two c₁ and c₂ of the pie, and deals are the ways to
divide it. Half begin with a violent trigger, six in ten belong to a protracted conflict. What the
twelve mechanisms add is drawn within their ranges; a few rates are those with which the whole
population looks like the crises of the International Crisis Behavior data, as far as it does:
docs/explanation/calibration.md tells which figures it meets and which it misses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.dynamics.calibration.shipped import shipped
from goldenbridge.analysis.dynamics.drawn import Given, drawn_parameters, drawn_readings
from goldenbridge.analysis.dynamics.model import Bad, Model, Roles, at_rest, place, start
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    CHANNEL,
    CREDIBILITY,
    EXTENT,
    NEEDS,
    PEAK,
    RUNG,
    SCOPE,
)
from goldenbridge.errors import did_you_mean
from goldenbridge.worlds.uniforms import MAIN, named

__all__ = ["SETTINGS", "generic", "protracted", "settled", "violent"]

Floats = NDArray[np.float64]

#: What the population has besides the mechanisms' parameters: (low, high) of even draws, or shares.
SETTINGS: dict[str, float] = {
    "violent": 227 / 481,  # share of crises with a violent trigger (ICB)
    "protracted": 303 / 511,  # share of crises within a protracted conflict (ICB, version 16)
    "rivalry": 1.0,  # a protracted conflict on steps up, as a factor
    "rung_violent": 5.0,
    "rung_otherwise": 3.0,
    "talking": 0.0,  # share of crises that begin with talks open
    "chance_low": 0.2,
    "chance_high": 0.8,
    "cost_low": 0.0,
    "cost_high": 0.35,
    "credibility": 0.6,
}

#: In the file of shipped points, what is of ``SETTINGS`` and no mechanism's begins so.
OWN = "generic."

PACKAGES = 41
ROLES = Roles(
    parties=("first", "second"),
    second=("second",),
    demanders=("first",),
    targets=("first",),
    senders=("second",),
    fighters=("first", "second"),
)


def violent(worlds: int, seed: int = 1) -> NDArray[np.bool_]:
    """Which worlds begin with a violent trigger: (worlds,)."""
    return _draw(worlds, seed, "trigger") < SETTINGS["violent"]


def protracted(worlds: int, seed: int = 1) -> NDArray[np.bool_]:
    """Which worlds belong to a protracted conflict: (worlds,)."""
    return _draw(worlds, seed, "protracted") < SETTINGS["protracted"]


def generic(
    worlds: int = 2048,
    seed: int = 1,
    given: Mapping[str, Given] | None = None,
    settings: Mapping[str, float] | None = None,
    steps: int = 60,
    step_days: float = 30.0,
    calibrated: bool = True,
) -> Model:
    """Crises in general, for base rates and for teaching; never for a case at hand.

    World w takes the shipped point w modulo their number: a whole set of rates that fits, since
    rates drawn one by one from their ranges would not. What is given or set comes before it.

    Parameters
    ----------
    worlds, seed : which crises.
    given : parameters in place of the calibrated ones and of the model's ranges.
    settings : of ``SETTINGS``, in place of the calibrated ones and of its values.
    steps, step_days : the horizon.
    calibrated : whether to take the shipped points; else only the ranges of the model.

    Raises
    ------
    Bad : there is no parameter or setting of that name, or what is given is no range.

    >>> generic(worlds=16).roles.parties
    ('first', 'second')
    """
    _known(settings or {})
    index = np.arange(worlds)
    params = drawn_parameters(index, seed, given)
    said: dict[str, ArrayLike] = dict(SETTINGS)
    if calibrated:
        names, points = shipped().names, shipped().points
        for name, values in zip(names, points[index % len(points)].T, strict=True):
            if name.startswith(OWN):
                said[name.removeprefix(OWN)] = values
            elif name not in (given or {}):
                params[:, place(name)] = values
    party, dyad, crisis = start(worlds, ROLES)
    crisis[:, SCOPE] = 0.5
    split = np.linspace(0.0, 1.0, PACKAGES)
    worths = np.empty((1, worlds, PACKAGES, 2 + len(NEEDS)))
    worths[0, :, :, 0] = split
    worths[0, :, :, 1] = 1.0 - split
    worths[0, :, :, 2 + AGENDA] = 1.0
    worths[0, :, :, 2 + EXTENT] = 1.0
    bare = Model(
        ROLES,
        worths,
        np.zeros((1, worlds, 2)),
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
    return settled(bare, seed, {**said, **(settings or {})})


def settled(model: Model, seed: int, settings: Mapping[str, ArrayLike]) -> Model:
    """The generic crisis with what no mechanism owns: who would win, what war costs, how it began.

    Steps up of a protracted conflict are multiplied by ``rivalry``; all others stay as they are.

    Parameters
    ----------
    model : as :func:`generic` builds it, with steps up not yet multiplied.
    seed : of its worlds.
    settings : every one of ``SETTINGS``, a number or one a world.
    """
    worlds = model.worlds
    said = {name: np.broadcast_to(value, worlds) for name, value in settings.items()}

    def between(name: str, low: str, high: str) -> Floats:
        even: Floats = said[low] + _draw(worlds, seed, name) * (said[high] - said[low])
        return even

    chance = between("chance", "chance_low", "chance_high")
    no_deal = np.empty_like(model.no_deal)
    no_deal[0, :, 0] = chance - between("cost_1", "cost_low", "cost_high")
    no_deal[0, :, 1] = 1.0 - chance - between("cost_2", "cost_low", "cost_high")
    worths = model.worths
    if (worths[0, :, 0, 2 + CREDIBILITY] != said["credibility"]).any():
        worths = worths.copy()
        worths[0, :, :, 2 + CREDIBILITY] = said["credibility"][:, None]
    crisis = model.crisis.copy()
    begun = _draw(worlds, seed, "trigger") < said["violent"]
    crisis[:, RUNG] = np.where(begun, said["rung_violent"], said["rung_otherwise"])
    crisis[:, PEAK] = crisis[:, RUNG]
    crisis[:, CHANNEL] = _draw(worlds, seed, "talking") < said["talking"]
    params = model.params.copy()
    long_lived = _draw(worlds, seed, "protracted") < said["protracted"]
    params[:, place("ladder.up")] *= np.where(long_lived, said["rivalry"], 1.0)
    return replace(model, no_deal=no_deal, worths=worths, crisis=crisis, params=params)


def _draw(worlds: int, seed: int, name: str) -> Floats:
    return named(seed, np.arange(worlds), f"generic.{name}", MAIN)


def _known(settings: Mapping[str, float]) -> None:
    for name in settings:
        if name not in SETTINGS:
            near = did_you_mean(name, SETTINGS)
            raise Bad(f'setting: found "{name}", which is none. {near}'.strip())
