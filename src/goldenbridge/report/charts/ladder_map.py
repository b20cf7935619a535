"""Where on the ladder crises stand, month by month: a map of shares."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import SCHEME, finish, inline
from goldenbridge.report.narrative.amounts import capital
from goldenbridge.report.words import Data, number, percent, share

__all__ = ["ladder_map"]


def ladder_map(o: Data) -> Figure | None:
    """A column a month, a row a rung or an end; None where nothing was counted."""
    found = o["nothing"]["ladder"]
    months, places = found["months"], found["places"]
    if len(months) < 2:
        return None
    names = [capital(place) for place in places]
    every = 1 + (len(months) - 1) // 40
    shown = range(0, len(months), every)
    step = every * (months[1] - months[0])
    rows = [
        {"month": month, "until": month + 1.04 * step, "place": names[n], "share": value}
        for month, row in ((months[at], found["shares"][at]) for at in shown)
        for n, value in enumerate(row)
        if value > 0
    ]
    told = [n for n, month in enumerate(months) if month in (0, 6, 12, 24, 36, 60)]
    return Figure(
        "ladder",
        "Where on the ladder it stands, with nothing new",
        "Each column is a month, each row a rung of the ladder or an end; the darker, the more "
        "runs stand there. Runs that have ended stay in the two rows on top. The table gives the "
        "shares at some months, and how many runs ever came so high.",
        _spec(rows, [*names[9:], *reversed(names[:9])], months[shown[-1]] + step),
        ("Rung", *(f"Month {number(months[n])}" for n in told), "Ever so high"),
        tuple(
            (
                names[n],
                *(percent(found["shares"][at][n]) for at in told),
                share(found["reached"][n]) if n < len(found["reached"]) else "–",
            )
            for n in range(len(names))
        ),
    )


def _spec(rows: list[dict[str, Any]], order: list[str], last: float) -> dict[str, Any]:
    import altair as alt

    colour = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, 0.05, 0.2, 0.45, 0.8], range=SCHEME, clamp=True),
        legend=alt.Legend(
            title="Runs", orient="right", labelExpr="round(datum.value * 100) + ' %'",
            values=[0, 0.2, 0.5, 0.8], gradientLength=180, gradientThickness=12,
        ),
    )  # fmt: skip
    chart = (
        alt.Chart(inline(rows))
        .mark_rect(strokeWidth=0)
        .encode(
            x=alt.X("month:Q", title="Months", scale=alt.Scale(domain=[0, last], nice=False)),
            x2="until:Q",
            y=alt.Y(
                "place:N", sort=order, title=None, scale=alt.Scale(domain=order),
                axis=alt.Axis(labelLimit=240, domain=False, ticks=False),
            ),
            color=colour,
        )
    )  # fmt: skip
    return finish(chart.properties(width=440, height=alt.Step(24)))
