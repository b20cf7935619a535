"""Short lines between paragraphs: headings of the text, and headlines of other stories."""

# ruff: noqa: RUF001 - quotation marks and dashes of many scripts

from __future__ import annotations

import re

from goldenbridge.sources.boilerplate.page import Line, Page
from goldenbridge.sources.names import byline

__all__ = ["is_item", "mark_between", "mark_headlines", "mark_menus"]

#: Headings are short; a line of more words without a stop is the headline of another story.
_MOST_WORDS_IN_HEADING = 7
_LONGEST_HEADLINE = 25
_SHORTEST_HEADLINE = 5
_FEWEST_HEADLINES = 3
_INTRODUCES = frozenset({"teaser", "furniture"})
_ITEM = re.compile(r"^\s*(?:[-*•–—·▪●]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_SPEAKS = re.compile(
    r"^[\"'“‘«„]|^\w+(?: \w+){0,4}: ?[\"'“‘«„]|[@#]\w|https?:|t\.co/|[.!?][\"”’]? [A-Z]"
)
_OPEN = (":", ",", ";", "-", "–", "—", "(")
_MENU = 4
_MOST_WORDS_IN_MENU = 4


def is_item(text: str) -> bool:
    """Whether a line is an item of a list, by the mark or number it begins with."""
    return _ITEM.match(text) is not None


def mark_menus(page: Page) -> None:
    """Mark runs of at least four lines of a few words each, none of which ends as a sentence does.

    Between paragraphs of the text such a run may be a list that belongs to it; there it is a menu
    only where one of its lines is known to be furniture.
    """
    text = page.text()
    first, last = (text[0], text[-1]) if text else (len(page.lines), -1)
    run: list[int] = []
    for at in range(len(page.lines) + 1):
        if at < len(page.lines) and _tiny(page.lines[at]):
            run.append(at)
            continue
        outside = not run or run[-1] < first or run[0] > last
        known = any(page.marks[i].kind == "furniture" for i in run if i in page.marks)
        if len(run) >= _MENU and (outside or known):
            for i in run:
                page.mark(i, "furniture", "one of a run of lines of a few words")
        run = []


def _tiny(line: Line) -> bool:
    if line.size > _MOST_WORDS_IN_MENU or line.stopped or line.text.endswith(":"):
        return False
    return not _ITEM.match(line.text) and byline(line.text) is None


def mark_headlines(page: Page) -> None:
    """Mark runs of headlines behind a line that is known to belong to the page, not the text.

    A run of such lines alone may be a list in the text, of demands or of points agreed.
    """
    at = 0
    while at < len(page.lines):
        mark = page.marks.get(at)
        at += 1
        if mark is None or mark.kind not in _INTRODUCES:
            continue
        run = []
        while at < len(page.lines) and at not in page.marks and _headline(page.lines[at]):
            run.append(at)
            at += 1
        if len(run) >= _FEWEST_HEADLINES or (run and mark.kind == "teaser"):
            for i in run:
                page.mark(i, "teaser", "a headline behind a pointer to other stories")


def _headline(line: Line) -> bool:
    if line.stopped and not line.text.endswith("?"):
        return False
    long = _SHORTEST_HEADLINE <= line.size <= _LONGEST_HEADLINE
    plain = not _ITEM.match(line.text) and not line.text.rstrip().endswith(_OPEN)
    return long and plain and not line.text[:1].islower() and not _SPEAKS.search(line.text)


def mark_between(page: Page) -> None:
    """Tell headings from headlines of other stories that were put between the paragraphs."""
    text = set(page.text())
    if not text:
        return
    free = [at for at, _ in page.free()]
    announced = bool(free) and page.lines[free[0]].text.rstrip().endswith(":")
    for before, at, after in zip(free, free[1:], free[2:], strict=False):
        line = page.lines[at]
        listed = announced
        announced = line.text.rstrip().endswith(":") or (announced and not line.stopped)
        if listed:
            continue
        if line.stopped or line.prose or _ITEM.match(line.text) or line.text[:1].islower():
            continue
        if line.text.rstrip().endswith(_OPEN) or after not in text:
            continue
        if line.size <= _MOST_WORDS_IN_HEADING:
            page.mark(at, "heading", "a short line without a stop above a paragraph")
        elif line.size <= _LONGEST_HEADLINE and before in text and not _SPEAKS.search(line.text):
            page.mark(at, "teaser", "a headline between two paragraphs")
