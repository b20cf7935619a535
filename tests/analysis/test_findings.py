"""The whole answer: its contract, that it repeats, that it can be stopped, how it is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from goldenbridge.analysis import Findings, deals
from goldenbridge.analysis.catalogue import CATALOGUE
from goldenbridge.analysis.feasibility import zone as zone_module
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import Case, load
from goldenbridge.errors import SnapshotUnknown

WORLDS = 64

#: What a reader of ``goldenbridge deals --json`` may rely on.
CONTRACT = ["share_with_deal", "u_star", "best_package", "packages", "conflict_sets", "solutions",
            "seed", "case_hash"]  # fmt: skip


@pytest.fixture(scope="module")
def case(kit: Any) -> Case:
    loaded: Case = kit.load(kit.rich)
    return loaded


@pytest.fixture(scope="module")
def found(case: Case) -> Findings:
    return deals(case, worlds=WORLDS, seed=3)


def share(value: object) -> bool:
    """An estimate inside its interval."""
    assert isinstance(value, Mapping)
    low, high = value["interval"]
    return 0 <= low <= value["estimate"] <= high <= 1 and value["worlds"] >= 0


# ------------------------------------------------------------------------------------- contract


def test_the_keys_that_are_promised_are_there(found: Findings, case: Case) -> None:
    data = found.as_dict()
    assert set(CONTRACT) <= set(data)
    assert data["seed"] == 3
    assert data["case_hash"] == case.hash
    assert data["worlds"] == WORLDS


def test_the_three_shares_have_intervals(found: Findings) -> None:
    shares = found.as_dict()["share_with_deal"]
    assert set(shares) == {"red_lines_off", "red_lines_on", "as_losses"}
    assert all(share(one) for one in shares.values())
    assert shares["red_lines_on"]["estimate"] <= shares["as_losses"]["estimate"]
    assert shares["as_losses"]["estimate"] <= shares["red_lines_off"]["estimate"]


def test_the_best_package_is_whole_and_measured_on_fresh_worlds(
    kit: Any, case: Case, found: Findings
) -> None:
    data = found.as_dict()
    best = data["best_package"]
    assert best == data["packages"][0]
    assert set(best["options"]) == set(data["issues"])
    assert best["joint"]["worlds"] == data["worlds_used"]
    sample = Sample.draw(case.at(), 3, WORLDS)
    for key, worlds in (("joint", sample.fresh), ("joint_in_sample", sample.worlds)):
        slow = kit.slow(worlds)
        signed = [slow.signed(world, best["options"]) for world in range(len(worlds))]
        assert best[key]["estimate"] == pytest.approx(np.mean(signed), abs=1e-6), key
    assert best["joint"] != best["joint_in_sample"]  # or the test could not tell them apart
    for package in data["packages"]:
        assert set(package["acceptability"]) == set(data["parties"])
        assert all(share(one) for one in package["acceptability"].values())
        assert share(package["joint"])


def test_u_star_has_its_curve(found: Findings) -> None:
    u = found.as_dict()["u_star"]
    assert u["interval"][0] <= u["estimate"] <= u["interval"][1]
    assert [u["curve"][0]["u"], u["curve"][-1]["u"]] == [0.0, 1.0]
    assert all(share(point["red_lines_on"]) for point in u["curve"])


def test_conflict_sets_name_members_and_solutions_packages(found: Findings) -> None:
    data = found.as_dict()
    assert data["conflict_sets"]
    for conflict in data["conflict_sets"]:
        assert 0 < len(conflict["members"]) <= data["conflict_size_limit"]
        assert share(conflict["share"])
        assert {m["kind"] for m in conflict["members"]} <= {"red_line", "no_deal"}
    assert set(data["solutions"]) == {entry.id for entry in CATALOGUE}
    for one in data["solutions"].values():
        assert set(one["package"]) == set(data["issues"])
        assert set(one["worths"]) == set(data["parties"])


def test_all_of_it_is_json_and_no_not_a_number(found: Findings) -> None:
    text = json.dumps(found.as_dict(), allow_nan=False)
    assert json.loads(text) == json.loads(json.dumps(found.as_dict()))
    assert json.loads(text)["share_with_deal"] == found.as_dict()["share_with_deal"]


def test_a_case_all_of_whose_worlds_contradict_it_is_answered_with_nothing(kit: Any) -> None:
    """At the likeliest values the record holds; the drawn swing is never so small."""
    text = kit.pair.replace("{low: 20, mode: 40, high: 60}", "{low: 99, mode: 99, high: 200}", 1)
    text = text.replace("{x: half, y: full}", "{x: half, y: half}")
    text = text.replace("{x: full, y: none}", "{x: full, y: full}")
    data = deals(kit.load(text), worlds=32).as_dict()
    assert data["worlds_used"] < 5
    json.dumps(data, allow_nan=False)
    assert data["left_out"]["one"]["estimate"] > 0.8


# -------------------------------------------------------------------------------------- repeats


def test_the_same_seed_gives_the_same_answer_and_another_another(
    case: Case, found: Findings
) -> None:
    assert deals(case, worlds=WORLDS, seed=3).as_dict() == found.as_dict()
    other = deals(case, worlds=WORLDS, seed=4).as_dict()
    assert other["u_star"] != found.as_dict()["u_star"]


@pytest.mark.parametrize("chunk", [1, 17, 63])
def test_chunks_change_nothing(
    case: Case, found: Findings, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_module, "CHUNK", chunk)
    assert deals(case, worlds=WORLDS, seed=3).as_dict() == found.as_dict()


def test_chunks_change_nothing_of_a_bundled_case(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = load("european-security")
    whole = deals(bundled, "2023", worlds=100, brief=True).as_dict()
    monkeypatch.setattr(zone_module, "CHUNK", 33)
    assert deals(bundled, "2023", worlds=100, brief=True).as_dict() == whole


# ----------------------------------------------------------------------- stopping, and progress


def test_stopped_early_it_answers_as_so_many_worlds_do(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_module, "CHUNK", 16)
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) == 2  # after two chunks, and never again

    stopped = deals(case, worlds=WORLDS, seed=3, stop=stop)
    assert stopped.interrupted
    assert stopped.as_dict()["worlds"] == 32
    smaller = deals(case, worlds=32, seed=3)
    assert not smaller.interrupted
    assert {**stopped.as_dict(), "interrupted": False} == smaller.as_dict()


def test_stopped_while_asking_what_decides_it_says_so(case: Case, found: Findings) -> None:
    stages: list[str] = []
    stopped = deals(
        case,
        worlds=WORLDS,
        seed=3,
        progress=lambda stage, done: stages.append(stage),
        stop=lambda: stages[-1] == "asking what decides",
    )
    assert stopped.interrupted
    data, whole = stopped.as_dict(), found.as_dict()
    assert len(data["influence"]) == 1 < len(whole["influence"])
    assert data["worlds"] == WORLDS
    same = set(whole) - {"influence", "separates", "interrupted"}
    assert {k: data[k] for k in same} == {k: whole[k] for k in same}


def test_progress_only_goes_forward(case: Case) -> None:
    steps: list[tuple[str, float]] = []
    deals(case, worlds=32, progress=lambda *step: steps.append(step))
    stages = list(dict.fromkeys(stage for stage, _ in steps))
    assert stages == ["drawing worlds", "looking for deals", "choosing packages", "asking why not",
                      "asking what decides"]  # fmt: skip
    for stage in stages:
        done = [fraction for name, fraction in steps if name == stage]
        assert done == sorted(done)
        assert all(0 <= fraction <= 1 for fraction in done)
        assert done[-1] == (0.0 if stage == "drawing worlds" else 1.0)
    assert [stages.index(name) for name, _ in steps] == sorted(
        stages.index(name) for name, _ in steps
    )


def test_brief_leaves_out_what_decides_and_nothing_else(case: Case, found: Findings) -> None:
    brief = deals(case, worlds=WORLDS, seed=3, brief=True)
    assert not brief.interrupted
    data, whole = brief.as_dict(), found.as_dict()
    assert data["influence"] == []
    assert data["best_package"] == whole["best_package"]
    same = set(whole) - {"influence", "influence_worlds", "separates", "packages"}
    assert {k: data[k] for k in same} == {k: whole[k] for k in same}


# ------------------------------------------------------------------------------------ arguments


@pytest.mark.parametrize(
    ("wrong", "told"), [({"worlds": 15}, "worlds: found 15"), ({"seed": -1}, "seed: found -1")]
)
def test_bad_arguments_are_told(case: Case, wrong: dict[str, int], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        deals(case, **wrong)  # type: ignore[arg-type]


def test_an_unknown_snapshot_is_told() -> None:
    with pytest.raises(SnapshotUnknown, match="2099"):
        deals(load("european-security"), "2099")


# ---------------------------------------------------------------------------------------- shown


def test_data_frames_hold_the_same_numbers(found: Findings) -> None:
    data = found.as_dict()
    shares = found.shares
    assert list(shares.columns) == ["share", "low", "high"]
    for key, one in data["share_with_deal"].items():
        assert shares.loc[key].tolist() == [one["estimate"], *one["interval"]]
    packages = found.packages
    assert packages["joint"].tolist() == [p["joint"]["estimate"] for p in data["packages"]]
    assert packages["ben"].tolist() == [p["acceptability"]["ben"]["estimate"]
                                        for p in data["packages"]]  # fmt: skip
    assert packages.iloc[0][list(data["issues"])].to_dict() == data["best_package"]["options"]
    assert len(found.conflict_sets) == len(data["conflict_sets"])
    members = [m["id"] for m in data["conflict_sets"][0]["members"]]
    assert found.conflict_sets["members"][0] == " + ".join(members)
    assert len(found.influence) == sum(len(i["settings"]) for i in data["influence"])
    assert set(found.influence["kind"]) == {"hypothesis", "red_line", "bracket", "swing"}


def test_empty_tables_keep_their_columns(case: Case) -> None:
    brief = deals(case, worlds=16, brief=True)
    assert isinstance(brief.influence, pd.DataFrame)
    assert list(brief.influence.columns) == ["kind", "id", "setting", "spread", "share", "low",
                                             "high"]  # fmt: skip
    none = Findings({**brief.as_dict(), "conflict_sets": []})
    assert list(none.conflict_sets.columns) == ["members", "share", "low", "high"]


def test_it_is_told_on_a_line(found: Findings) -> None:
    told = repr(found)
    on = found.as_dict()["share_with_deal"]["red_lines_on"]["estimate"]
    assert told.startswith("<Findings small at undated: share with a deal: red lines off ")
    assert f"red lines on {on:.2f}" in told
    assert f"{WORLDS} worlds, seed 3>" in told
    no_u = {**found.as_dict(), "u_star": {"estimate": None}}
    assert "u* none" in repr(Findings(no_u))


def test_a_notebook_shows_it_with_its_caveat_and_no_markup_of_the_case(kit: Any) -> None:
    text = kit.rich.replace("title: Border, port, tax and watch",
                            'title: "<script>alert(1)</script> & <b>more</b>"')  # fmt: skip
    case = kit.load(text)
    html = deals(case, worlds=16, brief=True)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;more" in html
    assert "predicts nothing" in html
    assert html.count("<table") == 2
    assert "<script>" not in case._repr_html_()
