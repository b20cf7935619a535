"""Where the article ends and the page goes on: nothing after that is text."""

from __future__ import annotations

from goldenbridge.sources.boilerplate.page import Page

__all__ = ["mark_tail"]

_END = frozenset({"author_note", "appeal", "paywall", "furniture", "teaser"})
#: The end matter holds at most this share of the page's running text.
_SHARE = 0.3


def mark_tail(page: Page) -> None:
    """Mark all lines after the point where the end matter begins.

    It begins at the first line that says so (an appeal, a biography, "Related") after which hardly
    any running text follows.
    """
    sizes = [
        line.size if line.prose and at not in page.marks else 0
        for at, line in enumerate(page.lines)
    ]
    whole = sum(sizes)
    if not whole:
        return
    before = 0
    for at, size in enumerate(sizes):
        before += size
        mark = page.marks.get(at)
        if mark is None or mark.kind not in _END or before < whole * (1 - _SHARE):
            continue
        if whole - before > 0:
            continue
        why = f"after line {page.lines[at].number}, where the end matter begins"
        for later in range(at + 1, len(page.lines)):
            page.mark(later, "furniture", why)
        return
