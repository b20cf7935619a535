"""All timings: ``make bench``. Machines are shared and noisy: compare within one run."""

from __future__ import annotations

import os
import platform

import bridge
import dynamics
import ensemble
import frontier
import reading
import report
import search
import startup


def main() -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for title, part in (
        ("The frontier, beside a 20-line prototype", frontier.main),
        ("Questions to the first case", search.main),
        ("The bridge on the first case", bridge.main),
        ("A crisis over time, beside Mesa", dynamics.main),
        ("Ensembles of runs, on disk", ensemble.main),
        ("Documents to suggestions", reading.main),
        ("The whole report", report.main),
        ("Start-up", startup.main),
    ):
        print(f"\n{title}\n")
        part()


if __name__ == "__main__":
    main()
