"""The worlds an answer is found on, those it is measured on, and how each is searched."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from goldenbridge.case.case import Snapshot
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.search.maximin import Best
from goldenbridge.executors import SERIAL, Executor
from goldenbridge.worlds import (
    FRESH,
    NOTHING_SET,
    Draws,
    Frame,
    Settings,
    Worlds,
)
from goldenbridge.worlds import frame as make_frame
from goldenbridge.worlds.carried import Carried
from goldenbridge.worlds.ground import Ground

__all__ = ["Lines", "Progress", "Sample", "Stop", "search"]

#: How red lines count: not at all, as walls, or as losses of their severity.
Lines = Literal["off", "on", "losses"]

#: Told of each step: what is being done, and how much of it (0 to 1).
Progress = Callable[[str, float], None]

#: Asked between chunks: end with what is finished?
Stop = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Sample:
    """Worlds of one snapshot that contradict nobody's record.

    Attributes
    ----------
    frame : the snapshot in numbers.
    seed, wanted : which worlds were drawn, and how many before leaving any out.
    executor : who searches them; the answers are the same.
    """

    frame: Frame
    seed: int
    wanted: int
    executor: Executor = SERIAL

    @classmethod
    def draw(
        cls, snapshot: Snapshot, seed: int, worlds: int, executor: Executor = SERIAL
    ) -> Sample:
        """Worlds 0 to ``worlds`` of a seed."""
        return cls(make_frame(snapshot), seed, worlds, executor)

    @cached_property
    def all_worlds(self) -> Worlds:
        """Every world drawn, whether or not it contradicts a record."""
        return self._draws.worlds()

    @cached_property
    def worlds(self) -> Worlds:
        """The worlds that contradict no recorded refusal or offer."""
        return self.all_worlds.some(self.all_worlds.consistent)

    @cached_property
    def fresh(self) -> Worlds:
        """Other worlds, to measure what was chosen on the first: as many, a stream of their own."""
        drawn = self._fresh_draws.worlds()
        return drawn.some(drawn.consistent)

    def first(self, worlds: int) -> Sample:
        """The first so many of these worlds; all of them where there are no more."""
        return self if worlds >= self.wanted else replace(self, wanted=worlds)

    @cached_property
    def carried(self) -> Carried:
        """The frame in a form that can be sent to another process."""
        return Carried(self.frame)

    @cached_property
    def _draws(self) -> Draws:
        return Draws(self.frame, self.seed, self.wanted)

    @cached_property
    def _fresh_draws(self) -> Draws:
        return Draws(self.frame, self.seed, self.wanted, stream=FRESH)

    def pulling(self, levers: Collection[str]) -> Sample:
        """The same worlds with these levers pulled, and no others."""
        snapshot = self.frame.snapshot
        changed = replace(self, frame=make_frame(snapshot, levers))
        # The random numbers are the same: they are drawn once for all sets of levers.
        changed.__dict__["_draws"] = self._draws.like(changed.frame)
        changed.__dict__["_fresh_draws"] = self._fresh_draws.like(changed.frame)
        return changed

    @cached_property
    def ground(self) -> Ground:
        """These worlds as they are with none of the frame's levers pulled."""
        ground = self._draws.ground()
        return ground.some(ground.worlds.consistent)

    def forget(self) -> None:
        """Let go of everything drawn; who asks again gets the same, drawn anew."""
        for name in ("all_worlds", "worlds", "fresh", "ground", "_draws", "_fresh_draws"):
            self.__dict__.pop(name, None)

    def intervened(self, settings: Settings) -> Worlds:
        """The same worlds with something set by hand; none is left out for it."""
        return self._draws.worlds(settings).some(self.all_worlds.consistent)

    def between(self, start: int, count: int, settings: Settings = NOTHING_SET) -> Worlds | None:
        """Those of the worlds from an index on, as far as they need not be drawn anew."""
        if start == 0 and count >= self.wanted:
            return self.worlds if settings == NOTHING_SET else self.intervened(settings)
        if settings != NOTHING_SET:
            return None
        low, high = np.searchsorted(self.worlds.index, [start, start + count])
        return self.worlds.some(np.arange(low, high))


def search(worlds: Worlds, lines: Lines, hints: ArrayLike | None = None) -> Best:
    """A deal in each world that all whose consent it needs would sign; exact.

    Parameters
    ----------
    worlds : W of them.
    lines : whether red lines are off, walls, or losses.
    hints : (W, issues), deals to try first, -1 where there is none.
    """
    frame = worlds.frame
    worths = worlds.worths_with_losses if lines == "losses" else worlds.worths
    binding = worlds.binding if lines == "on" else np.zeros(len(worlds), dtype=np.uint64)
    return exists(frame.layers, worths, worlds.no_deal, binding, frame.consent, hints=hints)
