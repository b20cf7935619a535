"""What each believes of the zone of agreement, in sentences, and which belief hides which deal."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import like, party_name, tidy
from goldenbridge.report.words import Data, Link, Piece, Sentence, counted, inside, listed, share

__all__ = [
    "belief_name",
    "belief_rows",
    "beliefs_quietly",
    "has_views",
    "hidden_deal",
    "loud_parties",
    "told_of",
    "turned_by_telling",
    "what_hides",
    "what_telling_opens",
]

WHERE = "#m-perception"
#: A belief, or a word to a party, is told where it changes so many worlds.
CLEAR = 0.02
#: A belief is named where it makes at least this part of the error.
PART = 0.25


def has_views(bridge: Data) -> bool:
    """Whether the case says what any party believes of the others."""
    return bool(bridge["perception"]["parties"])


def told_of(found: Data) -> Sentence:
    """The finding on one party, in the words of the engine."""
    return (str(found["told"]),)


def belief_name(found: Data) -> str:
    """What a belief is about, as it stands inside a sentence.

    >>> belief_name({"name": "The firmness of Finch Mill", "kind": "firmness"})
    'the firmness of Finch Mill'
    """
    name = tidy(found["name"])
    head, colon, text = name.partition(": ")
    said = f"{head}, “{text}”" if colon else name
    return said[:1].lower() + said[1:]


def what_hides(bridge: Data, party: str, href: dict[str, str]) -> list[Sentence]:
    """Which belief makes the party see no deal where there is one, or one where there is none."""
    found = bridge["perception"]["parties"][party]
    name = party_name(bridge, party)
    said: list[Sentence] = []
    for key, what in (
        ("wrongly_believes_none", "Deals that are there are hidden from"),
        ("wrongly_hopes", "Deals that are not there are held out to"),
    ):
        every = found[key]["estimate"]
        if every < CLEAR:
            continue
        telling = [one for one in found["beliefs"] if _weight(one, key, every) >= PART * every]
        telling.sort(key=lambda one: -_weight(one, key, every))
        if not telling:
            said.append((f"{what} {name} by several beliefs together, by none of them alone.",))
            continue
        pieces: list[Piece] = [f"{what} {name} by the belief about "]
        for place, one in enumerate(telling[:2]):
            link = Link(belief_name(one), href[one["where"]])
            pieces += [", and by that about " if place else "", link]
        rest = len(telling) - 2
        if rest > 0:
            pieces.append(f", and by {counted(rest, 'belief')} more")
        said.append((*pieces, "."))
    return said


def _weight(belief: Data, key: str, every: float) -> float:
    """How much of an error one belief makes by itself, or takes with it when it is put right."""
    alone, left = belief["alone"], belief["left_out"]
    return max(
        0.0 if alone is None else float(alone[key]["estimate"]),
        0.0 if left is None else every - float(left[key]["estimate"]),
    )


def hidden_deal(findings: Data, found: Data) -> list[Sentence]:
    """A deal that a party does not believe in, who it thinks would refuse, and for what reason."""
    said: list[Sentence] = [
        ("It does not believe in ", *like(findings, found["options"]), "."),
        (
            "All would sign that in ",
            Link(share(found["signed"]), WHERE),
            " of worlds; as it sees the others, in ",
            Link(share(found["believed_signed"]), WHERE),
            ".",
        ),
    ]
    for one in found["would_refuse"][:2]:
        whom = inside(str(one["name"]))
        line = one["red_lines"].get(one["because"])
        if line is not None:
            why = f"because it would cross “{tidy(line['text'])}”"
        else:
            why = "because it would rather have no deal"
        said.append((f"It expects {whom} to refuse, mostly {why}.",))
    return said


def turned_by_telling(bridge: Data, party: str) -> list[Sentence]:
    """The truth about whom would set the party right, and where half the truth misleads."""
    found = bridge["perception"]["parties"][party]
    rows = [one for one in found["telling"] if one["set_right"]["estimate"] >= CLEAR]
    rows.sort(key=lambda row: -float(row["set_right"]["estimate"]))
    return [_truth(bridge, one) for one in rows[:2]]


def _truth(bridge: Data, one: Data) -> Sentence:
    said: list[Piece] = [
        f"The truth about {party_name(bridge, one['about'])} would set it right in ",
        Link(share(one["set_right"]), WHERE),
        " of worlds",
    ]
    if one["set_wrong"]["estimate"] > 0:
        said += [", and wrong in ", Link(share(one["set_wrong"]), WHERE)]
    return (*said, ".")


def belief_rows(bridge: Data) -> list[tuple[str, Data]]:
    """Each belief with the id of the party that holds it."""
    parties = bridge["perception"]["parties"]
    return [(party, one) for party, found in parties.items() for one in found["beliefs"]]


def beliefs_quietly(bridge: Data) -> list[Sentence]:
    """The parties whose beliefs change next to nothing."""
    quiet = [
        party_name(bridge, party)
        for party in bridge["perception"]["parties"]
        if party not in loud_parties(bridge)
    ]
    if not quiet:
        return []
    text = "picture differs" if len(quiet) == 1 else "pictures differ"
    return [(f"For {listed(quiet)} the {text} from the case in hardly a world.",)]


def loud_parties(bridge: Data) -> list[str]:
    """The parties that are wrong about whether there is a deal in more than a few worlds."""
    return [
        party
        for party, one in bridge["perception"]["parties"].items()
        if max(one["wrongly_believes_none"]["estimate"], one["wrongly_hopes"]["estimate"]) >= CLEAR
    ]


def what_telling_opens(bridge: Data) -> list[Sentence]:
    """How often somebody's belief keeps a deal away, and what telling whom would open."""
    found = bridge["perception"]["together"]
    if found is None:
        return []
    lead = (
        "If talks went on only where every party with a view believes in a deal, belief would keep"
    )
    if not found["kept_away"]["estimate"]:
        return [(f"{lead} no deal away.",)]
    said: list[Sentence] = [
        (f"{lead} one away in ", Link(share(found["kept_away"]), WHERE), " of worlds.")
    ]
    opens = sorted(found["opened_by_telling"].items(), key=lambda item: -item[1]["estimate"])
    party, most = opens[0] if opens else ("", None)
    if most is not None and most["estimate"] >= CLEAR:
        said.append(
            (
                f"Of all, the truth told to {party_name(bridge, party)} would open most: deals in ",
                Link(share(most), WHERE),
                ".",
            )
        )
    return said
