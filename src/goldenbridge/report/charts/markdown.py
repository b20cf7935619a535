"""How often all would still sign if an opponent's package were marked down."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, PALETTE, PERCENT, SHAPES, finish, inline
from goldenbridge.report.words import Data, number, share

__all__ = ["markdown"]


def markdown(bridge: Data) -> Figure | None:
    """A line an author, the share that all sign against the markdown; None where nothing is."""
    mediator = (bridge["offers"] or {}).get("mediator")
    authors = mediator["authorship"] if mediator else []
    if not any(p["signed_by_all"]["estimate"] > 0 for a in authors for p in a["slider"]):
        return None
    names = {a["author"]: _name(bridge, a["author"]) for a in authors}
    rows = [
        {"author": names[a["author"]], "points": p["points"],
         "share": p["signed_by_all"]["estimate"]}
        for a in authors
        for p in a["slider"]
    ]  # fmt: skip
    points = [p["points"] for p in authors[0]["slider"]]
    return Figure(
        "markdown",
        "If a party puts the package forward and all others mark it down",
        "From left to right each of the others finds the same package worth so many points less, "
        "in its own points, because of who said it. At 0 a mediator says it. How far offers are "
        "marked down is an assumption to vary, not a finding; intervals are in the table.",
        _spec(rows, list(names.values())),
        ("Put forward by", *(f"Marked down by {number(p)}" for p in points)),
        tuple(
            (names[a["author"]], *(share(p["signed_by_all"]) for p in a["slider"])) for a in authors
        ),
    )


def _name(bridge: Data, party: str) -> str:
    known = bridge["parties"].get(party)
    return str(known["name"]) if known else party


def _spec(rows: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    import altair as alt

    most = max(r["share"] for r in rows)
    y = alt.Y(
        "share:Q", scale=alt.Scale(domain=[0, most], nice=True), title="Worlds in which all sign",
        axis=alt.Axis(labelExpr=PERCENT, tickCount=5),
    )  # fmt: skip
    x = alt.X("points:Q", title="Marked down by so many points, by each of the others")
    times = len(order) // len(PALETTE) + 1
    base = alt.Chart(inline(rows)).encode(
        x=x,
        y=y,
        color=alt.Color("author:N", scale=alt.Scale(domain=order, range=PALETTE * times)),
    )
    dash = alt.StrokeDash("author:N", scale=alt.Scale(domain=order, range=DASHES * times))
    shape = alt.Shape("author:N", scale=alt.Scale(domain=order, range=SHAPES * times))
    layers: list[Any] = [
        base.mark_line(strokeWidth=2).encode(strokeDash=dash),
        base.mark_point(filled=True, size=45, opacity=1).encode(shape=shape),
    ]
    return finish(alt.layer(*layers).properties(width=560, height=220))
