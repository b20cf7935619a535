"""One run told: it is the run that was made, and what is told of it follows from its path."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.explain import IN_WORDS, OWN, explain
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Bad
from goldenbridge.analysis.dynamics.run import watch
from goldenbridge.analysis.dynamics.schedule import PolicyUnknown
from goldenbridge.analysis.dynamics.simulate import simulate, tables_of
from goldenbridge.analysis.dynamics.state import CRISIS, EVENTS, HYPOTHESES
from goldenbridge.case import Case

ASKED: dict[str, Any] = {"runs": 96, "worlds": 48, "seed": 6, "steps": 24}
ENDINGS = ("none", "agreement", "lapse")


@pytest.fixture(scope="module")
def case(kit: Any, crisis: str) -> Case:
    made: Case = kit.load(crisis)
    return made


@pytest.fixture(scope="module")
def rows(case: Case) -> Any:
    return simulate(case, "steps", **ASKED).rows


@pytest.fixture(scope="module")
def told(case: Case) -> list[dict[str, Any]]:
    return [explain(case, "steps", run, **ASKED).as_dict() for run in range(0, 96, 4)]


def test_the_run_told_is_the_run(told: list[dict[str, Any]], rows: Any) -> None:
    assert {one["ending"] for one in told} == set(ENDINGS)
    for one in told:
        row = rows.iloc[one["run"]]
        assert one["ending"] == ENDINGS[int(row["ending"])]
        events = [e for month in one["months"] for e in month["events"]]
        counts = {kind.name: sum(e["event"] == kind.name for e in events) for kind in EVENTS}
        assert counts["up"] == row["steps_up"]
        assert counts["slip"] == row["slips"]
        assert counts["down"] == row["steps_down"]
        assert counts["suspend"] == row["suspensions"]
        assert (counts["mediate"] > 0) == (row["mediated"] > 0)
        assert (counts["cease"] > 0) == (row["ceasefire"] > 0)
        assert counts["agree"] == (one["ending"] == "agreement")
        assert counts["lapse"] == (one["ending"] == "lapse")
        peak = max([4, *(e["rung"] for e in events if e["event"] in ("up", "slip"))])
        assert peak == row["peak"]
        if one["ending"] == "agreement":
            assert events[-1]["month"] == pytest.approx(row["month"], abs=1e-6)
            assert one["package"]
            assert one["end"].startswith(f"Signed after {row['month']:.1f} months")
        else:
            assert one["package"] is None
            assert one["held_months"] is None
        for party, cost in one["costs"].items():
            assert cost == pytest.approx(row[f"cost.{party}"], abs=1e-6)


def test_months_are_in_order_and_whole(told: list[dict[str, Any]], rows: Any) -> None:
    for one in told:
        months = [m["month"] for m in one["months"]]
        assert months == list(range(len(months)))
        assert len(months) == max(1, int(np.ceil(rows.iloc[one["run"]]["month"] - 1e-9)))
        last = -1.0
        for month in one["months"]:
            for event in month["events"]:
                assert month["month"] - 1e-6 <= event["month"] <= month["month"] + 1 + 1e-6
                assert event["month"] >= last
                last = event["month"]
            assert 0 <= month["rung"] <= 8
            assert 0 <= month["trust"] <= 1
            assert -1 <= month["balance"] <= 1
            assert month["war"] == (month["rung"] >= 7)
    json.dumps(told, allow_nan=False)


def test_drivers_are_others_and_no_more_than_three(told: list[dict[str, Any]]) -> None:
    names = {one.name for one in MECHANISMS}
    assert set(IN_WORDS) == names
    own = {EVENTS[number].name: owner for number, owner in OWN.items()}
    events = [e for one in told for m in one["months"] for e in m["events"]]
    assert any(e["drivers"] for e in events)
    for event in events:
        factors = [d["factor"] for d in event["drivers"]]
        assert len(factors) <= 3
        assert all(abs(np.log(f)) >= np.log(1.1) - 1e-3 for f in factors)
        assert [abs(np.log(f)) for f in factors] == sorted(
            (abs(np.log(f)) for f in factors), reverse=True
        )
        for driver in event["drivers"]:
            assert driver["mechanism"] in names
            assert driver["mechanism"] != own.get(event["event"])


def test_drivers_are_those_of_mechanisms_that_act(case: Case) -> None:
    for run in (0, 8, 20):
        one = explain(case, "steps", run, without=("calendar", "audience"), **ASKED).as_dict()
        for month in one["months"]:
            several = [*month["moved"].values(), *(e["drivers"] for e in month["events"])]
            named = {d["mechanism"] for drivers in several for d in drivers}
            assert not named & {"calendar", "audience"}


def test_windows_told_agree_with_the_path(case: Case, told: list[dict[str, Any]]) -> None:
    tables = tables_of(
        case, None, ASKED["runs"], ASKED["seed"], worlds=ASKED["worlds"], steps=ASKED["steps"]
    )
    model = tables.model("steps")
    names = [variable.name for variable in CRISIS]
    opened = 0
    for one in told:
        paths = watch(model, np.array([one["run"]]), ASKED["seed"])
        window = paths.crisis[0, :, names.index("window")]
        for step, month in enumerate(one["months"]):
            if step + 1 < len(window) and not np.isnan(window[step + 1]):
                assert month["window"] == (window[step + 1] > 0)
            said = " ".join(month["told"])
            turned = step and not np.isnan(window[step + 1]) and window[step + 1] != window[step]
            assert ("window for a deal" in said) == bool(turned)
            if turned:
                opened += 1
                word = "opens" if window[step + 1] else "closes"
                assert f"window for a deal {word}" in said
    assert opened > 3


def test_the_beginning_tells_policy_rung_and_readings(told: list[dict[str, Any]]) -> None:
    for one in told:
        assert one["beginning"].startswith("Winter, step by step. The crisis stands at build-up")
        for name, reading in one["readings"].items():
            known = next(h.readings for h in HYPOTHESES if h.name == name)
            assert reading in known
            assert f"{name.replace('_', ' ')}: {reading.replace('_', ' ')}" in one["beginning"]


def test_sentences_stand_in_order_and_name_no_code(case: Case) -> None:
    one = explain(case, "steps", 8, **ASKED)
    assert one.sentences
    assert str(one).splitlines()[0] == one.as_dict()["beginning"]
    assert str(one).splitlines()[-1] == one.as_dict()["end"]
    assert all(line.startswith("Month ") and line.endswith(".") for line in one.sentences)
    assert not any("_" in line for line in one.sentences)
    assert "<Explanation run 8 of" in repr(one)


@pytest.mark.parametrize("run", [-1, 2**53, 2**70])
def test_runs_that_cannot_be(case: Case, run: int) -> None:
    with pytest.raises(Bad, match=f"run: found {run}, wanted 0 or more"):
        explain(case, run=run, **ASKED)


def test_a_policy_that_is_not_there(case: Case) -> None:
    with pytest.raises(PolicyUnknown):
        explain(case, "swet", **ASKED)


def test_more_worlds_than_the_usual_runs(case: Case) -> None:
    """A run of a simulation of many runs in as many worlds can be told by its worlds alone."""
    one = explain(case, run=3, worlds=128, runs=64, steps=2).as_dict()
    assert one["worlds"] == 128
