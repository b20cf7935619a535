"""Results in order from workers that finish out of order, with a bounded number under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from goldenbridge.dealspace.search.compiled import one_core
from goldenbridge.executors.executor import Told

__all__ = ["alone", "in_order"]

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Items under way for each worker: enough to keep it busy while an earlier one is waited for.
AHEAD = 4


def alone(function: Callable[[Item], Result], item: Item) -> Result:
    """The function of an item on one core: the other cores have workers of their own."""
    with one_core():
        return function(item)


def in_order(
    submit: Callable[[Item], Any],
    items: Sequence[Item],
    workers: int,
    pause: Callable[[Any], None],
    progress: Told,
    stop: Callable[[], bool],
) -> Iterator[Any]:
    """What was submitted, in the order of the items; what is not needed any more is cancelled.

    Parameters
    ----------
    submit : starts an item and gives its future (``done``, ``result`` and ``cancel``).
    workers : items worked on at the same time; some more are kept ready for each.
    pause : waits a moment for a future; raises where no worker is left to finish it.
    progress, stop : as for :class:`~goldenbridge.executors.executor.Executor`.
    """
    backlog: deque[Any] = deque()
    sent = given = 0
    try:
        while given < len(items):
            while sent < len(items) and len(backlog) < AHEAD * workers:
                backlog.append(submit(items[sent]))
                sent += 1
            while not backlog[0].done():
                if given and stop():
                    return
                pause(backlog[0])
            result = backlog.popleft().result()
            given += 1
            progress(given / len(items))
            yield result
            if given < len(items) and stop():
                while backlog and backlog[0].done():
                    yield backlog.popleft().result()
                return
    finally:
        for future in backlog:
            future.cancel()
