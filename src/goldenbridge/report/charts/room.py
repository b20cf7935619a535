"""By how much each party prefers going on to breaking off, step by step."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, MUTED, PALETTE, SHAPES, finish, inline
from goldenbridge.report.words import Data, number

__all__ = ["room"]


def room(b: Data) -> Figure | None:
    """A line a party over the periods in which something is done; None where there are no steps."""
    plan, steps = b["plan"], b["steps"]
    if not plan or not steps:
        return None
    parties, period = plan["parties"], plan["period"]
    rows = [
        {"period": step["period"], "party": name, "room": step["room"][key]}
        for step in steps
        for key, name in parties.items()
    ]
    return Figure(
        "room",
        "How much each party would lose by breaking off",
        f"In points of each party's own, at each {period} in which something is done, for the "
        "values the steps were made for. At zero a party would be indifferent between going on "
        "and breaking off; below, it would gain by it. Points of two parties are different units: "
        "compare a line with zero, not with another line.",
        _spec(rows, list(parties.values()), period),
        (period.capitalize(), *parties.values()),
        tuple(
            (str(step["period"]), *(number(step["room"][key], 1) for key in parties))
            for step in steps
        ),
    )


def _spec(rows: list[dict[str, Any]], parties: list[str], period: str) -> dict[str, Any]:
    import altair as alt

    count = len(parties)
    colours = [PALETTE[n % len(PALETTE)] for n in range(count)]
    dashes = [DASHES[n % len(DASHES)] for n in range(count)]
    shapes = [SHAPES[n % len(SHAPES)] for n in range(count)]
    base = alt.Chart(inline(rows)).encode(
        x=alt.X("period:O", title=period.capitalize(), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("room:Q", title="Room before breaking off, own points"),
        color=alt.Color("party:N", sort=parties, scale=alt.Scale(domain=parties, range=colours)),
    )
    line = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "party:N", sort=parties, scale=alt.Scale(domain=parties, range=dashes)
        )
    )
    dot = base.mark_point(filled=True, size=55, opacity=1).encode(
        shape=alt.Shape("party:N", sort=parties, scale=alt.Scale(domain=parties, range=shapes))
    )
    zero = alt.Chart(inline([{"zero": 0}])).mark_rule(color=MUTED).encode(y="zero:Q")
    return finish(alt.layer(zero, line, dot).properties(width=600, height=220))
