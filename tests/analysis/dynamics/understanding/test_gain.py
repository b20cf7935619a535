"""Battlefield gain: the inverted U where it is put in, none where it is not, and openness."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.state import CRISIS
from goldenbridge.analysis.dynamics.understanding.gain import _peak, at_war, gain

BALANCES = (-0.9, -0.5, 0.0, 0.5, 0.9)


def peak(shares: list[float], seed: int = 0):
    """Agreement in runs of 500 worlds, the same luck at each of five gains, none to most."""
    luck = np.random.default_rng(seed).random(5000)
    agreed = [luck < share for share in shares]
    return _peak(agreed, np.arange(5000.0) % 500, (0.0, 0.2, 0.4, 0.6, 0.8), range(5))


@pytest.mark.parametrize(
    ("shares", "shape", "at"),
    [
        ([0.2, 0.25, 0.35, 0.25, 0.15], "inverted_u", 0.4),
        ([0.4, 0.3, 0.25, 0.2, 0.1], "falls", 0.0),
        ([0.1, 0.2, 0.3, 0.35, 0.4], "rises", 0.8),
        ([0.3, 0.3, 0.3, 0.3, 0.3], "flat", 0.0),
    ],
)
def test_shapes_are_told_apart(shares: list[float], shape: str, at: float) -> None:
    found = peak(shares)
    assert (found.shape, found.gain) == (shape, at)


def test_a_peak_is_measured_where_it_was_not_picked() -> None:
    """Agreement peaks in between in even worlds alone: picked there, it does not hold elsewhere."""
    luck = np.random.default_rng(1).random(5000)
    worlds = np.arange(5000.0) % 500
    even = worlds % 2 == 0
    agreed = [luck < np.where(even, s, 0.3) for s in (0.2, 0.3, 0.5, 0.3, 0.2)]
    found = _peak(agreed, worlds, (0.0, 0.2, 0.4, 0.6, 0.8), range(5))
    assert found.gain == 0.4
    assert found.shape == "flat"


def test_every_run_begins_at_war(crises) -> None:
    crisis = [v.name for v in CRISIS].index
    begun = at_war(crises)
    for name, value in (("rung", 7), ("fighting", 1), ("peak", 7)):
        assert (begun.crisis[:, crisis(name)] == value).all()


@pytest.fixture(scope="module")
def found():
    return gain(generic(128, steps=12), runs=1024, table_runs=512, balances=BALANCES)


def test_sides_mirror_each_other_in_the_generic_crisis(found) -> None:
    """It is the same for both sides, but for roles, so no side gains by being first."""
    agreement = [one.estimate for one in found.curves["as_drawn"].agreement]
    assert agreement[0] == pytest.approx(agreement[-1], abs=0.06)
    assert agreement[1] == pytest.approx(agreement[-2], abs=0.06)


def test_losses_that_lead_to_talks_bring_more_agreement_than_doubling_down(found) -> None:
    talks, doubling = (found.curves[key].agreement[0] for key in ("talks", "doubling_down"))
    assert talks.estimate > doubling.estimate


def test_readings_share_out_the_runs(found) -> None:
    runs = {key: curve.agreement[0].runs for key, curve in found.curves.items()}
    assert sum(n for key, n in runs.items() if key != "as_drawn") == runs["as_drawn"] == 1024


def test_the_table_and_its_interaction_tell_the_same(found) -> None:
    table, told = found.agreement, found.interaction["first"]["agreement"]
    middle = list(found.coarse).index(0.0)
    by_hand = (table[-1][-1].estimate - table[middle][-1].estimate) - (
        table[-1][0].estimate - table[middle][0].estimate
    )
    assert told.estimate == pytest.approx(by_hand)
    up, steps = found.interaction["second"]["steps_up"], found.steps_up
    by_hand = (steps[0][-1].estimate - steps[middle][-1].estimate) - (
        steps[0][0].estimate - steps[middle][0].estimate
    )
    assert up.estimate == pytest.approx(by_hand)
    json.dumps(found.as_dict(), allow_nan=False)


def test_without_fighters_or_battlefield_there_is_nothing_to_ask(crises) -> None:
    assert gain(crises.without("battlefield"), runs=16, table_runs=16) is None
