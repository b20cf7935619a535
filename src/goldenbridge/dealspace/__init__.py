"""The engine room: every question about all deals of a deal space, answered exactly.

A deal takes one option on each issue. Rules, interaction terms and red lines tie issues
together; ``layer`` lays all deals out as paths of one graph, and each search walks it:

1. ``space``, ``layers``: what deals there are (``DealSpace``, ``Clause``, ``layer``);
2. ``worths``, ``consent``: what they are worth in many worlds, and who must agree;
3. ``search/``, one file a question: is there a deal (``exists``), how firm may all be
   (``firmest``), which package is signed in most worlds (``most_accepted``), what would
   have to give (``corrections``), what stands in the way (``minimal_hitting_sets``), how
   much is missing (``shortfall``, ``best_margin``);
4. ``frontier``: the deals that cannot be bettered for all.

The room knows nothing of cases, files or reports. Compiled searches load on first use;
``warm`` compiles them beforehand.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from goldenbridge.dealspace.consent import Consent, Regime, needed_by, regimes
from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.limits import SpaceTooLarge, SpaceTooTied, TooManyLines, UnknownOption
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths, value

if TYPE_CHECKING:
    from goldenbridge.dealspace.frontier import Frontier
    from goldenbridge.dealspace.search.acceptance import MostAccepted, most_accepted
    from goldenbridge.dealspace.search.accepts import accepted, accepts, crosses
    from goldenbridge.dealspace.search.corrections import Corrections, corrections
    from goldenbridge.dealspace.search.existence import exists, firmest
    from goldenbridge.dealspace.search.hitting import is_minimal_conflict, minimal_hitting_sets
    from goldenbridge.dealspace.search.maximin import Best, maximin
    from goldenbridge.dealspace.search.shortfall import best_margin, shortfall

__all__ = [
    "TOLERANCE",
    "Best",
    "Clause",
    "Consent",
    "Corrections",
    "DealSpace",
    "Frontier",
    "Layers",
    "MostAccepted",
    "Regime",
    "SpaceTooLarge",
    "SpaceTooTied",
    "TooManyLines",
    "UnknownOption",
    "WorldWorths",
    "accepted",
    "accepts",
    "best_margin",
    "corrections",
    "crosses",
    "exists",
    "firmest",
    "is_minimal_conflict",
    "layer",
    "maximin",
    "minimal_hitting_sets",
    "most_accepted",
    "needed_by",
    "regimes",
    "shortfall",
    "value",
]

#: Names that load on first use, and where from. The functions ``frontier`` and ``warm``
#: share the names of their modules: import them from there.
_LATER = {
    "Best": "search.maximin",
    "Corrections": "search.corrections",
    "Frontier": "frontier",
    "MostAccepted": "search.acceptance",
    "accepted": "search.accepts",
    "accepts": "search.accepts",
    "best_margin": "search.shortfall",
    "corrections": "search.corrections",
    "crosses": "search.accepts",
    "exists": "search.existence",
    "firmest": "search.existence",
    "is_minimal_conflict": "search.hitting",
    "maximin": "search.maximin",
    "minimal_hitting_sets": "search.hitting",
    "most_accepted": "search.acceptance",
    "shortfall": "search.shortfall",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
