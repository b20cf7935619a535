"""Policies on the same worlds and the same luck: what they share cancels, and signs agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.dynamics import tables as tables_module
from goldenbridge.analysis.dynamics.compare import Comparison, compare
from goldenbridge.analysis.dynamics.model import Bad
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES, compared
from goldenbridge.analysis.dynamics.schedule import PolicyUnknown
from goldenbridge.analysis.dynamics.simulate import simulate
from goldenbridge.case import Case

ASKED: dict[str, Any] = {"runs": 512, "worlds": 128, "seed": 3, "steps": 24}


@pytest.fixture(scope="module")
def case(kit: Any, crisis: str) -> Case:
    made: Case = kit.load(crisis)
    return made


@pytest.fixture(scope="module")
def found(case: Case) -> Comparison:
    return compare(case, ["none", "sweet", "late", "steps"], **ASKED)


def pair(told: Mapping[str, Any], a: str, b: str) -> dict[str, Any]:
    one: dict[str, Any] = next(p for p in told["differences"] if (p["a"], p["b"]) == (a, b))
    return one


def test_what_others_rely_on(found: Comparison, case: Case) -> None:
    told = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert list(told["policies"]) == ["none", "sweet", "late", "steps"]
    assert len(told["differences"]) == 6
    for one in (*told["policies"].values(), *told["differences"]):
        for name in ("agreement", "war", "ceasefire", "durable", "months_to_agreement"):
            assert {"estimate", "interval"} <= set(one[name])
        assert set(one["costs"]) == {"ana", "ben", "cyr", "eva"}
    assert (told["runs"], told["seed"], told["case_hash"]) == (512, 3, case.hash)
    assert (told["interrupted"], told["left_out"]) == (False, [])
    assert told["readings"]["against"] == "none"
    assert len(found.differences) == 6 * len(OUTCOMES)
    assert list(found.outcomes.index) == list(told["policies"])
    assert "none" in repr(found)
    assert "<table" in found._repr_html_()


def test_each_policy_is_told_as_alone(found: Comparison, case: Case) -> None:
    alone = simulate(case, "steps", **ASKED).as_dict()
    beside = found.as_dict()["policies"]["steps"]
    for one in OUTCOMES:
        assert beside[one.name] == alone[one.name]
    assert beside["costs"] == alone["costs"]
    assert {k: beside[k] for k in alone["policy"]} == alone["policy"]


def test_against_itself_a_policy_changes_nothing(found: Comparison) -> None:
    """Exactly nothing, and closely so: the luck is the same."""
    runs = found.runs["sweet"]
    for one in OUTCOMES:
        told = compared(runs, runs)[one.name]
        assert told.estimate == 0
        assert told.low is not None
        assert told.high is not None
        assert told.low <= 0 <= told.high
        alone = found.as_dict()["policies"]["sweet"][one.name]["interval"]
        assert told.high - told.low <= 0.06
        if one.is_share and alone[1] - alone[0] > 0.1:
            assert told.high - told.low < 0.6 * (alone[1] - alone[0])


def test_before_it_begins_a_policy_has_no_part(found: Comparison) -> None:
    none, late = found.runs["none"], found.runs["late"]
    over = none["month"] < 6.0
    assert 50 < over.sum() < 512
    np.testing.assert_array_equal(none.rows[over], late.rows[over])
    assert (late["month"][~over] >= 6.0).all()
    assert not np.array_equal(none.rows[~over], late.rows[~over])
    sweet = found.runs["sweet"]
    assert not np.array_equal(none.rows[over], sweet.rows[over])


def test_differences_are_those_of_the_rows_and_turn_round(found: Comparison, case: Case) -> None:
    told = found.as_dict()
    turned = compare(case, ["sweet", "none"], **ASKED).as_dict()
    there, back = pair(told, "none", "sweet"), pair(turned, "sweet", "none")
    for one in OUTCOMES:
        assert there[one.name]["estimate"] == pytest.approx(-back[one.name]["estimate"], abs=2e-6)
        low, high = there[one.name]["interval"]
        assert [-high, -low] == pytest.approx(back[one.name]["interval"], abs=2e-6)
        if one.where is None:
            a, b = one.value(found.runs["none"]), one.value(found.runs["sweet"])
            apart = a.astype(float).mean() - b.astype(float).mean()
            assert there[one.name]["estimate"] == pytest.approx(apart, abs=1e-6)
            assert low - 1e-6 <= apart <= high + 1e-6
        most = 1.0 if one.is_share else {"peak_rung": 8.0}.get(one.name, np.inf)
        assert -most <= low <= high <= most
    for side, other in (("more", "less"), ("less", "more")):
        for name in ("agreement", "war"):
            assert there["worlds_where"][name][side] == back["worlds_where"][name][other]
    worlds = there["worlds_where"]["agreement"]
    assert worlds["more"]["estimate"] + worlds["less"]["estimate"] <= 1


def test_the_same_luck_narrows_the_difference(found: Comparison, case: Case) -> None:
    """Against two simulations of other seeds, whose errors add up."""
    low, high = pair(found.as_dict(), "none", "late")["agreement"]["interval"]
    several = [
        one.as_dict()["agreement"]["interval"]
        for one in (simulate(case, **ASKED), simulate(case, "late", **{**ASKED, "seed": 4}))
    ]
    apart = np.sqrt(sum((b - a) ** 2 for a, b in several))
    assert high - low < 0.75 * apart


def test_unknown_policies_are_refused_before_any_is_run(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_module, "pool", lambda *given: pytest.fail("a search began"))
    with pytest.raises(PolicyUnknown):
        compare(case, ["none", "swet"], runs=64)
    with pytest.raises(Bad, match="found none to compare"):
        compare(case, [], runs=64)
    with pytest.raises(Bad, match="simulate --parts FOLDER"):
        compare(case, runs=2_000_000)


def test_asked_to_stop_it_keeps_what_is_finished(case: Case) -> None:
    asked = iter([False, True, True, True])
    found = compare(case, None, stop=lambda: next(asked), runs=64, steps=18)
    told = found.as_dict()
    assert found.interrupted
    assert list(told["policies"]) == ["none", "sweet"]
    assert told["left_out"] == ["late", "steps", "dated"]
    assert len(told["differences"]) == 1


def test_a_policy_named_twice_counts_once(case: Case) -> None:
    told = compare(case, ["sweet", "sweet"], runs=32, steps=3).as_dict()
    assert list(told["policies"]) == ["sweet"]
    assert told["differences"] == []
    assert told["readings"]["against"] == "sweet"
