"""One stream of worlds, drawn once and asked again and again with things set by hand."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.sample import Lines, Sample, search
from goldenbridge.worlds import NOTHING_SET, Draws, Frame, Settings, Worlds

__all__ = ["Pool"]


class Pool:
    """The first worlds of one stream that contradict nobody's record, to set things in by hand.

    The last worlds asked for are kept, so that several questions about one setting draw once.

    Parameters
    ----------
    sample : whose frame and seed.
    stream : which worlds: those an answer is chosen on, or those it is measured on.
    count : how many at most, before any are left out.
    """

    def __init__(self, sample: Sample, stream: int, count: int) -> None:
        self.frame: Frame = sample.frame
        self.wanted = min(count, sample.wanted)
        self.draws = Draws(sample.frame, sample.seed, self.wanted, stream=stream)
        self._last: tuple[Settings, Worlds] | None = None
        self._witnesses: dict[Lines, NDArray[np.int64]] = {}

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Which worlds contradict no record as drawn: (wanted,)."""
        return self.draws.worlds().consistent

    def worlds(self, settings: Settings = NOTHING_SET) -> Worlds:
        """The worlds kept, with what is set by hand; none is left out for what is set."""
        if self._last is None or self._last[0] is not settings:
            self._last = settings, self.draws.worlds(settings).some(self.kept)
        return self._last[1]

    def deals(self, settings: Settings, lines: Lines = "on") -> NDArray[np.bool_]:
        """Whether each world kept has a deal, with what is set by hand; exact: (W,).

        The deal found in the world as drawn is tried first; it mostly still is one.
        """
        return search(self.worlds(settings), lines, hints=self._witness(lines)).found

    def _witness(self, lines: Lines) -> NDArray[np.int64]:
        if lines not in self._witnesses:
            self._witnesses[lines] = search(self.worlds(), lines).deals
        return self._witnesses[lines]

    def numbers(self, kind: str, key: object) -> NDArray[np.float64]:
        """The random numbers of one input in the worlds kept: (W,)."""
        column = self.draws.inputs.index((kind, key))
        numbers: NDArray[np.float64] = self.draws.uniforms[self.kept, column]
        return numbers
