"""PDF: the text of its pages, lines put together again to paragraphs."""

# ruff: noqa: RUF001 - dashes of many scripts

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.extract import Block, Extract, joined

__all__ = ["read_pdf"]

_EDGE = "stands at the edge of several pages"
_NUMBER = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}[-‐\u00ad]$")
_ITEM = re.compile(r"^(?:[•▪●○■–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_STOPS = '.!?:;"”’)…。！？'
#: A line of a paragraph that ends before three quarters of the width is its last.
_FULL = 0.75
_EDGE_LINES = 2
_SEVERAL = 3
_LINES_OF_A_PAGE = 8
_LONGEST_EDGE = 120


def read_pdf(raw: bytes, name: str, limits: Limits) -> Extract:
    """The text of a PDF; pages that are pictures are told in a remark.

    Its properties seldom name title and author as printed: a title counts only where the first page
    shows it too, and an author is told as a remark.

    Raises
    ------
    SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceEncrypted(name, "PDF")
        count = len(reader.pages)
    except (SourceEncrypted, MemoryError):
        raise
    except (DependencyError, NotImplementedError):
        raise SourceEncrypted(name, "PDF") from None
    except Exception as error:  # the library's own stumbles on broken files are the files' faults
        raise SourceBroken(name, "PDF", _reason(error)) from None
    if count > limits.pages:
        raise SourceTooBig(name, f"{count:,} pages", f"{limits.pages:,} pages", "pages")
    pages, lost = _pages(reader, count, name, limits)
    return _made(reader, pages, lost, name)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _pages(reader: Any, count: int, name: str, limits: Limits) -> tuple[list[list[str]], list[int]]:
    """The lines of each page, and the numbers of pages that cannot be read."""
    pages: list[list[str]] = []
    lost = []
    size = 0
    for number in range(count):
        try:
            text = reader.pages[number].extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # one broken page does not take the others along
            text = ""
            lost.append(number + 1)
        size += len(text)
        if size > limits.text:
            most = f"{limits.text:,} characters"
            raise SourceTooBig(name, "more text than is read", most, "text")
        text = text.replace("\0", "").encode("utf-8", "replace").decode()
        pages.append([" ".join(line.split()) for line in text.splitlines() if line.strip()])
    return pages, lost


def _made(reader: Any, pages: list[list[str]], lost: list[int], name: str) -> Extract:
    count = len(pages)
    empty = [n for n, lines in enumerate(pages, 1) if not lines and n not in lost]
    if not any(pages):
        if lost:
            raise SourceBroken(name, "PDF", "none of its pages can be read")
        what = "page is a picture" if count == 1 else f"{count} pages are pictures"
        if not count:
            raise SourceWithoutText(name, "it has no pages")
        raise SourceWithoutText(name, f"its {what} without text (a scan)")
    remarks = []
    if lost:
        remarks.append(f"damaged and not read: {_listed(lost)}")
    if empty:
        remarks.append(f"no text (pictures, or empty): {_listed(empty)}")
    text, hints = joined(_paragraphs(pages))
    title, author = _properties(reader)
    head = [line.casefold() for line in next(lines for lines in pages if lines)[:8]]
    shown = title if title and title.casefold() in head else None
    if author:
        remarks.append(f"its properties name “{author}”, who need not be the author")
    return Extract(text, title=shown, hints=hints, remarks=tuple(remarks))


def _listed(numbers: list[int]) -> str:
    some = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"page{'s' * (len(numbers) != 1)} {some}"


def _properties(reader: Any) -> tuple[str, str]:
    """Title and author that the file gives of itself."""
    try:
        found = reader.metadata
        title, author = (found.title, found.author) if found else ("", "")
    except Exception:  # properties are no reason to give the text up
        return "", ""
    return " ".join(str(title or "").split())[:300], " ".join(str(author or "").split())[:80]


def _paragraphs(pages: list[list[str]]) -> list[Block]:
    """Lines put together, words broken at their ends mended, headers and footers told apart."""
    edges = _edges(pages)
    lengths = sorted(len(line) for lines in pages for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    blocks: list[Block] = []
    held: list[Block] = []  # what stands between the two pages of a paragraph comes behind it
    current = last = ""
    for number, lines in enumerate(pages):
        for at, line in enumerate(lines):
            # On the first page it may be the title that comes again on all others.
            title = number == 0 and at == 0 and not line.isdigit()
            again = _NUMBER.sub("#", line) in edges or line.isdigit()
            if again and not title and _near_edge(at, lines):
                held.append(Block(line, "furniture", _EDGE))
                continue
            if current and _goes_on(last, line, width):
                current = _mended(current, line)
            else:
                blocks += [Block(current), *held]
                held = []
                current = line
            last = line
    return [*blocks, Block(current), *held]


def _edges(pages: list[list[str]]) -> set[str]:
    """What stands first or last on several pages, whatever number is in it."""
    counted: Counter[str] = Counter()
    for lines in pages:
        edge = {line for at, line in enumerate(lines) if _near_edge(at, lines)}
        counted.update({_NUMBER.sub("#", line) for line in edge})
    return {line for line, n in counted.items() if n >= _SEVERAL and n * 3 >= len(pages)}


def _near_edge(at: int, lines: list[str]) -> bool:
    """Whether a line stands where headers and footers stand, and is short enough for one."""
    few = len(lines) < _LINES_OF_A_PAGE
    edge = 1 if few else _EDGE_LINES
    return len(lines[at]) <= _LONGEST_EDGE and (at < edge or at >= len(lines) - edge)


def _goes_on(last: str, line: str, width: int) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if _ITEM.match(line):
        return False
    if line[0].islower():
        return last[-1] not in ".!?" or len(last) >= _FULL * width
    if len(last) < _FULL * width:
        return False
    return last[-1] not in _STOPS or len(last) >= 0.9 * width


def _mended(paragraph: str, line: str) -> str:
    """Two lines as one, without the hyphen of a word that was broken between them."""
    if _BROKEN_WORD.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"
