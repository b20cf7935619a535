"""Databases of the Discourse Network Analyzer: ``.dna`` files, read and never written.

A ``.dna`` file is an SQLite database. Version 3 keeps dates as seconds since 1970, version 2 as
milliseconds, both in UTC; offsets of statements count UTF-16 code units, as Java does, and become
code points here. Passwords of coders are never read, not even to be thrown away.
"""

from __future__ import annotations

import sqlite3
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from goldenbridge.errors import DnaUnreadable, DnaVariableUnknown
from goldenbridge.statements.coded import CONTEXT, CodedStatement
from goldenbridge.statements.statement import Act

__all__ = [
    "DnaDatabase",
    "DnaDocument",
    "DnaEntity",
    "DnaStatement",
    "DnaType",
    "DnaVariable",
    "read_dna",
    "to_coded",
]

LIMIT_BYTES = 2 * 1024**3
LIMIT_ROWS = 2_000_000
#: The longest single text, in bytes: some thirty novels.
LIMIT_TEXT = 50_000_000
#: Steps of SQLite's machine, in thousands: far more than an honest file of the largest size takes.
LIMIT_STEPS = 2_000_000
MAGIC = b"SQLite format 3\x00"

DataType = Literal["short text", "long text", "boolean", "integer"]
#: Where DNA keeps the values of each kind of variable.
TABLES: Mapping[str, str] = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
}
NEEDED = ("DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", *TABLES.values())
KNOWN = frozenset(
    {*NEEDED, "SETTINGS", "CODERS", "ENTITIES", "ATTRIBUTES", "ATTRIBUTEVARIABLES"}
    | {"ATTRIBUTEVALUES", "SQLITE_MASTER"}
)
#: Marks in a variable's or attribute's value that DNA 2 keeps apart from its name.
ATTRIBUTES_2 = ("Type", "Alias", "Notes")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DnaVariable:
    """What coders fill in for each statement of a type: an organization, a concept, agreement."""

    id: int
    name: str
    data_type: DataType


@dataclass(frozen=True, slots=True)
class DnaType:
    """A kind of statement and its variables, in the database's order."""

    id: int
    label: str
    variables: tuple[DnaVariable, ...]

    def variable(self, name: str) -> DnaVariable | None:
        """The variable of this name, or None."""
        return next((v for v in self.variables if v.name == name), None)


