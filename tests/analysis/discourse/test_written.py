"""Networks as files: each is read back by another program's reader, or by one written here."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.discourse import (
    Network,
    NetworkSettings,
    Stance,
    Stances,
    Windows,
    draw_slices,
    draw_up,
)
from goldenbridge.analysis.discourse.stances import tidy
from goldenbridge.analysis.discourse.written import (
    as_csv,
    as_dl,
    as_edges,
    as_gexf,
    as_graphml,
    as_nodes,
)

many = settings(deadline=None, max_examples=60)


ODD = [
    'Ministry of "Foreign" Affairs', "O'Neil, Ann; B", "=HYPERLINK(1)", "Мининдел 外交部",
    "a\tb\nc", "x\x00\x0b\ud800y", "<b>&amp;]]></b>", "tolls", "-5 %",
]  # fmt: skip


@pytest.fixture
def odd() -> Stances:
    """Labels as strangers write them, an actor called like an issue among them."""
    names = [tidy(name) for name in ODD]
    rows = [Stance(name, "tolls", (-1) ** n, "d") for n, name in enumerate(names)]
    rows += [
        Stance(names[0], names[1], 1, "d"),
        Stance(names[0], "tolls", 1, "d", affiliation=names[6]),
    ]
    return Stances(tuple(rows), len(rows), measured='Measured: "so" & <so>.')


def read_dl(text: str) -> tuple[list[str], list[str], np.ndarray]:
    """A reader of full matrices in DL, by UCINET's description of the format."""
    head, rest = text.split("\n", 1)
    size = re.match(r"dl n(?:r)?=(\d+)(?:, nc=(\d+))?, format=fullmatrix$", head)
    assert size is not None
    n, m = int(size[1]), int(size[2] or size[1])
    labels = re.findall(r'^"([^"\n]*)"$', rest.split("data:")[0], re.MULTILINE)
    values = np.array(rest.split("data:\n")[1].split(), dtype=float).reshape(n, m)
    return labels[:n], labels[n:] or labels[:n], values


@pytest.mark.parametrize(
    "settings",
    [
        NetworkSettings("two-mode", sides="subtract"),
        NetworkSettings("subtract", normalise="average"),
        NetworkSettings("ignore", by="issue"),
    ],
    ids=["two-mode", "actors", "issues"],
)
class TestEachFormat:
    def test_csv(self, odd: Stances, settings: NetworkSettings) -> None:
        made = draw_up(odd, settings)
        head, *rows = csv.reader(io.StringIO(as_csv(made)))
        assert head[0] == ""
        assert [unformula(x) for x in head[1:]] == list(made.columns)
        assert [unformula(row[0]) for row in rows] == list(made.rows)
        assert (np.array([row[1:] for row in rows], dtype=float) == made.matrix).all()
        assert not any(cell.startswith(("=", "+", "@")) for row in [head, *rows] for cell in row)

    def test_dl(self, odd: Stances, settings: NetworkSettings) -> None:
        made = draw_up(odd, settings)
        rows, columns, values = read_dl(as_dl(made))
        assert rows == [x.replace('"', "'") for x in made.rows]
        assert columns == [x.replace('"', "'") for x in made.columns]
        assert (values == made.matrix).all()

    def test_graphml(self, odd: Stances, settings: NetworkSettings) -> None:
        made = draw_up(odd, settings)
        text = as_graphml(made)
        graph = nx.parse_graphml(text)
        assert graph.graph["measured"] == made.measured
        same(graph, made)
        keys = [e.get("id") for e in ElementTree.fromstring(text) if e.tag.endswith("key")]
        assert len(keys) == len(set(keys))

    def test_gexf(self, odd: Stances, settings: NetworkSettings) -> None:
        made = draw_up(odd, settings)
        text = as_gexf(made)
        assert text == as_gexf(made)
        assert not re.search(r"lastmodified|20\d\d-\d\d-\d\d", text)
        same(nx.read_gexf(io.BytesIO(text.encode())), made)
        meta = ElementTree.fromstring(text).find("{*}meta/{*}description")
        assert meta is not None
        assert made.measured in (meta.text or "")

    def test_edges_and_nodes(self, odd: Stances, settings: NetworkSettings) -> None:
        made = draw_up(odd, settings)
        nodes = list(csv.DictReader(io.StringIO(as_nodes(made))))
        edges = list(csv.DictReader(io.StringIO(as_edges(made))))
        ids = [n["Id"] for n in nodes]
        assert len(ids) == len(set(ids)) == len(made.nodes)
        assert {e[end] for e in edges for end in ("Source", "Target")} <= set(ids)
        assert len(edges) == len(list(made.ties()))
        total = sum(float(e["Weight"]) for e in edges)
        whole = np.abs(made.matrix).sum() / (1 if made.two_mode else 2)
        assert total == pytest.approx(whole)
        assert {e["Sign"] for e in edges} <= {"positive", "negative"}


