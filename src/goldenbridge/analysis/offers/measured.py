"""One redrafted package against the text it comes from, measured on fresh worlds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import answers, moves
from goldenbridge.analysis.offers.changes import steps
from goldenbridge.analysis.sample import Sample
from goldenbridge.worlds import Frame

__all__ = ["Change", "Measured"]


@dataclass(frozen=True, eq=False)
class Change:
    """One redrafted package against the text it comes from, measured on fresh worlds.

    Attributes
    ----------
    frame : names of everything.
    before, after : (issues,), the text and what becomes of it.
    party : whose refusal it is to turn; None where it is to be signed by all more often.
    turns : of the worlds where the party refuses the text, those where it takes the change and
        nobody who takes the text refuses the change. None without a party.
    chosen : the same share where the change was chosen: the best of many, so it flatters.
    loses : party → of the worlds where it takes the text, those where it refuses the change.
    signed_before, signed : worlds where all sign the text, and the change.
    """

    frame: Frame
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    party: str | None
    turns: Share | None
    chosen: Share
    loses: Mapping[str, Share]
    signed_before: Share
    signed: Share

    @property
    def issues(self) -> int:
        """How many issues it changes."""
        return int((self.before != self.after).sum())

    def text(self) -> str:
        """The change in one sentence: what moves, whom it turns and whom it costs."""
        name = self.frame.snapshot.name
        moved = "; ".join(
            f"{m['name']} from “{m['from_name']}” to “{m['to_name']}”"
            for m in moves(self.frame, self.before, self.after)
        )
        if self.party is None or self.turns is None:
            return (
                f"Moving {moved} has all sign in {_per_cent(self.signed)} of worlds "
                f"instead of {_per_cent(self.signed_before)}."
            )
        costs = [
            f"{name(party)} in {_per_cent(share)}"
            for party, share in self.loses.items()
            if share.count
        ]
        lost = (
            f"loses, of the worlds where they agree, {', '.join(costs)}"
            if costs
            else "loses nobody"
        )
        return (
            f"Moving {moved} turns {name(self.party)} in {_per_cent(self.turns)} of the worlds "
            f"where it refuses, and {lost}."
        )

    def as_dict(self) -> dict[str, object]:
        """Plain data, with the sentence."""
        return {
            "changes": moves(self.frame, self.before, self.after),
            "issues": self.issues,
            "steps": int(steps(self.before, self.after[None])[0]),
            "turns": self.turns.as_dict() if self.turns else None,
            "where_chosen": round(self.chosen.estimate, 6),
            "loses": {party: share.as_dict() for party, share in self.loses.items()},
            "signed_by_all": self.signed.as_dict(),
            "text": self.text(),
        }


class Measured:
    """A text in fresh worlds, and what changes of it do there."""

    def __init__(self, sample: Sample, deal: NDArray[np.int64]) -> None:
        self.frame, self.deal, self.worlds = sample.frame, deal, sample.fresh
        self.before = answers(self.worlds, deal).takes[:, :, 0]
        self.signed = _all(self.before)

    def change(self, after: NDArray[np.int64], party: int | None, chosen: Share) -> Change:
        takes = answers(self.worlds, after).takes[:, :, 0]
        turns = None
        if party is not None:
            refuses = ~self.before[:, party]
            keeps = (takes | ~self.before).all(axis=1) & takes[:, party]
            turns = Share.of(keeps[refuses])
        return Change(
            self.frame,
            self.deal,
            after,
            None if party is None else self.frame.parties[party],
            turns,
            chosen,
            {
                name: Share.of(np.logical_not(takes[self.before[:, n], n]))
                for n, name in enumerate(self.frame.parties)
            },
            self.signed,
            _all(takes),
        )


def _all(takes: NDArray[np.bool_]) -> Share:
    """The share of worlds in which every party says yes."""
    return Share.of(np.asarray(takes.all(axis=1), dtype=np.bool_))


def _per_cent(share: Share) -> str:
    """A share in a sentence: no false nought where there is something."""
    if share.count and share.estimate < 0.01:
        return "under 1 %"
    return f"{share.estimate:.0%}".replace("%", " %")
