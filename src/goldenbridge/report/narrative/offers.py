"""Small changes, payments and links, in sentences: what they turn, and whom they lose."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import cut, like, party_name, plural_points
from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    counted,
    inside,
    listed,
    number,
    share,
)

__all__ = [
    "against_proposals",
    "basket_rows",
    "brought_by",
    "change_losses",
    "change_moves",
    "change_turns",
    "exchange_words",
    "linked",
    "looked_at",
    "marked_down",
    "marked_down_alone",
    "no_change_for_all",
    "no_sparing",
    "pair_name",
    "payer_words",
    "payment_words",
    "proposal_differs",
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
    return "; ".join(_move(one) for one in change["changes"])


def _move(one: Data) -> str:
    return f"{one['name']}: “{one['to_name']}” instead of “{one['from_name']}”"


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
    beyond = found["beyond_payment"]["estimate"]
    if beyond > 0:
        said.append(
            (
                "In ",
                Link(share(found["beyond_payment"]), WHERE),
                " a red line of its own stands against it, and no payment moves that.",
            )
        )
    size = found["shortfall"]
    if found["short"]["estimate"] > 0 and size["median"] is not None:
        most = "" if size["p80"] is None else f", and {number(size['p80'])} in eight tenths"
        said.append(
            (
                "In ",
                Link(share(found["short"]), WHERE),
                (
                    f" only worth is missing: {plural_points(number(size['median']))} of its own "
                    f"would do in half of these{most}."
                ),
            )
        )
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


def exchange_words(bridge: Data, party: str, found: Data) -> list[Sentence]:
    """What a party that balks at one issue could be given on another, and whom that loses."""
    name, issue = party_name(bridge, party), inside(str(found["balks_at_name"]))
    said: list[Sentence] = [
        (
            (
                f"Where a refusal by {name} hangs on {issue}, this does instead: "
                f"{_move(found['in_return'])}. So in "
            ),
            Link(share(found["content"]), WHERE),
            " of the worlds where the answer would be no.",
        )
    ]
    return said + change_losses(bridge, found)


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
                "Nothing agreed until all is agreed would hold up a deal in ",
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


def against_proposals(bridge: Data) -> list[Sentence]:
    """The mediator's package against what each party would propose for itself."""
    found = bridge["offers"]["mediator"]
    proposals = found["proposals"]
    said: list[Sentence] = [
        (
            (
                "The package that a mediator would put forward, as it suits the most worlds, is "
                "signed by all in "
            ),
            Link(share(found["signed_by_all"]), WHERE),
            " of worlds.",
        )
    ]
    if not proposals:
        return said
    more = [party_name(bridge, p) for p, one in proposals.items() if one["mediator_does_better"]]
    if found["no_party_would_propose_it"]:
        said.append(
            ("It does better than what any party would propose for itself, beyond chance.",)
        )
    elif more:
        text = f"It does better, beyond chance, than what {listed(more, 'or')} would propose"
        said.append((f"{text}; the others' own proposals are as good.",))
    else:
        said.append(("What the parties would propose for themselves is as good.",))
    return said


def proposal_differs(found: Data) -> str:
    """Where a party's own proposal departs from the mediator's."""
    return cut([_move(one) for one in found["differs"]]) or "nothing"


def marked_down(bridge: Data) -> list[Sentence]:
    """From which markdown on it matters who says it: an assumption to vary, not a finding."""
    found = bridge["offers"]["mediator"]
    rows = [
        (party_name(bridge, one["author"]), one["matters_at"])
        for one in found["authorship"]
        if one["matters_at"] is not None
    ]
    said: list[Sentence] = [
        (
            (
                "The same words may be worth less when an opponent says them (Ross and Stillinger "
                "1991). By how much is not in the case: it is an assumption to vary."
            ),
        )
    ]
    if rows:
        told = "; ".join(f"{name}, {plural_points(number(points))}" for name, points in rows)
        said.append(
            (
                (
                    "If a party puts the package forward and all others mark it down, one world in "
                    f"twenty is lost beyond this markdown, each in its own points: {told}."
                ),
            )
        )
    else:
        said.append(
            ("Here no markdown loses one world in twenty, as all sign it in few worlds anyway.",)
        )
    return said


def marked_down_alone(bridge: Data) -> list[Sentence]:
    """How far one party alone may mark the package down before half of what is signed is lost."""
    half = bridge["offers"]["mediator"]["half_lost_if_marked_down_by"]
    told = [
        f"{party_name(bridge, party)}, {plural_points(number(points))}"
        for party, points in half.items()
        if points is not None
    ]
    if not told:
        return []
    text = "Marked down by one party alone, half of what is signed is lost beyond"
    return [(f"{text}: {'; '.join(told)}.",)]


def brought_by(bridge: Data, found: Data) -> list[Sentence]:
    """A lever in the hands of somebody who signs nothing: whom it touches and what it costs."""
    holder = _holder(bridge, found["holder"])
    said: list[Sentence] = [(f"“{found['name']}”, in the hands of {holder}.",)]
    for touch in found["touches"]:
        whom = party_name(bridge, touch["party"]) if touch["party"] else "the agenda of all"
        where = "" if touch["applies"] is not False else "; this package does not have it"
        said.append((f"For {whom}: {touch['direction']} ({touch['how']}{where}).",))
    costs = [
        f"{_holder(bridge, party)} {plural_points(number(_middle(values)))}"
        for party, values in found["costs"].items()
    ]
    if costs:
        said.append((f"It costs, at the likeliest: {listed(costs)} of {_whose(costs)} own.",))
    if found["works_if"]:
        said.append(("It works under some readings only.",))
    return said


def _whose(costs: Sequence[str]) -> str:
    return "its" if len(costs) == 1 else "their"


def _middle(values: Sequence[float] | float) -> float:
    return values[1] if isinstance(values, Sequence) else values


def _holder(bridge: Data, party: str) -> str:
    """The holder of a lever by name, as far as the bridge tells it."""
    if party in bridge["parties"]:
        return party_name(bridge, party)
    for one in (bridge["levers"] or {}).values():
        if one["holder"] == party:
            return inside(str(one["holder_name"]))
    outside = (bridge["coalitions"] or {"spoilers": None})["spoilers"]
    for one in (outside or {"outside": ()})["outside"]:
        if one["id"] == party:
            return inside(str(one["name"]))
    return party
