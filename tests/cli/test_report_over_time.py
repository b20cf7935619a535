"""The report's part on a crisis over time, as a person asks for it or leaves it out."""

import json

import pytest
from click.testing import CliRunner

from goldenbridge.analysis.dynamics.understanding import understand as module
from goldenbridge.cli.main import cli

ASKED = ["report", "european-security", "--snapshot", "2022-01-28", "--worlds", "32", "--no-bridge"]


@pytest.fixture
def quick(monkeypatch):
    """How it was asked; a quicker answer of fewer steps, policies and parts is given."""
    asked = []

    def answer(case, snapshot, **more):
        asked.append({"snapshot": snapshot, **more})
        small = {key: more[key] for key in ("runs", "worlds", "seed")}
        return real(case, snapshot, **small, steps=4, policies=[], parts=[])

    real = module.understand
    monkeypatch.setattr(module, "understand", answer)
    return asked


def told(path):
    text = path.read_text(encoding="utf-8")
    start = text.index(">", text.index('id="goldenbridge-findings"')) + 1
    return json.loads(text[start : text.index("</script>", start)])


def test_a_report_tells_it_where_the_case_does(tmp_path, quick):
    path = tmp_path / "r.html"
    result = CliRunner().invoke(cli, [*ASKED, "--seed", "7", "-o", str(path)])
    assert result.exit_code == 0, result.output
    (asked,) = quick
    assert (asked["snapshot"], asked["seed"]) == ("2022-01-28", 7)
    assert (asked["worlds"], asked["runs"]) == (32, 640)
    assert told(path)["over_time"]["seed"] == 7
    assert '<section id="over-time">' in path.read_text(encoding="utf-8")


def test_it_can_be_left_out(tmp_path, quick):
    path = tmp_path / "r.html"
    result = CliRunner().invoke(cli, [*ASKED, "--no-over-time", "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert quick == []
    assert "over_time" not in told(path)


def test_a_case_that_says_nothing_of_it_has_no_such_part(tmp_path, quick):
    path = tmp_path / "r.html"
    asked = ["report", "two-sellers", "--worlds", "32", "--no-bridge", "-o", str(path)]
    assert CliRunner().invoke(cli, asked).exit_code == 0
    assert quick == []
    assert "over_time" not in told(path)
