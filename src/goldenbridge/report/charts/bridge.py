"""The charts of the bridge: each takes the bridge's data and gives None where they are empty."""

from __future__ import annotations

from collections.abc import Callable

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.lever_alone import lever_alone
from goldenbridge.report.charts.lever_curve import lever_curve
from goldenbridge.report.charts.markdown import markdown
from goldenbridge.report.charts.pressure import pressure
from goldenbridge.report.charts.questions import questions
from goldenbridge.report.charts.room import room
from goldenbridge.report.charts.variance import variance
from goldenbridge.report.words import Data

__all__ = ["BRIDGE_CHARTS", "bridge_figures"]

#: Every chart of the bridge. A part that was left out is None in the data.
BRIDGE_CHARTS: tuple[Callable[[Data], Figure | None], ...] = (
    lever_curve,
    lever_alone,
    pressure,
    room,
    questions,
    variance,
    markdown,
)


def bridge_figures(bridge: Data | None) -> dict[str, Figure]:
    """The charts that there is something to show in, by id."""
    made = (chart(bridge) for chart in BRIDGE_CHARTS if bridge is not None)
    return {figure.id: figure for figure in made if figure is not None}
