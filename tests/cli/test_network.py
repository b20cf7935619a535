"""``goldenbridge network`` as a person calls it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from goldenbridge.cli.main import main

SAMPLE = Path(__file__).parents[3] / "shared/interop/sample.dna"
needs_sample = pytest.mark.skipif(
    not SAMPLE.is_file(), reason="the sample of the Discourse Network Analyzer is not at hand"
)

SAID = [
    ("Ask", "tolls", 1, "North", "2022-01-05", "rules:verb"),
    ("Ask", "rails", -1, "North", "2022-02-09", "rules:verb"),
    ("Birk", "tolls", 1, "North", "2022-02-09", "Anna"),
    ("Birk", "rails", -1, "North", "2022-02-20", "Anna"),
    ("Cedar", "tolls", -1, "South", "2022-02-20", "Anna"),
    ("Cedar", "rails", 1, "South", "2022-05-01", "Anna"),
    ("Dogwood", "tolls", -1, "South", None, "Anna"),
    ("Elm", None, 0, None, None, "Anna"),
]


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(["network", *map(str, args)])
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded.jsonl"
    lines = [
        json.dumps(
            {
                "doc": "a.txt", "start": n, "end": n + 1, "actor": actor, "issue": issue,
                "act": "supports" if side > 0 else "rejects", "polarity": side,
                "affiliation": of, "doc_date": day, "made_by": by,
            }
        )
        for n, (actor, issue, side, of, day, by) in enumerate(SAID)
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *args: object) -> dict[str, Any]:
    capsys.readouterr()
    assert run(*args, "--json") == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_the_summary_says_who_stands_with_whom(
    coded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(coded, "--slices", "month") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "A subtract network of 4 actors with 6 ties, from 7 of 8 statements" in out
    assert "Left out: 1 name no issue." in out
    assert "Camp 1: Ask; Birk. Camp 2: Cedar; Dogwood." in out
    assert "6 of 8 statements were reviewed by Anna." in out
    assert "2 of 8 statements were suggested by rules, no review recorded" in out
    assert "Ask – Birk 1.00 rails; tolls" in out
    assert "Who are at odds most" in out
    assert "tolls 50% 50% 4 1.00" in out
    assert "The camps account for 100% of agreement and conflict." in out
    assert "E–I index, −1 to +1): -1.00." in out
    assert "2022-03 0 0 – – –" in out


def test_json_holds_the_network_and_its_quality(
    coded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, coded, "--kind", "congruence", "--normalise", "average")
    assert found["network"]["rows"] == ["Ask", "Birk", "Cedar", "Dogwood"]
    assert found["network"]["matrix"][0][1] == 1.0
    assert ["Ask", "Birk", 1.0] in found["network"]["ties"]
    assert "reviewed by Anna" in found["measured"]
    assert found["network"]["measured"] == found["measured"]
    assert found["polarisation"]["camps"] == [["Ask", "Birk"], ["Cedar", "Dogwood"]]
    assert found["slices"] == []
    by_side = told(capsys, coded, "--actor", "affiliation", "--kind", "conflict")
    assert by_side["network"]["rows"] == ["North", "South"]


def test_choices_reach_the_network(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    less = told(capsys, coded, "--exclude", "actor=Ask", "--exclude", "actor=Birk")
    assert less["network"]["rows"] == ["Cedar", "Dogwood"]
    kept = told(capsys, coded, "--only", "issue=tolls", "--kind", "two-mode")
    assert kept["network"]["columns"] == ["tolls"]
    early = told(capsys, coded, "--until", "2022-02-09", "--kind", "ignore", "--isolates")
    assert early["network"]["statements"] == 3
    assert len(early["network"]["rows"]) == 4
    issues = told(capsys, coded, "--by", "issue", "--kind", "ignore", "--duplicates", "range")
    assert issues["network"]["rows"] == ["rails", "tolls"]
    bare = told(capsys, coded, "--backbone", "0.05")
    assert bare["network"]["ties"] == []


def test_every_format_is_written_and_each_window_under_its_name(
    coded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["n.csv", "n.edges.csv", "n.nodes.csv", "n.graphml", "n.gexf", "n.dl", "n.SVG", "n.png"]
    outputs = [word for name in names for word in ("-o", tmp_path / name)]
    assert run(coded, *outputs) == 0
    err = capsys.readouterr().err
    for name in names:
        assert (tmp_path / name).stat().st_size > 0
        assert f"{name}." in err
    assert (tmp_path / "n.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "n.SVG").read_text(encoding="utf-8")
    assert "reviewed by Anna" in svg
    assert "reviewed by Anna" in (tmp_path / "n.graphml").read_text(encoding="utf-8")
    assert "reviewed by Anna" in (tmp_path / "n.gexf").read_text(encoding="utf-8")
    assert nx.read_graphml(tmp_path / "n.graphml").number_of_edges() == 6
    rows = list(csv.reader(io.StringIO((tmp_path / "n.csv").read_text(encoding="utf-8"))))
    assert rows[0][1:] == ["Ask", "Birk", "Cedar", "Dogwood"]
    assert run(coded, "--slices", "3 months", "-o", tmp_path / "t.csv") == 0
    made = sorted(p.name for p in tmp_path.glob("t*.csv"))
    assert made == ["t.2022-01-01_2022-03-31.csv", "t.2022-04-01_2022-06-30.csv", "t.csv"]


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (["-o", "n.pdf"], "ends in none of", 2),
        (["-o", "no-such-folder/n.csv"], "there is no folder", 2),
        (["--kind", "two-mode", "--normalise", "cosine"], "do not go together", 2),
        (["--slices", "fortnight"], "is no kind of window", 2),
        (["--since", "24.2.2022"], "is no day", 2),
        (["--exclude", "Ask"], "not of the form WHAT=VALUE", 2),
        (["--exclude", "colour=red"], "nothing that can be left out", 2),
        (["--actor", "person"], "actor or affiliation", 2),
        (["--issue", "concept"], "for .dna files only", 2),
        (["--only", "actor=Nobody"], "none of the 8 statements can be used", 1),
        (["--backbone", "1.5"], "1.5", 2),
    ],
)
def test_mistakes_are_told(
    coded: Path, args: list[str], said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(coded, *args) == code
    err = capsys.readouterr().err
    assert said in " ".join(re.sub("[│╭╮╰╯─]", " ", err).split())
    assert "bug of goldenbridge" not in err


def test_files_that_are_not_there_or_no_statements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("none.jsonl", "none.dna", "none.csv"):
        assert run(tmp_path / name) in (2, 3)
        assert "there is no" in capsys.readouterr().err
    (tmp_path / "odd.dna").write_bytes(b"\x00" * 500)
    assert run(tmp_path / "odd.dna") == 3
    assert "no SQLite database" in capsys.readouterr().err
    (tmp_path / "empty.jsonl").write_text("")
    assert run(tmp_path / "empty.jsonl") in (1, 3)
    assert "bug" not in capsys.readouterr().err


@needs_sample
def test_the_sample_meets_the_yardsticks(capsys: pytest.CaptureFixture[str]) -> None:
    def total(*args: str) -> float:
        return float(told(capsys, SAMPLE, *args)["network"]["sum"])

    assert total("--kind", "two-mode") == 40
    assert total("--kind", "ignore") == 276
    assert round(total("--kind", "congruence", "--normalise", "average"), 2) == 25.80
    assert total("--kind", "ignore", "--actor", "person") == 276
    assert run(SAMPLE, "--actor", "organisation") == 2
    assert 'Did you mean "organization"?' in capsys.readouterr().err
    assert "t7ST" not in json.dumps(told(capsys, SAMPLE))
