"""What stands above the text: title, standfirst, byline, and the furniture around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenbridge.sources.boilerplate.page import Page
from goldenbridge.sources.dates import dated_credit, is_date_line
from goldenbridge.sources.names import byline, looks_like_name
from goldenbridge.sources.passage import Kind

__all__ = ["mark_dates", "mark_head", "mark_hints", "mark_title"]

#: No article has a longer head; a table without one running paragraph may.
_DEEPEST = 400
_LONGEST_TITLE = 40
_SHORTEST_TITLE = 4
_SHORTEST_STANDFIRST = 6
_MOST_WORDS_IN_BYLINE = 16
_KNOWN = 90.0
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "le"})


def mark_dates(page: Page) -> None:
    """Mark lines that say when something appeared, and who published it, and nothing else."""
    for at, line in page.free():
        if is_date_line(line.text):
            page.mark(at, "furniture", "a date")
        elif line.size <= _MOST_WORDS_IN_BYLINE and not line.stopped and dated_credit(line.text):
            named = byline(line.text)
            page.mark(at, "byline" if named else "furniture", "a date with who published it")


def mark_title(page: Page, title: str) -> int | None:
    """Mark the line that says what the page's own metadata call it, and say where it is."""
    from rapidfuzz import fuzz

    wanted = title.casefold()
    for at, line in enumerate(page.lines[:_DEEPEST]):
        if fuzz.ratio(line.text[:400].casefold(), wanted) >= _KNOWN:
            page.mark(at, "title", "the title that the file gives of itself")
            return at
    return None


def mark_hints(page: Page, hints: Iterable[tuple[int, Kind, str]]) -> None:
    """Mark what the file itself says its paragraphs are; a byline outside the article stays one."""
    for at, kind, why in hints:
        named = kind == "furniture" and _is_byline(page, at)
        page.mark(at, "byline" if named else kind, why)


def mark_head(page: Page, known: int | None = None) -> None:
    """Mark title, byline, standfirst and what else stands above the first running paragraph.

    Parameters
    ----------
    known : the line of the title, where that is known.
    """
    first = _first_paragraph(page)
    above = [at for at in range(min(first, _DEEPEST)) if at not in page.marks]
    named = [at for at in above if _is_byline(page, at)]
    plain = [at for at in above if at not in named]
    at_title = _title(page, plain) if known is None else known
    for at in named:
        page.mark(at, "byline", "says who wrote it")
    if at_title is None:
        return
    page.mark(at_title, "title", "the headline above the text")
    for at in plain:
        line = page.lines[at]
        if at < at_title and not line.stopped:
            page.mark(at, "furniture", "stands above the headline")
        elif at > at_title and _just_a_name(page, at):
            page.mark(at, "byline", "a name under the headline, of nobody the text speaks of")
        elif at > at_title and line.size >= _SHORTEST_STANDFIRST:
            page.mark(at, "standfirst", "stands between the headline and the text")
        elif at > at_title and not line.stopped:
            page.mark(at, "furniture", "a few words between the headline and the text")


def _first_paragraph(page: Page) -> int:
    """The first line of running text, or else the first that ends as a sentence does."""
    free = list(page.free())
    for at, line in free:
        if line.prose:
            return at
    return next((at for at, line in free if line.stopped), len(page.lines))


def _is_byline(page: Page, at: int) -> bool:
    line = page.lines[at]
    return line.size <= _MOST_WORDS_IN_BYLINE and byline(line.text) is not None


def _title(page: Page, plain: list[int]) -> int | None:
    """The headline: the first line of the last group of lines that may be one.

    A menu may stand above it, a standfirst below. What parts two groups is a line marked already.
    """
    likely = [at for at in plain if _may_be_title(page.lines[at].text, page.lines[at].size)]
    if not likely:
        return None
    long = [at for at in likely if _says_something(page.lines[at].text, page.lines[at].size)]
    if not long:
        return likely[0]
    # A byline or date ends the head; what stands between it and the text is no headline.
    end = next((at for at in range(long[0] + 1, len(page.lines)) if at in page.marks), None)
    best = long[0]
    for at in long[1:]:
        if end is not None and at > end and not _ended(page, best, at):
            best = at
            end = next((i for i in range(at + 1, len(page.lines)) if i in page.marks), None)
    return best


def _ended(page: Page, best: int, at: int) -> bool:
    """Whether a byline, a date or a caption stands between a headline found and another line."""
    between = [page.marks[i] for i in range(best + 1, at) if i in page.marks]
    return any(m.kind in {"byline", "caption", "author_note"} or "date" in m.why for m in between)


def _says_something(text: str, size: int) -> bool:
    """Whether a line is more than the name of a paper or a section: long, or with a plain word."""
    plain = [word for word in text.split()[1:] if word.islower() and word not in _SMALL]
    return size >= _SHORTEST_TITLE or bool(plain)


def _may_be_title(text: str, size: int) -> bool:
    stopped = text.rstrip().endswith((".", "…", ":", ";", ","))
    return 1 <= size <= _LONGEST_TITLE and not stopped and not text[0].islower()


def _just_a_name(page: Page, at: int) -> bool:
    """Whether a line is a person's name, and that person is not one the text speaks of."""
    text = " ".join(page.lines[at].text.split())
    if not looks_like_name(text):
        return False
    surname = re.split(r"[ -]", text.casefold())[-1]
    return not any(surname in line.words for i, line in page.free() if i != at and line.prose)
