"""Databases of the Discourse Network Analyzer: read whole, read safely, never written."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.errors import DnaUnreadable, DnaVariableUnknown
from goldenbridge.statements.formats import dna
from goldenbridge.statements.formats.dna import read_dna, to_coded

SAMPLE = Path(__file__).parents[4] / "shared/interop/sample.dna"
SECRET = "t7STsecret-hash"
#: 26 January 2005, midnight UTC.
DAY = 1_106_697_600

TEXT = "Первая строка 😀.\nOld Norvik rejects the toll. 挪威克 says so."

SCHEMA_3 = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Password TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
  Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT,
  StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
  Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value TEXT);
"""
ONLY_3 = """
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Entity INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER,
  AttributeValue TEXT);
"""
ONLY_2 = """
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value TEXT);
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Type TEXT,
  Alias TEXT, Notes TEXT);
"""
COMMON = [
    ("CODERS", (2, "Coder Анна", SECRET)),
    ("STATEMENTTYPES", (1, "DNA Statement")),
    ("VARIABLES", (1, "person", "short text", 1)),
    ("VARIABLES", (2, "organization", "short text", 1)),
    ("VARIABLES", (3, "concept", "short text", 1)),
    ("VARIABLES", (4, "agreement", "boolean", 1)),
    ("VARIABLES", (5, "strength", "integer", 1)),
    ("VARIABLES", (6, "memo", "long text", 1)),
    ("STATEMENTS", (1, 1, 7, 18, 46, 2)),
    ("STATEMENTS", (2, 1, 7, 47, 50, 2)),
    ("STATEMENTS", (3, 1, 7, 0, 5, 2)),
    ("DATABOOLEAN", (1, 1, 4, 0)),
    ("DATABOOLEAN", (2, 2, 4, 1)),
    ("DATAINTEGER", (1, 1, 5, -4)),
    ("DATALONGTEXT", (1, 1, 6, "said in passing")),
]  # fmt: skip


