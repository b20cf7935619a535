"""What whether there is a deal varies with, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    running,
    thing_moved,
    tidy,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    listed,
    number,
)

__all__ = [
    "varies_with",
]

WHERE = "#m-robustness"


def varies_with(bridge: Data) -> list[Sentence]:
    """What whether there is a deal varies with most, alone and together with other things."""
    found = bridge["robustness"]["sobol"]
    output = found["outputs"].get("deal") or {}
    rows = [
        (total, first or 0.0, ends, group)
        for total, first, ends, group in zip(
            output.get("total", ()),
            output.get("first", ()),
            output.get("total_interval", ()),
            found["groups"],
            strict=False,
        )
        if total is not None
    ]
    rows.sort(key=lambda row: -row[0])
    if not rows or rows[0][0] <= 0:
        return [("Whether there is a deal is the same in all worlds, so it varies with nothing.",)]
    said: list[Sentence] = []
    for place, (total, first, ends, group) in enumerate(rows[:2]):
        if place and total < 0.05:
            break
        whole = f"{number(100 * total)} %"
        sampled = f" ({number(100 * ends[0])} to {number(100 * ends[1])} %)" if ends else ""
        alone = f"{number(100 * max(first, 0))} %"
        lead = "Next: " if place else "Whether there is a deal varies most with "
        rest = ", and " if place else " of the differences between worlds, and "
        said.append(
            (
                f"{lead}{_group(group)}. It has a part in ",
                Link(whole + sampled, WHERE),
                rest,
                Link(alone, WHERE),
                " are due to it alone.",
            )
        )
    said.append(
        (
            (
                "What lies between the two acts only together with other things, and is counted "
                "with each of them, so the bars do not add up."
            ),
        )
    )
    return said


def _group(group: Data) -> str:
    name = running(tidy(group["name"]))
    if group["kind"] == "hypothesis":
        names = name.split(" with ")
        if len(names) == len(group["id"].split("+")) > 1:
            told = listed(f"“{one}”" for one in names)
            return f"which readings of {told} hold"
        return f"which reading of “{name}” holds"
    told = thing_moved(name)
    return told[:1].lower() + told[1:]
