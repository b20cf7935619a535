"""Serial and processes: the same results in the same order; stopping; what is lost is told."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType

import pytest

from goldenbridge.dealspace.search import compiled
from goldenbridge.executors import SERIAL, Processes
from goldenbridge.executors.backlog import AHEAD, in_order
from goldenbridge.executors.executor import go_on, untold
from goldenbridge.executors.processes import ProcessLost

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def work() -> Iterator[ModuleType]:
    """The functions under a name that worker processes find too."""
    sys.path.insert(0, str(HERE))
    try:
        import work

        yield work
    finally:
        sys.path.remove(str(HERE))


@pytest.fixture(scope="module")
def two(work: ModuleType) -> Iterator[Processes]:
    with Processes(2) as made:
        yield made


def test_results_come_in_order(two: Processes, work: ModuleType) -> None:
    items = list(range(40))
    told: list[float] = []
    assert list(two.map(work.square, items, told.append)) == [n * n for n in items]
    assert told == [(n + 1) / 40 for n in range(40)]
    assert list(SERIAL.map(work.square, items)) == [n * n for n in items]
    assert list(two.map(work.square, [])) == list(SERIAL.map(work.square, [])) == []


def test_both_processes_work_each_on_one_core(
    two: Processes, work: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = set(two.map(work.who, range(60)))
    assert os.getpid() not in pids
    assert len(pids) <= 2
    assert set(two.map(work.cores, range(4))) == {1}
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert work.cores(0) > 1
    with compiled.one_core():
        assert work.cores(0) == 1
    assert work.cores(0) > 1


def test_a_stop_leaves_results_without_a_gap(two: Processes, work: ModuleType) -> None:
    for executor in (SERIAL, two):
        found: list[int] = []
        stopped = executor.map(work.slow_square, range(30), untold, lambda: len(found) >= 3)  # noqa: B023
        for one in stopped:
            found.append(one)  # noqa: PERF402
        assert 3 <= len(found) < 30
        assert found == [n * n for n in range(len(found))]


def test_the_first_result_comes_even_if_stopped_at_once(two: Processes, work: ModuleType) -> None:
    for executor in (SERIAL, two):
        assert next(executor.map(work.slow_square, [5, 6], untold, lambda: True)) == 25


def test_an_error_of_the_function_is_raised_here(two: Processes, work: ModuleType) -> None:
    for executor in (SERIAL, two):
        results = executor.map(work.fail_at_three, range(9))
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(ZeroDivisionError, match="three"):
            next(results)
    assert list(two.map(work.square, [2])) == [4]


def test_a_lost_process_is_told_and_new_ones_are_had(work: ModuleType) -> None:
    with Processes(1) as one:
        with pytest.raises(ProcessLost, match="fewer processes"):
            list(one.map(work.die, range(3)))
        assert list(one.map(work.square, [3])) == [9]


def test_what_is_started_is_ended(work: ModuleType) -> None:
    with Processes(1) as one:
        (pid,) = one.map(work.who, [0])
        os.kill(pid, 0)
    assert gone(pid)
    two = Processes(1)
    (pid,) = two.map(work.who, [0])
    two.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert gone(pid)


def test_workers_do_not_outlive_a_parent_that_is_killed() -> None:
    code = (
        f"import sys, time; sys.path.insert(0, {str(HERE)!r})\n"
        "import work\n"
        "from goldenbridge.executors import Processes\n"
        "if __name__ == '__main__':\n"
        "    made = Processes(1)\n"
        "    print(*made.map(work.who, [0]), flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert script.stdout is not None
        pid = int(script.stdout.readline())
        os.kill(pid, signal.SIGINT)  # an interrupt is for the parent
        os.kill(pid, 0)
    finally:
        script.kill()
        script.communicate(timeout=30)
    assert gone(pid)


def gone(pid: int) -> bool:
    """Whether a process has ended, within some seconds."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        stat = Path(f"/proc/{pid}/stat")
        try:
            os.kill(pid, 0)
            if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_a_bounded_number_is_under_way_and_the_rest_is_cancelled() -> None:
    made: list[Future[int]] = []

    def submit(item: int) -> Future[int]:
        made.append(Future())
        return made[-1]

    def pause(future: Future[int]) -> None:
        future.set_result(made.index(future))

    results = in_order(submit, range(100), 2, pause, untold, go_on)
    assert next(results) == 0
    assert len(made) == 2 * AHEAD
    assert [next(results) for _ in range(5)] == [1, 2, 3, 4, 5]
    results.close()  # type: ignore[attr-defined]
    assert len(made) == 2 * AHEAD + 5
    assert all(future.cancelled() for future in made[6:])


@pytest.mark.parametrize("wrong", [0, -1, 257])
def test_how_many(wrong: int) -> None:
    with pytest.raises(ValueError, match=f"processes: found {wrong}"):
        Processes(wrong)


def test_the_error_comes_through_a_copy() -> None:
    assert str(pickle.loads(pickle.dumps(ProcessLost(3)))) == str(ProcessLost(3))
