"""goldenbridge bridge, as a person calls it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from goldenbridge.case import bundled_cases
from goldenbridge.cli.bridge_words import TELLERS, tell
from goldenbridge.cli.main import main

WORLDS = 128
SHARE = {"estimate", "interval", "worlds"}


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(list(map(str, args)))
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def bridge(*args: object) -> int:
    return run("bridge", *args, "--worlds", WORLDS)


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """All parts of the small case, as the command prints them."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert bridge("two-sellers", "--json") == 0
    found = json.loads(out.getvalue())
    assert isinstance(found, dict)
    return found


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Callable[[Any], None]], Path]:
    """Return a function that writes the small case anew with something changed."""

    def write(change: Callable[[Any], None]) -> Path:
        folder = tmp_path / "mine"
        shutil.copytree(bundled_cases()["two-sellers"], folder)
        (folder / "expected.yaml").unlink()
        path = folder / "case.yaml"
        data = YAML().load(path)
        change(data)
        YAML().dump(data, path)
        return folder

    return write


def one_issue(data: Any) -> None:
    """Only the price of flour is open, and the record speaks of nothing else."""
    for issue in ("bread", "delivery"):
        data["issues"][issue]["open"] = False
    for party in data["no_deal"].values():
        for kind in ("refused", "offered"):
            for offer in party[kind].values():
                offer["package"] = {"flour": offer["package"]["flour"]}


def nobody_gives_way(data: Any) -> None:
    """Each wants exactly what the other turned down."""
    one_issue(data)
    del data["hypotheses"], data["levers"], data["views"], data["contradictions"]
    for party in ("mill", "bakery"):
        data["no_deal"][party]["firmness"] = 1


