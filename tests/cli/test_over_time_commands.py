"""simulate, compare and explain, as a person calls them."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.cli.main import main

#: Two farms that have quarrelled over water, with a dam to threaten and courses to take.
CASE = """
goldenbridge: 1
title: Two farms
parties:
  north: {name: North farm, consent: always}
  south: {name: South farm, consent: always}
issues:
  water: {name: Water, options: {none: None, half: Half, all: All}, default: none}
  road: {name: Road, options: {shut: Shut, open: Open}, default: shut}
worths:
  north:
    main: water
    swings: {road: {low: 20, mode: 40, high: 60}}
    values: {water: {none: 0, half: 60, all: 100}, road: {shut: 100, open: 0}}
  south:
    main: water
    swings: {road: {low: 50, mode: 70, high: 90}}
    values: {water: {none: 100, half: 70, all: 0}, road: {shut: 0, open: 100}}
no_deal:
  north:
    refused: {theirs: {package: {water: none, road: open}}}
    offered: {ours: {package: {water: all}}}
  south:
    refused: {theirs: {package: {water: all}}}
    offered: {ours: {package: {water: half, road: open}}}
levers:
  dam:
    name: A dam
    kind: measure
    holder: north
    effects: [{firmness: south, shift: -0.2}]
    turns: {sanctions: 0.6}
  relief:
    name: Water in dry months
    kind: relief
    holder: north
    effects: [{worth: {party: south, when: {water: half}}, points: 10}]
    turns: {guarantees: 0.4}
    excludes: [dam]
dynamics:
  first: [north]
  second: [south]
  fighters: [north, south]
  begin: {rung: 3, talks: true}
policies:
  stick: {name: "A stick, and a name so long that no column of a terminal holds it in one line",
          schedule: [{levers: [dam]}]}
  carrot:
    {name: A carrot, text: Water in dry months from the first day., schedule: [{levers: [relief]}]}
  late: {name: Late, schedule: [{start: 24, levers: [relief]}]}
snapshots:
  "2031-01-01": {title: Winter}
