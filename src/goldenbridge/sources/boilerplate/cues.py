"""Lines that say themselves what they are: a credit, a subscription notice, an appeal, a biography.

Each cue counts only in lines up to a length: a paragraph of an article may well speak of
subscribing, of a photograph or of a donation.
"""

from __future__ import annotations

import re

from goldenbridge.sources.boilerplate.page import Line, Page
from goldenbridge.sources.boilerplate.phrases import CUES, Cue

__all__ = ["mark_cues"]

_MOST_WORDS = max(cue.most for cue in CUES)
_LONGEST = 1_500
#: A sentence, and then a name without a stop: who took the picture.
_CREDITED = re.compile(
    r"(?:[a-z]{2}|\d{4})[.!?][\"”’)]?\s?(?:(?:[A-Z][\w.'’-]*|for|of|the|via|by|and|/|\||©|&)(?:\s|$)){1,7}$"
)
_MOST_WORDS_IN_CAPTION = 60
_SELDOM = 3


def mark_cues(page: Page) -> None:
    """Mark the lines that give themselves away."""
    for at, line in page.free():
        found = _told(line)
        if found:
            page.mark(at, found.kind, found.why)
        elif line.size <= _MOST_WORDS_IN_CAPTION and not line.stopped and _credited(line.text):
            page.mark(at, "caption", "a sentence with a name behind it, as under a picture")
    _often(page)


def _told(line: Line) -> Cue | None:
    if line.size > _MOST_WORDS or len(line.text) > _LONGEST:
        return None
    for cue in CUES:
        if line.size <= cue.most and cue.fits(line.text):
            return cue
    return None


def _credited(text: str) -> bool:
    return _CREDITED.search(text[-120:]) is not None


def _often(page: Page) -> None:
    """Mark a short line that stands on the page three times: a divider, a button, a label."""
    counted: dict[str, list[int]] = {}
    for at, line in page.free():
        if line.size <= 8 and not line.stopped and not line.text.rstrip().endswith(":"):
            counted.setdefault(line.text.casefold(), []).append(at)
    for places in counted.values():
        if len(places) >= _SELDOM:
            # What comes again at the head of each page may be the title, where it stands first.
            first = places[0] < _SELDOM and page.lines[places[0]].size >= _SELDOM
            for at in places[first:]:
                page.mark(at, "furniture", f"stands on the page {len(places)} times")