def put(connection: sqlite3.Connection, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
    for name, values in rows:
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {name} VALUES ({marks})", values)


def made(
    path: Path, *, version: int = 3, more: Callable[[sqlite3.Connection], object] | None = None
) -> Path:
    """A small database as DNA would write it, by the public schema."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA_3 + (ONLY_3 if version == 3 else ONLY_2))
        date = DAY if version == 3 else DAY * 1000
        number = "3.0.7" if version == 3 else "2.0 beta 25"
        put(connection, [("SETTINGS", ("version", number)), *COMMON])
        document = (7, "Talks", TEXT, 2, "A. Author", "Paper", "4", "", "Report", date)
        put(connection, [("DOCUMENTS", document)])
        named = {1: "Ann Alder", 2: "Norvik", 3: "Tolls should fall."}
        if version == 3:
            for id_, name in named.items():
                put(connection, [("ENTITIES", (10 + id_, id_, name))])
            put(connection, [("ENTITIES", (20, 2, "")), ("ATTRIBUTEVARIABLES", (1, 2, "Type"))])
            put(connection, [("ATTRIBUTEVALUES", (1, 12, 1, "State"))])
            short = [(1, 1, 11), (1, 2, 12), (1, 3, 13), (2, 2, 12), (2, 3, 13), (3, 2, 20)]
        else:
            put(connection, [("ATTRIBUTES", (1, 2, "Norvik", "State", "", ""))])
            short = [(1, n, v) for n, v in named.items()]  # type: ignore[misc]
            short += [(2, 2, "Norvik"), (2, 3, named[3]), (3, 2, "")]  # type: ignore[list-item]
        put(connection, [("DATASHORTTEXT", (n, *row)) for n, row in enumerate(short)])
        if more is not None:
            more(connection)
        connection.commit()
    return path


@pytest.mark.parametrize("version", [2, 3])
def test_all_of_a_small_database_is_read(tmp_path: Path, version: int) -> None:
    db = read_dna(made(tmp_path / "small.dna", version=version))
    assert db.version[0] == str(version)
    assert db.coders == {2: "Coder Анна"}
    assert [v.name for v in db.types[0].variables][:4] == [
        "person", "organization", "concept", "agreement",
    ]  # fmt: skip
    assert db.documents[7].text == TEXT
    assert db.documents[7].date is not None
    assert db.documents[7].date.isoformat() == "2005-01-26T00:00:00+00:00"
    assert db.attributes("organization") == {"Norvik": {"Type": "State"}}
    assert db.statements[0].values == {
        "person": "Ann Alder", "organization": "Norvik", "concept": "Tolls should fall.",
        "agreement": False, "strength": -4, "memo": "said in passing",
    }  # fmt: skip
    assert db.remarks == ()


@pytest.mark.parametrize("version", [2, 3])
def test_statements_become_coded_ones(tmp_path: Path, version: int) -> None:
    first, second = to_coded(read_dna(made(tmp_path / "small.dna", version=version)))
    # DNA counts the emoji as two; the words are cut where a reader would cut them.
    assert first.quote == "Old Norvik rejects the toll."
    assert TEXT[first.start : first.end] == first.quote
    assert first.prefix == "Первая строка 😀.\n"
    assert (first.actor, first.affiliation, first.issue) == (
        "Norvik",
        "State",
        "Tolls should fall.",
    )
    assert (first.act, first.polarity, first.line) == ("rejects", -1, 2)
    assert (first.doc, first.doc_date, first.made_by) == ("Talks", "2005-01-26", "Coder Анна")
    assert first.note == "person: Ann Alder; strength: -4; memo: said in passing"
    assert (second.quote, second.polarity, second.act) == ("挪威克", 1, "supports")


def test_persons_speak_for_their_organization(tmp_path: Path) -> None:
    db = read_dna(made(tmp_path / "small.dna"))
    (only,) = to_coded(db, actor="person", polarity="strength")
    assert (only.actor, only.affiliation, only.polarity) == ("Ann Alder", "Norvik", -1)
    assert to_coded(db, polarity=None)[0].polarity == 0


def test_documents_of_one_title_are_told_apart(tmp_path: Path) -> None:
    def more(connection: sqlite3.Connection) -> None:
        put(connection, [("DOCUMENTS", (8, "Talks", "abc", 2, "", "", "", "", "", "soon"))])
        put(connection, [("STATEMENTS", (9, 1, 8, 0, 2, 2)), ("DATASHORTTEXT", (90, 9, 2, 12))])

    db = read_dna(made(tmp_path / "small.dna", more=more))
    coded = to_coded(db)
    assert [s.doc for s in coded] == ["Talks (no. 7)", "Talks (no. 7)", "Talks (no. 8)"]
    assert coded[-1].doc_date is None
    assert coded[-1].issue is None
    assert db.remarks == ("document 8 has no readable date",)


def test_an_unknown_variable_is_told_with_those_there_are(tmp_path: Path) -> None:
    db = read_dna(made(tmp_path / "small.dna"))
    with pytest.raises(DnaVariableUnknown, match='Did you mean "organization"'):
        to_coded(db, actor="organisation")
    with pytest.raises(DnaVariableUnknown, match="boolean or integer variable"):
        to_coded(db, polarity="memo")
    with pytest.raises(DnaVariableUnknown, match='no statement type "Story"'):
        to_coded(db, statement_type="Story")
    assert len(to_coded(db, statement_type="DNA Statement")) == 2


def test_no_password_leaves_the_file(tmp_path: Path) -> None:
    path = made(tmp_path / "small.dna")
    db = read_dna(path)
    assert SECRET not in repr(db)
    assert SECRET not in repr(to_coded(db))
    with closing(dna._opened(path)) as connection:
        with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
            connection.execute("SELECT Password FROM CODERS")
        with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
            connection.execute("SELECT * FROM CODERS")


def test_the_file_is_never_touched(tmp_path: Path) -> None:
    path = made(tmp_path / "small.dna")
    path.chmod(stat.S_IRUSR)
    before = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
    to_coded(read_dna(path))
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert [p.name for p in tmp_path.iterdir()] == ["small.dna"]
    with closing(dna._opened(path)) as connection:
        for asked in ("DELETE FROM CODERS", "ATTACH 'other.db' AS o", "PRAGMA query_only=OFF"):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(asked)


def test_a_log_beside_the_file_is_told_of(tmp_path: Path) -> None:
    path = made(tmp_path / "small.dna")
    (tmp_path / "small.dna-wal").write_bytes(b"x")
    assert "latest changes are missing" in read_dna(path).remarks[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\x7fELF\x02", "no SQLite database"),
        (b'<?xml version="1.0"?><discourse>', "as DNA 1 wrote it"),
        (b'{"type": "mysql"}', "connection profile"),
        (b"SQLite format 3\x00 and then nothing", "damaged"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "odd.dna"
    path.write_bytes(content)
    with pytest.raises(DnaUnreadable, match=said):
        read_dna(path)


def test_other_databases_and_no_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.dna"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(x)")
    with pytest.raises(DnaUnreadable, match="not one of DNA 2 or 3: no table DOCUMENTS"):
        read_dna(path)
    with pytest.raises(DnaUnreadable, match="no plain file"):
        read_dna(tmp_path)
    os.mkfifo(tmp_path / "pipe.dna")
    with pytest.raises(DnaUnreadable, match="no plain file"):
        read_dna(tmp_path / "pipe.dna")
    monkeypatch.setattr(dna, "LIMIT_BYTES", 100)
    with pytest.raises(DnaUnreadable, match="more than 100"):
        read_dna(path)


def test_names_of_files_are_taken_as_they_are(tmp_path: Path) -> None:
    path = made(tmp_path / "a?mode=rwc&x#1 %41 é.dna")
    assert len(read_dna(path).statements) == 3


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "small.dna")
    monkeypatch.setattr(dna, "LIMIT_ROWS", 2)
    with pytest.raises(DnaUnreadable, match="more than 2 rows"):
        read_dna(path)


def test_a_view_in_place_of_a_table_is_not_run(tmp_path: Path) -> None:
    def more(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE DATAINTEGER RENAME TO OLD")
        connection.execute(
            "CREATE VIEW DATAINTEGER AS WITH RECURSIVE n(ID, StatementId, VariableId, Value) AS "
            "(SELECT 1, 1, 5, 1 UNION ALL SELECT ID + 1, 1, 5, 1 FROM n) SELECT * FROM n"
        )

    with pytest.raises(DnaUnreadable, match="no table DATAINTEGER"):
        read_dna(made(tmp_path / "view.dna", more=more))


def test_functions_hidden_in_columns_are_not_run(tmp_path: Path) -> None:
    def more(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE DATAINTEGER")
        connection.execute(
            "CREATE TABLE DATAINTEGER(ID, StatementId, VariableId, Value AS (zeroblob(1000000000)))"
        )
        connection.execute("INSERT INTO DATAINTEGER VALUES (1, 1, 5)")

    with pytest.raises(DnaUnreadable, match="damaged or was made to do harm"):
        read_dna(made(tmp_path / "function.dna", more=more))


def test_too_much_work_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def more(connection: sqlite3.Connection) -> None:
        put(connection, [("DATALONGTEXT", (n, 1, 6, "x")) for n in range(2, 20_000)])

    path = made(tmp_path / "long.dna", more=more)
    monkeypatch.setattr(dna, "LIMIT_STEPS", 3)
    with pytest.raises(DnaUnreadable, match="too much work"):
        read_dna(path)


def test_a_text_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "small.dna")
    monkeypatch.setattr(dna, "LIMIT_TEXT", 20)
    with pytest.raises(DnaUnreadable, match=r"too big|too large"):
        read_dna(path)


def test_values_of_the_wrong_kind_and_lost_records_do_no_harm(tmp_path: Path) -> None:
    def more(connection: sqlite3.Connection) -> None:
        rows: list[tuple[str, tuple[Any, ...]]] = [
            ("VARIABLES", (40, "odd", "colour", 1)),
            ("STATEMENTS", (4, 1, 99, 0, 5, 2)),
            ("STATEMENTS", (5, 1, 7, 5, 5, 2)),
            ("STATEMENTS", (6, 1, 7, 0, 10**15, 2)),
            ("STATEMENTS", (7, 1, 7, "a", None, 2)),
            ("DATABOOLEAN", (9, 6, 4, "yes")),
            ("DATASHORTTEXT", (91, 6, 2, 12)),
            ("DATASHORTTEXT", (92, 6, 3, 4711)),
            ("ENTITIES", (30, 2, b"\xff\xfe\x00")),
        ]
        put(connection, rows)

    db = read_dna(made(tmp_path / "odd.dna", more=more))
    assert [s.id for s in db.statements] == [1, 2, 3, 6]
    told = " ".join(db.remarks)
    assert "the variable odd is of an unknown kind" in told
    assert "statement 6 points past the end of document 7" in told
    assert "4 records point to something that is not there" in told
    assert to_coded(db)[-1].polarity == -1


def test_files_damaged_anywhere_are_read_or_refused(tmp_path: Path) -> None:
    whole = made(tmp_path / "small.dna").read_bytes()
    chance = random.Random(5)
    read = 0
    for number in range(200):
        raw = bytearray(whole[: chance.choice([len(whole)] * 3 + [chance.randrange(len(whole))])])
        for _ in range(chance.randrange(1, 40)):
            if len(raw) > 100:
                raw[chance.randrange(100, len(raw))] = chance.randrange(256)
        path = tmp_path / f"{number}.dna"
        path.write_bytes(raw)
        try:
            db = read_dna(path)
            to_coded(db)
            read += 1
        except (DnaUnreadable, DnaVariableUnknown):
            pass
    assert 0 < read < 200


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample database is not at hand")
def test_the_sample_of_dna_itself() -> None:
    db = read_dna(SAMPLE)
    assert db.version == "3.0.7"
    assert [t.label for t in db.types] == ["DNA Statement", "NPF Story Element", "Annotation"]
    assert (len(db.documents), len(db.statements), db.remarks) == (7, 41, ())
    coded = to_coded(db)
    assert len(coded) == 40
    assert all(s.quote == db.documents[d.id].text[s.start : s.end] for s in coded
               for d in db.documents.values() if d.title == s.doc)  # fmt: skip
    assert sorted({s.doc_date for s in coded if s.doc_date})[0] == "2005-01-26"
    assert {s.affiliation for s in coded} == {"Business", "Government", "NGO"}
    note = next(s for s in db.statements if s.type == 3)
    assert "note" in note.values
