"""A stranger's file opened: a regular file of bounded size, whatever its name promises."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from goldenbridge.errors import (
    SourceNotAFile,
    SourceNotFound,
    SourceTooBig,
    SourceUnreadable,
    SourceWithoutText,
)

__all__ = ["read_bytes", "shown_name"]


def shown_name(path: Path) -> str:
    """A file's name as it may stand in a message and in data: names may hold what no text may.

    >>> shown_name(Path("texts/talks.txt"))
    'talks.txt'
    """
    name = path.name or str(path)
    plain = name.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "?" for c in plain)


def read_bytes(path: Path, limit: int) -> bytes:
    """All bytes of a file, refused by its size before anything is read.

    Raises
    ------
    SourceNotFound, SourceNotAFile, SourceTooBig, SourceWithoutText, SourceUnreadable
    """
    name = shown_name(path)
    try:
        _check(name, path.stat(), limit)
        # Not blocking: between the check and here, a pipe may have taken the file's place.
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(handle, "rb") as stream:
            _check(name, os.fstat(handle), limit)
            raw = stream.read(limit + 1)
    except FileNotFoundError:
        raise SourceNotFound(str(path.parent / name)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(
            name, reason, "a readable file", "Check its name and rights."
        ) from None
    if len(raw) > limit:
        raise SourceTooBig(name, f"more than {limit:,} bytes", f"{limit:,} bytes", "file_bytes")
    if not raw:
        raise SourceWithoutText(name, "it is empty")
    return raw


def _check(name: str, found: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise SourceNotAFile(name, "a folder")
    if stat.S_ISFIFO(found.st_mode):
        raise SourceNotAFile(name, "a pipe")
    if stat.S_ISSOCK(found.st_mode):
        raise SourceNotAFile(name, "a socket")
    if not stat.S_ISREG(found.st_mode):
        raise SourceNotAFile(name, "a device")
    if found.st_size > limit:
        size = f"{found.st_size:,} bytes"
        raise SourceTooBig(name, size, f"{limit:,} bytes", "file_bytes")
