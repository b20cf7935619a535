"""Policies side by side: how often each ends in what, and how every two of them differ."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.percent import percent_axis
from goldenbridge.report.charts.style import INK, MUTED, PALETTE, finish, inline
from goldenbridge.report.narrative.amounts import share_points
from goldenbridge.report.narrative.over_time.names import outcome as outcome_name
from goldenbridge.report.narrative.over_time.names import policy, war
from goldenbridge.report.words import Data, number, share

__all__ = ["SHOWN", "policies", "policy_pairs"]

#: What is shown of each policy.
SHOWN = ("agreement", "war", "durable")
#: Blue for more and brown for less: told apart by those who see few colours, and by lightness.
MORE, LESS = "#0072b2", "#b35c00"


def policies(o: Data) -> Figure | None:
    """A dot with its interval a policy, a panel an outcome; None where there is one policy only."""
    found = o["comparison"]["policies"]
    if len(found) < 2:
        return None
    rows = []
    for key, one in found.items():
        for outcome in SHOWN:
            low, high = one[outcome]["interval"] or [one[outcome]["estimate"]] * 2
            rows.append(
                {"policy": policy(o, key), "outcome": outcome, "low": low, "high": high,
                 "share": one[outcome]["estimate"]}
            )  # fmt: skip
    return Figure(
        "policies",
        "Policies side by side",
        f"The share of runs in which it comes to an agreement, to {war(o)}, and to an "
        "agreement that holds for five years. Each policy meets the same worlds and the same luck. "
        "Lines are 95 % intervals of each share, sampling only, with a world as the unit; judge a "
        "difference by its own interval, which is narrower and stands in the next picture. The "
        "dotted line is what comes of nothing new.",
        _spec(o, rows),
        ("Policy", *(outcome_name(o, outcome) for outcome in SHOWN)),
        tuple(
            (policy(o, key), *(share(one[outcome]) for outcome in SHOWN))
            for key, one in found.items()
        ),
    )


def _spec(o: Data, rows: list[dict[str, Any]]) -> dict[str, Any]:
    import altair as alt

    order = list(dict.fromkeys(r["policy"] for r in rows))
    panels = []
    titles = {key: outcome_name(o, key) for key in SHOWN} | {"durable": "Agreement that holds"}
    for place, outcome in enumerate(SHOWN):
        some = [r for r in rows if r["outcome"] == outcome]
        most = max(max(r["high"] for r in some), 0.02)
        scale = alt.Scale(domain=[-0.02 * most, most], nice=False)
        y = alt.Y(
            "policy:N", sort=order, title=None,
            axis=alt.Axis(
                labelLimit=210, domain=False, ticks=False, grid=True, labels=place == 0
            ),
        )  # fmt: skip
        x = alt.X(
            "share:Q", scale=scale, title=titles[outcome],
            axis=percent_axis(most, 2),
        )  # fmt: skip
        base = alt.Chart(inline(some)).encode(y=y)
        now = alt.Chart(inline([{"share": some[0]["share"]}])).mark_rule(
            color=MUTED, strokeDash=[2, 3]
        )
        panels.append(
            alt.layer(
                now.encode(x=alt.X("share:Q", scale=scale)),
                base.mark_rule(strokeWidth=2.4, color=PALETTE[2], opacity=0.7).encode(
                    x=alt.X("low:Q", scale=scale, title=titles[outcome]), x2="high:Q"
                ),
                base.mark_point(filled=True, size=55, opacity=1, color=INK).encode(x=x),
            ).properties(width=125, height=alt.Step(23))
        )
    return finish(alt.hconcat(*panels, spacing=16))


def policy_pairs(o: Data) -> Figure | None:
    """A square a pair, in points of agreement and of war; None where there is one policy only."""
    found = o["comparison"]["policies"]
    keys = list(found)
    if len(keys) < 2:
        return None
    names = {key: f"{place}  {policy(o, key)}" for place, key in enumerate(keys, start=1)}
    rows = []
    for pair in o["comparison"]["differences"]:
        for one, other, turn in ((pair["a"], pair["b"], 1.0), (pair["b"], pair["a"], -1.0)):
            for outcome in ("agreement", "war"):
                told = pair[outcome]
                points = 100 * turn * told["estimate"]
                ends = told["interval"]
                clear = ends is not None and (ends[0] > 0 or ends[1] < 0)
                rows.append(
                    {"a": names[one], "b": str(1 + keys.index(other)), "outcome": outcome,
                     "points": points if clear else 0.0, "clear": clear,
                     "text": _points(points) if clear else "·"}
                )  # fmt: skip
    return Figure(
        "policy-pairs",
        "How every two policies differ",
        "By how many points of the runs the policy of the row brings more (blue, +) or less "
        "(brown, −) than the policy whose number heads the column, run by run in the same worlds. "
        "A dot stands where the 95 % interval of the difference holds nought: no difference can be "
        "seen. More agreement is not better for all, and less war may come at somebody's cost.",
        _pairs(o, rows, list(names.values())),
        ("This policy", "less this one", "Agreement", outcome_name(o, "war")),
        tuple(
            (policy(o, pair["a"]), policy(o, pair["b"]), share_points(pair["agreement"]),
             share_points(pair["war"]))
            for pair in o["comparison"]["differences"]
        ),
    )  # fmt: skip


def _points(points: float) -> str:
    told = number(points, int(abs(points) < 0.95))
    return told if told.startswith("−") else f"+{told}"


def _pairs(o: Data, rows: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    import altair as alt

    most = max(max((abs(r["points"]) for r in rows), default=1.0), 1.0)
    numbers = [str(place) for place in range(1, len(order) + 1)]
    panels = []
    for place, (outcome, title) in enumerate(
        (key, f"{outcome_name(o, key)}, points") for key in ("agreement", "war")
    ):
        some = [r for r in rows if r["outcome"] == outcome]
        base = alt.Chart(inline(some)).encode(
            x=alt.X(
                "b:N", sort=numbers, title=title,
                axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
                scale=alt.Scale(domain=numbers),
            ),
            y=alt.Y(
                "a:N", sort=order, title=None, scale=alt.Scale(domain=order),
                axis=alt.Axis(labelLimit=210, domain=False, ticks=False, labels=place == 0),
            ),
        )  # fmt: skip
        colour = alt.Color(
            "points:Q", legend=None,
            scale=alt.Scale(
                domain=[-most, 0, most], range=[LESS, "#f7f7f5", MORE], interpolate="rgb"
            ),
        )  # fmt: skip
        dark = f"abs(datum.points) > {0.55 * most}"
        panels.append(
            alt.layer(
                base.mark_rect(stroke="#ffffff", strokeWidth=1.5).encode(color=colour),
                base.mark_text(fontSize=10).encode(
                    text="text:N",
                    color=alt.condition(dark, alt.value("#ffffff"), alt.value("#1b2733")),
                ),
            ).properties(width=alt.Step(24), height=alt.Step(22))
        )
    return finish(alt.hconcat(*panels, spacing=14))
