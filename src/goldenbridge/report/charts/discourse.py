"""A discourse network as a picture: camps on a ring, two columns, or a map of all ties."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from goldenbridge.analysis.discourse.camps import Camps, find_camps
from goldenbridge.analysis.discourse.layout import columns_in_order, on_a_ring
from goldenbridge.analysis.discourse.network import Network, Node, Tie
from goldenbridge.report.charts.figure import Figure
from goldenbridge.report.charts.style import INK, MUTED, PALETTE, SHAPES, finish, inline

__all__ = ["discourse_network"]

#: More nodes than this (on one side, of two modes) and the picture becomes a map of cells.
RING = 26
COLUMN = 26
#: Rows and columns of a map; the least spoken of are left out beyond that.
MAP = 48
TIES_SHOWN = 70
WIDTH = 860
LINE = 15
WRAP = 27
#: Thinnest and thickest line, in pixels.
THIN, THICK = 0.9, 7.0
SYMBOL = 280

FOR, AGAINST, BOTH, SPOKE = "#0072b2", "#b35c00", "#7a5195", "#4b6584"
NAMES = {
    "congruence": "Who says the same as whom",
    "conflict": "Who contradicts whom",
    "subtract": "Who stands with whom, and against whom",
    "ignore": "Who speaks of the same issues as whom",
    "two-mode": "Who speaks on which issue",
}
OF_ISSUES = {
    "congruence": "Which issues are taken the same way",
    "conflict": "Which issues are taken opposite ways",
    "subtract": "Which issues go together, and which do not",
    "ignore": "Which issues the same actors speak of",
}
NORMALISED = {
    "activity": "as shares of what each actor says",
    "prominence": "as shares of what is said on each issue",
    "average": "divided by average activity",
    "jaccard": "Jaccard's coefficient",
    "cosine": "cosine",
    "dna_jaccard": "Jaccard as the Discourse Network Analyzer defines it",
    "dna_cosine": "cosine as the Discourse Network Analyzer defines it",
}


def discourse_network(network: Network, camps: Camps | None = None) -> Figure:
    """The network as a picture that fits on a slide, the same every time.

    Of few nodes it shows a ring, camp beside camp, or two columns; of many a map of cells. Support
    is blue and a whole line or a plus, opposition brown and a dashed line or a minus, so that the
    sign can be read without colour. Below stands how good the coding is.

    Parameters
    ----------
    network : what to draw.
    camps : groups of a one-mode network; found if left out.
    """
    many = max(network.matrix.shape) > (COLUMN if network.two_mode else RING)
    if network.two_mode:
        drawing = _map(network, None) if many else _columns(network)
    else:
        camps = (camps or _found(network)).covering(network.rows)
        drawing = _map(network, camps) if many else _ring(network, camps)
    head = NAMES if network.two_mode or network.settings.by == "actor" else OF_ISSUES
    ties = sorted(network.ties(), key=lambda t: (-abs(t.weight), t.source, t.target))
    return Figure(
        "network",
        head[network.settings.kind] + (f", {network.label}" if network.label else ""),
        f"{_subtitle(network)} {network.measured}".strip(),
        drawing,
        ("From", "To", "Tie"),
        tuple((t.source, t.target, f"{t.weight:+.3g}") for t in ties[:200]),
    )


def _found(network: Network) -> Camps:
    """Groups of a network; ties of conflict bind nobody together."""
    if network.settings.kind == "conflict":
        return Camps((), 0.0)
    return find_camps(network)


def _subtitle(network: Network) -> str:
    s = network.settings
    told = [f"{network.statements:,} statements"]
    if network.first and network.last:
        told.append(f"{network.first.isoformat()} to {network.last.isoformat()}")
    if s.kind != "two-mode":
        told.append({"subtract": "congruence less conflict"}.get(s.kind, s.kind))
    elif s.sides == "subtract":
        told.append("for less against")
    if s.normalise != "none":
        told.append(NORMALISED[s.normalise])
    if s.duplicates != "include":
        once = "once at all" if s.duplicates == "range" else f"once per {s.duplicates}"
        told.append(f"each stance {once}")
    return "; ".join(told) + "."


def _colour(network: Network, tie: Tie) -> str:
    """Which of the legend's words a tie goes by."""
    kind = network.settings.kind
    if kind == "two-mode":
        if network.settings.sides == "ignore":
            return "speaks on it"
        if network.settings.sides == "combine":
            return {1: "for", 2: "against"}.get(int(tie.weight), "both ways")
        return "for" if tie.weight > 0 else "against"
    if kind == "ignore":
        return "same issues"
    return "conflict" if kind == "conflict" or tie.weight < 0 else "agreement"


