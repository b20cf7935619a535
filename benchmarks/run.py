"""All timings: ``make bench``. Machines are shared and noisy: compare within one run.

Each part runs in a process of its own, so that its memory is its own and one that fails leaves the
others to be told; the last lines then say which failed.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

PARTS = {
    "frontier": "The frontier, beside a 20-line prototype",
    "search": "Questions to the first case",
    "bridge": "The bridge on the first case",
    "dynamics": "A crisis over time, beside Mesa",
    "ensemble": "Ensembles of runs, on disk",
    "reading": "Documents to suggestions",
    "report": "The whole report",
    "startup": "Start-up",
}


def main() -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    failed = []
    for part, title in PARTS.items():
        print(f"\n{title}\n", flush=True)
        if subprocess.run([sys.executable, Path(__file__).with_name(f"{part}.py")]).returncode:
            failed.append(part)
    if failed:
        sys.exit(f"\nfailed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
