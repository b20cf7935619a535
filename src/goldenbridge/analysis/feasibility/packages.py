"""The packages that the most worlds accept, and who refuses them where they are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Sample
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepts, crosses
from goldenbridge.worlds import Worlds

__all__ = ["LOOKED_AT", "Acceptance", "acceptance", "widely_acceptable"]

#: Packages are chosen on at most so many worlds; a share chosen on more gains nothing.
LOOKED_AT = 1000
#: Partial packages looked at to prove each further package best, before giving the proof up.
FURTHER = 32_000


@dataclass(frozen=True, eq=False)
class Acceptance:
    """Who takes one package, measured on worlds it was not chosen on.

    Attributes
    ----------
    package : issue → option, every issue.
    moves : issues on which it departs from what holds without agreement.
    needs : parties whose consent it needs.
    joint : all of them take it and no binding red line is crossed.
    by_party : each party alone; one whose consent is not needed counts as taking it.
    below_no_deal : party → worlds where it is worth less to it than no deal.
    across : red line → worlds where it binds and the package crosses it.
    owners : red line → consenting parties whose line it is.
    """

    package: Mapping[str, str]
    moves: tuple[str, ...]
    needs: tuple[str, ...]
    joint: Share
    by_party: Mapping[str, Share]
    below_no_deal: Mapping[str, Share]
    across: Mapping[str, Share]
    owners: Mapping[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge deals --json`` gives it."""
        return {
            "options": dict(self.package),
            "moves": list(self.moves),
            "needs": list(self.needs),
            "joint": self.joint.as_dict(),
            "acceptability": {k: v.as_dict() for k, v in self.by_party.items()},
            "refusals": self.refusals(),
        }

    def refusals(self) -> dict[str, object]:
        """Per party, why it refuses: worth less than no deal, or a red line of its own."""
        return {
            party: {
                "worth": share.as_dict(),
                "red_lines": {
                    k: v.as_dict() for k, v in self.across.items() if party in self.owners[k]
                },
            }
            for party, share in self.below_no_deal.items()
        }


def acceptance(worlds: Worlds, deals: NDArray[np.integer]) -> list[Acceptance]:
    """Who takes each of these packages in these worlds.

    Parameters
    ----------
    worlds : W of them, best fresh ones.
    deals : (packages, issues), option numbers.
    """
    frame, rows = worlds.frame, np.atleast_2d(deals)
    content = accepts(frame.layers, worlds.worths, worlds.no_deal, frame.consent, rows)
    crossed = crosses(frame.layers, worlds.binding, rows, frame.consent)
    needed = needed_by(frame.consent, frame.layers.triggered(rows))
    owners = {
        key: tuple(np.array(frame.parties)[mine])
        for key, mine in zip(frame.lines, frame.line_owners, strict=True)
    }
    found = []
    for number, row in enumerate(rows):
        bits = np.arange(len(frame.lines), dtype=np.uint64)
        hit = (crossed[:, number, None] >> bits) & np.uint64(1) > 0
        mine = hit.astype(np.int64) @ frame.line_owners.astype(np.int64) > 0
        mine &= needed[number]
        takes = content[:, :, number] & ~mine
        package = frame.package(row)
        found.append(
            Acceptance(
                package,
                tuple(k for n, k in enumerate(package) if int(row[n]) != int(frame.defaults[n])),
                tuple(np.array(frame.parties)[needed[number]]),
                Share.of(np.asarray(takes.all(axis=1))),
                {p: Share.of(takes[:, n]) for n, p in enumerate(frame.parties)},
                {p: Share.of(~content[:, n, number]) for n, p in enumerate(frame.parties)},
                {k: Share.of(hit[:, n]) for n, k in enumerate(frame.lines) if hit[:, n].any()},
                owners,
            )
        )
    return found


def widely_acceptable(
    sample: Sample, how_many: int = 4, apart: int = 2
) -> tuple[NDArray[np.int64], list[Share], list[bool]]:
    """The packages accepted in the most worlds, each unlike the better ones.

    They are chosen here and measured on fresh worlds by ``acceptance``: the best of many looks
    better than it is on the worlds it was chosen on.

    Returns
    -------
    deals (packages, issues), the share each reached where it was chosen, and whether each is
    proved best; the search for the further ones is cut short sooner than that for the best.
    """
    frame = sample.frame
    worlds = sample.worlds
    if len(worlds) > LOOKED_AT:
        worlds = worlds.some(np.arange(LOOKED_AT))
    best = most_accepted(
        frame.layers,
        worlds.worths,
        worlds.no_deal,
        worlds.binding,
        frame.consent,
        how_many=how_many,
        apart=apart,
        further_nodes=FURTHER,
    )
    shares = [Share(int(count), len(worlds)) for count in best.counts]
    return best.deals, shares, best.proved.tolist()
