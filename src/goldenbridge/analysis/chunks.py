"""A chunk of worlds and what is asked of it: all that any process needs to answer it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import Draws, Settings, Worlds
from goldenbridge.worlds.carried import Carried

__all__ = ["Answer", "Chunk", "Look", "answer", "cut", "ranges"]

#: The most worlds of a chunk, and the fewest that are worth sending away.
CHUNK, FEWEST = 2048, 512

#: What a look at some worlds gives: arrays with one row a world.
Answer = tuple[NDArray[np.generic], ...]

#: Looks at some worlds; known by name in a module, so that another process can find it.
Look = Callable[[Worlds], Answer]


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some worlds by index, what to set in them, and what to look for.

    Attributes
    ----------
    carried, seed : whose worlds, and which draw of them.
    start, count : from which world, how many; those that contradict a record are left out.
    settings : what to set by hand, one answer each.
    look : what to look for.
    sample : the worlds where they are at hand already; it stays here when the chunk is sent.
    """

    carried: Carried
    seed: int
    start: int
    count: int
    settings: tuple[Settings, ...]
    look: Look
    sample: Sample | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "sample": None}

    def worlds(self) -> Iterator[Worlds]:
        """The worlds under each of the settings; the same ones throughout."""
        for settings in self.settings:
            at_hand = None
            if self.sample is not None:
                at_hand = self.sample.between(self.start, self.count, settings)
            if at_hand is None:
                draws, consistent = _drawn(self.carried, self.seed, self.start, self.count)
                at_hand = draws.worlds(settings).some(consistent)
            yield at_hand


def answer(chunk: Chunk) -> list[Answer]:
    """What the look finds in a chunk, for each of its settings; the one function all work with.

    Pure: the same chunk gives the same arrays to the last bit, in any process, beside any others.
    """
    return [chunk.look(worlds) for worlds in chunk.worlds()]


@lru_cache(maxsize=2)
def _drawn(carried: Carried, seed: int, start: int, count: int) -> tuple[Draws, NDArray[np.bool_]]:
    """Random numbers drawn once where many things are set by hand, and who contradicts nobody."""
    draws = Draws(carried.frame, seed, count, start)
    return draws, draws.worlds().consistent


def ranges(start: int, stop: int, workers: int, most: int = CHUNK) -> list[tuple[int, int]]:
    """Worlds cut into chunks, each a start and a count: some for every worker, none too small.

    >>> ranges(0, 5000, 1)
    [(0, 2048), (2048, 2048), (4096, 904)]
    >>> len(ranges(0, 5000, 2))
    8
    """
    size = most
    if workers > 1:
        size = min(most, max(FEWEST, -(-(stop - start) // (4 * workers))))
    return [(at, min(size, stop - at)) for at in range(start, stop, size)] or [(start, 0)]


def cut(
    sample: Sample,
    pieces: Sequence[tuple[int, int]],
    settings: Sequence[Settings],
    look: Look,
    *,
    at_hand: bool = True,
) -> list[Chunk]:
    """The chunks of a sample that ask the same.

    Parameters
    ----------
    sample, settings, look : as for :class:`Chunk`.
    pieces : from :func:`ranges`.
    at_hand : whether all worlds of the sample are drawn here in any case.
    """
    here = sample if at_hand else None
    one = Chunk(sample.carried, sample.seed, 0, 0, tuple(settings), look, here)
    return [replace(one, start=start, count=count) for start, count in pieces]
