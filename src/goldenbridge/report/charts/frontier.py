"""What parties gain over no deal in the packages that cannot be bettered for all."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import DASHES, MUTED, PALETTE, SHAPES, finish, inline
from goldenbridge.report.words import Data, listed, number

__all__ = ["frontier", "named_packages"]

SHOWN = 150
OTHERS = "Other packages on the frontier"


def named_packages(findings: Data) -> list[tuple[str, Data]]:
    """The solutions that exist, those with the same package under one label."""
    together: dict[tuple[tuple[str, str], ...], tuple[list[str], Data]] = {}
    for solution in findings["solutions"].values():
        if solution.get("package") is not None:
            key = tuple(sorted(solution["package"].items()))
            together.setdefault(key, ([], solution))[0].append(solution["name"])
    return [(listed(names), solution) for names, solution in together.values()]


def frontier(findings: Data) -> Figure | None:
    """Two parties: a plane. More: a line a package across the parties. None where it is empty."""
    parties = {k: p["name"] for k, p in findings["parties"].items()}
    shown = findings["frontier"]["shown"]
    named = named_packages(findings)
    if not shown or len(parties) < 2:
        return None
    step = max(1, -(-len(shown) // SHOWN))
    some = [(f"p{n}", OTHERS, p["gains"]) for n, p in enumerate(shown[::step])]
    marked = [(f"s{n}", name, s["gains"]) for n, (name, s) in enumerate(named)]
    points = [(k, name, g) for k, name, g in some + marked if all(p in g for p in parties)]
    if not points:
        return None
    labels = [name for name, _ in named]
    spec = _plane(points, parties, labels) if len(parties) == 2 else _lines(points, parties, labels)
    how = "Each mark" if len(parties) == 2 else "Each line"
    count = findings["frontier"]["size"]
    return Figure(
        "frontier",
        "What each party gains over no deal, in the central world",
        f"{how} is a package of the frontier ({count:,} in all, "
        f"{len(some):,} drawn): no other package is better for one party and worse for none. "
        "Below zero a party would rather go without a deal. The central world has every value at "
        "its most likely size; it is an illustration, and no share comes from it. Points of two "
        "parties cannot be compared.",
        spec,
        ("Package", *parties.values()),
        tuple((name, *(number(g[k], 1) for k in parties)) for _, name, g in marked)
        or tuple((name, *(number(g[k], 1) for k in parties)) for _, name, g in some[:20]),
    )


def _scales(labels: list[str]) -> dict[str, Any]:
    import altair as alt

    n = len(labels)
    colours = [PALETTE[i % len(PALETTE)] for i in range(n)]
    dashes = [DASHES[i % len(DASHES)] for i in range(n)]
    shapes = [SHAPES[i % len(SHAPES)] for i in range(n)]
    return {
        "color": alt.Color("name:N", scale=alt.Scale(domain=labels, range=colours)),
        "strokeDash": alt.StrokeDash("name:N", scale=alt.Scale(domain=labels, range=dashes)),
        "shape": alt.Shape("name:N", scale=alt.Scale(domain=labels, range=shapes)),
    }


def _plane(
    points: list[tuple[str, str, Data]], parties: dict[str, str], labels: list[str]
) -> dict[str, Any]:
    import altair as alt

    (one, first), (two, second) = parties.items()
    rows = [{"name": n, "x": g[one], "y": g[two]} for _, n, g in points]
    x = alt.X("x:Q", title=f"{first}: points over no deal", axis=alt.Axis(tickCount=6))
    y = alt.Y("y:Q", title=f"{second}: points over no deal", axis=alt.Axis(tickCount=6))
    marks = _scales(labels)
    zero = alt.Chart(inline([{"x": 0, "y": 0}]))
    layers = [
        zero.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x="x:Q"),
        zero.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(y="y:Q"),
        alt.Chart(inline([r for r in rows if r["name"] == OTHERS]))
        .mark_point(filled=True, color="#9aa5b1", opacity=0.8, size=40)
        .encode(x=x, y=y),
        alt.Chart(inline([r for r in rows if r["name"] != OTHERS]))
        .mark_point(filled=True, size=130, opacity=1)
        .encode(x=x, y=y, color=marks["color"], shape=marks["shape"]),
    ]
    return finish(alt.layer(*layers).properties(width=560, height=320))


def _lines(
    points: list[tuple[str, str, Data]], parties: dict[str, str], labels: list[str]
) -> dict[str, Any]:
    import altair as alt

    rows = [
        {"id": k, "name": n, "party": name, "gain": g[party]}
        for k, n, g in points
        for party, name in parties.items()
    ]
    x = alt.X(
        "party:N", sort=list(parties.values()), title=None,
        axis=alt.Axis(labelAngle=0, labelLimit=150, grid=True),
    )  # fmt: skip
    y = alt.Y("gain:Q", title="Points over no deal", axis=alt.Axis(tickCount=6))
    marks = _scales(labels)
    chosen = alt.Chart(inline([r for r in rows if r["name"] != OTHERS]))
    layers = [
        alt.Chart(inline([r for r in rows if r["name"] == OTHERS]))
        .mark_line(color="#9aa5b1", opacity=0.35, strokeWidth=1)
        .encode(x=x, y=y, detail="id:N"),
        alt.Chart(inline([{"y": 0}])).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(y="y:Q"),
        chosen.mark_line(strokeWidth=2.2).encode(
            x=x, y=y, color=marks["color"], strokeDash=marks["strokeDash"], detail="id:N"
        ),
        chosen.mark_point(filled=True, size=80, opacity=1).encode(
            x=x, y=y, color=marks["color"], shape=marks["shape"]
        ),
    ]
    return finish(alt.layer(*layers).properties(width=620, height=320))