def unformula(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def same(graph: nx.Graph[str], made: Network) -> None:
    """A graph that was read has the nodes, attributes and ties of a network."""
    assert [d["label"] for _, d in graph.nodes(data=True)] == [n.label for n in made.nodes]
    assert [d["kind"] for _, d in graph.nodes(data=True)] == [n.kind for n in made.nodes]
    assert [d["statements"] for _, d in graph.nodes(data=True)] == [
        n.statements for n in made.nodes
    ]
    for (_, d), n in zip(graph.nodes(data=True), made.nodes, strict=True):
        assert d.get("affiliation") == n.affiliation
        assert d["polarity"] == pytest.approx(n.polarity)
    told = sorted(
        (*sorted((graph.nodes[a]["label"], graph.nodes[b]["label"])), d["signed"], d["weight"])
        for a, b, d in graph.edges(data=True)
    )
    wanted = sorted((*sorted((t.source, t.target)), t.weight, abs(t.weight)) for t in made.ties())
    assert told == wanted


def test_an_issue_called_like_an_actor_keeps_apart(odd: Stances) -> None:
    made = draw_up(odd, NetworkSettings("two-mode"))
    ids = [row["Id"] for row in csv.DictReader(io.StringIO(as_nodes(made)))]
    assert "tolls" in ids
    assert "tolls (issue)" in ids


def test_windows_without_ties_are_written(odd: Stances, debate: Stances) -> None:
    empty = draw_slices(debate, Windows("month"))[2]
    assert empty.statements == 0
    assert nx.parse_graphml(as_graphml(empty)).number_of_edges() == 0
    assert nx.read_gexf(io.BytesIO(as_gexf(empty).encode())).number_of_nodes() == len(empty.rows)
    assert read_dl(as_dl(empty))[2].sum() == 0


@many
@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=4, unique=True))
def test_no_label_breaks_a_file(labels: list[str]) -> None:
    """Labels that were never tidied: a network may be made by hand."""
    names = tuple(labels)
    w = np.ones((len(names), len(names))) - np.eye(len(names))
    settings = NetworkSettings("ignore")
    nodes = draw_up(Stances(tuple(Stance(f"n{i}", "x") for i in range(len(names)))), settings).nodes
    from dataclasses import replace

    made = Network(
        names,
        names,
        w,
        settings,
        tuple(replace(n, label=name) for n, name in zip(nodes, names, strict=True)),
        0,
    )
    for write in (as_graphml, as_gexf):
        ElementTree.fromstring(write(made).encode("utf-8"))
    assert len(list(csv.reader(io.StringIO(as_csv(made))))) == len(names) + 1
    assert read_dl(as_dl(made))[2].sum() == w.sum()


def test_files_are_text_in_any_script(odd: Stances, tmp_path: Path) -> None:
    text = as_csv(draw_up(odd, NetworkSettings("two-mode")))
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert "Мининдел 外交部" in (tmp_path / "a.csv").read_text(encoding="utf-8")
