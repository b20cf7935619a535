"""W3C Web Annotations (JSON-LD): statements as notes on a text, for any program that shows such.

Each statement is an annotation. Its target says where: a ``TextQuoteSelector`` (the words and what
stands around them) and a ``TextPositionSelector`` (code points). Its bodies say what: a sentence
for people, and our fields under a context of our own.

References
----------
Sanderson, Ciccarese and Young (2017), Web Annotation Data Model, W3C Recommendation.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import unquote, urlsplit

from goldenbridge.errors import FormatCannotHold
from goldenbridge.files.problem import shown
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.formats.records import (
    FIELDS,
    LIMIT_ROWS,
    USUAL_NAMES,
    Faults,
    Places,
    Row,
    plain,
    to_statements,
)
from goldenbridge.statements.formats.whole import written_whole

__all__ = ["CONTEXT_OF_FIELDS", "read_web_annotation", "write_web_annotation"]

LIMIT_BYTES = 200_000_000
ANNO = "http://www.w3.org/ns/anno.jsonld"
SPACE = "urn:goldenbridge:statement:"
KIND = "gb:CodedStatement"

#: Our fields as terms of JSON-LD; other actors are a list, because their order counts.
CONTEXT_OF_FIELDS: Mapping[str, object] = {
    "gb": SPACE,
    "gb:alt_actors": {"@id": f"{SPACE}alt_actors", "@container": "@list"},
}
#: Fields that the selectors carry.
_SELECTED = ("start", "end", "quote", "prefix", "suffix")
_NAMES = uuid.UUID("6e2f0a0e-5f2c-5d0e-9d0b-3a1f6b9c7d21")
_TAG = re.compile(r"\s*([\w -]{1,40}?)\s*[:=]\s*(.*\S)\s*", re.DOTALL)


def write_web_annotation(statements: Iterable[CodedStatement], path: Path) -> None:
    """Write an annotation collection with one page; every field is kept.

    Raises
    ------
    FormatCannotHold : a text has half a character, which no file can hold.
    OSError : the file cannot be written; one that was there stays as it was.
    """
    items = [_annotation(number, s) for number, s in enumerate(statements, 1)]
    page = {"id": "", "type": "AnnotationPage", "startIndex": 0, "items": items}
    made = {
        "@context": [ANNO, CONTEXT_OF_FIELDS],
        "id": "",
        "type": "AnnotationCollection",
        "label": "Coded statements",
        "total": len(items),
        "first": page,
    }
    name = "\n".join(str(item["id"]) for item in items)
    made["id"], page["id"] = _urn("collection" + name), _urn("page" + name)
    try:
        written = json.dumps(made, ensure_ascii=False, indent=1).encode()
    except UnicodeEncodeError:
        raise FormatCannotHold(path.name, ["half a character (a lone surrogate)"]) from None
    with written_whole(path) as stream:
        stream.write(written + b"\n")


def _urn(name: str) -> str:
    digest = uuid.uuid5(_NAMES, name.encode("utf-8", "replace").decode())
    return f"urn:uuid:{digest}"


def _annotation(number: int, statement: CodedStatement) -> dict[str, Any]:
    s = statement.model_dump(mode="json", exclude_none=True)
    whole = json.dumps([number, s], sort_keys=True)
    fields = {f"gb:{name}": s[name] for name in FIELDS if name in s and name not in _SELECTED}
    where: list[dict[str, object]] = []
    if statement.quote:
        quoted = {"type": "TextQuoteSelector", "exact": statement.quote}
        around = {"prefix": statement.prefix, "suffix": statement.suffix}
        where.append({**quoted, **{k: v for k, v in around.items() if v}})
    else:  # a quote selector must quote
        fields |= {f"gb:{k}": s[k] for k in ("prefix", "suffix") if s[k]}
    where.append({"type": "TextPositionSelector", "start": statement.start, "end": statement.end})
    made: dict[str, Any] = {
        "id": _urn(whole),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain",
             "language": "en", "value": _told(statement)},
            {"type": KIND, "purpose": "classifying", **fields},
        ],
        "target": {
            "type": "SpecificResource",
            "source": percent(statement.doc, safe="/"),
            "selector": where,
        },
    }  # fmt: skip
    if statement.made_by:
        made["creator"] = {"name": statement.made_by}
    return made


def _told(s: CodedStatement) -> str:
    """A statement as a sentence."""
    about = f" {s.issue}" if s.issue else ""
    voice = f", says {s.attributed_by}" if s.attributed_by else ""
    line = "" if s.red_line == "no" else f"; {s.red_line} red line"
    return f"{s.actor} {s.act.replace('_', ' ')}{about} ({s.polarity:+d}, {s.role}{voice}{line})"


def read_web_annotation(
    path: Path,
    columns: Mapping[str, str] | None = None,
    places: Places | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> list[CodedStatement]:
    """The statements that a file of annotations holds: ours, or those of another program.

    Of others, tags and text bodies such as “actor: Norvik” or “stance = -1” tell the fields, by our
    names or the usual ones; any other text body becomes the note. Where an annotation has only a
    quote, the place is found again in the document's text.

    Parameters
    ----------
    path : an annotation, a page, a collection with its first page, or a list of annotations.
    columns : field → the tag's name, where the usual names do not tell.
    places : the texts of the documents.
    defaults : values for what an annotation does not say, such as ``{"act": "assesses"}``.

    Raises
    ------
    StatementsInvalid : with every fault and the number of its annotation.
    OSError : the file cannot be read.
    """
    faults = Faults(path.name)
    rows: list[Row] = []
    for number, one in enumerate(_annotations(_data(path, faults), faults), 1):
        if number > LIMIT_ROWS:
            limit = f"at most {LIMIT_ROWS:,} annotations"
            raise faults.stop(0, "", "more than can be read", limit, "Split the file.")
        where = f"annotation {number}"
        rows += [Row(0, {**(defaults or {}), **values}, where) for values in _records(one)]
    return to_statements(rows, faults, columns, places=places)


def _data(path: Path, faults: Faults) -> Any:
    with path.open("rb") as stream:
        raw = stream.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        limit = f"at most {LIMIT_BYTES:,} bytes"
        raise faults.stop(0, "", "more than can be read", limit, "Split the file.")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        said = f"byte {error.start} is not UTF-8"
        raise faults.stop(0, "", said, "UTF-8 text", "Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        said = f"not valid JSON: {error.msg}"
        raise faults.stop(error.lineno, "", said, "JSON-LD", "Correct the file.") from None
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        said = "brackets too deep" if deep else shown(error)
        raise faults.stop(0, "", said, "JSON-LD", "Correct the file.") from None


def _annotations(data: Any, faults: Faults) -> Iterator[Mapping[str, Any]]:
    """The annotations of a file, whatever they are wrapped in."""
    here = data
    for _ in range(3):  # collection → page → items
        if not isinstance(here, Mapping):
            break
        inner = here.get("items") or here.get("first") or here.get("rows") or here.get("@graph")
        if inner is None:
            break
        if isinstance(inner, str):
            raise faults.stop(
                0,
                "first",
                f"a page that lies elsewhere ({shown(inner)})",
                "the annotations in this file",
                "Fetch that page and read it instead: nothing is loaded from the net.",
            )
        here = inner
    if isinstance(here, Mapping):
        here = [here] if "target" in here else []
    if not isinstance(here, list) or (not here and not _is_empty(data)):
        raise faults.stop(
            0,
            "",
            "no annotation",
            "a Web Annotation, a page of them (items) or a collection (first)",
            "Export it from your program as W3C Web Annotation JSON-LD.",
        )
    for number, one in enumerate(here, 1):
        if isinstance(one, Mapping) and "target" in one:
            yield one
        else:
            faults.add(
                0,
                f"annotation {number}",
                "something without a target",
                "an annotation",
                "Remove it.",
            )


def _is_empty(data: Any) -> bool:
    return data == [] or (isinstance(data, Mapping) and str(data.get("type")).startswith("Anno"))


def _records(one: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What an annotation says of each of its targets."""
    said = _bodies(one)
    for target in _list(one.get("target")) or [None]:
        found = {**said}
        place = target if isinstance(target, Mapping) else {"source": target}
        source = place.get("source") or place.get("id")
        if isinstance(source, Mapping):
            source = source.get("id")
        if "doc" not in found and isinstance(source, str) and source:
            found["doc"] = _file_name(source)
        for selector in _selectors(place.get("selector")):
            kind = selector.get("type")
            if kind == "TextQuoteSelector" and "quote" not in found:
                parts = {"quote": "exact", "prefix": "prefix", "suffix": "suffix"}
                found |= {k: selector[v] for k, v in parts.items() if v in selector}
            if kind == "TextPositionSelector" and "start" not in found:
                found |= {k: selector[k] for k in ("start", "end") if k in selector}
        yield found


