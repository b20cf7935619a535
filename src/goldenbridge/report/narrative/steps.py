"""Steps nobody gains by breaking: who does what when, and what keeps it going, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.levers import payer_name
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    inside,
    listed,
    number,
    percent,
    share,
)

__all__ = [
    "breach_name",
    "guarantees",
    "in_worlds",
    "only_some",
    "patience_words",
    "stay_or_go",
    "steps_answer",
    "unravels",
]

#: What the steps were made for.
MADE_FOR = {
    "signed": "the mean of the worlds in which all would sign the package",
    "likeliest": "every value at its likeliest",
}
ANSWERS = {
    "holds": (
        "There are steps in which nobody gains by breaking off at any point, for {values}. No "
        "guarantee has to be added."
    ),
    "holds with guarantees": (
        "No steps hold by themselves, for {values}. With a guarantee added nobody gains by "
        "breaking off at any point."
    ),
    "not begun": "Somebody would rather not begin, in whatever steps, for {values}.",
    "out of time": "What the package asks cannot be done in the time there is, in any order tried.",
    "nothing to order": (
        "The package asks no act of anybody who must agree, so there is nothing to order."
    ),
}


def steps_answer(b: Data) -> list[Sentence]:
    """Whether there are such steps, and in how many worlds they hold."""
    plan = b["plan"]
    if plan is None:
        return [("No package is signed in any world, so there are no steps to order.",)]
    values = MADE_FOR.get(plan["values"], plan["values"])
    said: list[Sentence] = [(ANSWERS.get(plan["status"], plan["text"]).format(values=values),)]
    tried = plan["worlds"]
    if tried is not None:
        said.append(
            (
                "Tried world by world it is weaker: all begin, and nobody gains by breaking off, "
                "in " if tried["holds"]["estimate"] < 0.5
                else "Tried world by world, all begin and nobody gains by breaking off in ",
                Link(share(tried["holds"]), "#m-steps"),
                " of fresh worlds.",
            )
        )  # fmt: skip
        said.append(
            (
                "All would begin in ",
                Link(share(tried["begins"]), "#m-steps"),
                " of worlds; nobody would gain by breaking off in ",
                Link(share(tried["kept_where_begun"]), "#m-steps"),
                " of those.",
            )
        )
    return said


def in_worlds(b: Data, most: int = 3) -> list[Sentence]:
    """Where the steps break first, in the worlds in which all begin, and who stays away."""
    plan = b["plan"]
    tried = plan["worlds"]
    if tried is None:
        return []
    said: list[Sentence] = []
    breaks = tried["first_breach_where_begun"][:most]
    if breaks:
        lead = "Where all begin, the first that would gain by breaking off is most often "
        pieces: list[str | Link] = [lead]
        for place, one in enumerate(breaks):
            if place:
                pieces.append("; next comes " if place == 1 else "; then ")
            pieces += [
                f"{inside(one['name'])}, {breach_name(plan, one)}, in ",
                Link(share(one["share"]), "#m-steps"),
                "" if place else " of those worlds",
            ]
        said.append((*pieces, "."))
    ends = tried["taken_back_least_and_most"]
    if ends:
        said.append(
            (
                (
                    "How far acts can be taken back is assumed: were everything as hard to take "
                    "back as thought possible, the steps would hold in "
                ),
                Link(share(ends[0]), "#m-steps"),
                " of worlds, and in ",
                Link(share(ends[1]), "#m-steps"),
                " were everything as easy.",
            )
        )
    return said


def breach_name(plan: Data, one: Data) -> str:
    """When a breach comes, in words.

    >>> breach_name({"period": "month"}, {"period": 3, "after_all_is_done": False})
    'in month 3'
    """
    return (
        "once all is done" if one["after_all_is_done"] else f"in {plan['period']} {one['period']}"
    )


def guarantees(b: Data) -> list[Sentence]:
    """What has to be posted, by whom, so that the steps hold."""
    plan = b["plan"]
    found = plan["guarantees"]
    if found is None:
        return []
    said: list[Sentence] = []
    for key, lead in (
        ("posted", "The case itself has a guarantee posted, in points of who posts it: "),
        ("added", "Guarantee to be added, in points of who posts it: "),
    ):
        some = {p: v for p, v in found[key].items() if v > 0}
        if some:
            told = listed(f"{payer_name(b, p)} {number(v, 1)}" for p, v in some.items())
            said.append((f"{lead}{told}.",))
    above = found.get("above_least") or 0.0
    if above > 0:
        said.append(
            (f"Sizes are rounded; not rounded, they would need {number(above, 1)} points less.",)
        )
    elif found["total_added"] > 0:
        said.append(
            (
                "It was proved that no schedule needs less in all."
                if found["proved_least"]
                else "A schedule that needs less may exist; none was found.",
            )
        )
    short = {p: v for p, v in plan["begin"]["short"].items() if v > 0}
    if short:
        told = listed(f"{payer_name(b, p)} by {number(v, 1)} points" for p, v in short.items())
        said.append((f"Short of beginning at all: {told}.",))
    return said


def unravels(b: Data) -> list[str]:
    """How the steps come apart without the guarantee that is added, link by link."""
    bare = b["plan"]["without_added"]
    if bare is None or not bare["chain"]:
        return []
    return [str(one["text"]) for one in bare["chain"]]


def patience_words(found: Data) -> str:
    """The least patience at which a party neither stays away nor leaves.

    >>> patience_words({"least": 0.9, "holds_from_there_on": True})
    '0.90'
    >>> patience_words({"least": None, "holds_from_there_on": False})
    'none suffices'
    """
    if found["least"] is None:
        return "none suffices"
    said = number(found["least"], 3 if found["least"] > 0.99 else 2)
    return said if found["holds_from_there_on"] else f"{said}, but not at every greater one"


def stay_or_go(b: Data) -> list[Data]:
    """A row a party: gain, least room, patience, guarantee needed, and how often it stays away."""
    plan = b["plan"]
    rows: list[Data] = []
    for party, name in plan["parties"].items():
        room = [step["room"][party] for step in b["steps"] if party in step["room"]]
        tried = plan["worlds"]
        needed = tried["guarantee_needed_where_begun"].get(party, {}) if tried else {}
        rows.append(
            {
                "party": party,
                "name": name,
                "gain": number(plan["gains"].get(party), 1),
                "room": number(min(room), 1) if room else "–",
                "patience": plan["patience"].get(party),
                "needed": "; ".join(
                    f"{number(v, 1) if v > 0 else 'none'} in {percent(float(q))}"
                    for q, v in needed.items()
                ),
                "stays_away": tried["stays_away"].get(party) if tried else None,
            }
        )
    return rows


def only_some(values: Data) -> dict[str, float]:
    """Those that are more than nothing.

    >>> only_some({"a": 0.0, "b": 2.5})
    {'b': 2.5}
    """
    return {key: value for key, value in values.items() if value > 0}
