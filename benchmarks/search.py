"""The searches on the first case, 2,000 worlds at each snapshot, compiled beforehand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time

import numpy as np

from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import load
from goldenbridge.dealspace import corrections, firmest

WORLDS = 2_000


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor seconds of a call."""
    wall, processor = perf_counter(), process_time()
    run()
    return perf_counter() - wall, process_time() - processor


def main() -> None:
    case = load("european-security")
    print(f"{'snapshot':>12}{'question':>34}{'wall s':>10}{'processor s':>13}")
    for key, snapshot in case.snapshots.items():
        sample = Sample.draw(snapshot, 1, WORLDS)
        worlds = sample.worlds
        frame, worths = worlds.frame, worlds.worths
        low, high = worlds.no_deal_at(0.0), worlds.no_deal_at(1.0)
        without = worlds.some(np.flatnonzero(~search(worlds, "on").found))
        questions: dict[str, Callable[[], object]] = {
            "a deal in each world": partial(search, worlds, "on"),
            "u* in each world": partial(
                firmest, frame.layers, worths, low, high, worlds.binding, frame.consent
            ),
            "the most accepted package": partial(widely_acceptable, sample, 1),
            f"why not, {len(without)} worlds": partial(
                corrections,
                frame.layers,
                without.worths,
                without.no_deal,
                without.binding,
                frame.consent,
            ),
        }
        for name, run in questions.items():
            wall, processor = timed(run)
            print(f"{key:>12}{name:>34}{wall:10.2f}{processor:13.2f}", flush=True)


if __name__ == "__main__":
    main()
