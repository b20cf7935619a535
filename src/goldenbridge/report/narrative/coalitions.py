"""Who can block, who refuses later, over whose head, and who gains by no deal, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import (
    cut,
    like,
    option_names,
    party_name,
    tidy,
    worth_points,
)
from goldenbridge.report.words import Data, Link, Piece, Sentence, counted, inside, listed, share

__all__ = [
    "above_head",
    "blocks",
    "buys_consent",
    "carried_by",
    "client_veto",
    "gains",
    "member_list",
    "minimal_blockers",
    "no_gain",
    "outsiders",
    "ratified_of_those",
    "ratifier_words",
    "settled_alone",
    "single_blockers",
    "subdeal_words",
    "unknown_subdeals",
]

WHERE = "#m-coalitions"
#: A share from fewer worlds than this is told with how many they were.
FEW = 30
#: From fewer than this nothing is told.
TOO_FEW = 5
SEEN = 0.005


def member_list(members: Sequence[Data]) -> str:
    """Who is in a coalition, as it stands inside a sentence."""
    return listed(inside(str(m["name"])) for m in members)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _many(found: Data) -> str:
    """So many worlds, where they are few."""
    return f", {counted(found['worlds'], 'world')} in all" if found["worlds"] < FEW else ""


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
        pieces: list[Piece] = ["Where there is none, a deal would be there without "]
        for place, one in enumerate(does):
            pieces += ["; without " if place else "", member_list(one["members"]), " in "]
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


def ratified_of_those(bridge: Data) -> list[Sentence]:
    """Of the deals, how many would also be ratified by all who are asked."""
    found = bridge["coalitions"]["ratification"]
    if not found["constituencies"]:
        return [("The case names nobody who would have to ratify what is signed.",)]
    said: list[Sentence] = [
        (
            "In ",
            Link(share(found["of_those"]), WHERE),
            " of the worlds with a deal there is one that all who ratify would pass.",
        )
    ]
    if found["package_ratified"] is not None and found["package_ratified"]["worlds"]:
        said.append(
            (
                "Where all sign the package looked at, all would ratify it in ",
                Link(share(found["package_ratified"]), WHERE),
                ".",
            )
        )
    silent = [c["name"] for c in found["constituencies"] if not c["terms"]]
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        ratifies = "is" if len(silent) == 1 else "are"
        said.append(
            (
                (
                    f"{listed(silent)} {verb} no terms of "
                    f"{'its' if len(silent) == 1 else 'their'} own in the case and {ratifies} "
                    "taken to pass what the party signs: that is an assumption."
                ),
            )
        )
    return said


def ratifier_words(bridge: Data, findings: Data, found: Data) -> list[Sentence]:
    """What one constituency with terms of its own makes of the package, and what carries it."""
    name, on = _capital(tidy(found["name"])), found["package"]
    if on is None or not on["asked"]:
        return [(f"{name} is not asked about this package.",)]
    refused = 1 - on["of_signed"]["estimate"]
    if not on["of_signed"]["worlds"]:
        return [(f"{name}: the package is signed in no world, so it never comes before it.",)]
    said: list[Sentence] = [
        (
            f"{name} would ratify it in ",
            Link(share(on["of_signed"]), WHERE),
            f" of the worlds where all parties sign{_many(on['of_signed'])}.",
        )
    ]
    if refused <= 0:
        return said
    if on["points"] is not None:
        size = worth_points(on["points"])
        said.append((f"Where it would not, it falls short by {size} on its own scale.",))
    lines = [k for k, v in on["crosses"].items() if v["estimate"] >= SEEN]
    if lines:
        texts = listed(f"“{_line(findings, key)}”" for key in lines)
        said.append((f"The package crosses its red {_lines(lines)} {texts}.",))
    return said + carried_by(bridge, on["carries"])


def _lines(lines: Sequence[object]) -> str:
    return "line" if len(lines) == 1 else "lines"


def _line(findings: Data, key: str) -> str:
    known = findings["red_lines"].get(key)
    return tidy(known["text"]) if known else key


def carried_by(bridge: Data, found: Data | None) -> list[Sentence]:
    """The smallest change with which it would pass, and what that costs somebody else."""
    if found is None or not found["none"]["worlds"]:
        return []
    most = counted(found["issues_at_most"], "issue")
    worlds = found["none"]["worlds"]
    if worlds < TOO_FEW:
        return [(f"It is refused in {counted(worlds, 'world')} only, too few to say what helps.",)]
    if not found["changes"]:
        return [(f"No change on up to {most} carries it.",)]
    first = found["changes"][0]
    loss = ""
    if first["loss"] is not None:
        loss = (
            f"; whoever loses most by it loses {worth_points(first['loss'])} on a scale of its own"
        )
    said: list[Sentence] = [
        (
            f"What most often carries it is {option_names(bridge, first['change'])}, in ",
            Link(share(first["share"]), WHERE),
            f" of the worlds where it is refused{_many(first['share'])}{loss}.",
        )
    ]
    if found["none"]["estimate"] > 0:
        said.append(
            ("In ", Link(share(found["none"]), WHERE), f" of them no change on up to {most} does.")
        )
    return said


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
            f"{_capital(name)} would refuse it in ",
            Link(share(above["refused"]), WHERE),
            f" of those{_many(above['refused'])}.",
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
                f" it crosses “{_line(findings, key)}”",
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
                f"In the others its giving up “{_line(findings, key)}” would, in ",
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


def settled_alone(bridge: Data) -> list[Data]:
    """The coalitions that have something to settle among themselves in some world."""
    return [one for one in bridge["coalitions"]["subdeals"] if one["exists"]["estimate"] > 0]


def unknown_subdeals(bridge: Data) -> list[Sentence]:
    """The coalitions that could settle something and would gain nothing by it."""
    every = bridge["coalitions"]["subdeals"]
    idle = [one for one in every if one["exists"]["estimate"] <= 0]
    if not every:
        text = "No smaller circle controls issues that it could settle without the others."
        return [(text,)]
    if not idle:
        return []
    names = cut([member_list(one["members"]) for one in idle])
    return [
        (
            (
                f"{_capital(counted(len(idle), 'circle'))} could settle issues alone and would "
                f"gain by it in no world: {names}."
            ),
        )
    ]


def subdeal_words(bridge: Data, found: Data) -> list[Sentence]:
    """What some could settle without the others, whom it hurts, and whether it tempts them away."""
    names, without = member_list(found["members"]), member_list(found["left_out"])
    said: list[Sentence] = [
        (
            f"{_capital(names)} could settle something without {without} in ",
            Link(share(found["exists"]), WHERE),
            " of worlds.",
        )
    ]
    if found["package"] and found["taken"] is not None:
        said.append(
            (
                f"Most often that is {cut(option_names(bridge, found['package']).split('; '))}, "
                "in ",
                Link(share(found["taken"]), WHERE),
                ".",
            )
        )
    for harm in found["harms"]:
        if harm["worse"]["worlds"] < TOO_FEW:
            continue
        name = inside(str(harm["name"]))
        said.append(
            (
                f"It would leave {name} with less in ",
                Link(share(harm["worse"]), WHERE),
                f" of those{_many(harm['worse'])}; it would be moved by "
                f"{worth_points(harm['points'])}.",
            )
        )
    if found["leaves"] is not None and found["leaves"]["estimate"] > 0:
        said.append(
            (
                "In ",
                Link(share(found["leaves"]), WHERE),
                (
                    " of the worlds where all would sign the whole package, it gives each of them "
                    "more than the package does."
                ),
            )
        )
    elif found["leaves"] is not None and found["leaves"]["worlds"]:
        said.append(("Nowhere does it tempt them away from the whole package.",))
    return said


def no_gain(bridge: Data) -> list[Sentence]:
    """Who would gain nothing by whatever the others would sign."""
    inside_talks = bridge["coalitions"]["spoilers"]["inside"]
    most = [inside(str(one["name"])) for one in inside_talks if one["in_most_worlds"]]
    if not inside_talks:
        return []
    if not most:
        return [
            (
                (
                    "No party gains nothing in most of the worlds in which the others would sign "
                    "something."
                ),
            )
        ]
    return [
        (
            (
                f"For {listed(most)} there is nothing to gain, in most of the worlds in which the "
                "others would sign something, by anything that they would sign."
            ),
        ),
        ("That is a reason to hold back, not a plan: what it wants to do is not in the case.",),
    ]


def gains(found: Data) -> str:
    """What the best that the others would sign is worth to a party over no deal."""
    return worth_points(found["best_gain"])


def outsiders(bridge: Data) -> list[Sentence]:
    """Those who are not asked: whom the package hurts, and of whom nothing can be told."""
    outside = bridge["coalitions"]["spoilers"]["outside"]
    known = [one for one in outside if one["worths_known"] and one["worse"] is not None]
    said: list[Sentence] = [
        (
            (
                f"{_capital(inside(str(one['name'])))}, which is not asked, is left with less by "
                "the package in "
            ),
            Link(share(one["worse"]), WHERE),
            f" of worlds ({worth_points(one['points'])}).",
        )
        for one in known
    ]
    blank = [str(one["name"]) for one in outside if not one["worths_known"]]
    if blank:
        verb = "wants" if len(blank) == 1 else "want"
        said.append(
            (
                (
                    f"The case does not say what {listed(map(inside, blank))} {verb}, so whether "
                    f"{'it has' if len(blank) == 1 else 'they have'} a reason to wreck a deal "
                    "cannot be told."
                ),
            )
        )
    return said
