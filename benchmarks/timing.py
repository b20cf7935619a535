"""Runs per second: of processor time on one core, and of the clock on the wall on all of them."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from goldenbridge.dealspace.search.compiled import one_core

__all__ = ["processor", "rate", "wall_rate"]


def rate(runs: int, work: Callable[[], object]) -> float:
    """Runs per second of processor time, on one core."""
    with one_core():
        begun = process_time()
        work()
        return runs / (process_time() - begun)


def wall_rate(runs: int, work: Callable[[], object]) -> float:
    """Runs per second of the clock on the wall, on all cores."""
    begun = perf_counter()
    work()
    return runs / (perf_counter() - begun)


def processor() -> str:
    """What the processor calls itself."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
