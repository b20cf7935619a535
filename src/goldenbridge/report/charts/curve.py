"""The share of worlds with a deal as all parties grow firmer together."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, INK, MUTED, PALETTE, PERCENT, finish, inline
from goldenbridge.report.words import Data, number, share

__all__ = ["curve"]

ON, OFF = "Red lines respected", "Red lines set aside"


def curve(findings: Data) -> Figure | None:
    """The share against u, with and without red lines; None where there is no curve."""
    points = findings["u_star"].get("curve") or []
    if len(points) < 2:
        return None
    rows = [
        {"u": p["u"], "lines": name, "share": p[key]["estimate"],
         "low": p[key]["interval"][0], "high": p[key]["interval"][1]}
        for name, key in ((ON, "red_lines_on"), (OFF, "red_lines_off"))
        for p in points
    ]  # fmt: skip
    return Figure(
        "curve",
        "The share of worlds with a deal as everybody grows firmer",
        "From left to right all parties hold out for more at the same time: at 0 each settles for "
        "anything no worse than what it refused, at 1 each insists on as much as it offered "
        "itself. The bands are 95 % intervals and cover sampling only.",
        _spec(rows, findings["u_star"]["estimate"]),
        ("Firmness u", ON, OFF),
        tuple(
            (number(p["u"], 2), share(p["red_lines_on"]), share(p["red_lines_off"])) for p in points
        ),
    )


def _spec(rows: list[dict[str, Any]], u_star: float | None) -> dict[str, Any]:
    import altair as alt

    base = alt.Chart(inline(rows)).encode(
        x=alt.X(
            "u:Q", scale=alt.Scale(domain=[0, 1]), title="u: how firm all parties are, together"
        ),
    )
    y = alt.Scale(domain=[0, 1])
    axis = alt.Axis(labelExpr=PERCENT, tickCount=5)
    named = alt.Scale(domain=[ON, OFF], range=PALETTE[:2])
    bands = [
        alt.Chart(inline([r for r in rows if r["lines"] == name]))
        .mark_area(opacity=0.16, color=colour)
        .encode(x="u:Q", y=alt.Y("low:Q", scale=y, title="Worlds with a deal"), y2="high:Q")
        for name, colour in zip((ON, OFF), PALETTE, strict=False)
    ]
    line = base.mark_line(strokeWidth=2.2).encode(
        y=alt.Y("share:Q", scale=y, axis=axis, title="Worlds with a deal"),
        color=alt.Color("lines:N", scale=named),
        strokeDash=alt.StrokeDash("lines:N", scale=alt.Scale(domain=[ON, OFF], range=DASHES[:2])),
    )
    layers: list[Any] = [*bands, line]
    if u_star is not None:
        mark = alt.Chart(inline([{"u": u_star, "text": f"u* = {number(u_star, 2)}"}]))
        layers += [
            mark.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x="u:Q"),
            mark.mark_text(align="left", dx=-14, color=INK, fontSize=12).encode(
                x="u:Q", y=alt.value(-8), text="text:N"
            ),
        ]
    return finish(alt.layer(*layers).properties(width=600, height=260))
