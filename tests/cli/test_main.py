"""The command line as a whole: what is listed, how it fails, what it does not import."""

import importlib
import importlib.metadata
import importlib.util
import json
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import numpy as np
import pytest

import goldenbridge
from goldenbridge import errors
from goldenbridge.cli import main as main_module
from goldenbridge.cli import output
from goldenbridge.cli.main import COMMANDS, Entry, main

HEAVY = {"numpy", "scipy", "pandas", "numba", "pydantic", "rich", "jinja2", "altair", "ruamel"}


def run(*args: str) -> int:
    """Call the command line in this process and return its exit code."""
    with pytest.raises(SystemExit) as exit_info:
        main(args)
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


@pytest.fixture
def command(monkeypatch):
    """Return a function that adds a command ``try-me`` to the table, made of a function."""

    def add(body):
        module = type(sys)("goldenbridge_try_me")
        module.try_me = click.command("try-me")(body)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(COMMANDS, "try-me", Entry(f"{module.__name__}:try_me", "Try me."))

    return add


class TestHelp:
    @pytest.mark.parametrize("flag", ["--help", "-h"])
    def test_lists_every_command_with_its_line(self, flag, capsys):
        assert run(flag) == output.OK
        lines = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
        assert {f"{name} {entry.help}" for name, entry in COMMANDS.items()} <= lines

    def test_imports_no_command_and_nothing_heavy(self):
        done = python(
            "import sys\n"
            "from goldenbridge.cli.main import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: print(*sys.modules, file=sys.stderr)"
        )
        loaded = set(done.stderr.split())
        assert "Commands:" in done.stdout
        assert "goldenbridge.cli.main" in loaded
        assert not {name for name in loaded if name.split(".")[0] in HEAVY}
        assert not {entry.target.partition(":")[0] for entry in COMMANDS.values()} & loaded

    def test_lines_fit_a_narrow_terminal(self):
        assert all(len(entry.help) <= 60 for entry in COMMANDS.values())

    def test_version_is_the_installed_one(self, capsys):
        assert run("--version") == output.OK
        assert capsys.readouterr().out == f"goldenbridge {goldenbridge.__version__}\n"
        assert importlib.metadata.version("goldenbridge") == goldenbridge.__version__

    def test_runs_as_a_module(self):
        done = subprocess.run(
            [sys.executable, "-m", "goldenbridge", "--version"], capture_output=True, check=True
        )
        assert done.stdout.startswith(b"goldenbridge ")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_loaded_under_its_name(name):
    if importlib.util.find_spec(COMMANDS[name].target.partition(":")[0]) is None:
        pytest.skip(f"goldenbridge {name} is not written yet")
    loaded = COMMANDS[name].load()
    assert loaded.name == name
    assert loaded.help


class TestBadUsage:
    def test_unknown_command_suggests_a_near_name(self, capsys):
        assert run("reprot") == output.USAGE
        err = capsys.readouterr().err
        assert "No such command 'reprot'" in err
        assert "Did you mean 'report'?" in err

    def test_unknown_command_far_from_all(self, capsys):
        assert run("zzz") == output.USAGE
        assert "Did you mean" not in capsys.readouterr().err

    def test_no_command_shows_the_help(self, capsys):
        assert run() == output.USAGE
        assert "Commands:" in capsys.readouterr().err

    def test_unknown_option(self):
        assert run("--colour") == output.USAGE


class TestExitCodes:
    def test_a_command_that_returns_nothing_went_well(self, command):
        command(lambda: None)
        assert run("try-me") == output.OK

    def test_a_command_may_return_its_exit_code(self, command):
        command(lambda: output.FAILED)
        assert run("try-me") == output.FAILED

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (errors.GoldenbridgeError("No."), output.FAILED),
            (errors.CaseInvalid("case.yaml", ["case.yaml:3: No parties."]), output.INVALID_CASE),
            (errors.CaseNotFound("oragne", ["orange"]), output.USAGE),
            (errors.SnapshotUnknown("orange", "2023", ["2024"]), output.USAGE),
            (errors.ReportMismatch("report.html", ["0.41, now 0.38"]), output.FAILED),
            (errors.MissingExtra("A report as PDF", "pdf"), output.FAILED),
        ],
    )
    def test_our_errors_are_told_on_stderr_without_a_traceback(self, error, code, command, capsys):
        def fail():
            raise error

        command(fail)
        assert run("try-me") == code == error.exit_code
        out, err = capsys.readouterr()
        assert out == ""
        assert err == f"Error: {error}\n"
        assert "bug" not in err

    def test_a_file_that_cannot_be_opened_is_named(self, command, capsys, tmp_path):
        missing = tmp_path / "nowhere" / "report.html"
        command(lambda: missing.write_text("", encoding="utf-8"))
        assert run("try-me") == output.FAILED
        assert capsys.readouterr().err == f"Error: {missing}: No such file or directory.\n"

    def test_interrupt(self, command, capsys):
        def fail():
            raise KeyboardInterrupt

        command(fail)
        assert run("try-me") == output.INTERRUPTED
        assert capsys.readouterr().err.strip() == "Interrupted."

    def test_a_reader_that_stops_early_gets_no_complaint(self):
        code = (
            "import os, sys\n"
            "from goldenbridge.cli.output import run_safely\n"
            "reader, writer = os.pipe(); os.close(reader); os.dup2(writer, 1)\n"
            "sys.exit(run_safely(lambda: print('a deal')))"
        )
        done = python(code)
        assert done.returncode == output.FAILED
        assert done.stderr == ""