LOOK: dict[str, tuple[str, list[int]]] = {
    "agreement": (FOR, [1, 0]),
    "conflict": (AGAINST, [7, 4]),
    "for": (FOR, [1, 0]),
    "against": (AGAINST, [7, 4]),
    "both ways": (BOTH, [2, 3]),
    "speaks on it": (SPOKE, [1, 0]),
    "same issues": (SPOKE, [1, 0]),
}


#: Signs of nodes that are of no numbered camp: shape and colour.
FIXED: dict[str, tuple[str, str]] = {
    "alone": ("circle", "#8a94a0"),
    "other camps": ("cross", "#5a5a5a"),
    "other groups": ("cross", "#5a5a5a"),
    "actors": ("circle", INK),
    "issues": ("square", PALETTE[5]),
}


def _shown(network: Network) -> tuple[list[Tie], int]:
    """The ties to draw, the weakest first, and how many there are."""
    ties = sorted(network.ties(), key=lambda t: (abs(t.weight), t.source, t.target))
    return ties[-TIES_SHOWN:], len(ties)


def _ring(network: Network, camps: Camps) -> dict[str, Any]:
    places = on_a_ring(network, camps)
    sides = [sum(np.sin(p.angle) >= 0 for p in places), sum(np.sin(p.angle) < 0 for p in places)]
    pitch = 2 * LINE + 5
    radius = max(150.0, max(sides) * pitch / 2 - 10)
    cx, cy = WIDTH / 2, radius + 40
    at = {p.label: (cx + radius * np.sin(p.angle), cy - radius * np.cos(p.angle)) for p in places}
    ties, whole = _shown(network)
    nodes = _points(network, at, {p.label: p.camp for p in places}, camps)
    labels = []
    for right in (True, False):
        mine = [p for p in places if (np.sin(p.angle) >= 0) == right]
        mine.sort(key=lambda p: at[p.label][1])
        heights = _spread([at[p.label][1] for p in mine], pitch)
        for p, y in zip(mine, heights, strict=True):
            edge = cx + (radius + 44) * (1 if right else -1)
            labels.append(_label(p.label, edge, y, right, at[p.label]))
    curves = [
        _curve(n, t, at[t.source], at[t.target], (cx, cy), network) for n, t in enumerate(ties)
    ]
    height = max(2 * radius + 80, max((row["y"] for row in labels), default=0) + 40)
    return _layers(network, curves, nodes, labels, height, len(ties), whole)


def _columns(network: Network) -> dict[str, Any]:
    rows, columns = columns_in_order(network)
    pitch = 2 * LINE + 6
    longest = max(len(rows), len(columns))
    height = longest * pitch + 30
    at: dict[tuple[str, str], tuple[float, float]] = {}
    labels, points = [], []
    for order, names, kind, x in (
        (rows, network.rows, "actor", 280.0),
        (columns, network.columns, "issue", WIDTH - 300.0),
    ):
        step = (longest * pitch) / len(order) if order else pitch
        for n, index in enumerate(order):
            y = 15 + step * (n + 0.5)
            at[kind, names[index]] = (x, y)
            points.append((kind, names[index], x, y))
            side = x + (14 if kind == "issue" else -14)
            labels.append(_label(names[index], side, y, kind == "issue", None))
    about: dict[tuple[str, str], Node] = {(n.kind, n.label): n for n in network.nodes}
    nodes = [
        {
            "x": x, "y": y, "size": 60.0, "look": kind + "s", "name": label,
            "statements": about[kind, label].statements,
        }
        for kind, label, x, y in points
    ]  # fmt: skip
    ties, whole = _shown(network)
    curves = [
        _curve(n, t, at["actor", t.source], at["issue", t.target], None, network)
        for n, t in enumerate(ties)
    ]
    return _layers(network, curves, nodes, labels, height, len(ties), whole)


