"""The database of a workspace: a file in a folder, or a PostgreSQL server; every save is whole.

Why a rollback journal and no write-ahead log: see docs/decisions/0016-workspace.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)

from goldenbridge.errors import MissingExtra, WorkspaceMissing, WorkspaceUnusable
from goldenbridge.files.problem import shown
from goldenbridge.store.workspace.tables import META, SCHEMA, workspace

__all__ = ["DEFAULT", "FILE", "VARIABLE", "Database"]

DEFAULT = "goldenbridge-workspace"
VARIABLE = "GOLDENBRIDGE_WORKSPACE"
FILE = "workspace.sqlite"

#: Seconds to wait for somebody else's save; saves take milliseconds.
PATIENCE = 60
#: Marks the file as ours: the letters GBws.
MARK = 0x47427773
#: Which lock of PostgreSQL those who write to a workspace wait for.
LOCK = 0x4742_7773_0001

_WRITES = "goldenbridge_writes"


class Database:
    """An open database with the tables of a workspace.

    Attributes
    ----------
    place : what to call it in messages; without a password.

    Raises
    ------
    WorkspaceMissing : there is none, and none is to be made.
    WorkspaceUnusable : what is there is something else, or cannot be read.
    MissingExtra : a server was asked for and its driver is not installed.
    """

    def __init__(self, where: str | os.PathLike[str], create: bool) -> None:
        url = _url(where)
        self.place = _called(url, where)
        if url.get_backend_name() == "sqlite":
            self._engine = _file(url, self.place, create)
        else:
            self._engine = _server(url)
        try:
            self._prepare(create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at one state of the workspace, whatever others write meanwhile."""
        with self._told(), self._engine.connect() as opened:
            connection = opened
            if opened.dialect.name == "postgresql":
                connection = opened.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One save: all of it is kept when the block ends, or none of it. Writers wait in turn."""
        with self._told(), self._engine.connect() as opened:
            connection = opened.execution_options(**{_WRITES: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Faults of the database in words; mistakes of ours as they are."""
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: DBAPIError) -> WorkspaceUnusable:
        said = shown(str(error.orig).splitlines()[0] if str(error.orig) else "no reason given", 200)
        advice = ""
        if isinstance(error.orig, sqlite3.Error):
            if "locked" in said or "busy" in said:
                said = f"another program has been writing to it for {PATIENCE} seconds"
                advice = "Try again; nothing of this save was kept."
            elif "readonly" in said or "read-only" in said:
                said = "it may not be written to"
                advice = "Look at the permissions of the folder and of the file in it."
            elif "not a database" in said or "malformed" in said:
                said = f"its file is damaged or no database ({said})"
                advice = "Restore it from a copy; what can be read can be exported from the copy."
            elif "full" in said:
                advice = "Make room; nothing of this save was kept."
        elif isinstance(error, OperationalError):
            advice = "Is the server running, and are name and password right?"
        return WorkspaceUnusable(self.place, said, advice)

    def _prepare(self, create: bool) -> None:
        """Make the tables where there is nothing, and look at what there is."""
        with self.reading() as connection:
            found = self._version(connection)
        if found is None:
            if not create:
                raise WorkspaceMissing(self.place)
            with self.writing() as connection:
                found = self._version(connection)  # somebody else may have been faster
                if found is None:
                    self._make(connection)
                    found = SCHEMA
        if found != SCHEMA:
            raise WorkspaceUnusable(
                self.place,
                f"its tables have version {found}, and this goldenbridge knows {SCHEMA}",
                "Use the goldenbridge that wrote it, or a newer one.",
            )

    def _make(self, connection: Connection) -> None:
        META.create_all(connection)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(workspace).values(schema=SCHEMA, made=made))
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {MARK}")

    def _version(self, connection: Connection) -> int | None:
        """The version of the tables; None where there is nothing at all.

        Raises
        ------
        WorkspaceUnusable : there is something else.
        """
        look = inspect(connection)
        found = set(look.get_table_names())
        ours = set(META.tables)
        if connection.dialect.name == "sqlite":
            # A stranger's file might bring more than tables of these names.
            kinds = connection.exec_driver_sql(
                "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' "
                "ESCAPE '\\'"
            ).all()
            if not kinds:
                return None
            triggers = {f"{table}_no_{act}" for table in ours for act in ("update", "delete")}
            strange = [
                name
                for kind, name, table in kinds
                if table not in ours
                or (kind == "trigger" and name not in triggers)
                or kind == "view"
            ]
            marked = connection.exec_driver_sql("PRAGMA application_id").scalar()
            if strange or marked != MARK or found != ours:
                raise WorkspaceUnusable(
                    self.place,
                    "its file holds something else" + (f": {shown(strange[0])}" if strange else ""),
                    "Choose another folder; nothing in it was changed.",
                )
        elif not ours & found:
            return None
        elif not ours <= found:
            raise WorkspaceUnusable(
                self.place,
                f"a table is missing: {', '.join(sorted(ours - found))}",
                "Choose a database of its own for the workspace.",
            )
        return connection.execute(select(workspace.c.schema)).scalar() or 0


def _url(where: str | os.PathLike[str]) -> URL:
    told = os.fspath(where)
    if "://" in told:
        try:
            url = make_url(told)
            name = url.get_backend_name()
        except (ArgumentError, ValueError):
            raise WorkspaceUnusable(
                "The address", "it is no address of a database", "Write postgresql://user@host/name"
            ) from None
        if name == "postgresql":
            return url.set(drivername="postgresql+psycopg")
        if name == "sqlite" and url.database:
            return url.set(drivername="sqlite")
        raise WorkspaceUnusable(
            url.render_as_string(), "only a folder and PostgreSQL can be", "Give a folder."
        )
    if not told or "\0" in told:
        raise WorkspaceUnusable(repr(told), "that is no name of a folder", "Give a folder.")
    return URL.create("sqlite", database=str(Path(told) / FILE))


def _called(url: URL, where: str | os.PathLike[str]) -> str:
    if url.get_backend_name() == "sqlite":
        return shown(os.fspath(where), 200)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _file(url: URL, place: str, create: bool) -> Engine:
    path = Path(url.database or "")
    try:
        there = path.is_file()
        if not there:
            if path.exists() or (path.parent.exists() and not path.parent.is_dir()):
                raise WorkspaceUnusable(place, "it is no folder, or its file is none", "")
            if not create:
                raise WorkspaceMissing(place)
            path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise WorkspaceUnusable(place, "a file is in the way", "Choose another folder.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WorkspaceUnusable(place, reason, "Choose another folder.") from None
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def connected(raw: Any, record: object) -> None:
        raw.isolation_level = None  # transactions begin where we say, not where sqlite3 guesses
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout = {PATIENCE * 1000}",
            "trusted_schema = OFF",
            "foreign_keys = ON",
            "recursive_triggers = ON",  # so that REPLACE cannot remove a row unseen either
            "journal_mode = DELETE",
            "synchronous = EXTRA",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(url: URL) -> Engine:
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise MissingExtra("A workspace on PostgreSQL", "postgres") from None

    @event.listens_for(engine, "connect")
    def connected(raw: Any, record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
            cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
        raw.commit()

    return engine
