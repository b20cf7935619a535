"""Bytes as text: UTF-8 as it should be, and what else is found in old files, with a remark."""

# ruff: noqa: RUF001 - letters of many scripts

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode"]

#: The longest mark first: UTF-32 begins as UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_NAMES = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "gb18030": "GB 18030 (Chinese)",
}
#: No text has these; a few may have slipped in.
_RUBBISH = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\U000e0000-\U0010ffff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
#: The beginning of a letter of several bytes, and then the end of the file.
_CUT_OFF = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_HIGH = re.compile(rb"[\x80-\xff]+")
_VOWELS = re.compile("[аеёиоуыэюяіїє]")
_SMALL = re.compile("[а-яёіїєґў]")
_CYRILLIC = re.compile("[А-Яа-яёЁіїєґўІЇЄҐЎ]")
_COMMON_HAN = re.compile("[的是在和不了有人中国这为]|[，。、]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how its bytes were read.

    Attributes
    ----------
    text : the characters.
    stored : whether they are the file's own UTF-8, so that offsets hold in the file as stored.
    remarks : what a user should know.
    """

    text: str
    stored: bool = True
    remarks: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded | None:
    r"""The text that some bytes hold, or None where they hold none, or none that can be told.

    >>> decode(b"caf\xe9").remarks
    ('not UTF-8; read as Windows-1252 (Western European): look whether accented letters are right',)
    """
    found = _utf16_or_32(raw) or _utf8(raw) or _older(raw)
    if found is None:
        return None
    rubbish = len(_RUBBISH.findall(found.text))
    if rubbish > max(1, len(found.text) // 100):
        return None
    return found


def _utf16_or_32(raw: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            text = raw.decode(name, errors="replace").encode("utf-8", "replace").decode()
            return Decoded(text, False, (f"read as {name.upper()}",))
    sample = raw[:_SAMPLE]
    if b"\0" not in sample:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if min(first, second) * 20 > max(first, second):
        return None
    name = "utf-16-le" if second > first else "utf-16-be"
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None
    return Decoded(
        text, False, (f"read as {name.upper()}, though it does not begin with its mark",)
    )


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = len(_MULTIBYTE.findall(raw))
    cut_off = bad == 1 and bool(_CUT_OFF.search(raw)) and (good > 0 or raw[-2:-1] >= b"\x80")
    if bad * 10 <= good or cut_off:
        return Decoded(
            text, True, (f"{bad} {'place is' if bad == 1 else 'places are'} not UTF-8 and lost",)
        )
    return None


def _older(raw: bytes) -> Decoded | None:
    """Text from before UTF-8: Western European, Cyrillic or Chinese."""
    sample = raw[:_SAMPLE]
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    letters = sum(map(len, re.findall(rb"[A-Za-z]+", sample)))
    if high * 3 <= letters:
        # Accents between plain letters.
        text = raw.decode("cp1252", errors="replace")
        return _told("cp1252", text, "accented letters")
    if high / len(runs) <= 14:
        for name in ("cp1251", "koi8-r"):
            text = raw.decode(name, errors="replace")
            if _reads_as_cyrillic(text[:_SAMPLE]):
                return _told(name, text, "letters")
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    if len(_COMMON_HAN.findall(text[:_SAMPLE])) * 30 > len(text[:_SAMPLE]):
        return _told("gb18030", text, "characters")
    return None


def _told(name: str, text: str, what: str) -> Decoded:
    remark = f"not UTF-8; read as {_NAMES[name]}: look whether {what} are right"
    return Decoded(text, False, (remark,))


def _reads_as_cyrillic(text: str) -> bool:
    """Mostly small letters, vowels as often as people speak them, little that is neither."""
    letters = len(_CYRILLIC.findall(text))
    strange = sum(1 for c in text if ord(c) > 127) - letters
    vowels = len(_VOWELS.findall(text.lower()))
    small = len(_SMALL.findall(text))
    return (
        small * 10 >= letters * 7
        and 0.3 <= vowels / (letters or 1) <= 0.55
        and (strange * 8 <= letters)
    )
