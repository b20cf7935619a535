"""The calibration that comes along: it still holds for the code as it is, and says what it must."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.calibrate import HELD, measured
from goldenbridge.analysis.dynamics.calibration.file import points_text, record
from goldenbridge.analysis.dynamics.calibration.inputs import AGREEMENTS, CEASEFIRES
from goldenbridge.analysis.dynamics.calibration.prior import FREE, NAMES
from goldenbridge.analysis.dynamics.calibration.shipped import read_points, shipped
from goldenbridge.analysis.dynamics.calibration.simulated import CHECKS, figures
from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.targets import TARGETS

RECORD = record()
TEXT = (Path(__file__).parents[4] / "docs/explanation/calibration.md").read_text(encoding="utf-8")

AGAIN = """
The generic crisis no longer shows what its calibration says: a mechanism, a range or the crisis
itself has changed. Calibrate it again, and put the new figures into its page:
    goldenbridge calibrate -o src/goldenbridge/bundled/calibration.yaml
    docs/explanation/calibration.md
"""


class TestTheCodeStillShowsIt:
    def test_figures_come_out_again(self) -> None:
        """Same crises and luck, so they are equal as long as nothing has changed."""
        how = RECORD["how"]
        shown = measured(shipped(), how["measured_runs"], how["measured_seed"])
        changed = [
            f"    {name}: recorded {one['simulated']}, now {shown[name].value:.4f}"
            for part in ("targets", "checks")
            for name, one in RECORD[part].items()
            if abs(shown[name].value - one["simulated"]) > 3 * one["error"] + 1e-9
        ]
        assert not changed, AGAIN + "\n".join(changed)

    def test_the_generic_crisis_as_anybody_runs_it_shows_it_too(self) -> None:
        """Other crises and luck, and several runs a world: within sampling error."""
        worlds, seed = 2000, 11
        shown = figures(run(generic(worlds, seed), 8000, seed), seed)
        for name, one in RECORD["targets"].items():
            if name == "resumption-ceasefire":
                continue
            # Runs nest in worlds, which may double an interval.
            room = 4 * np.hypot(2 * shown[name].error, one["error"])
            assert shown[name].value == pytest.approx(one["simulated"], abs=room), AGAIN


class TestTheRecordIsWhole:
    def test_it_says_where_it_is_from(self) -> None:
        assert set(RECORD["about"]) == {"made", "version", "command", "targets"}
        how = RECORD["how"]
        assert how["finished"]
        assert how["measured_seed"] != how["seed"]
        assert [len(log) - 1 for log in how["log"]] == how["waves"]
        assert len(how["log"]) == how["strands"]
        assert how["points"] == len(shipped().points)
        for flag in ("runs", "points", "seed"):
            assert f"--{flag} {how[flag]}" in RECORD["about"]["command"]

    def test_every_free_rate_has_its_range_and_its_verdict(self) -> None:
        assert tuple(RECORD["parameters"]) == NAMES
        for free in FREE:
            one = RECORD["parameters"][free.name]
            assert one["prior"] == [free.low, free.high]
            assert free.low <= one["low"] <= one["mode"] <= one["high"] <= free.high
            wanted = (
                "identified" if one["width"] < 0.5 else "in part" if one["width"] < 0.8 else "not"
            )
            if abs(one["width"] - 0.5) > 0.005 and abs(one["width"] - 0.8) > 0.005:
                assert one["identified"] == wanted

    def test_ranges_are_those_of_the_points(self) -> None:
        names, points = shipped().names, shipped().points
        assert names == (*NAMES, CEASEFIRES, AGREEMENTS)
        for name in NAMES:
            low, high = np.quantile(points[:, names.index(name)], (0.05, 0.95))
            one = RECORD["parameters"][name]
            assert one["low"] == pytest.approx(low, rel=0.02, abs=0.01)
            assert one["high"] == pytest.approx(high, rel=0.02, abs=0.01)
        for name, value in RECORD["put_in"].items():
            assert set(points[:, names.index(name)]) == {value}

    def test_points_are_of_use_as_a_set(self) -> None:
        """Not one point many times over."""
        points = shipped().points
        assert len(np.unique(points, axis=0)) > 0.9 * len(points)

    def test_every_target_stands_there_as_it_is(self) -> None:
        assert list(RECORD["targets"]) == [target.id for target in TARGETS]
        for target in TARGETS:
            one = RECORD["targets"][target.id]
            assert one["value"] == pytest.approx(target.value)
            if target.role == "input":
                assert "met" not in one
            else:
                assert target.interval is not None
                assert one["interval"] == pytest.approx(target.interval, abs=0.051)
        assert set(RECORD["checks"]) == set(CHECKS)

    def test_points_are_written_as_they_are_read(self) -> None:
        assert read_points(points_text(shipped())).points.tolist() == shipped().points.tolist()


class TestWhatIsSaid:
    def test_most_targets_are_met_and_none_is_far_off(self) -> None:
        told = [one for one in RECORD["targets"].values() if "met" in one]
        assert sum(one["met"] for one in told) >= 0.8 * len(told)
        assert max(one["off"] for one in told) < 3.0
        assert RECORD["how"]["distance"] < 1.1

    def test_no_effect_of_mediation_is_identified(self) -> None:
        """With and without an effect the cross-tab comes out alike: the targets cannot tell."""
        assert set(RECORD["held"]) == set(HELD)
        for name in ("no-effect", "effect"):
            one = RECORD["held"][name]
            assert one["nearest"] <= 1.0
            for target in ("agreement-mediated", "agreement-unmediated",
                           "war-mediated", "war-unmediated"):  # fmt: skip
                low, high = RECORD["targets"][target]["interval"]
                assert low <= one["shown"][target] <= high, (name, target)


class TestThePage:
    @pytest.mark.parametrize("part", ["targets", "checks"])
    def test_it_tells_every_figure_as_recorded(self, part: str) -> None:
        for name, one in RECORD[part].items():
            (row,) = re.findall(rf"^\| `{name}` \|(.*)\|$", TEXT, re.MULTILINE)
            value, interval, simulated, *rest = (cell.strip() for cell in row.split("|"))
            digits = 0 if one["unit"] == "days" else 3
            assert value == f"{one['value']:.{digits}f}", name
            assert simulated == f"{one['simulated']:.{digits}f}", name
            if one["interval"] is not None:
                assert interval == " to ".join(f"{x:.{digits}f}" for x in one["interval"]), name
            if "met" in one:
                assert rest[-1] == ("met" if one["met"] else "**missed**"), name

    def test_it_tells_every_rate_as_recorded(self) -> None:
        for name, one in RECORD["parameters"].items():
            (row,) = re.findall(rf"^\| `{name}` \|(.*)\|$", TEXT, re.MULTILINE)
            cells = [cell.strip() for cell in row.split("|")]
            low, high = one["prior"]
            assert cells[0] == f"{low:.3g} to {high:.3g}", name
            assert cells[1] == f"{one['low']:.3g}, {one['mode']:.3g}, {one['high']:.3g}", name
            assert cells[2] == f"{one['width']:.2f}", name
            assert cells[3] == one["identified"], name

    def test_it_tells_what_holding_a_rate_shows(self) -> None:
        for name, one in RECORD["held"].items():
            (row,) = re.findall(rf"^\| `{name}` \|(.*)\|$", TEXT, re.MULTILINE)
            cells = [cell.strip() for cell in row.split("|")]
            assert cells[1] == f"{one['nearest']:.2f}", name
            shown = [f"{one['shown'][key]:.2f}" for key in (
                "agreement-mediated", "agreement-unmediated", "war-mediated", "war-unmediated"
            )]  # fmt: skip
            assert cells[2:6] == shown, name

    def test_it_counts_what_is_met(self) -> None:
        told = [one["met"] for one in RECORD["targets"].values() if "met" in one]
        assert f"{sum(told)} of {len(told)} targets" in TEXT
