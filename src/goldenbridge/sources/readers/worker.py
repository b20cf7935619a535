"""The process that opens strangers' HTML, PDF, DOCX and e-mail, and can be lost without harm.

Requests come on standard input: a line of JSON and the file's bytes. Answers go out as a line with
a length and that many bytes of JSON. Nothing is pickled: what this process says is not trusted.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from goldenbridge.errors import SourceTookTooMuch, SourceUnreadable
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.extract import MEDIA, Extract

__all__ = ["answer", "main"]

_GRACE_SECONDS = 5
_MOST_FILES = 256


def main() -> None:
    """Answer requests until there are no more."""
    requests = sys.stdin.buffer
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _lock_down()
    _reply(answers, {"ready": True})
    while line := requests.readline():
        asked = json.loads(line)
        limits = Limits(**asked["limits"])
        raw = requests.read(asked["size"])
        if len(raw) < asked["size"]:
            return
        _bound(limits)
        said = answer(asked["medium"], raw, asked["name"], limits)
        del raw
        _reply(answers, said)
        if said.get("error") == "SourceTookTooMuch":
            return  # what is left of the memory may not be enough for the next


def answer(medium: str, raw: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """What is made of one file, or why nothing is, as plain data."""
    try:
        return {"extract": asdict(_reader(medium)(raw, name, limits))}
    except SourceUnreadable as error:
        return {"error": type(error).__name__, "args": list(error.args)}
    except MemoryError:
        return {"error": "SourceTookTooMuch", "args": [name, limits.memory / 1e6]}
    except RecursionError:
        reason = "its parts are nested too deeply"
        return {"error": "SourceBroken", "args": [name, MEDIA[medium], reason]}
    except Exception as error:  # whatever else a library stumbles on is in the file
        if "memory" in str(error).casefold():
            said = SourceTookTooMuch(name, limits.memory / 1e6)
            return {"error": type(said).__name__, "args": list(said.args)}
        reason = f"its reader stumbled: {type(error).__name__}"
        return {"error": "SourceBroken", "args": [name, MEDIA[medium], reason]}


def _reader(medium: str) -> Callable[[bytes, str, Limits], Extract]:
    if medium == "html":
        from goldenbridge.sources.readers.html import read_html

        return read_html
    if medium == "pdf":
        from goldenbridge.sources.readers.pdf import read_pdf

        return read_pdf
    if medium == "docx":
        from goldenbridge.sources.readers.docx import read_docx

        return read_docx
    from goldenbridge.sources.readers.email import read_email

    return read_email


def _reply(stream: BinaryIO, said: dict[str, Any]) -> None:
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(b"%d\n" % len(body))
    stream.write(body)
    stream.flush()


def _lock_down() -> None:
    """No core dumps, no files written, few files open: there is nothing here to do with them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(_MOST_FILES, hard), hard))


def _bound(limits: Limits) -> None:
    """Memory for this request, and processor time in case nobody is left to stop this process."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = used.ru_utime + used.ru_stime
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(spent + limits.seconds) + _GRACE_SECONDS
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()
