"""How far the answer moves when one thing is set by hand."""

from __future__ import annotations

from typing import Any, Literal

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, MUTED, PALETTE, PERCENT, finish, inline
from goldenbridge.report.narrative.decides import setting_name, thing
from goldenbridge.report.words import Data, percent, share

__all__ = ["influence"]

SHOWN = 12
LEAST = 0.01
WIDTH, MARGIN = 400, 130  # of the plot, and right of it, in pixels


def influence(findings: Data) -> Figure | None:
    """A bar from the lowest to the highest share, an item a row; None where nothing moves it."""
    items = [i for i in findings["influence"] if i["spread"] >= LEAST][:SHOWN]
    if not items:
        return None
    bars, ends = [], []
    for item in items:
        settings = sorted(item["settings"], key=lambda s: s["share"]["estimate"])
        low, high = (s["share"]["estimate"] for s in (settings[0], settings[-1]))
        bars.append({"name": thing(findings, item), "low": low, "high": high})
        for side, setting, room in (
            ("low", settings[0], low * WIDTH),
            ("high", settings[-1], (1 - high) * WIDTH + MARGIN),
        ):
            at = setting["share"]["estimate"]
            text = _fit(setting_name(item["kind"], setting), room, percent(at))
            ends.append({"name": thing(findings, item), "share": at, "text": text, "side": side})
    return Figure(
        "influence",
        "How far the answer moves when one thing is set by hand",
        "Each row sets one thing in every world, leaves everything else as it was, and looks for a "
        "deal again. The bar runs from the lowest to the highest share of worlds with a deal; the "
        "words at its ends say at which setting; where there is no room, the share stands there.",
        _spec(bars, ends, findings["share_with_deal"]["red_lines_on"]["estimate"]),
        ("Set by hand", "Setting", "Worlds with a deal"),
        tuple(
            (thing(findings, item), setting_name(item["kind"], s), share(s["share"]))
            for item in items
            for s in item["settings"]
        ),
    )


def _fit(text: str, room: float, instead: str) -> str:
    """The text as far as it fits; something shorter where next to nothing would."""
    most = int((room - 12) / 5.7)
    if len(text) <= most:
        return text
    if most < len(instead):
        return ""
    return instead if most < 12 else text[: most - 1].rstrip() + "…"


def _spec(
    bars: list[dict[str, Any]], ends: list[dict[str, Any]], now: float
) -> dict[str, Any]:  # fmt: skip
    import altair as alt

    order = [b["name"] for b in bars]
    y = alt.Y(
        "name:N", sort=order, title=None,
        axis=alt.Axis(labelLimit=300, domain=False, ticks=False, grid=True),
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1])
    x = alt.X(
        "share:Q", scale=scale, title="Worlds with a deal, red lines respected",
        axis=alt.Axis(labelExpr=PERCENT, tickCount=5),
    )  # fmt: skip
    bar = alt.Chart(inline(bars)).mark_bar(height=9, color=PALETTE[2], opacity=0.55)
    rule = alt.Chart(inline([{"now": now, "text": f"as drawn: {percent(now)}"}]))
    layers: list[Any] = [
        bar.encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y),
        rule.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x=alt.X("now:Q", scale=scale)),
    ]
    sides: tuple[tuple[str, Literal["left", "right"], int], ...]
    sides = (("low", "right", -6), ("high", "left", 6))
    for side, align, dx in sides:
        some = alt.Chart(inline([e for e in ends if e["side"] == side]))
        layers += [
            some.mark_point(filled=True, size=45, opacity=1, color=INK).encode(x=x, y=y),
            some.mark_text(align=align, dx=dx, fontSize=11, color="#33414f", limit=400).encode(
                x=x, y=y, text="text:N"
            ),
        ]
    return finish(alt.layer(*layers).properties(width=WIDTH, height=alt.Step(24)))
