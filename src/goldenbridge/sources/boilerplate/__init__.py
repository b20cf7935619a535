"""What a page puts around an article, marked line by line, each mark with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.sources.boilerplate.between import mark_between, mark_headlines, mark_menus
from goldenbridge.sources.boilerplate.cues import mark_cues
from goldenbridge.sources.boilerplate.head import mark_dates, mark_head, mark_hints, mark_title
from goldenbridge.sources.boilerplate.page import Line, Page
from goldenbridge.sources.boilerplate.repeats import mark_repeats
from goldenbridge.sources.boilerplate.tail import mark_tail
from goldenbridge.sources.passage import Kind, Passage

__all__ = ["mark"]


def mark(
    text: str,
    paragraphs: Iterable[tuple[int, int, int]],
    title: str | None = None,
    hints: Iterable[tuple[int, Kind, str]] = (),
) -> tuple[Passage, ...]:
    r"""Every paragraph as a passage, with what it is and which rule says so.

    Nothing is cut away. The rules are general ones for news pages in English and err on the side
    of leaving text as text; what they miss and mark wrongly is measured in
    docs/explanation/reading.md.

    Parameters
    ----------
    text : the canonical text.
    paragraphs : start, end and line of each paragraph.
    title : the title, where it is known.
    hints : of some paragraphs, counted from 0, what the file itself says they are, and why.

    >>> text = "Talks stall again\nThe hall in Geneva. /Xinhua\nNobody came."
    >>> [p.kind for p in mark(text, [(0, 17, 1), (18, 45, 2), (46, 58, 3)])]
    ['title', 'caption', 'body']
    """
    spans = list(paragraphs)
    page = Page([Line(text[start:end], number) for start, end, number in spans])
    known = mark_title(page, title) if title else None
    mark_cues(page)
    mark_hints(page, hints)
    mark_dates(page)
    mark_menus(page)
    mark_head(page, known)
    mark_repeats(page)
    mark_headlines(page)
    mark_tail(page)
    mark_between(page)
    return tuple(
        Passage(start, end, number, *_said(page, at))
        for at, (start, end, number) in enumerate(spans)
    )


def _said(page: Page, at: int) -> tuple[Kind, str]:
    found = page.marks.get(at)
    return (found.kind, found.why) if found else ("body", "")