def _spread(heights: Sequence[float], pitch: float) -> list[float]:
    """Heights in rising order, moved apart to at least ``pitch``, and kept about the middle."""
    if not heights:
        return []
    placed: list[float] = []
    for y in heights:
        placed.append(y if not placed else max(y, placed[-1] + pitch))
    shift = (placed[0] + placed[-1]) / 2 - (heights[0] + heights[-1]) / 2
    return [y - shift for y in placed]


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, WRAP, max_lines=2, placeholder=" …", break_on_hyphens=False) or [""]


def _label(
    name: str, x: float, y: float, right: bool, node: tuple[float, float] | None
) -> dict[str, Any]:
    lines = _lines(name)
    row: dict[str, Any] = {
        "x": x, "y": y - (len(lines) - 1) * LINE / 2, "lines": lines, "right": right, "middle": y,
    }  # fmt: skip
    if node is not None:
        row["node"] = node
    return row


def _points(
    network: Network,
    at: dict[str, tuple[float, float]],
    camp: dict[str, int],
    camps: Camps,
) -> list[dict[str, Any]]:
    most = max((n.statements for n in network.nodes), default=1) or 1
    return [
        {
            "x": at[n.label][0], "y": at[n.label][1], "name": n.label,
            "size": 50 + 330 * n.statements / most, "statements": n.statements,
            "look": _camp(camp[n.label], camps, "camp" if n.kind == "actor" else "group"),
        }
        for n in network.nodes
    ]  # fmt: skip


def _camp(number: int, camps: Camps, what: str) -> str:
    if len(camps.groups[number]) == 1:
        return "alone"
    return f"{what} {number + 1}" if number < len(SHAPES) - 1 else f"other {what}s"


def _curve(
    number: int,
    tie: Tie,
    a: tuple[float, float],
    b: tuple[float, float],
    centre: tuple[float, float] | None,
    network: Network,
) -> list[dict[str, Any]]:
    """A tie as points of a curve: through the ring, or from column to column."""
    most = float(np.abs(network.matrix).max()) or 1.0
    width = THIN + (THICK - THIN) * abs(tie.weight) / most
    if network.settings.sides == "combine" and network.two_mode:
        width = 2.0
    p, q = np.asarray(a), np.asarray(b)
    rows = []
    for t in np.linspace(0, 1, 17):
        if centre is None:
            way = t * t * (3 - 2 * t)
            x, y = p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * way
        else:
            bend = np.asarray(centre) + 0.45 * ((p + q) / 2 - np.asarray(centre))
            x, y = (1 - t) ** 2 * p + 2 * t * (1 - t) * bend + t * t * q
        rows.append(
            {
                "tie": number, "t": round(float(t), 3), "x": round(float(x), 2),
                "y": round(float(y), 2), "width": round(width, 2), "sign": _colour(network, tie),
            }
        )  # fmt: skip
    return rows


def _layers(
    network: Network,
    curves: list[list[dict[str, Any]]],
    nodes: list[dict[str, Any]],
    labels: list[dict[str, Any]],
    height: float,
    drawn: int,
    whole: int,
) -> dict[str, Any]:
    import altair as alt

    foot = _foot(network, drawn, whole)
    full = height + 18 + 15 * len(foot)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[full, 0], nice=False, zero=False), axis=None)
    points = [row for curve in curves for row in curve]
    looks = sorted(
        {n["look"] for n in nodes}, key=lambda k: (k == "alone", k.startswith("other"), k)
    )
    layers = [
        _lines_of(points, x, y),
        _leaders(labels, x, y),
        alt.Chart(inline(nodes))
        .mark_point(filled=True, opacity=1, stroke="white", strokeWidth=1.2)
        .encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=None, legend=None),
            fill=alt.Fill(
                "look:N", scale=alt.Scale(domain=looks, range=_colours(looks)), sort=looks,
                legend=alt.Legend(title=None, orient="top", columns=6, symbolSize=SYMBOL),
            ),
            shape=alt.Shape(
                "look:N", scale=alt.Scale(domain=looks, range=_shapes(looks)), sort=looks,
                legend=alt.Legend(title=None, orient="top", columns=6, symbolSize=SYMBOL),
            ),
        ),
    ]  # fmt: skip
    for right in (True, False):
        mine = [{k: row[k] for k in ("x", "y", "lines")} for row in labels if row["right"] == right]
        if mine:
            layers.append(
                alt.Chart(inline(mine))
                .mark_text(
                    align="left" if right else "right", baseline="middle", fontSize=13,
                    lineHeight=LINE, color="#22303f",
                )
                .encode(x=x, y=y, text="lines:N")
            )  # fmt: skip
    layers.append(
        alt.Chart(inline([{"x": 0, "y": height + 16, "lines": foot}]))
        .mark_text(align="left", baseline="top", fontSize=11, lineHeight=15, color=MUTED)
        .encode(x=x, y=y, text="lines:N")
    )
    chart = alt.layer(*[layer for layer in layers if layer is not None])
    chart = chart.resolve_scale(
        fill="independent", stroke="independent", strokeDash="independent", shape="independent"
    )
    return _titled(chart.properties(width=WIDTH, height=full), network)


