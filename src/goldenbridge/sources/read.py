"""A file read as a document: its text, what it says of itself, and its paragraphs marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from goldenbridge.errors import SourceTooBig, SourceWithoutText
from goldenbridge.sources.boilerplate import mark
from goldenbridge.sources.language import language
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.metadata import describe
from goldenbridge.sources.paragraphs import paragraphs
from goldenbridge.sources.passage import SourceText
from goldenbridge.sources.readers.child import extract_apart
from goldenbridge.sources.readers.extract import MEDIA, Extract
from goldenbridge.sources.readers.opening import read_bytes, shown_name
from goldenbridge.sources.readers.sniff import sniff
from goldenbridge.sources.readers.text import read_text
from goldenbridge.sources.source import Source

__all__ = ["read_source"]


def read_source(
    path: str | Path,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    known: Iterable[Source] = (),
    title: str | None = None,
    author: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    url: str | None = None,
) -> SourceText:
    r"""Read one document, with everything that is not its own text marked.

    What a file holds is told by its content, whatever its name ends with. Nothing in it is run,
    followed or fetched. Title, author, outlet and date are what the file says; a date that is
    inferred is a range, and a remark says so. Check them before you rely on them.

    Parameters
    ----------
    path : the file.
    limits : what it may cost.
    known : sources of which something is known, such as those of a ``sources.yaml``; the one with
        this file's name counts before what the file says.
    title, author, outlet, date, url : what you know better, before all else.

    Raises
    ------
    SourceUnreadable : it cannot be read as a document; its kinds say why.

    >>> from pathlib import Path
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "talks.txt"
    >>> _ = path.write_text("Talks stall again\nBy Anna Hale\nThe two sides did not meet.\n")
    >>> read = read_source(path, outlet="The Herald")
    >>> [p.kind for p in read.passages], read.source.author
    (['title', 'byline', 'body'], 'Anna Hale')
    """
    path = Path(path)
    name = shown_name(path)
    raw = read_bytes(path, limits.file_bytes)
    medium, extract = _extract(raw, name, limits)
    for source in known:
        if source.file and Path(source.file).name == path.name:
            extract = _told(
                extract, source.title, source.author, source.outlet, source.date, source.url
            )
    extract = _told(extract, title, author, outlet, date, url)
    text = extract.text
    spans = _paragraphs(text, name, limits)
    passages = mark(text, spans, extract.title, extract.hints)
    found = describe(extract, text, passages, Path(name).stem)
    spoken = language(text)
    whole = hashlib.sha256(raw).hexdigest()
    made = f"Text made from this {MEDIA[medium]}; SHA-256 of the file itself: {whole}"
    return SourceText(
        name=name,
        source=Source(
            title=found.title,
            author=found.author,
            outlet=found.outlet,
            date=found.date,
            file=name,
            sha256=whole if extract.stored else hashlib.sha256(text.encode()).hexdigest(),
            url=found.url,
            note=None if extract.stored else made,
        ),
        text=text,
        passages=passages,
        medium=medium,
        language=spoken,
        remarks=(*extract.remarks, *found.remarks, *_foreign(spoken)),
    )


def _told(
    extract: Extract,
    title: str | None,
    author: str | None,
    outlet: str | None,
    date: str | None,
    url: str | None,
) -> Extract:
    """The same with what somebody knows better; None leaves a field as it is."""
    return replace(
        extract,
        title=title or extract.title,
        author=author or extract.author,
        outlet=outlet or extract.outlet,
        date=date or extract.date,
        url=url or extract.url,
    )


def _paragraphs(text: str, name: str, limits: Limits) -> list[tuple[int, int, int]]:
    """Where the paragraphs stand, if there are any, and not too many."""
    if len(text) > limits.text:
        found, most = (f"{n:,} characters of text" for n in (len(text), limits.text))
        raise SourceTooBig(name, found, most, "text")
    spans = paragraphs(text)
    if not spans:
        raise SourceWithoutText(name)
    if len(spans) > limits.paragraphs:
        found, most = (f"{n:,} paragraphs" for n in (len(spans), limits.paragraphs))
        raise SourceTooBig(name, found, most, "paragraphs")
    return spans


def _foreign(spoken: str) -> tuple[str, ...]:
    """That a document is not English, or too short to tell."""
    if spoken == "en":
        return ()
    what = "English cannot be told from it" if spoken == "und" else f'it reads as "{spoken}"'
    return (f"{what}; the rules for statements and page furniture are for English",)


def _extract(raw: bytes, name: str, limits: Limits) -> tuple[str, Extract]:
    """What the file is, and what its reader made of it."""
    medium = sniff(raw, name)
    if medium == "text":
        return medium, read_text(raw, name)
    return medium, extract_apart(medium, raw, name, limits)
