"""Who ratifies on what terms, who leans on whom, and who could settle an issue without others."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.view import View
from goldenbridge.case.schema import Constituency
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_ratification"]


def check_ratification(view: View) -> Iterator[Problem]:
    """Constituencies that ask without a vote, patrons in a circle, issues left to the wrong few."""
    for key, party in view.body.parties.items():
        for name, inner in party.constituencies.items():
            yield from _constituency(view, key, name, inner)
        yield from _patron(view, key)
    yield from _between(view)


def _constituency(view: View, party: str, name: str, inner: Constituency) -> Iterator[Problem]:
    at: Path_ = ("parties", party, "constituencies", name)
    if (inner.asks is not None or inner.weighs) and not inner.ratifies:
        yield view.warning(
            at,
            "it asks or weighs for itself, but does not ratify: nothing hangs on it",
            "terms only for those who ratify",
            "Write ratifies: true, or remove asks and weighs.",
            "ratification",
        )
    worths = view.body.worths.get(party)
    for number, effect in enumerate(inner.weighs):
        place: Path_ = (*at, "weighs", number)
        touched = effect.swing or effect.worth
        if touched is None:
            yield view.problem(
                place,
                f"weighs the {effect.target}",
                "a swing with times, or a worth with points",
                "Say no-deal with asks, and its own limits as a red line that it owns.",
                "ratification",
            )
        elif touched.party != party:
            yield view.problem(
                place,
                f'weighs what "{touched.party}" wants',
                f'what its own party "{party}" wants, weighed otherwise',
                f"Write party: {party}.",
                "ratification",
            )
        elif effect.swing and worths and effect.swing.issue not in (*worths.swings, worths.main):
            yield view.problem(
                place,
                f'"{party}" has no swing on "{effect.swing.issue}" to weigh otherwise',
                "a swing of its party",
                "Use worth with points: what an option is worth to it over its party.",
                "ratification",
            )
        elif effect.times is not None and effect.times.low < 0:
            yield view.problem(
                (*place, "times"), f"a factor below 0 ({effect.times.low:g})", "0 or more",
                "Use worth with points where it wants the opposite.", "ratification",
            )  # fmt: skip


def _patron(view: View, party: str) -> Iterator[Problem]:
    """A chain of patrons that leads back to where it began."""
    parties = view.body.parties
    seen, here = [party], parties[party].patron
    while here in parties and here not in seen:
        seen.append(str(here))
        here = parties[str(here)].patron
    if here == party:
        yield view.problem(
            ("parties", party, "patron"),
            "its own patron" if len(seen) == 1 else "patrons in a circle: " + ", ".join(seen),
            "a party that does not lean on it in turn",
            "Remove one of them.",
            "patron",
        )


def _between(view: View) -> Iterator[Problem]:
    parties = view.body.parties
    for key, issue in view.body.issues.items():
        named = [party for party in issue.between if party in parties]
        unasked = [party for party in named if parties[party].consent == "never"]
        if unasked:
            yield view.problem(
                ("issues", key, "between"),
                f"the consent of {' and '.join(dict.fromkeys(unasked))} is never needed",
                "parties whose consent a deal may need",
                "Leave them out: what they think of it is no condition.",
                "between",
            )
