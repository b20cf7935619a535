"""What each lever changes by itself, in points of the share, with its interval."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, MUTED, PALETTE, finish, inline
from goldenbridge.report.narrative.levers import change
from goldenbridge.report.words import Data

__all__ = ["lever_alone"]


def lever_alone(b: Data) -> Figure | None:
    """A lever a row, its change in points; None where no lever was tried."""
    asked = [row for row in (b["levers"] or {}).values() if row["share"] is not None]
    if not asked:
        return None
    asked.sort(key=lambda row: -row["share"]["change"])
    rows = []
    for row in asked:
        low, high = row["share"]["change_interval"]
        name = f"{row['name']} ({row['holder_name']})"
        rows.append(
            {"name": name, "change": 100 * row["share"]["change"],
             "low": 100 * low, "high": 100 * high}
        )  # fmt: skip
    return Figure(
        "lever-alone",
        "What each lever changes when it alone is pulled",
        "The change, in points, of the share of fresh worlds in which one announced package is "
        "signed by all; the package is chosen anew for each lever. Lines are 95 % intervals of "
        "paired answers on the same worlds and cover sampling only; where one reaches across the "
        "zero line, no change can be told from chance.",
        _spec(rows),
        ("Lever", "Holder", "Change, points"),
        tuple((row["name"], row["holder_name"], change(row["share"])) for row in asked),
    )


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    import altair as alt

    base = alt.Chart(inline(rows)).encode(
        y=alt.Y(
            "name:N", sort=[r["name"] for r in rows], title=None,
            axis=alt.Axis(labelLimit=360, domain=False, ticks=False, grid=True),
        )
    )  # fmt: skip
    x = alt.X("change:Q", title="Change of the share, points", axis=alt.Axis(tickCount=7))
    zero = alt.Chart(inline([{"zero": 0}])).mark_rule(color=MUTED).encode(x="zero:Q")
    line = base.mark_rule(color=PALETTE[2], strokeWidth=2.4, opacity=0.6).encode(
        x=alt.X("low:Q", title="Change of the share, points"), x2="high:Q"
    )
    dot = base.mark_point(filled=True, size=60, opacity=1, color=INK).encode(x=x)
    return finish(alt.layer(zero, line, dot).properties(width=330, height=alt.Step(24)))
