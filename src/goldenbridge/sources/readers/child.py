"""The other side of the worker: one process, reused, stopped when a file takes too much.

Plain text never comes here. HTML, PDF, DOCX and e-mail are opened by libraries that cannot be
bounded from inside; in a process of their own a hostile file costs the limits and no more.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import goldenbridge
from goldenbridge import errors
from goldenbridge.errors import (
    SourceBroken,
    SourceTookTooLong,
    SourceTookTooMuch,
    SourceUnreadable,
)
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.extract import MEDIA, Extract

__all__ = ["Worker", "extract_apart"]

_START_SECONDS = 120
_FEW = 1_000_000
#: A character of JSON in UTF-8 takes at most six bytes.
_BYTES_PER_CHARACTER = 6
#: What the operating system ends a process with that takes too much memory.
_KILLED = int(getattr(signal, "SIGKILL", 9))
_ANSWER = TypeAdapter(Extract)


class Worker:
    """A process that reads files until one is too much for it; started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def read(self, medium: str, raw: bytes, name: str, limits: Limits) -> Extract:
        """What the worker makes of one file.

        Raises
        ------
        SourceUnreadable : it cannot be read, or takes more time or memory than the limits allow.
        """
        with self._lock:
            process = self._started(name)
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(limits.seconds, stop)
            timer.daemon = True
            timer.start()
            try:
                said = self._asked(process, medium, raw, name, limits)
            except (OSError, ValueError, EOFError):
                code = self.close()
                if late.is_set():
                    raise SourceTookTooLong(name, limits.seconds) from None
                if code in {-_KILLED, 1}:
                    raise SourceTookTooMuch(name, limits.memory / 1e6) from None
                raise SourceBroken(name, MEDIA[medium], "its reader broke down on it") from None
            finally:
                timer.cancel()
            if said.get("error") == "SourceTookTooMuch" or late.is_set():
                self.close()
        return _understood(said, medium, name)

    def close(self) -> int | None:
        """End the process; what it ended with."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            # A copy of this process by fork shares pipes with its parent: start anew.
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        root = str(Path(goldenbridge.__file__).parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            process = self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "goldenbridge.sources.readers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            timer = threading.Timer(_START_SECONDS, process.kill)
            timer.daemon = True
            timer.start()
            try:
                _answer(process, _FEW)
            finally:
                timer.cancel()
        except (OSError, ValueError, EOFError):
            self.close()
            raise SourceUnreadable(
                name,
                "the process that reads such files cannot be started",
                "room for one more process",
                "Free memory, or save the document as plain text and read that.",
            ) from None
        return process

    def _asked(
        self,
        process: subprocess.Popen[bytes],
        medium: str,
        raw: bytes,
        name: str,
        limits: Limits,
    ) -> dict[str, Any]:
        assert process.stdin is not None
        asked = {"medium": medium, "name": name, "size": len(raw), "limits": asdict(limits)}
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.write(raw)
        process.stdin.flush()
        return _answer(process, _BYTES_PER_CHARACTER * limits.text + _FEW)


def _answer(process: subprocess.Popen[bytes], most: int) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline(32)
    if not line.endswith(b"\n"):
        raise EOFError
    size = int(line)
    if not 0 <= size <= most:
        raise ValueError(size)
    body = process.stdout.read(size)
    if len(body) < size:
        raise EOFError
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ValueError(said)
    return said


def _understood(said: dict[str, Any], medium: str, name: str) -> Extract:
    """An answer as an extract, or the error that it tells; nothing in it is taken on trust."""
    error = said.get("error")
    kind = getattr(errors, error, None) if isinstance(error, str) else None
    try:
        if isinstance(kind, type) and issubclass(kind, SourceUnreadable):
            told: SourceUnreadable | Extract = kind(*said["args"])
        else:
            told = _ANSWER.validate_python(said["extract"])
    except (KeyError, TypeError, ValueError):
        raise SourceBroken(name, MEDIA[medium], "its reader broke down on it") from None
    if isinstance(told, SourceUnreadable):
        raise told
    return told


_shared = Worker()
atexit.register(_shared.close)


def extract_apart(medium: str, raw: bytes, name: str, limits: Limits) -> Extract:
    """Read HTML, PDF, DOCX or e-mail in the process that all files share, one after the other.

    Raises
    ------
    SourceUnreadable : its kinds say why.
    """
    return _shared.read(medium, raw, name, limits)
