"""A stretch of a document, and whether it is the text itself or what a page puts around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from goldenbridge.sources.source import Source

__all__ = ["KINDS", "Kind", "Passage", "SourceText"]

Kind = Literal[
    "title",
    "byline",
    "standfirst",
    "heading",
    "body",
    "caption",
    "duplicate",
    "pull_quote",
    "teaser",
    "paywall",
    "appeal",
    "author_note",
    "furniture",
]
KINDS: tuple[str, ...] = get_args(Kind)

#: Statements are looked for in these only: everything else repeats, advertises or decorates.
CODED = frozenset({"standfirst", "heading", "body"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a document, where it stands, and what it is.

    Nothing is cut away from a document: what is not the text itself is marked, so that a reader can
    see what was left aside and say that it should not have been.

    Attributes
    ----------
    start, end : code points into the document's text, the end not included.
    line : physical line on which it starts, from 1.
    kind : ``body`` for the text itself; ``furniture`` is menus, dates, share buttons and the like.
    why : for anything marked, the rule that marked it, in words.

    >>> Passage(0, 5, 1, "caption", "repeats line 3").coded
    False
    """

    start: int
    end: int
    line: int
    kind: Kind = "body"
    why: str = ""

    @property
    def coded(self) -> bool:
        """Whether statements are looked for in it."""
        return self.kind in CODED


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as it was read: what it is, its canonical text, and its passages in order.

    Attributes
    ----------
    name : file name, by which statements refer to it.
    source : title, author, outlet, date or range of dates, and the hash of the canonical text.
    text : the canonical text. Of a text file it is the file as stored, newlines untranslated; of
        HTML, PDF, DOCX and e-mail it is what the reader made of it. All offsets point into it.
    passages : every paragraph in order; they cover all of the text that is not white space.
    medium : ``text``, ``html``, ``pdf``, ``docx`` or ``email``.
    language : two letters, or ``und`` where that cannot be told.
    remarks : what a user should know: a wrong encoding, pages without text, another language.
    """

    name: str
    source: Source
    text: str
    passages: tuple[Passage, ...]
    medium: str = "text"
    language: str = "en"
    remarks: tuple[str, ...] = ()

    def quote(self, passage: Passage) -> str:
        """The words of one of its passages."""
        return self.text[passage.start : passage.end]
