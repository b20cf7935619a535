"""Web Annotations: ours as the W3C model has them, and those of other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.errors import StatementsInvalid
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.formats import read_statements, write_statements

TEXT = "The envoy said: \u201cNo toll will be paid.\u201d\nThen he left. No toll, he said."
QUOTED = {"type": "TextQuoteSelector", "exact": '"No toll will be paid."', "suffix": "\nThen"}
FOREIGN: dict[str, Any] = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno/1",
    "type": "Annotation",
    "creator": {"id": "http://example.org/ann", "type": "Person", "name": "Ann"},
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "actor: Norvik"},
        {"type": "TextualBody", "purpose": "tagging", "value": "concept = tolls"},
        {"type": "TextualBody", "purpose": "tagging", "value": "stance: -1"},
        {"type": "TextualBody", "value": "rather firm: see also 1998"},
        "a word",
    ],
    "target": {"source": "http://example.org/texts/a%20b.txt", "selector": QUOTED},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.jsonld"


def read(path: Path, data: object, **options: Any) -> list[CodedStatement]:
    path.write_text(json.dumps(data), encoding="utf-8")
    return read_statements(path, **options)


def faults(path: Path, data: object, **options: Any) -> list[str]:
    with pytest.raises(StatementsInvalid) as error:
        read(path, data, **options)
    return [str(p) for p in error.value.problems]


def test_ours_follow_the_model(path: Path) -> None:
    one = CodedStatement(
        doc="a b.txt", start=16, end=38, quote=TEXT[16:38], prefix=TEXT[:16], actor="Norvik",
        act="red_line", issue="tolls", polarity=-1, red_line="explicit", made_by="Ann",
        alt_actors=("Sundal", "Ostby"),
    )  # fmt: skip
    write_statements([one, one], path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert data["@context"][1]["gb:alt_actors"]["@container"] == "@list"
    assert (data["type"], data["total"]) == ("AnnotationCollection", 2)
    page = data["first"]
    assert page["type"] == "AnnotationPage"
    first, second = page["items"]
    ids = [data["id"], page["id"], first["id"], second["id"]]
    assert len(set(ids)) == 4
    assert all(i.startswith("urn:uuid:") for i in ids)
    assert first["type"] == "Annotation"
    assert first["target"] == {
        "type": "SpecificResource",
        "source": "a%20b.txt",
        "selector": [
            {"type": "TextQuoteSelector", "exact": one.quote, "prefix": one.prefix},
            {"type": "TextPositionSelector", "start": 16, "end": 38},
        ],
    }
    sentence, fields = first["body"]
    assert sentence["value"] == "Norvik red line tolls (-1, reported; explicit red line)"
    assert (fields["type"], fields["gb:polarity"]) == ("gb:CodedStatement", -1)
    write_statements([one, one], path)
    assert json.loads(path.read_text(encoding="utf-8")) == data


def test_a_quote_of_another_program_is_found_in_the_text(path: Path) -> None:
    (one,) = read(path, FOREIGN, texts={"a b.txt": TEXT})
    assert one == CodedStatement(
        doc="a b.txt", start=16, end=39, quote=TEXT[16:39], prefix=TEXT[:16],
        suffix=TEXT[39:71], line=1, actor="Norvik", issue="tolls", polarity=-1, act="rejects",
        made_by="Ann", note="rather firm: see also 1998; a word",
    )  # fmt: skip


def test_without_the_text_it_is_told(path: Path) -> None:
    told = faults(path, FOREIGN)
    assert "annotation 1: start: a quote without a place" in told[0]
    assert "texts=" in told[0]
    told = faults(path, FOREIGN, texts={"a b.txt": "Another text."})
    assert "is nowhere in a b.txt" in told[0]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda a: a,
        lambda a: [a],
        lambda a: {"type": "AnnotationPage", "items": [a]},
        lambda a: {"type": "AnnotationCollection", "first": {"items": [a]}},
        lambda a: {"total": 1, "rows": [a]},
        lambda a: {"@graph": [a]},
    ],
)
def test_wrappings(wrap: Any, path: Path) -> None:
    assert len(read(path, wrap(FOREIGN), texts={"a b": TEXT})) == 1


def test_selectors_that_refine_positions_and_several_targets(path: Path) -> None:
    refined = {"type": "FragmentSelector", "value": "p3", "refinedBy": QUOTED}
    place = [{"type": "TextPositionSelector", "start": 54, "end": 61}, {"type": "XPathSelector"}]
    many = FOREIGN | {
        "target": [
            {"source": "a.txt", "selector": refined},
            {"source": {"id": "b.txt"}, "selector": place},
        ]
    }
    one, two = read(path, many, texts={"a.txt": TEXT})
    assert (one.doc, one.start) == ("a.txt", 16)
    assert (two.doc, two.start, two.end) == ("b.txt", 54, 61)


def test_what_is_not_said_can_be_told(path: Path) -> None:
    bare = {"target": {"source": "a.txt", "selector": QUOTED}, "bodyValue": "hm"}
    told = faults(path, bare, texts={"a.txt": TEXT})
    assert 'annotation 1: actor: "actor" is missing' in "\n".join(told)
    options = {"texts": {"a.txt": TEXT}, "defaults": {"actor": "unknown", "act": "assesses"}}
    (one,) = read(path, bare, **options)
    assert (one.actor, one.act, one.note) == ("unknown", "assesses", "hm")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({}, "no annotation"),
        ("text", "no annotation"),
        ({"items": "http://example.org/page1"}, "lies elsewhere"),
        ({"items": [1, {"x": 2}]}, "something without a target"),
        ({"target": None}, "missing"),
        (
            {"target": {"source": 7, "selector": {"selector": 1}}, "body": 9, "creator": []},
            "missing",
        ),
        ({"target": "http://[", "body": [[[]]], "tags": [1]}, "missing"),
        ([FOREIGN | {"body": {"type": "gb:CodedStatement", "gb:start": {}}}], "start"),
    ],
)
def test_hostile(data: object, word: str, path: Path) -> None:
    assert any(word in told for told in faults(path, data))


def test_selectors_that_never_end(path: Path) -> None:
    deep: dict[str, Any] = QUOTED
    for _ in range(300):
        deep = {"type": "FragmentSelector", "refinedBy": deep}
    assert faults(path, {"target": {"source": "a", "selector": deep}})


def test_not_json(path: Path) -> None:
    for raw, word in (
        (b"[" * 100_000, "too deep"),
        (b"\xff", "UTF-8"),
        (b"{\n]", "not valid JSON"),
    ):
        path.write_bytes(raw)
        with pytest.raises(StatementsInvalid, match=word):
            read_statements(path)
