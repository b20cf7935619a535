"""Models to test the simulation on: any small one at all, and one war among four.

Hypothesis chooses what a model is made of; its numbers are filled in from one seed, some of them at
the ends of their ranges, because a list of some three hundred floats says nothing to a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.drawn import drawn_parameters, drawn_readings
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Model, Roles, at_rest, parameters, start
from goldenbridge.analysis.dynamics.state import (
    CRISIS,
    DYAD,
    HYPOTHESES,
    KNOBS,
    NEEDS,
    PARTY,
    Variable,
)
from goldenbridge.analysis.dynamics.window import FREE

__all__ = ["KINDS", "alone", "at_war", "left_out", "small_models"]

Floats = NDArray[np.float64]

MECHANISM_NAMES = tuple(one.name for one in MECHANISMS)
#: Roles by the name that ``Roles`` gives them.
KINDS = ("second", "demanders", "targets", "senders", "clients", "patrons", "fighters")
#: Of the crisis: true or false.
SWITCHES = ("fighting", "ceasefire", "widened", "channel", "mediated", "window")
#: What a run works out for itself, or that has no natural end to its range.
LEFT_ALONE = (
    "month",
    "slack",
    "readiness",
    "drift",
    "phase",
    "misread",
    "threshold",
    "no_deal",
    "span",
)


def filled(
    rng: np.random.Generator, low: Floats, high: Floats, shape: tuple[int, ...], ends: float
) -> Floats:
    """Numbers in a range for each column, some of them at one of its ends."""
    evenly = low + rng.random(shape) * (high - low)
    at_end = np.where(rng.random(shape) < 0.5, low, high)
    return np.asarray(np.where(rng.random(shape) < ends, at_end, evenly))


def beginning(
    rng: np.random.Generator, variables: tuple[Variable, ...], neutral: Floats, ends: float
) -> Floats:
    """A start anywhere in range, of what has a natural range."""
    low = np.array([float(v.low) for v in variables])
    high = np.array([min(float(v.high), 24.0) for v in variables])
    kept = np.array([v.name in LEFT_ALONE for v in variables])
    return np.where(kept, neutral, filled(rng, low, high, neutral.shape, ends))


def consistent(rng: np.random.Generator, crisis: Floats) -> Floats:
    """Whole rungs, a war exactly at the top ones, and no ceasefire in it."""
    column = {v.name: n for n, v in enumerate(CRISIS)}
    crisis = crisis.copy()
    for name in SWITCHES:
        crisis[:, column[name]] = rng.integers(0, 2, len(crisis))
    rung = rng.integers(0, 9, len(crisis)).astype(float)
    crisis[:, column["rung"]] = rung
    crisis[:, column["peak"]] = rung + rng.integers(0, 9 - rung.astype(int))
    crisis[:, column["fighting"]] = rung >= 7
    crisis[:, column["ceasefire"]] *= rung < 7
    crisis[:, column["widened"]] = np.maximum(crisis[:, column["widened"]], rung == 8)
    return crisis


class Small(Model):
    """A model that is told in a line, where a test fails with it."""

    def __repr__(self) -> str:
        epochs, worlds, packages, _ = self.worths.shape
        off = [one.name for one, on in zip(MECHANISMS, self.on, strict=True) if not on]
        return (
            f"Small({self.roles}, {epochs} epochs from {self.starts.tolist()}, {worlds} worlds, "
            f"{packages} packages, {self.steps} steps of {self.step_days} days, off: {off}, "
            f"readings: {self.readings.tolist()}, by_product: {self.by_product})"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def switches(draw: Any) -> Mapping[str, bool]:
    """All on, all but one, one alone, or any."""
    how = draw(st.sampled_from(("all", "all", "without", "only", "any", "none")))
    if how == "all":
        return {}
    if how == "any":
        return {name: draw(st.booleans()) for name in MECHANISM_NAMES}
    if how == "none":
        return dict.fromkeys(MECHANISM_NAMES, False)
    one = draw(st.sampled_from(MECHANISM_NAMES))
    return {name: (name == one) == (how == "only") for name in MECHANISM_NAMES}


@st.composite
def small_models(draw: Any, longest: int = 24) -> Model:
    """Any model of a few parties, packages and steps, with everything in its range."""
    n = draw(st.integers(1, 4))
    epochs, worlds = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    packages = draw(st.integers(1, 8))
    ids = tuple("abcd"[:n])
    roles = Roles(ids, **{kind: tuple(p for p in ids if draw(st.booleans())) for kind in KINDS})
    days = draw(st.sampled_from((30.0, 30.0, 60.0, 15.0, 7.5, 360.0, 1.0, 0.25)))
    if draw(st.integers(0, 2)) == 2:
        days = draw(st.floats(2.0, 100.0))
    steps = draw(st.integers(1, max(1, min(longest, round(longest * 60 / days)))))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    ends = draw(st.sampled_from((0.0, 0.2, 1.0)))

    worths = np.empty((epochs, worlds, packages, n + len(NEEDS)))
    worths[..., :n] = rng.uniform(-0.1, 1.2, worths[..., :n].shape)
    fate = rng.random(worths[..., :n].shape)
    worths[..., :n][fate < 0.15] = FREE
    worths[..., :n][fate > 0.95] = -FREE
    worths[..., n:] = rng.uniform(0.0, 1.0, worths[..., n:].shape) ** 0.3
    ranges = [(p.low, p.high) for p in parameters().values()]
    low, high = np.array(ranges, dtype=float).T
    turned = filled(
        rng,
        np.array([float(k.low) for k in KNOBS]),
        np.array([float(k.high) for k in KNOBS]),
        (epochs, worlds, len(KNOBS)),
        ends,
    )
    at_start = rng.random(turned.shape) < draw(st.sampled_from((0.0, 0.5, 0.9)))
    gaps = 0.01 + rng.random(epochs) * 1.2 * steps * days / 30 / epochs
    readings = [rng.integers(-1, len(h.readings), worlds) for h in HYPOTHESES]
    party, dyad, crisis = start(worlds, roles)
    return Small(
        roles,
        worths,
        rng.uniform(-0.3, 0.7, (epochs, worlds, n)),
        rng.uniform(0.0, 0.2, (epochs, worlds, n)),
        np.where(at_start, at_rest(worlds, epochs), turned),
        np.concatenate([[0.0], np.cumsum(gaps)[:-1]]),
        np.column_stack(readings).astype(np.int64),
        filled(rng, low, high, (worlds, len(low)), ends),
        beginning(rng, PARTY, party, ends),
        beginning(rng, DYAD, dyad, ends),
        consistent(rng, beginning(rng, CRISIS, crisis, ends)),
        switches=draw(switches()),
        steps=steps,
        step_days=days,
        by_product=draw(st.booleans()),
    )


def at_war(
    worlds: int = 256, seed: int = 1, steps: int = 36, step_days: float = 30.0, deals: int = 12
) -> Model:
    """A war among four: a state and its ally against a client that leans on its patron."""
    rng = np.random.default_rng(seed)
    index = np.arange(worlds)
    roles = Roles(
        ("state", "ally", "client", "patron"),
        second=("client", "patron"),
        demanders=("state",),
        targets=("state",),
        senders=("patron",),
        clients=("client",),
        patrons=("patron",),
        fighters=("state", "client"),
    )
    n = len(roles.parties)
    worths = np.empty((1, worlds, deals, n + len(NEEDS)))
    share = rng.random((1, worlds, deals))
    noise = rng.uniform(-0.15, 0.15, (1, worlds, deals, n))
    for p, sided in enumerate((share, share, 1 - share, 1 - share)):
        worths[..., p] = np.clip(0.25 + 0.7 * sided + noise[..., p], 0, 1)
    worths[..., 1] = np.where(rng.random((1, worlds, deals)) < 0.5, FREE, worths[..., 1])
    worths[..., n:] = rng.uniform(0.4, 1.0, (1, worlds, deals, len(NEEDS)))
    party, dyad, crisis = start(worlds, roles)
    knobs = {"sanctions": 0.6, "aid": 0.7, "conditional": 0.5, "toolkit": 0.3, "exercises": 0.5}
    model = Model(
        roles,
        worths,
        rng.uniform(0.1, 0.4, (1, worlds, n)),
        np.zeros((1, worlds, n)),
        at_rest(worlds),
        np.zeros(1),
        drawn_readings(index, seed),
        drawn_parameters(index, seed),
        party,
        dyad,
        crisis,
        steps=steps,
        step_days=step_days,
    )
    return model.turned(**knobs).begun(rung=7, peak=7, fighting=1, channel=0, scope=0.5)


def alone(model: Model, name: str) -> Model:
    """The same with one mechanism only."""
    return model.only(name)


def left_out(model: Model, name: str) -> Model:
    """The same with all mechanisms but one."""
    return replace(model, switches={}).without(name)
