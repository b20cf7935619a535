"""What a file holds, told by its first bytes; its name only breaks ties."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceNotADocument

__all__ = ["sniff"]

_HEAD = 8_192
#: How files begin that are no documents, and what to call them.
_OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a document in RTF"),
    (b"%!PS", "a PostScript file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"RIFF", "a picture, sound or video file"),
    (b"\x00\x00\x01\x00", "an icon"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
_ZIPPED = (
    ("word/document.xml", ""),
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|article|p|h1|table|span|a)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = re.compile(r"<(?:html|body|!doctype html)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml\b|<svg\b|<rss\b|<feed\b)", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t].*)?$")
_MAIL = frozenset(
    {
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "from",
        "to",
        "subject",
        "date",
        "delivered-to",
        "content-type",
        "reply-to",
        "dkim-signature",
        "x-mailer",
    }
)


def sniff(raw: bytes, name: str) -> str:
    """The medium of a file: ``text``, ``html``, ``pdf``, ``docx`` or ``email``.

    Raises
    ------
    SourceNotADocument : a picture, a program, an archive, a form that is not read.
    SourceEncrypted : a Word file with a password.
    SourceBroken : a ZIP file, as Word files are, that cannot be opened.
    """
    head = raw[:_HEAD]
    low = name.casefold()
    if b"%PDF-" in (head[:1024] if low.endswith(".pdf") else head[:16].lstrip()[:5]):
        return "pdf"
    for magic, what in _OTHERS:
        if head.startswith(magic) and not _reads_as_text(head):
            raise SourceNotADocument(name, what)
    if head.startswith((b"{\\rtf", b"%!PS")):
        raise SourceNotADocument(name, "RTF or PostScript")
    if head[4:8] == b"ftyp":
        raise SourceNotADocument(name, "a video or picture file")
    if head.startswith(b"MZ") and b"\0" in head:
        raise SourceNotADocument(name, "a program")
    if head.startswith(_OLE):
        if _ENCRYPTED_OOXML in raw:
            raise SourceEncrypted(name, "Word, Excel or PowerPoint file")
        raise SourceNotADocument(name, "a Word, Excel or PowerPoint file of before 2007")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw, name)
    return _written(_text(head), low)


def _reads_as_text(head: bytes) -> bool:
    """Whether a beginning that looks like a mark is just a word: "Rar! he said", "ID3 …"."""
    return b"\0" not in head and head[:200].isascii() and head[:200].strip().count(b" ") > 10


def _zipped(raw: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        kind = "DOCX" if name.casefold().endswith(".docx") else "ZIP file"
        raise SourceBroken(name, kind, "it is cut off, or no ZIP file") from None
    for member, what in _ZIPPED:
        if member in names:
            if what:
                raise SourceNotADocument(name, what)
            return "docx"
    raise SourceNotADocument(name, "a ZIP archive")


def _text(head: bytes) -> str:
    """The beginning as text, as far as telling HTML from e-mail needs it."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore").lstrip("\ufeff")
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", errors="ignore")
    return head.decode("latin-1")


def _written(head: str, low: str) -> str:
    """HTML, e-mail or text."""
    if _HTML.match(head) or (low.endswith((".html", ".htm", ".xhtml")) and "<" in head):
        return "html"
    if _XML.match(head):
        if _HTML_ANYWHERE.search(head):
            return "html"
        raise SourceNotADocument(low, "XML")
    names = set()
    for line in head.lstrip().splitlines()[:60]:
        if not line.strip():
            break
        if line[0] in " \t" or line.startswith("From "):
            continue
        found = _HEADER.match(line)
        if not found:
            break
        names.add(found[1].casefold())
    known = len(names & _MAIL)
    if known >= 3 or (known >= 1 and low.endswith((".eml", ".mht", ".mhtml"))):
        return "email"
    return "text"
