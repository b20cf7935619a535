"""What makes runs differ: readings, sizes, the case and chance, for agreement and for war."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, PALETTE, PERCENT, finish, inline
from goldenbridge.report.narrative.over_time.names import group_name, outcome
from goldenbridge.report.words import Data, number

__all__ = ["sobol_time"]

SHOWN = 13
OUTCOMES = ("agreement", "war")
ALONE, TOGETHER = "By itself", "Only together with other things, chance among them"


def sobol_time(o: Data) -> Figure | None:
    """A bar a group and outcome; None where it was not asked or nothing differs."""
    found = o["sobol"]
    if not found:
        return None
    outcomes = [key for key in OUTCOMES if found["outcomes"][key]["variance"] > 0]
    groups = found["groups"]
    if not outcomes:
        return None

    def most(n: int) -> float:
        return max(found["outcomes"][key]["total"][n]["estimate"] or 0.0 for key in outcomes)

    seen = [
        n for n in range(len(groups)) if any(found["outcomes"][k]["visible"][n] for k in outcomes)
    ]
    order = sorted(seen, key=lambda n: (groups[n]["kind"] != "chance", -most(n)))[:SHOWN]
    if not order:
        return None
    rows: list[dict[str, Any]] = []
    for key in outcomes:
        for n in order:
            total, first = found["outcomes"][key]["total"][n], found["outcomes"][key]["first"][n]
            whole = max(total["estimate"], 0.0)
            inner = min(max(first["estimate"], 0.0), whole)
            low, high = total["interval"] or [whole, whole]
            rows.append(
                {"name": group_name(o, groups[n]), "outcome": key, "inner": inner, "whole": whole,
                 "low": low, "high": min(high, 1.0)}
            )  # fmt: skip
    return Figure(
        "sobol-time",
        "What makes runs differ",
        "For each group, the share of the differences between single runs that is due to it. The "
        "whole bar is what would be left if all else were known (total index), with its 95 % "
        "interval, sampling only; the dark part is its doing by itself (first order). What is done "
        "only together is counted with everything that takes part, so bars do not add up. Where "
        "the bar of chance is long, two runs of the same world end differently by luck. Groups "
        "that do not reach above the noise are left out.",
        _spec(o, rows, outcomes),
        (
            "What",
            *(f"{outcome(o, k)}, {what}" for k in outcomes for what in ("in all", "by itself")),
        ),
        tuple(
            (
                group_name(o, groups[n]),
                *(
                    _told(found["outcomes"][k][which][n])
                    for k in outcomes
                    for which in ("total", "first")
                ),
            )
            for n in order
        ),
    )


def _told(one: Data) -> str:
    if one["estimate"] is None:
        return "–"
    middle = f"{number(100 * one['estimate'])} %"
    ends = one["interval"]
    return (
        middle
        if ends is None
        else f"{middle} ({number(100 * ends[0])} to {number(100 * ends[1])} %)"
    )


def _spec(o: Data, rows: list[dict[str, Any]], outcomes: list[str]) -> dict[str, Any]:
    import altair as alt

    order = list(dict.fromkeys(r["name"] for r in rows))
    scale = alt.Scale(domain=[0, 1], clamp=True)
    kinds = [ALONE, TOGETHER]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PALETTE[0], "#b9cbe2"]))
    panels = []
    for place, key in enumerate(outcomes):
        some = [r for r in rows if r["outcome"] == key]
        bars = [
            {"name": r["name"], "kind": kind, "from": start, "to": end}
            for r in some
            for kind, start, end in ((ALONE, 0.0, r["inner"]), (TOGETHER, r["inner"], r["whole"]))
        ]
        y = alt.Y(
            "name:N", sort=order, title=None,
            axis=alt.Axis(
                labelLimit=330, domain=False, ticks=False, grid=True, labels=place == 0
            ),
        )  # fmt: skip
        x = alt.X(
            "from:Q", scale=scale, title=outcome(o, key),
            axis=alt.Axis(labelExpr=PERCENT, tickCount=3),
        )  # fmt: skip
        panels.append(
            alt.layer(
                alt.Chart(inline(bars))
                .mark_bar(height=11)
                .encode(x=x, x2="to:Q", y=y, color=colour),
                alt.Chart(inline(some))
                .mark_rule(strokeWidth=1.5, color=INK)
                .encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y),
            ).properties(width=150, height=alt.Step(23))
        )
    return finish(alt.hconcat(*panels, spacing=16))
