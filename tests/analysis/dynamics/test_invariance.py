"""The length of a step is a matter of speed: what comes out must not hang on it.

The same runs, with the same seed, at steps of 60, 30, 15 and 7.5 days. A difference may have two
reasons: chance (luck on the battlefield is drawn anew for steps of another length, and what differs
a little grows), for which four standard errors of the paired difference are allowed, clustered by
world; and that slow things stand still within a step, for which a share may move by so many points
and a mean by so many hundredths, told below. Both are so small because events are not decided by
steps (a run goes from one to the next), and because slow things are looked at in the middle of a
step. What is left comes of rates that change with the rung, with war and with talks, and are told a
step later; costs of war, which a step charges whole or not at all, may be off twice as far.

The calibrated crisis is quick: talks open within two weeks on average, and most of its endings come
in half a year. A step of 60 days is too long to see that: 2.1 points fewer agreements by month 6.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import sqrt
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import Runs, run
from goldenbridge.analysis.dynamics.window import FREE

Floats = NDArray[np.float64]


def beside(name: str) -> ModuleType:
    """A file beside this one that is no test."""
    spec = importlib.util.spec_from_file_location(
        f"dynamics_{name}", Path(__file__).parent / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small = beside("small_models")

WORLDS, RUNS = 512, 8192
#: Months that are run.
HORIZON = 48
#: Days in a step → how far a share may be off, in points; how far a mean, as a share of it.
SLOW = {60.0: (1.0, 0.03), 30.0: (0.5, 0.015), 15.0: (0.25, 0.008)}
QUICK = {60.0: (2.2, 0.05), 30.0: (1.0, 0.03), 15.0: (0.5, 0.015)}
FINEST = 7.5

PULLED = {
    "sanctions": 0.8, "threat": 0.5, "conditional": 0.5, "toolkit": 0.5, "operations": 0.5,
    "extremity": 0.5, "build_up": 0.5, "delay": 0.5, "guarantees": 0.5, "exit": 0.5,
    "notice": 0.5, "deployment": 0.5, "exercises": 1.0,
}  # fmt: skip


def crisis(days: float, calibrated: bool = True) -> Model:
    steps = round(HORIZON * 30 / days)
    return generic(WORLDS, steps=steps, step_days=days, calibrated=calibrated)


def ranges(days: float) -> Model:
    """Rates from the whole of their ranges, as cases have them."""
    return crisis(days, calibrated=False)


def levers(days: float) -> Model:
    return crisis(days, calibrated=False).turned(**PULLED)


def war(days: float) -> Model:
    made: Model = small.at_war(WORLDS, steps=round(HORIZON * 30 / days), step_days=days)
    return made


MODELS: dict[str, Callable[[float], Model]] = {
    "crisis": crisis,
    "ranges": ranges,
    "levers": levers,
    "war": war,
}


@cache
def found(name: str, days: float) -> Runs:
    return run(MODELS[name](days), RUNS, 3)


def shares(runs: Runs) -> dict[str, Floats]:
    """What happened or did not, for each run."""
    signed, lapsed = runs["ending"] == 1, runs["ending"] == 2
    told = {
        "signed": signed,
        "signed by month 6": signed & (runs["month"] < 6),
        "signed by month 12": signed & (runs["month"] < 12),
        "lapsed": lapsed,
        "lapsed by month 6": lapsed & (runs["month"] < 6),
        **{name: runs[name] for name in ("war", "ceasefire", "broken", "mediated", "widened")},
        "lasts five years": runs["held"] > 60,
    }
    return {name: np.asarray(told[name], dtype=float) for name in told}


def means(runs: Runs) -> dict[str, Floats]:
    """How long and how often, for each run."""
    columns = (
        "month", "war_months", "talked", "open_months", "steps_up", "slips", "steps_down",
        "suspensions",
    )  # fmt: skip
    costs = {f"cost {p}": cost for p, cost in enumerate(runs.costs.T)}
    return {**{name: runs[name] for name in columns}, **costs}


def error(difference: Floats) -> float:
    """Standard error of a mean difference; runs of one world are not independent."""
    by_world = difference.reshape(-1, WORLDS).mean(axis=0)
    return float(by_world.std(ddof=1)) / sqrt(WORLDS)


def too_far(one: Runs, other: Runs, points: float, share: float) -> list[str]:
    said = []
    for name, here in shares(one).items():
        gap = here - shares(other)[name]
        if abs(gap.mean()) > points / 100 + 4 * error(gap):
            said.append(f"{name}: {100 * gap.mean():+.2f} points")
    for name, here in means(one).items():
        there = means(other)[name]
        gap = here - there
        allowed = 2 * share if name.startswith("cost") else share
        if abs(gap.mean()) > allowed * there.mean() + 4 * error(gap):
            said.append(f"{name}: {100 * gap.mean() / there.mean():+.2f} %")
    return said


@pytest.mark.parametrize("days", SLOW)
@pytest.mark.parametrize("name", ["ranges", "levers", "war"])
def test_steps_of_any_length_tell_the_same(name: str, days: float) -> None:
    assert not too_far(found(name, days), found(name, FINEST), *SLOW[days])


@pytest.mark.parametrize("days", QUICK)
def test_steps_of_the_calibrated_crisis(days: float) -> None:
    assert not too_far(found("crisis", days), found("crisis", FINEST), *QUICK[days])


@pytest.mark.parametrize("name", MODELS)
def test_there_is_something_to_tell(name: str) -> None:
    told = {n: float(x.mean()) for n, x in shares(found(name, FINEST)).items()}
    for outcome in ("signed by month 12", "lapsed", "war", "ceasefire", "mediated", "widened"):
        assert told[outcome] > 0.05, outcome


# Where nothing is slow, steps of any length are the same, run by run and to the moment.


@pytest.mark.parametrize("days", [360.0, 45.0, 7.5])
def test_events_do_not_know_of_steps(days: float) -> None:
    """Accidents, ceasefires, their breaking and two endings, at rates that nothing changes."""
    given = {
        "ladder.up": 0.0, "ladder.down": 0.0, "ladder.slipping": 0.4, "ladder.ceasing": 0.3,
        "commitment.breaking": 0.2, "endings.lapse_shape": 0.0, "endings.lapse_in_war": 1.0,
        "endings.lapsing": 0.03, "endings.signing": 0.02,
    }  # fmt: skip

    def at(days: float) -> Runs:
        model = generic(64, steps=round(1800 / days), step_days=days, settings={"cost_low": 0.2})
        return run(model.only("ladder", "commitment").setting(given), 4000)

    one, other = at(days), at(30.0)
    for name in ("ending", "war", "broken", "peak", "slips", "widened"):
        assert (one[name] == other[name]).all(), name
    for name in ("month", "war_month", "war_months", "open_months"):
        assert one[name] == pytest.approx(other[name], abs=1e-9), name
    assert one["broken"].mean() > 0.2


@pytest.mark.parametrize("days", [360.0, 30.0, 7.5])
def test_talks_open_and_close_as_a_chain_of_two_states_does(days: float) -> None:
    """Which of two events is looked at first makes no difference to how often either comes.

    From closed talks that open at rate ρ and close at rate σ, talks are open for
    π T − π (1 − exp(−(ρ + σ) T)) / (ρ + σ) of T months on average, π = ρ / (ρ + σ), and are
    suspended σ times as often.
    """
    opens, closes, months = 3.0, 2.0, 24.0
    given = {
        "talks.opening": opens, "talks.suspending": closes, "talks.tiring": 0.0,
        "talks.convening": 0.0, "talks.blame": 0.0, "endings.signing": 0.0, "endings.lapsing": 0.0,
    }  # fmt: skip
    model = generic(64, steps=round(months * 30 / days), step_days=days)
    model = replace(model, worths=np.full_like(model.worths, FREE))
    model = model.only("talks").setting(given).reading(build_up=None, talks=None).begun(channel=0)
    found = run(model, 20_000, 5)
    share, pace = opens / (opens + closes), opens + closes
    talked = share * months - share * (1 - np.exp(-pace * months)) / pace
    for column, expected in (("talked", talked), ("suspensions", closes * talked)):
        assert abs(found[column].mean() - expected) < 4 * found[column].std() / sqrt(20_000)
