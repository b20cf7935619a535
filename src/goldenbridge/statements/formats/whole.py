"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

__all__ = ["written_whole"]


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A stream to write to; the file appears under its name once all is written.

    Raises
    ------
    OSError : the folder is not there, or the disk is full; a file that was there stays as it was.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:  # a pipe or a device cannot be put in place
            yield stream
        return
    target = path.resolve()
    with NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name[:80]}.", delete=False
    ) as part:
        try:
            yield part
            part.flush()
            os.fsync(part.fileno())
            os.chmod(part.name, target.stat().st_mode if target.exists() else 0o666 & ~_umask())
            os.replace(part.name, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(part.name)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
