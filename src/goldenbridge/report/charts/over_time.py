"""The charts of a crisis over time: each takes what was found and gives None where it is empty."""

from __future__ import annotations

from collections.abc import Callable

from goldenbridge.report.charts.fan import fan_crisis, fan_parties
from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.gain import gain, gain_openness
from goldenbridge.report.charts.ladder_map import ladder_map
from goldenbridge.report.charts.policies import policies, policy_pairs
from goldenbridge.report.charts.readings_time import readings_time
from goldenbridge.report.charts.sobol_time import sobol_time
from goldenbridge.report.charts.survival import policy_courses, survival
from goldenbridge.report.words import Data

__all__ = ["OVER_TIME_CHARTS", "over_time_figures"]

#: Every chart; a part that was left out is None in the data.
OVER_TIME_CHARTS: tuple[Callable[[Data], Figure | None], ...] = (
    survival,
    policies,
    policy_pairs,
    policy_courses,
    readings_time,
    sobol_time,
    ladder_map,
    fan_crisis,
    fan_parties,
    gain,
    gain_openness,
)


def over_time_figures(found: Data | None) -> dict[str, Figure]:
    """The charts that there is something to show in, by id."""
    made = (chart(found) for chart in OVER_TIME_CHARTS if found is not None)
    return {figure.id: figure for figure in made if figure is not None}
