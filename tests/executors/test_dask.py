"""A real cluster on loopback: the same bits, a killed worker made good, faults told in time."""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from goldenbridge import __version__
from goldenbridge.analysis import deals
from goldenbridge.analysis.feasibility import zone as zone_module
from goldenbridge.case import load
from goldenbridge.errors import MissingExtra
from goldenbridge.executors import Cluster
from goldenbridge.executors import dask as dask_module
from goldenbridge.executors.dask import (
    ClusterDiffers,
    ClusterLost,
    ClusterUnreachable,
    compare,
    within,
)

WORLDS, CHUNK = 1280, 32


def as_text(data: dict[str, Any]) -> str:
    return json.dumps(data, allow_nan=False)


def test_a_worker_killed_in_the_middle_changes_nothing(
    local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty chunks; the victim is held still with chunks in hand, so its death loses some."""
    case = load("two-sellers")
    whole = deals(case, worlds=WORLDS, seed=5)
    monkeypatch.setattr(zone_module, "CHUNK", CHUNK)
    local.scheduler()
    workers = {made.pid: made for made in (local.worker(), local.worker())}
    lost: list[int] = []
    seen: list[float] = []

    with Cluster(local.address, answer_within=60, patience=60) as cluster:
        cluster._client.wait_for_workers(2, timeout=60)
        where = cluster._client.run(os.getpid)
        assert set(where.values()) == set(workers)
        victim, pid = next(iter(where.items()))

        def progress(stage: str, fraction: float) -> None:
            if stage != "looking for deals":
                return
            seen.append(fraction)
            if lost or fraction < 0.1:
                return
            os.kill(pid, signal.SIGSTOP)
            time.sleep(0.3)  # what it has already sent arrives
            held = cluster._client.processing([victim])[victim]
            if held:
                lost.append(len(held))
                os.kill(pid, signal.SIGKILL)
                workers[pid].wait(timeout=30)
            else:
                os.kill(pid, signal.SIGCONT)

        for _ in range(5):  # on a busy machine the other worker may have done it all
            seen.clear()
            found = deals(case, worlds=WORLDS, seed=5, executor=cluster, progress=progress)
            if lost:
                break
        left = cluster._client.run(os.getpid)

    assert lost, "the worker had nothing in hand at any time"
    assert lost[0] > 0
    assert 0 < seen.index(seen[-1]) + 1 == WORLDS // CHUNK
    assert set(left.values()) == set(workers) - {pid}
    assert as_text(found.as_dict()) == as_text(whole.as_dict())


def test_a_stop_ends_early_and_no_worker_at_all_is_told(
    local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_module, "BETWEEN_LOOKS", 0.2)
    monkeypatch.setattr(zone_module, "CHUNK", CHUNK)
    case = load("two-sellers")
    local.scheduler()
    worker = local.worker()
    with Cluster(local.address, answer_within=60, patience=1.0) as cluster:
        assert cluster.workers == 1
        told: list[str] = []
        found = deals(
            case, worlds=WORLDS, executor=cluster, brief=True,
            progress=lambda stage, done: told.append(stage),
            stop=lambda: "looking for deals" in told,
        )  # fmt: skip
        assert found.interrupted
        few = found.as_dict()["worlds"]
        assert few < WORLDS
        assert few % CHUNK == 0
        alone = deals(case, worlds=few, brief=True).as_dict()
        assert as_text({**alone, "interrupted": True}) == as_text(found.as_dict())

        worker.kill()
        worker.wait(timeout=30)
        with pytest.raises(ClusterLost, match="no worker left"):
            deals(case, worlds=64, executor=cluster)
    with pytest.raises(ClusterUnreachable, match="no worker within 1 second"):
        Cluster(local.address, answer_within=1.0)


def test_other_versions_are_refused(local: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    local.scheduler()
    local.worker()
    monkeypatch.setattr(dask_module, "PACKAGES", ("goldenbridge", "no-such-package-anywhere"))
    with Cluster(local.address, answer_within=60) as cluster:  # missing here and there alike
        monkeypatch.setattr("goldenbridge.__version__", "9.9")
        with pytest.raises(ClusterDiffers, match=f"goldenbridge {__version__}, this is 9.9"):
            list(cluster.map(abs, [1]))
        monkeypatch.undo()
        assert list(cluster.map(abs, [-1, 2])) == [1, 2]

        client = type(cluster._client)
        real = client.get_versions

        def other(self: Any, **named: Any) -> Any:
            told = real(self, **named)
            told["client"]["packages"] |= {"goldenbridge": "9.9", "numpy": "0.1"}
            return told

        monkeypatch.setattr(client, "get_versions", other)
        with pytest.raises(ClusterDiffers) as error:
            Cluster(local.address, answer_within=60)
    said = str(error.value)
    assert f"the scheduler has goldenbridge {__version__}, this is 9.9" in said
    assert "has numpy" in said


@contextmanager
def listening(greeting: bytes) -> Iterator[str]:
    """Something on loopback that is no scheduler: it says one thing, or nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        calls: list[socket.socket] = []
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    calls.append(server.accept()[0])
                    calls[-1].sendall(greeting)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join(timeout=10)
            for call in calls:
                call.close()


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 50])
def test_what_is_no_scheduler_is_told_in_time(greeting: bytes) -> None:
    with (
        listening(greeting) as address,
        pytest.raises(
            ClusterUnreachable, match=r"(nothing|no Dask scheduler) answered within 1 second\."
        ) as error,
    ):
        Cluster(address, answer_within=1.0)
    assert error.value.__cause__ is not None  # for whoever looks into it


