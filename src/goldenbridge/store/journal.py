"""A long output that can be taken up again: which documents are in it already, and how far it goes.

The output is a file of lines; beside it a journal gets one line for each document, after the
document's lines are on the disk. Where a run ends in the middle, the output is cut back to what the
journal vouches for, and the documents named there are left out of the next run. A document that
changed meanwhile is done again from scratch: the journal knows its size and time of change.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from goldenbridge.store.errors import JournalMismatch

__all__ = ["Journal"]

#: Seconds of work that a crash may cost; waiting for the disk at every document would cost more.
EVERY = 1.0


class Journal:
    """Lines of an output, document by document; use it in a ``with`` block.

    Parameters
    ----------
    output : the file of lines.
    settings : what the lines depend on, such as the codebook's hash; a journal made under other
        settings is not taken up.
    fresh : begin anew even where a journal is there.

    Attributes
    ----------
    taken_up : documents that were done before.

    Raises
    ------
    JournalMismatch : a journal is there, but of other settings.
    OSError : the files cannot be written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "out.jsonl"
    >>> with Journal(path, {"codebook": "a"}) as journal:
    ...     journal.write("one.txt", ['{"actor": "Norvik"}'])
    >>> with Journal(path, {"codebook": "a"}) as journal:
    ...     journal.done("one.txt"), journal.done("two.txt")
    (True, False)
    """

    def __init__(self, output: Path, settings: dict[str, Any], fresh: bool = False) -> None:
        self.output = output
        self.place = output.with_name(output.name + ".journal")
        self._settings = settings
        self._done: dict[str, tuple[int, int] | None] = {}
        self._end = 0
        if not fresh:
            self._take_up()
        self.taken_up = len(self._done)
        self._waiting: list[dict[str, Any]] = []
        self._synced = 0.0
        self._lines: IO[bytes] | None = None
        self._journal: IO[bytes] | None = None

    def __enter__(self) -> Self:
        begun = bool(self._done)
        self._lines = self.output.open("r+b" if begun and self.output.exists() else "wb")
        self._lines.truncate(self._end)
        self._lines.seek(self._end)
        self._journal = self.place.open("ab" if begun else "wb")
        if not begun:
            self._waiting.append({"settings": self._settings})
        self.sync()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._lines is not None
        assert self._journal is not None
        try:
            if self.place.exists():
                self.sync()
        finally:
            self._lines.close()
            self._journal.close()

    def done(self, path: str) -> bool:
        """Whether a document is in the output already, as it is now."""
        return path in self._done and self._done[path] == _stamp(path)

    def write(self, path: str, lines: Iterable[str]) -> None:
        """Add a document's lines; within a second they are where a crash cannot reach them."""
        assert self._lines is not None
        self._lines.write("".join(f"{line}\n" for line in lines).encode())
        self._done[path] = _stamp(path)
        self._waiting.append({"path": path, "stamp": self._done[path], "end": self._lines.tell()})
        if time.monotonic() - self._synced > EVERY:
            self.sync()

    def sync(self) -> None:
        """Put on the disk what was written: the lines first, then what vouches for them."""
        assert self._lines is not None
        assert self._journal is not None
        self._lines.flush()
        os.fsync(self._lines.fileno())
        for entry in self._waiting:
            self._journal.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())
        self._waiting.clear()
        self._synced = time.monotonic()

    def finish(self) -> None:
        """All is done: the journal is not needed any more."""
        self.sync()
        self.place.unlink(missing_ok=True)

    def _take_up(self) -> None:
        """Believe the journal line by line, as far as it is whole and the output holds it."""
        try:
            raw = self.place.read_bytes()
            size = self.output.stat().st_size
        except FileNotFoundError:
            return
        lines = raw.split(b"\n")[:-1]  # what follows the last newline was cut off
        entries: list[dict[str, Any]] = []
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                break
            if not isinstance(entry, dict):
                break
            entries.append(entry)
        if not entries:
            return
        if entries[0].get("settings") != self._settings:
            raise JournalMismatch(str(self.output), str(self.place))
        kept = len(lines[0]) + 1
        for entry, line in zip(entries[1:], lines[1:], strict=False):
            end, path, stamp = entry.get("end"), entry.get("path"), entry.get("stamp")
            if not isinstance(end, int) or not isinstance(path, str) or end > size:
                break
            pair = tuple(stamp) if isinstance(stamp, list) and len(stamp) == 2 else None
            if path in self._done or pair != _stamp(path):
                break  # changed since: what follows is done again, so that no line is there twice
            self._done[path] = pair
            self._end = end
            kept += len(line) + 1
        if self._done:
            with self.place.open("r+b") as file:
                file.truncate(kept)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        told = Path(path).stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns
