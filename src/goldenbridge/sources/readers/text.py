"""Plain text, exactly as stored."""

from __future__ import annotations

from goldenbridge.errors import SourceNotADocument
from goldenbridge.sources.readers.decode import decode
from goldenbridge.sources.readers.extract import Extract

__all__ = ["read_text"]


def read_text(raw: bytes, name: str) -> Extract:
    """The text of a file, newlines untranslated.

    Raises
    ------
    SourceNotADocument : the bytes hold no text, or an encoding that cannot be told.
    """
    found = decode(raw)
    if found is None:
        raise SourceNotADocument(name, "no text, or text in an encoding that cannot be told")
    return Extract(found.text, stored=found.stored, remarks=found.remarks)