@dataclass(frozen=True, slots=True)
class DnaEntity:
    """One value of a short text variable, with what is noted about it: type, alias, notes."""

    id: int
    variable: int
    value: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """A document as its coders saw it; ``date`` is its date and time in UTC, None if unreadable."""

    id: int
    title: str
    text: str
    coder: int | None
    author: str
    source: str
    section: str
    type: str
    notes: str
    date: datetime | None


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """One coded stretch of a document; ``start`` and ``stop`` are code points into its text."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int | None
    values: Mapping[str, str | int | bool]


@dataclass(frozen=True)
class DnaDatabase:
    """All that a ``.dna`` file holds about documents and their coding; no passwords.

    Attributes
    ----------
    name : file name.
    version : the version of DNA that made it, as written there.
    coders : id → name.
    types : the statement types with their variables.
    entities : the values of short text variables, with attributes.
    documents : id → document.
    statements : every coded statement, by id.
    remarks : what could not be read as it should be, in words.
    """

    name: str
    version: str
    coders: Mapping[int, str]
    types: tuple[DnaType, ...]
    entities: tuple[DnaEntity, ...]
    documents: Mapping[int, DnaDocument]
    statements: tuple[DnaStatement, ...]
    remarks: tuple[str, ...] = ()

    def attributes(self, variable: str, type_: int | None = None) -> dict[str, dict[str, str]]:
        """Value → what is noted about it, for one variable; empty notes are left out."""
        ids = {
            v.id
            for t in self.types
            for v in t.variables
            if v.name == variable and type_ in (None, t.id)
        }
        return {
            e.value: {key: said for key, said in e.attributes.items() if said}
            for e in self.entities
            if e.variable in ids and e.value
        }


def read_dna(path: str | Path) -> DnaDatabase:
    """The documents, variables and statements of a Discourse Network Analyzer database.

    The file is opened read-only and as it lies there; a hostile or damaged one costs bounded time
    and memory. Changes that another program has not yet put into the file itself are not seen: a
    remark says so.

    Parameters
    ----------
    path : a ``.dna`` file of version 2 or 3.

    Raises
    ------
    DnaUnreadable : there is no such file, it is no database of DNA's, it is damaged or too large.

    >>> read_dna("none.dna")
    Traceback (most recent call last):
    goldenbridge.errors.statements.DnaUnreadable: none.dna cannot be read: there is no such file.
      Check the path.
    """
    path = Path(path)
    size = _looked_at(path)
    try:
        with closing(_opened(path)) as connection:
            return _Reader(path, connection, size).read()
    except (sqlite3.Error, UnicodeError) as error:
        # The text of an error may itself be damaged; Python then fails to read that.
        raise DnaUnreadable(
            path.name,
            f"it is damaged or was made to do harm ({_reason(error)})",
            "Open it in DNA and save it again, or take a copy from before.",
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeError):
        return "text that is none"
    said = " ".join(str(error).split())[:120]
    return "it asks for too much work" if said == "interrupted" else said


def _looked_at(path: Path) -> int:
    """The size of the file, once it is clear that it is one and a database."""

    def refuse(found: str, advice: str) -> DnaUnreadable:
        return DnaUnreadable(path.name or str(path), found, advice)

    try:
        seen = path.stat()
    except (OSError, ValueError):
        raise refuse("there is no such file", "Check the path.") from None
    if not stat.S_ISREG(seen.st_mode):
        raise refuse("it is no plain file", "Give the .dna file itself.")
    if seen.st_size > LIMIT_BYTES:
        raise refuse(
            f"it has {seen.st_size:,} bytes, more than {LIMIT_BYTES:,}", "Split the database."
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(64)
    except OSError as error:
        raise refuse(error.strerror or "it does not open", "Check its rights.") from None
    if head.startswith(MAGIC):
        return seen.st_size
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        raise refuse(
            "it is XML, as DNA 1 wrote it", "Open it in DNA 2 and save it as a database first."
        )
    if head.lstrip().startswith(b"{"):
        raise refuse(
            "it looks like a connection profile of DNA, which holds no statements",
            "In DNA, save the database as a local .dna file.",
        )
    raise refuse(
        "it is no SQLite database" if head else "it is empty",
        "Give a .dna file of DNA 2 or 3, or a table of statements as .csv, .xlsx or .jsonl.",
    )


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that can read a few tables and do nothing else."""
    uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LIMIT_TEXT)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_may)
    left = [LIMIT_STEPS]

    def spend() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    connection.set_progress_handler(spend, 1000)
    return connection


def _may(action: int, table: str | None, column: str | None, *_: object) -> int:
    """Nothing but plain reading of DNA's own tables: no function, no view, no password."""
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (table or "").upper() in KNOWN:
        return sqlite3.SQLITE_DENY if (column or "").upper() == "PASSWORD" else sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


