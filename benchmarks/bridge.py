"""The bridge on the first case: levers, robustness, questions; compiled beforehand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time

from goldenbridge.analysis.bridging import bridge
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.information.information import information
from goldenbridge.analysis.levers.curve import Curve, lever_curve
from goldenbridge.analysis.levers.under import Bench
from goldenbridge.analysis.robustness.robustness import robustness
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import Snapshot, load

LEVERS, WORLDS, MANY = 12, 1_000, 5_000


def timed(run: Callable[[], object]) -> tuple[object, float, float]:
    """What a call gives, with its wall-clock and processor seconds."""
    wall, processor = perf_counter(), process_time()
    found = run()
    return found, perf_counter() - wall, process_time() - processor


def curve(snapshot: Snapshot, levers: tuple[str, ...]) -> Curve:
    """Both curves over these levers, from the drawing of the worlds on."""
    found = lever_curve(
        Bench(Sample.draw(snapshot, 1, WORLDS)),
        among=levers,
        progress=lambda stage, done: None,
        stop=lambda: False,
    )
    return found


def twelve(snapshot: Snapshot) -> tuple[str, ...]:
    """The levers that are used most, as the command itself would keep them."""
    few = lever_curve(
        Bench(Sample.draw(snapshot, 1, 200)),
        progress=lambda stage, done: None,
        stop=lambda: False,
    )
    used = {k: sum(k in p.levers for p in few.points) for k in few.levers}
    kept: set[str] = set()
    for key in sorted(few.levers, key=lambda k: -used[k]):
        wanted = kept | {key} | set(snapshot.body.levers[key].needs)
        kept = wanted if len(wanted) <= LEVERS else kept
    return tuple(k for k in few.levers if k in kept)


def told(snapshot: Snapshot) -> None:
    """Robustness and the value of information, from the drawing of the worlds on."""
    sample = Sample.draw(snapshot, 1, MANY)
    robustness(sample, widely_acceptable(sample)[0])
    information(sample)


def main() -> None:
    case = load("european-security")
    print(f"{'snapshot':>12}{'question':>52}{'wall s':>10}{'processor s':>13}")
    for key, snapshot in case.snapshots.items():
        levers = twelve(snapshot)
        found, wall, processor = timed(partial(curve, snapshot, levers))
        assert isinstance(found, Curve)
        proof = "proved" if found.proved else "not proved"
        name = f"{len(found.levers)} levers, {WORLDS:,} worlds, both curves, {proof}"
        print(f"{key:>12}{name:>52}{wall:10.1f}{processor:13.1f}", flush=True)
        _, wall, processor = timed(partial(told, snapshot))
        name = f"robustness and information, {MANY:,} worlds"
        print(f"{key:>12}{name:>52}{wall:10.1f}{processor:13.1f}", flush=True)
        _, wall, processor = timed(partial(bridge, case, key, worlds=WORLDS))
        name = f"the whole bridge, all levers, {WORLDS:,} worlds"
        print(f"{key:>12}{name:>52}{wall:10.1f}{processor:13.1f}", flush=True)


if __name__ == "__main__":
    main()
