"""What a reader of one medium hands on: text, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEDIA", "Extract"]

#: How each medium is called in messages.
MEDIA = {"text": "text file", "html": "HTML page", "pdf": "PDF", "docx": "DOCX", "email": "e-mail"}


@dataclass(frozen=True, slots=True)
class Extract:
    """The canonical text of a file and the metadata stored with it; only ``text`` is needed.

    Attributes
    ----------
    text : the canonical text.
    stored : whether the text is the file as stored, so that offsets hold in the file itself.
    remarks : what a user should know.
    """

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    stored: bool = False
    remarks: tuple[str, ...] = ()
