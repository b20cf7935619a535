"""Saved e-mail: its plain text, else its HTML; attachments are named and not read."""

from __future__ import annotations

import email.policy
import email.utils
from dataclasses import replace
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Any

from goldenbridge.errors import (
    SourceBroken,
    SourceEncrypted,
    SourceTooBig,
    SourceWithoutText,
)
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.names import looks_like_name
from goldenbridge.sources.readers.decode import decode
from goldenbridge.sources.readers.extract import Extract
from goldenbridge.sources.readers.html import read_html

__all__ = ["read_email"]

_MOST_NAMED = 10


def read_email(raw: bytes, name: str, limits: Limits) -> Extract:
    """The text of a saved message and what its header says.

    Raises
    ------
    SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
    """
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(raw)
        parts = []
        for part in message.walk():
            parts.append(part)
            if len(parts) > limits.parts:
                most = f"{limits.parts:,} parts"
                raise SourceTooBig(name, f"more than {limits.parts:,} parts", most, "parts")
    except (SourceTooBig, MemoryError):
        raise
    except Exception as error:  # headers built to break the parser are the message's fault
        raise SourceBroken(name, "e-mail", type(error).__name__) from None
    kinds = {_kind(part) for part in parts}
    attached = [told for part in parts if (told := _attachment(part))]
    plain = [p for p in parts if _kind(p) == "text/plain" and not _attachment(p)]
    pages = [p for p in parts if _kind(p) == "text/html" and not _attachment(p)]
    said = _said(message)
    remarks = []
    if attached:
        some = ", ".join(attached[:_MOST_NAMED]) + (", …" if len(attached) > _MOST_NAMED else "")
        remarks.append(f"attached and not read: {some}")
    text = "\n\n".join(t for t in (_text(p) for p in plain) if t.strip())
    if text.strip() and not _saved_page(message):
        return replace(said, text=_lines(text), remarks=tuple(remarks))
    for part in pages:
        try:
            page = read_html(_bytes(part), name, limits)
        except SourceWithoutText:
            continue
        both = (*remarks, *page.remarks)
        if _saved_page(message):
            return replace(page, remarks=both)
        return replace(said, text=page.text, hints=page.hints, remarks=both)
    if kinds & {"multipart/encrypted", "application/pkcs7-mime"}:
        raise SourceEncrypted(name, "e-mail")
    what = f"; attached: {', '.join(attached[:_MOST_NAMED])}" if attached else ""
    raise SourceWithoutText(name, f"there is no text in this message{what}")


def _kind(part: Message[Any, Any]) -> str:
    try:
        return part.get_content_type()
    except Exception:  # a header that cannot be parsed
        return "application/octet-stream"


def _attachment(part: Message[Any, Any]) -> str:
    """The name of an attached file, or what kind of file it is; empty for the message itself."""
    try:
        named = part.get_filename()
        attached = part.get_content_disposition() == "attachment"
    except Exception:  # a header that cannot be parsed
        named, attached = None, False
    if not named and not attached:
        kind = _kind(part)
        if kind.startswith(("text/", "multipart/", "message/")):
            return ""
        return kind
    return " ".join((named or _kind(part)).split())[:80]


def _bytes(part: Message[Any, Any]) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # an encoding that is none
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message[Any, Any]) -> str:
    raw = _bytes(part)
    try:
        return raw.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError, ValueError):
        found = decode(raw)
        return found.text if found else raw.decode("utf-8", errors="replace")
    except Exception:  # a header that cannot be parsed
        return raw.decode("utf-8", errors="replace")


def _lines(text: str) -> str:
    """With plain newlines and no characters that UTF-8 cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode()


def _header(message: EmailMessage | Message[Any, Any], name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:300]
    except Exception:  # a header that cannot be parsed
        return ""


def _saved_page(message: Message[Any, Any]) -> bool:
    """Whether it is no message but a web page, saved by a browser in the form of one."""
    return (
        bool(_header(message, "Snapshot-Content-Location"))
        or "saved by" in _header(message, "From").casefold()
    )


def _said(message: Message[Any, Any]) -> Extract:
    """Subject, sender and date. A sender that is no person's name is an outlet."""
    sender, _ = email.utils.parseaddr(_header(message, "From"))
    sender = " ".join(sender.split())
    person = looks_like_name(sender)
    try:
        date = email.utils.parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        date = None
    return Extract(
        text="",
        title=_clean(_header(message, "Subject")),
        author=sender if person else None,
        outlet=_clean(sender) if sender and not person else None,
        date=date,
    )


def _clean(text: str) -> str | None:
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip() or None
