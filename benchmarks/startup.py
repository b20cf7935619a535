"""How long the command line takes to answer at all."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

COMMANDS = (("--help",), ("cases",), ("deals", "two-sellers", "--worlds", "256"))


def main() -> None:
    print(f"{'command':>40}{'median s of 5':>15}")
    for words in COMMANDS:
        times = []
        for _ in range(5):
            start = perf_counter()
            subprocess.run(
                [sys.executable, "-m", "goldenbridge", *words], capture_output=True, check=True
            )
            times.append(perf_counter() - start)
        print(f"{'goldenbridge ' + ' '.join(words):>40}{median(times):15.2f}", flush=True)


if __name__ == "__main__":
    main()
