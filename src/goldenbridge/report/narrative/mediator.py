"""Who should say it: a mediator's package, markdowns, what outsiders bring, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import (
    cut,
    line_text,
    move_words,
    party_name,
    plural_points,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    listed,
    number,
    share,
)

__all__ = [
    "against_proposals",
    "brought_by",
    "marked_down",
    "marked_down_alone",
    "proposal_differs",
]

WHERE = "#m-offers"
#: What a lever is to a party that it touches.
DIRECTIONS = {"gains": "a gain", "loses": "a loss", "either way": "a gain or a loss"}


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
        rest = [
            party_name(bridge, p) for p in proposals if not proposals[p]["mediator_does_better"]
        ]
        text = f"It does better, beyond chance, than what {listed(more, 'or')} would propose"
        said.append(
            (f"{text}; what {listed(rest, 'or')} would propose is not told apart from it.",)
        )
    else:
        said.append(("What the parties would propose themselves is not told apart from it.",))
    return said


def proposal_differs(found: Data) -> str:
    """Where a party's own proposal departs from the mediator's."""
    return cut([move_words(one) for one in found["differs"]]) or "nothing"


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


def brought_by(bridge: Data, findings: Data, found: Data) -> list[Sentence]:
    """A lever in the hands of somebody who signs nothing: whom it touches and what it costs."""
    holder = party_name(bridge, found["holder"])
    said: list[Sentence] = [(f"“{found['name']}”, in the hands of {holder}.",)]
    for touch in found["touches"]:
        whom = party_name(bridge, touch["party"]) if touch["party"] else "the agenda of all"
        where = "" if touch["applies"] is not False else "; this package does not have it"
        said.append(
            (
                (
                    f"For {whom}: {DIRECTIONS.get(touch['direction'], touch['direction'])} "
                    f"({_how(findings, touch['how'])}{where})."
                ),
            )
        )
    costs = [
        f"{party_name(bridge, party)} {plural_points(number(_middle(values)))}"
        for party, values in found["costs"].items()
    ]
    if costs:
        said.append((f"It costs, at the likeliest: {listed(costs)} of {_whose(costs)} own.",))
    if found["works_if"]:
        said.append(("It works under some readings only.",))
    return said


def _how(findings: Data, how: str) -> str:
    """What a lever touches, with red lines by their text."""
    for key in findings["red_lines"]:
        how = how.replace(f"red line {key} ", f"red line “{line_text(findings, key)}” ")
    return how


def _whose(costs: Sequence[str]) -> str:
    return "its" if len(costs) == 1 else "their"


def _middle(values: Sequence[float] | float) -> float:
    return values[1] if isinstance(values, Sequence) else values
