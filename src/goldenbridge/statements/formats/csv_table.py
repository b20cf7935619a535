"""CSV and TSV: a statement a row, safe to open in a spreadsheet, and read from those of others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

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
    cell,
    header,
    plain,
    to_statements,
)
from goldenbridge.statements.formats.whole import written_whole

__all__ = ["guarded", "parse_table", "read_table", "unguarded", "write_table"]

LIMIT_BYTES = 500_000_000
LIMIT_CELL = 131_072  # what the csv module reads at most unless told otherwise for all of Python
LIMIT_COLUMNS = 1_000

#: What a spreadsheet may take for a formula, or skip before one; and what would read as nothing.
_RISKY = re.compile(r"'*(?:[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|$)")
_GUARDED = re.compile(r"'+(?:[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|$)")


def guarded(text: str) -> str:
    """A text as it is safe in a spreadsheet: one that begins like a formula gets an apostrophe.

    Spreadsheets run ``=…``, ``+…``, ``-…`` and ``@…`` as formulas, also from a file that a stranger
    sent. Reading takes the apostrophe away again.

    >>> guarded("=1+1"), unguarded(guarded("=1+1")), guarded("a=b")
    ("'=1+1", '=1+1', 'a=b')
    """
    return "'" + text if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if _GUARDED.match(text) else text


def _value(text: Any) -> Any:
    return unguarded(text) if text else None


def read_table(
    path: Path, columns: Mapping[str, str] | None = None, places: Places | None = None
) -> list[CodedStatement]:
    """The statements of a table: commas, semicolons or tabs are told apart by its first line.

    Columns are found by our names or the usual ones of others, whatever their order; more columns
    do no harm. A table of another program that has no column for the act gets it from the polarity:
    supports, rejects or assesses.

    Parameters
    ----------
    path : UTF-8 text, with or without a byte order mark; or UTF-16 with one.
    columns : field → the table's own name of it, where the usual names do not tell.
    places : where quotes are looked for that come without a place.

    Raises
    ------
    StatementsInvalid : with every fault and its line.
    OSError : the file cannot be read.
    """
    with path.open("rb") as stream:
        return parse_table(stream, path.name, columns, places, path.suffix.lower() == ".tsv")


def parse_table(
    stream: IO[bytes],
    name: str,
    columns: Mapping[str, str] | None = None,
    places: Places | None = None,
    tabs: bool = False,
) -> list[CodedStatement]:
    """The statements that a stream holds as a table; ``name`` is what messages call it."""
    faults = Faults(name)
    raw = stream.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        raise faults.stop(
            0, "", "more than can be read", f"at most {LIMIT_BYTES:,} bytes", "Split the file."
        )
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        advice = "Save it again as “CSV UTF-8”."
        raise faults.stop(
            line, "", f"byte {error.start} is not {encoding[:6].upper()}", "UTF-8 text", advice
        ) from None
    del raw
    rows = _rows(text, faults, tabs)
    try:
        line, names = next(rows)
    except StopIteration:
        raise faults.stop(
            0, "", "an empty file", "a first line with the names of the columns", "Add it."
        ) from None
    if len(names) > LIMIT_COLUMNS:
        raise faults.stop(
            line, "", f"{len(names):,} columns", f"at most {LIMIT_COLUMNS}", "Remove some."
        )
    twice = sorted({n for n in map(str.strip, names) if n and names.count(n) > 1})
    for name_ in twice:
        faults.add(line, shown(name_), "two columns of this name", "one", "Rename one of them.")
    head = header(names, columns or {}, faults, line)
    if not head.by_field:
        some = ", ".join(shown(n, 20) for n in names[:8])
        raise faults.stop(
            line,
            "",
            f"no known column among: {some}",
            "a first line with names such as doc, start, end, actor, issue, polarity",
            "Add it, or say which column is which (in Python: columns=…).",
        )
    read: list[Row] = []
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            faults.add(
                line,
                "",
                f"{len(cells)} cells under {len(names)} names",
                "as many cells as columns",
                "Put quotation marks around cells that hold the sign between columns.",
            )
            continue
        if len(read) >= LIMIT_ROWS:
            raise faults.stop(
                line, "", "more than can be read", f"at most {LIMIT_ROWS:,} rows", "Split the file."
            )
        read.append(Row(line, dict(zip(names, cells, strict=False))))
    return to_statements(read, faults, head=head, flat=_value, places=places)


def _rows(text: str, faults: Faults, tabs: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the line each starts on."""
    first = text.split("\n", 1)[0].rstrip("\r")
    lines = io.StringIO(text, newline="")
    before = 0
    if re.fullmatch(r"(?i)\"?sep=.\"?", first):  # Excel's own way to tell
        mark, before = first.strip('"')[-1], 1
        lines.readline()
    else:
        mark = "\t" if tabs else _separator(first)
    reader = csv.reader(lines, delimiter=mark, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = str(error)
            advice = "Look for a quotation mark without its pair; inside a cell, write it twice."
            if "limit" in said:
                said = f"a cell of more than {LIMIT_CELL:,} characters"
            raise faults.stop(line, "", said, "a table in which every cell ends", advice) from None


def _separator(first: str) -> str:
    """The sign between columns: the one under which the first line has most known names."""
    known = {plain(n) for ours in FIELDS for n in (ours, *USUAL_NAMES.get(ours, ()))}

    def fit(mark: str) -> tuple[int, int]:
        names = [n.strip().strip('"') for n in first.split(mark)]
        return sum(plain(n) in known for n in names), len(names)

    return max(",;\t|", key=fit)


def write_table(statements: Iterable[CodedStatement], path: Path, bom: bool = False) -> None:
    r"""Write one statement a row under the names of all fields, commas between (``.tsv``: tabs).

    Cells that a spreadsheet would run as a formula get an apostrophe, which reading takes away.

    Parameters
    ----------
    statements : what to write.
    path : where to; the ending ``.tsv`` asks for tabs.
    bom : begin with a byte order mark, by which Excel knows UTF-8 when a file is double-clicked.

    Raises
    ------
    FormatCannotHold : a text holds NUL or half a character, or is longer than a cell may be.
    OSError : the file cannot be written; one that was there stays as it was.
    """
    lost: list[str] = []
    made = io.StringIO(newline="")
    writer = csv.writer(
        made, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", lineterminator="\r\n"
    )
    with written_whole(path) as stream:
        writer.writerow(FIELDS)
        if bom:
            stream.write(b"\xef\xbb\xbf")
        for number, statement in enumerate(statements, 1):
            cells = [cell(statement, name) for name in FIELDS]
            safe = [guarded(c) if isinstance(c, str) else c for c in cells]
            lost += _lost(number, safe)
            writer.writerow(["" if c is None else c for c in safe])
            if not lost:
                stream.write(made.getvalue().encode())
                made.seek(0)
                made.truncate()
        if lost:
            raise FormatCannotHold(path.name, lost)
        stream.write(made.getvalue().encode())


def _lost(number: int, cells: list[str | int | float | None]) -> list[str]:
    """What a table cannot hold of a statement."""
    lost = []
    for name, value in zip(FIELDS, cells, strict=True):
        text = value if isinstance(value, str) else ""
        where = f"statement {number}, {name}: "
        if "\0" in text:
            lost.append(where + "the character NUL (U+0000)")
        if len(text) > LIMIT_CELL:
            lost.append(f"{where}{len(text):,} characters, at most {LIMIT_CELL:,}")
        if any("\ud800" <= c <= "\udfff" for c in text):
            lost.append(where + "half a character (a lone surrogate)")
    return lost
