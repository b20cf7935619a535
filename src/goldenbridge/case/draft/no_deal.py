"""What a party turned down and what it would sign, as far as statements show it."""

from __future__ import annotations

from typing import Any

from goldenbridge.case.draft.questions import OPEN
from goldenbridge.case.draft.stands import Stands, refs
from goldenbridge.case.draft.words import Ids, capital, listed

__all__ = ["no_deal_of"]

LIMIT_PACKAGES = 16


def no_deal_of(stands: Stands, party: str) -> dict[str, Any]:
    """The bracket of a party whose consent is needed."""
    return {"refused": _refused(stands, party), "offered": _offered(stands, party)}


def _refused(stands: Stands, party: str) -> dict[str, Any]:
    """A package an issue it rejects something on; or, if there is none, the worst for it, openly.

    Only the option rejected is on record: all else stays as it is today. An issue on which it has
    made an offer of its own is put at its worst, so that no more is claimed than was said.
    """
    taken, issues = stands.taken[party], stands.frame.issues
    worst = {i: issues[i].option(-p.sign) for i, p in taken.items()}
    offered = {i for i, p in taken.items() if p.moves and not p.divided}
    found: dict[str, Any] = {}
    ids = Ids()
    for issue, position in taken.items():
        turned = [s for s in position.carried if s.coded.act == "rejects" or s.line]
        if not turned or len(found) == LIMIT_PACKAGES:
            continue
        package = {i: worst[i] for i in taken if i == issue or i in offered}
        name = issues[issue].options[worst[issue]][0].lower()
        found[ids.new(f"rejected-{issue}")] = {
            "package": package,
            "text": f"{capital(issues[issue].name)}: {name}, and nothing in return.",
            "note": "That it refuses this by itself is on record; the whole package is inferred.",
            "from": refs(turned),
        }
    if not found:
        found["all-against-it"] = {
            "package": worst,
            "text": "Everything as it would not have it.",
            "note": f"{OPEN}; the lowest bound there is.",
        }
    return found


def _offered(stands: Stands, party: str) -> dict[str, Any]:
    """All it stands for, less what it offers: the least that is known to be enough for it.

    An offer that its other statements contradict is left out here: the bracket stays as wide as the
    doubt, and the contradiction is a hypothesis.
    """
    taken, issues = stands.taken[party], stands.frame.issues
    package, moved = {}, []
    for issue, position in taken.items():
        between = issues[issue].between.get(party)
        package[issue] = issues[issue].option(position.sign)
        if between is not None and position.moves and not position.divided:
            package[issue] = between
            moved.append(issue)
    text = "All that it stands for"
    if moved:
        text += f", with what it offers on {listed(issues[i].name for i in moved)}"
    return {
        "own-terms": {
            "package": package,
            "text": f"{text}.",
            "note": "Inferred from its positions; no statement shows a whole package.",
            "from": refs(
                s for i, p in taken.items() for s in (*p.carried, *(p.moves if i in moved else ()))
            ),
        }
    }
