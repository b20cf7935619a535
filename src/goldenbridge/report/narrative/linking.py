"""Baskets of issues apart and together, in sentences."""

from __future__ import annotations

from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    share,
)

__all__ = [
    "basket_rows",
    "linked",
    "pair_name",
]

WHERE = "#m-offers"


def linked(bridge: Data) -> list[Sentence]:
    """Whether the baskets open a deal apart, and whether tying all holds one up."""
    found = bridge["offers"]["linkage"]
    if len(found["baskets"]) < 2:
        return [("The issues are in one basket, so there is nothing to link or to part.",)]
    said: list[Sentence] = [
        (
            "Taken one basket at a time there is a deal in ",
            Link(share(found["any_alone"]), WHERE),
            " of worlds, taken whole in ",
            Link(share(found["whole"]), WHERE),
            ".",
        )
    ]
    best = max(found["pairs"], key=lambda one: one["opens"]["estimate"], default=None)
    if best is not None and best["opens"]["estimate"] > 0:
        said.append(
            (
                f"Of two baskets together, {pair_name(bridge, best)} open most: a deal in ",
                Link(share(best["opens"]), WHERE),
                " where neither alone has one.",
            )
        )
    if found["held_up_if_all_tied"]["estimate"] > 0:
        said.append(
            (
                "To agree on nothing until all is agreed would hold up a deal in ",
                Link(share(found["held_up_if_all_tied"]), WHERE),
                ".",
            )
        )
    else:
        said.append(("Tying all of them holds up no deal.",))
    return said


def basket_rows(bridge: Data) -> list[Data]:
    """The baskets with what each does alone and what is left without it."""
    return list(bridge["offers"]["linkage"]["baskets"].values())


def pair_name(bridge: Data, found: Data) -> str:
    """Two baskets by name."""
    known = bridge["offers"]["linkage"]["baskets"]
    return " and ".join(
        f"“{known[key]['name']}”" if key in known else key for key in found["baskets"]
    )
