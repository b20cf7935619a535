"""What moves the answer, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.words import Data, Sentence, counted, inside

__all__ = ["decides", "misleading", "moves_nothing", "setting_name", "thing", "unmirrored"]

NOTHING = 0.01
CLEAR = 0.05


def decides(findings: Data) -> list[Sentence]:
    """How many things matter, and how it was found out."""
    asked = findings["influence"]
    if not asked:
        return [("What decides was not asked in this run.",)]
    clear = [i for i in asked if i["spread"] >= CLEAR]
    most = counted(len(asked), "thing")
    text = (
        f"Of {most} set by hand, one at a time, {counted(len(clear), 'moves', 'move')} the share "
        "of worlds with a deal by five points or more. Setting a thing leaves everything else as "
        f"it was drawn; {findings['influence_worlds']:,} worlds were used."
    )
    return [(text,)]


def moves_nothing(findings: Data) -> list[str]:
    """Names of what moves the answer by less than one point, whatever it is set to."""
    return [thing(findings, i) for i in findings["influence"] if i["spread"] < NOTHING]


#: Short names of what a red line or a no-deal can be set to.
SHORT = {
    "binds": "always in force",
    "does_not_bind": "never in force",
    "firm": "insists on its own offer",
    "yielding": "takes anything better than what it refused",
}


def thing(findings: Data, item: Data) -> str:
    """What to call a thing that was set by hand."""
    if item["kind"] == "bracket" and item["id"] in findings["parties"]:
        whose = inside(findings["parties"][item["id"]]["name"])
        return f"What {whose} can expect without a deal"
    return str(item["name"]).rstrip(".")


def setting_name(kind: str, setting: Data) -> str:
    """What a thing was set to, in words that stand alone."""
    name = str(setting["name"]).rstrip(". ")
    return SHORT.get(setting["setting"], name) if kind in {"red_line", "bracket"} else name


def unmirrored(separations: Sequence[Data]) -> list[Data]:
    """Without rows that only say an earlier one again, from the other of two readings."""
    kept: list[Data] = []
    for one in separations:
        mirror = any(
            one["kind"] == other["kind"] == "reading"
            and one["with"] == other["without"]
            and one["without"] == other["with"]
            and one["id"].split(".")[0] == other["id"].split(".")[0]
            for other in kept
        )
        if not mirror:
            kept.append(one)
    return kept


def misleading(separation: Data) -> bool:
    """Whether worlds differ by it, yet setting it by hand changes little."""
    pair = separation.get("set")
    seen = abs(separation["with"]["estimate"] - separation["without"]["estimate"])
    return pair is not None and abs(pair[0] - pair[1]) < 0.4 * seen
