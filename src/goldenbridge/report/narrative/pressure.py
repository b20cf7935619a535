"""Carrots and sticks: what a stick does, and what a stated way out adds, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.report.narrative.levers import change, clear, lever_links, lever_name, payer_name
from goldenbridge.report.words import Data, Link, Sentence, counted, inside, listed, number, share

__all__ = [
    "VARIANTS",
    "believes",
    "comparison_name",
    "no_way_out",
    "pressed",
    "pressed_title",
    "pressure_groups",
    "whose",
]

#: The four things compared, and what to call them.
VARIANTS = {
    "nothing": "No lever",
    "sticks_only": "Sticks only",
    "with_way_out": "Sticks with a stated way out",
    "way_out_alone": "The way out alone",
}


def whose(b: Data, one: Data) -> str:
    """Whose sticks a comparison is about.

    >>> whose({"names": {}, "parties": {}}, {"holder": None})
    'Everybody'
    """
    return "Everybody" if one["holder"] is None else payer_name(b, one["holder"])


def comparison_name(b: Data, one: Data) -> str:
    """A comparison in a few words: whose, and which stick where it is one of several."""
    sticks = one["sticks"]
    told = lever_name(b["levers"], sticks[0])
    if len(sticks) > 1:
        told = "both sticks" if len(sticks) == 2 else f"all {counted(len(sticks), 'stick')}"
    return f"{whose(b, one)}: {told}"


def pressure_groups(b: Data) -> list[Data]:
    """One comparison a holder, with all its sticks, and one for everybody's where there is one."""
    widest: dict[str | None, Data] = {}
    for one in b["pressure"]["comparisons"]:
        known = widest.get(one["holder"])
        if known is None or len(one["sticks"]) > len(known["sticks"]):
            widest[one["holder"]] = one
    return list(widest.values())


def pressed_title(b: Data, one: Data) -> str:
    """Whose sticks, as a heading.

    >>> pressed_title({"names": {"a": "The mill"}, "parties": {}}, {"holder": "a", "sticks": "x"})
    'The stick of the mill'
    """
    if one["holder"] is None:
        return "Everybody's sticks together"
    return f"The {'sticks' if len(one['sticks']) > 1 else 'stick'} of {inside(whose(b, one))}"


def pressed(b: Data, one: Data, href: Mapping[str, str]) -> list[Sentence]:
    """One comparison in words, the same for every side: sticks, with a way out, that alone."""
    only, terms, carrots = one["sticks_only"], one["with_way_out"], one["way_out_alone"]
    said: list[Sentence] = [
        (
            "Alone (",
            *lever_links(b["levers"], list(one["sticks"]), href),
            "): one package is signed by all in ",
            Link(share(only["share"]), "#m-pressure"),
            " of fresh worlds",
            *_against(only["share_change"], "with no lever"),
            ".",
        )
    ]
    if terms is None:
        said.append(("No way out is stated that could be used at the same time.",))
    else:
        said.append(
            (
                "With a stated way out (",
                *lever_links(b["levers"], list(one["ways_out"]), href),
                "): ",
                Link(share(terms["share"]), "#m-pressure"),
                *_against(terms["share_change"], "with the sticks only"),
                ".",
            )
        )
    if carrots is not None:
        said.append(
            (
                "The way out without the sticks: ",
                Link(share(carrots["share"]), "#m-pressure"),
                *_against(carrots["share_change"], "with no lever"),
                ".",
            )
        )
    return said


def _against(found: Data, what: str) -> Sentence:
    """How a share differs from another one, and whether that is more than chance."""
    doubt = "" if clear(found) else ", no more than chance may bring"
    return (
        ": ",
        Link(f"{change(found)} points", "#m-pressure"),
        f" against the share {what}{doubt}",
    )


def believes(b: Data) -> list[Data]:
    """Each stick with who believes it how far, without and with the way out; a row a pair."""
    rows: dict[tuple[str, str], Data] = {}
    for one in b["pressure"]["comparisons"]:
        for stick, by in one["believed"].items():
            for party, (bare, stated) in by.items():
                rows.setdefault(
                    (stick, party),
                    {
                        "stick": stick,
                        "party": payer_name(b, party),
                        "bare": number(bare, 2),
                        "stated": number(stated, 2),
                        "works": one["works"].get(stick),
                    },
                )
    return list(rows.values())


def no_way_out(b: Data) -> str:
    """Sticks for which the case states no way out."""
    names = [f"“{lever_name(b['levers'], k)}”" for k in b["pressure"]["without_way_out"]]
    return f"The case states no way out for {listed(names)}." if names else ""
