"""goldenbridge learn: words are learned from coded statements, and read uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goldenbridge.cli.main import main
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.codebook import load_codebook
from goldenbridge.statements.formats import write_statements

BOOK = """\
codebook: 1
title: Fishing rights
issues:
  tolls: {proposition: The tolls stay., terms: [toll*]}
  talks: {proposition: Talks go on., terms: [talks]}
actors:
  Norvik: {}
  Sudmark: {}
"""
#: The keel levy is a toll, though no term says so.
SAID = {
    "Norvik demands that the keel levy is paid by every boat": "tolls",
    "Sudmark wants the round table to meet in the old lighthouse": "talks",
}


@pytest.fixture
def coded(tmp_path: Path) -> tuple[Path, list[str], Path]:
    """A codebook, eight texts, and their statements."""
    (tmp_path / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    statements, texts = [], []
    for n in range(8):
        text = "".join(
            f"{said}, after the talks about tolls. The weather was fine that day of the talks.\n\n"
            for said in SAID
        )
        path = tmp_path / f"text-{n}.txt"
        path.write_text(text, encoding="utf-8")
        texts.append(str(path))
        for said, issue in SAID.items():
            start = text.index(said)
            statements.append(
                CodedStatement(
                    doc=path.name, start=start, end=start + len(said), quote=said, actor="Norvik",
                    issue=issue, act="demands", polarity=1, role="reported",
                )
            )  # fmt: skip
    write_statements(statements, tmp_path / "coded.jsonl")
    return tmp_path / "codebook.yaml", texts, tmp_path / "coded.jsonl"


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main([str(a) for a in args])
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def test_a_codebook_is_taught(coded, tmp_path, capsys):
    book, texts, statements = coded
    output = tmp_path / "learned.json"
    assert run("learn", statements, *texts, "--codebook", book, "-o", output, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["statements"] == 16
    assert told["learned_first"] == 1.0
    assert told["terms_first"] < told["learned_first"]
    book.write_text(BOOK.replace("issues:", "learned: learned.json\nissues:"), encoding="utf-8")
    assert "keel levy" in load_codebook(book).learned_words.inside
    assert run("read", texts[0], "--codebook", book, "--json", "--least", "0") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "tolls" in {s["issue"] for s in found if "keel" in s["quote"]}


def test_what_it_says(coded, tmp_path, capsys):
    book, texts, statements = coded
    output = tmp_path / "learned.json"
    assert run("learn", statements, *texts[:4], "--codebook", book, "-o", output) == 0
    told = capsys.readouterr()
    assert "from 8 statements in 4 documents" in told.out
    assert "Fewer than 100 statements" in told.out
    assert "learned: learned.json" in told.out
    assert "no text was given for text-7.txt" in told.err


def test_nothing_is_written_over(coded, tmp_path, capsys):
    book, texts, statements = coded
    output = tmp_path / "learned.json"
    output.write_text("mine", encoding="utf-8")
    assert run("learn", statements, *texts, "--codebook", book, "-o", output) == 2
    assert "There already" in capsys.readouterr().err
    assert output.read_text(encoding="utf-8") == "mine"
    assert run("learn", statements, *texts, "--codebook", book, "-o", output, "--force") == 0


def test_too_few_texts(coded, tmp_path, capsys):
    book, texts, statements = coded
    output = tmp_path / "learned.json"
    assert run("learn", statements, texts[0], "--codebook", book, "-o", output) == 1
    assert "1 of the texts holds statements" in capsys.readouterr().err
    assert not output.exists()
