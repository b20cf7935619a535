"""The workers of a Dask cluster, on as many machines as it has."""

from __future__ import annotations

import gc
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from goldenbridge.errors import GoldenbridgeError, MissingExtra
from goldenbridge.executors.backlog import alone, in_order
from goldenbridge.executors.executor import Told, go_on, untold

__all__ = ["Cluster", "ClusterDiffers", "ClusterLost", "ClusterUnreachable"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Versions = Mapping[str, str | None]

ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")
MOMENT = 0.2
#: Seconds after which a try to reach a scheduler is given up for the next one.
A_TRY = 15.0
BETWEEN_LOOKS = 2.0
#: What must be the same everywhere for an answer to be the same to the last bit.
PACKAGES = ("goldenbridge", "numpy", "scipy", "numba")


class ClusterUnreachable(GoldenbridgeError):
    """No cluster could be had at an address.

    >>> print(ClusterUnreachable("tcp://10.0.0.5:8786", "nothing answered within 10 seconds"))
    The cluster at tcp://10.0.0.5:8786 cannot be used: nothing answered within 10 seconds.
      Start one with: dask scheduler, and on each machine: dask worker ADDRESS
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(address, reason)

    def __str__(self) -> str:
        return (
            f"The cluster at {self.address} cannot be used: {self.reason}.\n"
            "  Start one with: dask scheduler, and on each machine: dask worker ADDRESS"
        )


class ClusterDiffers(GoldenbridgeError):
    """A machine of a cluster would work with other versions, and might answer otherwise.

    >>> print(ClusterDiffers("tcp://10.0.0.5:8786", ["a worker has numpy 2.1, this is 2.3"]))
    The cluster at tcp://10.0.0.5:8786 is not set up as this machine is.
      a worker has numpy 2.1, this is 2.3
      Install the same versions on every machine.
    """

    def __init__(self, address: str, differences: Sequence[str]) -> None:
        self.address = address
        self.differences = tuple(differences)
        super().__init__(address, self.differences)

    def __str__(self) -> str:
        return "\n  ".join(
            [
                f"The cluster at {self.address} is not set up as this machine is.",
                *self.differences,
                "Install the same versions on every machine.",
            ]
        )


class ClusterLost(GoldenbridgeError):
    """A cluster stopped answering before the work was done.

    >>> print(ClusterLost("tcp://10.0.0.5:8786", "it had no worker left for 60 seconds"))
    The cluster at tcp://10.0.0.5:8786 was lost before the work was done: it had no worker left \
for 60 seconds.
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(address, reason)

    def __str__(self) -> str:
        return f"The cluster at {self.address} was lost before the work was done: {self.reason}."


class Cluster:
    """A Dask cluster that is already running, by the address of its scheduler.

    What a lost worker had under way or not yet handed over is done again by another. Trust the
    cluster as you trust this machine: whoever can reach its ports can run programs on it.

    Parameters
    ----------
    address : such as ``tcp://10.0.0.5:8786``; ``tls://`` with Dask's own settings for it.
    answer_within : seconds to wait for the scheduler and a first worker.
    patience : seconds without any worker after which the run ends.

    Raises
    ------
    MissingExtra : the extra ``cluster`` is not installed.
    ClusterUnreachable : the address is none, or nothing answers there in time.
    ClusterDiffers : its scheduler or a worker has another version of what works the answer out.
    ClusterLost : from ``map``, where no worker is left, or each that tried a chunk was lost.
    """

    def __init__(
        self, address: str, *, answer_within: float = 10.0, patience: float = 60.0
    ) -> None:
        matched = ADDRESS.fullmatch(address)
        if matched is None or not 0 < int(matched[3]) < 2**16:
            raise ClusterUnreachable(address[:200], "an address is like tcp://10.0.0.5:8786")
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise MissingExtra("A cluster", "cluster") from None
        self.address, self.patience = address, patience
        self._within = answer_within
        self._no_worker_since: float | None = None
        self._looked = time.monotonic()
        self._client: Any = self._connect(Client)
        try:
            self.workers = self._greet()
        except BaseException:
            self.close()
            raise

    def _connect(self, client: Callable[..., Any]) -> Any:
        """A client of the scheduler, tried again while there is time: a try may come to nothing."""
        cause: Exception = TimeoutError()
        end = time.monotonic() + self._within
        while (left := end - time.monotonic()) > 0:
            seconds = min(left, A_TRY)
            try:
                options = {"timeout": seconds, "set_as_default": False, "name": "goldenbridge"}
                gc.collect()  # clients of earlier tries end now, not while the next one starts
                return within(2 * seconds, partial(client, self.address, **options), _leave)
            except Exception as error:
                cause = error
                time.sleep(MOMENT)
        late = isinstance(cause, OSError)  # or refused, or cut off
        who = "nothing" if late else "no Dask scheduler"
        reason = f"{who} answered within {in_words(self._within)}"
        raise ClusterUnreachable(self.address, reason) from cause

    def _greet(self) -> int:
        """How many chunks the cluster works on at once, after a look at its versions."""
        client, seconds = self._client, self._within
        try:
            client.wait_for_workers(1, timeout=seconds)
        except TimeoutError:
            reason = f"it had no worker within {in_words(seconds)}"
            raise ClusterUnreachable(self.address, reason) from None
        try:
            told = within(seconds, lambda: client.get_versions(packages=list(PACKAGES)))
            threads = within(seconds, client.nthreads)
        except Exception:
            reason = f"its workers did not answer within {in_words(seconds)}"
            raise ClusterUnreachable(self.address, reason) from None
        here = told["client"]["packages"]
        different = compare("the scheduler", told["scheduler"]["packages"], here, PACKAGES[:1])
        for name, worker in sorted(told["workers"].items()):
            different += compare(f"the worker {name}", worker["packages"], here, PACKAGES)
        if different:
            raise ClusterDiffers(self.address, different[:10])
        return max(1, int(sum(threads.values())))

    def map(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        progress: Told = untold,
        stop: Callable[[], bool] = go_on,
    ) -> Iterator[Result]:
        """The function of each item, worked out by the cluster, in the order of the items."""
        from goldenbridge import __version__

        work = partial(_work, function, __version__)

        def submit(item: Item) -> _Pending:
            return _Pending(self, self._client.submit(work, item, pure=False, retries=1))

        yield from in_order(submit, items, self.workers, _pause, progress, stop)

    def look(self) -> None:
        """Whether somebody is still there to do the work; asked now and then while waiting."""
        now = time.monotonic()
        if now - self._looked < BETWEEN_LOOKS:
            return
        self._looked = now
        try:
            known = within(self._within, lambda: self._client.scheduler_info()["workers"])
        except Exception:
            raise ClusterLost(self.address, "its scheduler does not answer") from None
        if known:
            self._no_worker_since = None
        elif self._no_worker_since is None:
            self._no_worker_since = now
        elif now - self._no_worker_since > self.patience:
            reason = f"it had no worker left for {in_words(self.patience)}"
            raise ClusterLost(self.address, reason)

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        try:
            within(self._within, lambda: self._client.close(timeout=self._within))
        except Exception:
            return  # it is gone already

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Pending:
    """One chunk at the cluster."""

    def __init__(self, cluster: Cluster, future: Any) -> None:
        self.cluster, self.future = cluster, future

    def done(self) -> bool:
        return bool(self.future.done())

    def cancel(self) -> None:
        if self.cluster._client.status == "running":
            self.future.cancel()

    def wait(self) -> None:
        from distributed import wait

        try:
            with self.cluster._client.as_current():
                wait([self.future], timeout=MOMENT)
        except TimeoutError:
            self.cluster.look()

    def result(self) -> Any:
        """The answer; where it was lost on its way here, the cluster works it out again."""
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        address = self.cluster.address
        while True:
            try:
                return self.future.result(timeout=MOMENT)
            except TimeoutError:
                self.cluster.look()
            except KilledWorker as error:
                reason = f"{error.allowed_failures + 1} workers in turn ended at the same chunk"
                raise ClusterLost(address, reason) from None
            except CancelledError:
                raise ClusterLost(address, "its scheduler ended or began anew") from None


def _pause(pending: _Pending) -> None:
    pending.wait()


def _work(function: Callable[[Item], Result], version: str, item: Item) -> Result:
    """At a worker, which may have joined after the versions were compared."""
    from goldenbridge import __version__

    if __version__ != version:
        told = f"a worker has goldenbridge {__version__}, this is {version}"
        raise ClusterDiffers("work", [told])
    return alone(function, item)


def compare(who: str, theirs: Versions, ours: Versions, packages: Sequence[str]) -> list[str]:
    """Where versions differ, in words.

    >>> compare("the worker a", {"numpy": None}, {"numpy": "2.3"}, ["numpy"])
    ['the worker a has no numpy, this is 2.3']
    """
    return [
        f"{who} has {f'{name} {theirs[name]}' if theirs.get(name) else f'no {name}'}, "
        f"this is {ours.get(name)}"
        for name in packages
        if theirs.get(name) != ours.get(name)
    ]


def in_words(seconds: float) -> str:
    """A time in words.

    >>> in_words(1.0), in_words(60)
    ('1 second', '60 seconds')
    """
    return f"{seconds:g} second{'' if seconds == 1 else 's'}"


def _leave(client: Any) -> None:
    """Close a client that came when nobody waited for it any more."""
    client.close(timeout=MOMENT)


def within(
    seconds: float, call: Callable[[], Result], late: Callable[[Result], None] | None = None
) -> Result:
    """What a call gives, if it gives it in time; what comes ``late`` is handed to that.

    Raises
    ------
    TimeoutError : it did not.

    >>> within(5, lambda: 1 + 1)
    2
    """
    found: list[Result] = []
    failed: list[BaseException] = []
    given_up = threading.Event()

    def run() -> None:
        try:
            found.append(call())
            if given_up.is_set() and late is not None:
                late(found.pop())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        given_up.set()
        raise TimeoutError
    return found[0]
