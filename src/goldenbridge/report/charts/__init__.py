"""The report's charts, one file a chart: findings in, a specification and its table out."""

from collections.abc import Callable

from goldenbridge.report.charts.acceptability import acceptability
from goldenbridge.report.charts.bridge import BRIDGE_CHARTS, bridge_figures
from goldenbridge.report.charts.conflicts import conflicts
from goldenbridge.report.charts.curve import curve
from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.frontier import frontier
from goldenbridge.report.charts.influence import influence
from goldenbridge.report.charts.stakes import stakes
from goldenbridge.report.charts.svg import draw
from goldenbridge.report.words import Data

__all__ = ["BRIDGE_CHARTS", "CHARTS", "Figure", "bridge_figures", "draw", "figures"]

#: Every chart of the report; each gives None where its findings are empty.
CHARTS: tuple[Callable[[Data], Figure | None], ...] = (
    curve,
    acceptability,
    conflicts,
    influence,
    stakes,
    frontier,
)


def figures(findings: Data) -> dict[str, Figure]:
    """The charts that there is something to show in, by id."""
    made = (chart(findings) for chart in CHARTS)
    return {figure.id: figure for figure in made if figure is not None}
