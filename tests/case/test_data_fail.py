"""Every malformed case in data-fail/ gets exactly the errors and warnings beside it."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from goldenbridge.case import Problem, Severity, read_case
from goldenbridge.case.check.codes import CODES

HERE = Path(__file__).parent
FOLDERS = sorted(p for p in (HERE / "data-fail").iterdir() if p.is_dir())

spec = importlib.util.spec_from_file_location("data_fail", HERE / "data_fail.py")
data_fail = importlib.util.module_from_spec(spec)
sys.modules["data_fail"] = data_fail
spec.loader.exec_module(data_fail)


def parse(text: str) -> list[tuple[str, list[str]]]:
    """Head (severity, code, file:line) and words of every line."""
    lines = [line.split(" | ") for line in text.splitlines()]
    return [(head, words) for head, *words in lines]


def head(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{problem.severity.value} {problem.code} {place}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_finds_what_is_wrong_and_nothing_else(folder):
    expected = parse((folder / "expected.txt").read_text(encoding="utf-8"))
    loaded = read_case(folder)
    heads = {h for h, _ in expected}
    found = [p for p in loaded.problems if p.severity is not Severity.NOTE or head(p) in heads]
    told = "\n".join(f"{head(p)} | {p}" for p in loaded.problems)
    assert Counter(map(head, found)) == Counter(h for h, _ in expected), told
    for wanted, words in expected:
        texts = [str(p) for p in found if head(p) == wanted]
        assert any(all(word in text for word in words) for text in texts), told
    errors = any(h.startswith("error") for h, _ in expected)
    assert (loaded.case is None) == errors
    for problem in found:
        assert problem.found
        assert problem.advice


def test_files_are_what_the_list_writes():
    on_disk = {
        f"{p.parent.name}/{p.name}": p.read_bytes()
        for p in (HERE / "data-fail").rglob("*")
        if p.is_file()
    }
    listed = {
        f"{fault.name}/{name}": raw
        for fault in data_fail.FAULTS
        for name, raw in fault.written().items()
    }
    assert on_disk == listed, "run: python tests/case/data_fail.py"


def test_there_are_at_least_sixty():
    assert len(FOLDERS) >= 60


def test_base_is_sound(tmp_path):
    (tmp_path / "case.yaml").write_text(data_fail.BASE, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(data_fail.SOURCES, encoding="utf-8")
    loaded = read_case(tmp_path)
    assert [str(p) for p in loaded.problems if p.severity is not Severity.NOTE] == []
    assert loaded.case is not None


def test_every_code_that_can_be_tried_by_a_file_is():
    tried = {h.split()[1] for f in FOLDERS for h, _ in parse((f / "expected.txt").read_text())}
    elsewhere = {
        # notes, tried in test_evidence and test_load
        "anchors-unread", "unused-source", "unused-statements", "counts", "too-many",
        "anchor-text",  # needs a folder of texts
    }  # fmt: skip
    assert tried | elsewhere == set(CODES)
