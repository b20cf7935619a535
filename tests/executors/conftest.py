"""A real Dask cluster on this machine: a scheduler and worker processes, ended by their ids."""

from __future__ import annotations

import faulthandler
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from goldenbridge.executors.dask import within

#: Seconds that anything may take to come up or go down, and after which a process ends by itself.
SOON, FORGOTTEN = 60.0, 240

DASK = f"""
import os, sys, threading
timer = threading.Timer({FORGOTTEN}, os._exit, [9])
timer.daemon = True
timer.start()
sys.argv[0] = "dask"
from distributed.cli import dask_scheduler, dask_worker
{{"scheduler": dask_scheduler, "worker": dask_worker}}[sys.argv.pop(1)].main()
"""


@dataclass
class Local:
    """Processes started here; each listens on loopback only and ends by itself if forgotten."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def scheduler(self) -> subprocess.Popen[bytes]:
        told = self.folder / "scheduler.json"
        made = self._run("scheduler", "--port", "0", "--no-show", "--scheduler-file", str(told))
        end = time.monotonic() + SOON
        while time.monotonic() < end and made.poll() is None:
            try:
                self.address = json.loads(told.read_text(encoding="utf-8"))["address"]
            except (FileNotFoundError, ValueError):
                time.sleep(0.05)
            else:
                return made
        raise AssertionError(f"no scheduler: {self.log(0)}")

    def worker(self) -> subprocess.Popen[bytes]:
        """One worker process with one thread."""
        return self._run(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--death-timeout", "60",
            "--local-directory", str(self.folder),
        )  # fmt: skip

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        listen = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard")
        with self._log(len(self.started)).open("wb") as log:
            made = subprocess.Popen(
                [sys.executable, "-c", DASK, *arguments, *listen],
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.started.append(made)
        return made

    def _log(self, number: int) -> Path:
        return self.folder / f"{number}.log"

    def log(self, number: int) -> str:
        return self._log(number).read_text(encoding="utf-8", errors="replace")[-2000:]

    def end(self) -> None:
        for process in reversed(self.started):
            if process.poll() is None:
                process.kill()
        for number, process in enumerate(self.started):
            process.wait(timeout=SOON)
            told = f"process {number} ended with {process.returncode}:\n{self.log(number)}\n"
            sys.stderr.write(told)  # shown where the test failed


def loops_start() -> bool:
    """Whether Dask can still start a loop in this process.

    Seen three times in some twelve runs of all tests, never in these tests alone: a process in
    which hundreds of other tests ran starts no loop any more, so that no client of its reaches any
    scheduler. The stacks of all threads are printed for whoever looks for the cause.
    """
    from distributed.utils import LoopRunner

    def start_and_stop() -> bool:
        runner = LoopRunner()
        runner.start()
        runner.stop()
        return True

    try:
        return within(30.0, start_and_stop)
    except (TimeoutError, AssertionError):
        faulthandler.dump_traceback(file=sys.__stderr__, all_threads=True)
        return False


def skip_where_no_loop_starts() -> None:
    pytest.importorskip("distributed")
    if not loops_start():
        pytest.skip("Dask starts no loop in this process any more; stacks are on standard error")


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    skip_where_no_loop_starts()
    made = Local(tmp_path)
    try:
        yield made
    finally:
        made.end()
