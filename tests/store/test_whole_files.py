"""Files are there whole or not at all; what dead writers left goes, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.store import CannotWrite
from goldenbridge.store import whole_files as module
from goldenbridge.store.whole_files import NotPlain, plain, swept, temporary, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_written_and_read(tmp_path: Path) -> None:
    assert plain(tmp_path / "a", 10) is None
    write_whole(tmp_path, "a", b"one")
    write_whole(tmp_path, "a", b"two")
    assert plain(tmp_path / "a", 3) == b"two"
    with pytest.raises(NotPlain, match="longer than the 2 bytes"):
        plain(tmp_path / "a", 2)
    assert names(tmp_path) == ["a"]


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path, "a", b"12345")
    monkeypatch.setattr(module, "_look", lambda told, limit: None)
    with pytest.raises(NotPlain, match="longer"):
        plain(tmp_path / "a", 4)


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    write_whole(tmp_path, "a", b"one")

    def full(*told: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, at, full)
    with pytest.raises(CannotWrite, match=r"a cannot be written: No space left on device\.\n"):
        write_whole(tmp_path, "a", b"two")
    monkeypatch.undo()
    assert names(tmp_path) == ["a"]
    assert plain(tmp_path / "a", 9) == b"one"


def test_a_file_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        said.append("sync")
        sync(descriptor)

    def replaced(before: Path, after: Path) -> None:
        said.append("replace")
        assert before.read_bytes() == b"one"
        replace(before, after)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    write_whole(tmp_path, "a", b"one")
    assert said == ["sync", "replace", *(["sync"] if os.name == "posix" else [])]


def test_another_writer_that_sweeps_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, times = os.replace, []

    def swept_first(before: Path, after: Path) -> None:
        times.append(before)
        if len(times) <= 3:
            assert swept(tmp_path, {"a"}) == 1
        replace(before, after)

    monkeypatch.setattr(os, "replace", swept_first)
    write_whole(tmp_path, "a", b"one")
    assert len(times) == 4
    assert names(tmp_path) == ["a"]

    def always(before: Path, after: Path) -> None:
        before.unlink()
        replace(before, after)

    monkeypatch.setattr(os, "replace", always)
    with pytest.raises(CannotWrite, match="again and again"):
        write_whole(tmp_path, "a", b"two")
    with pytest.raises(CannotWrite, match="No such file"):
        write_whole(tmp_path / "gone", "a", b"two")


def test_only_what_dead_writers_left_goes(tmp_path: Path) -> None:
    mine, other = temporary("a.parquet"), temporary("b.parquet")
    kept = [other, "a.parquet", ".a.parquet.tmp", "a.tmp", f"x{mine}", ".keep"]
    for name in (mine, temporary("a.parquet"), *kept):
        (tmp_path / name).write_bytes(b"")
    folder = tmp_path / temporary("a.parquet")
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.write_bytes(b"kept")
    link = tmp_path / temporary("a.parquet")
    link.symlink_to(outside)
    assert swept(tmp_path, {"a.parquet"}) == 3
    assert names(tmp_path) == sorted([*kept, folder.name, "outside"])
    assert outside.read_bytes() == b"kept"
