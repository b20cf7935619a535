"""Deals above somebody's head, why they are refused, and what buys consent, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    capital,
    few_worlds,
    like,
    line_text,
    party_name,
    worth_points,
)
from goldenbridge.report.narrative.ratifying import TOO_FEW, carried_by
from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    counted,
    inside,
    listed,
    share,
)

__all__ = [
    "above_head",
    "buys_consent",
    "client_veto",
]

WHERE = "#m-coalitions"
#: A reason that holds in fewer worlds than this is not told.
SEEN = 0.005


def client_veto(bridge: Data, found: Data) -> list[Sentence]:
    """What asking one party costs in deals, which nobody is entitled to save by not asking it."""
    name = inside(str(found["name"]))
    patron = found["patron"]
    lead = f"The consent of {name} is needed on some issues only"
    if not found["controls"]:
        lead = f"The consent of {name} is needed always"
    if patron is not None:
        lead += f"; the case names {party_name(bridge, patron)} as the patron"
    said: list[Sentence] = [(f"{lead}.",)]
    if not found["vetoed"]["estimate"]:
        return [*said, ("No deal is lost in any world because it is asked.",)]
    said.append(
        (
            "In ",
            Link(share(found["vetoed"]), WHERE),
            " of worlds the others have a deal above its head and none with its consent.",
        )
    )
    said.append(
        (
            "In ",
            Link(share(found["leaves_alone"]), WHERE),
            " there is a deal that leaves its issues as they are, so that it need not be asked.",
        )
    )
    return said


def above_head(bridge: Data, findings: Data, found: Data) -> list[Sentence]:
    """The deal that the others would make without it, and why it refuses."""
    above, name = found["above"], inside(str(found["name"]))
    if above is None:
        return [(f"Above the head of {name} the others sign nothing.",)]
    said: list[Sentence] = [
        (
            f"What the others would sign most often if {name} were not asked, in ",
            Link(share(above["others_sign"]), WHERE),
            " of worlds, is ",
            *like(findings, above["package"]),
            ".",
        )
    ]
    if not above["refused"]["worlds"]:
        return said
    said.append(
        (
            f"{capital(name)} would refuse it in ",
            Link(share(above["refused"]), WHERE),
            f" of those{few_worlds(above['refused'])}.",
        )
    )
    reasons: list[Piece] = []
    if above["short"]["estimate"] >= SEEN:
        reasons += ["in ", Link(share(above["short"]), WHERE), " it is worth less than no deal"]
    lines = sorted(above["crosses"].items(), key=lambda item: -item[1]["estimate"])
    for key, crossed in lines:
        if crossed["estimate"] >= SEEN:
            reasons += [
                "; in " if reasons else "in ",
                Link(share(crossed), WHERE),
                f" it crosses “{line_text(findings, key)}”",
            ]
    if reasons:
        said.append(("The reasons: ", *reasons, "."))
    return said


def buys_consent(bridge: Data, findings: Data, found: Data) -> list[Sentence]:
    """What would bring it in: a change, points, or one of its red lines given up."""
    said: list[Sentence] = []
    if found["above"] is not None and found["above"]["refused"]["estimate"] > 0:
        said += carried_by(bridge, found["above"]["carries"])
    if not found["vetoed"]["estimate"]:
        return said
    worlds = found["points_do"]["worlds"]
    if worlds < TOO_FEW:
        many = counted(worlds, "world")
        text = f"Its veto leaves {many} without a deal, too few to say what buys its consent."
        return [*said, (text,)]
    vetoed = f"the {counted(worlds, 'world')} that its veto leaves without a deal"
    said.append(
        (
            "Points alone would buy its consent in ",
            Link(share(found["points_do"]), WHERE),
            f" of {vetoed}"
            + (f": {worth_points(found['points'])} of its own." if found["points"] else "."),
        )
    )
    giving = [
        (key, one) for key, one in found["lines_do"].items() if one["worlds"] and one["estimate"]
    ]
    for key, one in sorted(giving, key=lambda item: -item[1]["estimate"])[:2]:
        said.append(
            (
                f"Where points do not, giving up “{line_text(findings, key)}” would, in ",
                Link(share(one), WHERE),
                ".",
            )
        )
    if found["patron_levers"]:
        names = [_lever(bridge, one["id"]) for one in found["patron_levers"]]
        said.append((f"Its patron holds levers that touch it: {listed(names)}.",))
    return said


def _lever(bridge: Data, key: str) -> str:
    known = (bridge["levers"] or {}).get(key)
    return f"“{known['name']}”" if known else key
