"""A writer killed at any moment leaves nothing that is damaged, and the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
from goldenbridge.store import read_ensemble, write_ensemble

HERE = Path(__file__).parent
KILLS = 15

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_killed_again_and_again(tmp_path: Path, recipe: GenericRecipe) -> None:
    """Of whole parts only more and more, never a damaged one; then as if never interrupted."""
    script = [sys.executable, str(HERE / "killed.py"), str(tmp_path)]
    said = subprocess.run(
        [*script, str(KILLS), "1"], capture_output=True, text=True, check=True, timeout=180
    )
    killed, finished = map(int, said.stdout.split())
    assert killed + finished == KILLS
    assert killed >= 5
    whole, left = tmp_path / "whole", tmp_path / "killed"
    asked = read_ensemble(left, partial=True).manifest
    runs, chunk = asked.runs, asked.chunk
    write_ensemble(whole, recipe, runs, chunk=chunk)
    meant = content(whole)
    parts = {name: raw for name, raw in content(left).items() if not name.startswith(".")}
    assert len(parts) >= 2
    for name, raw in parts.items():
        assert raw == meant[name], name
    written = write_ensemble(left, recipe, runs, chunk=chunk)
    assert (written.kept, written.remade) == (len(parts) - 1, ())
    assert content(left) == meant


def test_killed_with_its_processes(tmp_path: Path) -> None:
    """The processes of a killed writer end too, and the ensemble is taken up without them."""
    recipe, runs, chunk = GenericRecipe(worlds=24, steps=60), 40_000, 1_000
    code = (
        "from goldenbridge.analysis.dynamics.ensemble import GenericRecipe\n"
        "from goldenbridge.executors import Processes\n"
        "from goldenbridge.store import write_ensemble\n"
        "if __name__ == '__main__':\n"
        "    with Processes(2) as two:\n"
        f"        write_ensemble({str(tmp_path / 'killed')!r}, {recipe!r}, {runs}, chunk={chunk},\n"
        "            executor=two)\n"
    )
    path = tmp_path / "script.py"
    path.write_text(code, encoding="utf-8")
    script = subprocess.Popen([sys.executable, str(path)], start_new_session=True)
    try:
        end = time.monotonic() + 120
        while not (parts := list(tmp_path.glob("killed/*.parquet"))):
            assert time.monotonic() < end
            assert script.poll() is None
            time.sleep(0.01)
        os.kill(script.pid, signal.SIGKILL)
    finally:
        script.kill()
        script.wait(timeout=30)
    assert len(parts) < 40
    written = write_ensemble(tmp_path / "killed", recipe, runs, chunk=chunk)
    assert 1 <= written.kept <= 40
    assert written.whole
    assert sum(len(block["run"]) for block in read_ensemble(tmp_path / "killed")) == runs
    while left_behind(script.pid):
        assert time.monotonic() < end
        time.sleep(0.05)


def left_behind(session: int) -> bool:
    """Whether a process of a session lives; those that only wait to be counted out do not."""
    if not Path("/proc").is_dir():
        return False
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(told[3]) == session and told[0] != "Z":
                return True
    return False
