"""A sentence as words and marks, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CLOSE", "OPEN", "OWNS", "Token", "tokenise"]

OPEN = frozenset("“„«‘")  # noqa: RUF001
CLOSE = frozenset("”»")

#: A possessive ending as it is told in a key, however the text writes it.
OWNS = "'s"

_TOKEN = re.compile(
    r"(?P<word>(?:[A-Z]\.){2,}|"
    r"[^\W_]+(?:(?:[-\u2011.]|(?<=\b[OD])['’](?=[A-Z]))[^\W_]+)*(?:['’](?:s|S|t|re|ve|ll|d|m)\b)?)"
    r"|(?P<mark>[^\w\s])",
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")


@dataclass(slots=True)
class Token:
    """One word or mark.

    Attributes
    ----------
    start, end : code points into the document.
    text : as it stands, without a possessive ending.
    low : in small letters, with straight apostrophes; the key for every list of words.
    owns : whether a possessive ending follows ("Moscow's").
    word : a word, not a mark.
    key : as it stands, a possessive ending written in one way; what terms are looked up by.
    quoted : stands inside quotation marks.
    """

    start: int
    end: int
    text: str
    low: str
    owns: bool
    word: bool
    key: str
    quoted: bool = False


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The words and marks between two places of a text, in order.

    >>> [t.low for t in tokenise("The U.S. won't lift Moscow's ban.", 0, 33)]
    ['the', 'u.s.', "won't", 'lift', 'moscow', 'ban', '.']
    """
    tokens = []
    for found in _TOKEN.finditer(text, start, end):
        begin, stop = found.span()
        raw = found.group()
        if found.lastgroup == "mark":
            tokens.append(Token(begin, stop, raw, raw, False, False, raw))
            continue
        owns = raw.endswith(_POSSESSIVE)
        if owns:
            raw = raw[:-2]
        low = raw.lower().replace("’", "'")
        tokens.append(Token(begin, stop, raw, low, owns, True, raw + OWNS if owns else raw))
    return tokens
