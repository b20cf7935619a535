"""The bridge in words and tables, part by part, for a terminal of 80 columns.

A part that was not asked for, or not begun when somebody stopped, is not there and not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from goldenbridge.cli.bridge_words import holds, opens
from goldenbridge.cli.bridge_words.told import Told
from goldenbridge.cli.tables import answers, say

__all__ = ["TELLERS", "tell"]

#: The parts in the order in which they are worked out and told; the names of ``--part``.
TELLERS: dict[str, Callable[[Told], None]] = {
    "curve": opens.curve,
    "levers": opens.levers,
    "pressure": opens.pressure,
    "steps": opens.steps,
    "questions": holds.questions,
    "robustness": holds.robustness,
    "coalitions": holds.coalitions,
    "perception": holds.perception,
    "offers": holds.offers,
}


def tell(found: dict[str, Any], levers: Mapping[str, str], asked: Collection[str] = ()) -> None:
    """Print what was found.

    Parameters
    ----------
    found : as ``Bridge.as_dict()`` gives it.
    levers : lever → what to call it.
    asked : parts that were asked for by name: these are told in full.
    """
    console = answers()
    said = f"{found['worlds_used']:,} worlds, seed {found['seed']}"
    say(console, f"{found['title']}: {found['snapshot_title']} ({said})", "bold")
    say(console, "What would open a deal, in which order, and what to find out first.")
    told = Told(console, found, levers, asked)
    for name, teller in TELLERS.items():
        if found[name] is not None:
            teller(told)
    console.print()
    say(console, found["caveat"], "italic")
