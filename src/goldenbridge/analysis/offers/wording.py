"""The smallest change of wording that turns a party's refusal, and what it costs elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import answers, checked, chosen_on
from goldenbridge.analysis.offers.measured import Change, Measured
from goldenbridge.analysis.offers.nearby import NOTABLE, RADIUS, Nearby, nearby
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.worlds import Frame

__all__ = ["REFERENCES", "Redraft", "Wording", "wording"]

REFERENCES = (
    (
        "Fisher, R., Ury, W. & Patton, B. (1991). Getting to yes, 2nd ed. Penguin (on the "
        "one-text procedure and the yesable proposition)."
    ),
    "Raiffa, H. (1982). The art and science of negotiation. Harvard University Press, chapter 14.",
)


@dataclass(frozen=True, eq=False)
class Redraft:
    """What small changes do for one party that refuses a text.

    Attributes
    ----------
    party : whose refusal it is.
    refuses : fresh worlds where it refuses the text.
    frontier : the best package with at most 1, 2, … issues changed; None where nothing turns it.
    sparing : the best package within the radius that, where it was chosen, costs nobody's consent
        in more than one in twenty of the worlds where it takes the text.
    known : of the worlds where it refuses, those that *some* change of at most so many issues
        turns: what could be had if one knew which world it is.
    """

    party: str
    refuses: Share
    frontier: tuple[Change | None, ...]
    sparing: Change | None
    known: tuple[Share, ...]

    @property
    def smallest(self) -> Change | None:
        """With the fewest issues changed, the first that turned it in a notable share."""
        for change in self.frontier:
            if change is not None and change.chosen.estimate >= NOTABLE:
                return change
        return None

    def as_dict(self) -> dict[str, object]:
        """Plain data: the smallest change, and the best share by number of issues changed."""
        none: dict[str, object] = {"at_most": 0, "change": None, "if_known": 0.0}
        return {
            "party": self.party,
            "refuses": self.refuses.as_dict(),
            "smallest": self.smallest.as_dict() if self.smallest else None,
            "sparing": self.sparing.as_dict() if self.sparing else None,
            "frontier": [
                none,
                *(
                    {
                        "at_most": number,
                        "change": change.as_dict() if change else None,
                        "if_known": round(known.estimate, 6),
                    }
                    for number, (change, known) in enumerate(
                        zip(self.frontier, self.known, strict=True), start=1
                    )
                ),
            ],
        }


@dataclass(frozen=True, eq=False)
class Wording:
    """How a text may be redrafted, party by party; every change within the radius was tried.

    Attributes
    ----------
    frame : names of everything.
    deal : (issues,), the text.
    signed : fresh worlds where all sign the text.
    parties : for each party that refuses the text in a notable share of worlds.
    for_all : the change of at most 1, 2, … issues that all sign in the most worlds; None where
        none is better than the text.
    radius : issues changed at most; up to there it is proved that nothing smaller does as much.
    tried : packages looked at.
    """

    frame: Frame
    deal: NDArray[np.int64]
    signed: Share
    parties: tuple[Redraft, ...]
    for_all: tuple[Change | None, ...]
    radius: int
    tried: int

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "package": self.frame.package(self.deal),
            "signed_by_all": self.signed.as_dict(),
            "radius": self.radius,
            "tried": self.tried,
            "notable": NOTABLE,
            "parties": {redraft.party: redraft.as_dict() for redraft in self.parties},
            "for_all": [change.as_dict() if change else None for change in self.for_all],
        }


def wording(
    sample: Sample,
    deal: ArrayLike,
    *,
    radius: int = RADIUS,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Wording:
    """The smallest change of a package that turns each party that refuses it.

    Every package within the radius is tried in the worlds of the sample (the first 1,000 at
    most), so no smaller or better change within it exists *there*; what it does is then measured
    on fresh worlds. A party counts as refusing where the text is worth less to it than no deal
    or crosses a binding red line of its own. Trust the direction of a change more than its
    last per cent: it is the best of thousands on worlds that were coded by somebody.

    Parameters
    ----------
    sample : the worlds.
    deal : (issues,), option numbers of the text.
    radius : issues changed at most; less where that would be more than 60,000 packages.
    progress, stop : told how far it is; asked between batches.

    Raises
    ------
    ValueError : the text is no package of the case.

    References
    ----------
    Fisher, Ury & Patton (1991); Raiffa (1982).

    >>> from goldenbridge import load
    >>> sample = Sample.draw(load("two-sellers").at(), seed=1, worlds=256)
    >>> text = sample.frame.index({"flour": "high", "bread": "high"})
    >>> found = wording(sample, text)
    >>> found.radius, found.tried
    (3, 10)
    """
    frame, row = sample.frame, checked(sample.frame, deal)
    worlds = chosen_on(sample)
    takes = answers(worlds, row).takes[:, :, 0]
    refusing = [
        party
        for party in range(len(frame.parties))
        if len(worlds) and (~takes[:, party]).mean() >= NOTABLE
    ]
    near = nearby(worlds, row, refusing, radius, progress=progress, stop=stop)
    measured = Measured(sample, row)
    redrafts = [_redraft(near, measured, party, ~takes[:, party]) for party in refusing]
    for_all = [
        None
        if np.array_equal(after, row)
        else measured.change(after, None, Share(count, len(worlds)))
        for after, count in zip(near.signed, near.signed_in, strict=True)
    ]
    return Wording(
        frame, row, measured.signed, tuple(redrafts), tuple(for_all), near.radius, near.tried
    )


def _redraft(near: Nearby, measured: Measured, party: int, refuses: NDArray[np.bool_]) -> Redraft:
    asked = int(refuses.sum())
    frontier = [
        None if after is None else measured.change(after, party, Share(won, asked))
        for after, won in zip(near.best[party], near.won[party], strict=True)
    ]
    spared, won = near.sparing[party], Share(near.spared_won[party], asked)
    return Redraft(
        measured.frame.parties[party],
        Share.of(np.logical_not(measured.before[:, party])),
        tuple(frontier),
        None if spared is None else measured.change(spared, party, won),
        tuple(Share(count, asked) for count in near.turnable[party]),
    )
