"""What the answers to the leading questions are worth."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, MUTED, PALETTE, finish, inline
from goldenbridge.report.narrative.amounts import share_points
from goldenbridge.report.words import Data

__all__ = ["questions"]

SHOWN = 10
LABEL = 52  # letters of a label


def questions(bridge: Data) -> Figure | None:
    """Dots with intervals, a question a row, the visible ones only; None where none is."""
    asked = [q for q in bridge["questions"] or () if q["visible"]][:SHOWN]
    if len(asked) < 2:
        return None
    rows = [
        {"place": place, "name": _short(q, place), "value": 100 * q["value"]["estimate"],
         "low": 100 * q["value"]["interval"][0], "high": 100 * q["value"]["interval"][1]}
        for place, q in enumerate(asked, start=1)
    ]  # fmt: skip
    return Figure(
        "questions",
        "What an answer is worth",
        "Each dot is by how many more points of the worlds all would sign, because the answer "
        "lets a better package be announced; the bar is its 95 % interval and covers sampling "
        "only. The values overlap and do not add up.",
        _spec(rows),
        ("Question", "Worth"),
        tuple((_name(q), share_points(q["value"])) for q in asked),
    )


def _name(question: Data) -> str:
    text = str(question["about"]).rstrip(". ")
    return f"Red line: {text}" if question["kind"] == "red_line" else text


def _short(question: Data, place: int) -> str:
    text = f"{place}. {_name(question)}"
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    import altair as alt

    y = alt.Y(
        "name:N",
        sort=[r["name"] for r in rows],
        title=None,
        axis=alt.Axis(labelLimit=330, domain=False, ticks=False, grid=True),
    )
    scale = alt.Scale(domainMin=0, nice=True)
    base = alt.Chart(inline(rows))
    zero = alt.Chart(inline([{"value": 0}]))
    x = alt.X(
        "value:Q", scale=scale, title="More worlds in which all sign, in points",
        axis=alt.Axis(tickCount=6),
    )  # fmt: skip
    layers: list[Any] = [
        zero.mark_rule(color=MUTED).encode(x=alt.X("value:Q", scale=scale)),
        base.mark_rule(strokeWidth=2, color=INK).encode(
            x=alt.X("low:Q", scale=scale), x2="high:Q", y=y
        ),
        base.mark_point(filled=True, size=75, opacity=1, color=PALETTE[2]).encode(x=x, y=y),
    ]
    return finish(alt.layer(*layers).properties(width=360, height=alt.Step(24)))
