"""Worlds: one draw of every uncertain judgement and one reading of every hypothesis, each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.space import Clause
from goldenbridge.dealspace.worths import WorldWorths
from goldenbridge.files.document import Path_
from goldenbridge.worlds.frame import Frame

__all__ = ["Worlds"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Worlds:
    """W worlds of a frame, drawn by index.

    Attributes
    ----------
    frame : what is the same in all of them.
    index : (W,), each world's number in its stream.
    readings : hypothesis → (W,), number of the reading.
    judged : path of an uncertain judgement → (W,), its value.
    full : (W, P, options of ``frame.wide``), points by party and option.
    points : (W, terms of ``frame``), points of each term, 0 where it does not apply.
    low, high : (W, P), the most that was refused and the least that was offered.
    firmness : (W, P), where between the two no-deal lies.
    binds : (W, L), whether a red line binds.
    severity : (W, L), points lost where it is crossed, if it counts as a loss.
    record : party → (W,), whether the world contradicts the party's own record.
    burden : (W, P), what levers cost a party where there is a deal; None without any.
    """

    frame: Frame
    index: NDArray[np.int64]
    readings: Mapping[str, NDArray[np.int64]]
    judged: Mapping[Path_, Floats]
    full: Floats
    points: Floats
    low: Floats
    high: Floats
    firmness: Floats
    binds: NDArray[np.bool_]
    severity: Floats
    record: Mapping[str, NDArray[np.bool_]]
    burden: Floats | None = None

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def consistent(self) -> NDArray[np.bool_]:
        """Worlds that contradict nobody's recorded refusal or offer: (W,)."""
        broken = np.zeros(len(self), dtype=np.bool_)
        for mask in self.record.values():
            broken |= mask
        return ~broken

    @cached_property
    def no_deal(self) -> Floats:
        """What no deal is worth to each party: (W, P)."""
        return self.no_deal_at(self.firmness)

    def no_deal_at(self, firmness: Floats | float) -> Floats:
        """No deal with the brackets firmed so far: 0 the refused package's worth, 1 the offered.

        What levers cost where there is a deal comes on top: a deal has to make up for it.
        """
        least, most = np.minimum(self.low, self.high), np.maximum(self.low, self.high)
        result: Floats = least + firmness * (most - least)
        return result if self.burden is None else result + self.burden

    @cached_property
    def binding(self) -> NDArray[np.uint64]:
        """Binding red lines as bits: (W,)."""
        bits = np.left_shift(np.uint64(1), np.arange(self.binds.shape[1], dtype=np.uint64))
        result: NDArray[np.uint64] = (self.binds * bits).sum(axis=1, dtype=np.uint64)
        return result

    @cached_property
    def worths(self) -> WorldWorths:
        """Worths for the search, red lines left out of them."""
        return self._worths(losses=False)

    @cached_property
    def worths_with_losses(self) -> WorldWorths:
        """Worths where crossing a binding red line costs each consenting owner its severity."""
        return self._worths(losses=True)

    def _worths(self, losses: bool) -> WorldWorths:
        frame = self.frame
        unary = self.full[:, :, frame.columns].copy()
        numbers = frame.open_terms[0]
        extra = frame.loss_lines
        terms = np.zeros((len(self), len(frame.parties), len(numbers) + len(extra)))
        for column, number in enumerate(numbers):
            terms[:, frame.terms[number].party, column] = self.points[:, number]
        for number, term in enumerate(frame.terms):
            clause = frame.narrow(term.clause)
            if number not in numbers and clause is not None:
                unary[:, term.party, self._options(clause)] += self.points[:, number, None]
        if losses:
            lost = self.severity * self.binds
            for number, clause in enumerate(frame.clauses):
                owners = np.flatnonzero(frame.line_owners[number])
                if number in extra:
                    column = len(numbers) + extra.index(number)
                    terms[:, owners, column] -= lost[:, number, None]
                else:
                    for owner in owners:
                        unary[:, owner, self._options(clause)] -= lost[:, number, None]
        return WorldWorths(unary, terms)

    def _options(self, clause: Clause) -> list[int]:
        """Columns of the options that a clause on one issue lists."""
        issue, options = clause.parts[0]
        return [int(self.frame.space.offsets[issue]) + option for option in options]

    def some(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Worlds:
        """Some of the worlds, by mask or number."""
        return Worlds(
            self.frame,
            self.index[chosen],
            {k: v[chosen] for k, v in self.readings.items()},
            {k: v[chosen] for k, v in self.judged.items()},
            self.full[chosen],
            self.points[chosen],
            self.low[chosen],
            self.high[chosen],
            self.firmness[chosen],
            self.binds[chosen],
            self.severity[chosen],
            {k: v[chosen] for k, v in self.record.items()},
            None if self.burden is None else self.burden[chosen],
        )
