"""The compiled loop against the slow one, row by row: the same numbers, whatever the model."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import COLUMNS, KNOBS


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


reference = beside("reference")
small = beside("small_models")

#: Columns that count or name something; all others measure.
COUNTED = (
    "run", "world", "ending", "package", "war", "at_war", "ceasefire", "broken", "peak", "widened",
    "mediated", "suspensions", "steps_up", "slips", "steps_down",
)  # fmt: skip


def agree(model: Model, numbers: list[int], seed: int) -> None:
    fast = run(model, numbers, seed).rows
    slow = reference.rows(model, numbers, seed)
    counted = [COLUMNS.index(name) for name in COUNTED]
    np.testing.assert_array_equal(fast[:, counted], slow[:, counted])
    np.testing.assert_allclose(fast, slow, rtol=1e-9, atol=1e-9)


def test_the_same_mechanisms_in_the_same_order() -> None:
    assert tuple(one.name for one in MECHANISMS) == reference.ORDER
    assert sorted(reference.MECHANISMS) == sorted(reference.ORDER)


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    model=small.small_models(),
    numbers=st.lists(st.integers(0, 2**40), min_size=1, max_size=4),
    seed=st.integers(0, 2**40),
)
def test_any_small_model(model: Model, numbers: list[int], seed: int) -> None:
    agree(model, numbers, seed)


@pytest.mark.parametrize("days", [30.0, 11.0])
def test_the_generic_crisis(days: float) -> None:
    model = generic(64, steps=int(1800 / days), step_days=days)
    agree(model, list(range(40)), 1)


def test_the_generic_crisis_with_every_lever_pulled() -> None:
    rng = np.random.default_rng(5)
    model = generic(64)
    knobs = rng.random((1, 64, len(KNOBS)))
    for pulled in (knobs, np.ones_like(knobs), np.zeros_like(knobs)):
        agree(replace(model, knobs=pulled), list(range(64, 84)), 3)


@pytest.mark.parametrize("by_product", [False, True])
def test_a_war_among_four(by_product: bool) -> None:
    agree(replace(small.at_war(64), by_product=by_product), list(range(60)), 2)
