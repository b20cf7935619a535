"""What some could settle alone, and who gains by no deal, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    capital,
    cut,
    few_worlds,
    option_names,
    worth_points,
)
from goldenbridge.report.narrative.coalitions import member_list
from goldenbridge.report.narrative.ratifying import TOO_FEW
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    counted,
    inside,
    listed,
    share,
)

__all__ = [
    "gains",
    "no_gain",
    "outsiders",
    "settled_alone",
    "subdeal_words",
    "unknown_subdeals",
]

WHERE = "#m-coalitions"


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
                f"{capital(counted(len(idle), 'circle'))} could settle issues alone and would "
                f"gain by it in no world: {names}."
            ),
        )
    ]


def subdeal_words(bridge: Data, found: Data) -> list[Sentence]:
    """What some could settle without the others, whom it hurts, and whether it tempts them away."""
    names, without = member_list(found["members"]), member_list(found["left_out"])
    said: list[Sentence] = [
        (
            f"{capital(names)} could settle something without {without} in ",
            Link(share(found["exists"]), WHERE),
            " of worlds.",
        )
    ]
    if found["package"] and found["taken"] is not None:
        said.append(
            (
                (
                    "Most often that is "
                    f"{cut(option_names(bridge, found['package']).split('; '))}, in "
                ),
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
                (
                    f" of those{few_worlds(harm['worse'])}; what it has moves by "
                    f"{worth_points(harm['points'])} of its own."
                ),
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
                f"{capital(inside(str(one['name'])))}, which is not asked, is left with less by "
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
