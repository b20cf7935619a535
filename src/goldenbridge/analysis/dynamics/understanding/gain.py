"""What a gain on the battlefield does to agreement, and how that hangs on openness to talk.

The same worlds are begun at war with a balance set by hand, from a large gain of the second side
to a large gain of the first, and then with an agenda set by hand too. What one side gains the
other loses. An inverted U, a deal likeliest at some gain that is neither none nor the most, is
asked for each side apart: the peak is picked on one half of the worlds and compared with both ends
on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.outcomes import bounded
from goldenbridge.analysis.dynamics.run import Runs, run
from goldenbridge.analysis.dynamics.state import HYPOTHESES, LOSSES, PEAK, WAR
from goldenbridge.analysis.dynamics.understanding.intervals import (
    Estimate,
    difference,
    ratio,
    share,
)
from goldenbridge.analysis.sample import Progress

__all__ = [
    "ALL",
    "BALANCES",
    "COARSE",
    "OPENNESS",
    "SIDES",
    "Curve",
    "Gain",
    "Peak",
    "at_war",
    "gain",
]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: The balance at the beginning: below 0 the second side has gained, above 0 the first.
BALANCES = (-0.9, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.9)
#: Balances of the table with openness, and how much may be talked about.
COARSE = (-0.6, -0.3, 0.0, 0.3, 0.6)
OPENNESS = (0.25, 0.5, 0.75, 1.0)
#: Runs at each point, without and with openness set.
RUNS, TABLE_RUNS = 6144, 2048
SIDES = ("first", "second")
#: In place of a reading: whichever holds in each world.
ALL = "as_drawn"


@dataclass(frozen=True)
class Peak:
    """At which gain of one side agreement is likeliest.

    Attributes
    ----------
    gain : of those asked, picked on one half of the worlds.
    above_none, above_most : agreement there less that with no gain, and with the most, measured on
        the other half.
    """

    gain: float
    above_none: Estimate
    above_most: Estimate

    @property
    def inside(self) -> bool:
        """Whether both ends surely lie below: an inverted U."""
        ends = (self.above_none.interval, self.above_most.interval)
        return all(end is not None and end[0] > 0 for end in ends)

    @property
    def shape(self) -> str:
        """``inverted_u``; ``falls`` or ``rises`` with the gain; ``flat``: nothing can be seen."""
        if self.inside:
            return "inverted_u"
        none, most = self.above_none.interval, self.above_most.interval
        if most is not None and most[0] > 0:
            return "falls"
        return "rises" if none is not None and none[0] > 0 else "flat"

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "gain": self.gain,
            "shape": self.shape,
            "above_none": self.above_none.as_dict(),
            "above_most": self.above_most.as_dict(),
        }


@dataclass(frozen=True, eq=False)
class Curve:
    """Agreement by the balance at the beginning, under one reading of what losses lead to.

    Attributes
    ----------
    agreement : share of runs at each balance.
    window : months in which some package would be signed, as a share of all months.
    peaks : side → where agreement is likeliest among its gains.
    """

    agreement: list[Estimate]
    window: list[Estimate]
    peaks: dict[str, Peak]


@dataclass(frozen=True, eq=False)
class Gain:
    """How runs that begin at war come out, by gain and reading, and by gain and openness.

    Attributes
    ----------
    balances : at the beginning.
    curves : reading, or ``ALL``, → agreement by balance.
    coarse, openness : of the table.
    agreement, steps_up : (balances, openness) of the table, whichever reading holds; steps up are
        deliberate ones a month.
    interaction : side → outcome → what its largest gain changes at the widest agenda, less what it
        changes at the narrowest; ``openness`` keeps to the worlds in which the effect of losses
        turns on whether anything can be had by talking.
    """

    balances: tuple[float, ...]
    curves: dict[str, Curve]
    coarse: tuple[float, ...]
    openness: tuple[float, ...]
    agreement: list[list[Estimate]]
    steps_up: list[list[Estimate]]
    interaction: dict[str, dict[str, Estimate]]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "balances": list(self.balances),
            "readings": {
                reading: {
                    "agreement": [one.as_dict() for one in curve.agreement],
                    "window": [one.as_dict() for one in curve.window],
                    "peaks": {side: peak.as_dict() for side, peak in curve.peaks.items()},
                }
                for reading, curve in self.curves.items()
            },
            "table": {
                "balances": list(self.coarse),
                "openness": list(self.openness),
                "agreement": [[one.as_dict() for one in row] for row in self.agreement],
                "steps_up": [[one.as_dict() for one in row] for row in self.steps_up],
                "interaction": {
                    side: {key: one.as_dict() for key, one in told.items()}
                    for side, told in self.interaction.items()
                },
            },
        }


def at_war(model: Model) -> Model:
    """The same worlds, begun at full-scale war."""
    begun = model.begun(rung=float(WAR), fighting=1.0)
    crisis = begun.crisis.copy()
    crisis[:, PEAK] = np.maximum(crisis[:, PEAK], float(WAR))
    return replace(begun, crisis=crisis)


def gain(
    model: Model,
    seed: int = 1,
    *,
    runs: int = RUNS,
    table_runs: int = TABLE_RUNS,
    balances: Sequence[float] = BALANCES,
    coarse: Sequence[float] = COARSE,
    openness: Sequence[float] = OPENNESS,
    progress: Progress | None = None,
) -> Gain | None:
    """Agreement by battlefield gain, for each reading of what losses lead to, and by openness.

    A gain set at the beginning wears off: the front finds its level again within months. So these
    are answers to "what if it had just been won", not to "what if it were held". Each world keeps
    the reading it was drawn with; the runs in which one holds tell its curve.

    Parameters
    ----------
    model : of a case under a policy, or the generic crisis; begun at war here whatever it says.
    seed : of chance; the same runs at every point.
    runs, table_runs : at each balance, and at each point of the table.
    balances, coarse : from below 0 to above it, with 0, in rising order.
    openness : from 0 to 1, in rising order.
    progress : told how far it is.

    Returns
    -------
    None where nobody fights in this model, or the battlefield is switched off.

    >>> from goldenbridge.analysis.dynamics.generic import generic
    >>> found = gain(generic(64, steps=6), runs=64, table_runs=64, balances=(-0.5, 0.0, 0.5))
    >>> sorted(found.curves), len(found.agreement), len(found.agreement[0])
    (['as_drawn', 'doubling_down', 'openness', 'talks'], 5, 4)
    """
    if not (model.roles.fighters and model.switches.get("battlefield", True)):
        return None
    begun = at_war(model)
    done, points = 0, len(balances) + len(coarse) * len(openness)

    def at(one: Model, balance: float, count: int) -> Runs:
        nonlocal done
        done += 1
        if progress is not None:
            progress("asking what gains on the battlefield do", done / points)
        return run(one.begun(balance=balance), count, seed)

    several = [at(begun, balance, runs) for balance in balances]
    table = []
    for balance in coarse:
        wide = [begun.turned(scope=scope).begun(scope=scope) for scope in openness]
        table.append([at(one, balance, table_runs) for one in wide])
    world = several[0]["world"].astype(np.int64)
    held = model.readings[world, LOSSES]
    curves = {ALL: _curve(several, np.ones(len(held), dtype=bool), balances)}
    for number, reading in enumerate(HYPOTHESES[LOSSES].readings):
        if (held == number).any():
            curves[reading] = _curve(several, held == number, balances)
    return Gain(
        tuple(balances),
        curves,
        tuple(coarse),
        tuple(openness),
        [[share(_agreed(one), one["world"]) for one in row] for row in table],
        [
            [
                bounded(ratio(one["steps_up"], one["month"], one["world"]), 0.0, np.inf)
                for one in row
            ]
            for row in table
        ],
        _interaction(table, list(coarse), model),
    )


def _agreed(runs: Runs) -> Mask:
    found: Mask = runs["ending"] == 1.0
    return found


def _curve(several: Sequence[Runs], there: Mask, balances: Sequence[float]) -> Curve:
    """One reading's curve, among the runs in which it holds."""
    worlds = several[0]["world"][there]
    agreed = [_agreed(one)[there] for one in several]
    middle = list(balances).index(0.0)
    outward = {
        "first": list(range(middle, len(balances))),
        "second": list(range(middle, -1, -1)),
    }
    return Curve(
        [share(one, worlds) for one in agreed],
        [
            bounded(ratio(one["open_months"][there], one["month"][there], worlds), 0.0, 1.0)
            for one in several
        ],
        {side: _peak(agreed, worlds, balances, places) for side, places in outward.items()},
    )


