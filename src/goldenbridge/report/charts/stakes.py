"""What matters to whom: issue by party."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, SCHEME, finish, inline
from goldenbridge.report.words import Data, number, spread

__all__ = ["ORIGIN_MARK", "stakes"]

#: How much of a value the sources carry, as a mark behind the number.
ORIGIN_MARK = {
    "sourced": "",
    "direction sourced, size assumed": "°",
    "assumed": "*",
    "measuring rod": "",
}


def stakes(findings: Data) -> Figure | None:
    """A heat map of the points between an issue's best and worst option; None where empty."""
    parties = {k: p["name"] for k, p in findings["parties"].items()}
    issues = {k: i["name"] for k, i in findings["issues"].items()}
    cells = [
        (issues[issue], parties[party], stake)
        for issue in issues
        for party in parties
        if (stake := findings["stakes"].get(party, {}).get(issue)) is not None
    ]
    if not cells:
        return None
    rows = [
        {"issue": issue, "party": party, "points": stake["median"],
         "text": number(stake["median"]) + ORIGIN_MARK.get(stake["origin"], "*")}
        for issue, party, stake in cells
    ]  # fmt: skip
    return Figure(
        "stakes",
        "What matters to whom",
        "Points between the best and the worst option of an issue, for each party; its own main "
        "issue is 100. Compare down a column, never across: points of two parties are different "
        "units. * is an assumption; ° has a sourced direction and an assumed size.",
        _spec(rows, list(issues.values()), list(parties.values())),
        ("Issue", "Party", "Points", "Rests on"),
        tuple((i, p, spread(s["median"], s["range"]), s["origin"]) for i, p, s in cells),
    )


def _spec(rows: list[dict[str, Any]], issues: list[str], parties: list[str]) -> dict[str, Any]:
    import altair as alt

    top = max(r["points"] for r in rows) or 1
    for row in rows:
        row["dark"] = row["points"] > 0.55 * top
    base = alt.Chart(inline(rows)).encode(
        x=alt.X(
            "party:N", sort=parties, title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelLimit=130, domain=False, ticks=False),
        ),
        y=alt.Y(
            "issue:N", sort=issues, title=None,
            axis=alt.Axis(labelLimit=260, domain=False, ticks=False),
        ),
    )  # fmt: skip
    box = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color(
            "points:Q", scale=alt.Scale(domain=[0, top], range=SCHEME, clamp=True), legend=None
        )
    )
    text = base.mark_text(fontSize=12).encode(
        text="text:N",
        color=alt.condition(alt.datum.dark, alt.value("white"), alt.value(INK)),
    )
    wide = 120 if len(parties) < 6 else 84
    return finish(alt.layer(box, text).properties(width=alt.Step(wide), height=alt.Step(26)))
