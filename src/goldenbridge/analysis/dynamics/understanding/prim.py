"""Under which conditions a policy fails: a few limits within which failures crowd.

The patient rule induction method peels: of all worlds a thin slice is taken off, at one end of one
input or one reading of a question, the slice whose loss raises the share of failures most; and
again, until little is left. Of the boxes on the way one with few limits is taken. It is chosen on
one half of the worlds and everything told of it is measured on the other half, because the best of
many boxes is flattered by the worlds it was chosen on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.outcomes import bounded
from goldenbridge.analysis.dynamics.understanding.intervals import (
    Estimate,
    difference,
    mean,
    ratio,
    share,
)

__all__ = ["REFERENCES", "Box", "Discovery", "Limit", "Thing", "discover"]

REFERENCES = (
    "Friedman, J. H. and Fisher, N. I. (1999), Bump hunting in high-dimensional data.",
    "Bryant, B. P. and Lempert, R. J. (2010), Thinking inside the box.",
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Share of the worlds in the box that one peel takes off.
PEEL = 0.1
#: A box holds at least so many of the worlds it is chosen on.
FEWEST = 30
LEAST = 0.06
#: Limits of a box: more cannot be said in a sentence.
MOST = 3
#: A limit or a box that luck would bring as often as this is not told.
LUCK = 0.01


@dataclass(frozen=True, eq=False)
class Thing:
    """Something that differs from world to world and may be behind a failure.

    Attributes
    ----------
    kind : parameter, reading, knob, no_deal or another word; for the words of a report.
    id, name, unit : what it is.
    values : (W,), its size in each world, or the number of its reading.
    options : names of its readings; none where it is a size.
    """

    kind: str
    id: str
    name: str
    values: Floats
    unit: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limit:
    """One side of a box: a size at least or at most so much, or one of some readings.

    Attributes
    ----------
    kind, id, name, unit : of the thing.
    low, high : the size lies between; None where there is no end.
    options : readings that are inside; empty for a size.
    whole : how far the thing goes in all worlds: its least and most, or all its readings.
    luck : how often luck alone would narrow the box to as many failures, measured.
    """

    kind: str
    id: str
    name: str
    unit: str
    low: float | None
    high: float | None
    options: tuple[str, ...]
    whole: tuple[float | str, ...]
    luck: float | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "unit": self.unit,
            "low": None if self.low is None else round(self.low, 6),
            "high": None if self.high is None else round(self.high, 6),
            "options": list(self.options),
            "whole": [round(x, 6) if isinstance(x, float) else x for x in self.whole],
            "luck": None if self.luck is None else round(self.luck, 6),
        }


@dataclass(frozen=True)
class Box:
    """Conditions, and how failures crowd where they hold; measured on worlds of their own.

    Attributes
    ----------
    limits : all hold together.
    density : share of runs that fail where they hold.
    elsewhere : share of runs that fail in all other worlds outside the boxes found before.
    coverage : share of all failures that lie inside.
    support : share of worlds in which they hold.
    """

    limits: tuple[Limit, ...]
    density: Estimate
    elsewhere: Estimate
    coverage: Estimate
    support: Estimate

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "limits": [limit.as_dict() for limit in self.limits],
            "density": self.density.as_dict(),
            "elsewhere": self.elsewhere.as_dict(),
            "coverage": self.coverage.as_dict(),
            "support": self.support.as_dict(),
        }


@dataclass(frozen=True)
class Discovery:
    """What came of looking for conditions.

    Attributes
    ----------
    failing : share of all runs that fail, on the worlds on which boxes are measured.
    boxes : none where no box stands out on worlds it was not chosen on.
    trajectory : (density, coverage, limits) of every box on the way, where it was chosen.
    things : how many inputs were looked at.
    worlds : on which it was chosen, and measured.
    """

    failing: Estimate
    boxes: tuple[Box, ...]
    trajectory: tuple[tuple[float, float, int], ...]
    things: int
    worlds: tuple[int, int]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "failing": self.failing.as_dict(),
            "boxes": [box.as_dict() for box in self.boxes],
            "trajectory": [
                {"density": round(d, 4), "coverage": round(c, 4), "limits": n}
                for d, c, n in self.trajectory
            ],
            "things": self.things,
            "chosen_on": self.worlds[0],
            "measured_on": self.worlds[1],
        }


@dataclass(frozen=True, eq=False)
class _Peeled:
    """A box while it is peeled: who is inside, and which things are limited."""

    inside: Mask
    ends: dict[int, tuple[float, float]] = field(default_factory=dict)
    kept: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def limited(self) -> set[int]:
        return {*self.ends, *self.kept}


def discover(
    things: Sequence[Thing], failing: Floats, *, most: int = MOST, boxes: int = 2
) -> Discovery:
    """Boxes of few limits in which failures crowd, or none where there are none to be seen.

    Trust a box for what it says, that failures crowd there, not for why. What goes along with its
    limits is inside too, and other boxes may do nearly as well. Beyond the first, a box is looked
    for among the worlds outside those found before.

    Parameters
    ----------
    things : what differs from world to world, each with a value in every world.
    failing : (W,), the share of a world's runs that fail.
    most : limits a box may have.
    boxes : the most that are looked for.

    References
    ----------
    Friedman and Fisher (1999), Bump hunting in high-dimensional data; Bryant and Lempert (2010),
    Thinking inside the box: coverage, density and how far luck may have set a limit. Kwakkel and
    Jaxa-Rozen (2016), Improving scenario discovery for handling heterogeneous uncertainties: a
    peel is judged by what it gains a world taken off, so that readings and sizes compete fairly.

    >>> import numpy as np
    >>> x, y = np.random.default_rng(1).random((2, 1000))
    >>> found = discover([Thing("size", "x", "x", x), Thing("size", "y", "y", y)], (x > 0.7) * 1.0)
    >>> [(limit.id, round(limit.low, 1), limit.high) for limit in found.boxes[0].limits]
    [('x', 0.7, None)]
    """
    y = np.asarray(failing, dtype=float)
    first = np.arange(len(y)) % 2 == 0
    data = [np.asarray(thing.values, dtype=float) for thing in things]
    outside, found = np.ones(len(y), dtype=bool), []
    trajectory: list[tuple[float, float, int]] = []
    for number in range(boxes):
        chosen_on = first & outside
        if chosen_on.sum() < 2 * FEWEST or not y[chosen_on].any():
            break
        path = _peel(things, data, y, chosen_on, most)
        if number == 0:
            trajectory = [_seen(one, y, chosen_on) for one in path]
        box = _pruned(_best(path, y, chosen_on), data, y, chosen_on, LUCK / len(things))
        if not box.limited:
            break
        box = _pruned(box, data, y, ~first & outside, LUCK)
        measured = _measured(box, things, data, y, ~first, ~first & outside)
        if measured is None:
            break
        found.append(measured)
        outside &= ~_inside(box, data, np.ones(len(y), dtype=bool))
    return Discovery(
        bounded(mean(y[~first], np.flatnonzero(~first)), 0.0, 1.0),
        tuple(found),
        tuple(trajectory),
        len(things),
        (int(first.sum()), int((~first).sum())),
    )


def _peel(
    things: Sequence[Thing], data: list[Floats], y: Floats, start: Mask, most: int
) -> list[_Peeled]:
    """Every box on the way from all worlds to a few."""
    path = [_Peeled(start)]
    least = max(FEWEST, LEAST * float(start.sum()))
    while True:
        now = path[-1]
        open_to = range(len(things)) if len(now.limited) < most else sorted(now.limited)
        inside = np.flatnonzero(now.inside)
        middle, count = float(y[inside].mean()), len(inside)
        best: tuple[float, _Peeled] | None = None
        for n in open_to:
            for kept, changed in _peels(now, n, data[n][inside], things[n].options):
                left = int(kept.sum())
                if not least <= left < count:
                    continue
                gain = (float(y[inside][kept].mean()) - middle) / (count - left)
                if gain > 1e-12 and (best is None or gain > best[0]):
                    mask = now.inside.copy()
                    mask[inside[~kept]] = False
                    best = gain, replace(changed, inside=mask)
        if best is None:
            return path
        path.append(best[1])


def _peels(
    now: _Peeled, n: int, values: Floats, options: tuple[str, ...]
) -> list[tuple[Mask, _Peeled]]:
    """What can be taken off along one thing: either end, or one of its readings."""
    if options:
        there = now.kept.get(n, frozenset(range(len(options))))
        return [
            (values != one, replace(now, kept={**now.kept, n: there - {one}}))
            for one in sorted(there)
            if len(there) > 1
        ]
    low, high = now.ends.get(n, (-np.inf, np.inf))
    bottom, top = np.quantile(values, [PEEL, 1.0 - PEEL])
    return [
        (values > bottom, replace(now, ends={**now.ends, n: (max(low, float(bottom)), high)})),
        (values < top, replace(now, ends={**now.ends, n: (low, min(high, float(top)))})),
    ]


def _seen(one: _Peeled, y: Floats, among: Mask) -> tuple[float, float, int]:
    """Density, coverage and number of limits of a box on the way."""
    total = float(y[among].sum())
    held = float(y[one.inside].sum())
    return held / int(one.inside.sum()), held / total, len(one.limited)


def _best(path: Sequence[_Peeled], y: Floats, among: Mask) -> _Peeled:
    """The box that stands out most: how far its share lies above the rest, in standard errors."""
    spread = max(float(y[among].std()), 1e-12)
    total = int(among.sum())

    def stands_out(one: _Peeled) -> float:
        count = int(one.inside.sum())
        if count >= total:
            return 0.0
        above = float(y[one.inside].mean()) - float(y[among].mean())
        return above * sqrt(count / (1.0 - count / total)) / spread

    return max(path, key=stands_out)


def _pruned(box: _Peeled, data: list[Floats], y: Floats, among: Mask, threshold: float) -> _Peeled:
    """The box without limits that luck would have brought, one after the other.

    Where a box is chosen there are as many limits to choose from as there are things, at the
    least: one is kept where luck would not bring it among so many. What does not hold where the
    box is measured is left out too.
    """
    while True:
        luck = {n: _luck(box, n, data, y, among) for n in box.limited}
        worst = max(luck, key=lambda n: luck[n], default=None)
        if worst is None or luck[worst] < threshold:
            return box
        box = _without(box, worst)
        box = replace(box, inside=_inside(box, data, among))


def _without(box: _Peeled, n: int) -> _Peeled:
    return replace(
        box,
        ends={k: v for k, v in box.ends.items() if k != n},
        kept={k: v for k, v in box.kept.items() if k != n},
    )


def _inside(box: _Peeled, data: list[Floats], among: Mask) -> Mask:
    """Which worlds all limits hold in."""
    mask = among.copy()
    for n, (low, high) in box.ends.items():
        mask &= (data[n] > low) & (data[n] < high)
    for n, kept in box.kept.items():
        mask &= np.isin(data[n], sorted(kept))
    return mask


def _luck(box: _Peeled, n: int, data: list[Floats], y: Floats, among: Mask) -> float:
    """How often as many worlds taken by lot from the box without a limit would fail as often.

    The quasi-p-value of Bryant and Lempert, for shares of runs instead of worlds that fail or not.
    """
    wide = _inside(_without(box, n), data, among)
    inside = _inside(box, data, among)
    total, count = int(wide.sum()), int(inside.sum())
    if not count or count == total:
        return 1.0
    spread = float(y[wide].std()) * sqrt((1.0 / count) * (1.0 - count / total))
    above = float(y[inside].mean()) - float(y[wide].mean())
    if not spread > 0.0:
        return 1.0
    return 0.5 * erfc(above / spread / sqrt(2.0))


def _measured(
    box: _Peeled, things: Sequence[Thing], data: list[Floats], y: Floats, whole: Mask, among: Mask
) -> Box | None:
    """The box on worlds it was not chosen on; None where it does not stand out there."""
    inside = _inside(box, data, among)
    if inside.sum() < 2 or (among & ~inside).sum() < 2:
        return None
    worlds = np.arange(len(y))
    apart = difference(y[among], y[among], worlds[among], inside[among], ~inside[among])
    if apart.interval is None or apart.interval[0] <= 0.0:
        return None
    if _overall(y, inside, among) >= LUCK:
        return None
    limits = []
    for n in sorted(box.limited, key=lambda n: (_luck(box, n, data, y, among), things[n].id)):
        thing, values = things[n], data[n]
        low, high = box.ends.get(n, (-np.inf, np.inf))
        whole_of: tuple[float | str, ...] = (float(values.min()), float(values.max()))
        limits.append(
            Limit(
                thing.kind,
                thing.id,
                thing.name,
                thing.unit,
                low if np.isfinite(low) else None,
                high if np.isfinite(high) else None,
                tuple(thing.options[k] for k in sorted(box.kept.get(n, ()))),
                thing.options or whole_of,
                _luck(box, n, data, y, among),
            )
        )
    at = worlds[whole]
    return Box(
        tuple(limits),
        bounded(mean(y, worlds, inside), 0.0, 1.0),
        bounded(mean(y, worlds, among & ~inside), 0.0, 1.0),
        bounded(ratio((y * inside)[whole], y[whole], at), 0.0, 1.0),
        share(inside[whole], at),
    )


def _overall(y: Floats, inside: Mask, among: Mask) -> float:
    """How often luck would give as many worlds, taken by lot, as many failures."""
    count, total = int(inside.sum()), int(among.sum())
    spread = float(y[among].std()) * sqrt((1.0 / count) * (1.0 - count / total))
    if not spread > 0.0:
        return 1.0
    above = float(y[inside].mean()) - float(y[among].mean())
    return 0.5 * erfc(above / spread / sqrt(2.0))
