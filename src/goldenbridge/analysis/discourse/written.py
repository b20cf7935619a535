"""Networks as other programs read them: CSV, GraphML, GEXF and DL, as text.

Labels come from strangers. What XML cannot hold is replaced, quotes and line ends cannot break out
of their place, and a cell that a spreadsheet would take for a formula gets an apostrophe in front.
Wherever a format has a place for it, the sentence on the quality of the coding is there.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from goldenbridge.analysis.discourse.network import Network, Node
from goldenbridge.analysis.discourse.stances import tidy

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "WRITERS",
    "as_csv",
    "as_dl",
    "as_edges",
    "as_gexf",
    "as_graph",
    "as_graphml",
    "as_nodes",
]

FORMULA = ("=", "+", "-", "@")
_META = re.compile(r"<meta\b.*?</meta>|<meta\b[^>]*/>", re.DOTALL)


def as_csv(network: Network) -> str:
    """The matrix as CSV: labels in the first row and column, numbers as exact as they are kept.

    CSV has no place for a remark; keep the summary with it.
    """
    return _csv(
        [
            ["", *map(_cell, network.columns)],
            *(
                [_cell(label), *map(_number, values)]
                for label, values in zip(network.rows, network.matrix.tolist(), strict=True)
            ),
        ]
    )


def as_edges(network: Network) -> str:
    """The ties as CSV, one a line, in the columns that Gephi imports; zero ties are left out."""
    ids = _ids(network)
    one, other = _ends(network)
    rows: list[Iterable[object]] = [["Source", "Target", "Type", "Weight", "Sign"]]
    for t in network.ties():
        ends = (ids[one, t.source], ids[other, t.target])
        sign = "positive" if t.weight > 0 else "negative"
        rows.append([*map(_cell, ends), "Undirected", _number(abs(t.weight)), sign])
    return _csv(rows)


def as_nodes(network: Network) -> str:
    """The nodes as CSV with their attributes, in the columns that Gephi imports."""
    ids = _ids(network)
    rows: list[Iterable[object]]
    rows = [["Id", "Label", "Kind", "Affiliation", "Statements", "Polarity"]]
    for n in network.nodes:
        named = (ids[n.kind, n.label], n.label)
        stands = "" if n.polarity is None else _number(n.polarity)
        rows.append([*map(_cell, named), n.kind, _cell(n.affiliation or ""), n.statements, stands])
    return _csv(rows)


def _ids(network: Network) -> dict[tuple[str, str], str]:
    """Kind and label → a name that no other node has: an issue may be called like an actor."""
    actors = {n.label for n in network.nodes if n.kind == "actor"}
    taken = actors | {n.label for n in network.nodes}
    ids: dict[tuple[str, str], str] = {}
    for n in network.nodes:
        name = n.label
        if n.kind == "issue" and name in actors:
            name = f"{name} (issue)"
            while name in taken:
                name += "*"
            taken.add(name)
        ids[n.kind, n.label] = name
    return ids


def _ends(network: Network) -> tuple[str, str]:
    """Of which kind rows and columns are."""
    by = network.settings.by
    return ("actor", "issue") if network.two_mode else (by, by)


def as_dl(network: Network) -> str:
    """A full matrix in UCINET's DL format, its labels embedded as lines in quotes.

    UCINET knows no quote inside a label and is used to short ones; quotation marks become
    apostrophes. DL has no place for a remark.
    """
    n, m = network.matrix.shape
    size = f"nr={n}, nc={m}" if network.two_mode else f"n={n}"
    lines = [f"dl {size}, format=fullmatrix"]
    named: list[tuple[str, Iterable[str]]] = [("labels:", network.rows)]
    if network.two_mode:
        named = [("row labels:", network.rows), ("col labels:", network.columns)]
    for head, labels in named:
        lines += [head, *(f'"{_legal(label).replace(chr(34), chr(39))}"' for label in labels)]
    lines.append("data:")
    lines += [" ".join(map(_number, values)) for values in network.matrix.tolist()]
    return "\n".join(lines) + "\n"


def as_graph(network: Network) -> nx.Graph[str]:
    """The network as a graph of networkx, with all attributes.

    Nodes are numbered ``n0``, ``n1``, … since an actor and an issue may have one name. ``weight``
    is never below zero, as drawing programs expect; ``signed`` and ``sign`` tell opposition.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update(_about(network))
    ids: dict[tuple[str, str], str] = {}
    for number, node in enumerate(network.nodes):
        ids[node.kind, node.label] = f"n{number}"
        graph.add_node(f"n{number}", **_told(node, network.two_mode))
    ends = _ends(network)
    for t in network.ties():
        graph.add_edge(
            ids[ends[0], t.source],
            ids[ends[1], t.target],
            weight=abs(t.weight),
            signed=t.weight,
            sign="positive" if t.weight > 0 else "negative",
        )
    return graph


def _told(node: Node, two_mode: bool) -> dict[str, str | int | float]:
    told: dict[str, str | int | float] = {
        "label": _legal(node.label),
        "kind": node.kind,
        "statements": node.statements,
    }
    if two_mode:
        told["bipartite"] = int(node.kind == "issue")
    if node.affiliation:
        told["affiliation"] = _legal(node.affiliation)
    if node.polarity is not None:
        told["polarity"] = node.polarity
    return told


def _about(network: Network) -> dict[str, str | int]:
    """What a reader of the file should know, as attributes of the graph."""
    s = network.settings
    return {
        "kind": s.kind,
        "normalise": s.normalise,
        "duplicates": s.duplicates,
        "statements": network.statements,
        "slice": _legal(network.label),
        "first": network.first.isoformat() if network.first else "",
        "last": network.last.isoformat() if network.last else "",
        "measured": _legal(network.measured),
    }


def as_graphml(network: Network) -> str:
    """GraphML, which Gephi, yEd, visone, igraph and networkx read."""
    import networkx as nx

    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + "\n".join(nx.generate_graphml(as_graph(network))) + "\n"


def as_gexf(network: Network) -> str:
    """GEXF 1.2, Gephi's own format; the same network gives the same file on any day."""
    from xml.sax.saxutils import escape

    import networkx as nx

    about = _about(network)
    graph = as_graph(network)
    graph.graph.clear()  # networkx would take some of these names for its own
    text = "\n".join(nx.generate_gexf(graph))
    told = "; ".join(f"{key}: {value}" for key, value in about.items() if value not in ("", "none"))
    meta = f"<meta><creator>goldenbridge</creator><description>{escape(told)}</description></meta>"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + _META.sub(lambda _: meta, text, count=1) + "\n"


def _csv(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _cell(label: str) -> str:
    text = _legal(label)
    return f"'{text}" if text.startswith(FORMULA) else text


def _legal(text: str) -> str:
    return tidy(text)


def _number(value: float) -> str:
    """A number that reads back as the same number.

    >>> _number(3.0), _number(0.1)
    ('3', '0.1')
    """
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value))


#: Ending of a file → what writes it.
WRITERS: Mapping[str, Callable[[Network], str]] = {
    ".edges.csv": as_edges,
    ".nodes.csv": as_nodes,
    ".csv": as_csv,
    ".graphml": as_graphml,
    ".gexf": as_gexf,
    ".dl": as_dl,
}
