"""How often each party would sign each of the leading packages."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, PALETTE, PERCENT, SHAPES, finish, inline
from goldenbridge.report.words import Data, package_label, share

__all__ = ["acceptability", "package_label"]

SHOWN = 5
TOGETHER = "All who must sign, together"
ALONE = "One party"


def acceptability(findings: Data) -> Figure | None:
    """Dots with intervals, a row a party, a block a package; None where there is no package."""
    packages = findings["packages"][:SHOWN]
    if not packages:
        return None
    names = {k: p["name"] for k, p in findings["parties"].items()}
    shares = [
        (package_label(n), who, kind, found)
        for n, package in enumerate(packages)
        for who, kind, found in [
            (TOGETHER, TOGETHER, package["joint"]),
            *((names.get(k, k), ALONE, s) for k, s in package["acceptability"].items()),
        ]
    ]
    rows = [
        {"package": f"Package {label}", "party": who, "kind": kind, "share": found["estimate"],
         "low": found["interval"][0], "high": found["interval"][1]}
        for label, who, kind, found in shares
    ]  # fmt: skip
    return Figure(
        "acceptability",
        "Who would sign the leading packages",
        "Each dot is the share of fresh worlds in which a party would rather sign the package than "
        "go without a deal, and no red line of its own forbids it. The diamond counts the worlds "
        "in which all whose consent the package needs would sign at once.",
        _spec(rows),
        ("Package", "Party", "Would sign"),
        tuple((label, who, share(found)) for label, who, _, found in shares),
    )


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    import altair as alt

    order = list(dict.fromkeys(r["party"] for r in rows))
    base = alt.Chart().encode(
        y=alt.Y(
            "party:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelLimit=220, grid=True, domain=False, ticks=False),
        )
    )
    kinds = [ALONE, TOGETHER]
    scale = alt.Scale(domain=[0, 1])
    x = alt.X(
        "share:Q", scale=scale, title="Share of worlds",
        axis=alt.Axis(labelExpr=PERCENT, tickCount=5),
    )  # fmt: skip
    bar = base.mark_rule(strokeWidth=2, color=INK).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    dot = base.mark_point(filled=True, size=75, opacity=1).encode(
        x=x,
        color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PALETTE[2], PALETTE[1]])),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=SHAPES[:2])),
    )
    chart = alt.layer(bar, dot, data=inline(rows)).properties(width=430, height=alt.Step(19))
    header = alt.Header(title=None, labelAngle=0, labelAnchor="start", labelPadding=2)
    blocks = chart.facet(
        facet=alt.Facet("package:N", header=header, sort=None), columns=1, spacing=16
    )
    return finish(blocks)
