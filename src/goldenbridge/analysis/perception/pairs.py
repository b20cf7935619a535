"""Each world beside the same world as a party believes it to be.

A belief is compared world by world: in w everything is as the case says; in w_p the party's own
worths, no deal and red lines are those of w, the others' are as it believes. Whatever its view
leaves alone has the same draw in both, so that a difference is due to the view alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.sample import Lines, Sample, search
from goldenbridge.case.believed import Belief, beliefs, believed
from goldenbridge.worlds import FRESH, MAIN, Draws, Worlds, frame

__all__ = ["Pairs"]

Bools = NDArray[np.bool_]


class Pairs:
    """The worlds of a sample, and the same as each party believes them to be.

    Parameters
    ----------
    sample : the worlds.
    stream : those an answer is chosen on, or the fresh ones it is measured on.
    """

    def __init__(self, sample: Sample, stream: int = MAIN) -> None:
        self.sample = sample
        self.snapshot = sample.frame.snapshot
        self.fresh = stream == FRESH
        self._stream = stream

    @cached_property
    def case(self) -> Worlds:
        """The worlds as the case says: (W worlds that contradict nobody's record)."""
        return self.sample.fresh if self.fresh else self.sample.worlds

    @cached_property
    def _draws(self) -> Draws:
        sample = self.sample
        return Draws(sample.frame, sample.seed, sample.wanted, stream=self._stream)

    def seen(self, party: str, only: Iterable[Belief] | None = None) -> Worlds:
        """The same worlds as a party sees them, or as it would with some of its beliefs only.

        None is left out where what the party believes contradicts another's record: whoever
        believes so is not stopped by that.

        Raises
        ------
        pydantic.ValidationError : these beliefs make sense with the others only.
        """
        other = frame(believed(self.snapshot, party, only))
        return self._draws.like(other).worlds().some(self.case.index)

    def beliefs(self, party: str) -> tuple[Belief, ...]:
        """What a party believes otherwise than the case says, one thing at a time."""
        return beliefs(self.snapshot, party)

    def deals(self, worlds: Worlds, lines: Lines = "on") -> Bools:
        """Whether there is a deal in each of these worlds: (W,)."""
        found: Bools = search(worlds, lines, hints=self._signed).found
        return found

    @cached_property
    def _signed(self) -> NDArray[np.int64]:
        """A deal for each world as the case says: what to try first in what others believe."""
        return search(self.case, "on").deals
