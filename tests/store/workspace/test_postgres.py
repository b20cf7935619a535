"""The same workspace on a real PostgreSQL server, started for the test and stopped by it."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from goldenbridge.errors import WorkspaceMissing
from goldenbridge.store.workspace import Workspace, agreed_or_settled, compared, hash_of
from goldenbridge.store.workspace.tables import META

from .conftest import NEVER, OFFER, STEP, TEXT, document

pytest.importorskip("psycopg")


def binaries() -> Path | None:
    """Where the server's programs are, if anywhere."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(on_path).parent if on_path else found[-1].parent if found else None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty server, on a socket of its own in a temporary folder."""
    where = binaries()
    if where is None:
        pytest.skip("there is no PostgreSQL server on this machine")
    user: str | None = None
    # A short path: the name of a socket may not have more than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="gbpg."))
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # the server refuses to run as root
        user = "postgres"
        try:
            shutil.chown(folder, user)
        except LookupError:
            shutil.rmtree(folder)
            pytest.skip("there is nobody to run a PostgreSQL server as")
    name = user or getpass.getuser()
    data = folder / "data"

    def call(program: str, *args: str) -> None:
        subprocess.run(
            [where / program, *args], check=True, timeout=120, user=user, cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    try:
        call("initdb", "-D", str(data), "-A", "trust", "--no-sync", "-E", "UTF8", "-U", name)
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c port=5499"
        call("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", str(folder / "log"), "-o", options,
             "start")  # fmt: skip
        try:
            yield f"postgresql://{name}@/{{}}?host={folder}&port=5499"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """A database of its own."""
    import psycopg

    name = f"db{abs(hash(request.node.name))}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
    return server.format(name)


def test_as_in_a_folder(address: str) -> None:
    with pytest.raises(WorkspaceMissing):
        Workspace.open(address, create=False)
    odd = document("Title\n\0 \x1b[31m \ud800 😀\r\nnext\n", "b.txt")
    with Workspace.open(address) as w:
        w.add_document(document())
        w.add_document(odd)
        ids = w.suggest("a.txt", [NEVER, OFFER.model_copy(update={"note": "\0 😀"})], by="r").new
        assert w.suggest("a.txt", [NEVER], by="r").new == ()
        w.decide(ids[0], "anna", "edited", {"polarity": 0})
        w.decide(ids[0], "ben", "accepted")
        w.decide(ids[1], "ben", "commented", note="a\0b")
        w.add("anna", STEP)
        w.undo("ben", ids[1])
        w.add_document(document("Before.\n" + TEXT))
        w.adjudicate(ids[0], "carla", w.statements("anna")[0].record)
    with Workspace.open(address, create=False) as w:
        assert w.document("b.txt") == odd
        assert w.documents()[0].sha256 == hash_of("Before.\n" + TEXT)
        assert [row.state for row in w.statements("anna")] == ["edited", "suggested", "added"]
        assert [r.record.quote for r in w.statements("ben")] == [NEVER.quote, OFFER.quote]
        assert w.statements("ben")[1].record.note == "\0 😀"
        assert len(compared(w.standings())) == 1
        assert [s.polarity for s in agreed_or_settled(w.standings()).statements] == [0]
        assert w.to_review("ben") == ["a.txt"]
        assert w.coders() == ["anna", "ben"]


@pytest.mark.parametrize("act", ["UPDATE {} SET at = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_changed_in_place(address: str, act: str) -> None:
    with Workspace.open(address) as w:
        w.add_document(document())
        w.suggest("a.txt", [NEVER], by="r")
        for table in set(META.tables) - {"workspace"}:
            with (
                pytest.raises(DBAPIError, match="only ever added to"),
                w._database._engine.begin() as db,
            ):
                db.execute(text(act.format(table)))


def test_writers_at_once_lose_nothing(address: str) -> None:
    many = [NEVER.model_copy(update={"note": str(n)}) for n in range(15)]
    made: list[tuple[str, ...]] = []

    def work(coder: str) -> None:
        with Workspace.open(address) as w:  # the first of them makes the tables
            made.append(w.suggest("a.txt", many, by="r").new)
            for row in w.statements():
                w.decide(row.id, coder, "accepted")

    threads = [threading.Thread(target=work, args=(c,)) for c in ("anna", "ben", "carla", "dora")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(map(len, made)) == [0, 0, 0, 15]
    with Workspace.open(address) as w:
        for coder in ("anna", "ben", "carla", "dora"):
            assert [row.state for row in w.statements(coder)] == ["accepted"] * 15


def test_a_killed_writer_leaves_whole_saves(address: str, tmp_path: Path) -> None:
    """A few kills only: that a transaction is whole is PostgreSQL's to prove."""
    code = (
        "import sys\n"
        "from itertools import count\n"
        "from goldenbridge.statements import CodedStatement\n"
        "from goldenbridge.store.workspace import Workspace\n"
        f"s = CodedStatement.model_validate_json({NEVER.model_dump_json()!r})\n"
        "with Workspace.open(sys.argv[1]) as w:\n"
        "    for n in count():\n"
        "        batch = [s.model_copy(update={'note': f'{sys.argv[2]} {n} {k}'}) "
        "for k in range(5)]\n"
        "        print(*w.suggest('a.txt', batch, by='r').new, flush=True)\n"
    )
    acknowledged: set[str] = set()
    for turn in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", code, address, str(turn)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(turn + 1):
            acknowledged.update(writer.stdout.readline().split())
        writer.kill()
        acknowledged.update(i for line in writer.stdout for i in line.split() if len(i) == 24)
        writer.wait(timeout=30)
        writer.stdout.close()
    with Workspace.open(address) as w:
        rows = w.statements()
    assert acknowledged <= {row.id for row in rows}
    assert len(acknowledged) >= 4 * 5
    assert len(rows) % 5 == 0, "half a save"