def _peak(
    agreed: Sequence[Mask], worlds: Floats, balances: Sequence[float], places: Sequence[int]
) -> Peak:
    """The gain at which most runs agree in every other world, against both ends in the others."""
    picked_on = worlds % 2 == 0
    told = [agreed[n][picked_on].mean() if picked_on.any() else 0.0 for n in places]
    best = places[int(np.argmax(told))]

    def above(end: int) -> Estimate:
        return difference(agreed[best][~picked_on], agreed[end][~picked_on], worlds[~picked_on])

    return Peak(abs(float(balances[best])), above(places[0]), above(places[-1]))


def _interaction(
    table: list[list[Runs]], balances: list[float], model: Model
) -> dict[str, dict[str, Estimate]]:
    """What a side's largest gain changes where all may be talked about, less where little may."""
    none = table[balances.index(0.0)]
    worlds = none[0]["world"]
    held = model.readings[worlds.astype(np.int64), LOSSES]
    there = held == HYPOTHESES[LOSSES].readings.index("openness")

    def told(runs: Runs, among: Mask) -> tuple[Floats, Floats]:
        """Whether each run agrees, and its part in the rate of steps up: its mean is the rate."""
        up, lived = runs["steps_up"][among], runs["month"][among]
        whole = max(float(lived.sum()), 1e-9)
        rate = float(up.sum()) / whole
        return _agreed(runs)[among].astype(np.float64), rate + (up - rate * lived) * (
            len(lived) / whole
        )

    found: dict[str, dict[str, Estimate]] = {}
    for side, most in (("first", table[-1]), ("second", table[0])):
        found[side] = {}
        for among, name in ((np.ones(len(held), dtype=bool), ""), (there, "_openness")):
            wide, narrow = (
                [of - before for of, before in zip(told(most[n], among), told(none[n], among),
                                                   strict=True)]
                for n in (-1, 0)
            )  # fmt: skip
            for place, outcome in enumerate(("agreement", "steps_up")):
                found[side][f"{outcome}{name}"] = difference(
                    wide[place], narrow[place], worlds[among]
                )
    return found
