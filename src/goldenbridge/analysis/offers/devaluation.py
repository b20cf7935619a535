"""Reactive devaluation: the same package is worth less to a party when an opponent offers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import Answers
from goldenbridge.analysis.offers.nearby import NOTABLE
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.worlds import Frame

__all__ = ["REFERENCES", "SLIDER", "Devalued", "devalued"]

#: Points that a receiver may mark an opponent's offer down, in its own points.
SLIDER = (0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0)

REFERENCES = (
    (
        "Ross, L. & Stillinger, C. (1991). Barriers to conflict resolution. Negotiation Journal "
        "7(4), 389–404."
    ),
)


@dataclass(frozen=True, eq=False)
class Devalued:
    """A package that one party puts forward, marked down by all others who are asked.

    Attributes
    ----------
    author : who puts it forward.
    slider : (points, share signed by all) for a range of markdowns.
    matters_at : the markdown beyond which one world in twenty (of all) is lost against the same
        package from a mediator; None where all sign in fewer, or nobody else is asked.
    halves_at : the markdown beyond which half the worlds where all sign are lost.
    """

    author: str
    slider: tuple[tuple[float, Share], ...]
    matters_at: float | None
    halves_at: float | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "author": self.author,
            "slider": [{"points": d, "signed_by_all": s.as_dict()} for d, s in self.slider],
            "matters_at": self.matters_at,
            "halves_at": self.halves_at,
        }


def devalued(frame: Frame, said: Answers, points: Sequence[float] = SLIDER) -> tuple[Devalued, ...]:
    """One package under each authorship; from a mediator it keeps its worth.

    That a package loses d points in the eyes of every other party, each in its own points, is an
    assumption to vary, not a finding about these parties. Markdowns are exact: a world is lost
    once d exceeds the thinnest margin among those who receive the offer.

    Parameters
    ----------
    frame : names of everything.
    said : what W worlds say to the one package.
    points : markdowns to tell.

    References
    ----------
    Ross & Stillinger (1991).
    """
    signed, n_worlds = said.signed[:, 0], len(said.gains)
    found = []
    for author, name in enumerate(frame.parties):
        if not said.asked[0, author]:
            continue
        receivers = [p for p in np.flatnonzero(said.asked[0]).tolist() if p != author]
        margin = _margin(said, receivers)
        kept = np.sort(margin[signed])
        found.append(
            Devalued(
                name,
                tuple((d, Share.of(signed & (margin >= d - TOLERANCE))) for d in points),
                _lost_at(kept, int(np.ceil(NOTABLE * n_worlds - 1e-9))),
                _lost_at(kept, -(-len(kept) // 2)),
            )
        )
    return tuple(found)


def _margin(said: Answers, receivers: list[int]) -> NDArray[np.float64]:
    """The thinnest margin over no deal among the receivers, in each one's points: (W,)."""
    if not receivers:
        return np.full(len(said.gains), np.inf)
    thinnest: NDArray[np.float64] = said.gains[:, receivers, 0].min(axis=1)
    return thinnest


def _lost_at(margins: NDArray[np.float64], how_many: int) -> float | None:
    """The markdown beyond which at least so many worlds are lost; None where there are fewer."""
    if not 0 < how_many <= len(margins) or not np.isfinite(margins[how_many - 1]):
        return None
    return round(max(float(margins[how_many - 1]), 0.0), 6)


def by_receiver(frame: Frame, said: Answers) -> Mapping[str, float | None]:
    """Per receiver, the markdown by it alone that loses half the worlds where all sign."""
    signed = said.signed[:, 0]
    return {
        name: _lost_at(np.sort(said.gains[signed, party, 0]), -(-int(signed.sum()) // 2))
        for party, name in enumerate(frame.parties)
        if said.asked[0, party]
    }
