"""Where the article ends and the page goes on: nothing after that is text."""

from __future__ import annotations

from goldenbridge.sources.boilerplate.page import Mark, Page
from goldenbridge.sources.boilerplate.phrases import COMMENTS, LABELS, LEGAL
from goldenbridge.sources.names import looks_like_name, names_in_note

__all__ = ["mark_tail"]

_END = frozenset({"author_note", "appeal", "paywall", "teaser", "byline"})
_LABELLED = frozenset({LABELS.why, LEGAL.why})
#: Readers' comments may be longer than the article, but it begins the page.
_LEAST_BEFORE_COMMENTS = 0.15
#: Behind other end matter the text must not go on at all, and most of it must be over.
_LEAST_BEFORE = 0.6
_LEAST_WORDS = 60
#: The summary of another story is shorter than this.
_NO_SUMMARY = 40
_SENTENCE = 12


def mark_tail(page: Page) -> None:
    """Mark all lines after the point where the end matter begins.

    It begins at the first line that says so (an appeal, a biography, "Related", a comment section)
    after which the text does not go on: no paragraph stands right behind it, and no two behind
    each other, as they do in an article.
    """
    _biographies(page)
    prose = [
        line.size if line.prose and at not in page.marks else 0
        for at, line in enumerate(page.lines)
    ]
    end = _comments(page, prose)
    last = _last_resumed(page, prose[:end])
    whole = sum(prose[:end])
    before = 0
    for at in range(end):
        before += prose[at]
        mark = page.marks.get(at)
        if mark is None or before < max(_LEAST_WORDS, _LEAST_BEFORE * whole):
            continue
        if at > last and _may_end(mark):
            end = at
            break
    for later in range(end + 1, len(page.lines)):
        why = f"after line {page.lines[end].number}, where the end matter begins"
        page.mark(later, "furniture", why)


def _comments(page: Page, prose: list[int]) -> int:
    """Where readers' comments begin, or the end of the page."""
    whole = sum(prose)
    before = 0
    for at, size in enumerate(prose):
        before += size
        mark = page.marks.get(at)
        enough = before >= max(_LEAST_WORDS, _LEAST_BEFORE_COMMENTS * whole)
        if mark is not None and mark.why == COMMENTS.why and enough:
            return at
    return len(prose)


def _may_end(mark: Mark) -> bool:
    return mark.kind in _END or mark.why in _LABELLED


def _last_resumed(page: Page, prose: list[int]) -> int:
    """The last line at which the text goes on: a paragraph behind a paragraph or behind a mark.

    A paragraph behind a short line alone is the summary of another story.
    """
    last = -1
    goes_on = True
    for at, size in enumerate(prose):
        if at in page.marks:
            continue
        paragraph = size and (goes_on or size >= _NO_SUMMARY)
        if paragraph or _sentence_behind_a_box(page, at):
            last = at
        goes_on = size > 0 or page.lines[at].stopped
    return last


def _sentence_behind_a_box(page: Page, at: int) -> bool:
    """Whether a whole sentence stands right behind a pointer to another story."""
    line = page.lines[at]
    before = page.marks.get(at - 1)
    return (
        line.stopped and line.size >= _SENTENCE and before is not None and before.kind == "teaser"
    )


def _biographies(page: Page) -> None:
    """Mark who wrote it, told behind the text: of nobody whom the text itself mentions."""
    text = page.text()
    if len(text) < 3:
        return
    behind = [at for at, line in page.free() if at > text[-1] and not line.prose]
    for at in text[-3:] + behind:
        who = names_in_note(page.lines[at].text)
        if who is None:
            if at in behind and looks_like_name(" ".join(page.lines[at].text.split())):
                page.mark(at, "byline", "a name alone behind the text")
            continue
        surname = who.split()[-1].casefold()
        if not any(surname in page.lines[i].words for i in text if i != at):
            page.mark(at, "author_note", "introduces somebody whom the text does not mention")
