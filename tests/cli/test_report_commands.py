"""Commands report, deals and verify, as a person calls them."""

import json
import signal
import sys

import pytest
from click.testing import CliRunner

from goldenbridge.cli.main import cli, main
from goldenbridge.cli.report import write_whole
from goldenbridge.cli.watch import watched


def run(*args):
    with pytest.raises(SystemExit) as exit_info:
        main(list(map(str, args)))
    return exit_info.value.code


def test_report_then_verify(tmp_path, capsys):
    path = tmp_path / "report.html"
    assert run("report", "two-sellers", "--worlds", 64, "-o", path) == 0
    out, err = capsys.readouterr()
    assert out == f"{path}\n"
    assert "two-sellers at 2031-09-01: a deal in" in err
    assert f"Wrote {path}" in err
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]

    assert run("verify", path) == 0
    out, _ = capsys.readouterr()
    assert "follows from the case two-sellers" in out

    assert run("verify", path, "--json", "--case", "two-sellers") == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True

    text = path.read_text(encoding="utf-8").replace("sampling only", "certain", 1)
    path.write_text(text, encoding="utf-8")
    assert run("verify", path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "does not follow from the case it names: 1 difference" in err
    assert run("verify", path, "--json") == 1
    assert json.loads(capsys.readouterr().out)["holds"] is False


def test_report_as_data(tmp_path, capsys):
    path = tmp_path / "r.html"
    assert run("report", "two-sellers", "--worlds", 64, "-o", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["path"] == str(path)
    assert told["worlds"] == 64
    assert {"share_with_deal", "u_star", "best_package", "case_hash", "seed"} <= told.keys()


def test_deals_as_data(capsys):
    assert run("deals", "two-sellers", "--worlds", 64, "--json") == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert {"share_with_deal", "u_star", "packages", "conflict_sets", "solutions"} <= told.keys()
    assert "looking for deals" in err


def test_deals_as_a_table_fits_80_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert run("deals", "two-sellers", "--worlds", 64) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    for words in ("red lines respected", "What collides", "set by hand", "predicts nothing"):
        assert words in out


@pytest.mark.parametrize("command", ["report", "deals", "verify"])
def test_help(command):
    done = CliRunner().invoke(cli, [command, "--help"])
    assert done.exit_code == 0
    assert "--json" in done.output


class TestRefusals:
    def test_too_few_or_too_many_worlds(self):
        assert run("deals", "two-sellers", "--worlds", 15) == 2
        assert run("report", "two-sellers", "--worlds", 1_000_001) == 2

    def test_a_negative_seed(self):
        assert run("deals", "two-sellers", "--seed", -1) == 2

    def test_no_such_case(self, capsys):
        assert run("report", "two-selers") == 2
        assert 'Did you mean "two-sellers"?' in capsys.readouterr().err

    def test_no_such_snapshot(self):
        assert run("deals", "two-sellers", "--snapshot", "1999") == 2

    def test_a_folder_that_is_not_there_is_told_before_any_work(self, tmp_path, capsys):
        assert run("report", "two-sellers", "-o", tmp_path / "no" / "r.html") == 2
        assert "there is no folder" in capsys.readouterr().err

    def test_what_is_no_report(self, tmp_path, capsys):
        path = tmp_path / "notes.html"
        path.write_text("<p>Hello</p>", encoding="utf-8")
        assert run("verify", path) == 2
        assert "cannot be read as a report" in capsys.readouterr().err
        assert run("verify", tmp_path / "nothing.html") == 2

    def test_a_case_named_in_a_report_is_never_opened_as_a_path(self, tmp_path, capsys):
        findings = {
            "case": "../../etc", "case_hash": "0", "snapshot": "x", "goldenbridge": "0",
            "seed": 1, "worlds": 64,
        }  # fmt: skip
        data = json.dumps({"format": 1, "findings": findings, "others": []})
        path = tmp_path / "r.html"
        path.write_text(
            f'<script type="application/json" id="goldenbridge-findings">{data}</script>',
            encoding="utf-8",
        )
        assert run("verify", path) == 2
        assert "--case PATH" in capsys.readouterr().err


class TestInterrupt:
    def test_once_finishes_and_twice_stops(self):
        before = signal.getsignal(signal.SIGINT)
        with watched() as watch:
            assert not watch.stop()
            signal.raise_signal(signal.SIGINT)
            assert watch.stop()
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is before

    def test_a_report_stopped_early_is_written_and_says_so(self, tmp_path, capsys, monkeypatch):
        from goldenbridge.cli.watch import Watch

        def progress(self, stage, fraction):
            self.stopped = self.stopped or stage == "asking what decides"

        monkeypatch.setattr(Watch, "progress", progress)
        path = tmp_path / "r.html"
        assert run("report", "two-sellers", "--worlds", 64, "-o", path) == 0
        assert "Stopped early" in capsys.readouterr().err
        assert "This run was stopped early." in path.read_text(encoding="utf-8")
        assert run("verify", path) == 0

    def test_a_bridge_stopped_early_is_written_as_far_as_it_went(
        self, tmp_path, capsys, monkeypatch
    ):
        from goldenbridge.cli.watch import Watch

        def progress(self, stage, fraction):
            self.stopped = self.stopped or stage == "carrots and sticks"

        monkeypatch.setattr(Watch, "progress", progress)
        path = tmp_path / "r.html"
        assert run("report", "two-sellers", "--worlds", 64, "-o", path) == 0
        assert "left out of the bridge: Carrots and sticks, Steps," in capsys.readouterr().err
        text = path.read_text(encoding="utf-8")
        assert 'id="bridge-levers"' in text
        assert 'id="bridge-pressure"' not in text
        monkeypatch.undo()
        assert run("verify", path) == 0


def test_a_report_without_the_bridge(tmp_path, capsys):
    path = tmp_path / "r.html"
    assert run("report", "two-sellers", "--worlds", 64, "--no-bridge", "-o", path) == 0
    assert "pulling levers" not in capsys.readouterr().err
    assert "golden bridge" not in path.read_text(encoding="utf-8")
    assert run("verify", path) == 0


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "r.html"
    write_whole(path, "first")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_help_loads_nothing_heavy():
    import subprocess

    code = (
        "import sys\n"
        "import goldenbridge.cli.report, goldenbridge.cli.deals, goldenbridge.cli.verify\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "pandas", "altair", "jinja2", "pydantic", "rich", "numba"}
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}
