"""All of it together: the same each time, as far as asked, and honest about what is missing."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.model import Bad
from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.dynamics.understanding.things import case_things, room
from goldenbridge.analysis.dynamics.understanding.understand import PARTS, understand
from goldenbridge.analysis.dynamics.window import FREE
from goldenbridge.case import load

ASKED = {"runs": 320, "worlds": 32, "steps": 12, "policies": ["golden-bridge"]}


@pytest.fixture(scope="module")
def security():
    return load("european-security")


@pytest.fixture(scope="module")
def found(security):
    return understand(security, "2022-01-28", **ASKED)


def test_it_is_plain_data_and_the_same_each_time(security, found) -> None:
    text = json.dumps(found.as_dict(), allow_nan=False, sort_keys=True)
    again = understand(security, "2022-01-28", **ASKED)
    assert json.dumps(again.as_dict(), allow_nan=False, sort_keys=True) == text


def test_nothing_new_is_always_compared(found) -> None:
    data = found.as_dict()
    assert list(data["comparison"]["policies"]) == ["none", "golden-bridge"]
    assert data["nothing"]["policy"]["id"] == "none"
    same = data["comparison"]["policies"]["none"]
    for outcome in ("agreement", "war", "durable"):
        assert data["nothing"][outcome] == same[outcome]


def test_every_part_is_there_and_nothing_is_left_out(found) -> None:
    data = found.as_dict()
    assert data["left_out"] == []
    assert not data["interrupted"]
    assert all(data[part] for part in PARTS)
    assert set(data["failures"]) == {"none", "golden-bridge"}
    assert set(data["courses"]) == {"none", "golden-bridge"}


def test_only_what_is_asked_for(security) -> None:
    data = understand(security, "2022-01-28", **ASKED, parts=("gain",)).as_dict()
    assert data["left_out"] == ["fans", "failures", "sobol"]
    assert not data["interrupted"]
    assert data["gain"] is not None
    with pytest.raises(Bad, match='Did you mean "gain"'):
        understand(security, "2022-01-28", **ASKED, parts=("gian",))


def test_stopped_early_it_keeps_what_is_finished(security) -> None:
    asked = iter(range(10_000))
    data = understand(
        security, "2022-01-28", **ASKED, stop=lambda: next(asked) >= 2
    ).as_dict()  # fmt: skip
    assert data["interrupted"]
    assert data["fans"] is not None
    assert data["left_out"] == ["failures", "sobol", "gain"]


def test_room_is_the_best_packages_least_gain(security) -> None:
    tables = Tables(security.at("2022-01-28"), 1, 24, steps=6)
    model = tables.model("none")
    n = len(model.roles.parties)
    for w in (0, 7, 20):
        best = -1.0
        for package in model.worths[0, w]:
            gains = [x - d for x, d in zip(package[:n], model.no_deal[0, w], strict=True)
                     if x < 0.5 * FREE]  # fmt: skip
            best = max(best, min(gains, default=1.0))
        assert room(model)[w] == pytest.approx(min(best, 1.0))


def test_things_are_what_differs_and_nothing_else(security) -> None:
    tables = Tables(security.at("2022-01-28"), 1, 24, steps=6)
    things = case_things(tables, tables.model("none"))
    assert all(np.ptp(thing.values) > 0 for thing in things)
    assert len({(t.kind, t.id) for t in things}) == len(things)
    kinds = {thing.kind for thing in things}
    assert {"reading", "parameter", "knob", "no_deal", "red_line", "room"} <= kinds
