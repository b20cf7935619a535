"""Web pages: every visible block of text, and which of them are the article.

All visible text is kept; trafilatura says which blocks are the article, tags say what some of the
others are. Scripts, styles and hidden parts are no text. Nothing is fetched.
"""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

from goldenbridge.errors import SourceBroken, SourceNotADocument, SourceTooBig, SourceWithoutText
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.names import looks_like_name, spelled
from goldenbridge.sources.passage import Kind
from goldenbridge.sources.readers.decode import decode
from goldenbridge.sources.readers.extract import Block, Extract, joined
from goldenbridge.sources.words import words

__all__ = ["OUTSIDE", "read_html"]

_NO_TEXT = words(
    "script style noscript template svg math head title iframe object embed canvas audio video",
    "select textarea",
)
_BLOCKS = words(
    "address article aside blockquote body br button center dd details dialog dir div dl dt",
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li",
    "main menu nav ol option p pre section summary table tbody td tfoot th thead time tr ul",
)
_KINDS: dict[str, tuple[Kind, str]] = {
    "figcaption": ("caption", "the page says it is a caption"),
    "nav": ("furniture", "the page says it is for finding one's way"),
    "footer": ("furniture", "the page says it is its foot"),
    "form": ("furniture", "the page says it is a form"),
    "button": ("furniture", "the page says it is a button"),
    "h1": ("heading", "the page says it is a heading"),
    "h2": ("heading", "the page says it is a heading"),
    "h3": ("heading", "the page says it is a heading"),
    "h4": ("heading", "the page says it is a heading"),
    "h5": ("heading", "the page says it is a heading"),
    "h6": ("heading", "the page says it is a heading"),
}
OUTSIDE = "stands outside the article on the page"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PIECE = 5
_INSIDE = 0.8
#: So many characters are a paragraph, not a headline or a label.
_PARAGRAPH = 120
_SEVERAL = 3
#: The share of the time allowed that trafilatura may take.
_PATIENCE = 0.5


def read_html(raw: bytes, name: str, limits: Limits) -> Extract:
    """The visible text of a page and its metadata.

    Raises
    ------
    SourceBroken, SourceNotADocument, SourceTooBig, SourceWithoutText
    """
    import lxml.html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    text, remarks = _decoded(raw)
    if text is None:
        raise SourceNotADocument(name, "no text, or text in an encoding that cannot be told")
    text = _DECLARATION.sub("", text.replace("\0", "\ufffd"))
    parser = lxml.html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (ValueError, LxmlError):
        _complain(parser)
        raise SourceWithoutText(name, "there is no text on this page") from None
    _complain(parser)
    blocks: list[Block] = []
    places: list[str] = []
    size = 0
    for block, place in _blocks(root):
        size += len(block.text)
        if size > limits.text:
            raise SourceTooBig(
                name, "more text than is read", f"{limits.text:,} characters", "text"
            )
        blocks.append(block)
        places.append(place)
    deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if not blocks and deep:
        raise SourceBroken(name, "HTML page", "its tags are nested too deeply")
    if not blocks:
        raise SourceWithoutText(name, "there is no text on this page (scripts may write it)")
    found, said = _article(text, limits.seconds * _PATIENCE)
    if deep:
        remarks += ("its tags are nested too deeply; what lies deepest is not read",)
    if found is None:
        remarks += ("the article could not be told from the page; look at the marks",)
    else:
        blocks = list(_inside(blocks, places, found))
    whole, hints = joined(blocks)
    return Extract(whole, **said, hints=hints, remarks=remarks)


def _complain(parser: Any) -> None:
    """Raise what the parser only notes: that it ran out of memory."""
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError


