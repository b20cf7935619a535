"""Text from strangers made fit for a terminal: nothing in it can steer the terminal."""

from __future__ import annotations

import json
import unicodedata

__all__ = ["json_visible", "one_line", "visible"]

#: Invisible signs that words of some languages need, and that steer nothing.
_HARMLESS = frozenset("\u200c\u200d\u200e\u200f\u00ad")
_SPACES = {"\n": "\n", "\t": "    "}


def visible(text: object) -> str:
    r"""The text with every sign that would steer a terminal or turn the reading shown as a sign.

    Line feeds stay; a tab becomes spaces. An escape becomes ␛, other signs of its kind have their
    picture, too, and what has none is named by its number.

    >>> visible("a\x1b[31mb\x9b2J\u202ec")
    'a␛[31mb<9B>2J<202E>c'
    """
    told = str(text)
    if told.isascii() and told.isprintable():
        return told
    return "".join(map(_shown, told.replace("\r\n", "\n")))


def one_line(text: object, limit: int = 0) -> str:
    r"""The same on one line, cut short if it is longer than a limit.

    >>> one_line("one\n\n two three", 8)
    'one two…'
    """
    line = " ".join(visible(text).split())
    return line if not limit or len(line) <= limit else line[: limit - 1] + "…"


def json_visible(text: str) -> str:
    r"""JSON that says the same, with every sign that would steer a terminal told by its number.

    >>> json_visible('{"quote": "a\x9b2J\u202eb"}')
    '{"quote": "a\\u009b2J\\u202eb"}'
    """
    if all(map(str.isprintable, text.split("\n"))):
        return text
    return "".join(json.dumps(s)[1:-1] if s != "\n" and _steers(s) else s for s in text)


def _steers(sign: str) -> bool:
    """Whether a sign would steer a terminal or turn the reading."""
    kind = unicodedata.category(sign)
    return kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and sign not in _HARMLESS)


def _shown(sign: str) -> str:
    if sign in _SPACES:
        return _SPACES[sign]
    code = ord(sign)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"<{code:X}>" if _steers(sign) else sign
