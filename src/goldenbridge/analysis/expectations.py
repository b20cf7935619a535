"""Whether a case answers what its ``expected.yaml`` says it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenbridge.case.schema import Expectation

__all__ = ["look_up", "weigh_expectations"]


def look_up(findings: Mapping[str, Any], what: str) -> Any:
    """The value at a dotted path of the findings; None where there is nothing.

    >>> look_up({"conflict_sets": [{"share": {"estimate": 0.4}}]}, "conflict_sets.0.share")
    {'estimate': 0.4}
    """
    here: Any = findings
    for key in what.split("."):
        if isinstance(here, Mapping) and key in here:
            here = here[key]
        elif isinstance(here, Sequence) and not isinstance(here, str) and key.isdigit():
            here = here[int(key)] if int(key) < len(here) else None
        else:
            return None
    return here


def weigh_expectations(
    expected: Sequence[Expectation], findings: Mapping[str, Any], snapshot: str, *, first: bool
) -> list[dict[str, object]]:
    """Each expectation on this snapshot, what was found, and whether it is met.

    Parameters
    ----------
    expected : all expectations of the case.
    findings : what was found.
    snapshot : its id.
    first : whether it is the case's first, which expectations without a snapshot are about.
    """
    told: list[dict[str, object]] = []
    for one in expected:
        if one.snapshot != snapshot and not (one.snapshot is None and first):
            continue
        found = look_up(findings, one.what)
        if isinstance(found, Mapping) and "estimate" in found:
            found = found["estimate"]
        wanted: list[Any]
        if one.between is not None:
            low, high = one.between
            number = isinstance(found, int | float) and not isinstance(found, bool)
            met = number and low <= found <= high
            wanted = [low, high]
        else:
            wanted = list(one.is_ or ())
            met = (
                str(found) in wanted
                if not isinstance(found, bool)
                else str(found).lower() in wanted
            )
        told.append(
            {
                "what": one.what,
                "wanted": wanted,
                "found": found,
                "met": bool(met),
                "why": one.why,
            }
        )
    return told