class TestData:
    def test_says_which_case_and_worlds_it_is_about(self, whole: dict[str, Any]) -> None:
        assert (whole["case"], whole["seed"], whole["worlds"]) == ("two-sellers", 1, WORLDS)
        assert not whole["interrupted"]
        assert whole["left_out"] == whole["cut_short"] == []
        assert "predicts nothing" in whole["caveat"]

    def test_points_of_the_curve(self, whole: dict[str, Any]) -> None:
        points = whole["curve"]
        assert points[0]["levers"] == []
        assert points[0]["cost"] == 0
        for point in points:
            assert set(point["package"]) == set(whole["issues"])
            assert 0 <= point["interval"][0] <= point["share"] <= point["interval"][1] <= 1
            assert point["interval_any"][0] <= point["share_any"] <= point["interval_any"][1]
            assert point["share"] <= point["share_any"]
            assert point["gap"] >= 0
            assert (point["seed"], point["case_hash"]) == (1, whole["case_hash"])
            assert point["cost"] == pytest.approx(sum(point["costs"].values()), abs=1e-5)
            assert set(point["levers"]) <= set(whole["levers"])
        assert [p["cost"] for p in points] == sorted(p["cost"] for p in points)
        assert whole["curve_about"]["proved"]
        assert 0 <= whole["curve_about"]["knee"] < len(points)

    def test_questions(self, whole: dict[str, Any]) -> None:
        assert {q["kind"] for q in whole["questions"]} >= {"hypothesis", "red_line"}
        for q in whole["questions"]:
            assert {"id", "words", "how", "verdict", "answers", "visible"} <= set(q)
            low, high = q["value"]["interval"]
            assert low <= q["value"]["estimate"] <= high
            assert (q["seed"], q["case_hash"]) == (1, whole["case_hash"])
        raw = [q["raw"] for q in whole["questions"] if q["visible"]]
        assert raw == sorted(raw, reverse=True)

    def test_steps(self, whole: dict[str, Any]) -> None:
        assert whole["steps"]
        for step in whole["steps"]:
            assert step["text"]
            assert all(0 <= act["from"] <= act["to"] <= 1 for act in step["acts"])
            assert (step["seed"], step["case_hash"]) == (1, whole["case_hash"])
        assert whole["plan"]["guarantees"]["total_added"] >= 0

    def test_the_same_with_two_processes(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge("two-sellers", "--json", "--processes", 2) == 0
        assert json.loads(capsys.readouterr().out) == whole

    def test_another_seed_is_another_answer(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge("two-sellers", "--json", "--part", "curve", "--seed", 2) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["curve"][0]["seed"] == 2
        assert found["curve"] != whole["curve"]


class TestText:
    @pytest.fixture
    def text(self, capsys: pytest.CaptureFixture[str]) -> str:
        assert bridge("two-sellers") == 0
        return capsys.readouterr().out

    def test_tells_every_part(self, text: str) -> None:
        for heading in (
            "What would open a deal, in which order",
            "Cost against share",
            "Each lever by itself",
            "Sticks only, or with a way out",
            "Steps",
            "What to find out first",
            "How firmly it holds",
            "Who blocks, and who ratifies",
            "What each wrongly believes",
            "The smallest change of wording",
            "predicts nothing",
        ):
            assert heading in text, heading

    def test_fits_80_columns(self, text: str) -> None:
        assert max(map(len, text.splitlines())) <= 80

    def test_says_what_the_data_say(self, text: str, whole: dict[str, Any]) -> None:
        flat = " ".join(text.split())
        knee = whole["curve"][whole["curve_about"]["knee"]]
        assert f"* {knee['cost']:.0f} {100 * knee['share']:.0f} % (" in flat
        for key in knee["levers"]:
            assert whole["levers"][key]["name"] in flat
        assert "proved" in flat
        assert whole["steps"][0]["text"].removesuffix(".") in flat
        first = whole["questions"][0]
        assert f"{100 * first['value']['estimate']:+.1f} %" in flat
        for party in whole["perception"]["parties"].values():
            assert f"{party['name']}: {party['told']}" in flat
        for one in whole["robustness"]["headlines"]:
            assert one["label"].split()[0] in flat

    def test_a_finding_that_does_not_hold_comes_with_the_share_of_its_opposite(
        self, text: str, whole: dict[str, Any]
    ) -> None:
        (one,) = (h for h in whole["robustness"]["headlines"] if h["id"] == "best_package")
        assert "refuses even the best" in one["finding"]
        assert f"{100 * (1 - one['share']['estimate']):.0f} % (" in text.split("How firmly")[1]

    def test_says_over_which_levers_it_is_proved(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def told(**about: object) -> str:
            found = {**whole, "curve_about": {**whole["curve_about"], **about}}
            tell(found, {})
            return " ".join(capsys.readouterr().out.split())

        assert "Of all 8 sets of levers none as cheap" in told()
        some = told(proved_among=["one-season", "sell-elsewhere"])
        assert "Of all 4 sets of the 2 levers used most none as cheap" in some
        assert "One lever more is outside this proof." in some
        assert "Not proved: a set as cheap may reach up to 0 % of" in told(proved=False)

    def test_signs_of_a_case_are_printed_as_they_stand(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def odd(data: Any) -> None:
            data["levers"]["one-season"]["name"] = "[bold]One[/] season"

        assert bridge(changed(odd), "--part", "levers") == 0
        assert "[bold]One[/] season" in capsys.readouterr().out


def test_the_readme_shows_a_true_output(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    command, block = readme.split("`goldenbridge bridge ")[1:][-1].split("`", 1)
    shown = block.split("```text\n")[1].split("```")[0]
    assert run("bridge", *command.split()) == 0
    told = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    assert "one package" in shown
    assert shown in told + "\n"


class TestParts:
    @pytest.mark.parametrize("part", TELLERS)
    def test_one_part_is_told_and_no_other(
        self, part: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge("two-sellers", "--part", part) == 0
        out = capsys.readouterr().out
        headings = {
            "curve": "Cost against share",
            "levers": "Each lever by itself",
            "pressure": "Sticks only",
            "steps": "Steps\n",
            "questions": "What to find out first\n\n",
            "robustness": "How firmly",
            "coalitions": "Who blocks",
            "perception": "What each wrongly",
            "offers": "The smallest change",
        }
        out = out.replace("find out first\nWere", "find out first\n\nWere")
        assert [key for key, words in headings.items() if words in out] == [part]

    def test_parts_have_the_same_numbers_as_the_whole(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge("two-sellers", "--json", "--part", "steps", "--part", "perception") == 0
        found = json.loads(capsys.readouterr().out)
        for key in ("steps", "plan", "perception"):
            assert found[key] == whole[key]
        assert found["curve"] is found["questions"] is found["offers"] is None
        assert found["left_out"] == []

    def test_the_parts_are_those_of_the_analysis(self) -> None:
        from goldenbridge.analysis.bridging import PARTS

        assert tuple(TELLERS) == tuple(PARTS)


class TestInterrupt:
    @pytest.fixture(autouse=True)
    def _stop_at_the_steps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody interrupts once the steps are being ordered."""
        from goldenbridge.cli.watch import Watch

        tell = Watch.progress

        def progress(self: Watch, stage: str, fraction: float) -> None:
            tell(self, stage, fraction)
            self.stopped = self.stopped or stage == "ordering the steps"

        monkeypatch.setattr(Watch, "progress", progress)

    def test_ends_with_what_is_finished(
        self, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge("two-sellers", "--json") == 0
        out, err = capsys.readouterr()
        found = json.loads(out)
        assert found["interrupted"]
        assert found["curve"] == whole["curve"]
        assert found["cut_short"] == ["steps"]
        assert found["left_out"] == [
            "questions", "robustness", "coalitions", "perception", "offers"
        ]  # fmt: skip
        assert found["questions"] is None
        assert "not whole: steps; left out: questions, robustness" in err

    def test_tells_what_is_finished(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert bridge("two-sellers") == 0
        out = capsys.readouterr().out
        assert "Cost against share" in out
        assert "Who blocks" not in out
        assert "predicts nothing" in out


class TestOddCases:
    def test_no_levers(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def none(data: Any) -> None:
            del data["levers"]

        assert bridge(changed(none)) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "The case has no levers here, so there is nothing to pull." in out
        assert "Each lever by itself" not in out
        assert "Sticks only" not in out
        assert "What to find out first" in out

    def test_no_package_is_ever_signed(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = changed(nobody_gives_way)
        assert bridge(folder) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "one announced package is signed by all in 0 % (" in out
        assert "No single question is seen to be worth anything" in out
        assert bridge(folder, "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert [p["share_any"] for p in found["curve"]] == [0.0]
        assert found["questions"] == []

    def test_no_lever_helps(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def stubborn(data: Any) -> None:
            lever = data["levers"]["one-season"]
            nobody_gives_way(data)
            data["levers"] = {"one-season": lever}

        assert bridge(changed(stubborn), "--part", "curve", "--part", "levers") == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "No package is signed in any world, with whatever levers." in out

    def test_one_open_issue(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert bridge(changed(one_issue)) == 0
        assert "Cost against share" in capsys.readouterr().out

    def test_the_fewest_worlds(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("bridge", "two-sellers", "--worlds", 16) == 0
        assert "16 worlds" in capsys.readouterr().out


class TestCalledWrongly:
    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["two-sellers", "--part", "levres"], "'levres' is not one of"),
            (["two-sellers", "--worlds", "15"], "15"),
            (["two-sellers", "--seed", "-1"], "-1"),
            (["two-selers"], 'Did you mean "two-sellers"?'),
            (["two-sellers", "--snapshot", "1999"], "1999"),
            (["two-sellers", "--processes", "2", "--cluster", "tcp://x:1"], "either"),
            ([], "Missing argument"),
        ],
    )
    def test_says_what_is_wrong(
        self, args: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("bridge", *args) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert said in err
        assert "Traceback" not in err
        assert "bug" not in err

    def test_a_lever_that_is_nowhere_defined(
        self, changed: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def wrong(data: Any) -> None:
            data["levers"]["sell-elsewhere"]["way_out"]["levers"] = ["one-seeson"]

        assert bridge(changed(wrong)) == 3
        err = capsys.readouterr().err
        assert "one-seeson" in err
        assert "Traceback" not in err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from goldenbridge.cli.main import main\n"
        "try: main(['bridge', '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in TELLERS)
    assert not {"numpy", "numba", "rich", "goldenbridge.analysis"} & set(done.stderr.split())
