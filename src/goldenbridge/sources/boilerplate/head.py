"""What stands above the text: title, standfirst, byline, and the furniture around them."""

from __future__ import annotations

import re

from goldenbridge.sources.boilerplate.page import Page
from goldenbridge.sources.dates import is_date_line
from goldenbridge.sources.names import byline, looks_like_name

__all__ = ["mark_head"]

#: Furniture above a title ends somewhere; further down a line without a stop is something else.
_DEEPEST = 40
_LONGEST_TITLE = 40
_SHORT_TITLE = 3
_SPOKEN = re.compile(r"[?!\"'”’)]$")


def mark_head(page: Page, title: str | None = None) -> None:
    """Mark title, byline, standfirst and dates above the first paragraph of running text.

    Parameters
    ----------
    title : the title where it is known (from a page's own metadata).
    """
    for at, line in page.free():
        if is_date_line(line.text):
            page.mark(at, "furniture", "a date")
    first = _first_paragraph(page)
    above = [at for at in range(min(first, _DEEPEST)) if at not in page.marks]
    named = [at for at in above if byline(page.lines[at].text)]
    at_title = _title(page, [at for at in above if at not in named], title)
    if at_title is not None:
        page.mark(at_title, "title", "the headline above the text")
        under = next((at for at in above if at > at_title), None)
        if under is not None and _just_a_name(page, under):
            named.append(under)
    for at in named:
        page.mark(at, "byline", "says who wrote it")
    if at_title is None:
        return
    for at in above:
        if at < at_title:
            page.mark(at, "furniture", "stands above the headline")
        elif page.lines[at].size >= 6:
            page.mark(at, "standfirst", "stands between the headline and the text")
    last = max((at for at in named if at > at_title), default=-1)
    if first < last + 1 or last < 0:
        return


def _first_paragraph(page: Page) -> int:
    """The first line of running text, or else the first that ends as a sentence does."""
    free = list(page.free())
    for at, line in free:
        if line.prose:
            return at
    return next((at for at, line in free if line.stopped), len(page.lines))


def _title(page: Page, above: list[int], title: str | None) -> int | None:
    if title is not None:
        return _known_title(page, title)
    likely = [at for at in above if _may_be_title(page.lines[at].text, page.lines[at].size)]
    if not likely:
        return None
    one = likely[0]
    if page.lines[one].size <= _SHORT_TITLE and len(likely) > 1 and likely[1] == one + 1:
        two = likely[1]
        if page.lines[two].size > _SHORT_TITLE + 1:
            return two  # the first line is the paper or its section
    return one


def _may_be_title(text: str, size: int) -> bool:
    stopped = text.rstrip().endswith((".", "…", ":", ";", ","))
    return 1 <= size <= _LONGEST_TITLE and not stopped and not text[0].islower()


def _known_title(page: Page, title: str) -> int | None:
    """The line that says what the page's own metadata call it."""
    from rapidfuzz import fuzz

    wanted = title.casefold()
    for at, line in enumerate(page.lines[:_DEEPEST]):
        if at not in page.marks and fuzz.ratio(line.text[:400].casefold(), wanted) >= 90:
            return at
    return None


def _just_a_name(page: Page, at: int) -> bool:
    """Whether a line is a person's name, and that person is not one the text speaks of."""
    text = " ".join(page.lines[at].text.split())
    if not looks_like_name(text):
        return False
    surname = text.split()[-1].casefold()
    return not any(
        surname in line.words
        for i, line in enumerate(page.lines)
        if i != at and line.prose and (i not in page.marks or page.marks[i].kind == "body")
    )