def test_a_scheduler_that_a_first_try_does_not_reach(
    local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.scheduler()
    local.worker()
    tries: list[float] = []

    def once_in_vain(seconds: float, call: Any, late: Any = None) -> Any:
        tries.append(seconds)
        if len(tries) == 1:
            raise AssertionError("the loop of the client did not start")
        return within(seconds, call, late)

    monkeypatch.setattr(dask_module, "within", once_in_vain)
    with Cluster(local.address, answer_within=60) as cluster:
        assert list(cluster.map(abs, [-1])) == [1]


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(ClusterUnreachable) as error:
        Cluster(f"tcp://127.0.0.1:{port}", answer_within=1.0)
    assert "Start one with: dask scheduler" in str(error.value)


@pytest.mark.parametrize(
    "address",
    ["", "here", "127.0.0.1:8786", "http://a:1", "tcp://a", "tcp://a:0", "tcp://a:65536",
     "tcp://a:1/x", "tcp://a b:1", "tcp://a:1\n", "inproc://x:1", "tcp://" + "a" * 999],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ClusterUnreachable, match=r"an address is like tcp://10\.0\.0\.5:8786"):
        Cluster(address)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"goldenbridge\[cluster\]"):
        Cluster("tcp://127.0.0.1:1")


def test_versions_are_compared() -> None:
    assert compare("x", {"numpy": "2", "scipy": "1"}, {"numpy": "2"}, ["numpy"]) == []
    assert compare("x", {"numpy": "2"}, {"numpy": "3"}, ["numpy"]) == ["x has numpy 2, this is 3"]


def test_a_call_that_hangs_is_left() -> None:
    with pytest.raises(TimeoutError):
        within(0.05, lambda: time.sleep(0.5))
    with pytest.raises(ZeroDivisionError):
        within(1, lambda: 1 // 0)


def test_what_comes_too_late_is_handed_over() -> None:
    came: list[str] = []
    over = threading.Event()

    def late(said: str) -> None:
        came.append(said)
        over.set()

    def slow() -> str:
        time.sleep(0.3)
        return "here"

    with pytest.raises(TimeoutError):
        within(0.05, slow, late)
    assert over.wait(timeout=10)
    assert came == ["here"]
    assert within(5, lambda: "in time", late) == "in time"
    assert came == ["here"]


@pytest.mark.parametrize(
    "error", [ClusterUnreachable("a", "b"), ClusterDiffers("a", ["b"]), ClusterLost("a", "b")]
)
def test_errors_come_through_a_copy(error: Exception) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
