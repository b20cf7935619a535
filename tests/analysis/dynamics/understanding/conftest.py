from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import COLUMNS


@pytest.fixture(scope="session")
def crises() -> Model:
    return generic(256, steps=24)


@pytest.fixture
def made() -> Callable[..., Runs]:
    """Runs with outcomes written by hand: a column each, all others 0 or what means never."""

    def make(model: Model, **columns: list[float]) -> Runs:
        count = len(next(iter(columns.values())))
        rows = np.zeros((count, len(COLUMNS) + len(model.roles.parties)))
        for name, never in (("war_month", -1.0), ("month", model.horizon), ("held", -1.0)):
            rows[:, COLUMNS.index(name)] = never
        rows[:, COLUMNS.index("run")] = np.arange(count)
        rows[:, COLUMNS.index("world")] = np.arange(count) % model.worlds
        for name, values in columns.items():
            rows[:, COLUMNS.index(name)] = values
        return Runs(model, rows, np.zeros((0, 11), dtype=np.int64))

    return make
