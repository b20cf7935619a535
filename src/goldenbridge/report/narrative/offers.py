"""Small changes to a package, in sentences: what they turn, and whom they lose."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    like,
    move_words,
    party_name,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    counted,
    inside,
    share,
)

__all__ = [
    "change_losses",
    "change_moves",
    "change_turns",
    "exchange_words",
    "looked_at",
    "no_change_for_all",
    "no_sparing",
]

WHERE = "#m-offers"
#: A change that turns a party less often than this hardly ever does.
NOTABLE = 0.05


def looked_at(bridge: Data, findings: Data) -> list[Sentence]:
    """The package that the offers of this section start from."""
    package = bridge["offers"]["package"]
    if package is None:
        return [("No package is signed by all in any world, so there is none to improve on.",)]
    return [("All of this starts from ", *like(findings, package), ".")]


def change_moves(change: Data) -> str:
    """What a change moves, from what to what.

    >>> move = {"name": "Bread", "from_name": "Low", "to_name": "High"}
    >>> change_moves({"changes": [move]})
    'Bread: “High” instead of “Low”'
    """
    return "; ".join(move_words(one) for one in change["changes"])


def change_turns(bridge: Data, change: Data, party: str) -> list[Sentence]:
    """In how many of the worlds where a party refuses the change turns it; what all then sign."""
    hardly = ", which is hardly ever" if change["turns"]["estimate"] < NOTABLE else ""
    now = bridge["offers"]["wording"]["signed_by_all"]
    return [
        (
            f"It turns {party_name(bridge, party)} in ",
            Link(share(change["turns"]), WHERE),
            f" of the worlds where the answer would be no{hardly}.",
        ),
        (
            "All then sign in ",
            Link(share(change["signed_by_all"]), WHERE),
            " of worlds, instead of ",
            Link(share(now), WHERE),
            ".",
        ),
    ]


def change_losses(bridge: Data, change: Data) -> list[Sentence]:
    """Whom the change loses, of the worlds where they agree; the losses stand with the gain."""
    lost = [
        (party, found)
        for party, found in change["loses"].items()
        if found["worlds"] and found["estimate"] > 0
    ]
    if not lost:
        return [("It loses nobody.",)]
    pieces: list[Piece] = ["It loses, of the worlds where they agree, "]
    for place, (party, found) in enumerate(lost):
        last = place == len(lost) - 1
        pieces += [" and " if place and last else ", " if place else "", party_name(bridge, party)]
        pieces += [" in ", Link(share(found), WHERE)]
    return [(*pieces, ".")]


def no_sparing(bridge: Data) -> str:
    """What stands where no change turns the party without losing somebody often."""
    most = counted(bridge["offers"]["wording"]["radius"], "issue")
    return (
        f"No change on up to {most} turns it without losing somebody in more than one in twenty "
        "of the worlds where they agree."
    )


def no_change_for_all(bridge: Data) -> list[Sentence]:
    """Where no small change has all sign in more worlds, that is said."""
    found = bridge["offers"]["wording"]
    if not found["parties"]:
        return [("No party refuses it in any world, so nothing has to be changed.",)]
    if all(one is None for one in found["for_all"]):
        most = counted(found["radius"], "issue")
        return [
            (
                (
                    f"No change on up to {most} has all sign in more worlds: what turns one, loses "
                    "another."
                ),
            )
        ]
    return []


def exchange_words(bridge: Data, party: str, found: Data) -> list[Sentence]:
    """What a party that balks at one issue could be given on another, and whom that loses."""
    name, issue = party_name(bridge, party), inside(str(found["balks_at_name"]))
    said: list[Sentence] = [
        (
            (
                f"Where a refusal by {name} hangs on {issue}: {move_words(found['in_return'])}. "
                "That would do instead in "
            ),
            Link(share(found["content"]), WHERE),
            " of the worlds where the answer would be no.",
        )
    ]
    return said + change_losses(bridge, found)
