"""The worlds of a case made of random numbers handed in, to swap some between two draws of all.

No world is left out for contradicting a record: leaving worlds out would tie what is uncertain to
each other, and shares of variance could not be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import NOTHING_SET, Draws, Frame, Settings, Worlds
from goldenbridge.worlds.ground import Ground

__all__ = ["handed"]

Floats = NDArray[np.float64]


def handed(tables: Tables, u: Floats, index: NDArray[np.int64]) -> Tables:
    """The same case and policies, in worlds made of these random numbers, all of them kept.

    The packages looked at stay those of ``tables``, so that nothing differs but the worlds.

    Parameters
    ----------
    tables : of the case.
    u : (W, inputs), what each column decides is told by ``Draws.inputs`` of the frame.
    index : (W,), the worlds' numbers: what levers do and how things stand is drawn by them.
    """
    made = replace(tables)
    whole = tables.sample
    made.__dict__["sample"] = _Handed(
        whole.frame, whole.seed, len(u), whole.executor, u=u, index=index
    )
    for kept in ("pool", "schedules"):
        made.__dict__[kept] = getattr(tables, kept)
    return made


class _Numbered(Draws):
    """Draws of random numbers handed in, whose worlds have numbers of their own."""

    def __init__(self, frame: Frame, seed: int, u: Floats, index: NDArray[np.int64]) -> None:
        super().__init__(frame, seed, 0)
        self._u, self._index = np.ascontiguousarray(u, dtype=np.float64), index


@dataclass(frozen=True, eq=False)
class _Handed(Sample):
    """Worlds of random numbers handed in; none is left out."""

    u: Floats = field(default_factory=lambda: np.empty((0, 0)))
    index: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @cached_property
    def _draws(self) -> Draws:
        return _Numbered(self.frame, self.seed, self.u, self.index)

    @cached_property
    def worlds(self) -> Worlds:
        return self.all_worlds

    @cached_property
    def ground(self) -> Ground:
        return self._draws.ground()

    def intervened(self, settings: Settings = NOTHING_SET) -> Worlds:
        return self._draws.worlds(settings)
