"""The whole report on the first case: wall-clock seconds, processor seconds and peak memory.

Each run is a process of its own, as a user starts it, and so includes start-up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

CASE = "european-security"
RUNS = (("first", 2_000), ("again", 2_000), ("ten times the worlds", 20_000))


def measure(worlds: int, out: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor, and MiB at the peak, of one report."""
    start = perf_counter()
    command = [sys.executable, "-m", "goldenbridge", "report", CASE]
    process = subprocess.Popen(
        [*command, "--worlds", str(worlds), "--seed", "1", "-o", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - start
    if process.returncode != 0:
        raise SystemExit(f"goldenbridge report ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    head = ("run", "worlds", "wall s", "processor s", "peak MiB", "page MiB")
    print(f"{head[0]:>22}" + "".join(f"{word:>13}" for word in head[1:]))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.html"
        for name, worlds in RUNS:
            wall, processor, peak = measure(worlds, out)
            page = out.stat().st_size / 2**20
            cells = f"{wall:13.1f}{processor:13.1f}{peak:13.0f}{page:13.2f}"
            print(f"{name:>22}{worlds:13,}" + cells, flush=True)


if __name__ == "__main__":
    main()
