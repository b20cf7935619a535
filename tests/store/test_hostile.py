"""Damaged, foreign and hostile folders: what a kill leaves is mended, all else is told."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
from goldenbridge.errors import GoldenbridgeError
from goldenbridge.store import (
    CannotWrite,
    EnsembleIncomplete,
    EnsembleOther,
    NotAnEnsemble,
    PartRefused,
    WorkerDiffers,
    read_ensemble,
    summed,
    write_ensemble,
)
from goldenbridge.store.manifest import MANIFEST
from goldenbridge.store.part_file import HEADING

RUNS, CHUNK = 60, 20
FIRST, SECOND = "runs-000000000-000000019.parquet", "runs-000000020-000000039.parquet"


@pytest.fixture
def folder(tmp_path: Path, recipe: GenericRecipe) -> Path:
    place = tmp_path / "runs"
    write_ensemble(place, recipe, RUNS, chunk=CHUNK)
    return place


def whole(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize(
    "left",
    [
        lambda raw: b"",
        lambda raw: raw[:1],
        lambda raw: raw[:100],
        lambda raw: raw[:-1],
        lambda raw: raw[:4],
        lambda raw: bytes(len(raw)),
        lambda raw: raw[: len(raw) // 2] + bytes(len(raw) - len(raw) // 2),
    ],
)
def test_what_was_cut_short_is_made_anew(
    folder: Path, recipe: GenericRecipe, left: Callable[[bytes], bytes]
) -> None:
    path = folder / SECOND
    raw = whole(path)
    path.write_bytes(left(raw))
    with pytest.raises(EnsembleIncomplete, match=f"1 of 3 parts .* cut short.\n  {SECOND}"):
        summed(folder)
    assert summed(read_ensemble(folder, partial=True)).runs == RUNS - CHUNK
    written = write_ensemble(folder, recipe, RUNS)
    assert (written.kept, written.remade, written.whole) == (2, (SECOND,), True)
    assert whole(path) == raw


def replaced(**changed: Any) -> Callable[[bytes], bytes]:
    """A part written anew with another heading or other columns."""

    def change(raw: bytes) -> bytes:
        file = pq.ParquetFile(pa.BufferReader(raw))
        heading = json.loads(file.metadata.metadata[HEADING])
        table = file.read()
        if "rows" in changed:
            table = table.slice(0, changed["rows"])
        if "column" in changed:
            name, values = changed["column"]
            at = table.column_names.index(name)
            table = table.set_column(at, name, pa.array(values, table.schema.types[at]))
        if "drop" in changed:
            table = table.drop_columns([changed["drop"]])
        heading |= changed.get("heading", {})
        sink = pa.BufferOutputStream()
        with pq.ParquetWriter(sink, table.schema, store_schema=False) as writer:
            writer.write_table(table, row_group_size=changed.get("group", 10**6))
            if changed.get("told", True):
                writer.add_key_value_metadata({HEADING: json.dumps(heading)})
        return bytes(sink.getvalue())

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: b"PK" + raw, "it is no Parquet file"),
        (lambda raw: b"PAR1" + b"x" * 500 + b"PAR1", "damaged inside"),
        (lambda raw: raw[:8] + b"\xff" * 500 + raw[508:], "damaged inside|not as it was written"),
        (lambda raw: raw * 500, "longer than"),
        (replaced(heading={"key": "0" * 64}), r"other runs \(key: found 0000"),
        (replaced(heading={"seed": 2}), r"other runs \(seed: found 2, wanted 1\)"),
        (replaced(heading={"first": 0}), r"other runs \(first: found 0, wanted 20\)"),
        (replaced(heading={"format": 9}), r"other runs \(format: found 9, wanted 1\)"),
        (replaced(heading={"digests": "no"}), "not written by goldenbridge"),
        (replaced(heading={"digests": {}}), 'column "run" is not as it was written'),
        (replaced(told=False), "not written by goldenbridge"),
        (replaced(rows=19), "it has 19 rows, wanted 20 in one piece"),
        (replaced(group=5), "it has 20 rows, wanted 20 in one piece"),
        (replaced(drop="war"), "other columns"),
        (replaced(column=("peak", [8] * 20)), 'column "peak" is not as it was written'),
        (replaced(column=("month", [None] * 20)), 'column "month" is not as it was written'),
    ],
)
def test_what_is_something_else_is_left_alone(
    folder: Path, recipe: GenericRecipe, change: Callable[[bytes], bytes], said: str
) -> None:
    path = folder / SECOND
    changed = change(whole(path))
    path.write_bytes(changed)
    for attempt in (
        lambda: write_ensemble(folder, recipe, RUNS),
        lambda: list(read_ensemble(folder)),
    ):
        with pytest.raises(PartRefused, match=said) as error:
            attempt()
        assert str(error.value).startswith(f"{path} is not the part that belongs there")
        assert "Move it away" in str(error.value)
    assert whole(path) == changed
    path.unlink()
    assert write_ensemble(folder, recipe, RUNS).whole


def test_a_part_of_other_runs_under_this_name(
    tmp_path: Path, folder: Path, recipe: GenericRecipe
) -> None:
    write_ensemble(tmp_path / "other", recipe, RUNS, seed=7, chunk=CHUNK)
    shutil.copy(tmp_path / "other" / FIRST, folder / FIRST)
    with pytest.raises(PartRefused, match=r"seed: found 7, wanted 1"):
        write_ensemble(folder, recipe, RUNS)
    shutil.copy(folder / SECOND, folder / FIRST)
    with pytest.raises(PartRefused, match=r"first: found 20, wanted 0"):
        write_ensemble(folder, recipe, RUNS)


def test_a_lie_about_worlds_is_seen(folder: Path) -> None:
    """Digests that agree with false numbers do not make them true."""
    from goldenbridge.store.part_file import _digest

    path = folder / FIRST
    file = pq.ParquetFile(path)
    heading = json.loads(file.metadata.metadata[HEADING])
    world = file.read().column("world").to_numpy().copy()
    world[3] = -5
    digests = {**heading["digests"], "world": _digest(world)}
    lie = replaced(column=("world", world), heading={"digests": digests})(whole(path))
    path.write_bytes(lie)
    with pytest.raises(PartRefused, match='column "world" tells of other runs'):
        summed(folder)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_flipped_byte_is_never_believed(folder: Path, data: st.DataObject) -> None:
    """Either the part is told to be wrong, or its numbers are the true ones."""
    path = folder / SECOND
    raw = whole(path)
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = bytearray(raw)
    changed[at] ^= data.draw(st.integers(1, 255))
    meant = [{name: v.tobytes() for name, v in block.items()} for block in read_ensemble(folder)]
    path.write_bytes(changed)
    try:
        found = [
            {name: v.tobytes() for name, v in block.items()} for block in read_ensemble(folder)
        ]
    except (PartRefused, EnsembleIncomplete):
        pass
    else:
        assert found == meant
    finally:
        path.write_bytes(raw)


def test_things_in_the_way(tmp_path: Path, folder: Path, recipe: GenericRecipe) -> None:
    path = folder / SECOND
    raw = whole(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(PartRefused, match="it is a directory"):
        write_ensemble(folder, recipe, RUNS)
    path.rmdir()

    outside = tmp_path / "outside.parquet"
    outside.write_bytes(raw)
    path.symlink_to(outside)
    for attempt in (lambda: write_ensemble(folder, recipe, RUNS), lambda: summed(folder)):
        with pytest.raises(PartRefused, match="it is a symbolic link"):
            attempt()
    assert outside.read_bytes() == raw
    outside.unlink()
    with pytest.raises(PartRefused, match="it is a symbolic link"):
        write_ensemble(folder, recipe, RUNS)
    assert not outside.exists()
    path.unlink()

    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        with pytest.raises(PartRefused, match="a device or a pipe"):
            write_ensemble(folder, recipe, RUNS)
        path.unlink()

    stray = folder / "runs-000000000-000000009.parquet"
    stray.write_bytes(raw)
    for attempt in (lambda: write_ensemble(folder, recipe, RUNS), lambda: summed(folder)):
        with pytest.raises(PartRefused, match="have no part of that name"):
            attempt()
    stray.unlink()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert write_ensemble(folder, recipe, RUNS).whole
    assert whole(path) == raw


def test_a_folder_of_other_things(tmp_path: Path, recipe: GenericRecipe) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(NotAnEnsemble, match=r"it is not empty: holiday\.jpg"):
        write_ensemble(tmp_path, recipe, RUNS)
    for place in (tmp_path / "holiday.jpg", tmp_path / "holiday.jpg" / "runs"):
        with pytest.raises(NotAnEnsemble, match="is a file"):
            write_ensemble(place, recipe, RUNS)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_parts_that_lost_their_manifest_are_taken_up(folder: Path, recipe: GenericRecipe) -> None:
    manifest = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).unlink()
    with pytest.raises(NotAnEnsemble, match="it is not empty: runs-0000"):
        write_ensemble(folder, recipe, RUNS, chunk=10)
    assert write_ensemble(folder, recipe, RUNS, chunk=CHUNK).kept == 3
    assert (folder / MANIFEST).read_bytes() == manifest


def edited(**changed: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda data: {**data, **changed}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: [data], "not of format 1"),
        (edited(format=2), "not of format 1"),
        (edited(runs=-1), 'has -1 as its "runs"'),
        (edited(runs=True), 'has True as its "runs"'),
        (edited(runs=10**9, chunk=1), "asks for the impossible"),
        (edited(worlds=10**12), 'has 1000000000000 as its "worlds"'),
        (edited(seed="1"), 'as its "seed"'),
        (edited(columns={}), "other columns"),
        (edited(columns={"run": "object", "world": "int32", "ending": "int8"}), "other kinds"),
        (edited(columns={"run": [], "world": "int32", "ending": "int8"}), "other kinds"),
        (edited(about={"steps": 99}), "does not follow"),
        (edited(key="../../etc"), "does not say its key"),
        (edited(code=None), 'does not say its "code"'),
    ],
)
def test_a_manifest_that_is_none(
    folder: Path, recipe: GenericRecipe, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(change(json.loads(path.read_bytes()))), encoding="utf-8")
    for attempt in (lambda: write_ensemble(folder, recipe, RUNS), lambda: read_ensemble(folder)):
        with pytest.raises(NotAnEnsemble, match=said):
            attempt()


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b" " * 5_000_000])
def test_a_manifest_that_cannot_be_read(folder: Path, recipe: GenericRecipe, raw: bytes) -> None:
    (folder / MANIFEST).write_bytes(raw)
    with pytest.raises(NotAnEnsemble, match=MANIFEST):
        write_ensemble(folder, recipe, RUNS)


def test_a_manifest_that_is_a_link(tmp_path: Path, folder: Path, recipe: GenericRecipe) -> None:
    (folder / MANIFEST).rename(tmp_path / "real.json")
    (folder / MANIFEST).symlink_to(tmp_path / "real.json")
    with pytest.raises(NotAnEnsemble, match="symbolic link"):
        write_ensemble(folder, recipe, RUNS)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_no_leave_to_write(tmp_path: Path, recipe: GenericRecipe) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="Permission denied"):
            write_ensemble(tmp_path / "runs", recipe, RUNS)
        with pytest.raises(CannotWrite, match="Permission denied"):
            write_ensemble(tmp_path, recipe, RUNS)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    "error",
    [
        CannotWrite("a", "b"),
        EnsembleIncomplete("a", ["b"] * 30, 50),
        EnsembleOther("a", [("b", "c", "d")]),
        NotAnEnsemble("a", "b"),
        PartRefused("a", "b"),
        WorkerDiffers([("a", "b", "c")]),
    ],
)
def test_errors_come_through_a_copy(error: GoldenbridgeError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert len(str(error).splitlines()) <= 14
