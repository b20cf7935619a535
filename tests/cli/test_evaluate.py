"""goldenbridge evaluate: figures, misses, and what is said of faulty files."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from goldenbridge.cli import evaluate as command
from goldenbridge.cli import output
from goldenbridge.cli.main import main
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.evaluation import LEVELS
from goldenbridge.statements.evaluation.matching import OVERLAPS
from goldenbridge.statements.formats import write_statements

GOLD = [
    CodedStatement(
        doc="a.txt", start=n * 100, end=n * 100 + 40, actor="Norvik", issue="tolls", act="rejects",
        polarity=-1, quote="no toll \x1b[31mwill be\npaid", role="quoted" if n else "author",
    )
    for n in range(4)
]  # fmt: skip


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(["evaluate", *args])
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    ours = [
        GOLD[0].model_copy(update={"confidence": 0.8, "made_by": "verbs"}),
        GOLD[1].model_copy(update={"actor": "Sundal", "confidence": 0.4, "made_by": "cues"}),
    ]
    write_statements(ours, tmp_path / "ours.jsonl")
    write_statements(GOLD, tmp_path / "gold.csv")
    return str(tmp_path / "ours.jsonl"), str(tmp_path / "gold.csv")


def test_the_names_written_out_are_those_of_the_code() -> None:
    assert command.LEVELS == LEVELS
    assert command.OVERLAPS == OVERLAPS


def test_figures(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*files, "--by-rule", "--confidence") == output.OK
    told = capsys.readouterr()
    assert told.err == ""
    assert "1 document, 2 suggestions, 4 coded statements." in told.out
    rows = [line.split() for line in told.out.splitlines()]
    assert ["span", "1.00", "0.50", "0.67"] in [row[:4] for row in rows]
    assert ["+", "actor", "0.50", "0.25", "0.33"] in [row[:5] for row in rows]
    assert ["cues", "1", "4", "0.00", "0.00", "0.00"] in rows
    assert ["quoted", "1", "3", "0.00", "0.00", "0.00"] in rows
    assert ["0.8", "to", "0.9", "1", "0.80", "1.00"] in [row[:6] for row in rows]


def test_misses_are_safe_to_print(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*files, "--misses") == output.OK
    out = capsys.readouterr().out
    assert "wrong   a.txt:100-140  Sundal rejects tolls -1  [actor: coded Norvik]" in out
    assert "missed  a.txt:300-340  Norvik rejects tolls -1  [nothing suggested there]" in out
    assert "no toll ␛[31mwill be paid" in out
    assert "\x1b" not in out


def test_json(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*files, "--json", "--misses", "--confidence", "--overlap", "union") == output.OK
    data = json.loads(capsys.readouterr().out)
    level = data["levels"]["span+actor+issue"]
    assert (level["suggested"], level["right"], level["gold"]) == (2, 1, 4)
    assert level["interval_over_documents"]["f1"] is None
    assert data["settings"]["overlap"] == "union"
    assert len(data["misses"]) == 4
    assert data["confidence"]["bins"][0]["right"] == 0


def test_standard_input(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO(Path(files[0]).read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert run("-", files[1], "--json") == output.OK
    assert json.loads(capsys.readouterr().out)["suggestions"] == 2
    assert run("-", "-") == output.USAGE


def test_faults_of_both_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ours.jsonl").write_text(
        '{"doc": "a.txt", "start": 3, "end": 1, "actor": "N", "act": "rejects"}\n'
        '{"doc": "a.txt", "start": 3, "end": 9, "actor": "N", "act": "rejectz"}\n'
        "not json\n"
        '{"start": 3, "end": 9, "actor": "N", "act": "rejects", "polarity": 7}\n'
    )
    (tmp_path / "gold.csv").write_text("doc,start,end,actor\na.txt,1,2,N\n")
    code = run(str(tmp_path / "ours.jsonl"), str(tmp_path / "gold.csv"))
    err = capsys.readouterr().err
    assert code == output.INVALID_CASE
    for words in [
        "ours.jsonl cannot be used as statements: 4 problems.",
        "ours.jsonl:1: error: end: ends at 1, and starts at 3",
        'ours.jsonl:2: error: act: "rejectz"',
        'Did you mean "rejects"?',
        "ours.jsonl:3: error: not valid JSON",
        "ours.jsonl:4: error: polarity: 7",
        "wanted: 1, 0 or -1",
        'gold.csv:1: error: act: no column for "act"',
    ]:
        assert words in err
    assert "Traceback" not in err


def test_what_is_not_there_or_of_another_kind(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "none.jsonl"), files[1]) == output.USAGE
    (tmp_path / "s.ods").write_text("")
    assert run(files[0], str(tmp_path / "s.ods")) == output.USAGE
    assert "Known endings" in capsys.readouterr().err


def test_notes_on_what_was_not_judged(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.jsonl"
    write_statements([GOLD[0].model_copy(update={"doc": "b.txt"})], other)
    assert run(str(other), files[1]) == output.OK
    err = capsys.readouterr().err
    assert "1 suggestion from 1 document without any coded statement (b.txt) not judged" in err
    assert "no suggestion for any document" in err
    assert run(str(other), files[1], "--all-documents", "--json") == output.OK
    assert json.loads(capsys.readouterr().out)["not_judged"] == {}
