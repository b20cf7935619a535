"""A crisis of four parties for timing: 200 packages, everything drawn, nothing idle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goldenbridge.analysis.dynamics.drawn import drawn_parameters, drawn_readings
from goldenbridge.analysis.dynamics.model import Model, Roles, at_rest, start
from goldenbridge.analysis.dynamics.state import AGENDA, CREDIBILITY, EXTENT, KNOBS, NEEDS

__all__ = ["PACKAGES", "four_parties"]

PACKAGES = 200


def four_parties(worlds: int = 2_048, packages: int = PACKAGES, seed: int = 1) -> Model:
    """A great power's demands on a client, its patron and a sender of measures; all of it drawn.

    Every package differs in every world; a window opens in some worlds, at times. Knobs stand
    anywhere in their range, so that no mechanism has nothing to do.
    """
    rng = np.random.default_rng(seed)
    roles = Roles(
        parties=("target", "client", "patron", "sender"),
        second=("client", "patron", "sender"),
        demanders=("target",),
        targets=("target",),
        senders=("patron", "sender"),
        clients=("client",),
        patrons=("patron", "sender"),
        fighters=("target", "client"),
    )
    n = len(roles.parties)
    worths = np.empty((1, worlds, packages, n + len(NEEDS)))
    given = rng.random((worlds, packages))
    worths[0, :, :, 0] = given
    for p in range(1, n):
        worths[0, :, :, p] = 1.0 - given * rng.uniform(0.4, 1.0, (worlds, 1))
    worths[0, :, :, :n] += rng.normal(0.0, 0.1, (worlds, packages, n))
    for column in (CREDIBILITY, AGENDA, EXTENT):
        worths[0, :, :, n + column] = rng.uniform(0.3, 1.0, (worlds, packages))
    party, dyad, crisis = start(worlds, roles)
    index = np.arange(worlds)
    model = Model(
        roles,
        worths,
        rng.uniform(0.2, 0.6, (1, worlds, n)),
        np.zeros((1, worlds, n)),
        at_rest(worlds),
        np.zeros(1),
        drawn_readings(index, seed),
        drawn_parameters(index, seed),
        party,
        dyad,
        crisis,
    ).begun(rung=4.0, peak=4.0, channel=0.0, scope=0.5)
    low, high = (np.array([getattr(knob, end) for knob in KNOBS]) for end in ("low", "high"))
    knobs = low + rng.random((1, worlds, len(KNOBS))) * (high - low)
    return replace(model, knobs=knobs)
