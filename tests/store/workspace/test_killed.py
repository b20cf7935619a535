"""A program killed in the middle of a save loses nothing that was acknowledged; two lose nothing.

A kill proves what the journal does and not what the disk does: that a save is on the disk before
it is acknowledged is asked of SQLite (``synchronous = EXTRA``), and cannot be tried without
pulling a plug.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenbridge.store.workspace import Workspace

from .conftest import NEVER, OFFER

HERE = Path(__file__).parent
#: Of each of the runs below.
KILLS = 100
MEMORY = Path("/dev/shm")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: other moments are struck where the disk is no wait."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def killed(folder: Path, seed: int) -> None:
    script = [sys.executable, str(HERE / "killed.py"), str(folder), str(KILLS), str(seed)]
    said = subprocess.run(script, capture_output=True, text=True, check=False, timeout=300)
    assert said.returncode == 0, said.stderr
    dead, middle, journals, acknowledged = map(int, said.stdout.split())
    assert dead == KILLS
    assert middle >= KILLS // 2, "the kills missed the saves"
    assert journals >= 5, "the kills missed the moments that matter"
    assert acknowledged >= KILLS


def test_killed_again_and_again(tmp_path: Path) -> None:
    killed(tmp_path, 1)


@pytest.mark.parametrize("seed", [2, 3])
def test_killed_again_and_again_in_memory(in_memory: Path, seed: int) -> None:
    killed(in_memory, seed)


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    """Each decides about the same statements, and both add suggestions; nothing is missing."""
    many = [NEVER.model_copy(update={"note": str(n)}) for n in range(12)]
    with Workspace.open(tmp_path) as workspace:
        ids = workspace.suggest("a.txt", many, by="rules").ids
    code = (
        "import sys\n"
        "from goldenbridge.statements import CodedStatement\n"
        "from goldenbridge.store.workspace import Workspace\n"
        f"offer = CodedStatement.model_validate_json({OFFER.model_dump_json()!r})\n"
        "coder, ids = sys.argv[2], sys.argv[3].split(',')\n"
        "sys.stdin.readline()\n"
        "with Workspace.open(sys.argv[1]) as w:\n"
        "    for n, name in enumerate(ids):\n"
        "        w.decide(name, coder, 'edited', {'note': coder})\n"
        "        w.suggest('a.txt', [offer.model_copy(update={'note': f'{coder} {n}'})], by='r')\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), coder, ",".join(ids)],
            stdin=subprocess.PIPE,
            text=True,
        )
        for coder in ("anna", "ben", "carla")
    ]
    try:
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.close()
        assert [writer.wait(timeout=240) for writer in writers] == [0, 0, 0]
    finally:
        for writer in writers:
            writer.kill()
            writer.wait(timeout=30)
    with Workspace.open(tmp_path) as workspace:
        for coder in ("anna", "ben", "carla"):
            mine = workspace.statements(coder, "edited")
            assert [row.record.note for row in mine] == [coder] * len(ids)
        assert len(workspace.statements()) == 4 * len(ids)
