"""Short lines between paragraphs: headings of the text, and headlines of other stories."""

from __future__ import annotations

import re

from goldenbridge.sources.boilerplate.page import Page

__all__ = ["mark_between", "mark_menus"]

_MOST_WORDS_IN_HEADING = 12
_LONGEST_HEADLINE = 25
_ITEM = re.compile(r"^\s*(?:[-*•–—·▪●]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}\.)\s+\S")
_MENU = 4


def mark_menus(page: Page) -> None:
    """Mark runs of four lines or more, each of a few words that do not end as a sentence does."""
    run: list[int] = []
    for at, line in enumerate([*page.lines, None]):
        small = (
            line is not None and line.size <= 4 and not line.stopped and not _ITEM.match(line.text)
        )
        if small:
            run.append(at)
            continue
        if len(run) >= _MENU:
            for i in run:
                page.mark(i, "furniture", "one of a run of lines of a few words")
        run = []


def mark_between(page: Page) -> None:
    """Tell headings from headlines of other stories that were put between the paragraphs."""
    text = page.text()
    if not text:
        return
    first, last = text[0], text[-1]
    for at, line in list(page.free()):
        if line.stopped or line.prose or not first < at < last or _ITEM.match(line.text):
            continue
        if line.text.rstrip().endswith((":", ",", ";", "-", "–", "—")) or line.text[:1].islower():
            continue
        if line.size <= _MOST_WORDS_IN_HEADING:
            page.mark(at, "heading", "a short line without a stop above a paragraph")
        elif line.size <= _LONGEST_HEADLINE:
            page.mark(at, "teaser", "a headline between two paragraphs")
