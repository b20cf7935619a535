"""What to call a judgement of the case: its path of keys in a reader's words."""

from __future__ import annotations

from goldenbridge.case.case import Snapshot
from goldenbridge.files.document import Path_

__all__ = ["judgement_name"]


def judgement_name(snapshot: Snapshot, path: Path_) -> str:
    """A path of keys as words, with parties, issues and options by name.

    >>> from goldenbridge import load
    >>> at = load("two-sellers").at()
    >>> judgement_name(at, ("no_deal", "bakery", "firmness"))
    "Poppy's Bakery: how firm it is"
    """
    body = snapshot.body
    keys = [str(key) for key in path]
    if keys[0] in {"worths", "no_deal"} and keys[1] in body.parties:
        return f"{body.parties[keys[1]].name}: {_of_party(snapshot, keys)}"
    if keys[0] == "red_lines" and keys[1] in body.red_lines:
        return f"Points lost where this line is crossed: {body.red_lines[keys[1]].text}"
    if keys[0] == "hypotheses" and keys[1] in body.hypotheses:
        hypothesis = body.hypotheses[keys[1]]
        reading = hypothesis.readings[keys[3]].text
        return f"{hypothesis.name}: size of what follows from “{reading}”"
    if keys[0] == "joint" and keys[1] in body.joint:
        cell = body.joint[keys[1]].cells[int(path[3])]
        held = "; ".join(body.hypotheses[h].readings[r].text for h, r in cell.when.items())
        return f"Size of what follows from “{held}”"
    return ".".join(keys)


def _of_party(snapshot: Snapshot, keys: list[str]) -> str:
    body = snapshot.body
    if keys[0] == "no_deal":
        return "how firm it is"
    if keys[2] == "swings":
        return f"weight of {body.issues[keys[3]].name}"
    if keys[2] == "baskets":
        return f"weight of all of {body.baskets[keys[3]].name}"
    if keys[2] == "values":
        issue = body.issues[keys[3]]
        return f"worth of “{issue.options[keys[4]].name}” on {issue.name}"
    return f"worth of {keys[3]}"
