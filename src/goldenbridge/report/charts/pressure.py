"""Sticks without and with a stated way out, holder by holder, on the same worlds."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import PALETTE, PERCENT, SHAPES, finish, inline
from goldenbridge.report.narrative.levers import change
from goldenbridge.report.narrative.pressure import VARIANTS, comparison_name
from goldenbridge.report.words import Data, share

__all__ = ["pressure"]


def pressure(b: Data) -> Figure | None:
    """A comparison a row, its four shares side by side; None where nobody holds a stick."""
    found = (b["pressure"] or {}).get("comparisons") or []
    if not found:
        return None
    rows, told = [], []
    for one in found:
        name = comparison_name(b, one)
        for key, label in VARIANTS.items():
            if one[key] is None:
                continue
            low, high = one[key]["share"]["interval"]
            rows.append(
                {"name": name, "what": label, "share": one[key]["share"]["estimate"],
                 "low": low, "high": high}
            )  # fmt: skip
        terms = one["with_way_out"]
        told.append(
            (
                name,
                *(share(one[key]["share"]) if one[key] else "–" for key in VARIANTS),
                change(terms["share_change"]) if terms else "–",
            )
        )
    return Figure(
        "pressure",
        "Sticks without and with a stated way out",
        "For each side's sticks, one by one and together, the share of fresh worlds in which one "
        "announced package is signed by all; all four on the same worlds. Lines are 95 % intervals "
        "of each share and cover sampling only. The four answer for the same worlds, so judge a "
        "difference by the interval of the difference itself, in the table.",
        _spec(rows),
        ("Whose sticks", *VARIANTS.values(), "What the way out adds, points"),
        tuple(told),
    )


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    import altair as alt

    labels = list(VARIANTS.values())
    base = alt.Chart(inline(rows)).encode(
        y=alt.Y(
            "name:N", sort=list(dict.fromkeys(r["name"] for r in rows)), title=None,
            axis=alt.Axis(labelLimit=300, domain=False, ticks=False, grid=True, tickBand="extent"),
        ),
        yOffset=alt.YOffset("what:N", sort=labels, scale=alt.Scale(paddingOuter=0.6)),
        color=alt.Color(
            "what:N", sort=labels, scale=alt.Scale(domain=labels, range=PALETTE[:4])
        ),
    )  # fmt: skip
    title = "Worlds in which one announced package is signed by all"
    line = base.mark_rule(strokeWidth=2, opacity=0.7).encode(
        x=alt.X("low:Q", title=title), x2="high:Q"
    )
    dot = base.mark_point(filled=True, size=60, opacity=1).encode(
        x=alt.X(
            "share:Q", title=title, axis=alt.Axis(labelExpr=PERCENT, tickCount=6),
            scale=alt.Scale(zero=False),
        ),
        shape=alt.Shape("what:N", sort=labels, scale=alt.Scale(domain=labels, range=SHAPES[:4])),
    )  # fmt: skip
    return finish(
        alt.layer(line, dot).properties(width=380, height=alt.Step(13, **{"for": "offset"}))
    )
