"""Whether a refusal could be paid away, and who could spare it, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    party_name,
    plural_points,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    number,
    share,
)

__all__ = [
    "payer_words",
    "payment_words",
]

WHERE = "#m-offers"


def payment_words(bridge: Data, party: str, found: Data) -> list[Sentence]:
    """Whether a party could be paid to sign, what it would take, and who could spare it."""
    name = party_name(bridge, party)
    said: list[Sentence] = [
        (
            f"{name[:1].upper()}{name[1:]} would refuse in ",
            Link(share(found["refuses"]), WHERE),
            " of worlds.",
        )
    ]
    beyond = found["beyond_payment"]["estimate"] > 0
    if beyond:
        said.append(
            (
                "In ",
                Link(share(found["beyond_payment"]), WHERE),
                " a red line of its own stands against it, and no payment moves that.",
            )
        )
    size = found["shortfall"]
    if not found["short"]["estimate"] or size["median"] is None:
        return said
    half, most = number(size["median"]), number(size["p80"])
    points = f"{plural_points(half)} of its own would do in half of these"
    if size["p80"] is not None and most != half:
        points += f", and {most} in eight tenths"
    lead: Sentence = ("In ", Link(share(found["short"]), WHERE), " only worth is missing: ")
    said.append((*(lead if beyond else ("Only worth is missing: ",)), f"{points}."))
    said.append(
        (
            "Paid whatever that takes, all would sign in ",
            Link(share(found["signed_if_paid_any_price"]), WHERE),
            ".",
        )
    )
    return said


def payer_words(bridge: Data, party: str, found: Data) -> list[Sentence]:
    """Who could spare such a payment, from which rate between the points on; no rate is given."""
    whose = party_name(bridge, party)
    said: list[Sentence] = []
    for payer, one in found["payers"].items():
        rate = one["break_even_rate"]["median"]
        name = party_name(bridge, payer)
        if rate is None:
            text = f"{name} could spare it in fewer than half of those worlds, at any rate"
        else:
            text = (
                f"{name} could spare it in half of those worlds if one point of its own buys at "
                f"least {number(rate, 2)} of those of {whose}"
            )
        said.append((f"{text[:1].upper()}{text[1:]}.",))
    return said
