"""goldenbridge calibrate, as a person calls it: few crises and waves, so that nothing is fitted."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.analysis.dynamics.calibration.calibrate import HELD
from goldenbridge.analysis.dynamics.calibration.prior import NAMES
from goldenbridge.analysis.dynamics.calibration.shipped import read_points
from goldenbridge.analysis.dynamics.targets import TARGETS
from goldenbridge.cli.calibrate import tell
from goldenbridge.cli.main import main

FEW = ("--runs", 256, "--waves", 1, "--points", 8)


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(list(map(str, args)))
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def calibrate(*args: object) -> int:
    return run("calibrate", *FEW, *args)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calibration")


@pytest.fixture(scope="module")
def whole(folder: Path) -> dict[str, Any]:
    """Everything that the command prints, and writes beside."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert calibrate("--json", "-o", folder / "mine.yaml") == 0
    found = json.loads(out.getvalue())
    assert isinstance(found, dict)
    return found


class TestData:
    def test_says_how_it_was_made(self, whole: dict[str, Any]) -> None:
        how = whole["how"]
        assert (how["runs"], how["points"], how["seed"]) == (256, 8, 1)
        assert how["waves"] == [1] * how["strands"]
        assert how["finished"]
        assert how["measured_seed"] != how["seed"]
        assert whole["about"]["command"].endswith("--runs 256 --waves 1 --points 8 --seed 1")

    def test_every_target_is_met_or_missed_by_its_interval(self, whole: dict[str, Any]) -> None:
        assert set(whole["targets"]) == {target.id for target in TARGETS}
        for name, one in whole["targets"].items():
            if one["role"] == "input":
                assert "met" not in one
                continue
            low, high = one["interval"]
            margin = 1e-3 * abs(high)
            if not (abs(one["simulated"] - low) < margin or abs(one["simulated"] - high) < margin):
                assert one["met"] == (low <= one["simulated"] <= high), name

    def test_points_lie_in_their_priors(self, whole: dict[str, Any]) -> None:
        assert len(whole["points"]) == 8
        for name in NAMES:
            low, high = whole["parameters"][name]["prior"]
            assert all(low <= point[name] <= high for point in whole["points"]), name

    def test_says_what_holding_a_rate_shows(self, whole: dict[str, Any]) -> None:
        assert set(whole["held"]) == set(HELD)
        for name, (held, _) in HELD.items():
            assert whole["held"][name]["held"] == held
            assert {"agreement-mediated", "war-unmediated"} <= set(whole["held"][name]["shown"])

    def test_base_rates_stand_beside(self, whole: dict[str, Any]) -> None:
        assert [row["outcome"] for row in whole["beside"]] == ["agreement", "war", "resumption"]
        for row in whole["beside"]:
            assert row["base_rates"]
            assert "no evidence for the model" in row["compare"]

    def test_the_same_seed_gives_the_same_and_another_another(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert calibrate("--json") == 0
        again = json.loads(capsys.readouterr().out)
        assert again == whole
        assert calibrate("--json", "--seed", 2) == 0
        assert json.loads(capsys.readouterr().out)["points"] != whole["points"]

    def test_what_is_written_is_what_is_printed(self, whole: dict[str, Any], folder: Path) -> None:
        from ruamel.yaml import YAML

        text = (folder / "mine.yaml").read_text(encoding="utf-8")
        written = YAML(typ="safe").load(text)
        printed = {k: v for k, v in whole.items() if k not in ("points", "beside")}
        assert written == printed
        assert text.startswith("# How the generic crisis was calibrated")
        points = read_points((folder / "mine.csv").read_text(encoding="utf-8"))
        assert points.points.tolist() == [
            [point[name] for name in points.names] for point in whole["points"]
        ]


class TestText:
    @pytest.fixture
    def text(self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> str:
        tell(whole)
        return capsys.readouterr().out

    def test_tells_what_is_met_what_is_narrow_and_what_holding_shows(self, text: str) -> None:
        for said in (
            "Met: ", "Figures fitted", "agreement-hazard-0-30", "put in", "not fitted",
            "no-violence", "Rates", "talks.mediators", "one rate held", "no-effect",
            "no evidence for the model", "predicts nothing",
        ):  # fmt: skip
            assert said in " ".join(text.split()), said

    def test_fits_80_columns(self, text: str) -> None:
        assert max(map(len, text.splitlines())) <= 80


class TestInterrupt:
    def test_ends_with_what_is_finished(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from goldenbridge.cli.watch import Watch

        tell = Watch.progress

        def progress(self: Watch, stage: str, fraction: float) -> None:
            tell(self, stage, fraction)
            self.stopped = self.stopped or stage == "holding apart: effect"

        monkeypatch.setattr(Watch, "progress", progress)
        assert calibrate("--json") == 0
        out, err = capsys.readouterr()
        found = json.loads(out)
        assert not found["how"]["finished"]
        assert list(found["held"]) == ["no-effect"]
        assert found["targets"]["war"]["simulated"] >= 0
        assert "Stopped early" in err
        assert "matching" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--runs", "10"], "10"),
        (["--waves", "0"], "0"),
        (["--points", "1"], "1"),
        (["-o", "mine.txt"], "ending in .yaml"),
        (["-o", "nowhere/mine.yaml"], "no folder nowhere"),
        (["a case"], "unexpected extra argument"),
    ],
)
def test_called_wrongly(args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calibrate", *args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from goldenbridge.cli.main import main\n"
        "try: main(['calibrate', '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert "base rates" in done.stdout
    assert not {"numpy", "numba", "rich", "goldenbridge.analysis"} & set(done.stderr.split())
