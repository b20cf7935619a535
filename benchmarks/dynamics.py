"""Runs of a crisis per processor-second: four parties, and the generic crisis; then beside Mesa.

Runs of up to 60 steps with all twelve mechanisms on, after compiling. Machines are shared and
noisy: the best of several tells what the code can do, the median what one gets.
"""

from __future__ import annotations

import os
import platform
from statistics import median

import beside_mesa
import numba
import numpy as np
from four_parties import four_parties
from timing import processor, rate, wall_rate

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run

__all__ = ["by_size", "main", "models"]

WORLDS = 2_048
SIZES = (2_048, 8_192, 32_768)
ROUNDS = 7


def models(worlds: int = WORLDS) -> dict[str, Model]:
    """What is timed: four parties with and without early endings, and the generic crisis."""
    four = four_parties(worlds)
    endless = four.setting({"endings.signing": 0.0, "endings.lapsing": 0.0})
    return {
        "four parties, no early endings": endless,
        "four parties": four,
        "generic crisis": generic(worlds),
    }


def by_size(
    several: dict[str, Model], sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS
) -> None:
    """Print each model at each size: what a core does, and what the machine does."""
    print(f"{'':45}{'a processor-second':>22}{'a second, all cores':>22}")
    print(f"{'':30}{'months':>7}{'runs':>8}" + f"{'best':>11}{'median':>11}" * 2)
    for name, model in several.items():
        months = float(run(model, sizes[0])["month"].mean())
        for runs in sizes:

            def work(model: Model = model, runs: int = runs) -> object:
                return run(model, runs)

            one, all_cores = [], []
            for _ in range(rounds):
                one.append(rate(runs, work))
                all_cores.append(wall_rate(runs, work))
            told = "".join(f"{max(r):11,.0f}{median(r):11,.0f}" for r in (one, all_cores))
            print(f"{name:30}{months:7.1f}{runs:8,}{told}", flush=True)


def main() -> None:
    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(
        f"Python {platform.python_version()}, numba {numba.__version__}, numpy {np.__version__}\n"
    )
    several = models()
    by_size(several)
    print()
    beside_mesa.main(several)


if __name__ == "__main__":
    main()
