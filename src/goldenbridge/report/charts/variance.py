"""What makes worlds differ in whether there is a deal: Sobol indices by group of inputs."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, INK, PALETTE, PERCENT, finish, inline
from goldenbridge.report.narrative.amounts import thing_moved
from goldenbridge.report.words import Data, number

__all__ = ["variance"]

SHOWN = 10
LEAST = 0.02
LABEL = 50  # letters of a label
ALONE, TOGETHER = "By itself", "Only together with other things"


def variance(bridge: Data) -> Figure | None:
    """A bar of the total with its first-order part, a group a row; None where all is the same."""
    found = (bridge["robustness"] or {}).get("sobol")
    if not found or "deal" not in found["outputs"]:
        return None
    output, rows = found["outputs"]["deal"], []
    columns = (output["total"], output["first"], output["total_interval"], output["first_interval"])
    for group, total, first, ends, inner in zip(found["groups"], *columns, strict=False):
        if total is not None and total >= LEAST:
            rows.append((thing_moved(group["name"]), total, first or 0.0, ends, inner))
    rows.sort(key=lambda row: -row[1])
    rows = rows[:SHOWN]
    if not rows:
        return None
    return Figure(
        "variance",
        "What makes worlds differ in whether there is a deal",
        "The whole bar is the part that would stay uncertain if all else were known (total Sobol "
        "index), with its 95 % interval, sampling only; the dark part is its doing by itself "
        "(first order). The gap acts together with other things and is counted with each of "
        f"them, so bars do not add up. Below {number(100 * LEAST)} % nothing is shown.",
        _spec([(_short(name), total, first, ends) for name, total, first, ends, _ in rows]),
        ("What", "In all", "By itself"),
        tuple(
            (name, _told(total, ends), _told(first, inner))
            for name, total, first, ends, inner in rows
        ),
    )


def _told(value: float, ends: list[float] | None) -> str:
    middle = f"{number(100 * value)} %"
    if ends is None:
        return middle
    return f"{middle} ({number(100 * ends[0])} to {number(100 * ends[1])} %)"


def _short(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1].rstrip() + "…"


def _spec(rows: list[tuple[str, float, float, list[float] | None]]) -> dict[str, Any]:
    import altair as alt

    order = [name for name, *_ in rows]
    y = alt.Y(
        "name:N", sort=order, title=None,
        axis=alt.Axis(labelLimit=330, domain=False, ticks=False, grid=True),
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1], clamp=True)
    bars = []
    for name, total, first, _ in rows:
        inner = min(max(first, 0.0), total)
        bars += [
            {"name": name, "kind": ALONE, "from": 0.0, "to": inner},
            {"name": name, "kind": TOGETHER, "from": inner, "to": total},
        ]
    ends = [{"name": n, "low": e[0], "high": min(e[1], 1)} for n, _, _, e in rows if e is not None]
    kinds = [ALONE, TOGETHER]
    bar = alt.Chart(inline(bars)).mark_bar(height=11)
    x = alt.X(
        "from:Q", scale=scale, title="Part of the differences between worlds",
        axis=alt.Axis(labelExpr=PERCENT, tickCount=5),
    )  # fmt: skip
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PALETTE[0], "#b9cbe2"]))
    layers: list[Any] = [
        bar.encode(x=x, x2="to:Q", y=y, color=colour),
        alt.Chart(inline(ends))
        .mark_rule(strokeWidth=1.5, color=INK, strokeDash=DASHES[0])
        .encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y),
    ]
    return finish(alt.layer(*layers).properties(width=380, height=alt.Step(24)))
