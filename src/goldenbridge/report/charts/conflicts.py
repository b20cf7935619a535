"""Which red lines and no-deal values collide, and how often."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, PERCENT, finish, inline
from goldenbridge.report.narrative.why_not import member_name
from goldenbridge.report.words import Data, percent, share

__all__ = ["conflicts"]

SHOWN = 9


def conflicts(findings: Data) -> Figure | None:
    """Columns are the commonest sets, dots their members; None where nothing collides."""
    sets = findings["conflict_sets"][:SHOWN]
    if not sets:
        return None
    bars, dots = [], []
    for number, found in enumerate(sets, start=1):
        bars.append(
            {"set": number, "share": found["share"]["estimate"],
             "text": percent(found["share"]["estimate"])}
        )  # fmt: skip
        dots += [{"set": number, "member": member_name(findings, m)} for m in found["members"]]
    order = list(dict.fromkeys(str(d["member"]) for d in dots))
    weight = {b["set"]: b["share"] for b in bars}
    order.sort(key=lambda name: -sum(weight[d["set"]] for d in dots if d["member"] == name))
    return Figure(
        "conflicts",
        "What collides in the worlds without a deal",
        "Each column is a set that cannot stand together: take any one member away and a package "
        "appears. The bar is the share of the worlds without a deal in which the set is such a "
        "conflict. One world can hold several, so the shares may add up to more than 100 %.",
        _spec(bars, dots, order),
        ("Members", "Share of worlds without a deal"),
        tuple(
            ("; ".join(member_name(findings, m) for m in s["members"]), share(s["share"]))
            for s in sets
        ),
    )


def _spec(
    bars: list[dict[str, Any]], dots: list[dict[str, Any]], order: list[str]
) -> dict[str, Any]:
    import altair as alt

    wide = 380 / max(len(bars), 5)
    x = alt.X("set:O", title=None, axis=None)
    tall = alt.Chart(inline(bars)).encode(x=x)
    y = alt.Y(
        "share:Q", title="Worlds without a deal", scale=alt.Scale(domainMin=0),
        axis=alt.Axis(labelExpr=PERCENT, tickCount=4),
    )  # fmt: skip
    top = alt.layer(
        tall.mark_bar(color=INK, width=18).encode(y=y),
        tall.mark_text(dy=-8, fontSize=12, color=INK).encode(y=y, text="text:N"),
    ).properties(width=alt.Step(wide), height=120)
    rows = [{"set": b["set"], "member": name} for b in bars for name in order]
    place = alt.Y(
        "member:N", sort=order, title=None,
        axis=alt.Axis(labelLimit=380, domain=False, ticks=False, grid=True),
    )  # fmt: skip
    below = alt.layer(
        alt.Chart(inline(rows))
        .mark_point(filled=True, size=40, opacity=1, color="#d5dce4")
        .encode(x=x, y=place),
        alt.Chart(inline(dots)).mark_line(color=INK).encode(
            x=x, y=place, detail="set:O"
        ),
        alt.Chart(inline(dots))
        .mark_point(filled=True, size=110, opacity=1, color=INK)
        .encode(x=x, y=place),
    ).properties(width=alt.Step(wide), height=alt.Step(24))  # fmt: skip
    both = alt.vconcat(top, below, spacing=6).resolve_scale(x="shared")
    return finish(both)
