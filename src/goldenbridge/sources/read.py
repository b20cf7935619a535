"""A file read as a document: its text, what it says of itself, and its paragraphs marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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
from goldenbridge.sources.readers.opening import read_bytes
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
    raw = read_bytes(path, limits.file_bytes)
    medium, extract = _extract(raw, path.name, limits)
    text = extract.text
    if len(text) > limits.text:
        most = f"{limits.text:,} characters of text"
        raise SourceTooBig(path.name, f"{len(text):,} characters of text", most, "text")
    spans = paragraphs(text)
    if not spans:
        raise SourceWithoutText(path.name, "there is no text in it")
    told = language(text)
    remarks = list(extract.remarks)
    passages = mark(text, spans, extract.title, extract.hints)
    found = describe(extract, text, passages, path.stem)
    remarks += found.remarks
    for source in known:
        if source.file and Path(source.file).name == path.name:
            found = found.overridden(
                source.title, source.author, source.outlet, source.date, source.url
            )
    found = found.overridden(title, author, outlet, date, url)
    if told != "en":
        what = "English cannot be told from it" if told == "und" else f'it reads as "{told}"'
        remarks.append(f"{what}; the rules for statements and page furniture are for English")
    whole = hashlib.sha256(raw).hexdigest()
    source = Source(
        title=found.title,
        author=found.author,
        outlet=found.outlet,
        date=found.date,
        file=path.name,
        sha256=whole if extract.stored else hashlib.sha256(text.encode()).hexdigest(),
        url=found.url,
        note=None
        if extract.stored
        else f"Text made from this {MEDIA[medium]}; SHA-256 of the file itself: {whole}",
    )
    return SourceText(path.name, source, text, passages, medium, told, tuple(remarks))


def _extract(raw: bytes, name: str, limits: Limits) -> tuple[str, Extract]:
    """What the file is, and what its reader made of it."""
    medium = sniff(raw, name)
    if medium == "text":
        return medium, read_text(raw, name)
    return medium, extract_apart(medium, raw, name, limits)
