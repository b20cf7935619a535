"""How far a judgement may move before an answer turns, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import (
    capital,
    like,
    thing_moved,
)
from goldenbridge.report.words import (
    Data,
    Piece,
    Sentence,
    counted,
    number,
)

__all__ = [
    "breakpoints_asked",
    "turn_words",
    "turning_first",
]

#: What happens where a finding turns: its share falls under the threshold, or rises above it.
TURNED = {
    "deal": ("most worlds have no deal", "most worlds have a deal"),
    "best_package": (
        "somebody refuses the best package in most worlds",
        "the best package is signed in most worlds",
    ),
}


def turning_first(bridge: Data) -> list[Data]:
    """Breakpoints, the nearest first."""
    found: Sequence[Data] = bridge["robustness"]["breakpoints"]["turning"]
    return list(found)


def turn_words(bridge: Data, findings: Data, found: Data) -> Sentence:
    """How far one thing may move before which answer turns."""
    down, up, now = found["down"], found["up"], found["likeliest"]
    name = thing_moved(found["name"])
    turned = _turned(bridge, findings, found)
    if down == now or up == now:
        text = f"{name}: set at its likeliest value ({_amount(now)}) in every world, "
        return (text, *turned, " already.")
    ways = []
    if down is not None:
        ways.append(f"fall from {_amount(now)} to {_amount(down)}")
    if up is not None:
        ways.append(f"rise {'' if ways else f'from {_amount(now)} '}to {_amount(up)}")
    return (f"{name}: it may {' or '.join(ways)} before ", *turned, ".")


def _amount(value: float) -> str:
    return number(value, 2 if abs(value) < 10 else 0)


def _turned(bridge: Data, findings: Data, found: Data) -> Sentence:
    """What holds beyond a turn: the answer's opposite, or the package that leads there."""
    if found["finding"] == "leader":
        becomes = found.get("becomes") or {}
        numbers = {n for n in (becomes.get("down"), becomes.get("up")) if n is not None}
        said: list[Piece] = []
        for place in sorted(numbers):
            known = like(findings, bridge["robustness"]["packages"][place])
            said += [*([" or "] if said else []), *known]
        first = like(findings, bridge["robustness"]["packages"][0])
        return (*said, " is signed in clearly more worlds than ", *first)
    under, over = TURNED.get(found["finding"], ("the finding turns", "the finding turns"))
    drawn = bridge["robustness"]["breakpoints"]["as_drawn"].get(found["finding"])
    return (under if drawn is None or drawn > 0.5 else over,)


def breakpoints_asked(bridge: Data) -> list[Sentence]:
    """How many things were moved, and how many of them turn anything."""
    found = bridge["robustness"]["breakpoints"]
    turning = {one["where"] for one in found["turning"]}
    every = turning | {one["where"] for one in found["none_within_range"]}
    said: list[Sentence] = [
        (
            (
                f"{capital(counted(len(every), 'thing was', 'things were'))} moved through the "
                "whole range that the case allows, one at a time with all else as drawn; "
                f"{counted(len(turning), 'turns', 'turn')} one of three answers: whether most "
                "worlds have a deal, whether most see the best package signed, and which package "
                "is the best."
            ),
        )
    ]
    left = found["judgements"] - found["judgements_asked"]
    if left <= 0:
        text = "They are every confidence in a red line, every weight of a reading and every"
        said.append((f"{text} party's firmness.",))
    else:
        said.append(
            (
                (
                    "They are every confidence in a red line, every weight of a reading, every "
                    f"party's firmness, and {found['judgements_asked']} of {found['judgements']} "
                    "other judgements, those that go along most with an answer. "
                    f"{capital(counted(left, 'judgement was', 'judgements were'))} not moved by "
                    "hand, which proves nothing about them."
                ),
            )
        )
    return said
