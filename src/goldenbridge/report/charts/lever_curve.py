"""What levers cost against how often a deal is signed: the mediator's curve and the analyst's."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, INK, MUTED, PALETTE, PERCENT, finish, inline
from goldenbridge.report.narrative.curve import at_knee, curve_rows, point_share
from goldenbridge.report.narrative.levers import lever_name
from goldenbridge.report.words import Data, number, share

__all__ = ["lever_curve"]

ONE, ANY = "One announced package, signed by all", "Some package in each world"


def lever_curve(b: Data) -> Figure | None:
    """Two stepped lines with their intervals; None where no set of levers costs anything."""
    if not b["curve"] or len(b["curve"]) < 2:
        return None
    end = 1.06 * max(p["cost"] for p in b["curve"])
    rows: list[dict[str, Any]] = []
    for name, key in ((ONE, "share"), (ANY, "share_any")):
        points = curve_rows(b, key)
        for place, point in enumerate(points):
            found = point_share(point, key)
            until = points[place + 1]["cost"] if place + 1 < len(points) else end
            low, high = found["interval"]
            rows.append(
                {"cost": point["cost"], "until": until, "line": name, "low": low, "high": high,
                 "share": found["estimate"]}
            )  # fmt: skip
    return Figure(
        "lever-curve",
        "What levers cost, and how often a deal is signed",
        "Each step is the cheapest set of levers found that reaches so far, measured on fresh "
        "worlds. The lower line is what a mediator can have who must announce one package for "
        "all; the upper one asks whether some package would be signed, world by world. Between "
        "them lies the price of not knowing. Bands are 95 % intervals and cover sampling only. "
        "The ring marks where more cost begins to buy less: a place to start talking from, not "
        "advice.",
        _spec(rows, at_knee(b), end),
        ("Levers", "Cost, points", ONE, ANY),
        tuple(
            (
                "; ".join(lever_name(b["levers"], k) for k in p["levers"]) or "none",
                number(p["cost"], 1),
                share(point_share(p)),
                share(point_share(p, "share_any")),
            )
            for p in b["curve"]
        ),
    )


def _spec(rows: list[dict[str, Any]], knee: Data, end: float) -> dict[str, Any]:
    import altair as alt

    x = alt.X(
        "cost:Q", scale=alt.Scale(domain=[0, end], nice=False),
        title="Expected cost, points of all who pay added up one to one",
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(labelExpr=PERCENT, tickCount=5)
    named = alt.Scale(domain=[ONE, ANY], range=PALETTE[:2])
    layers: list[Any] = []
    for name, colour, dash in zip((ONE, ANY), PALETTE, DASHES, strict=False):
        some = [r for r in rows if r["line"] == name]
        if not some:
            continue
        # The last step goes on to the edge of the picture.
        path = [*some, {**some[-1], "cost": end}]
        layers += [
            alt.Chart(inline(path)).mark_area(
                opacity=0.14, color=colour, interpolate="step-after"
            ).encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"),
            alt.Chart(inline(path)).mark_line(
                strokeWidth=2.2, interpolate="step-after", strokeDash=dash
            ).encode(
                x=x, y=alt.Y("share:Q", scale=scale, axis=axis, title="Worlds"),
                color=alt.Color("line:N", scale=named),
            ),
            alt.Chart(inline(some)).mark_point(
                filled=True, size=34, opacity=1, color=colour
            ).encode(x=x, y=alt.Y("share:Q", scale=scale)),
        ]  # fmt: skip
    if knee["levers"]:
        layers += _marked(knee, end, scale)
    return finish(alt.layer(*layers).properties(width=600, height=280))


def _marked(knee: Data, end: float, scale: Any) -> list[Any]:
    """The ring at the knee, and the gap between the lines there."""
    import altair as alt

    low, high, gap = knee["share"], knee["share_any"], knee["price_of_not_knowing"]
    right = knee["cost"] > 0.6 * end
    at = [{"cost": knee["cost"], "low": low, "high": high, "middle": (low + high) / 2,
           "gap": f"price of not knowing: {number(100 * gap, 1)} points",
           "ring": "where more cost begins to buy less"}]  # fmt: skip
    base = alt.Chart(inline(at)).encode(x=alt.X("cost:Q"))
    align: Any = "right" if right else "left"
    dx = -8 if right else 8
    return [
        base.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(
            y=alt.Y("low:Q", scale=scale), y2="high:Q"
        ),
        base.mark_point(size=160, color=INK, strokeWidth=2, opacity=1).encode(
            y=alt.Y("low:Q", scale=scale)
        ),
        base.mark_text(align=align, dx=dx, fontSize=12, color=INK).encode(
            y=alt.Y("middle:Q", scale=scale), text="gap:N"
        ),
        base.mark_text(align=align, dx=dx, dy=22, fontSize=12, color=INK).encode(
            y=alt.Y("low:Q", scale=scale), text="ring:N"
        ),
    ]