def _lines_of(points: list[dict[str, Any]], x: Any, y: Any) -> Any:
    """The ties themselves; None where there are none, since an empty scale has no size."""
    import altair as alt

    if not points:
        return None
    signs = [s for s in LOOK if any(row["sign"] == s for row in points)]
    legend = alt.Legend(title=None, orient="top", symbolSize=SYMBOL, symbolStrokeWidth=3, columns=3)
    colours = alt.Scale(domain=signs, range=[LOOK[s][0] for s in signs])
    dashes = alt.Scale(domain=signs, range=[LOOK[s][1] for s in signs])
    return (
        alt.Chart(inline(points))
        .mark_line(interpolate="linear", opacity=0.72)
        .encode(
            x=x,
            y=y,
            detail="tie:N",
            order="t:Q",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            stroke=alt.Stroke("sign:N", scale=colours, sort=signs, legend=legend),
            strokeDash=alt.StrokeDash("sign:N", scale=dashes, sort=signs, legend=legend),
        )
    )


def _leaders(labels: list[dict[str, Any]], x: Any, y: Any) -> Any:
    """Thin lines from labels to nodes that had to move apart."""
    import altair as alt

    rows = []
    for number, row in enumerate(labels):
        if "node" in row:
            nx, ny = row["node"]
            inner = row["x"] + (-6 if row["right"] else 6)
            rows += [
                {"label": number, "t": 0, "x": nx, "y": ny},
                {"label": number, "t": 1, "x": inner, "y": row["middle"]},
            ]
    if not rows:
        return None
    return (
        alt.Chart(inline(rows))
        .mark_line(color="#b9c2cc", strokeWidth=0.8)
        .encode(x=x, y=y, detail="label:N", order="t:Q")
    )


def _shapes(looks: Sequence[str]) -> list[str]:
    return [FIXED[k][0] if k in FIXED else SHAPES[_number(k) % len(SHAPES)] for k in looks]


def _colours(looks: Sequence[str]) -> list[str]:
    order = [PALETTE[0], PALETTE[3], PALETTE[4], PALETTE[2], PALETTE[1]]
    return [FIXED[k][1] if k in FIXED else order[_number(k) % len(order)] for k in looks]


def _number(look: str) -> int:
    return int(look.split()[1]) - 1


def _foot(network: Network, drawn: int, whole: int) -> list[str]:
    told = []
    if drawn < whole:
        told.append(f"Drawn are the {drawn} strongest of {whole:,} ties.")
    told.append("The thicker a line, the stronger the tie.")
    if not network.two_mode:
        told.append("The larger a sign, the more statements.")
    lines = textwrap.wrap(" ".join(told), 140)
    return lines + textwrap.wrap(network.measured, 140, max_lines=4, placeholder=" …")


def _titled(chart: Any, network: Network) -> dict[str, Any]:
    by_issue = not network.two_mode and network.settings.by == "issue"
    head = (OF_ISSUES if by_issue else NAMES)[network.settings.kind]
    spec = finish(chart)
    spec["title"] = {
        "text": head + (f", {network.label}" if network.label else ""),
        "subtitle": _subtitle(network),
        "anchor": "start",
        "frame": "group",
        "fontSize": 18,
        "subtitleFontSize": 12.5,
        "color": INK,
        "subtitleColor": MUTED,
        "offset": 10,
    }
    spec["background"] = "white"
    spec["padding"] = 14
    return spec


