"""Excel workbooks: what a coder finds in one, and files that mean harm."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from goldenbridge.errors import FormatCannotHold, StatementsInvalid
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.formats import excel, read_statements, write_statements
from goldenbridge.statements.formats.records import FIELDS

BASE = CodedStatement(doc="a.txt", start=0, end=5, actor="Norvik", act="rejects")
HEAD = ["doc", "start", "end", "actor", "act", "date", "confidence", "note"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.xlsx"


def workbook(path: Path, *rows: list[object], title: str = "statements") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def rezip(path: Path, change: dict[str, bytes]) -> Path:
    """The workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in (parts | change).items():
            archive.writestr(name, raw)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(StatementsInvalid) as error:
        read_statements(path)
    return [str(p) for p in error.value.problems]


class TestWritten:
    def test_what_a_coder_finds(self, path: Path) -> None:
        write_statements([BASE, BASE], path)
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["statements", "fields"]
        sheet = book["statements"]
        assert [c.value for c in sheet[1]] == list(FIELDS)
        assert sheet.freeze_panes == "A2"
        lists = {
            str(v.sqref).split(":")[0]: v.formula1 for v in sheet.data_validations.dataValidation
        }
        column = {c.value: c.column_letter for c in sheet[1]}
        assert set(lists) == {f"{column[n]}2" for n in excel.CHOICES}
        assert lists[f"{column['red_line']}2"] == '"no,implicit,explicit"'
        assert all(len(formula) <= 257 for formula in lists.values())
        assert [row[0].value for row in book["fields"].iter_rows()] == list(FIELDS)

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", '=HYPERLINK("x")', "#REF!"])
    def test_texts_stay_texts(self, text: str, path: Path) -> None:
        write_statements([BASE.model_copy(update={"actor": text})], path)
        cell = openpyxl.load_workbook(path)["statements"].cell(2, FIELDS.index("actor") + 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        with zipfile.ZipFile(path) as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")

    def test_too_long_for_a_cell_counts_as_excel_does(self, path: Path) -> None:
        dove = "\U0001f54a"
        write_statements([BASE.model_copy(update={"note": dove * 16_383})], path)
        with pytest.raises(FormatCannotHold, match="32,767"):
            write_statements([BASE.model_copy(update={"note": dove * 16_384})], path)


class TestRead:
    def test_dates_numbers_and_other_columns(self, path: Path) -> None:
        row = ["a.txt", 0, 5.0, 7, "rejects", date(2022, 2, 24), 0.5, datetime(2022, 1, 2, 3, 4)]
        workbook(path, ["mine", *HEAD], ["x", *row], title="Sheet1")
        (one,) = read_statements(path)
        assert (one.end, one.actor, one.date) == (5, "7", "2022-02-24")
        assert one.note == "2022-01-02 03:04:00"

    def test_the_sheet_of_statements_is_found(self, path: Path) -> None:
        book = openpyxl.Workbook()
        book.create_sheet(" Statements ").append(HEAD)
        book.save(path)
        assert read_statements(path) == []

    def test_formulas_are_faults_and_told_by_cell(self, path: Path) -> None:
        workbook(path, HEAD, ["a.txt", "=1-1", 5, "=CMD()", "rejects", None, None, "#N/A"])
        told = faults(path)
        assert "s.xlsx:2: error: B2: the formula =1-1" in told[0]
        assert "never run" in told[0]
        assert "D2" in told[1]
        assert "H2: the error #N/A" in told[2]


class TestHostile:
    def test_no_workbook_at_all(self, path: Path) -> None:
        for raw in (b"", b"PK", b"not a zip", b"PK\x03\x04" + b"\0" * 100):
            path.write_bytes(raw)
            assert "not a readable workbook" in faults(path)[0]
        path.write_bytes(excel._OLE + b"\0" * 100)
        assert "password" in faults(path)[0]
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("hello.txt", "hello")
        assert "not a readable workbook" in faults(path)[0]

    def test_zip_bomb(self, path: Path) -> None:
        workbook(path, HEAD)
        rezip(path, {"xl/media/big": b"\0" * (excel.LIMIT_UNPACKED + 1)})
        assert path.stat().st_size < 1_000_000
        assert "too large unpacked" in faults(path)[0]

    def test_zip_bomb_that_lies_about_its_size(self, path: Path) -> None:
        workbook(path, HEAD)
        rezip(path, {"xl/media/big": b"\0" * 30_000_000})
        raw = path.read_bytes()
        claimed = raw.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1_000))
        assert claimed != raw
        path.write_bytes(claimed)
        assert "not a readable workbook" in faults(path)[0]

    def test_too_many_parts_and_marks(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        workbook(path, HEAD)
        rezip(path, {f"x/{n}": b"" for n in range(excel.LIMIT_PARTS)})
        assert "too large" in faults(path)[0]
        workbook(path, HEAD)
        monkeypatch.setattr(excel, "LIMIT_TAGS", 10)
        assert "too large" in faults(path)[0]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities(self, encoding: str, path: Path) -> None:
        laughs = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha">'
            '<!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
        )
        workbook(path, HEAD)
        rezip(path, {"xl/worksheets/sheet1.xml": laughs.encode(encoding)})
        assert "declares entities" in faults(path)[0]
        outside = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x SYSTEM "file:///x"><x/>'
        rezip(path, {"xl/worksheets/sheet1.xml": outside.encode(encoding)})
        assert "declares entities" in faults(path)[0]

    def test_rows_and_columns_far_away(self, path: Path) -> None:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        for place, row in (("XFD1", "1"), ("A999999999999", "999999999999"), ("??", "x")):
            sheet = (
                f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>'
                f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>doc</t></is></c></row>'
                "</sheetData></worksheet>"
            )
            workbook(path, HEAD)
            rezip(path, {"xl/worksheets/sheet1.xml": sheet.encode()})
            assert faults(path)

    def test_parts_that_are_cut_off(self, path: Path) -> None:
        write_statements([BASE] * 20, path)
        whole = path.read_bytes()
        for part in range(1, 20):
            path.write_bytes(whole[: len(whole) * part // 20])
            assert "not a readable workbook" in faults(path)[0]

    def test_bytes_that_are_changed(self, path: Path) -> None:
        write_statements([BASE] * 3, path)
        whole = path.read_bytes()
        for at in range(0, len(whole), 97):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
            with suppress(StatementsInvalid):
                assert len(read_statements(path)) <= 3

    def test_an_empty_sheet(self, path: Path) -> None:
        workbook(path)
        assert "an empty sheet" in faults(path)[0]
