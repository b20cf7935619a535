"""Is there a deal, and if not, why not? Honest analysis of a conflict for mediation support.

    sources → statements → case → deals → worlds → analysis → report

Bring a case (a folder with a ``case.yaml``), or use a bundled one::

    import goldenbridge as gb

    case = gb.load("european-security")
    findings = gb.deals(case, "2022-01-28")
    findings.shares

The model lists possibilities and predicts nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldenbridge.analysis.bridging import Bridge, bridge
    from goldenbridge.analysis.dynamics.compare import Comparison, compare
    from goldenbridge.analysis.dynamics.explain import Explanation, explain
    from goldenbridge.analysis.dynamics.simulate import Simulation, simulate
    from goldenbridge.analysis.findings import Findings, deals
    from goldenbridge.case import Case, Loaded, Problem, Snapshot, bundled_cases, load, read_case
    from goldenbridge.dealspace.frontier import Frontier, frontier
    from goldenbridge.errors import CaseInvalid, CaseNotFound, GoldenbridgeError, SnapshotUnknown
    from goldenbridge.executors import Cluster, Processes
    from goldenbridge.report import write_report
    from goldenbridge.worlds import Settings, draw_worlds, frame

__version__ = "0.1.0"

#: Public name → the module it is in; loaded on first use, so that ``--help`` stays quick.
_PLACES = {
    "Bridge": "goldenbridge.analysis.bridging",
    "Case": "goldenbridge.case",
    "CaseInvalid": "goldenbridge.errors",
    "CaseNotFound": "goldenbridge.errors",
    "Cluster": "goldenbridge.executors",
    "Findings": "goldenbridge.analysis.findings",
    "Frontier": "goldenbridge.dealspace.frontier",
    "GoldenbridgeError": "goldenbridge.errors",
    "Loaded": "goldenbridge.case",
    "Problem": "goldenbridge.case",
    "Processes": "goldenbridge.executors",
    "Settings": "goldenbridge.worlds",
    "Snapshot": "goldenbridge.case",
    "SnapshotUnknown": "goldenbridge.errors",
    "Comparison": "goldenbridge.analysis.dynamics.compare",
    "Explanation": "goldenbridge.analysis.dynamics.explain",
    "Simulation": "goldenbridge.analysis.dynamics.simulate",
    "bridge": "goldenbridge.analysis.bridging",
    "bundled_cases": "goldenbridge.case",
    "compare": "goldenbridge.analysis.dynamics.compare",
    "deals": "goldenbridge.analysis.findings",
    "draw_worlds": "goldenbridge.worlds",
    "explain": "goldenbridge.analysis.dynamics.explain",
    "frame": "goldenbridge.worlds",
    "frontier": "goldenbridge.dealspace.frontier",
    "load": "goldenbridge.case",
    "read_case": "goldenbridge.case",
    "simulate": "goldenbridge.analysis.dynamics.simulate",
    "write_report": "goldenbridge.report",
}

__all__ = [
    "Bridge",
    "Case",
    "CaseInvalid",
    "CaseNotFound",
    "Cluster",
    "Comparison",
    "Explanation",
    "Findings",
    "Frontier",
    "GoldenbridgeError",
    "Loaded",
    "Problem",
    "Processes",
    "Settings",
    "Simulation",
    "Snapshot",
    "SnapshotUnknown",
    "__version__",
    "bridge",
    "bundled_cases",
    "compare",
    "deals",
    "draw_worlds",
    "explain",
    "frame",
    "frontier",
    "load",
    "read_case",
    "simulate",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        value = getattr(import_module(_PLACES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'goldenbridge' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
