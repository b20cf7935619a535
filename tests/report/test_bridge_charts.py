import copy
import json
import re
from itertools import pairwise

import pytest

from goldenbridge.report.charts import bridge_figures, draw
from goldenbridge.report.charts.lever_alone import lever_alone
from goldenbridge.report.charts.lever_curve import ANY, ONE, lever_curve
from goldenbridge.report.charts.pressure import pressure
from goldenbridge.report.charts.room import room
from goldenbridge.report.narrative.curve import at_knee

MINE = (lever_curve, lever_alone, pressure, room)
HOSTILE = '</text><script>alert("x")</script>'


def data_of(spec):
    """Every row of data in a specification, in order."""
    if isinstance(spec, dict):
        yield from spec.get("datasets", {}).values()
        if isinstance(spec.get("values"), list):
            yield spec["values"]
        for value in spec.values():
            yield from data_of(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from data_of(value)


def rows_with(spec, key):
    return [row for rows in data_of(spec) for row in rows if key in row]


def test_the_data_of_every_chart_are_as_stored(stored_bridge, kept):
    made = [chart(stored_bridge) for chart in MINE]
    told = {figure.id: list(data_of(figure.spec)) for figure in made}
    kept("bridge_charts.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def test_told_in_words_and_as_a_table(stored_bridge):
    for chart in MINE:
        figure = chart(stored_bridge)
        assert figure.title
        assert figure.description
        assert figure.rows
        assert all(len(row) == len(figure.header) for row in figure.rows)


def test_all_are_in_the_page(stored_bridge):
    assert {"lever-curve", "lever-alone", "pressure", "room"} <= bridge_figures(
        stored_bridge
    ).keys()


def test_the_same_drawing_every_time_and_with_its_own_ids(stored_bridge):
    made = [chart(stored_bridge) for chart in MINE]
    first, again = draw(made), draw(reversed(made))
    assert first == again
    ids = [name for svg in first.values() for name in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))


def test_each_step_of_the_curve_begins_where_the_one_before_ends(stored_bridge):
    rows = rows_with(lever_curve(stored_bridge).spec, "until")
    for line in (ONE, ANY):
        path = sorted({(r["cost"], r["until"]) for r in rows if r["line"] == line})
        ends = [pair for pair in path if pair[0] < pair[1]]
        for (_, until), (cost, _) in pairwise(ends):
            assert until == cost
    assert all(r["low"] <= r["share"] <= r["high"] for r in rows)


def test_the_ring_is_at_the_knee_and_names_the_gap(stored_bridge):
    knee = at_knee(stored_bridge)
    [mark, *_] = rows_with(lever_curve(stored_bridge).spec, "ring")
    assert mark["cost"] == knee["cost"]
    assert mark["high"] - mark["low"] == pytest.approx(knee["price_of_not_knowing"])
    assert "price of not knowing" in mark["gap"]


def test_a_change_lies_in_its_interval(stored_bridge):
    for row in rows_with(lever_alone(stored_bridge).spec, "change"):
        assert row["low"] <= row["change"] <= row["high"]


def test_both_halves_of_a_pair_are_drawn(stored_bridge):
    rows = rows_with(pressure(stored_bridge).spec, "what")
    assert {"Sticks only", "Sticks with a stated way out"} <= {r["what"] for r in rows}


def test_nothing_to_show_is_no_chart(stored_bridge):
    bare = copy.deepcopy(stored_bridge)
    bare.update(curve=bare["curve"][:1], levers={}, steps=[])
    bare["pressure"]["comparisons"] = []
    left_out = {**bare, **dict.fromkeys(("curve", "levers", "pressure", "steps", "plan"))}
    for data in (bare, left_out):
        assert [chart(data) for chart in MINE] == [None] * len(MINE)
    assert bridge_figures(None) == {}


def test_names_stay_text(stored_bridge):
    bad = copy.deepcopy(stored_bridge)
    for lever in bad["levers"].values():
        lever["name"] += HOSTILE
        lever["holder_name"] += HOSTILE
    for party in bad["plan"]["parties"]:
        bad["plan"]["parties"][party] += HOSTILE
    bad["names"] = {key: name + HOSTILE for key, name in bad["names"].items()}
    bad["plan"]["period"] = HOSTILE
    for svg in draw(chart(bad) for chart in MINE).values():
        assert "<script" not in svg
