"""How a crisis ends as months go by, with nothing new, and agreement by policy."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.percent import percent_axis
from goldenbridge.report.charts.style import DASHES, PALETTE, PERCENT, finish, inline
from goldenbridge.report.narrative.over_time.names import policy
from goldenbridge.report.words import Data, number, share

__all__ = ["STATES", "policy_courses", "survival"]

#: What is drawn, and what to call it.
STATES = {
    "going_on": "Still going on",
    "agreement": "Agreed",
    "lapse": "Lapsed without an agreement",
    "war": "Has seen full-scale war",
}


def survival(o: Data) -> Figure | None:
    """Four lines over months with intervals at some; None where nothing ever ends."""
    found = o["nothing"]["survival"]
    # Where there is war from the start, all have seen it.
    at_war = o["at_war_from_the_start"]
    states = {k: name for k, name in STATES.items() if k != "war" or not at_war}
    fourth = (
        ""
        if at_war
        else (
            "The fourth line counts runs that have seen full-scale war by then, however they end. "
        )
    )
    rows = [
        {"month": month, "share": value, "state": name}
        for state, name in states.items()
        for month, value in zip(found["months"], found[state], strict=True)
    ]
    ends = [
        {"month": at["month"], "low": at[state]["interval"][0], "high": at[state]["interval"][1],
         "state": name}
        for at in found["at"]
        for state, name in states.items()
        if at[state]["interval"] is not None
    ]  # fmt: skip
    return Figure(
        "survival",
        "How it ends as months go by, with nothing new",
        "The share of runs that have ended in an agreement, have lapsed without one, or still go "
        f"on; these three add up to all. {fourth}Bars are 95 % intervals at some months, sampling "
        "only. A crisis that has lapsed can no longer be agreed, so no line tells what would be "
        "without the others.",
        _spec(rows, ends, found["months"][-1], list(states.values())),
        ("After", *states.values()),
        tuple(
            (f"{number(at['month'])} months", *(share(at[state]) for state in states))
            for at in found["at"]
        ),
    )


def _spec(
    rows: list[dict[str, Any]], ends: list[dict[str, Any]], last: float, names: list[str]
) -> dict[str, Any]:
    import altair as alt

    colours = [PALETTE[5], PALETTE[2], PALETTE[3], PALETTE[1]][: len(names)]
    x = alt.X("month:Q", title="Months", scale=alt.Scale(domain=[0, last], nice=False))
    y = alt.Y(
        "share:Q", title="Runs", scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(labelExpr=PERCENT, tickCount=5),
    )  # fmt: skip
    colour = alt.Color("state:N", scale=alt.Scale(domain=names, range=colours))
    dash = alt.StrokeDash("state:N", scale=alt.Scale(domain=names, range=DASHES[: len(names)]))
    layers: list[Any] = [
        alt.Chart(inline(rows))
        .mark_line(strokeWidth=2.2)
        .encode(x=x, y=y, color=colour, strokeDash=dash),
        alt.Chart(inline(ends))
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=alt.Y("low:Q", scale=alt.Scale(domain=[0, 1])), y2="high:Q", color=colour),
    ]
    return finish(alt.layer(*layers).properties(width=600, height=250))


def policy_courses(o: Data) -> Figure | None:
    """Agreement over months, a line a policy; None where there is one policy only."""
    courses = o["courses"]
    if len(courses) < 2:
        return None
    rows = [
        {"month": month, "share": value, "policy": policy(o, key)}
        for key, one in courses.items()
        for month, value in zip(one["months"], one["agreement"], strict=True)
    ]
    last = [
        {"month": one["months"][-1], "share": one["agreement"][-1], "policy": policy(o, key)}
        for key, one in courses.items()
    ]
    months = next(iter(courses.values()))["months"]
    told = [n for n, month in enumerate(months) if month in (6, 12, 24, 36, 60)] or [-1]
    return Figure(
        "policy-courses",
        "When agreements are signed, by policy",
        "The share of runs that have ended in an agreement by each month. Policies that act later "
        "part later. Intervals are those of the picture above.",
        _courses(rows, last, months[-1]),
        ("Policy", *(f"By month {number(months[n])}" for n in told)),
        tuple(
            (policy(o, key), *(f"{number(100 * one['agreement'][n], 1)} %" for n in told))
            for key, one in courses.items()
        ),
    )


def _courses(
    rows: list[dict[str, Any]], last: list[dict[str, Any]], months: float
) -> dict[str, Any]:
    import altair as alt

    # Names stand at the ends of their lines, moved apart where they would meet.
    most = max(max(r["share"] for r in rows), 0.01)
    placed = sorted(last, key=lambda r: r["share"])
    gap = 0.058 * most
    heights = _apart([r["share"] for r in placed], gap)
    for n, (row, at) in enumerate(zip(placed, heights, strict=True)):
        row["label"] = max(at, n * gap)  # none below the axis
    names = [r["policy"] for r in last]
    several = range(len(names))
    colours = [PALETTE[n % len(PALETTE)] for n in several]
    # The second time round a colour comes with another dash.
    dashes = [DASHES[(n + n // len(PALETTE)) % len(DASHES)] for n in several]
    colour = alt.Color("policy:N", legend=None, scale=alt.Scale(domain=names, range=colours))
    dash = alt.StrokeDash("policy:N", legend=None, scale=alt.Scale(domain=names, range=dashes))
    top = max(most, *(r["label"] for r in last))
    scale = alt.Scale(domain=[0, top * 1.02], nice=False)
    x = alt.X("month:Q", title="Months", scale=alt.Scale(domain=[0, months], nice=False))
    y = alt.Y(
        "share:Q", title="Runs with an agreement", scale=scale,
        axis=percent_axis(top, 5),
    )  # fmt: skip
    return finish(
        alt.layer(
            alt.Chart(inline(rows)).mark_line(strokeWidth=2).encode(
                x=x, y=y, color=colour, strokeDash=dash
            ),
            alt.Chart(inline(last)).mark_text(align="left", dx=6, fontSize=11, limit=200).encode(
                x=x, y=alt.Y("label:Q", scale=scale), text="policy:N", color=colour
            ),
        ).properties(width=420, height=270)
    )  # fmt: skip


def _apart(heights: list[float], gap: float) -> list[float]:
    """Heights in rising order moved apart to a gap, each group that meets round its middle.

    >>> _apart([0.0, 1.0, 1.0], 0.5)
    [0.0, 0.75, 1.25]
    """
    groups: list[tuple[list[float], float]] = []  # what is in it, and its middle
    for height in heights:
        group, middle = [height], height
        while groups:
            before, centre = groups[-1]
            room = 0.5 * gap * (len(before) + len(group))
            if middle - centre >= room:
                break
            groups.pop()
            group = before + group
            middle = sum(group) / len(group)
        groups.append((group, middle))
    return [
        middle + gap * (n - 0.5 * (len(group) - 1))
        for group, middle in groups
        for n in range(len(group))
    ]
