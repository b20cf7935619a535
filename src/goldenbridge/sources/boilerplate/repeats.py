"""What a page says twice: paragraphs repeated, and sentences set large beside the text."""

from __future__ import annotations

from collections import defaultdict

from goldenbridge.sources.boilerplate.page import Line, Page

__all__ = ["mark_repeats"]

#: Two paragraphs are the same where so many per cent of their letters agree, in order.
_SAME = 92.0
_WITHIN = 94.0
_FEWEST_WORDS = 6
#: In fewer words than these, one that differs may turn what is said around.
_FEWEST_NEARLY = 15
_MOST_WORDS_IN_QUOTE = 60
_SHORTEST_QUOTE = 30
_PIECE = 4
_MOST_CANDIDATES = 8
_LONGEST = 6_000


def mark_repeats(page: Page) -> None:
    """Mark later copies of a paragraph, and short ones whose words stand inside another.

    The first copy in the text stays. A pull quote goes wherever it stands: the sentence belongs
    where its paragraph is.
    """
    _exact(page)
    free = dict(page.free())
    pieces = _pieces(free)
    for at, line in free.items():
        for other in _candidates(line, pieces):
            if other == at or at in page.marks or other in page.marks:
                continue
            _compare(page, at, line, other, free[other])


def _numbers(line: Line) -> list[str]:
    """Two paragraphs with other figures in them say other things."""
    return sorted(word for word in line.words if word.isdigit())


def _exact(page: Page) -> None:
    first: dict[tuple[str, ...], int] = {}
    for at, line in page.free():
        if len(line.words) < 4:
            continue
        before = first.setdefault(line.words, at)
        if before != at:
            page.mark(at, "duplicate", f"repeats line {page.lines[before].number}")


def _pieces(free: dict[int, Line]) -> dict[tuple[str, ...], list[int]]:
    """Some runs of words of each paragraph, by which its copies are found."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, line in free.items():
        words = line.words
        if len(words) < _FEWEST_WORDS or len(line.text) > _LONGEST:
            continue
        last = len(words) - _PIECE
        for start in {0, last // 3, last // 2, 2 * last // 3, last}:
            here = found[words[start : start + _PIECE]]
            if len(here) < _MOST_CANDIDATES:
                here.append(at)
    return found


def _candidates(line: Line, pieces: dict[tuple[str, ...], list[int]]) -> list[int]:
    words = line.words
    found: dict[int, None] = {}
    for start in range(len(words) - _PIECE + 1):
        for at in pieces.get(words[start : start + _PIECE], ()):
            found[at] = None
        if len(found) > 4 * _MOST_CANDIDATES:
            break
    return list(found)


def _compare(page: Page, at: int, line: Line, other: int, short: Line) -> None:
    """Mark ``other`` if it repeats ``line`` or is taken out of it; copies stand later."""
    a, b = " ".join(line.words), " ".join(short.words)
    if max(len(a), len(b)) > _LONGEST:
        return
    if len(b) * 5 >= len(a) * 4 and len(a) * 5 >= len(b) * 4:
        if other > at and _nearly(line, short, a, b):
            page.mark(other, "duplicate", f"repeats line {line.number} nearly")
    elif len(b) < len(a) and _taken_out(line, short, a, b):
        page.mark(other, "pull_quote", f"its words stand in line {line.number}")


def _nearly(line: Line, other: Line, a: str, b: str) -> bool:
    """Whether two paragraphs of about the same length say the same, figures included."""
    from rapidfuzz import fuzz

    long = min(len(line.words), len(other.words)) >= _FEWEST_NEARLY
    same_figures = _numbers(line) == _numbers(other)
    return long and same_figures and fuzz.ratio(a, b, score_cutoff=_SAME) > 0


def _taken_out(line: Line, short: Line, a: str, b: str) -> bool:
    """Whether a short paragraph is a piece of a longer one, with no word that it has not."""
    from rapidfuzz import fuzz

    if len(b) < _SHORTEST_QUOTE or len(short.words) > _MOST_WORDS_IN_QUOTE:
        return False
    known = set(short.words) <= set(line.words)
    return known and fuzz.partial_ratio(b, a, score_cutoff=_WITHIN) > 0
