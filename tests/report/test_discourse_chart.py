"""Pictures of discourse networks: the same every time, no label on another, signs told twice."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import Any

import pytest

from goldenbridge.analysis.discourse import (
    Camps,
    NetworkSettings,
    Stance,
    Stances,
    Windows,
    draw_slices,
    draw_up,
)
from goldenbridge.analysis.discourse.camps import find_camps
from goldenbridge.analysis.discourse.layout import columns_in_order, on_a_ring
from goldenbridge.report.charts.discourse import RING, discourse_network
from goldenbridge.report.charts.svg import draw

SENTENCE = "All 80 statements were suggested by rules and not reviewed."


def debate(actors: int, issues: int = 6, seed: int = 2, statements: int = 90) -> Stances:
    chance = random.Random(seed)
    names = [f"Actor {n} of the Committee for Foreign and Security Affairs" for n in range(actors)]
    rows = [
        Stance(chance.choice(names), f"issue {chance.randrange(issues)}", chance.choice((-1, 1)))
        for _ in range(statements)
    ] + [Stance(name, "issue 0", 1) for name in names]
    return Stances(tuple(rows), len(rows), measured=SENTENCE)


def texts(svg: str) -> list[tuple[float, float, str]]:
    """Lines of text and where they stand, in pixels of the drawing."""
    found = []
    pattern = r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>(.*?)</text>'
    for x, y, inner in re.findall(pattern, svg, re.DOTALL):
        lines = re.findall(r"<tspan[^>]*>(.*?)</tspan>", inner) or [inner]
        found += [(float(x), float(y) + 15 * n, line) for n, line in enumerate(lines)]
    return found


@pytest.mark.parametrize("actors", [1, 2, 7, RING])
def test_no_label_lies_on_another(actors: int) -> None:
    table = debate(actors)
    for settings in (NetworkSettings(normalise="average"), NetworkSettings("two-mode")):
        svg = draw([discourse_network(draw_up(table, settings))])["network"]
        by_side: dict[float, list[float]] = {}
        for x, y, line in texts(svg):
            if "Actor" in line or "Committee" in line or "issue" in line:
                by_side.setdefault(round(x), []).append(y)
        assert by_side
        for heights in by_side.values():
            heights.sort()
            assert all(b - a >= 14 for a, b in pairwise(heights))


def values(spec: dict[str, Any], *keys: str) -> list[dict[str, Any]]:
    """All rows of data of a specification that have these keys."""
    sets = [*spec.get("datasets", {}).values()]
    return [row for rows in sets for row in rows if all(key in row for key in keys)]


def test_all_stays_inside_the_picture() -> None:
    spec = discourse_network(draw_up(debate(RING), NetworkSettings())).spec
    placed = values(spec, "x", "y")
    assert len(placed) > 2 * RING
    for row in placed:
        assert 0 <= row["x"] <= spec["width"]
        assert 0 <= row["y"] <= spec["height"]


def test_the_same_network_gives_the_same_picture() -> None:
    table = debate(12)
    one = draw([discourse_network(draw_up(table))])
    shuffled = list(table.rows)
    random.Random(1).shuffle(shuffled)
    again = draw([discourse_network(draw_up(Stances(tuple(shuffled), measured=SENTENCE)))])
    assert [*map(str.strip, one["network"].split(">"))] == [
        *map(str.strip, again["network"].split(">"))
    ]


def marks(spec: dict[str, Any]) -> dict[str, Any]:
    """The layer of ties: what each sign looks like."""
    encoding = spec["layer"][0]["encoding"]
    signs = encoding["stroke"]["scale"]["domain"]
    return dict(zip(signs, encoding["strokeDash"]["scale"]["range"], strict=True))


def test_signs_are_told_by_dashes_too() -> None:
    dashes = marks(discourse_network(draw_up(debate(8))).spec)
    assert dashes["agreement"] != dashes["conflict"]
    sides = marks(
        discourse_network(draw_up(debate(8), NetworkSettings("two-mode", sides="combine"))).spec
    )
    assert len({tuple(d) for d in sides.values()}) == len(sides)


def test_the_quality_of_the_coding_stands_in_every_picture() -> None:
    for actors in (5, 40):
        for kind in ("subtract", "two-mode"):
            figure = discourse_network(draw_up(debate(actors), NetworkSettings(kind)))  # type: ignore[arg-type]
            svg = draw([figure])["network"]
            assert SENTENCE in svg.replace("</tspan>", "")
            assert SENTENCE in figure.description


def test_many_nodes_become_a_map_with_signs() -> None:
    figure = discourse_network(draw_up(debate(60), NetworkSettings()))
    cells = values(figure.spec, "sign", "tie")
    assert {c["sign"] for c in cells} == {"+", "−"}
    assert all((c["sign"] == "+") == (c["tie"] > 0) for c in cells)
    assert "Shown are 48 of 60 rows" in repr(figure.spec)
    assert draw([figure])["network"].startswith("<svg")


@pytest.mark.parametrize("kind", ["two-mode", "subtract"])
@pytest.mark.parametrize("actors", [3, 30])
def test_a_network_without_ties_is_drawn(kind: str, actors: int) -> None:
    rows = tuple(Stance(f"a{n}", f"i{n}", 1) for n in range(actors))
    made = draw_up(Stances(rows), NetworkSettings(kind, sides="ignore"))  # type: ignore[arg-type]
    bare = made.with_matrix(made.matrix * 0)
    assert draw([discourse_network(bare)])["network"].startswith("<svg")


def test_labels_of_strangers_do_not_break_the_drawing() -> None:
    names = ["<script>alert(1)</script>", '"', "a & b", "x" * 300, "外交部", "%{datum.x}", "]]>"]
    rows = tuple(Stance(name, "tolls", (-1) ** n) for n, name in enumerate(names))
    svg = draw([discourse_network(draw_up(Stances(rows)))])["network"]
    assert "<script" not in svg
    assert "外交部" in svg


def test_windows_of_time_carry_their_label() -> None:
    from datetime import date

    rows = tuple(Stance(f"a{n % 3}", "tolls", 1, date=date(2022, 1 + n, 1)) for n in range(3))
    made = draw_slices(Stances(rows), Windows("month"))
    assert discourse_network(made[1]).title.endswith(", 2022-02")


def test_camps_stand_side_by_side_on_the_ring() -> None:
    made = draw_up(debate(14), NetworkSettings(normalise="average"))
    camps = find_camps(made)
    places = on_a_ring(made, camps)
    assert sorted(p.label for p in places) == sorted(made.rows)
    assert [p.angle for p in places] == sorted(p.angle for p in places)
    order = [p.camp for p in places]
    assert len([n for n, camp in enumerate(order) if n == 0 or order[n - 1] != camp]) == len(
        camps.groups
    )
    single = on_a_ring(made, Camps((made.rows,), 0.0))
    assert len({round(p.angle, 9) for p in single}) == 14


def test_columns_cross_less_than_by_alphabet() -> None:
    made = draw_up(debate(12), NetworkSettings("two-mode", sides="subtract"))
    rows, columns = columns_in_order(made)
    assert sorted(rows) == list(range(len(made.rows)))
    assert sorted(columns) == list(range(len(made.columns)))

    def crossings(r: list[int], c: list[int]) -> int:
        ties = [
            (r.index(i), c.index(j))
            for i in range(len(r))
            for j in range(len(c))
            if made.matrix[i, j]
        ]
        return sum((a - x) * (b - y) < 0 for a, b in ties for x, y in ties) // 2

    plain = crossings(list(range(len(rows))), list(range(len(columns))))
    assert crossings(list(rows), list(columns)) <= plain
