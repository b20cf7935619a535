"""The deals by name: packages all would sign where a party believes that nobody would agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.feasibility.packages import FURTHER, LOOKED_AT, Acceptance, acceptance
from goldenbridge.analysis.perception.table import Table
from goldenbridge.case.case import Snapshot
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import Worlds

__all__ = ["Overlooked", "choose", "overlooked"]

#: So many packages are named, each unlike the better ones on at least two issues.
NAMED, APART = 3, 2
#: In fewer worlds overlooked, what is chosen there is chance.
LEAST = 30


@dataclass(frozen=True, eq=False)
class Overlooked:
    """A package that would be signed, and what a party believes would become of it.

    Attributes
    ----------
    package : issue → option.
    moves : issues on which it departs from what holds without agreement.
    proved : whether none is signed in more of the worlds where the party overlooks a deal.
    signed, believed : in how many worlds all it needs would sign, in truth and as believed.
    where_overlooked : the share signed among worlds with a deal that the party does not see.
    refused : who, in the party's belief, refuses it where it would be signed and the party sees
        no deal at all, and why.
    """

    package: dict[str, str]
    moves: tuple[str, ...]
    proved: bool
    signed: Share
    believed: Share
    where_overlooked: Share
    refused: Acceptance

    def as_dict(self, snapshot: Snapshot) -> dict[str, object]:
        """Plain data; refusers first whom most is feared of."""
        issues, parties = snapshot.body.issues, snapshot.body.parties
        refusers = []
        for party, share in self.refused.by_party.items():
            no = Share(share.worlds - share.count, share.worlds)
            if no.count:
                below = self.refused.below_no_deal[party]
                lines: dict[str, dict[str, object]] = {
                    key: {"text": snapshot.body.red_lines[key].text, "share": one.as_dict()}
                    for key, one in self.refused.across.items()
                    if party in self.refused.owners[key]
                }
                refusers.append(
                    {
                        "party": party,
                        "name": parties[party].name,
                        "refuses": no.as_dict(),
                        "below_no_deal": below.as_dict(),
                        "red_lines": lines,
                        "because": _because(below, lines, self.refused),
                    }
                )
        refusers.sort(key=lambda one: -one["refuses"]["estimate"])  # type: ignore[index]
        return {
            "options": self.package,
            "moves": {k: issues[k].options[self.package[k]].name for k in self.moves},
            "proved": self.proved,
            "signed": self.signed.as_dict(),
            "believed_signed": self.believed.as_dict(),
            "signed_where_overlooked": self.where_overlooked.as_dict(),
            "would_refuse": refusers,
            "worlds_of_refusal": next(iter(self.refused.by_party.values())).worlds,
        }


def _because(below: Share, lines: dict[str, dict[str, object]], of: Acceptance) -> str:
    """The commonest reason: ``no_deal``, or the id of a red line."""
    counts = {"no_deal": below.count, **{key: of.across[key].count for key in lines}}
    return max(counts, key=lambda key: counts[key])


def choose(case: Worlds, table: Table) -> tuple[NDArray[np.int64], list[bool]]:
    """The packages signed in most of the worlds where a party overlooks a deal, proved.

    Parameters
    ----------
    case : W worlds as the case says.
    table : of these worlds.

    Returns
    -------
    deals (packages, issues), and whether each is proved best of those unlike the better ones;
    none where fewer than ``LEAST`` worlds have a deal overlooked.
    """
    frame = case.frame
    chosen = np.flatnonzero(table.deal & ~table.believed)[:LOOKED_AT]
    if len(chosen) < LEAST:
        return np.zeros((0, len(frame.space.issues)), dtype=np.int64), []
    some = case.some(chosen)
    best = most_accepted(
        frame.layers,
        some.worths,
        some.no_deal,
        some.binding,
        frame.consent,
        how_many=NAMED,
        apart=APART,
        further_nodes=FURTHER,
    )
    return best.deals, best.proved.tolist()


def overlooked(
    case: Worlds, seen: Worlds, table: Table, deals: NDArray[np.int64], proved: list[bool]
) -> list[Overlooked]:
    """What would become of some packages, in truth and as a party believes.

    Parameters
    ----------
    case, seen : W worlds, best fresh ones, and the same as the party believes them to be.
    table : of these worlds.
    deals : (packages, issues), from ``choose``.
    proved : likewise.
    """
    if not len(deals):
        return []
    truth, belief = _signed(case, deals), _signed(seen, deals)
    missed = table.deal & ~table.believed
    names = acceptance(case, deals)
    found = []
    for number, row in enumerate(deals):
        where = missed & truth[:, number]
        found.append(
            Overlooked(
                dict(names[number].package),
                names[number].moves,
                proved[number],
                Share.of(truth[:, number]),
                Share.of(belief[:, number]),
                Share.of(truth[missed, number]),
                acceptance(seen.some(where), row)[0],
            )
        )
    return found


def _signed(worlds: Worlds, deals: NDArray[np.int64]) -> NDArray[np.bool_]:
    frame = worlds.frame
    return accepted(
        frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, deals
    )