class TestBug:
    @pytest.fixture(autouse=True)
    def _command_with_a_bug(self, command):
        def share_of_worlds():
            return 1 / 0

        command(share_of_worlds)

    def test_says_that_it_is_ours(self, capsys, monkeypatch):
        monkeypatch.delenv(output.DEBUG_VARIABLE, raising=False)
        assert run("try-me") == output.FAILED
        err = capsys.readouterr().err
        assert "this is a bug of goldenbridge" in err
        assert "ZeroDivisionError, in share_of_worlds: division by zero" in err
        assert "GOLDENBRIDGE_DEBUG=1" in err
        assert "Traceback" not in err

    def test_shows_the_traceback_when_asked(self, capsys, monkeypatch):
        monkeypatch.setenv(output.DEBUG_VARIABLE, "1")
        assert run("try-me") == output.FAILED
        err = capsys.readouterr().err
        assert "this is a bug of goldenbridge" in err
        assert "Traceback" in err
        assert "return 1 / 0" in err


class TestErrors:
    @pytest.mark.parametrize(
        "error",
        [
            errors.CaseInvalid("case.yaml", ["one", "two"]),
            errors.CaseNotFound("oragne", ["orange"]),
            errors.SnapshotUnknown("orange", "2023"),
            errors.ReportMismatch("report.html", ["a", "b"]),
            errors.MissingExtra("A report as PDF", "pdf"),
        ],
    )
    def test_a_copy_from_another_process_says_the_same(self, error):
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert vars(copy) == vars(error)

    def test_every_problem_is_told(self):
        text = str(errors.CaseInvalid("case.yaml", ["case.yaml:3: one", "case.yaml:9: two"]))
        assert "2 problems" in text
        assert "case.yaml:3: one" in text
        assert "case.yaml:9: two" in text

    def test_a_case_without_snapshots(self):
        assert "no snapshots at all" in str(errors.SnapshotUnknown("orange", "2023"))


class TestJson:
    def test_what_a_finding_is_made_of(self, capsys):
        @dataclass(frozen=True)
        class Finding:
            deals: tuple[str, ...]
            gains: np.ndarray
            share: np.float64
            as_of: date
            path: Path

        given = Finding(
            ("50–50",), np.array([[1.0, 2.0]]), np.float64(0.25), date(2022, 11, 1), Path("a/b")
        )
        output.emit_json({"finding": given, "parties": {"b", "a"}})
        out = capsys.readouterr().out
        assert "50–50" in out
        assert json.loads(out) == {
            "finding": {
                "deals": ["50–50"],
                "gains": [[1.0, 2.0]],
                "share": 0.25,
                "as_of": "2022-11-01",
                "path": "a/b",
            },
            "parties": ["a", "b"],
        }

    @pytest.mark.parametrize("bad", [float("nan"), float("inf")])
    def test_refuses_what_is_not_json(self, bad):
        with pytest.raises(ValueError, match="JSON"):
            output.emit_json(bad)

    def test_refuses_what_it_does_not_know(self):
        with pytest.raises(TypeError, match="object has no form in JSON"):
            output.emit_json(object())


def test_messages_go_to_stderr(capsys):
    output.console_err().print("reading")
    assert capsys.readouterr() == ("", "reading\n")


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_prints_the_script_of_the_shell(self, shell, capsys):
        assert run("completion", shell) == output.OK
        out = capsys.readouterr().out
        assert f"_GOLDENBRIDGE_COMPLETE={shell}_complete" in out

    def test_another_shell_is_bad_usage(self):
        assert run("completion", "csh") == output.USAGE

    def test_completes_commands_without_importing_them(self):
        done = python(
            "import sys\n"
            "from goldenbridge.cli.main import main\n"
            "try: main()\n"
            "except SystemExit: print(*sys.modules, file=sys.stderr)",
            _GOLDENBRIDGE_COMPLETE="bash_complete",
            COMP_WORDS="goldenbridge rep",
            COMP_CWORD="1",
        )
        assert done.stdout.split() == ["plain,report"]
        assert not HEAVY & set(done.stderr.split())


def test_the_program_is_named_as_the_installed_script():
    scripts = importlib.metadata.distribution("goldenbridge").entry_points
    [script] = [entry for entry in scripts if entry.group == "console_scripts"]
    assert script.name == main_module.PROGRAM
    assert script.load() is main


def test_completion_as_json_holds_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", "bash") == 0
    script = capsys.readouterr().out
    assert run("completion", "bash", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "shell": "bash",
        "script": script.removesuffix("\n"),
    }