"""

SMALL = ("--runs", 96, "--steps", 12)


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(list(map(str, args)))
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    def made(text: str) -> Path:
        folder = tmp_path_factory.mktemp("case") / "farms"
        folder.mkdir()
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        (folder / "sources.yaml").write_text("notes: {title: Notes}\n", encoding="utf-8")
        return folder

    return made


@pytest.fixture(scope="module")
def farms(write: Callable[[str], Path]) -> Path:
    return write(CASE)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def words(text: str) -> str:
    return " ".join(text.split())


def test_simulate_tells_figures_and_how_to_follow_one_run(
    farms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", farms, "--policy", "carrot", *SMALL, "--seed", 2,
               "--set", "talks.opening=1,2,3", "--without", "calendar") == 0  # fmt: skip
    out, err = capsys.readouterr()
    assert "…" not in out
    lines = out.splitlines()
    (command,) = [line for line in lines if "goldenbridge explain" in line]
    assert all(len(line) <= 80 for line in lines if line != command)
    assert "Two farms, Winter: A carrot" in out
    assert "Water in dry months from the first day." in out
    assert "96 runs of 12 months in 96 worlds, seed 2." in words(out)
    assert "predicts nothing" in words(out)
    assert "simulating …" in err
    # The command that is told tells a run of these very runs.
    assert run("simulate", farms, "--policy", "carrot", *SMALL, "--seed", 2,
               "--set", "talks.opening=1,2,3", "--without", "calendar", "--json") == 0  # fmt: skip
    whole = json.loads(capsys.readouterr().out)
    asked = shlex.split(command)[1:]
    assert run(*asked, "--json") == 0
    one = json.loads(capsys.readouterr().out)
    assert one["policy"]["id"] == "carrot"
    assert (one["seed"], one["worlds"], one["run"]) == (2, whole["worlds"], 0)
    assert len(one["months"]) <= 12
    assert asked[2:] == shlex.split(
        "--seed 2 --worlds 96 --steps 12 --set talks.opening=1,2,3 --without calendar"
    )


def test_json_has_the_keys_that_others_rely_on(
    farms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", farms, *SMALL, "--snapshot", "2031-01-01", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    for name in ("agreement", "war", "ceasefire", "durable", "months_to_agreement", "peak_rung"):
        assert {"estimate", "interval"} <= set(told[name])
    assert (told["runs"], told["seed"], told["snapshot"]) == (96, 1, "2031-01-01")
    assert re.fullmatch(r"[0-9a-f]{16,}", told["case_hash"].removeprefix("sha256:"))

    assert run("compare", farms, "none", "carrot", *SMALL, "--json") == 0
    side_by_side = json.loads(capsys.readouterr().out)
    assert list(side_by_side["policies"]) == ["none", "carrot"]
    for name in ("agreement", "war", "ceasefire", "durable", "months_to_agreement", "peak_rung"):
        assert side_by_side["policies"]["none"][name] == told[name]
        assert {"estimate", "interval"} <= set(side_by_side["differences"][0][name])


def test_compare_fits_a_terminal(farms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", farms, "--runs", 96) == 0
    out = capsys.readouterr().out
    assert "…" not in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "Against: Nothing new" in out
    assert "no column of a terminal" in words(out.replace("\n", " ")) or "terminal" in out
    for heading in ("agreed %", "war %", "durable %", "peak rung"):
        assert heading in out
    assert "-0.0" not in out
    assert "−0.0 " not in out


def test_figures_at_their_widest_fit(capsys: pytest.CaptureFixture[str]) -> None:
    from goldenbridge.cli.compare import _tell

    wide = {"estimate": -1.0, "interval": [-1.0, -0.999]}
    eight = {"estimate": 8.0, "interval": [7.9, 8.0]}
    figures = dict.fromkeys(("agreement", "war", "durable"), wide)
    most = {key: {"estimate": 1.0, "interval": [0.999, 1.0]} for key in figures}
    policy = {"name": "A name of several words that goes on", **most, "peak_rung": eight}
    _tell({
        "title": "T", "snapshot_title": "S", "what": {"war": "war"}, "runs": 10**8,
        "horizon_months": 72000.0, "worlds_used": 10**6, "seed": 2**63 - 1, "caveat": "C",
        "base_rates": [],
        "policies": {"a": policy, "b": policy},
        "differences": [{"a": "a", "b": "b", **figures}],
    })  # fmt: skip
    out = capsys.readouterr().out
    assert "…" not in out
    assert out.count("+100.0 (+99.9,") == 3
    assert all(len(line) <= 80 for line in out.splitlines())


def test_explain_tells_months_in_order(farms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", f"{farms}:stick:3", "--seed", 4) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert out.startswith("Two farms, run 3\n")
    months = [float(m) for m in re.findall(r"^Month (\d+\.\d):", out, flags=re.MULTILINE)]
    assert months
    assert months == sorted(months)
    assert "it predicts nothing" in words(out)
    assert run("explain", f"{farms}@2031-01-01:stick:3", "--seed", 4) == 0
    assert capsys.readouterr().out == out


def test_a_folder_with_an_at_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "me@home" / "farms"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "sources.yaml").write_text("notes: {title: Notes}\n", encoding="utf-8")
    assert run("explain", f"{folder}:none:0", *SMALL, "--json") == 0
    assert json.loads(capsys.readouterr().out)["run"] == 0
    assert run("explain", f"{folder}@2031-01-01:none:0", *SMALL, "--json") == 0
    assert json.loads(capsys.readouterr().out)["snapshot"] == "2031-01-01"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("simulate", "CASE", "--policy", "carot"), 'Did you mean "carrot"'),
        (("simulate", "CASE", "--policy", "\x1b[31mred"), "There is no policy"),
        (("simulate", "CASE", "--snapshot", "2031-01-02"), "2031-01-01"),
        (("simulate", "CASE", "--policy", "late", "--steps", 6), 'The policy "late" names 24'),
        (("simulate", "CASE", "--runs", 15), "--runs"),
        (("simulate", "CASE", "--runs", 64, "--worlds", 65), "wanted 16 to the number of runs"),
        (("simulate", "CASE", "--runs", 100_000_000), "--parts FOLDER"),
        (("simulate", "CASE", "--seed", -1), "--seed"),
        (("simulate", "CASE", "--seed", 2**63), "--seed"),
        (("simulate", "CASE", "--steps", 6001), "--steps"),
        (("simulate", "CASE", "--step-days", "nan"), "step"),
        (("simulate", "CASE", "--set", "talks.openin=2"), 'Did you mean "talks.opening"'),
        (("simulate", "CASE", "--set", "talks.opening"), "wanted NAME=VALUE"),
        (("simulate", "CASE", "--set", "talks.opening=1,2"), "wanted NAME=VALUE"),
        (("simulate", "CASE", "--set", "talks.opening=3,2,1"), "in this order"),
        (("simulate", "CASE", "--set", "talks.opening=nan"), "wanted a number"),
        (
            ("simulate", "CASE", "--set", "talks.opening=-1"),
            "talks.opening: found -1, wanted 0 to 1000",
        ),
        (("simulate", "CASE", "--set", "a\x1b[31m=1"), "wanted a name without control"),
        (("simulate", "CASE", "--set", "talks.trust=2"), "outside 0 to 1"),
        (("simulate", "CASE", "--set", "a=1", "--set", "a=2"), "set twice"),
        (("simulate", "CASE", "--reading", "losses"), "wanted HYPOTHESIS=READING"),
        (("simulate", "CASE", "--reading", "losses=win"), "wanted one of talks"),
        (
            ("simulate", "CASE", "--reading", "losses=talks", "--reading", "losses=openness"),
            "only one can hold",
        ),
        (("simulate", "CASE", "--without", "magic"), "wanted one of calendar"),
        (("simulate", "CASE", "--processes", 2), "go with --parts"),
        (("simulate", "CASE", "--shard", "1/2"), "go with --parts"),
        (("simulate", "no-such-case"), "no-such-case"),
        (("compare", "CASE", "none", "carot"), 'Did you mean "carrot"'),
        (("compare", "CASE", "--runs", 64, "--steps", 6), 'The policy "late" names 24'),
        (("explain", "CASE"), "wanted CASE:POLICY:NUMBER"),
        (("explain", "CASE:none:-1"), "wanted CASE:POLICY:NUMBER"),
        (("explain", "CASE:none:x"), "wanted CASE:POLICY:NUMBER"),
        (("explain", "CASE:none:99999999999999999999"), "wanted 0 or more"),
        (("explain", "CASE:carot:1"), 'Did you mean "carrot"'),
        (("explain", "CASE@2031-01-02:none:1"), "2031-01-01"),
        (("explain", "CASE@2031-01-01:none:1", "--snapshot", "2031-02-02"), "--snapshot says"),
    ],
)
def test_mistakes_are_told_and_end_with_2(
    farms: Path, capsys: pytest.CaptureFixture[str], asked: tuple[object, ...], said: str
) -> None:
    assert run(*(str(part).replace("CASE", str(farms)) for part in asked)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in words(err)
    assert "Traceback" not in err
    assert "bug" not in err
    assert "\x1b[31mred" not in err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("levers: [dam]", "levers: [dm]"), 'Did you mean "dam"'),
        (("levers: [dam]", "levers: [dam, relief]"), "exclude each other"),
        (("{levers: [dam]}", "{levers: [dam]}, {start: 3, levers: [relief]}"), "still pulled"),
        (("levers: [dam]", 'start: "2022-02-30", levers: [dam]'), "a date that exists"),
        (("levers: [dam]", 'start: "2030-01-01", levers: [dam]'), "before the snapshot"),
        (("levers: [dam]", "start: 601, levers: [dam]"), "600"),
        (("levers: [dam]", f"levers: [{', '.join(['dam'] * 65)}]"), "64"),
        (("levers: [dam]", "turns: {sanctions: 1.5}"), "-1 to 1"),
        (("levers: [dam]", "turns: {sanctions: .nan}"), "nan"),
        (("levers: [dam]", "turns: {sanction: 0.5}"), 'Did you mean "sanctions"'),
        (("rung: 3", "rung: 9"), "8"),
        (("rung: 3", "rung: 3, balance: -1.5"), "-1 to 1"),
        (("rung: 3", "rung: 3, war_months: 601"), "600"),
        (("rung: 3", "rung: 3.5"), "rung"),
        (("begin:", f"vouched: {'{a: ' * 30}1{'}' * 30}\n  begin:"), "nest"),
        (("name: A carrot", 'name: "A \\e[31mcarrot"'), "control character"),
    ],
)
def test_cases_that_cannot_be_end_with_3(
    write: Callable[[str], Path], capsys: pytest.CaptureFixture[str], change: tuple[str, str],
    said: str,
) -> None:  # fmt: skip
    assert CASE.count(change[0]) >= 1
    folder = write(CASE.replace(*change, 1))
    assert run("simulate", folder, *SMALL) == 3
    err = capsys.readouterr().err
    assert said in words(err)
    assert "Traceback" not in err
    assert "\x1b[31m" not in err.replace("\x1b[31m\x1b[1mError", "")


def test_a_policy_on_levers_that_a_snapshot_lacks_says_what_to_do(
    write: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    later = (
        '  "2031-06-01": {title: Summer, changes: {levers: {dam: null, relief: {excludes: []}}}}\n'
    )
    assert run("simulate", write(CASE + later), *SMALL) == 3
    err = words(capsys.readouterr().err)
    assert 'the lever "dam" is absent from the snapshot 2031-06-01' in err
    assert "Remove the policy stick there (set it to null under changes)" in err
    mended = later.replace("[]}}}", "[]}}, policies: {stick: null}}")
    assert run("simulate", write(CASE + mended), *SMALL, "--snapshot", "2031-06-01") == 0
    assert run("simulate", write(CASE + mended), *SMALL, "--snapshot", "2031-06-01",
               "--policy", "stick") == 2  # fmt: skip


def test_runs_are_kept_in_parts_and_gone_on_with(
    farms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("simulate", farms, "--policy", "carrot", *SMALL)
    parts = tmp_path / "parts"
    assert run(*asked, "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    assert run(*asked, "--parts", parts, "--json") == 0
    kept = json.loads(capsys.readouterr().out)
    for name in ("agreement", "war", "ceasefire", "durable"):
        assert kept[name]["estimate"] == pytest.approx(whole[name]["estimate"], abs=1e-6)
        assert kept[name]["interval"] == pytest.approx(whole[name]["interval"], abs=1e-6)
    assert (kept["runs"], kept["seed"], kept["case_hash"]) == (96, 1, whole["case_hash"])
    files = {p: p.stat().st_mtime_ns for p in parts.rglob("*.parquet")}
    assert files
    assert run(*asked, "--parts", parts) == 0
    out, _err = capsys.readouterr()
    assert "96 runs in" in " ".join(out.split())  # a long path breaks the line
    assert {p: p.stat().st_mtime_ns for p in parts.rglob("*.parquet")} == files
    # One part lost is made again, and it is the same.
    lost = sorted(files)[-1]
    before = lost.read_bytes()
    lost.unlink()
    assert run(*asked, "--parts", parts, "--processes", 2) == 0
    assert lost.read_bytes() == before
    # Another policy does not go into the same folder.
    assert run("simulate", farms, "--policy", "stick", *SMALL, "--parts", parts) != 0
    assert "Traceback" not in capsys.readouterr().err


def test_shards_share_a_folder(
    farms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("simulate", farms, "--runs", 100_001, "--steps", 1, "--parts", tmp_path / "parts")
    assert run(*asked, "--shard", "1/2", "--json") == 0
    part = json.loads(capsys.readouterr().out)["runs"]
    assert 0 < part < 100_001
    assert run(*asked, "--shard", "2/2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["runs"] == 100_001
    # More shares than parts are a mistake of the caller's, and none of ours.
    assert run(*asked, "--shard", "4/4") == 2
    err = capsys.readouterr().err
    assert "100,001 runs make so many pieces" in words(err)
    assert "bug" not in err


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_interrupted_between_policies_compare_ends_with_those_finished(
    farms: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = importlib.import_module("goldenbridge.analysis.dynamics.compare")

    assert threading.current_thread() is threading.main_thread()
    plain: Any = module.run
    made: list[int] = []

    def and_interrupt(*given: Any) -> Any:
        made.append(1)
        if len(made) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return plain(*given)

    monkeypatch.setattr(module, "run", and_interrupt)
    assert run("compare", farms, "--runs", 96, "--json") == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert list(told["policies"]) == ["none", "stick"]
    assert told["left_out"] == ["carrot", "late"]
    assert "Stopped early; left out: carrot, late." in err


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_interrupted_simulate_sums_up_what_is_there(
    farms: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = importlib.import_module("goldenbridge.analysis.dynamics.simulate")

    monkeypatch.setattr(module, "BLOCK", 32)
    plain: Any = module.run

    def and_interrupt(*given: Any, **more: Any) -> Any:
        found = plain(*given, **more)
        os.kill(os.getpid(), signal.SIGINT)
        return found

    monkeypatch.setattr(module, "run", and_interrupt)
    assert run("simulate", farms, *SMALL) == 0
    out, err = capsys.readouterr()
    assert "Stopped early, after 32 of 96 runs." in err
    assert "32 runs of 12 months" in words(out)