class _Reader:
    """One pass over a database; keeps count of rows and text, and of what it had to leave out."""

    def __init__(self, path: Path, connection: sqlite3.Connection, size: int) -> None:
        self.path = path
        self.connection = connection
        # Text in the database cannot be longer than the file that holds it, whatever its pages
        # claim; UTF-16 grows by half when it becomes UTF-8.
        self.text_left = 2 * size
        self.remarks: list[str] = []
        self.tables: set[str] = set()

    def refuse(self, found: str, advice: str) -> DnaUnreadable:
        return DnaUnreadable(self.path.name, found, advice)

    def read(self) -> DnaDatabase:
        self.schema()
        version = self.version()
        second = "ENTITIES" not in self.tables
        coders = {r[0]: _text(r[1]) for r in self.rows("CODERS", "ID", "Name")}
        types = self.types()
        entities = self.entities_2(types) if second else self.entities_3()
        documents = {d.id: d for d in self.documents(milliseconds=version.startswith("2"))}
        statements = self.statements(types, entities, documents, second)
        if self.path.with_name(self.path.name + "-wal").is_file():
            self.remarks.append(
                f"{self.path.name} is open elsewhere, or was not closed: its latest changes are "
                "missing here"
            )
        return DnaDatabase(
            self.path.name,
            version,
            coders,
            types,
            entities,
            documents,
            statements,
            tuple(self.remarks),
        )

    def schema(self) -> None:
        """See that the tables are there, as tables: views and virtual tables run foreign code."""
        found = self.connection.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(2000)
        self.tables = {
            str(name).upper()
            for kind, name, sql in found
            if kind == "table" and not str(sql).upper().startswith("CREATE VIRTUAL")
        }
        missing = [name for name in NEEDED if name not in self.tables]
        if missing:
            raise self.refuse(
                "it is a database, but not one of DNA 2 or 3: no table "
                + ", ".join(missing[:3])
                + (", …" if len(missing) > 3 else ""),
                "Check that it is the right file; newer versions may keep other tables.",
            )

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Some columns of a table, row by row; nothing where the table is not there."""
        if table not in self.tables:
            return
        named = ", ".join(f'"{c}"' for c in columns)
        for count, row in enumerate(self.connection.execute(f'SELECT {named} FROM "{table}"')):
            if count >= LIMIT_ROWS:
                raise self.refuse(
                    f"its table {table} has more than {LIMIT_ROWS:,} rows", "Split the database."
                )
            self.text_left -= sum(len(cell) for cell in row if isinstance(cell, str | bytes))
            if self.text_left < 0:
                raise self.refuse(
                    "it claims to hold more text than the file is long",
                    "It is damaged: restore it.",
                )
            yield row

    def version(self) -> str:
        settings = {_text(k): _text(v) for k, v in self.rows("SETTINGS", "Property", "Value")}
        return settings.get("version") or ("3" if "ENTITIES" in self.tables else "2")

    def types(self) -> tuple[DnaType, ...]:
        variables: dict[int, list[DnaVariable]] = {}
        columns = ("ID", "Variable", "DataType", "StatementTypeId")
        for id_, name, kind, of in sorted(self.rows("VARIABLES", *columns), key=_first):
            if _text(kind) not in TABLES:
                self.remarks.append(
                    f"the variable {_text(name)} is of an unknown kind and left out"
                )
                continue
            variables.setdefault(of, []).append(
                DnaVariable(id_, _text(name), kind)  # one of the four kinds: just looked up
            )
        return tuple(
            DnaType(id_, _text(label), tuple(variables.get(id_, ())))
            for id_, label in sorted(self.rows("STATEMENTTYPES", "ID", "Label"), key=_first)
        )

    def entities_3(self) -> tuple[DnaEntity, ...]:
        names = {
            r[0]: _text(r[1]) for r in self.rows("ATTRIBUTEVARIABLES", "ID", "AttributeVariable")
        }
        noted: dict[int, dict[str, str]] = {}
        columns = ("EntityId", "AttributeVariableId", "AttributeValue")
        for entity, attribute, value in self.rows("ATTRIBUTEVALUES", *columns):
            if attribute in names:
                noted.setdefault(entity, {})[names[attribute]] = _text(value)
        return tuple(
            DnaEntity(id_, of, _text(value), noted.get(id_, {}))
            for id_, of, value in sorted(
                self.rows("ENTITIES", "ID", "VariableId", "Value"), key=_first
            )
        )

    def entities_2(self, types: Sequence[DnaType]) -> tuple[DnaEntity, ...]:
        short = {v.id for t in types for v in t.variables if v.data_type == "short text"}
        rows = sorted(
            self.rows("ATTRIBUTES", "ID", "VariableId", "Value", *ATTRIBUTES_2), key=_first
        )
        return tuple(
            DnaEntity(id_, of, _text(value), dict(zip(ATTRIBUTES_2, map(_text, more), strict=True)))
            for id_, of, value, *more in rows
            if of in short
        )

    def documents(self, milliseconds: bool) -> Iterator[DnaDocument]:
        columns = (
            "ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Type", "Notes", "Date",
        )  # fmt: skip
        for row in sorted(self.rows("DOCUMENTS", *columns), key=_first):
            id_, title, text, coder, author, source, section, kind, notes, date = row
            when = _date(date, milliseconds)
            if when is None:
                self.remarks.append(f"document {id_} has no readable date")
            yield DnaDocument(
                id_, _text(title), _text(text), coder, _text(author), _text(source),
                _text(section), _text(kind), _text(notes), when,
            )  # fmt: skip

    def statements(
        self,
        types: Sequence[DnaType],
        entities: Sequence[DnaEntity],
        documents: Mapping[int, DnaDocument],
        second: bool,
    ) -> tuple[DnaStatement, ...]:
        variables = {v.id: v for t in types for v in t.variables}
        called = {e.id: e.value for e in entities}
        values: dict[int, dict[str, str | int | bool]] = {}
        lost = 0
        for kind, table in TABLES.items():
            by_entity = kind == "short text" and not second
            column = "Entity" if by_entity else "Value"
            for statement, variable, value in self.rows(table, "StatementId", "VariableId", column):
                named = variables.get(variable)
                if named is None or named.data_type != kind or (by_entity and value not in called):
                    lost += 1
                    continue
                values.setdefault(statement, {})[named.name] = (
                    called[value] if by_entity else _value(value, kind)
                )
        places: dict[int, Callable[[int], int]] = {}
        known = {t.id for t in types}
        made = []
        columns = ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder")
        for id_, type_, doc, start, stop, coder in sorted(
            self.rows("STATEMENTS", *columns), key=_first
        ):
            if doc not in documents or type_ not in known or not _is_span(start, stop):
                lost += 1
                continue
            place = places.setdefault(doc, _code_points(documents[doc].text))
            span = (place(start), place(stop))
            if not span[0] < span[1] <= len(documents[doc].text):
                self.remarks.append(f"statement {id_} points past the end of document {doc}")
                span = (0, max(1, len(documents[doc].text)))
            made.append(DnaStatement(id_, type_, doc, *span, coder, values.get(id_, {})))
        if lost:
            self.remarks.append(
                f"{lost:,} records point to something that is not there and are left out"
            )
        return tuple(made)


def _first(row: Sequence[Any]) -> tuple[int, str]:
    """Rows by their id; SQLite lets a stranger put anything in its place."""
    return (row[0], "") if isinstance(row[0], int) else (0, str(row[0]))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return "" if value is None else str(value)


def _value(value: object, kind: str) -> str | int | bool:
    if kind in ("short text", "long text"):
        return _text(value)
    number = value if isinstance(value, int) else 0
    return bool(number) if kind == "boolean" else number


def _is_span(start: object, stop: object) -> bool:
    return isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop


def _date(value: object, milliseconds: bool) -> datetime | None:
    if not isinstance(value, int):
        return None
    try:
        return EPOCH + (timedelta(milliseconds=value) if milliseconds else timedelta(seconds=value))
    except OverflowError:
        return None


def _code_points(text: str) -> Callable[[int], int]:
    """The function from UTF-16 code units, which Java counts, to code points of a text.

    >>> place = _code_points("a😀b")
    >>> [place(unit) for unit in (0, 1, 3, 4)]
    [0, 1, 2, 3]
    """
    if text.isascii():
        return lambda unit: unit
    wide = [at + n for n, at in enumerate(at for at, c in enumerate(text) if c > "\uffff")]
    return lambda unit: unit - bisect_left(wide, unit)


def to_coded(
    db: DnaDatabase,
    actor: str = "organization",
    issue: str = "concept",
    polarity: str | None = "agreement",
    *,
    affiliation: str | None = None,
    statement_type: str | int | None = None,
) -> list[CodedStatement]:
    """The statements of a database in the form that all of goldenbridge reads.

    Agreement becomes +1 and disagreement −1; an integer its sign (its size is kept only by the
    database itself). Statements without an actor are left out, as DNA does; those without an issue
    are kept, and networks pass them over. The other variables of a statement go into its note.

    Parameters
    ----------
    db : a database from :func:`read_dna`.
    actor, issue : short text variables of one statement type.
    polarity : a boolean or integer variable of it; None takes no side at all.
    affiliation : a variable, or an attribute of the actor such as ``Type``, as the actor's
        affiliation. Left out: the organization where the actor is a person, else the Type.
    statement_type : label or id; left out, the first type that has these variables.

    Raises
    ------
    DnaVariableUnknown : no statement type has these variables, or one is of the wrong kind.
    """
    kind = _type_of(db, actor, issue, polarity, statement_type)
    noted = db.attributes(actor, kind.id)
    side = affiliation
    if side is None:
        person = actor == "person" and kind.variable("organization") is not None
        side = "organization" if person else "Type"
    titles = _titles(db)
    starts = {id_: _line_starts(doc.text) for id_, doc in db.documents.items()}
    made = []
    for s in db.statements:
        who = str(s.values.get(actor, "")).strip()
        if s.type != kind.id or not who:
            continue
        doc = db.documents[s.document]
        stand = _polarity(s.values.get(polarity)) if polarity is not None else 0
        belongs = str(s.values.get(side, "")) or noted.get(who, {}).get(side, "")
        made.append(
            CodedStatement(
                doc=titles[s.document],
                start=s.start,
                end=s.stop,
                quote=doc.text[s.start : s.stop],
                actor=who,
                affiliation=belongs or None,
                issue=str(s.values.get(issue, "")).strip() or None,
                act=_ACT[stand],
                polarity=stand,
                doc_date=doc.date.date().isoformat() if doc.date else None,
                line=bisect_left(starts[s.document], s.start + 1),
                prefix=doc.text[max(0, s.start - CONTEXT) : s.start],
                suffix=doc.text[s.stop : s.stop + CONTEXT],
                made_by=db.coders.get(s.coder or 0, ""),
                note=_rest(s, kind, (actor, issue, polarity, side)),
                id=f"dna-{s.id}",
            )
        )
    return made


def _rest(s: DnaStatement, kind: DnaType, used: tuple[str | None, ...]) -> str | None:
    """What else coders filled in, in the order of the variables."""
    more = [(v.name, s.values.get(v.name, "")) for v in kind.variables if v.name not in used]
    return "; ".join(f"{name}: {value}" for name, value in more if value != "") or None


_ACT: dict[int, Act] = {1: "supports", -1: "rejects", 0: "assesses"}


def _polarity(value: object) -> Literal[-1, 0, 1]:
    if isinstance(value, bool):
        return 1 if value else -1
    if isinstance(value, int) and value:
        return 1 if value > 0 else -1
    return 0


def _type_of(
    db: DnaDatabase, actor: str, issue: str, polarity: str | None, wanted: str | int | None
) -> DnaType:
    """The statement type that has the variables, each of the right kind."""
    types = [t for t in db.types if wanted is None or wanted in (t.id, t.label, str(t.id))]
    if not types:
        raise DnaVariableUnknown(
            db.name, "statement type", str(wanted), [t.label for t in db.types]
        )
    asked: list[tuple[str, tuple[str, ...]]]
    asked = [(actor, ("short text",)), (issue, ("short text",))]
    if polarity is not None:
        asked.append((polarity, ("boolean", "integer")))

    def has(one: DnaType) -> int:
        return sum((v := one.variable(n)) is not None and v.data_type in k for n, k in asked)

    best = max(types, key=has)
    for name, kinds in asked:
        found = best.variable(name)
        if found is None or found.data_type not in kinds:
            fitting = [v.name for v in best.variables if v.data_type in kinds]
            raise DnaVariableUnknown(
                db.name, f"{' or '.join(kinds)} variable", name, fitting, best.label
            )
    return best


def _titles(db: DnaDatabase) -> dict[int, str]:
    """A name for each document: its title, with its number where two share one."""
    count: dict[str, int] = {}
    for doc in db.documents.values():
        count[doc.title.strip()] = count.get(doc.title.strip(), 0) + 1
    return {
        id_: title if title and count[title] == 1 else f"{title or 'document'} (no. {id_})"
        for id_, doc in db.documents.items()
        for title in [doc.title.strip()]
    }


def _line_starts(text: str) -> list[int]:
    """Where each physical line starts."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
