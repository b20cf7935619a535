"""Statements from and to files, in the format that the file's name ends in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from goldenbridge.errors import FormatUnknown
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.formats.records import Places

__all__ = ["READ", "WRITTEN", "read_statements", "write_statements"]

#: Endings that are read, and those that are written too.
READ = (".jsonl", ".ndjson", ".json", ".jsonld", ".csv", ".tsv", ".xlsx", ".dna")
WRITTEN = (".jsonl", ".ndjson", ".jsonld", ".csv", ".tsv", ".xlsx")
_LOOKED_AT = 65_536


def read_statements(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    placeless: bool = False,
    defaults: Mapping[str, Any] | None = None,
) -> list[CodedStatement]:
    """The statements of a file, whichever program wrote it.

    Columns and keys are found by our names or those that others usually give them. Files are taken
    for a stranger's: size is bounded, nothing in them is run, and nothing is loaded from elsewhere.

    Parameters
    ----------
    path : ends in .jsonl or .ndjson (JSON lines), .json (these, or annotations), .jsonld (Web
        Annotations), .csv, .tsv, .xlsx, or .dna (Discourse Network Analyzer).
    columns : field → the file's own name of it, as ``{"actor": "spokesperson"}``.
    texts : document → its text, to find quotes in that come without a place.
    placeless : let records without a place pass; they get the first characters. Fit for networks,
        never for measuring suggestions.
    defaults : for annotations of other programs: values for what these do not say.

    Raises
    ------
    FormatUnknown : the name has another ending.
    StatementsInvalid : with every fault, its line, and what to do.
    DnaUnreadable, DnaVariableUnknown : the same for a .dna file.
    OSError : the file cannot be read.
    """
    path = Path(path)
    places = Places(texts or {}, placeless)
    ending = path.suffix.lower()
    if ending == ".json":
        ending = _kind_of_json(path)
    if ending in (".jsonl", ".ndjson"):
        from goldenbridge.statements.formats.jsonl import read_jsonl

        return read_jsonl(path, columns, places)
    if ending in (".csv", ".tsv"):
        from goldenbridge.statements.formats.csv_table import read_table

        return read_table(path, columns, places)
    if ending == ".xlsx":
        from goldenbridge.statements.formats.excel import read_excel

        return read_excel(path, columns, places)
    if ending == ".jsonld":
        from goldenbridge.statements.formats.web_annotation import read_web_annotation

        return read_web_annotation(path, columns, places, defaults)
    if ending == ".dna":
        from goldenbridge.statements.formats.dna import read_dna, to_coded

        named = {k: v for k, v in (columns or {}).items() if k in _DNA}
        return to_coded(read_dna(path), **named)
    raise FormatUnknown(path.name, READ)


_DNA = ("actor", "issue", "polarity", "affiliation")


def _kind_of_json(path: Path) -> str:
    """Whether a .json file holds JSON lines or annotations."""
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT).decode("utf-8-sig", errors="ignore").lstrip()
    first = start.split("\n", 1)[0]
    try:
        one = json.loads(first)
    except (ValueError, RecursionError):
        return ".jsonld" if start.startswith(("{", "[")) else ".jsonl"
    if isinstance(one, dict) and not {"@context", "target", "items", "first"} & one.keys():
        return ".jsonl"
    return ".jsonld"


def write_statements(
    statements: Iterable[CodedStatement], path: str | Path, *, bom: bool = False
) -> None:
    """Write statements in the format that the name ends in; read again, they are the same.

    The file appears whole or not at all. Its quotes are the documents' words and may be subject to
    their copyright: think before passing it on.

    Parameters
    ----------
    statements : what to write.
    path : ends in .jsonl, .ndjson, .jsonld, .csv, .tsv or .xlsx.
    bom : for .csv and .tsv, begin with a byte order mark, by which Excel knows UTF-8.

    Raises
    ------
    FormatUnknown : the name has another ending; .dna files are only read.
    FormatCannotHold : something would be lost; it says what.
    OSError : the file cannot be written; one that was there stays as it was.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        from goldenbridge.statements.formats.jsonl import write_jsonl

        write_jsonl(statements, path)
    elif ending in (".csv", ".tsv"):
        from goldenbridge.statements.formats.csv_table import write_table

        write_table(statements, path, bom)
    elif ending == ".xlsx":
        from goldenbridge.statements.formats.excel import write_excel

        write_excel(statements, path)
    elif ending == ".jsonld":
        from goldenbridge.statements.formats.web_annotation import write_web_annotation

        write_web_annotation(statements, path)
    else:
        raise FormatUnknown(path.name, WRITTEN)
