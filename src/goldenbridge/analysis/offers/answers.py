"""Who takes a package in each world, who refuses it for its worth and who for a red line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.feasibility.packages import LOOKED_AT
from goldenbridge.analysis.sample import Sample
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.worlds import Frame, Worlds

__all__ = ["Answers", "answers", "checked", "chosen_on", "moves"]


@dataclass(frozen=True, eq=False)
class Answers:
    """What W worlds say to D packages, party by party.

    Attributes
    ----------
    gains : (W, P, D), worth less no deal, in each party's own points.
    asked : (D, P), whose consent each package needs.
    blocked : (W, P, D), whether a binding red line of a party that is asked is crossed: no
        worth makes up for it.
    """

    gains: NDArray[np.float64]
    asked: NDArray[np.bool_]
    blocked: NDArray[np.bool_]

    @property
    def short(self) -> NDArray[np.bool_]:
        """Where a party is asked and would rather have no deal: (W, P, D)."""
        result: NDArray[np.bool_] = (self.gains < -TOLERANCE) & self.asked.T
        return result

    @property
    def takes(self) -> NDArray[np.bool_]:
        """Where a party signs, or is not asked: (W, P, D)."""
        result: NDArray[np.bool_] = ~(self.short | self.blocked)
        return result

    @property
    def signed(self) -> NDArray[np.bool_]:
        """Where all who are asked sign: (W, D)."""
        return np.asarray(self.takes.all(axis=1), dtype=np.bool_)


def answers(worlds: Worlds, deals: ArrayLike) -> Answers:
    """Ask every party about every package in every world; packages are taken to keep the rules.

    Parameters
    ----------
    worlds : W of them.
    deals : (packages, issues), option numbers.
    """
    frame, rows = worlds.frame, np.atleast_2d(np.asarray(deals))
    asked = needed_by(frame.consent, frame.layers.triggered(rows))
    gains = value(frame.layers, worlds.worths, rows) - worlds.no_deal[:, :, None]
    blocked = np.zeros(gains.shape, dtype=np.bool_)
    if frame.lines:
        crossed, binding = frame.layers.crossed(rows), worlds.binding
        bits = np.left_shift(np.uint64(1), np.arange(len(frame.lines), dtype=np.uint64))
        for party in range(len(frame.parties)):
            own = bits[frame.line_owners[:, party]].sum(dtype=np.uint64)
            masks = np.where(asked[:, party], crossed & own, np.uint64(0))
            # Few patterns of crossed lines occur: each is looked at once in every world.
            patterns, which = np.unique(masks, return_inverse=True)
            blocked[:, party] = ((binding[:, None] & patterns) != 0)[:, which.ravel()]
    return Answers(gains, asked, blocked)


def chosen_on(sample: Sample) -> Worlds:
    """The worlds that things are chosen on: the first so many of a sample."""
    worlds = sample.worlds
    return worlds if len(worlds) <= LOOKED_AT else worlds.some(np.arange(LOOKED_AT))


def checked(frame: Frame, deal: ArrayLike) -> NDArray[np.int64]:
    """A package as option numbers (issues,), known to exist and to keep the rules.

    Raises
    ------
    ValueError : it has another shape, names options there are not, or breaks a rule.
    """
    row, sizes = np.asarray(deal), frame.space.sizes
    if row.shape != sizes.shape or not np.issubdtype(row.dtype, np.integer):
        raise ValueError(
            f"A package is one option number for each of {len(sizes)} issues; found an array "
            f"of shape {row.shape}."
        )
    if ((row < 0) | (row >= sizes)).any():
        raise ValueError(f"Options are numbered from 0 and issues have {sizes.tolist()} of them.")
    if not frame.space.allows(row)[0]:
        raise ValueError("The package breaks a rule of the case, or moves nothing off its default.")
    return row.astype(np.int64)


def moves(
    frame: Frame, before: NDArray[np.integer], after: NDArray[np.integer]
) -> list[dict[str, str]]:
    """What differs between two packages, issue by issue, as ids and in words."""
    found = []
    for number in np.flatnonzero(np.asarray(before) != np.asarray(after)):
        issue, names = frame.space.issues[number], frame.space.options[number]
        known = frame.snapshot.body.issues[issue]
        start, end = names[int(before[number])], names[int(after[number])]
        found.append(
            {
                "issue": issue,
                "name": known.name,
                "from": start,
                "from_name": known.options[start].name,
                "to": end,
                "to_name": known.options[end].name,
            }
        )
    return found
