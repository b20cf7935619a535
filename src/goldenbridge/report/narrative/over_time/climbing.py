"""The ladder in sentences: how high runs climb, how fast, and by whose doing."""

from __future__ import annotations

from goldenbridge.report.narrative.over_time.amounts import WHERE, runs_share
from goldenbridge.report.narrative.over_time.dragging import begins_at
from goldenbridge.report.words import Data, Link, Sentence, number

__all__ = ["climbs"]


def climbs(o: Data) -> list[Sentence]:
    """Where it begins, how high it goes, and how often somebody steps up, or slips."""
    found = o["nothing"]["ladder"]
    said: list[Sentence] = [
        (
            f"It begins on the rung of “{begins_at(o)}”. With nothing new, ",
            runs_share(found["reached"][6]),
            " of the runs come to limited force or higher at some time, ",
            runs_share(found["reached"][7]),
            " to full-scale war, and ",
            runs_share(found["reached"][8]),
            " to a war that draws in others.",
        )
    ]
    rates = found["steps_a_month"]
    if all(rates[key]["estimate"] is not None for key in ("up", "by_accident", "down")):
        said.append(
            (
                "In a hundred months lived through there are ",
                Link(_rate(rates["up"]), WHERE),
                " deliberate steps up, ",
                Link(_rate(rates["by_accident"]), WHERE),
                " by accident, and ",
                Link(_rate(rates["down"]), WHERE),
                " steps down.",
            )
        )
    return said


def _rate(found: Data) -> str:
    middle = number(100 * found["estimate"], 1)
    ends = found["interval"]
    if ends is None:
        return middle
    return f"{middle} ({number(100 * ends[0], 1)} to {number(100 * ends[1], 1)})"
