"""How much a stranger's file may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost at most; past a limit it is refused with a clear error.

    The defaults leave room for any article, report or treaty. Raise one for a file you trust.

    Attributes
    ----------
    file_bytes : size of the file; checked before anything is read.
    unpacked_bytes : size of what a DOCX unpacks to, counted while it is unpacked.
    text : length of the canonical text, in code points; five million are some 800,000 words.
    paragraphs : how many of them there may be.
    pages : pages of a PDF.
    parts : parts of an e-mail, nested ones included.
    seconds : time that reading HTML, PDF, DOCX or e-mail may take. Plain text takes no process of
        its own and no time worth a limit.
    memory : bytes that the process reading HTML, PDF, DOCX or e-mail may use, where the operating
        system keeps such a limit (Linux does).

    >>> Limits(seconds=5).seconds
    5
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    text: int = 5_000_000
    paragraphs: int = 200_000
    pages: int = 5_000
    parts: int = 500
    seconds: float = 30.0
    memory: int = 1_000_000_000
