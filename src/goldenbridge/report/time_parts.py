"""Which sections on a crisis over time a report holds, and how they are worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goldenbridge.case.case import Case
from goldenbridge.report.words import Data

__all__ = ["SECTIONS", "asked_of", "over_time_again", "time_missing", "time_sections"]

#: The sections in the order of the page: their name, the part they need, what the contents say.
SECTIONS: tuple[tuple[str, str | None, str], ...] = (
    ("dragging", None, "If talks drag on"),
    ("policies", None, "Policies side by side"),
    ("readings", None, "Where the readings decide"),
    ("failing", "failures", "When a policy fails"),
    ("ladder", None, "The ladder"),
    ("gain", "gain", "Gain and openness"),
    ("rates", None, "What happened elsewhere"),
    ("unknown", None, "What is not known"),
)
#: Part that may be left out → what to call it.
PART_NAMES = {
    "fans": "how things spread out",
    "failures": "when a policy fails",
    "sobol": "what makes runs differ",
    "gain": "gain and openness",
}
#: Runs to a world in a report, and the most worlds.
RUNS_A_WORLD, MOST_WORLDS, MOST_RUNS = 20, 1024, 20_000


def time_sections(found: Data | None) -> list[tuple[str, str]]:
    """The sections that there is something to show in."""
    if found is None:
        return []
    return [(name, title) for name, part, title in SECTIONS if part is None or found[part]]


def time_missing(found: Data) -> list[str]:
    """What was not worked out, in words.

    >>> time_missing({"left_out": ["sobol"]})
    ['what makes runs differ']
    """
    return [PART_NAMES.get(part, part) for part in found["left_out"]]


def asked_of(worlds: int) -> dict[str, int]:
    """How many worlds and runs a report takes, where its other shares count so many worlds.

    >>> asked_of(2000)
    {'worlds': 1024, 'runs': 20000}
    """
    some = min(MOST_WORLDS, worlds)
    return {"worlds": some, "runs": min(MOST_RUNS, RUNS_A_WORLD * some)}


def over_time_again(
    claimed: Mapping[str, Any],
    case: Case,
    snapshot: str,
    progress: Callable[[str, float], None] | None = None,
) -> dict[str, Any]:
    """The crisis over time worked out anew, with the policies and parts that a report holds.

    Parameters
    ----------
    claimed : what the report says; its seed, worlds and runs have been looked at.
    case, snapshot : what it should follow from.
    progress : told of each step and how much of it is done.
    """
    from goldenbridge.analysis.dynamics.schedule import known_policies
    from goldenbridge.analysis.dynamics.understanding.understand import PARTS, understand

    told = claimed.get("comparison")
    policies = told.get("policies") if isinstance(told, Mapping) else None
    known = known_policies(case.at(snapshot))
    kept = [key for key in known if isinstance(policies, Mapping) and key in policies]
    left_out = claimed.get("left_out")
    gone = left_out if isinstance(left_out, list) else []
    again = understand(
        case,
        snapshot,
        runs=claimed["runs"],
        seed=claimed["seed"],
        worlds=claimed["worlds"],
        policies=kept,
        parts=[part for part in PARTS if part not in gone],
        progress=progress,
    ).as_dict()
    if claimed.get("interrupted") is not True:
        return again
    # A run that was stopped early answers for fewer parts and policies, and says which are missing.
    missing = [key for key in known if key not in kept]
    return {
        **again,
        "interrupted": True,
        "comparison": {**again["comparison"], "interrupted": bool(missing), "left_out": missing},
    }
