"""Title, author, outlet and date of a document: stated, inferred, or known by somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenbridge.sources.dates import infer_date, stated_date
from goldenbridge.sources.names import byline, looks_like_name, names_in_note, spelled
from goldenbridge.sources.passage import Passage
from goldenbridge.sources.readers.extract import Extract

__all__ = ["Description", "describe"]

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a document, and how."""

    title: str
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()


def describe(extract: Extract, text: str, passages: Sequence[Passage], stem: str) -> Description:
    """What a file's own metadata say, and else its marked passages.

    An author is named only by the metadata, a byline, or a biography of somebody whom the text
    itself does not mention. A date is the stated one, or a range inferred from dates mentioned.
    """
    remarks = []
    title = extract.title or next(
        (text[p.start : p.end] for p in passages if p.kind == "title"), None
    )
    title = " ".join((title or "").split())[:_LONGEST]
    if not title:
        title = " ".join(stem.split()) or "untitled"
        remarks.append("no title found; the file name stands for it")
    author = extract.author or _author(text, passages)
    date = extract.date or _stated(text, passages)
    if date is None:
        coded = [(p.start, p.end) for p in passages if p.coded]
        captions = [(p.start, p.end) for p in passages if p.kind == "caption"]
        date = infer_date(text, coded, captions)
        if date:
            remarks.append("no date stated; the range is inferred from dates mentioned")
        else:
            remarks.append("no date found")
    return Description(title, author, extract.outlet, date, extract.url, tuple(remarks))


def _author(text: str, passages: Sequence[Passage]) -> str | None:
    """Who a byline above the text names, or a note behind it; None where two disagree."""
    first = _first(passages)
    named = []
    for at, p in enumerate(passages[:first]):
        if p.kind == "byline":
            line = " ".join(text[p.start : p.end].split())
            who = byline(line) or (spelled(line) if looks_like_name(line) else None)
            if who:
                named.append((at, who))
    if named:
        # Several names in a row wrote it together; far apart, one belongs to another story.
        together = named[-1][0] - named[0][0] < len(named)
        names = list(dict.fromkeys(who for _, who in named))
        return ", ".join(names) if together or len(names) == 1 else None
    return _introduced(text, passages)


def _introduced(text: str, passages: Sequence[Passage]) -> str | None:
    """The one person whom notes on the author introduce and the text itself does not mention."""
    notes = [text[p.start : p.end] for p in passages if p.kind == "author_note"]
    introduced = {name for note in notes if (name := names_in_note(note))}
    if len(introduced) != 1:
        return None
    (name,) = introduced
    surname = name.split()[-1]
    if any(surname in text[p.start : p.end] for p in passages if p.coded):
        return None
    return name


def _first(passages: Sequence[Passage]) -> int:
    """Where the text itself begins."""
    return next((at for at, p in enumerate(passages) if p.kind == "body"), len(passages))


def _stated(text: str, passages: Sequence[Passage]) -> str | None:
    """The date above the text, or on a line of its own anywhere that is not end matter."""
    first = _first(passages)
    lines = [
        text[p.start : min(p.end, p.start + 240)]
        for p in passages[:first]
        if p.kind in {"furniture", "byline"}
    ]
    return stated_date(lines)
