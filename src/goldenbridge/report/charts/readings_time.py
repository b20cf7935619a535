"""Agreement and war under each rival reading, with nothing new."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.percent import percent_axis
from goldenbridge.report.charts.style import MUTED, PALETTE, finish, inline
from goldenbridge.report.narrative.amounts import capital
from goldenbridge.report.narrative.over_time.names import outcome, reading, war
from goldenbridge.report.words import Data, share

__all__ = ["readings_time"]

OUTCOMES = ("agreement", "war")


def readings_time(o: Data) -> Figure | None:
    """A dot with its interval a reading, a panel an outcome; None where no reading was drawn."""
    found = o["comparison"]["readings"]["rows"]
    if not found:
        return None
    rows = [
        {"name": capital(reading(r["hypothesis"], r["reading"])), "question": r["hypothesis"],
         "outcome": key, "share": r[key]["estimate"], "low": r[key]["interval"][0],
         "high": r[key]["interval"][1]}
        for r in found
        for key in OUTCOMES
        if r[key]["interval"] is not None
    ]  # fmt: skip
    whole = {key: o["nothing"][key]["estimate"] for key in OUTCOMES}
    return Figure(
        "readings-time",
        "Rival readings, with nothing new",
        f"The share of runs in which it comes to an agreement or to {war(o)}, among the runs "
        "in which a reading holds. Every run holds one reading of each question. Lines are 95 % "
        "intervals, sampling only; dotted lines are the shares of all runs.",
        _spec(o, rows, whole),
        ("Reading", *(outcome(o, key) for key in OUTCOMES)),
        tuple(
            (capital(reading(r["hypothesis"], r["reading"])), *(share(r[key]) for key in OUTCOMES))
            for r in found
        ),
    )


def _spec(o: Data, rows: list[dict[str, Any]], whole: dict[str, float]) -> dict[str, Any]:
    import altair as alt

    order = list(dict.fromkeys(r["name"] for r in rows))
    questions = list(dict.fromkeys(r["question"] for r in rows))
    shade = {q: PALETTE[2] if n % 2 else PALETTE[0] for n, q in enumerate(questions)}
    panels = []
    for place, key in enumerate(OUTCOMES):
        some = [{**r, "colour": shade[r["question"]]} for r in rows if r["outcome"] == key]
        most = max(max((r["high"] for r in some), default=0.0), 0.02)
        scale = alt.Scale(domain=[-0.02 * most, most], nice=False)
        y = alt.Y(
            "name:N", sort=order, title=None,
            axis=alt.Axis(
                labelLimit=330, domain=False, ticks=False, grid=True, labels=place == 0
            ),
        )  # fmt: skip
        base = alt.Chart(inline(some)).encode(y=y, color=alt.Color("colour:N", scale=None))
        panels.append(
            alt.layer(
                alt.Chart(inline([{"share": whole[key]}]))
                .mark_rule(color=MUTED, strokeDash=[2, 3])
                .encode(x=alt.X("share:Q", scale=scale)),
                base.mark_rule(strokeWidth=2.4, opacity=0.7).encode(
                    x=alt.X("low:Q", scale=scale, title=outcome(o, key)), x2="high:Q"
                ),
                base.mark_point(filled=True, size=50, opacity=1).encode(
                    x=alt.X(
                        "share:Q", scale=scale, title=outcome(o, key),
                        axis=percent_axis(most, 3),
                    )
                ),
            ).properties(width=165, height=alt.Step(19))
        )  # fmt: skip
    return finish(alt.hconcat(*panels, spacing=16))