def _decoded(raw: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The characters of a page: UTF-8, or what the page says, or what can be told."""
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    told = _CHARSET.search(raw[:8192])
    if told and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = told[1].decode("ascii")
        try:
            if encoding.casefold().replace("_", "-") not in {"utf-8", "utf8"}:
                return raw.decode(encoding, errors="replace"), ()
        except (LookupError, ValueError):
            pass
    found = decode(raw)
    return (None, ()) if found is None else (found.text.lstrip("\ufeff"), found.remarks)


def _blocks(root: Any) -> Iterator[tuple[Block, str]]:
    """Every visible block of text in order and the kind of place it has on the page.

    Walked without recursion: pages may be nested as deep as they like.
    """
    from lxml import etree

    pieces: list[str] = []
    kinds: list[tuple[Kind, str]] = []
    silent = 0

    def flush(place: str) -> Iterator[tuple[Block, str]]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if text:
            kind, why = kinds[-1] if kinds else (None, "")
            yield Block(text, kind, why), place

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        hidden = tag in _NO_TEXT or _is_hidden(element)
        if event == "start":
            if tag in _BLOCKS and not silent:
                yield from flush(_place(element.getparent()))
            silent += hidden
            if tag in _KINDS:
                kinds.append(_KINDS[tag])
            if not silent and element.text:
                pieces.append(element.text)
            continue
        if tag in _BLOCKS and not silent:
            yield from flush(_place(element))
        silent -= hidden
        if tag in _KINDS:
            kinds.pop()
        if not silent and element.tail:
            pieces.append(element.tail)
    yield from flush("")


def _place(element: Any) -> str:
    """What a block is and lies in: paragraphs of one article have the same place."""
    names: list[str] = []
    while element is not None and len(names) < 3:
        if isinstance(element.tag, str):
            names.append(f"{element.tag}.{element.get('class', '')[:100]}")
        element = element.getparent()
    return " ".join(names)


def _is_hidden(element: Any) -> bool:
    get = element.get
    return get("hidden") is not None or bool(_HIDDEN.search(get("style") or ""))


class _Slow(BaseException):
    """Time is up; not an Exception, which trafilatura would swallow."""


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Break off what takes longer, where the operating system has alarms."""
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise _Slow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _article(text: str, seconds: float) -> tuple[str | None, dict[str, Any]]:
    """The article's text and what is said of it, as trafilatura finds them."""
    from trafilatura import bare_extraction

    try:
        with _within(seconds):
            found = bare_extraction(
                text, include_comments=False, include_tables=True, with_metadata=True
            )
    except (Exception, _Slow):  # a stranger's page may make it stumble; its text is at hand
        return None, {}
    if found is None:
        return None, {}
    said = found if isinstance(found, dict) else found.as_dict()
    author = _person(said.get("author"))
    title = " ".join((said.get("title") or "").split()) or None
    return (said.get("text") or None), {
        "title": title,
        "author": author,
        "outlet": said.get("sitename") or said.get("hostname") or None,
        "date": said.get("date") or None,
        "url": said.get("url") or None,
    }


def _person(author: str | None) -> str | None:
    """Authors whose names look like names of people; accounts and papers are no authors."""
    names = [spelled(" ".join(n.split())) for n in (author or "").split(";")]
    return ", ".join(n for n in names if looks_like_name(n)) or None


def _inside(blocks: list[Block], places: list[str], article: str) -> Iterator[Block]:
    """The same blocks, those that are not in the article marked so.

    trafilatura loses paragraphs now and then. One that lies between two of the article, or in the
    same place on the page as several of them, belongs to it.
    """
    lines = {" ".join(_words(line)) for line in article.splitlines()}
    said = _words(article)
    pieces = {tuple(said[i : i + _PIECE]) for i in range(len(said) - _PIECE + 1)}
    found = [_found(_words(block.text), lines, pieces) for block in blocks]
    long = [at for at, block in enumerate(blocks) if len(block.text) >= _PARAGRAPH]
    known = Counter(places[at] for at in long if found[at])
    lost = Counter(places[at] for at in long if not found[at])
    for at in long:
        place = places[at]
        found[at] = found[at] or (known[place] >= _SEVERAL and known[place] * 2 >= lost[place])
    for before, at, after in zip(long, long[1:], long[2:], strict=False):
        if found[before] and found[after]:
            found[at] = True
    for block, inside in zip(blocks, found, strict=True):
        if inside and block.kind == "furniture":
            yield Block(block.text)  # a page may lie in one form from head to foot
        elif inside or block.kind in {"caption", "furniture"}:
            yield block
        else:
            yield Block(block.text, "furniture", OUTSIDE)


def _found(own: list[str], lines: set[str], pieces: set[tuple[str, ...]]) -> bool:
    """Whether the words of a block stand in the article."""
    runs = [tuple(own[i : i + _PIECE]) for i in range(len(own) - _PIECE + 1)]
    if not runs:
        return " ".join(own) in lines
    return sum(run in pieces for run in runs) >= _INSIDE * len(runs)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
