"""Whether what is signed would be ratified, and what would carry it, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import (
    capital,
    few_worlds,
    like,
    line_text,
    option_names,
    tidy,
    worth_points,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    counted,
    listed,
    share,
)

__all__ = [
    "carried_by",
    "ratified_of_those",
    "ratifier_words",
]

WHERE = "#m-coalitions"
#: From fewer than this nothing is told.
TOO_FEW = 5
#: A reason that holds in fewer worlds than this is not told.
SEEN = 0.005


def ratified_of_those(bridge: Data, findings: Data) -> list[Sentence]:
    """Of the deals, how many would also be ratified by all who are asked."""
    found = bridge["coalitions"]["ratification"]
    if not found["constituencies"]:
        return [("The case names nobody who would have to ratify what is signed.",)]
    said: list[Sentence] = [
        (
            "In ",
            Link(share(found["of_those"]), WHERE),
            " of the worlds with a deal there is one that all who ratify would pass.",
        )
    ]
    if found["package_ratified"] is not None and found["package_ratified"]["worlds"]:
        said.append(
            (
                "Where all sign ",
                *like(findings, bridge["coalitions"]["package"]),
                ", all would ratify it in ",
                Link(share(found["package_ratified"]), WHERE),
                ".",
            )
        )
    silent = [c["name"] for c in found["constituencies"] if not c["terms"]]
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        ratifies = "is" if len(silent) == 1 else "are"
        said.append(
            (
                (
                    f"{listed(silent)} {verb} no terms of "
                    f"{'its' if len(silent) == 1 else 'their'} own in the case and {ratifies} "
                    "taken to pass what the party signs: that is an assumption."
                ),
            )
        )
    return said


def ratifier_words(bridge: Data, findings: Data, found: Data) -> list[Sentence]:
    """What one constituency with terms of its own makes of the package, and what carries it."""
    name, on = capital(tidy(found["name"])), found["package"]
    if on is None or not on["asked"]:
        return [(f"{name} is not asked about this package.",)]
    refused = 1 - on["of_signed"]["estimate"]
    if not on["of_signed"]["worlds"]:
        return [(f"{name}: the package is signed in no world, so it never comes before it.",)]
    said: list[Sentence] = [
        (
            f"{name} would ratify it in ",
            Link(share(on["of_signed"]), WHERE),
            f" of the worlds where all parties sign{few_worlds(on['of_signed'])}.",
        )
    ]
    if refused <= 0:
        return said
    if on["points"] is not None:
        size = worth_points(on["points"])
        said.append((f"Where it would not, it falls short by {size} on its own scale.",))
    lines = [k for k, v in on["crosses"].items() if v["estimate"] >= SEEN]
    if lines:
        texts = listed(f"“{line_text(findings, key)}”" for key in lines)
        said.append((f"The package crosses its red {_lines(lines)} {texts}.",))
    return said + carried_by(bridge, on["carries"])


def _lines(lines: Sequence[object]) -> str:
    return "line" if len(lines) == 1 else "lines"


def carried_by(bridge: Data, found: Data | None) -> list[Sentence]:
    """The smallest change with which it would pass, and what that costs somebody else."""
    if found is None or not found["none"]["worlds"]:
        return []
    most = counted(found["issues_at_most"], "issue")
    worlds = found["none"]["worlds"]
    if worlds < TOO_FEW:
        return [(f"It is refused in {counted(worlds, 'world')} only, too few to say what helps.",)]
    if not found["changes"]:
        return [(f"No change on up to {most} carries it.",)]
    first = found["changes"][0]
    loss = ""
    if first["loss"] is not None:
        loss = (
            f"; whoever loses most by it loses {worth_points(first['loss'])} on a scale of its own"
        )
    said: list[Sentence] = [
        (
            f"What most often carries it is {option_names(bridge, first['change'])}, in ",
            Link(share(first["share"]), WHERE),
            f" of the worlds where it is refused{few_worlds(first['share'])}{loss}.",
        )
    ]
    if found["none"]["estimate"] > 0:
        said.append(
            ("In ", Link(share(found["none"]), WHERE), f" of them no change on up to {most} does.")
        )
    return said
