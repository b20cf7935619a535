"""goldenbridge read: documents to marked text and to suggestions, and every way it can go wrong."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldenbridge.cli.main import cli
from goldenbridge.sources import read_source
from goldenbridge.statements.coded import CodedStatement

CODEBOOK = """\
codebook: 1
title: Harbour dues
issues:
  dues:
    name: Harbour dues
    proposition: The dues go up.
    terms: [dues, harbour fee*]
  dredging:
    proposition: The channel is dredged this year.
    terms: [dredg*, channel]
actors:
  Norvik: {kind: state, adjectives: [Norvik]}
  Ostmark: {kind: state, aliases: [Ostmark City]}
  Anna Lund: {kind: person, affiliation: Norvik, titles: [the harbour minister]}
"""
ARTICLE = """\
Harbour talks end without a word

By Karl Berg

Norvik rejects any rise of the harbour fees. Its harbour minister, Anna Lund, said on Monday that
higher dues would be unacceptable.

Ostmark insists on dredging the channel before the summer.

Both sides should stop quarrelling about the dues.
"""
KEYS = [
    "doc", "start", "end", "quote", "actor", "affiliation", "role", "attributed_by", "issue",
    "act", "polarity", "red_line", "confidence",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.yaml").write_text(CODEBOOK)
    (tmp_path / "talks.txt").write_text(ARTICLE)
    return tmp_path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["read", *map(str, args)])


def code_of(*args: str | Path) -> tuple[int, str]:
    """How the whole program ends, told as a shell sees it."""
    ended = subprocess.run(
        [sys.executable, "-m", "goldenbridge", "read", *map(str, args)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr


def test_without_a_codebook_it_says_what_was_read_and_what_was_marked(folder: Path) -> None:
    told = run(folder / "talks.txt").stdout
    assert "Karl Berg, “Harbour talks end without a word”" in told
    assert "1 title" in told
    assert "line 3: byline" in told


def test_json_without_a_codebook_is_one_document_a_line(folder: Path) -> None:
    told = json.loads(run(folder / "talks.txt", "--json").stdout)
    assert told["author"] == "Karl Berg"
    assert [p["kind"] for p in told["where"]][:2] == ["title", "byline"]


def test_json_with_a_codebook_is_one_statement_a_line(folder: Path) -> None:
    result = run(folder / "talks.txt", "-c", folder / "book.yaml", "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records
    text = (folder / "talks.txt").read_text()
    for record in records:
        assert list(record)[: len(KEYS)] == KEYS
        assert text[record["start"] : record["end"]] == record["quote"]
        assert record["doc"] == "talks.txt"
        assert 0 <= record["confidence"] <= 1
        CodedStatement.read(record)
    assert ("Norvik", "dues", -1) in {(r["actor"], r["issue"], r["polarity"]) for r in records}
    assert ("Ostmark", "dredging") in {(r["actor"], r["issue"]) for r in records}
    assert ("Karl Berg", "author") in {(r["actor"], r["role"]) for r in records}


def test_for_people_each_suggestion_has_its_line_and_its_words(folder: Path) -> None:
    result = run(folder / "talks.txt", "-c", folder / "book.yaml")
    assert "Norvik rejects (against dues)" in result.stdout
    assert "Norvik rejects any rise of the harbour fees" in result.stdout
    assert "for a person to accept" in result.stderr


def test_signs_that_steer_a_terminal_are_shown_as_signs(folder: Path) -> None:
    (folder / "evil.txt").write_text("Norvik rejects the dues \x1b[2J\x1b]0;owned\x07 for ever.\n")
    told = run(folder / "evil.txt", "-c", folder / "book.yaml").stdout
    assert "\x1b" not in told
    assert "\x07" not in told


def test_known_metadata_counts_before_the_file_s(folder: Path) -> None:
    told = run(folder / "talks.txt", "--author", "Ida Holm", "--date", "2031-05-02", "--json")
    record = json.loads(told.stdout)
    assert (record["author"], record["date"]) == ("Ida Holm", "2031-05-02")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    code, told = code_of(folder / "empty.txt", folder / "talks.txt", "-c", folder / "book.yaml")
    assert code == 1
    assert "empty.txt" in told
    assert "1 document read" in told


def test_what_is_not_there_is_told(folder: Path) -> None:
    code, told = code_of(folder / "nowhere.txt")
    assert code == 2
    assert "nowhere.txt" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["talks.txt", "-o", "out.jsonl"], "--codebook"),
        (["talks.txt", "--llm", "http://127.0.0.1:1"], "--codebook"),
        (["talks.txt", "talks.txt", "book.yaml", "--author", "X"], "one document"),
        (["talks.txt", "-c", "book.yaml", "--llm", "http://127.0.0.1:1"], "--llm-model"),
        (["talks.txt", "-c", "book.yaml", "-o", "no/where.jsonl"], "there is no folder"),
        (["talks.txt", "-c", "europan-security"], "european-security"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_to_do(
    folder: Path, arguments: list[str], told: str
) -> None:
    inside = [str(folder / a) if a.endswith((".txt", ".yaml")) else a for a in arguments]
    code, error = code_of(*inside)
    assert code == 2
    assert told in error


def test_a_faulty_codebook_is_told_before_anything_is_read(folder: Path) -> None:
    (folder / "book.yaml").write_text(CODEBOOK.replace("terms: [dues", "trems: [dues"))
    code, told = code_of(folder / "talks.txt", "-c", folder / "book.yaml")
    assert code == 3
    assert "trems" in told
    assert "terms" in told


def test_another_language_is_told_and_nothing_is_suggested(folder: Path) -> None:
    (folder / "ru.txt").write_text("Стороны продолжили переговоры о сборах в порту Норвик.\n" * 5)  # noqa: RUF001
    result = run(folder / "ru.txt", "-c", folder / "book.yaml")
    assert "for English" in " ".join(result.stdout.split())
    assert "0 statements suggested" in result.stderr


def test_a_folder_is_written_to_a_file_that_is_taken_up_again(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for k in range(5):
        (texts / f"{k}.txt").write_text(ARTICLE)
    whole, cut = folder / "whole.jsonl", folder / "cut.jsonl"
    book = ["-c", folder / "book.yaml"]
    assert run(texts, *book, "-o", whole).exit_code == 0
    # as a run leaves it that was ended after two documents
    run(texts / "0.txt", texts / "1.txt", *book, "-o", cut)
    kept = cut.read_bytes()
    entries = []
    end = 0
    for k in range(2):
        lines = [line for line in kept.splitlines(True) if f'"{k}.txt"'.encode() in line]
        end += sum(map(len, lines))
        stamp = (texts / f"{k}.txt").stat()
        entries.append(
            {
                "path": str(texts / f"{k}.txt"),
                "stamp": [stamp.st_size, stamp.st_mtime_ns],
                "end": end,
            }
        )
    from goldenbridge.cli.read import LEAST, _settings
    from goldenbridge.statements.from_file import Job

    head = {"settings": _settings(Job(str(texts), str(folder / "book.yaml"), LEAST))}
    journal = folder / "cut.jsonl.journal"
    journal.write_text("".join(json.dumps(e) + "\n" for e in [head, *entries]))
    result = run(texts, *book, "-o", cut)
    assert "2 of 5 documents are done" in result.stderr
    assert cut.read_bytes() == whole.read_bytes()
    assert not journal.exists()


def test_two_processes_give_the_same_bytes_as_one(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for k in range(4):
        (texts / f"{k}.txt").write_text(ARTICLE.replace("Monday", f"day {k}"))
    for name, more in (("one.jsonl", []), ("two.jsonl", ["--processes", "2"])):
        code, told = code_of(texts, "-c", folder / "book.yaml", "-o", folder / name, *more)
        assert code == 0, told
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()


def test_other_formats_are_written_whole(folder: Path) -> None:
    from goldenbridge.statements.formats import read_statements

    for name in ("out.csv", "out.xlsx", "out.jsonld"):
        result = run(folder / "talks.txt", "-c", folder / "book.yaml", "-o", folder / name)
        assert result.exit_code == 0, result.output
        assert {s.doc for s in read_statements(folder / name)} == {"talks.txt"}


def test_documents_and_suggestions_are_kept_in_a_workspace(folder: Path) -> None:
    from goldenbridge.store.workspace import Workspace

    for _ in range(2):  # reading again adds nothing
        result = run(folder / "talks.txt", "-c", folder / "book.yaml", "-w", folder / "space")
        assert result.exit_code == 0, result.output
    with Workspace.open(folder / "space") as space:
        assert space.document("talks.txt").source.author == "Karl Berg"
        found = space.statements(state="suggested")
    assert {row.record.doc for row in found} == {"talks.txt"}


def test_a_bar_is_shown_on_a_terminal_for_many_documents(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for k in range(6):
        (texts / f"{k}.txt").write_text(ARTICLE)
    here, there = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "goldenbridge", "read", str(texts), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=there,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(there)
    told = b""
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    assert child.wait(timeout=120) == 0
    os.close(here)
    assert b"reading" in told


def test_the_worked_example_is_read_as_it_was_coded() -> None:
    sources = Path(__file__).parents[3] / "shared" / "sources"
    found = sorted(sources.glob("000_*.txt")) if sources.is_dir() else []
    if not found:
        pytest.skip("the coded article is not beside this checkout")
    text = read_source(found[0])
    result = run(found[0], "-c", "european-security", "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    coded = {p.line for p in text.passages if p.coded}
    assert {r["line"] for r in records} <= coded
    assert all(text.text[r["start"] : r["end"]] == r["quote"] for r in records)


def test_json_steers_no_terminal_and_says_the_same(folder: Path) -> None:
    hostile = ARTICLE.replace("rejects any", "rejects\u009b2J any\u202e")
    (folder / "bad.txt").write_text(hostile)
    result = run(folder / "bad.txt", "-c", folder / "book.yaml", "--json", "--least", 0)
    assert result.exit_code == 0, result.output
    assert not set(result.stdout) & {"\u009b", "\u202e"}
    quotes = [json.loads(line)["quote"] for line in result.stdout.splitlines()]
    assert quotes
    assert all(quote in hostile.replace("\n", " ") for quote in quotes if "\n" not in quote)
