"""What a party would give for what, as far as statements show it: the direction, never the size."""

from __future__ import annotations

from typing import Any

from goldenbridge.case.draft.frame import Issue
from goldenbridge.case.draft.positions import Position
from goldenbridge.case.draft.questions import OPEN
from goldenbridge.case.draft.stands import Stands, refs
from goldenbridge.case.draft.words import listed

__all__ = ["WIDE", "worths_of"]

#: A swing of which nothing is known: as likely less as more than the measuring rod's 100.
WIDE = {"low": 0, "mode": 100, "high": 200}


def worths_of(stands: Stands, party: str) -> dict[str, Any]:
    """The worths of a party that takes a side somewhere."""
    taken = stands.taken[party]
    main = stands.main(party)
    issues = stands.frame.issues
    made: dict[str, Any] = {"main": main, "note": _rod(stands, party, main)}
    swings = {i: _swing(position) for i, position in taken.items() if i != main}
    if swings:
        made["swings"] = swings
    made["values"] = {issue: _values(stands, issues[issue], taken[issue]) for issue in taken}
    made["orders"] = [
        {
            "issue": issue,
            "better": issues[issue].option(position.sign),
            "worse": issues[issue].option(-position.sign),
            "from": refs(position.carried),
        }
        for issue, position in taken.items()
    ]
    return made


def _swing(position: Position) -> dict[str, Any]:
    """How much an issue matters beside the rod: anything, or nothing that is known to be wanted."""
    carried = refs(position.carried)
    if position.only_given:
        return {
            "mode": 0,
            "from": carried,
            "note": "open: it gives this; what it is worth to it nobody says, which 0 stands for.",
        }
    return {**WIDE, "from": carried, "note": "open: how much."}


def _rod(stands: Stands, party: str, main: str) -> str:
    """Why this issue is the measuring rod."""
    lines = [i for i, p in stands.taken[party].items() if stands.lined(p)]
    if len(stands.taken[party]) == 1:
        return "The only issue on which it takes a side."
    if lines == [main]:
        return "The rod is the issue on which it draws a red line; that it matters most is open."
    return f"{OPEN} on what matters most to it; the rod is one of several."


def _values(stands: Stands, issue: Issue, position: Position) -> dict[str, Any]:
    """0 for the option it stands against, 100 for the one it stands for, anything between."""
    carried = refs(position.carried)
    found: dict[str, Any] = {}
    for option in issue.options:
        value = issue.value(option, position.sign)
        if value == 50:
            own = issue.between.get(position.party) == option
            made: dict[str, Any] = {"low": 0, "mode": 50, "high": 100}
            if own and position.moves:
                made["from"] = refs(position.moves)
            found[option] = {**made, "note": "open: how far this goes." if own else OPEN}
        else:
            found[option] = {
                "mode": value,
                "from": carried,
                "confidence": position.graded.grade,
                **({"note": _why(stands, position)} if value else {}),
            }
    return found


def _why(stands: Stands, position: Position) -> str:
    """What the direction rests on, and what speaks against it."""
    said = f"{position.graded.grade}: {position.graded.why}"
    if position.only_given:
        acts = listed(sorted({s.coded.act for s in position.carried}))
        said += f"; known from what it {acts} alone, so whether it wants it is open"
    hypothesis = stands.divided.get((position.party, position.issue))
    if hypothesis is not None:
        said += f"; see hypotheses.{hypothesis}"
    return said + "."
