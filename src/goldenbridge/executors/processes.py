"""Several processes of this machine, each on one core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import SpawnContext, SpawnProcess
from types import TracebackType
from typing import Any, Self, TypeVar

from goldenbridge.errors import GoldenbridgeError
from goldenbridge.executors.backlog import alone, in_order
from goldenbridge.executors.executor import Told, go_on, untold

__all__ = ["ProcessLost", "Processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")

MOMENT = 0.2
MOST = 256


class ProcessLost(GoldenbridgeError):
    """A worker process ended before its work was done.

    >>> print(ProcessLost(4))
    One of 4 worker processes ended before its work was done, perhaps for want of memory.
      Try again with fewer processes. In a script of your own, start the work only under
      if __name__ == "__main__":, since each worker reads the script again.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        super().__init__(workers)

    def __str__(self) -> str:
        return (
            f"One of {self.workers} worker processes ended before its work was done, perhaps for "
            "want of memory.\n  Try again with fewer processes. In a script of your own, start the "
            'work only under\n  if __name__ == "__main__":, since each worker reads the script '
            "again."
        )


class _Recorded(SpawnContext):
    """Starts processes afresh (no copy of this one's threads and locks), and knows which."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **named: Any) -> SpawnProcess:  # type: ignore[override] # noqa: N802
        process = SpawnProcess(*args, **named)
        self.started.append(process)
        return process


class Processes:
    """So many worker processes on this machine, started when first needed.

    Worth it from some ten thousand worlds on: the default uses every core for searching too, but
    draws worlds on one. A process lost on the way ends the run with an error.

    Parameters
    ----------
    workers : how many, 1 to 256.

    Raises
    ------
    ValueError : fewer or more.
    ProcessLost : from ``map``, where a worker ended before its work was done.
    """

    def __init__(self, workers: int) -> None:
        if not 1 <= workers <= MOST:
            raise ValueError(f"processes: found {workers}, wanted 1 to {MOST}")
        self.workers = workers
        self._context = _Recorded()
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        progress: Told = untold,
        stop: Callable[[], bool] = go_on,
    ) -> Iterator[Result]:
        """The function of each item, worked out by the processes, in the order of the items."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.workers, self._context, _ready)
        submit = partial(self._pool.submit, partial(alone, function))
        try:
            yield from in_order(submit, items, self.workers, _pause, progress, stop)
        except BrokenProcessPool:
            self.close()
            raise ProcessLost(self.workers) from None

    def close(self) -> None:
        """Let the processes finish what they are at, and end them."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        self._context.started.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:  # nobody waits for what they are at
            for process in self._context.started:
                process.terminate()
        self.close()


def _pause(future: Future[Any]) -> None:
    wait([future], timeout=MOMENT)


def _ready() -> None:
    """In a worker: leave interrupts to the process that asked, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
