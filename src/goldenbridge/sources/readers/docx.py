"""Word files: paragraphs and tables in order; deleted text is left out, inserted text is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from goldenbridge.errors import (
    SourceBroken,
    SourceEncrypted,
    SourceNotADocument,
    SourceTooBig,
    SourceWithoutText,
)
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.extract import Block, Extract, joined

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHUNK = 1 << 20
_MOST_MEMBERS = 10_000
#: No Word file declares a document type; it is how entities, and bombs made of them, come in.
_DECLARES = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<\x00?!\x00?E\x00?N\x00?T"
)
_OVERLAP = 32


def read_docx(raw: bytes, name: str, limits: Limits) -> Extract:
    """The text of a Word file.

    Its properties often name whoever owned the program, so they are told as a remark and never
    taken for the author.

    Raises
    ------
    SourceBroken, SourceEncrypted, SourceNotADocument, SourceTooBig, SourceWithoutText
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    members = _checked(raw, name, limits)
    try:
        document = docx.Document(io.BytesIO(raw))
        blocks = []
        size = 0
        for block in _blocks(document):
            size += len(block.text)
            if size > limits.text:
                most = f"{limits.text:,} characters"
                raise SourceTooBig(name, "more text than is read", most, "text")
            blocks.append(block)
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
    except (OpcError, LxmlError, zipfile.BadZipFile, ValueError, KeyError, AttributeError) as error:
        if isinstance(error, ValueError) and "content type" in str(error):
            raise SourceNotADocument(name, "not a Word document, though packed as one") from None
        raise SourceBroken(name, "DOCX", "its parts do not fit together") from None
    whole, hints = joined(blocks)
    if not whole:
        raise SourceWithoutText(name)
    remarks = []
    if author.strip():
        said = " ".join(author.split())[:80]
        remarks.append(f"its properties name “{said}”, who need not be the author")
    if any("footnotes" in m or "endnotes" in m for m in members):
        remarks.append("footnotes and endnotes, if any, are not read")
    shown = " ".join(title.split())
    known = shown if shown and any(shown == " ".join(b.text.split()) for b in blocks) else None
    return Extract(whole, title=known, hints=hints, remarks=tuple(remarks))


def _checked(raw: bytes, name: str, limits: Limits) -> list[str]:
    """Unpack every member once, counting, before anything is built from them."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            found = archive.infolist()
            if len(found) > _MOST_MEMBERS:
                raise SourceTooBig(
                    name, f"{len(found):,} parts", f"{_MOST_MEMBERS:,} parts", "unpacked_bytes"
                )
            declared = sum(info.file_size for info in found)
            _bounded(name, declared, limits)
            total = 0
            for info in found:
                before = b""
                with archive.open(info) as member:
                    while chunk := member.read(_CHUNK):
                        total += len(chunk)
                        _bounded(name, total, limits)
                        markup = info.filename.endswith((".xml", ".rels"))
                        if markup and _DECLARES.search(before + chunk):
                            raise SourceBroken(
                                name, "DOCX", "it declares entities, which no Word file does"
                            )
                        before = chunk[-_OVERLAP:]
            return [info.filename for info in found]
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise SourceBroken(name, "DOCX", "it cannot be unpacked") from error
    except RuntimeError:  # how a member with a password is told
        raise SourceEncrypted(name, "DOCX") from None


def _bounded(name: str, size: int, limits: Limits) -> None:
    if size > limits.unpacked_bytes:
        found = f"more than {limits.unpacked_bytes:,} bytes when unpacked"
        raise SourceTooBig(name, found, f"{limits.unpacked_bytes:,} bytes", "unpacked_bytes")


def _blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item._tbl.iter(f"{_W}tr"):
                cells = [
                    " ".join(_text(p) for p in cell.iter(f"{_W}p")).strip()
                    for cell in row.iter(f"{_W}tc")
                ]
                yield Block(" | ".join(c for c in cells if c))
            continue
        text = _text(item._p)
        style = _style(item)
        if style == "title":
            yield Block(text, "title", "its style is Title")
        elif style.startswith("heading"):
            yield Block(text, "heading", "its style is a heading")
        elif style == "caption":
            yield Block(text, "caption", "its style is Caption")
        else:
            yield Block(text)


def _style(paragraph: Any) -> str:
    try:
        return (paragraph.style.name or "").casefold()
    except (AttributeError, KeyError, ValueError):
        return ""


def _text(paragraph: Any) -> str:
    """All text of a paragraph, links, boxes and insertions too; what was deleted is not."""
    pieces = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        else:
            pieces.append("-" if element.tag == f"{_W}noBreakHyphen" else " ")
    return "".join(pieces)
