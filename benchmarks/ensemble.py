"""A million runs of the generic crisis, kept on disk, and what a second process brings."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
from goldenbridge.executors import Processes
from goldenbridge.store import Summary, summed, write_ensemble

RUNS, FEWER, CHUNK = 1_000_000, 400_000, 20_000
SELF, STARTED = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def peak(whose: int) -> float:
    """The most memory that this process, or the largest of those it started, ever had: MB."""
    return resource.getrusage(whose).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def spent() -> float:
    """Processor seconds so far, of this process and all that it started and ended."""
    told = resource.getrusage(SELF), resource.getrusage(STARTED)
    return sum(one.ru_utime + one.ru_stime for one in told)


def timed(folder: Path, runs: int, processes: int) -> float:
    """Write an ensemble, and tell of it; wall-clock seconds once the processes are there."""
    before = spent()
    with Processes(processes) as made:
        write_ensemble(folder / "few", GenericRecipe(), 8 * 100, executor=made, chunk=100)
        began = perf_counter()
        write_ensemble(folder / "runs", GenericRecipe(), runs, executor=made, chunk=CHUNK)
        seconds = perf_counter() - began
    row = f"{runs:>10,}{processes:>11}{seconds:>9.1f}{spent() - before:>13.1f}"
    print(f"{row}{runs / seconds:>15,.0f}", flush=True)
    return seconds


def main() -> None:
    cores = os.cpu_count() or 1
    print(f"{'runs':>10}{'processes':>11}{'wall s':>9}{'processor s':>13}{'runs a second':>15}")
    fastest = {1: float("inf"), cores: float("inf")}
    for _ in range(2):  # in turns, since machines are shared
        for processes in fastest:
            with TemporaryDirectory() as name:
                fastest[processes] = min(fastest[processes], timed(Path(name), FEWER, processes))
    with TemporaryDirectory() as name:
        timed(Path(name), RUNS, cores)
        began = perf_counter()
        found: Summary = summed(Path(name) / "runs")
        adding = perf_counter() - began
        size = sum(path.stat().st_size for path in Path(name).glob("runs/*"))
    print(f"{cores} processes to one: {fastest[1] / fastest[cores]:.2f} times as quick")
    print(f"on disk {size / 1e6:.1f} MB; read and added up again in {adding:.1f} s")
    print(f"memory: {peak(SELF):.0f} MB where it is asked, {peak(STARTED):.0f} MB in a process")
    share = found.estimates["agreement"]
    print(f"agreement {share}")


if __name__ == "__main__":
    main()
