"""Red lines: whose, against what, how surely, and by whose word."""

from __future__ import annotations

from typing import Any

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.grade import Graded, grade
from goldenbridge.case.draft.hypotheses import readings_of
from goldenbridge.case.draft.positions import Position
from goldenbridge.case.draft.questions import OPEN
from goldenbridge.case.draft.stands import Stands, refs
from goldenbridge.case.draft.words import Ids, listed

__all__ = ["SEVERITY", "red_lines_of"]

#: What crossing a line costs, of which statements say nothing.
SEVERITY = {"low": 0, "mode": 100, "high": 200, "note": OPEN}

_Line = tuple[Position, tuple[Said, ...], Graded]


def red_lines_of(stands: Stands) -> dict[str, Any]:
    """The red lines that statements draw; one that several parties draw alike stands once.

    Where a party's statements stand on both sides, the hypothesis on that governs its line.
    """
    shared: dict[tuple[str, int, str], list[_Line]] = {}
    for party, taken in stands.taken.items():
        for issue, position in taken.items():
            drawn = stands.lined(position)
            if not drawn:
                continue
            graded = grade(drawn, line=True, opposed=position.divided)
            alone = party if (party, issue) in stands.divided else ""
            shared.setdefault((issue, position.sign, alone), []).append((position, drawn, graded))
    ids = Ids()
    return {
        ids.new(f"{lines[0][0].party}-{issue}"): _line(stands, lines)
        for (issue, _, _), lines in sorted(
            ((key, _surest_first(lines)) for key, lines in shared.items()),
            key=lambda x: (list(stands.frame.issues).index(x[0][0]), x[0][1:]),
        )
    }


def _surest_first(lines: list[_Line]) -> list[_Line]:
    return sorted(lines, key=lambda line: (-line[2].rank, line[0].party))


def _line(stands: Stands, lines: list[_Line]) -> dict[str, Any]:
    """One line, led by the owner for whom it is surest."""
    position, _, graded = lines[0]
    issue = stands.frame.issues[position.issue]
    crossed = issue.option(-position.sign)
    names = [stands.frame.parties[p.party] for p, _, _ in lines]
    declared = any(_declared(s) for _, drawn, _ in lines for s in drawn)
    governed = stands.divided.get((position.party, position.issue))
    made: dict[str, Any] = {
        "owners": [p.party for p, _, _ in lines],
        "issue": position.issue,
        "not": [crossed],
        "severity": SEVERITY,
    }
    if governed:
        made["hypothesis"] = governed
        made["confidence_under"] = _under(position, graded)
    else:
        made["confidence"] = graded.share
    made["declared"] = "declared" if declared else "inferred"
    side = "for" if position.sign > 0 else "against"
    made["text"] = f"Red line of {listed(names, 12)}, {side} {issue.name}."
    made["note"] = " ".join(
        f"{stands.frame.parties[p.party]}: {g.grade} ({g.why})." for p, _, g in lines
    )
    made["from"] = refs(s for _, drawn, _ in lines for s in drawn)
    return made


def _declared(said: Said) -> bool:
    """Whether the owner says so itself, and in so many words."""
    return said.own and (said.coded.red_line == "explicit" or said.coded.act == "red_line")


def _under(position: Position, graded: Graded) -> dict[str, float]:
    """How sure the line is under each reading of the party's contradiction."""
    side = {1: "for", -1: "against"}[position.sign]
    readings = readings_of(position)
    sure = {side: graded.share}
    if "moved" in readings and readings["moved"][1] == position.sign:
        sure["moved"] = graded.share
    return {name: sure.get(name, 0.0) for name in readings}
