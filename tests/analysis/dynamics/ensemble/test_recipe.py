"""A key tells apart whatever changes a run, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe, code, key_of
from goldenbridge.analysis.dynamics.model import Bad, place
from goldenbridge.analysis.dynamics.state import KNOBS

PLAIN = GenericRecipe(worlds=8)


@pytest.mark.parametrize(
    "changed",
    [
        {"worlds": 9},
        {"seed": 2},
        {"steps": 61},
        {"step_days": 15.0},
        {"given": {"talks.opening": 2.0}},
        {"given": {"talks.opening": (1.0, 2.0, 3.0)}},
        {"settings": {"violent": 0.5}},
        {"turned": {"mediation": 1.0}},
        {"without": ("talks",)},
    ],
)
def test_whatever_changes_a_run_changes_the_key(changed: dict[str, Any]) -> None:
    other = replace(PLAIN, **changed)
    assert other.key != PLAIN.key
    assert other != PLAIN
    assert other.about != PLAIN.about
    assert json.loads(json.dumps(other.about)) == other.about


def test_the_same_said_otherwise_has_the_same_key() -> None:
    one = GenericRecipe(given={"talks.opening": 2, "talks.trust": [0, 0.5, 1]}, without=("a", "b"))
    two = GenericRecipe(
        given=(("talks.trust", (0.0, 0.5, 1.0)), ("talks.opening", 2.0)), without=("b", "a")
    )
    assert one == two
    assert hash(one) == hash(two)
    assert one.key == two.key


def test_a_key_is_the_same_in_another_process() -> None:
    said = "from goldenbridge.analysis.dynamics.ensemble import *; print(GenericRecipe(8).key)"
    run = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.strip() == PLAIN.key


def test_code_and_versions_are_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by = code()
    assert key_of(PLAIN.about, made_by) == PLAIN.key
    assert {"goldenbridge", "sources", "numpy", "numba", "scipy", "machine"} == set(made_by)
    for name in made_by:
        assert key_of(PLAIN.about, {**made_by, name: "other"}) != PLAIN.key


def test_what_is_said_is_done() -> None:
    recipe = GenericRecipe(
        worlds=8, given={"talks.opening": 2.0}, turned={"mediation": 0.7}, without=("talks",),
        steps=7, step_days=10,
    )  # fmt: skip
    model = recipe.model()
    assert (model.params[:, place("talks.opening")] == 2.0).all()
    assert np.all(model.knobs[:, :, [k.name for k in KNOBS].index("mediation")] == 0.7)
    assert model.switches == {"talks": False}
    assert (model.steps, model.step_days) == (7, 10.0)


def test_what_does_not_exist_is_told() -> None:
    with pytest.raises(Bad, match=r'found "talks\.openning"'):
        GenericRecipe(given={"talks.openning": 1.0}).model()
