"""What a reader of one medium hands on: text, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.sources.passage import Kind

__all__ = ["MEDIA", "Block", "Extract", "joined"]

#: How each medium is called in messages.
MEDIA = {"text": "text file", "html": "HTML page", "pdf": "PDF", "docx": "DOCX", "email": "e-mail"}


@dataclass(frozen=True, slots=True)
class Extract:
    """The canonical text of a file and the metadata stored with it; only ``text`` is needed.

    Attributes
    ----------
    text : the canonical text.
    stored : whether the text is the file as stored, so that offsets hold in the file itself.
    hints : of some paragraphs, counted from 0, what the file itself says they are, and why.
    remarks : what a user should know.
    """

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    stored: bool = False
    hints: tuple[tuple[int, Kind, str], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph that a reader found, and what its file says it is."""

    text: str
    kind: Kind | None = None
    why: str = ""


def joined(blocks: list[Block]) -> tuple[str, tuple[tuple[int, Kind, str], ...]]:
    r"""The text of some paragraphs, a blank line between two, and their hints.

    >>> joined([Block("One", "title", "its style"), Block(" "), Block("Two\n\nwords")])
    ('One\n\nTwo words\n', ((0, 'title', 'its style'),))
    """
    kept = [b for b in blocks if b.text.strip()]
    hints = tuple((at, b.kind, b.why) for at, b in enumerate(kept) if b.kind is not None)
    text = "\n\n".join(" ".join(b.text.split()) for b in kept)
    return (text + "\n" if text else ""), hints
