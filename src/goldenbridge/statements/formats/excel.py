"""Excel workbooks: a sheet of statements with lists to choose from; never a formula run."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from goldenbridge.errors import FormatCannotHold, StatementsInvalid
from goldenbridge.files.problem import shown
from goldenbridge.statements.coded import CodedStatement, RedLine, Role
from goldenbridge.statements.formats.records import (
    FIELDS,
    LIMIT_OFFSET,
    Faults,
    Places,
    Row,
    cell,
    header,
    to_statements,
)
from goldenbridge.statements.formats.whole import written_whole
from goldenbridge.statements.statement import ACTS

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

__all__ = ["read_excel", "write_excel"]

SHEET = "statements"
#: Unpacked bytes, parts and marks of XML: what openpyxl keeps in memory grows with them.
LIMIT_UNPACKED = 200_000_000
LIMIT_PARTS = 2_000
LIMIT_TAGS = 8_000_000
LIMIT_ROWS = 100_000
LIMIT_COLUMNS = 200
#: Characters a cell of Excel can hold, in UTF-16 units.
LIMIT_CELL = 32_767
_LAST_ROW = 1_048_576
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

#: What XML cannot hold or would change is written as Excel does: _x000D_ for a carriage return.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
_NOTHING = re.compile("'*")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "role": get_args(Role),
    "act": ACTS,
    "polarity": ("1", "0", "-1"),
    "red_line": get_args(RedLine),
    "tier": ("core", "fringe"),
}
_WIDTHS = {"doc": 28, "quote": 60, "actor": 22, "issue": 24, "note": 40, "prefix": 24, "suffix": 24}


def _escaped(text: str) -> str:
    """A text as a cell can hold it; an empty one, which would be no cell, as an apostrophe."""
    if _NOTHING.fullmatch(text):
        text = "'" + text
    return _UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", text)


def _unescaped(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _WRITTEN.sub(lambda m: chr(int(m[1], 16)), value)
    if text and _NOTHING.fullmatch(text):
        return text[1:]
    return text or None


def read_excel(
    path: Path, columns: Mapping[str, str] | None = None, places: Places | None = None
) -> list[CodedStatement]:
    """The statements of a workbook: of its sheet “statements”, or else of its first.

    Formulas are not run and not believed: a cell that holds one is a fault.

    Parameters
    ----------
    path : an .xlsx file, at most 200 MB unpacked.
    columns : field → the sheet's own name of it, where the usual names do not tell.
    places : where quotes are looked for that come without a place.

    Raises
    ------
    StatementsInvalid : with every fault and its row.
    OSError : the file cannot be read.
    """
    faults = Faults(path.name)
    _look_at(path, faults)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on what it leaves aside
            return _read(path, faults, columns or {}, places)
    except StatementsInvalid:
        raise
    except (MemoryError, OSError):
        raise
    except Exception as error:  # openpyxl's own slips on broken files are faults of the file
        raise _broken(faults, error) from None


def _broken(faults: Faults, error: Exception) -> StatementsInvalid:
    said = f"not a readable workbook ({type(error).__name__}: {shown(error, 80)})"
    return faults.stop(0, "", said, "an .xlsx workbook", "Open it in Excel and save it again.")


def _look_at(path: Path, faults: Faults) -> None:
    """Refuse archives that would become huge, or hold what no workbook holds, before unpacking."""
    with path.open("rb") as stream:
        if stream.read(8) == _OLE:
            raise faults.stop(
                0,
                "",
                "a workbook with a password, or of before 2007",
                "an .xlsx workbook without a password",
                "Open it in Excel and save it as .xlsx, without a password.",
            )
    size = tags = 0
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > LIMIT_PARTS or sum(p.file_size for p in parts) > LIMIT_UNPACKED:
                raise _too_large(faults)
            for part in parts:
                with archive.open(part) as stream:
                    tail = b""
                    while chunk := stream.read(1 << 20):
                        size += len(chunk)
                        tags += chunk.count(b"<")
                        if size > LIMIT_UNPACKED or tags > LIMIT_TAGS:
                            raise _too_large(faults)
                        seen = (tail + chunk).replace(b"\0", b"").upper()
                        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                            raise faults.stop(
                                0,
                                "",
                                f"{shown(part.filename)} declares entities",
                                "a workbook as Excel writes it",
                                "Do not trust this file: workbooks never do that.",
                            )
                        tail = chunk[-32:]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _broken(faults, error) from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise _broken(faults, error) from None
        raise


def _too_large(faults: Faults) -> StatementsInvalid:
    return faults.stop(
        0,
        "",
        "a workbook that is too large unpacked",
        f"at most {LIMIT_UNPACKED:,} bytes, some 50,000 statements",
        "Split it, or save the sheet as CSV UTF-8.",
    )


def _read(
    path: Path, faults: Faults, columns: Mapping[str, str], places: Places | None
) -> list[CodedStatement]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        rows = _rows(book, faults)
        first = next(rows, None)
        if first is None:
            raise faults.stop(
                0, "", "an empty sheet", "a first row with the names of the columns", "Add it."
            )
        line, cells = first
        names = ["" if c is None else str(c).strip() for c in cells]
        for twice in sorted({n for n in names if n and names.count(n) > 1}):
            faults.add(line, shown(twice), "two columns of this name", "one", "Rename one of them.")
        head = header(filter(None, names), columns, faults, line)
        read = [
            Row(line, {n: c for n, c in zip(names, cells, strict=False) if n})
            for line, cells in rows
        ]
        return to_statements(read, faults, head=head, flat=_unescaped, places=places)
    finally:
        book.close()


def _rows(book: Workbook, faults: Faults) -> Iterator[tuple[int, list[Any]]]:
    """The rows with anything in them, and their numbers."""
    sheets = {s.title.strip().casefold(): s for s in book.worksheets}
    if not sheets:
        raise faults.stop(0, "", "no sheet of cells", f"a sheet “{SHEET}”", "Add one.")
    sheet: Any = sheets.get(SHEET) or book.worksheets[0]
    sheet.reset_dimensions()  # a file may say that it has a million columns
    for line, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=LIMIT_COLUMNS), 1):
        if all(c.value is None for c in row):
            continue
        if line > LIMIT_ROWS:
            raise faults.stop(
                line, "", "more than can be read", f"at most {LIMIT_ROWS:,} rows", "Split the file."
            )
        for c in row:
            if c.data_type == "f":
                found = f"the formula {shown(c.value, 40)}"
                advice = "Copy the column and paste it as values: formulas are never run."
                faults.add(line, c.coordinate, found, "a value", advice)
            elif c.data_type == "e":
                faults.add(line, c.coordinate, f"the error {shown(c.value)}", "a value", "Mend it.")
        yield line, [None if c.data_type in ("f", "e") else c.value for c in row]


def write_excel(statements: Iterable[CodedStatement], path: Path) -> None:
    """Write a workbook to code in: names on top, lists to choose from, a sheet that explains them.

    Texts stay texts, whatever they begin with.

    Raises
    ------
    FormatCannotHold : a text holds NUL or half a character or is longer than a cell may be.
    OSError : the file cannot be written; one that was there stays as it was.
    """
    rows, lost = _cells(statements)
    if lost:
        raise FormatCannotHold(path.name, lost)
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    def made(where: Any, value: str | int | float | None, **style: Any) -> Any:
        if value is None or isinstance(value, int):
            return value
        cell_: Any = WriteOnlyCell(where, value=0)
        # As it is: a text is never a formula or an error, a number keeps its 17 digits.
        cell_._value = value if isinstance(value, str) else repr(value)
        if isinstance(value, str):
            cell_.data_type, cell_.quotePrefix = "s", True
        for key, what in style.items():
            setattr(cell_, key, what)
        return cell_

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(FIELDS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.append([made(sheet, name, font=bold) for name in FIELDS])
    for row in rows:
        sheet.append([made(sheet, value) for value in row])
    _add_lists(sheet, DataValidation, get_column_letter)
    about: Any = book.create_sheet("fields")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 16, 90
    for name, field in CodedStatement.model_fields.items():
        said = field.description or ""
        if name in CHOICES:
            said += f" One of: {', '.join(CHOICES[name])}."
        about.append([made(about, name, font=bold), made(about, said, alignment=wrapped)])
    with written_whole(path) as stream:
        book.save(stream)


def _cells(
    statements: Iterable[CodedStatement],
) -> tuple[list[list[str | int | float | None]], list[str]]:
    """The rows of the sheet, and what it cannot hold."""
    rows: list[list[str | int | float | None]] = []
    lost: list[str] = []
    for number, statement in enumerate(statements, 1):
        if number >= LIMIT_ROWS:
            lost.append(f"more than {LIMIT_ROWS - 1:,} statements")
            break
        row = [cell(statement, name) for name in FIELDS]
        for at, (name, value) in enumerate(zip(FIELDS, row, strict=True)):
            if isinstance(value, str):
                row[at] = text = _escaped(value)
                lost += _lost(number, name, text)
            elif isinstance(value, int) and abs(value) > LIMIT_OFFSET:
                lost.append(f"statement {number}, {name}: a number of this size")
        rows.append(row)
    return rows, lost


def _add_lists(sheet: Any, validation: Any, letter: Any) -> None:
    for name, choices in CHOICES.items():
        column = letter(FIELDS.index(name) + 1)
        one = validation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        one.error, one.errorTitle = f"One of: {', '.join(choices)}", name
        one.showErrorMessage = True
        one.add(f"{column}2:{column}{LIMIT_ROWS}")
        sheet.data_validations.append(one)


def _lost(number: int, name: str, text: str) -> list[str]:
    where = f"statement {number}, {name}: "
    if any("\ud800" <= c <= "\udfff" for c in text):
        return [where + "half a character (a lone surrogate)"]
    if "_x0000_" in text:
        return [where + "the character NUL (U+0000)"]
    if len(text.encode("utf-16-le")) // 2 > LIMIT_CELL:
        return [f"{where}more than the {LIMIT_CELL:,} characters that a cell of Excel holds"]
    return []
