import copy
import json
import re

from goldenbridge.report.charts import CHARTS, draw, figures

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


def test_the_data_of_every_chart_are_as_stored(findings, kept):
    told = {key: list(data_of(figure.spec)) for key, figure in figures(findings).items()}
    kept("charts.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def test_every_chart_is_there_and_told_in_words_and_as_a_table(findings):
    made = figures(findings)
    assert len(made) == len(CHARTS)
    for figure in made.values():
        assert figure.title
        assert figure.description
        assert figure.rows
        assert all(len(row) == len(figure.header) for row in figure.rows)


def test_the_same_drawing_every_time_and_with_its_own_ids(findings):
    made = figures(findings)
    first, again = draw(made.values()), draw(reversed(made.values()))
    assert first == again
    ids = [name for svg in first.values() for name in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))
    for svg in first.values():
        assert svg.startswith("<svg")
        assert 'role="img"' in svg
        assert "<title" in svg
        assert "<desc" in svg


def test_nothing_to_show_is_no_chart(findings):
    bare = copy.deepcopy(findings)
    bare.update(packages=[], conflict_sets=[], influence=[], stakes={}, solutions={})
    bare["u_star"]["curve"] = []
    bare["frontier"] = {"size": 0, "shown": []}
    assert figures(bare) == {}


def test_three_parties_are_drawn_as_lines(findings):
    third = copy.deepcopy(findings)
    third["parties"]["third"] = {"name": "A third", "consent": "always", "controls": []}
    for row in [*third["frontier"]["shown"], *third["solutions"].values()]:
        if row["gains"]:
            row["gains"]["third"] = 5.0
    spec = figures(third)["frontier"].spec
    assert any("party" in row for rows in data_of(spec) for row in rows)


def test_names_stay_text(findings):
    bad = copy.deepcopy(findings)
    for party in bad["parties"].values():
        party["name"] += HOSTILE
    for issue in bad["issues"].values():
        issue["name"] += HOSTILE
    for item in bad["influence"]:
        item["name"] = HOSTILE
    for svg in draw(figures(bad).values()).values():
        assert "<script" not in svg
