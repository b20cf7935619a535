"""CSV, TSV and JSON lines as others write them, and what is said of faulty ones."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.errors import StatementsInvalid
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.formats import csv_table, jsonl, read_statements, write_statements
from goldenbridge.statements.formats.csv_table import guarded, unguarded
from goldenbridge.statements.formats.records import FIELDS, USUAL_NAMES

BASE = CodedStatement(doc="a.txt", start=0, end=5, actor="Norvik", act="rejects")


def table(
    tmp_path: Path, text: str | bytes, name: str = "s.csv", **options
) -> list[CodedStatement]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_statements(path, **options)


def faults(tmp_path: Path, text: str | bytes, name: str = "s.csv", **options) -> list[str]:
    with pytest.raises(StatementsInvalid) as error:
        table(tmp_path, text, name, **options)
    assert error.value.exit_code == 3
    return [str(p) for p in error.value.problems]


class TestGuard:
    @given(st.text("'=+-@\t\r\na\uff1d", max_size=6) | st.text())
    def test_guarding_can_be_undone(self, text: str) -> None:
        assert unguarded(guarded(text)) == text

    def test_no_cell_of_a_file_begins_like_a_formula(self, tmp_path: Path) -> None:
        hard = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\uff1d1"]
        rows = [BASE.model_copy(update={"actor": h, "note": h, "alt_actors": (h,)}) for h in hard]
        write_statements(rows, tmp_path / "s.csv")
        text = (tmp_path / "s.csv").read_bytes().decode()
        for row in csv.DictReader(io.StringIO(text, newline="")):
            cells = {k: v for k, v in row.items() if k != "polarity"}
            assert not [c for c in cells.values() if c[:1] in set("=+-@\t\r\n\uff1d")]
        assert read_statements(tmp_path / "s.csv") == rows


class TestForms:
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_signs_between_columns(self, mark: str, tmp_path: Path) -> None:
        text = "doc,start,end,actor,act\na.txt,0,5,Norvik,rejects\n".replace(",", mark)
        assert table(tmp_path, text) == [BASE]
        assert table(tmp_path, f"sep={mark}\r\n{text}") == [BASE]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_encodings(self, encoding: str, tmp_path: Path) -> None:
        text = "doc,start,end,actor,act\na.txt,0,5,Київ,rejects\n"
        assert table(tmp_path, text.encode(encoding))[0].actor == "Київ"

    def test_a_byte_order_mark_on_request(self, tmp_path: Path) -> None:
        for bom in (False, True):
            write_statements([BASE], tmp_path / "s.csv", bom=bom)
            raw = (tmp_path / "s.csv").read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf") is bom
            assert read_statements(tmp_path / "s.csv") == [BASE]

    def test_numbers_as_spreadsheets_leave_them(self, tmp_path: Path) -> None:
        text = "doc;start;end;actor;act;polarity;confidence\na.txt;0,0;5.0;7;rejects;\u22121;0,25\n"
        assert "start" in faults(tmp_path, text)[0]
        (one,) = table(tmp_path, text.replace("0,0", "0.0"))
        assert (one.start, one.end, one.actor, one.polarity, one.confidence) == (
            0,
            5,
            "7",
            -1,
            0.25,
        )

    def test_empty_rows_and_columns_too_many(self, tmp_path: Path) -> None:
        text = "x,doc,start,end,actor,act\n,,,,,\n1,a.txt,0,5,Norvik,rejects\n\n"
        assert table(tmp_path, text) == [BASE]

    def test_every_ending_in_capitals(self, tmp_path: Path) -> None:
        write_statements([BASE], tmp_path / "s.CSV")
        assert read_statements(tmp_path / "s.CSV") == [BASE]


class TestTablesOfOthers:
    DNA = (
        "ID,Document title,Start position,Stop position,Text,Coder,organization,concept,agreement\n"
        '1,a.txt,0,5,"Nope.",Ann,Norvik,Tolls are fair,0\n'
        "2,a.txt,9,14,,Ann,Sundal,Tolls are fair,1\n"
    )

    def test_usual_names(self, tmp_path: Path) -> None:
        one, two = table(tmp_path, self.DNA)
        assert one == CodedStatement(
            id="1", doc="a.txt", start=0, end=5, quote="Nope.", made_by="Ann", actor="Norvik",
            issue="Tolls are fair", polarity=-1, act="rejects",
        )  # fmt: skip
        assert (two.polarity, two.act) == (1, "supports")

    def test_agreement_of_three_kinds_keeps_its_zero(self, tmp_path: Path) -> None:
        three = self.DNA + "3,a.txt,20,24,,Ann,Ostby,Tolls are fair,-1\n"
        assert [s.polarity for s in table(tmp_path, three)] == [0, 1, -1]
        assert [s.act for s in table(tmp_path, three)] == ["assesses", "supports", "rejects"]

    def test_names_can_be_told(self, tmp_path: Path) -> None:
        text = "paper,from,to,who,organization,stance\na.txt,0,5,Norvik,Ostby,disagree\n"
        (one,) = table(tmp_path, text, columns={"actor": "who", "doc": "paper"})
        assert one == BASE.model_copy(update={"polarity": -1, "affiliation": None})
        told = faults(tmp_path, text, columns={"actr": "who", "doc": "papier"})
        assert 'Did you mean "actor"?' in told[0]
        assert 'Did you mean "paper"?' in told[1]

    def test_usual_names_are_of_one_field_each(self) -> None:
        names = [n for many in USUAL_NAMES.values() for n in many]
        assert len(names) == len(set(names))
        assert not set(names) & set(FIELDS)
        assert set(USUAL_NAMES) <= set(FIELDS)

    def test_quotes_without_a_place(self, tmp_path: Path) -> None:
        text = 'doc,text,actor,stance\na,"no toll\nwill be paid",Norvik,-1\n'
        told = faults(tmp_path, text)
        assert ['no column for "start"' in told[0], 'no column for "end"' in told[1]] == [True] * 2
        (one,) = table(tmp_path, text, texts={"a.txt": "They said: no toll will  be paid. Ever."})
        assert (one.start, one.end, one.quote) == (11, 32, "no toll will  be paid")
        assert (one.prefix, one.suffix, one.line) == ("They said: ", ". Ever.", 1)
        (free,) = table(tmp_path, text, placeless=True)
        assert (free.start, free.end) == (0, 20)
        told = faults(tmp_path, text, texts={"a.txt": "Something else entirely."})
        assert "is nowhere in a" in told[0]

    def test_a_place_found_by_likeness_is_remarked(self, tmp_path: Path) -> None:
        text = "doc,text,actor,stance,note\na,no toll will ever be payed,Norvik,-1,mine\n"
        (one,) = table(tmp_path, text, texts={"a": "So no toll will ever be paid."})
        assert one.quote == "no toll will ever be paid"
        assert one.note is not None
        assert one.note.startswith("mine; place found by likeness (0.92)")


class TestFaults:
    def test_all_are_told_at_once_with_their_lines(self, tmp_path: Path) -> None:
        text = (
            "doc,start,end,actor,act,polarity,quote\n"
            'a.txt,0,5,Norvik,agrees,1,"two\nlines"\n'
            "a.txt,x,5,Norvik,rejects,2,\n"
            "a.txt,5,5,Norvik,rejects,1,\n"
            ",0,5,,rejects,1,\n"
            "a.txt,0,5,Norvik,rejects,1,a,b\n"
            "a.txt,-3,99999999999999999999,Norvik,rejects,1,\n"
        )
        told = faults(tmp_path, text)
        starts = [t.split(": error: ")[0] for t in told]
        assert starts == [
            "s.csv:7", "s.csv:2", "s.csv:4", "s.csv:4", "s.csv:5", "s.csv:6", "s.csv:6", "s.csv:8",
        ]  # fmt: skip
        assert "8 cells under 7 names" in told[0]
        assert "one of supports, rejects" in told[1]

    @pytest.mark.parametrize(
        ("raw", "word"),
        [
            (b"", "empty file"),
            (b"\n", "no known column"),
            (b"one,two\n1,2\n", "no known column"),
            (b"doc,start,end,actor,act\nK\xf6ln,0,5,N,rejects\n", "byte 25 is not UTF-8"),
            (b"\xff\xfe\x00", "not UTF-16"),
            (b'doc,start,end,actor,act\n"a,0,5,N,rejects\n', "unexpected end"),
            (b"doc,start,end,actor,act,note\na,0,5,N,rejects," + b"x" * 200_000, "131,072"),
            (b"doc,doc,start,end,actor,act\n", "two columns"),
            (b",".join(b"doc%d" % n for n in range(2000)), "2,000 columns"),
            (b"\x00" * 1000, "no known column"),
            (b"doc,start,end\na,0,5\n", 'no column for "actor"'),
        ],
    )
    def test_hostile_tables(self, raw: bytes, word: str, tmp_path: Path) -> None:
        assert any(word in told for told in faults(tmp_path, raw))

    def test_reading_stops_after_enough_problems(self, tmp_path: Path) -> None:
        told = faults(tmp_path, "doc,start,end,actor,act\n" + "a,x,5,N,rejects\n" * 5000)
        assert len(told) == 201
        assert "stopped after 200" in told[-1]

    def test_bounds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        row = "a,0,5,N,rejects\n"
        monkeypatch.setattr(csv_table, "LIMIT_ROWS", 3)
        assert len(table(tmp_path, "doc,start,end,actor,act\n" + row * 3)) == 3
        assert "at most 3 rows" in faults(tmp_path, "doc,start,end,actor,act\n" + row * 4)[0]
        monkeypatch.setattr(csv_table, "LIMIT_BYTES", 30)
        assert "at most 30 bytes" in faults(tmp_path, "doc,start,end,actor,act\n" + row)[0]


class TestJsonLines:
    GOOD = '{"doc": "a.txt", "start": 0, "end": 5, "actor": "Norvik", "act": "rejects"}'

    def test_blank_lines_and_names_of_the_worked_example(self, tmp_path: Path) -> None:
        text = (
            f"\ufeff{self.GOOD}\r\n\n" + self.GOOD[:-1] + ', "paragraph": 4, "event_date": "2022"}'
        )
        one, two = table(tmp_path, text, "s.jsonl")
        assert one == BASE
        assert (two.line, two.date) == (4, "2022")

    @pytest.mark.parametrize(
        ("line", "word"),
        [
            ("[]", "a JSON list"),
            ("null", "a JSON null"),
            ("7", "a JSON number"),
            ("{", "not valid JSON at character 2"),
            ('{"doc": "a", "doc": "b"}', '"doc" is given twice'),
            ('{"confidence": NaN}', "NaN is no number"),
            ("[" * 100_000, "brackets too deep"),
            ('{"start": ' + "9" * 5000 + "}", "digits"),
            (
                '{"doc": {"a": 1}, "start": [], "end": true, "actor": 1.5, "act": null}',
                "a list of 0",
            ),
            ('{"doc": "\\ud800", "start": 0, "end": 5, "actor": "N", "act": "rejects"}', "doc"),
            ("x" * 1_000_002, "lines of at most 1,000,000 bytes"),
            ('{"doc": "a"}', '"actor" is missing'),
            ('{"doc": " ", "start": 0, "end": 5, "actor": "N", "act": "rejects"}', "an empty text"),
        ],
    )
    def test_hostile_lines(self, line: str, word: str, tmp_path: Path) -> None:
        told = faults(tmp_path, f"{self.GOOD}\n{line}\n", "s.jsonl")
        assert any(word in one for one in told), told
        assert all(one.startswith("s.jsonl:2: error:") for one in told)

    def test_not_utf8(self, tmp_path: Path) -> None:
        told = faults(tmp_path, self.GOOD.encode() + b"\n\xff\n" + self.GOOD.encode(), "s.jsonl")
        assert told[0].startswith("s.jsonl:2: error: byte 0 is not UTF-8")

    def test_bounds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jsonl, "LIMIT_ROWS", 2)
        assert len(table(tmp_path, f"{self.GOOD}\n" * 2, "s.jsonl")) == 2
        assert "at most" in faults(tmp_path, f"{self.GOOD}\n" * 3, "s.jsonl")[0]

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, raw: bytes) -> None:
        for parse in (jsonl.parse_jsonl, csv_table.parse_table):
            with suppress(StatementsInvalid):
                assert parse(io.BytesIO(raw), "s") == []


def test_the_page_on_files_names_every_field_and_every_usual_name() -> None:
    page = Path(__file__).parents[3] / "docs/reference/statements-files.md"
    rows = [r.split("|") for r in page.read_text(encoding="utf-8").splitlines() if r[:3] == "| `"]
    told = {r[1].strip(" `"): tuple(filter(None, r[2].strip().split(", "))) for r in rows}
    assert {name: told.get(name) for name in FIELDS} == {
        name: USUAL_NAMES.get(name, ()) for name in FIELDS
    }
