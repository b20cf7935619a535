"""Which parts of the bridge a report holds: those that were finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goldenbridge.case.case import Case
from goldenbridge.report.words import Data

__all__ = ["SECTIONS", "bridge_again", "done", "missing", "present", "references", "whole_parts"]

#: The sections of the bridge in the order of the page: the part, and what the contents call it.
SECTIONS: tuple[tuple[str, str], ...] = (
    ("curve", "What would open a deal"),
    ("levers", "Lever by lever"),
    ("pressure", "Carrots and sticks"),
    ("steps", "Steps"),
    ("questions", "Questions"),
    ("robustness", "Robustness"),
    ("coalitions", "Coalitions"),
    ("perception", "Perceptions"),
    ("offers", "Offers"),
)


def done(bridge: Data) -> list[str]:
    """The parts that were worked out, in the order of the page."""
    return [part for part, _ in SECTIONS if bridge.get(part) is not None]


def missing(bridge: Data) -> list[str]:
    """What the contents call the parts that were not."""
    kept = done(bridge)
    return [title for part, title in SECTIONS if part not in kept]


def present(bridge: Data | None) -> list[tuple[str, str]]:
    """The sections that there is something to show in."""
    kept = [] if bridge is None else done(bridge)
    return [(part, title) for part, title in SECTIONS if part in kept]


def references(findings: Data, bridge: Data | None, over_time: Data | None = None) -> list[str]:
    """What a report cites, each once: what the findings cite first.

    >>> references({"references": ["A."]}, {"references": ["B."], "offers": {"references": ["A."]}})
    ['A.', 'B.']
    """
    told = list(findings.get("references") or ())
    if bridge is not None:
        told += bridge.get("references") or ()
        for part in bridge.values():
            told += (part.get("references") or ()) if isinstance(part, Mapping) else ()
    told += (over_time or {}).get("references") or ()
    return list(dict.fromkeys(map(str, told)))


def whole_parts(bridge: Data) -> dict[str, Any]:
    """The bridge without what an interrupt cut short: only what is finished is shown.

    How far a part had come when it was cut short is chance, so nobody could check it.
    """
    from goldenbridge.analysis.bridging import PARTS

    short = list(bridge.get("cut_short") or ())
    gone = {key: None for name in short for key in PARTS[name][0]}
    left_out = [name for name in PARTS if name in {*short, *bridge["left_out"]}]
    return {**bridge, **gone, "left_out": left_out, "cut_short": []}


def bridge_again(
    claimed: Mapping[str, Any],
    case: Case,
    snapshot: str,
    progress: Callable[[str, float], None] | None = None,
) -> dict[str, Any]:
    """The bridge worked out anew, with the parts that a report holds.

    Parameters
    ----------
    claimed : what the report says; its seed and number of worlds have been looked at.
    case, snapshot : what it should follow from.
    progress : told of each step and how much of it is done.
    """
    from goldenbridge.analysis.bridging import PARTS, bridge

    kept = [name for name in PARTS if claimed.get(name) is not None]
    again = bridge(
        case,
        snapshot,
        worlds=claimed["worlds"],
        seed=claimed["seed"],
        parts=kept,
        progress=progress,
    ).as_dict()
    if claimed.get("interrupted") is not True:
        return again
    # A run that was stopped early answers for fewer parts, and says which are missing.
    return {**again, "interrupted": True, "left_out": [n for n in PARTS if n not in kept]}
