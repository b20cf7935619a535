"""How what moves inside a crisis spreads out: fans of quantiles over months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, finish, inline
from goldenbridge.report.narrative.over_time.names import party, variable
from goldenbridge.report.words import Data, number

__all__ = ["fan_crisis", "fan_parties"]

#: In place of a party, where all are alike.
ALL = "*"
ALIKE = 0.02

READ = (
    "The line is the middle run, the dark band the middle half, the light band nine in ten of the "
    "runs that still go on. The further on, the fewer are left, and those that are left are the "
    "ones that did not end: a line may move because others have gone."
)


def fan_crisis(o: Data) -> Figure | None:
    """Fans of the crisis as a whole, side by side; None where nothing moves."""
    return _figure(
        o,
        "fan-crisis",
        "How it spreads out, with nothing new",
        [f for f in o["fans"] or () if f["party"] is None],
    )


def fan_parties(o: Data) -> Figure | None:
    """Fans of each party, a row a variable; None where nothing moves."""
    return _figure(
        o,
        "fan-parties",
        "What moves for each party, with nothing new",
        [f for f in o["fans"] or () if f["party"] is not None],
    )


def _figure(o: Data, name: str, title: str, found: Sequence[Data]) -> Figure | None:
    if not found:
        return None
    told = []
    for fan in found:
        months = fan["months"]
        for at in (n for n, m in enumerate(months) if m in (2, 12, 24, 48, 60)):
            lines = fan["lines"][at]
            if lines is not None:
                told.append(
                    (_name(o, fan), number(months[at]), *(number(x, 2) for x in lines),
                     f"{fan['running'][at]:,}")
                )  # fmt: skip
    below = (
        " Below nought no package would be signed by all; at the lower edge every one crosses a "
        "red line in force, or is far from being signed."
        if any(fan["variable"] == "slack" for fan in found)
        else ""
    )
    return Figure(
        name,
        title,
        f"{READ}{below}",
        _spec(o, found),
        ("What", "Month", "5 %", "25 %", "Middle", "75 %", "95 %", "Runs that go on"),
        tuple(told),
    )


def _name(o: Data, fan: Data) -> str:
    whose = "" if fan["party"] is None else f": {party(o, fan['party'])}"
    return f"{variable(fan['variable'])[0]}{whose}"


def _spec(o: Data, found: Sequence[Data]) -> dict[str, Any]:
    import altair as alt

    kinds = list(dict.fromkeys(f["variable"] for f in found))
    rows_of = []
    for kind in kinds:
        some = [f for f in found if f["variable"] == kind]
        told = [x for f in some for line in f["lines"] if line is not None for x in line]
        domain = [min(told), max(told)]
        if len(some) > 1 and _alike(some):
            some = [{**some[0], "party": ALL}]
        panels = [_panel(o, fan, domain, place == 0) for place, fan in enumerate(some)]
        rows_of.append(panels)
    if all(len(panels) == 1 for panels in rows_of):
        return finish(alt.hconcat(*(panels[0] for panels in rows_of), spacing=22))
    lines = [
        alt.hconcat(*panels, spacing=14, bounds="flush").properties(
            title=alt.Title(
                f"{variable(kind)[0]}, {variable(kind)[1]}", anchor="start", fontSize=12,
                fontWeight="bold", color=INK,
            )
        )
        for kind, panels in zip(kinds, rows_of, strict=True)
    ]  # fmt: skip
    return finish(alt.vconcat(*lines, spacing=14))


def _alike(found: Sequence[Data]) -> bool:
    """Whether the fans of several parties are the same to the eye."""
    first = found[0]["lines"]
    return all(
        one is None
        or other is None
        or max(abs(a - b) for a, b in zip(one, other, strict=True)) < ALIKE
        for fan in found[1:]
        for one, other in zip(first, fan["lines"], strict=True)
    )


def _panel(o: Data, fan: Data, domain: Sequence[float], first: bool) -> Any:
    import altair as alt

    rows = [
        {"month": m, **{f"q{n}": x for n, x in enumerate(lines)}}
        for m, lines in zip(fan["months"], fan["lines"], strict=True)
        if lines is not None
    ]
    whose = fan["party"]
    title = variable(fan["variable"])[0] if whose is None else party(o, whose, first=True)
    if whose == ALL:
        title = "All parties, next to alike"
    scale = alt.Scale(domain=list(domain), nice=True)
    x = alt.X(
        "month:Q", title="Months", axis=alt.Axis(tickCount=4, grid=False),
        scale=alt.Scale(domain=[0, fan["months"][-1]], nice=False),
    )  # fmt: skip
    # Labels that are not seen keep all panels of a row at one height.
    axis = alt.Axis(tickCount=4, labelOpacity=1.0 if first or whose is None else 0.0)
    base = alt.Chart(inline(rows)).encode(x=x)

    def y(column: str) -> Any:
        return alt.Y(f"{column}:Q", scale=scale, title=None, axis=axis)

    layers = [
        base.mark_area(color="#0072b2", opacity=0.16).encode(y=y("q0"), y2="q4:Q"),
        base.mark_area(color="#0072b2", opacity=0.32).encode(y=y("q1"), y2="q3:Q"),
        base.mark_line(color=INK, strokeWidth=2).encode(y=y("q2")),
    ]
    if fan["variable"] in ("slack", "balance"):
        zero = alt.Chart(inline([{"q2": 0}])).mark_rule(color="#6b7785", strokeDash=[3, 3])
        layers.append(zero.encode(y=alt.Y("q2:Q", scale=scale)))
    wide = 175 if whose is None else 125
    return alt.layer(*layers).properties(
        width=wide,
        height=130 if whose is None else 95,
        title=alt.Title(
            title,
            fontSize=11,
            fontWeight="normal",
            color="#33414f",
            limit=wide + 60,
            frame="group",
            offset=6,
        ),
    )
