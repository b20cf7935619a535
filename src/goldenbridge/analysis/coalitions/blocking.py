"""Who can block a deal, alone or together, and who does.

A coalition *does* block in a world that has no deal and would have one if its members' consent and
red lines were set aside. It *can* block where the others would sign something, and all that they
would sign needs the consent of one of its members. Who can need not: power to block is what a party
could do, not what it wants. The smallest coalitions that block are the analogue of minimal blocking
coalitions in a simple game (Taylor and Zwicker 1999), world by world.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.signing import bits, members, signed
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.worlds import Frame, Worlds

__all__ = ["FEW", "LISTED", "SIZE_LIMIT", "Blocker", "Blocking", "blocking", "coalitions_of"]

#: With so many parties every coalition is looked at, with more only the small ones.
FEW, SIZE_LIMIT = 5, 3
LISTED = 12

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Blocker:
    """What one coalition can block and does.

    Attributes
    ----------
    members : as a mask of parties.
    without : worlds with a deal if the members were set aside.
    can_block : worlds in which the others would sign something, but nothing that needs none of
        the members.
    does_block : worlds without a deal that have one if the members are set aside.
    """

    members: int
    without: Share
    can_block: Share
    does_block: Share


@dataclass(frozen=True, eq=False)
class Blocking:
    """Who blocks, over worlds.

    Attributes
    ----------
    frame : the parties.
    deal : (W,), whether each world has a deal as things are.
    opens : coalition → (W,), whether there is a deal if it is set aside.
    coalitions : each coalition looked at, in order of size.
    minimal : coalition → worlds in which it blocks and no part of it does alone.
    without : worlds without a deal.
    larger : of these, those that no coalition looked at opens.
    cut_short : whether it was stopped before all coalitions were looked at.
    """

    frame: Frame
    deal: Bools
    opens: dict[int, Bools]
    coalitions: tuple[Blocker, ...]
    minimal: dict[int, int]
    without: int
    larger: Share
    cut_short: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "share_with_deal": Share.of(self.deal).as_dict(),
            "coalitions": [
                {
                    "members": members(self.frame, one.members),
                    "without": one.without.as_dict(),
                    "can_block": one.can_block.as_dict(),
                    "does_block": one.does_block.as_dict(),
                }
                for one in self.coalitions
            ],
            "minimal": [
                {
                    "members": members(self.frame, mask),
                    "share": Share(self.minimal[mask], self.without).as_dict(),
                }
                for mask in sorted(
                    self.minimal, key=lambda m: (-self.minimal[m], m.bit_count(), m)
                )[:LISTED]
            ],
            "worlds_without_deal": self.without,
            "larger": self.larger.as_dict(),
        }


def coalitions_of(parties: int) -> list[int]:
    """The coalitions that are looked at, as masks, in order of size.

    >>> coalitions_of(2), len(coalitions_of(10))
    ([1, 2, 3], 175)
    """
    largest = parties if parties <= FEW else SIZE_LIMIT
    return [
        sum(1 << number for number in chosen)
        for size in range(1, largest + 1)
        for chosen in combinations(range(parties), size)
    ]


def blocking(worlds: Worlds, progress: Progress, stop: Stop) -> Blocking:
    """Who can block a deal and who does, coalition by coalition; exact in each world.

    Parameters
    ----------
    worlds : W of them.
    progress : told how far it is.
    stop : asked between coalitions; where it says so, those finished stand.
    """
    frame = worlds.frame
    deal = signed(worlds)
    opens: dict[int, Bools] = {0: deal}
    found: list[Blocker] = []
    minimal: Counter[int] = Counter()
    opened = deal.copy()
    wanted = coalitions_of(len(frame.parties))
    for number, mask in enumerate(wanted):
        if stop():
            break
        # Who is set aside with others is set aside: what a part opens, the whole opens.
        parts = np.any([opens[mask & ~(1 << p)] for p in bits(mask)], axis=0)
        opens[mask] = parts | signed(worlds, aside=mask, among=~parts)
        can = opens[mask] & ~signed(worlds, aside=mask, untouched=mask, among=opens[mask])
        blocks = opens[mask] & ~deal
        found.append(Blocker(mask, Share.of(opens[mask]), Share.of(can), Share.of(blocks)))
        alone = int(np.count_nonzero(blocks & ~parts))
        if alone:
            minimal[mask] = alone
        opened |= opens[mask]
        progress("asking who can block", (number + 1) / len(wanted))
    return Blocking(
        frame,
        deal,
        opens,
        tuple(found),
        dict(minimal),
        int(np.count_nonzero(~deal)),
        Share.of(~opened[~deal]),
        len(found) < len(wanted),
    )
