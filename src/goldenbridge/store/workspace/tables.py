"""The tables of a workspace. What is in them is never changed nor removed: triggers see to it."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

__all__ = ["META", "SCHEMA", "documents", "events", "statements", "workspace"]

#: Version of these tables.
SCHEMA = 1

META = MetaData()
_COUNTED = BigInteger().with_variant(Integer(), "sqlite")

workspace = Table(
    "workspace",
    META,
    Column("schema", Integer, primary_key=True, autoincrement=False),
    Column("made", String(40), nullable=False),
)

#: A row each version of a document; the last one of a name counts. ``text`` is UTF-8: a text may
#: hold characters that a database refuses as text.
documents = Table(
    "documents",
    META,
    Column("id", _COUNTED, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("told", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    sqlite_autoincrement=True,
)

statements = Table(
    "statements",
    META,
    Column("id", String(24), primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("named", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("at", String(40), nullable=False),
    sqlite_with_rowid=True,
)

events = Table(
    "events",
    META,
    Column("seq", _COUNTED, primary_key=True),
    Column("statement", String(24), ForeignKey("statements.id"), nullable=False, index=True),
    Column("document", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("layer", String(16), nullable=False),
    Column("coder", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("note", Text, nullable=False),
    Column("undoes", _COUNTED, ForeignKey("events.seq")),
    Column("sha256", String(64), nullable=False),
    # Nothing can be taken back twice, whoever asks for it.
    UniqueConstraint("undoes"),
    Index("ix_events_coder", "coder", "seq"),
    sqlite_autoincrement=True,
)

_REFUSE = """
CREATE OR REPLACE FUNCTION goldenbridge_only_added() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a workspace is only ever added to'; END $$ LANGUAGE plpgsql
"""


def _ddl(statement: str) -> DDL:
    return DDL(statement)  # type: ignore[no-untyped-call]


event.listen(META, "before_create", _ddl(_REFUSE).execute_if(dialect="postgresql"))
for _table in (workspace, documents, statements, events):
    for _act in ("UPDATE", "DELETE"):
        event.listen(
            _table,
            "after_create",
            _ddl(
                f"CREATE TRIGGER {_table.name}_no_{_act.lower()} BEFORE {_act} ON {_table.name} "
                "BEGIN SELECT RAISE(ABORT, 'a workspace is only ever added to'); END"
            ).execute_if(dialect="sqlite"),
        )
    event.listen(
        _table,
        "after_create",
        _ddl(
            f"CREATE TRIGGER {_table.name}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {_table.name} FOR EACH STATEMENT EXECUTE FUNCTION goldenbridge_only_added()"
        ).execute_if(dialect="postgresql"),
    )
