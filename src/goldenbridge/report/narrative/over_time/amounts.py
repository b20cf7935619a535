"""Figures over runs as a person says them: shares, changes in points, months, costs."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import share_points
from goldenbridge.report.words import HARD, Data, Link, number, share

__all__ = [
    "against_nothing",
    "changed",
    "clear",
    "months",
    "runs_share",
    "signed_points",
]

#: Where in the method each kind of figure is told of.
WHERE = "#m-over-time"


def clear(found: Data) -> bool:
    """Whether a difference is told from none by more than chance may bring.

    >>> clear({"estimate": 0.1, "interval": [0.05, 0.15]}), clear({"interval": [-0.1, 0.1]})
    (True, False)
    """
    ends = found["interval"]
    return ends is not None and (ends[0] > 0 or ends[1] < 0)


def turned(found: Data) -> dict[str, object]:
    """The same difference, seen from the other one.

    >>> turned({"estimate": 0.1, "interval": [0.05, 0.15]})
    {'estimate': -0.1, 'interval': [-0.15, -0.05]}
    """
    ends = found["interval"]
    return {
        **found,
        "estimate": None if found["estimate"] is None else -found["estimate"],
        "interval": None if ends is None else [-ends[1], -ends[0]],
    }


def against_nothing(o: Data, policy: str, outcome: str) -> Data | None:
    """How much more often an outcome comes under a policy than with nothing new, in the same runs.

    None for the policy of doing nothing new itself, and where it was not compared.
    """
    for pair in o["comparison"]["differences"]:
        if (pair["a"], pair["b"]) == ("none", policy):
            return turned(pair[outcome])
        if (pair["a"], pair["b"]) == (policy, "none"):
            return dict(pair[outcome])
    return None


def signed_points(found: Data) -> str:
    """A difference of shares in points with its sign and interval.

    >>> signed_points({"estimate": 0.11, "interval": [0.1, 0.12]}).replace(HARD, " ")
    '+11 points (10 to 12)'
    >>> signed_points({"estimate": -0.05, "interval": None}).replace(HARD, " ")
    '−5 points'
    """
    if found["estimate"] is None:
        return "–"
    if found["interval"] is None:
        told = f"{number(100 * found['estimate'])}{HARD}points"
    else:
        told = share_points(found)
    return told if found["estimate"] <= 0 else f"+{told}"


def changed(found: Data | None) -> str:
    """A difference as it stands in a list: its points, or that none can be seen."""
    if found is None or found["estimate"] is None:
        return "–"
    return signed_points(found) if clear(found) else "no visible difference"


def runs_share(found: Data) -> Link | str:
    """A share of runs with its interval, linked to how it was worked out; a dash for none."""
    if found["estimate"] is None:
        return "–"
    if found["interval"] is None:
        return Link(f"{number(100 * found['estimate'])}{HARD}%", WHERE)
    if 0 < found["estimate"] < 0.0005:
        return Link(f"less than 0.1{HARD}%", WHERE)
    return Link(share(found), WHERE)


def months(found: Data, digits: int = 0) -> str:
    """A mean number of months with its interval.

    >>> months({"estimate": 14.4, "interval": [13.0, 15.9]}).replace(HARD, " ")
    '14 months (13 to 16)'
    """
    if found["estimate"] is None:
        return "–"
    return f"{number(found['estimate'], digits)}{HARD}months{_ends(found['interval'], digits)}"


def _ends(ends: Sequence[float] | None, digits: int) -> str:
    return "" if ends is None else f" ({number(ends[0], digits)} to {number(ends[1], digits)})"
