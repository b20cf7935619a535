"""Agreement by battlefield gain, reading by reading, and by gain and openness together."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.percent import percent_axis
from goldenbridge.report.charts.style import (
    DASHES,
    PALETTE,
    SCHEME,
    SHAPES,
    finish,
    inline,
)
from goldenbridge.report.narrative.amounts import capital
from goldenbridge.report.narrative.over_time.gaining import too_few
from goldenbridge.report.narrative.over_time.names import reading, side
from goldenbridge.report.words import Data, number, share

__all__ = ["gain", "gain_openness"]

COLOURS = [PALETTE[2], PALETTE[0], PALETTE[1]]
#: Blanks that are kept.
GAP = "\u00a0" * 6
#: Readings in the order of the picture.
ORDER = ("talks", "openness", "doubling_down")
SHORT = {
    "talks": "Losses lead to talks",
    "openness": "Turns on whether anything can be had by talking",
    "doubling_down": "Losses lead to doubling down",
}


def gain(o: Data) -> Figure | None:
    """A line a reading over the balance at the beginning; None where it was not asked."""
    found = o["gain"]
    if not found or too_few(o):
        return None
    told = [key for key in ORDER if key in found["readings"]]
    rows = []
    for key in told:
        for balance, one in zip(
            found["balances"], found["readings"][key]["agreement"], strict=True
        ):
            low, high = one["interval"] or [one["estimate"]] * 2
            rows.append(
                {"balance": balance, "reading": SHORT[key], "share": one["estimate"], "low": low,
                 "high": high}
            )  # fmt: skip
    first, second = side(o, "first"), side(o, "second")
    return Figure(
        "gain",
        "Agreement by what has just been won on the battlefield",
        f"Every run is begun at full-scale war with the balance set by hand: on the left "
        f"{second} has just gained, on the right {first}; in the middle nobody has. A line a "
        "reading of what losses lead to, with 95 % intervals, sampling only. An inverted U would "
        "be a line that is highest at some gain between none and the most, seen from the middle "
        "outwards.",
        _spec(rows, [SHORT[key] for key in told], first, second),
        ("Balance", *(capital(reading("losses", key)) for key in told)),
        tuple(
            (
                number(balance, 1),
                *(share(found["readings"][key]["agreement"][n]) for key in told),
            )
            for n, balance in enumerate(found["balances"])
        ),
    )


def _spec(rows: list[dict[str, Any]], names: list[str], first: str, second: str) -> dict[str, Any]:
    import altair as alt

    most = max(max(r["high"] for r in rows), 0.01)
    scale = alt.Scale(domain=[0, most], nice=True)
    x = alt.X(
        "balance:Q", scale=alt.Scale(domain=[-0.95, 0.95], nice=False),
        title=f"← {second} has gained{GAP}balance at the beginning{GAP}{first} has gained →",
        axis=alt.Axis(values=[-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9], format=".1f"),
    )  # fmt: skip
    named = alt.Scale(domain=names, range=COLOURS)
    colour = alt.Color("reading:N", scale=named)
    base = alt.Chart(inline(rows)).encode(x=x, color=colour)
    y = alt.Y(
        "share:Q", scale=scale, title="Runs with an agreement",
        axis=percent_axis(most, 5),
    )  # fmt: skip
    dash = alt.StrokeDash("reading:N", scale=alt.Scale(domain=names, range=DASHES[:3]))
    shape = alt.Shape("reading:N", scale=alt.Scale(domain=names, range=SHAPES[:3]))
    # Bands have colours of their own, so that the legend shows lines.
    bands: list[Any] = [
        alt.Chart(inline([r for r in rows if r["reading"] == name]))
        .mark_area(opacity=0.13, color=tint)
        .encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q")
        for name, tint in zip(names, COLOURS, strict=False)
    ]
    layers: list[Any] = [
        *bands,
        base.mark_line(strokeWidth=2.2).encode(y=y, strokeDash=dash),
        base.mark_point(filled=True, size=42, opacity=1).encode(y=y, shape=shape),
        alt.Chart(inline([{"balance": 0}])).mark_rule(color="#9aa5b1", strokeDash=[3, 3]).encode(
            x=alt.X("balance:Q")
        ),
    ]  # fmt: skip
    return finish(alt.layer(*layers).properties(width=560, height=250))


def gain_openness(o: Data) -> Figure | None:
    """Two maps, balance by openness: agreement, and steps up a month; None where not asked."""
    found = o["gain"]
    if not found:
        return None
    table = found["table"]
    rows = []
    for n, balance in enumerate(table["balances"]):
        for m, wide in enumerate(table["openness"]):
            agreed, up = table["agreement"][n][m]["estimate"], table["steps_up"][n][m]["estimate"]
            rows.append(
                {"balance": number(balance, 1), "open": number(wide, 2), "agreement": agreed,
                 "up": 100 * up, "agreed": number(100 * agreed, int(agreed < 0.095)) + " %",
                 "steps": number(100 * up, 1)}
            )  # fmt: skip
    return Figure(
        "gain-openness",
        "Gain and openness together",
        f"The same runs, begun at war, with the balance (up: {side(o, 'first')} has gained) and "
        "with how much may be talked about both set by hand. On the left agreement in per cent of "
        "the runs, on the right deliberate steps up in a hundred months; the darker, the more. If "
        "the two did not act together, each column would be a paler or darker copy of the next.",
        _maps(rows, table),
        ("Balance", *(f"Agreement, openness {number(w, 2)}" for w in table["openness"]),
         *(f"Steps up in 100 months, openness {number(w, 2)}" for w in table["openness"])),
        tuple(
            (
                number(balance, 1),
                *(share(one) for one in table["agreement"][n]),
                *(number(100 * one["estimate"], 1) for one in table["steps_up"][n]),
            )
            for n, balance in enumerate(table["balances"])
        ),
    )  # fmt: skip


def _maps(rows: list[dict[str, Any]], table: Data) -> dict[str, Any]:
    import altair as alt

    balances = [number(b, 1) for b in reversed(table["balances"])]
    wide = [number(w, 2) for w in table["openness"]]
    panels = []
    for place, (key, text, title) in enumerate(
        (("agreement", "agreed", "Agreement"), ("up", "steps", "Steps up in a hundred months"))
    ):
        told = [r[key] for r in rows]
        low, high = min(told), max(told)
        room = max(high - low, 1e-9)
        base = alt.Chart(inline(rows)).encode(
            x=alt.X(
                "open:N", sort=wide, title="How much may be talked about",
                axis=alt.Axis(labelAngle=0, domain=False, ticks=False),
            ),
            y=alt.Y(
                "balance:N", sort=balances,
                title="Balance" if place == 0 else None,
                axis=alt.Axis(domain=False, ticks=False),
            ),
        )  # fmt: skip
        colour = alt.Color(
            f"{key}:Q", legend=None,
            scale=alt.Scale(domain=[low + room * k / 4 for k in range(5)], range=SCHEME),
        )  # fmt: skip
        panels.append(
            alt.layer(
                base.mark_rect(stroke="#ffffff", strokeWidth=1.5).encode(color=colour),
                base.mark_text(fontSize=11).encode(
                    text=f"{text}:N",
                    color=alt.condition(
                        f"datum.{key} > {low + 0.55 * room}",
                        alt.value("#ffffff"),
                        alt.value("#1b2733"),
                    ),
                ),
            ).properties(
                width=alt.Step(58), height=alt.Step(30),
                title=alt.Title(title, fontSize=12, fontWeight="bold", color="#17304d"),
            )
        )  # fmt: skip
    return finish(alt.hconcat(*panels, spacing=34).resolve_scale(color="independent"))
