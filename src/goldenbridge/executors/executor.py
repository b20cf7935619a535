"""What every executor can do: map a function over items, and give the results in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self, TypeVar

__all__ = ["Executor", "Told", "go_on", "untold"]

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Told after each item how much is done (0 to 1).
Told = Callable[[float], None]


def untold(fraction: float) -> None:
    """Tell nobody."""


def go_on() -> bool:
    """Never stop."""
    return False


class Executor(Protocol):
    """Works chunks out, here or elsewhere; used in a ``with`` block, which ends its workers.

    Attributes
    ----------
    workers : how many items are worked on at the same time.
    """

    @property
    def workers(self) -> int: ...

    def map(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        progress: Told = untold,
        stop: Callable[[], bool] = go_on,
    ) -> Iterator[Result]:
        """The function of each item, in the order of the items.

        Parameters
        ----------
        function : pure, and known by name in a module, so that another process can find it.
        items : what to work out; each can be pickled.
        progress : told how much is done.
        stop : asked once the first result is there; where it says so, the results end with those
            finished without a gap.
        """
        ...

    def close(self) -> None:
        """End the workers that were started for this; nothing else is touched."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
