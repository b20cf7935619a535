"""The example scripts run and print what they promise."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def printed(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str
) -> str:
    monkeypatch.setattr(sys, "argv", [name, *args])
    runpy.run_path(str(ROOT / "examples" / name), run_name="__main__")
    return capsys.readouterr().out


def test_frontier_of_your_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed("frontier_of_your_own.py", capsys, monkeypatch)
    rows = [line.split() for line in out.splitlines()[1:]]
    assert rows == [
        ["high", "high", "deliver", "100", "170"],
        ["middle", "low", "deliver", "110", "118"],
        ["high", "high", "fetch", "130", "100"],
    ]


def test_deals_of_a_case(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed("deals_of_a_case.py", capsys, monkeypatch, "two-sellers", "256")
    for word in ("red lines off", "red lines on", "as losses", "u*", "mill + bakery", "middle"):
        assert word in out


def test_compare_snapshots(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed("compare_snapshots.py", capsys, monkeypatch, "camp-david-1978", "64")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["1978-01-31", "1978-09-04"]


def test_compare_policies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("european-security", "2022-01-28", "64", "6")
    out = printed("compare_policies.py", capsys, monkeypatch, *words)
    head, *rows = out.splitlines()
    assert head.split() == ["against", "nothing", "new", "agreement", "war", "durable"]
    assert "A golden bridge" in out
    assert len(rows) > 5
    for row in rows:
        figures = [float(cell.rstrip("*")) for cell in row.split()[-3:]]
        assert all(-100 <= one <= 100 for one in figures)


def test_every_example_is_told_of() -> None:
    page = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    assert EXAMPLES
    for path in EXAMPLES:
        assert f"examples/{path.name}" in page
