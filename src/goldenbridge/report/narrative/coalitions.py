"""Who can block a deal and who does, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    inside,
    listed,
    share,
)

__all__ = [
    "blocks",
    "member_list",
    "minimal_blockers",
    "single_blockers",
]

WHERE = "#m-coalitions"


def member_list(members: Sequence[Data]) -> str:
    """Who is in a coalition, as it stands inside a sentence."""
    return listed(inside(str(m["name"])) for m in members)


def single_blockers(bridge: Data) -> list[Data]:
    """Each party alone, in the order of the case."""
    every = bridge["coalitions"]["blocking"]["coalitions"]
    return [one for one in every if len(one["members"]) == 1]


def blocks(bridge: Data) -> list[Sentence]:
    """Who can stop every deal alone, and who does."""
    alone = single_blockers(bridge)
    if not alone:
        return [("It was not asked who can block.",)]
    can: list[Piece] = ["Alone, a deal can be stopped by "]
    for place, one in enumerate(alone):
        can += ["; by " if place else "", member_list(one["members"]), " in "]
        can.append(Link(share(one["can_block"]), WHERE))
    said: list[Sentence] = [(*can, " of worlds.")]
    does = [one for one in alone if one["does_block"]["estimate"] > 0]
    if not does:
        said.append(("No party alone stands between the others and a deal in any world.",))
    else:
        pieces: list[Piece] = ["Where there is no deal, setting one aside would leave one: "]
        for place, one in enumerate(does):
            pieces += ["; " if place else "", member_list(one["members"]), " in "]
            pieces.append(Link(share(one["does_block"]), WHERE))
        said.append((*pieces, " of all worlds."))
    said.append(
        (
            (
                "A power to block is not a wish to: it follows from whose consent is needed, and "
                "nobody is said to use it."
            ),
        )
    )
    return said


def minimal_blockers(bridge: Data) -> list[Sentence]:
    """The smallest sets of parties whose setting aside would open a deal."""
    found = bridge["coalitions"]["blocking"]
    if not found["worlds_without_deal"]:
        return [("Every world has a deal, so nobody blocks one.",)]
    several = [one for one in found["minimal"] if len(one["members"]) > 1]
    if not several:
        return []
    first = several[0]
    count = f"{found['worlds_without_deal']:,} worlds without a deal"
    said: list[Sentence] = [
        (
            f"Where no member could alone, {member_list(first['members'])} block together in ",
            Link(share(first["share"]), WHERE),
            f" of the {count}.",
        )
    ]
    return said
