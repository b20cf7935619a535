"""What a mediator may offer that no party can: its own package, its name, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.estimate import Share, wilson
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.offers.answers import answers, checked, chosen_on, moves
from goldenbridge.analysis.offers.devaluation import Devalued, by_receiver, devalued
from goldenbridge.analysis.offers.proposals import expected_gain, proposal
from goldenbridge.analysis.offers.third_party import Brought, brought
from goldenbridge.analysis.sample import Progress, Sample, Stop, search
from goldenbridge.worlds import Frame

__all__ = ["REFERENCES", "MediatorOffers", "Proposal", "mediator_offers"]

REFERENCES = (
    (
        "Ross, L. & Stillinger, C. (1991). Barriers to conflict resolution. Negotiation Journal "
        "7(4), 389–404."
    ),
    "Raiffa, H. (1982). The art and science of negotiation. Harvard University Press, chapter 16.",
)


@dataclass(frozen=True, eq=False)
class Proposal:
    """What one party would put forward, against the mediator's package; on fresh worlds.

    Attributes
    ----------
    party, deal : who, and (issues,) what.
    signed : worlds where all sign it.
    gain, gain_at_mediators : its expected gain over no deal from its own package and from the
        mediator's, nothing where not all sign; own points.
    only_mediators, only_own : worlds where all sign the mediator's package and not this, and the
        reverse.
    """

    party: str
    deal: NDArray[np.int64]
    signed: Share
    gain: float
    gain_at_mediators: float
    only_mediators: Share
    only_own: Share

    @property
    def mediator_does_better(self) -> bool:
        """Whether the mediator's package is signed in more worlds, beyond chance (95 %)."""
        both = self.only_mediators.count + self.only_own.count
        return both > 0 and wilson(self.only_mediators.count, both)[0] > 0.5


@dataclass(frozen=True, eq=False)
class MediatorOffers:
    """The mediator's package against the parties' own, its authorship, and what outsiders bring.

    Attributes
    ----------
    frame : names of everything.
    deal : (issues,), the package signed by all in the most worlds, or the one given.
    proved : whether it is proved best where it was chosen; None where it was given.
    signed : fresh worlds where all sign it.
    proposals : what each party that is asked would put forward; fewer where it was stopped.
    authored : the mediator's package as an offer of each party, marked down by the others.
    marked_down_by : per receiver, the markdown by it alone that loses half of the worlds.
    brought : levers whose holder signs nothing.
    """

    frame: Frame
    deal: NDArray[np.int64]
    proved: bool | None
    signed: Share
    proposals: tuple[Proposal, ...]
    authored: tuple[Devalued, ...]
    marked_down_by: Mapping[str, float | None]
    brought: tuple[Brought, ...]

    @property
    def nobody_proposes(self) -> bool:
        """Whether no party would put the mediator's package forward, and all sign it more often."""
        whole = 0 < len(self.proposals) == len(self.authored)
        return whole and all(one.mediator_does_better for one in self.proposals)

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "package": self.frame.package(self.deal),
            "proved_best_where_chosen": self.proved,
            "signed_by_all": self.signed.as_dict(),
            "no_party_would_propose_it": self.nobody_proposes,
            "proposals": {
                one.party: {
                    "package": self.frame.package(one.deal),
                    "differs": moves(self.frame, self.deal, one.deal),
                    "signed_by_all": one.signed.as_dict(),
                    "gain": round(one.gain, 6),
                    "gain_at_mediators": round(one.gain_at_mediators, 6),
                    "only_mediators_signed": one.only_mediators.as_dict(),
                    "only_own_signed": one.only_own.as_dict(),
                    "mediator_does_better": one.mediator_does_better,
                }
                for one in self.proposals
            },
            "authorship": [one.as_dict() for one in self.authored],
            "half_lost_if_marked_down_by": dict(self.marked_down_by),
            "brought_by_others": [one.as_dict() for one in self.brought],
        }


def mediator_offers(
    sample: Sample,
    deal: ArrayLike | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> MediatorOffers | None:
    """The package all would sign most often, and why no party may be the one to say it.

    Three things set a mediator apart. It seeks the share of worlds in which all sign, a party its
    own expected gain. Its words are not marked down as an opponent's are, if they are: see
    ``devaluation``. And there are levers that no signatory holds.

    Proposals are found by climbing and are not proved best; each knows no more than the worlds
    say. They are chosen on the worlds of the sample and valued on fresh ones.

    Parameters
    ----------
    sample : the worlds.
    deal : (issues,), the mediator's package; by default the one accepted in the most worlds.
    progress, stop : told how far it is; asked between parties.

    Returns
    -------
    None where no package was given and none is accepted in any world.

    Raises
    ------
    ValueError : what was given is no package of the case.

    References
    ----------
    Ross & Stillinger (1991); Raiffa (1982).

    >>> from goldenbridge import load
    >>> found = mediator_offers(Sample.draw(load("two-sellers").at(), seed=1, worlds=256))
    >>> [one.party for one in found.proposals]
    ['mill', 'bakery']
    """
    frame, proved = sample.frame, None
    if deal is None:
        best, _, proofs = widely_acceptable(sample, 1)
        if not len(best):
            return None
        row, proved = best[0], proofs[0]
    else:
        row = checked(frame, deal)
    chosen, fresh = chosen_on(sample), sample.fresh
    chosen = chosen.some(search(chosen, "on").found)
    own = answers(fresh, row)
    signed = own.signed[:, 0]
    found = []
    for party in np.flatnonzero(own.asked[0]).tolist():
        if stop is not None and stop():
            break
        theirs = proposal(chosen, party, row)
        said = answers(fresh, theirs)
        other = said.signed[:, 0]
        found.append(
            Proposal(
                frame.parties[party],
                theirs,
                Share.of(other),
                float(expected_gain(said, party)[0]),
                float(expected_gain(own, party)[0]),
                Share.of(signed & ~other),
                Share.of(other & ~signed),
            )
        )
        if progress is not None:
            progress("what each party would propose", (party + 1) / len(frame.parties))
    return MediatorOffers(
        frame,
        row,
        proved,
        Share.of(signed),
        tuple(found),
        devalued(frame, own),
        by_receiver(frame, own),
        brought(frame.snapshot, frame.package(row)),
    )