def _file_name(source: str) -> str:
    """The document that an IRI points at: its last part; our own are the name itself."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return source
    if parts.scheme or parts.netloc:
        return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or source
    return unquote(source)


def _selectors(selector: Any) -> Iterator[Mapping[str, Any]]:
    """All selectors of a target, those that refine others too."""
    waiting = _list(selector)
    for _ in range(100):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, Mapping):
            yield one
            waiting += _list(one.get("refinedBy")) + _list(one.get("items"))


def _bodies(one: Mapping[str, Any]) -> dict[str, Any]:
    """Our fields where a body has them; else what tags and texts tell."""
    bodies = [b for outer in _list(one.get("body")) for b in _choices(outer)]
    for body in bodies:
        if isinstance(body, Mapping) and KIND in _list(body.get("type")):
            return {k[3:]: v for k, v in body.items() if k.startswith("gb:")}
    found: dict[str, Any] = {}
    notes = []
    values = [b if isinstance(b, str) else b.get("value") for b in bodies]
    for value in [*values, *_list(one.get("bodyValue")), *_list(one.get("tags"))]:
        if not isinstance(value, str) or not value.strip():
            continue
        tag = _TAG.fullmatch(value)
        if tag and plain(tag[1]) in _KNOWN and plain(tag[1]) not in found:
            found[plain(tag[1])] = tag[2]
        else:
            notes.append(value.strip())
    if notes and "note" not in found:
        found["note"] = "; ".join(notes)
    creator = one.get("creator") or one.get("user")
    who = _list(creator)[:1]
    name = who[0] if who else None
    if isinstance(name, Mapping):
        name = name.get("name") or name.get("nickname") or name.get("id")
    if isinstance(name, str) and name and "made_by" not in found:
        found["made_by"] = name
    return found


_KNOWN = {plain(n) for ours in FIELDS for n in (ours, *USUAL_NAMES.get(ours, ()))}


def _choices(body: Any) -> list[Any]:
    """A body, or those that it offers to choose from or lists."""
    if not isinstance(body, Mapping):
        return [body] if isinstance(body, str) else []
    items = body.get("items")
    return [b for b in items if isinstance(b, str | Mapping)] if isinstance(items, list) else [body]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
