"""A deal made above somebody's head: where it would be, who refuses it, and what would buy consent.

Looked at are the parties whose consent only some issues need, and those the case says lean on a
patron. Set aside, such a party is not asked; the difference is the price of its veto.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.above import Above, above
from goldenbridge.analysis.coalitions.points import Points
from goldenbridge.analysis.coalitions.signing import asked_without, signed
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.consent import Consent
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.search.shortfall import shortfall
from goldenbridge.worlds import Frame, Worlds

__all__ = ["POINTS_ON", "Client", "clients", "looked_at"]

#: The points that would buy consent are worked out in so many worlds; shares are of all.
POINTS_ON = 200

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Client:
    """What a client's veto does, and what would buy its consent.

    Attributes
    ----------
    id, name, patron : the client, and the patron if the case names one.
    controls : issues that need its consent; empty where every deal does.
    deal : worlds with a deal as things are.
    without : worlds with a deal if the client were not asked.
    vetoed : worlds with a deal above its head and none besides: what respecting it costs.
    leaves_alone : worlds with a deal that leaves its issues alone.
    with_consent : worlds with a deal that it would sign as well, whether or not it is asked.
    points_do : of the vetoed worlds, those in which points alone would buy its consent.
    points : how many, at the least.
    lines_do : red line of the client → of the vetoed worlds that points alone do not carry, those
        in which giving it up, with points where need be, would.
    levers : the patron's levers that touch the client, with what they touch.
    above : the package made above its head, or None where the others sign none.
    """

    id: str
    name: str
    patron: str | None
    controls: tuple[str, ...]
    deal: Share
    without: Share
    vetoed: Share
    leaves_alone: Share
    with_consent: Share
    points_do: Share
    points: Points | None
    lines_do: dict[str, Share]
    levers: dict[str, tuple[str, ...]]
    above: Above | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "id": self.id,
            "name": self.name,
            "patron": self.patron,
            "controls": list(self.controls),
            "share_with_deal": self.deal.as_dict(),
            "without": self.without.as_dict(),
            "vetoed": self.vetoed.as_dict(),
            "leaves_alone": self.leaves_alone.as_dict(),
            "with_consent": self.with_consent.as_dict(),
            "points_do": self.points_do.as_dict(),
            "points": None if self.points is None else self.points.as_dict(),
            "lines_do": {k: v.as_dict() for k, v in self.lines_do.items()},
            "patron_levers": [{"id": k, "touches": list(v)} for k, v in self.levers.items()],
            "above": None if self.above is None else self.above.as_dict(),
        }


def looked_at(frame: Frame) -> list[str]:
    """Parties whose consent only some issues need, or that lean on a patron."""
    parties = frame.snapshot.body.parties
    return [
        party
        for party, consent in zip(frame.parties, frame.consent, strict=True)
        if consent == "issues" or parties[party].patron is not None
    ]


def clients(
    sample: Sample, deal: Bools, progress: Progress, stop: Stop
) -> tuple[list[Client], bool]:
    """What each client's veto does, and what would buy its consent.

    Parameters
    ----------
    sample : the worlds.
    deal : (W,), whether each world has a deal.
    progress : told how far it is.
    stop : asked between clients; where it says so, those finished stand.

    Returns
    -------
    one a client, and whether all were looked at.
    """
    wanted = looked_at(sample.frame)
    found: list[Client] = []
    for number, party in enumerate(wanted):
        if stop():
            return found, False
        found.append(_client(sample, party, deal))
        progress("asking those above whose head a deal is made", (number + 1) / len(wanted))
    return found, True


def _client(sample: Sample, party: str, deal: Bools) -> Client:
    frame, worlds = sample.frame, sample.worlds
    column = frame.parties.index(party)
    own, body = 1 << column, frame.snapshot.body
    without = deal | signed(worlds, aside=own, among=~deal)
    vetoed = without & ~deal
    some = worlds.some(vetoed)
    bought = _others_would(some, own)
    still = some.some(~bought)
    priced = some.some(np.flatnonzero(bought)[:POINTS_ON])
    asked = (frame.layers, priced.worths, priced.no_deal, priced.binding, frame.consent)
    mine = {key: n for n, key in enumerate(frame.lines) if frame.line_owners[n, column]}
    return Client(
        party,
        frame.snapshot.name(party),
        body.parties[party].patron,
        body.parties[party].controls,
        Share.of(deal),
        Share.of(without),
        Share.of(vetoed),
        Share.of(signed(worlds, untouched=own, among=deal)),
        Share.of(_with_consent(worlds, column)),
        Share.of(bought),
        Points.of(shortfall(*asked, column)),
        {key: Share.of(_others_would(still, own, dropped=1 << n)) for key, n in mine.items()},
        _levers(frame, party),
        above(sample, column, mine),
    )


def _others_would(worlds: Worlds, own: int, dropped: int = 0) -> Bools:
    """Worlds with a package that all others sign and that crosses no line of the client but some.

    What the package is worth to the client is left out: that is what points would make up for.
    """
    frame = worlds.frame
    found = np.zeros(len(worlds), dtype=np.bool_)
    binding = worlds.binding & ~np.uint64(dropped)
    for regime in asked_without(frame.consent, 0):
        found |= maximin(
            frame.layers,
            worlds.worths,
            worlds.no_deal,
            objective=0,
            needed=regime.needed & ~own,
            binding=frame.layers.held(binding, regime.needed),
            excused=regime.excused,
            worlds=np.flatnonzero(~found),
        ).found
    return found


def _with_consent(worlds: Worlds, column: int) -> Bools:
    """Worlds with a deal that the party would sign as well, whether or not it is asked."""
    frame = worlds.frame
    found = np.zeros(len(worlds), dtype=np.bool_)
    needs: list[Consent] = list(frame.consent)
    needs[column] = "always"
    for regime in asked_without(needs, 0):
        best = maximin(
            frame.layers,
            worlds.worths,
            worlds.no_deal,
            objective=0,
            needed=regime.needed,
            binding=frame.layers.held(worlds.binding, regime.needed),
            excused=regime.excused,
            worlds=np.flatnonzero(~found),
        )
        found |= best.found
    return found


def _levers(frame: Frame, client: str) -> dict[str, tuple[str, ...]]:
    """Levers in the hands of the client's patron that touch what a deal, or none, is to it."""
    body = frame.snapshot.body
    patron, found = body.parties[client].patron, {}
    lines = {
        key
        for key, line in body.red_lines.items()
        if client in {frame.snapshot.owner_party(owner) for owner in line.owners}
    }
    for key, lever in body.levers.items() if patron is not None else ():
        touched = tuple(
            effect.target
            for effect in lever.effects
            if effect.firmness == client
            or effect.red_line in lines
            or (effect.swing is not None and effect.swing.party == client)
            or (effect.worth is not None and effect.worth.party == client)
        )
        if lever.holder == patron and touched:
            found[key] = touched
    return found
