"""A small crisis of four parties in which one thing at a time is changed: for experiments only.

A demander stands against a client, the client's patron and a sender of measures. Each world is
Fearon's bargaining problem, told in four: packages divide what is at stake between the demander
and the others. No reading holds unless an experiment names it, so that what is seen is what was
changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np

from goldenbridge.analysis.dynamics.drawn import drawn_parameters
from goldenbridge.analysis.dynamics.model import Model, Roles, at_rest, start
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    CREDIBILITY,
    EXTENT,
    HYPOTHESES,
    KNOBS,
    NEEDS,
    PARTY,
)
from goldenbridge.analysis.dynamics.window import FREE
from goldenbridge.worlds.uniforms import MAIN, named

__all__ = ["PARTIES", "WORLDS", "Setting", "crisis_of_four"]

PARTIES = ("demander", "client", "patron", "sender")

#: Worlds of a setting, unless told otherwise: runs nest in them.
WORLDS = 256

#: Kinds of package: divisions of what is at stake, how far beyond the narrowest agenda they lie,
#: and how much of it they settle.
KINDS: Mapping[str, tuple[tuple[float, ...], float, float]] = {
    "whole": (tuple(np.linspace(0.0, 1.0, 21)), 0.0, 1.0),
    "order": (tuple(np.linspace(0.0, 1.0, 21)), 0.6, 1.0),
    "part": (tuple(np.linspace(0.0, 1.0, 21)), 0.0, 0.4),
    "extremes": ((0.0, 1.0), 0.0, 1.0),
    "middle": ((0.4, 0.5, 0.6), 0.0, 1.0),
}


@dataclass(frozen=True)
class Setting:
    """How things stand in an experiment; laid over another, what it says replaces what that says.

    Attributes
    ----------
    knobs : where knobs stand.
    parameters : fixed ones; all others are drawn within their ranges, one draw a world.
    crisis, parties : where variables begin: of the crisis; of ``party.variable``.
    readings : hypothesis → reading that holds; no other holds.
    only : mechanisms that act; all where none is named.
    packages : kinds of package on the table.
    client_signs : whether a package needs the client.
    credibility : of every package.
    months : horizon, in steps of a month.
    late : month from which knobs stand where ``knobs`` says; until then they are at rest.
    """

    knobs: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    crisis: Mapping[str, float] = field(default_factory=dict)
    parties: Mapping[str, float] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    only: Sequence[str] = ()
    packages: Sequence[str] = ()
    client_signs: bool | None = None
    credibility: float | None = None
    months: int | None = None
    late: int | None = None

    def over(self, other: Setting) -> Setting:
        """The other with this laid over it: names are merged, single things replaced."""
        found: dict[str, Any] = {}
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            if isinstance(mine, Mapping):
                found[one.name] = {**theirs, **mine}
            else:
                found[one.name] = theirs if mine is None or mine == () else mine
        return Setting(**found)

    def told(self) -> list[tuple[str, str]]:
        """Every single thing it says: what, and how it stands, in words."""
        found = [(f"knob {k}", f"{v:g}") for k, v in self.knobs.items()]
        found += [(k, f"{v:g}") for k, v in self.parameters.items()]
        found += [(f"{k} at the outset", f"{v:g}") for k, v in self.crisis.items()]
        found += [(f"{k} at the outset", f"{v:g}") for k, v in self.parties.items()]
        found += [(f"reading of {k}", v.replace("_", " ")) for k, v in self.readings.items()]
        if self.packages:
            found.append(("packages", " and ".join(self.packages)))
        if self.client_signs is not None:
            found.append(("the client signs", "yes" if self.client_signs else "no"))
        if self.late is not None:
            found.append(("knobs turned in month", str(self.late)))
        return found


def crisis_of_four(setting: Setting, worlds: int = WORLDS, seed: int = 1) -> Model:
    """The crisis of four, as a setting has it.

    Use it to see what one change does, never as a picture of a case: its ranges are those of the
    model, and what is at stake is a line between two ends.

    Raises
    ------
    Bad : the setting names what there is not.

    >>> crisis_of_four(Setting(only=("talks",)), worlds=4).roles.parties
    ('demander', 'client', 'patron', 'sender')
    """
    index = np.arange(worlds)

    def draw(name: str, low: float, high: float) -> np.ndarray:
        return low + (high - low) * np.asarray(named(seed, index, f"four.{name}", MAIN))

    roles = Roles(
        parties=PARTIES,
        second=PARTIES[1:],
        demanders=("demander",),
        targets=("demander",),
        senders=("sender",),
        clients=("client",),
        patrons=("patron",),
        fighters=("demander", "client"),
    )
    worths = _worths(setting, worlds)
    chance = draw("chance", 0.3, 0.7)
    costs = [draw(f"cost.{party}", 0.05, 0.30) for party in PARTIES]
    no_deal = np.stack([chance - costs[0], *(1.0 - chance - cost for cost in costs[1:])], axis=1)
    party, dyad, crisis = start(worlds, roles)
    for key, value in setting.parties.items():
        who, name = key.split(".")
        party[:, PARTIES.index(who), [v.name for v in PARTY].index(name)] = value
    model = Model(
        roles,
        worths[None],
        no_deal[None],
        np.zeros((1, worlds, len(PARTIES))),
        at_rest(worlds),
        np.zeros(1),
        np.full((worlds, len(HYPOTHESES)), -1),
        _drawn(worlds, seed),
        party,
        dyad,
        crisis,
        steps=setting.months or 36,
    )
    begins = {"rung": 4.0, **setting.crisis}
    model = model.setting(setting.parameters).reading(**setting.readings)
    model = model.begun(**{"peak": begins["rung"], **begins})
    model = model.turned(**setting.knobs) if setting.late is None else _late(model, setting)
    return model.only(*setting.only) if setting.only else model


@lru_cache(maxsize=4)
def _drawn(worlds: int, seed: int) -> np.ndarray:
    """All parameters in every world: what is set on top of them changes no other's draw."""
    found = drawn_parameters(np.arange(worlds), seed)
    found.setflags(write=False)
    return found


def _worths(setting: Setting, worlds: int) -> np.ndarray:
    """What each package is worth to each party, and what else it has: (worlds, packages, …)."""
    rows = []
    for kind in setting.packages or ("whole",):
        splits, beyond, extent = KINDS[kind]
        for x in splits:
            row = np.full(len(PARTIES) + len(NEEDS), 1.0 - x)
            row[0] = x
            if setting.client_signs is False:
                row[1] = FREE
            row[len(PARTIES) + CREDIBILITY] = (
                0.6 if setting.credibility is None else setting.credibility
            )
            row[len(PARTIES) + AGENDA] = 1.0 - beyond
            row[len(PARTIES) + EXTENT] = extent
            rows.append(row)
    return np.broadcast_to(np.array(rows), (worlds, len(rows), len(rows[0]))).copy()


def _late(model: Model, setting: Setting) -> Model:
    """The same with the knobs at rest at first, and turned from a month on."""
    assert setting.late is not None
    turned = model.turned(**setting.knobs).knobs
    names = [knob.name for knob in KNOBS]
    assert set(setting.knobs) <= set(names)
    return replace(
        model,
        worths=np.concatenate([model.worths] * 2),
        no_deal=np.concatenate([model.no_deal] * 2),
        fees=np.concatenate([model.fees] * 2),
        knobs=np.concatenate([model.knobs, turned]),
        starts=np.array([0.0, float(setting.late)]),
    )
