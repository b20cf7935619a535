"""A long output can be taken up again, whatever a crash left behind."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldenbridge.store.errors import JournalMismatch
from goldenbridge.store.journal import Journal


def documents(folder: Path, count: int) -> list[str]:
    made = []
    for k in range(count):
        path = folder / f"{k:03}.txt"
        path.write_text(f"text {k}")
        made.append(str(path))
    return made


def lines_of(path: str) -> list[str]:
    return [json.dumps({"doc": Path(path).name, "part": part}) for part in range(3)]


def run(output: Path, paths: list[str], until: int | None = None) -> None:
    with Journal(output, {"book": 1}) as journal:
        for count, path in enumerate(p for p in paths if not journal.done(p)):
            if count == until:
                return
            journal.write(path, lines_of(path))
        journal.finish()


def test_a_run_cut_off_is_taken_up_and_ends_as_if_in_one_go(tmp_path: Path) -> None:
    paths = documents(tmp_path, 7)
    run(tmp_path / "whole.jsonl", paths)
    run(tmp_path / "cut.jsonl", paths, until=4)
    assert (tmp_path / "cut.jsonl.journal").exists()
    run(tmp_path / "cut.jsonl", paths)
    assert (tmp_path / "cut.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not (tmp_path / "cut.jsonl.journal").exists()


def test_lines_that_nothing_vouches_for_are_cut(tmp_path: Path) -> None:
    paths = documents(tmp_path, 3)
    output = tmp_path / "out.jsonl"
    run(output, paths, until=2)
    with output.open("ab") as file:
        file.write(b'{"doc": "002.txt", "part": 0}\n{"half a li')
    with (tmp_path / "out.jsonl.journal").open("ab") as file:
        file.write(b'{"path": "half an ent')
    run(output, paths)
    told = [json.loads(line)["doc"] for line in output.read_text().splitlines()]
    assert told == [Path(p).name for p in paths for _ in range(3)]


def test_a_document_changed_meanwhile_is_done_again(tmp_path: Path) -> None:
    paths = documents(tmp_path, 4)
    output = tmp_path / "out.jsonl"
    run(output, paths, until=3)
    Path(paths[1]).write_text("another text")
    with Journal(output, {"book": 1}) as journal:
        assert [journal.done(p) for p in paths] == [True, False, False, False]


def test_other_settings_are_refused_unless_begun_anew(tmp_path: Path) -> None:
    paths = documents(tmp_path, 2)
    output = tmp_path / "out.jsonl"
    run(output, paths, until=1)
    with pytest.raises(JournalMismatch, match="--restart"):
        Journal(output, {"book": 2})
    with Journal(output, {"book": 2}, fresh=True) as journal:
        assert not journal.done(paths[0])


def test_an_output_shorter_than_the_journal_says_is_not_believed(tmp_path: Path) -> None:
    paths = documents(tmp_path, 3)
    output = tmp_path / "out.jsonl"
    run(output, paths, until=2)
    os.truncate(output, 5)
    run(output, paths)
    assert len(output.read_text().splitlines()) == 9


CHILD = """
import sys, time
from pathlib import Path
import goldenbridge.store.journal as room
from tests_of_journal import lines_of
room.EVERY = 0.0
paths = sorted(str(p) for p in Path(sys.argv[1]).glob("*.txt"))
with room.Journal(Path(sys.argv[2]), {"book": 1}) as journal:
    for path in (p for p in paths if not journal.done(p)):
        journal.write(path, lines_of(path))
    journal.finish()
"""


def test_killed_at_random_points_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    paths = documents(folder, 60)
    output = tmp_path / "out.jsonl"
    (tmp_path / "tests_of_journal.py").write_text(
        "import json\nfrom pathlib import Path\n"
        "def lines_of(path):\n"
        "    return [json.dumps({'doc': Path(path).name, 'part': k}) for k in range(3)]\n"
    )
    luck = random.Random(3)
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), str(output)],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )
        deadline = time.monotonic() + 30
        begun = output.stat().st_size if output.exists() else 0
        while child.poll() is None and time.monotonic() < deadline:
            if output.exists() and output.stat().st_size > begun:
                time.sleep(luck.uniform(0, 0.02))
                break
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)
    run(output, paths)
    told = [tuple(json.loads(line).values()) for line in output.read_text().splitlines()]
    assert told == [(Path(p).name, part) for p in paths for part in range(3)]
