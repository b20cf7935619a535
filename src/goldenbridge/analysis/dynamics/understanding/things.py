"""What differs from world to world and may lie behind a failure: inputs of scenario discovery."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.model import Model, parameters
from goldenbridge.analysis.dynamics.state import HYPOTHESES, KNOBS
from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.dynamics.understanding.prim import Thing
from goldenbridge.analysis.dynamics.window import FREE

__all__ = ["case_things", "model_things", "room"]

Floats = NDArray[np.float64]


def room(model: Model) -> Floats:
    """What the best package leaves to spare over no deal before anything moves: (worlds,).

    In shares of what is at stake for the party that has least to spare; below 0 where no package
    would be signed. What a package needs besides worth is left aside.
    """
    parties = model.no_deal.shape[2]
    worth = model.worths[0, :, :, :parties]
    left = np.where(worth >= 0.5 * FREE, np.inf, worth - model.no_deal[0][:, None, :])
    best: Floats = left.min(axis=2).max(axis=1)
    return np.clip(best, -1.0, 1.0)


def model_things(model: Model, names: dict[str, str] | None = None) -> list[Thing]:
    """What differs between the worlds of a model: sizes, readings, what is turned, no deal, room.

    Parameters
    ----------
    names : party → what to call it; its id where left out.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> kinds = [thing.kind for thing in model_things(generic(64))]
    >>> kinds.count("reading"), kinds.count("no_deal"), kinds.count("room")
    (8, 2, 1)
    """
    found = [
        Thing("room", "room", "what the best package leaves to spare at the outset", room(model))
    ]
    for n, party in enumerate(model.roles.parties):
        told = (names or {}).get(party, party)
        found.append(Thing("no_deal", party, told, model.no_deal[0, :, n]))
    for n, hypothesis in enumerate(HYPOTHESES):
        held = model.readings[:, n].astype(float)
        if (held >= 0).all():
            found.append(
                Thing("reading", hypothesis.name, hypothesis.text, held, "", hypothesis.readings)
            )
    for n, knob in enumerate(KNOBS):
        found.append(Thing("knob", knob.name, knob.text, model.knobs[-1, :, n], ""))
    for n, (key, parameter) in enumerate(parameters().items()):
        found.append(Thing("parameter", key, parameter.text, model.params[:, n], parameter.unit))
    return [thing for thing in found if np.ptp(thing.values) > 1e-12]


def case_things(tables: Tables, model: Model) -> list[Thing]:
    """The same for a case: its red lines and its own hypotheses, in its own words, beside.

    Parameters
    ----------
    tables : of the case.
    model : of it under one policy.
    """
    body, worlds = tables.snapshot.body, tables.sample.worlds
    names = {key: party.name for key, party in body.parties.items()}
    found = model_things(model, names)
    carried = {read.hypothesis for read in tables.over_time.readings.values()}
    for key, hypothesis in body.hypotheses.items():
        if key not in carried and key in worlds.readings:
            texts = tuple(one.text.rstrip(". ") for one in hypothesis.readings.values())
            held = worlds.readings[key].astype(float)
            found.append(Thing("hypothesis", key, hypothesis.name, held, "", texts))
    for n, key in enumerate(tables.sample.frame.lines):
        line = body.red_lines[key]
        owners = " and ".join(names.get(owner, owner) for owner in line.owners)
        held = worlds.binds[:, n].astype(float)
        told = f"{owners}: {line.text.rstrip('.')}"
        found.append(Thing("red_line", key, told, held, "", ("not in force", "in force")))
    return [thing for thing in found if np.ptp(thing.values) > 1e-12]