def _map(network: Network, camps: Camps | None) -> dict[str, Any]:
    """All ties as cells, like beside like; a sign in each cell says on which side it is."""
    import altair as alt

    rows, columns = _map_order(network, camps)
    w = network.matrix[np.ix_(rows, columns)]
    most = float(np.abs(w).max()) or 1.0
    named_rows = _unlike([network.rows[i] for i in rows])
    named_columns = _unlike([network.columns[j] for j in columns])
    cells = [
        {
            "row": named_rows[i], "column": named_columns[j], "tie": float(w[i, j]),
            "sign": _mark(network, float(w[i, j])),
            "dark": bool(abs(w[i, j]) > 0.55 * most),
        }
        for i, j in np.argwhere(w)
    ]  # fmt: skip
    axis: dict[str, Any] = {"labelLimit": 260, "domain": False, "ticks": False, "labelFontSize": 11}
    base = alt.Chart(inline(cells)).encode(
        y=alt.Y(
            "row:N", sort=named_rows, title=None, scale=alt.Scale(domain=named_rows),
            axis=alt.Axis(**axis),
        ),
        x=alt.X(
            "column:N", sort=named_columns, title=None, scale=alt.Scale(domain=named_columns),
            axis=alt.Axis(labelAngle=-50, orient="top", labelAlign="left", **axis),
        ),
    )  # fmt: skip
    low = -most if network.signed else 0.0
    if network.signed:
        colours = [AGAINST, "#f0c9a0", "#f7f7f7", "#a9cfe6", FOR]
    else:
        colours = ["#f3f5f8", AGAINST if network.settings.kind == "conflict" else FOR]
    fill = alt.Color(
        "tie:Q",
        scale=alt.Scale(domain=list(np.linspace(low, most, len(colours))), range=colours),
        legend=alt.Legend(title="Tie", orient="right", gradientLength=160),
    )
    ink = alt.condition("datum.dark", alt.value("white"), alt.value("#22303f"))
    chart = alt.layer(
        base.mark_rect(stroke="white", strokeWidth=1).encode(color=fill),
        base.mark_text(fontSize=11).encode(text="sign:N", color=ink),
    )
    left = [
        f"{shown} of {all_:,} {what}"
        for shown, all_, what in (
            (len(rows), len(network.rows), "rows"),
            (len(columns), len(network.columns), "columns"),
        )
        if shown < all_
    ]
    foot = [f"Shown are {' and '.join(left)}: those with the strongest ties."] if left else []
    foot += textwrap.wrap(network.measured, 120, max_lines=4, placeholder=" …")
    step = 17
    top = chart.properties(width=alt.Step(step), height=alt.Step(step))
    note = (
        alt.Chart(inline([{"lines": foot or [""]}]))
        .mark_text(align="left", baseline="top", fontSize=11, lineHeight=15, color=MUTED)
        .encode(text="lines:N", x=alt.value(0), y=alt.value(0))
        .properties(width=WIDTH / 2, height=15 * max(1, len(foot)))
    )
    return _titled(alt.vconcat(top, note, spacing=8), network)


def _mark(network: Network, tie: float) -> str:
    if network.two_mode and network.settings.sides == "combine":
        return {1: "+", 2: "−"}.get(int(tie), "±")
    if not network.signed:
        return ""
    return "+" if tie > 0 else "−"


def _map_order(network: Network, camps: Camps | None) -> tuple[list[int], list[int]]:
    heavy = np.abs(network.matrix)
    if camps is not None:
        at = {label: n for n, label in enumerate(network.rows)}
        order = [at[p.label] for p in on_a_ring(network, camps)] if len(at) <= 60 else [
            at[label] for group in camps.groups for label in group
        ]  # fmt: skip
        kept = set(_heaviest(heavy.sum(axis=1), MAP))
        order = [n for n in order if n in kept]
        return order, order
    rows, columns = columns_in_order(network)
    keep_rows = set(_heaviest(heavy.sum(axis=1), MAP))
    keep_columns = set(_heaviest(heavy.sum(axis=0), MAP))
    return [i for i in rows if i in keep_rows], [j for j in columns if j in keep_columns]


def _heaviest(weight: np.ndarray, count: int) -> list[int]:
    return [int(n) for n in np.argsort(-weight, kind="stable")[:count]]


def _unlike(names: Sequence[str]) -> list[str]:
    """Short names that stay different from each other."""
    made: list[str] = []
    for name in names:
        short = textwrap.shorten(name, 40, placeholder=" …") or name[:40] or "–"
        while short in made:
            short += "\u200a"  # a hair space: not seen, but another name
        made.append(short)
    return made
