"""The look that all charts share: one ink, and no colour that takes a side.

The font comes with the renderer, so that a chart is the same drawing on every machine.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "DASHES",
    "FONT",
    "INK",
    "MUTED",
    "PALETTE",
    "PERCENT",
    "SCHEME",
    "SHAPES",
    "finish",
    "inline",
]

FONT = "Liberation Sans"
INK = "#17304d"
MUTED = "#6b7785"
#: Told apart by lightness too, and chosen from Okabe and Ito's colour-blind safe set.
PALETTE = ["#17304d", "#b35c00", "#0072b2", "#7a5195", "#4d7c3a", "#5a5a5a"]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 1], [10, 4]]
SHAPES = ["circle", "diamond", "square", "triangle-up", "triangle-down", "cross"]
SCHEME = ["#f3f5f8", "#cdd9e8", "#8fabcd", "#4a6fa5", "#17304d"]
PERCENT = "round(datum.value * 100) + ' %'"

CONFIG: dict[str, Any] = {
    "aria": False,  # the drawing as a whole has a title, a description and a table
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "domainColor": "#9aa5b1",
        "gridColor": "#e3e8ee",
        "labelColor": "#33414f",
        "labelFontSize": 12,
        "tickColor": "#9aa5b1",
        "titleColor": "#33414f",
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    },
    "legend": {
        "labelColor": "#33414f",
        "labelFontSize": 12,
        "labelLimit": 420,
        "orient": "top",
        "title": None,
        "columns": 2,
        "symbolSize": 90,
    },
    "header": {"labelColor": "#17304d", "labelFontSize": 12, "labelFontWeight": "bold"},
    "text": {"font": FONT},
}


def inline(rows: list[dict[str, Any]]) -> Any:
    """Rows as data that stand in the specification itself."""
    import altair as alt

    return alt.InlineData(values=rows)


def finish(chart: Any) -> dict[str, Any]:
    """The finished specification of an altair chart, in the shared look."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = CONFIG
    return spec
