"""Files that are there whole or not at all, and files read only if they are plain.

A file is written beside its place under a name of its own, brought to the disk, and then put in
its place in one step. A writer that is killed leaves its place as it was, and at most a temporary
file, which the next one removes. No lock is kept: two writers of the same thing write the same.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from goldenbridge.store.errors import CannotWrite

__all__ = ["NotPlain", "plain", "swept", "temporary", "write_whole"]

TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{16}\.tmp", re.DOTALL)
#: How often a writer begins again whose temporary file another one took for a dead writer's.
TRIES = 10

NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
AS_IT_IS = getattr(os, "O_BINARY", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)


class NotPlain(Exception):
    """What is there is no plain file, or too large; said in words."""


def temporary(name: str) -> str:
    """A name for a file that is to become ``name``.

    >>> TEMPORARY.fullmatch(temporary("a.json"))[1]
    'a.json'
    """
    return f".{name}.{token_hex(8)}.tmp"


def write_whole(folder: Path, name: str, raw: bytes) -> None:
    """Put a file in its place, whole or not at all, in place of a plain file of that name.

    Raises
    ------
    CannotWrite : the disk does not take it.
    """
    try:
        for _ in range(TRIES):
            beside = folder / temporary(name)
            try:
                _write(beside, raw)
                os.replace(beside, folder / name)
            except FileNotFoundError:
                if not folder.is_dir():
                    raise
            else:
                _settle(folder)
                return
            finally:
                with suppress(OSError):
                    beside.unlink()
    except OSError as error:
        raise CannotWrite(str(folder / name), error.strerror or str(error)) from None
    raise CannotWrite(str(folder / name), "something removes its temporary file again and again")


def plain(path: Path, limit: int) -> bytes | None:
    """The content of a plain file; None where there is nothing of that name.

    Raises
    ------
    NotPlain : it is a directory, a link, a device, cannot be read, or is longer than the limit.
    """
    try:
        _look(os.lstat(path), limit)
        descriptor = os.open(path, os.O_RDONLY | NO_LINKS | NO_WAITING | AS_IT_IS)
        with os.fdopen(descriptor, "rb") as stream:
            _look(os.fstat(descriptor), limit)
            raw = stream.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotPlain(f"it cannot be read: {error.strerror or error}") from None
    if len(raw) > limit:
        raise NotPlain(f"it is longer than the {limit:,} bytes it could have")
    return raw


def swept(folder: Path, names: Collection[str]) -> int:
    """Remove what killed writers of files with these names left; how many files it was."""
    removed = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            matched = TEMPORARY.fullmatch(entry.name)
            if matched is None or matched[1] not in names or entry.is_dir(follow_symlinks=False):
                continue
            with suppress(OSError):  # somebody else did it, or still has it open
                os.unlink(entry.path)
                removed += 1
    return removed


def _write(path: Path, raw: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS | AS_IT_IS
    with os.fdopen(os.open(path, flags, 0o666), "wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Bring the folder's own list of names to the disk, where the system can."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems cannot, and need not
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _look(told: os.stat_result, limit: int) -> None:
    if stat.S_ISLNK(told.st_mode):
        raise NotPlain("it is a symbolic link")
    if stat.S_ISDIR(told.st_mode):
        raise NotPlain("it is a directory")
    if not stat.S_ISREG(told.st_mode):
        raise NotPlain("it is a device or a pipe, not a file")
    if told.st_size > limit:
        raise NotPlain(f"it is longer than the {limit:,} bytes it could have")
