"""Where the paragraphs of a text stand: a line each, or lines that were broken to fit a page."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["paragraphs"]

_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
#: Not white space to Python, and nothing to read: the mark at the beginning of a file.
_BLANK = "\ufeff"
_STOPS = '.!?:;"”’)]…'
#: Lines shorter than this were not broken to fit.
_NARROW, _WIDE = 30, 120
_ITEM = re.compile(r"(?:[-*•–—·▪●]|\(?\d{1,3}[.)]|>)\s")
#: Somebody else begins to speak: "THE PRESIDENT: …", "Q …".
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ \-]{1,40}:\s|Q(?:[.:]|UESTION:)?\s+[\"“(A-Z]")


def paragraphs(text: str) -> list[tuple[int, int, int]]:
    r"""Start, end and physical line (from 1) of each paragraph; all that is not white is in one.

    Articles mostly come with a line a paragraph. Where lines were broken to fit a page (most go
    on in the middle of a sentence), those between blank lines are one paragraph.

    >>> paragraphs("One.\n\n  Two. ")
    [(0, 4, 1), (8, 12, 3)]
    """
    lines = _lines(text)
    width = _width(text, lines)
    if width is None:
        return lines
    joined: list[tuple[int, int, int]] = []
    previous = (0, 0)
    for begin, end, number in lines:
        if joined and _goes_on(text, previous, (begin, end), width):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((begin, end, number))
        previous = (begin, end)
    return joined


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Each line that has something on it, without the white space around it."""
    found = []
    number, counted = 1, 0
    for match in _LINE.finditer(text):
        begin, end = match.span()
        line = match.group()
        if begin == 0:
            line = line.lstrip(_BLANK)
        shorn = line.strip()
        if not shorn:
            continue
        begin = end - len(line) + (len(line) - len(line.lstrip()))
        end = begin + len(shorn)
        number += text.count("\n", counted, begin)
        counted = begin
        found.append((begin, end, number))
    return found


def _near(text: str, end: int, begin: int) -> bool:
    """Whether no blank line lies between one line's end and the next one's beginning."""
    between = text[end:begin]
    return len(between) < 200 and between.replace("\r\n", "\n").count("\n") <= 1


def _width(text: str, lines: list[tuple[int, int, int]]) -> int | None:
    """How wide the page was that lines were broken to fit, or None where they were not."""
    pairs = goes_on = 0
    lengths = []
    for (a, b, _), (c, _, _) in pairwise(lines):
        if b - a > _WIDE or not _near(text, b, c):
            continue
        pairs += 1
        if b - a >= _NARROW and text[b - 1] not in _STOPS and text[c].islower():
            goes_on += 1
            lengths.append(b - a)
    if goes_on < 3 or goes_on * 4 < pairs:
        return None
    return sorted(lengths)[len(lengths) * 9 // 10]


def _goes_on(text: str, before: tuple[int, int], here: tuple[int, int], width: int) -> bool:
    """Whether a line continues the paragraph above it."""
    a, b = before
    c, d = here
    if b - a > _WIDE + width or not _near(text, b, c):
        return False
    if _ITEM.match(text, c, d) or _SPEAKER.match(text, c, d):
        return False
    if text[c].islower() and text[b - 1] not in ".!?":
        return True
    # A full line goes on; one that ends a sentence must be fuller to do so.
    return (b - a) * 10 >= width * (9 if text[b - 1] in _STOPS else 7)
