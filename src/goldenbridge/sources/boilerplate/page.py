"""A page as the rules see it: its lines, what they look like, and what has been marked so far."""

# ruff: noqa: RUF001 - stops and quotation marks of many scripts

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from goldenbridge.sources.passage import Kind

__all__ = ["Line", "Mark", "Page"]

_WORD = re.compile(r"\w+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_STOP = re.compile(r"[.!?…。！？।؟۔](?:[\"'”’»›)\]」』）]|\[\d{1,3}\])*$")
#: A paragraph of this many words is text, if it ends as a sentence does; of twice as many, anyway.
_PROSE = 20
_SAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule says of a line."""

    kind: Kind
    why: str


@dataclass(frozen=True)
class Line:
    """One paragraph of the page."""

    text: str
    number: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters, without anything between them."""
        return tuple(_WORD.findall(self.text.casefold()))

    @cached_property
    def size(self) -> int:
        """How many words it has; two signs of a script without spaces count as one."""
        dense = len(_DENSE.findall(self.text[:_SAMPLE]))
        return dense // 2 if dense * 2 > len(self.text[:_SAMPLE]) else len(self.text.split())

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOP.search(self.text[-12:]))

    @cached_property
    def prose(self) -> bool:
        """Whether it looks like running text, so that a weak hint does not count against it."""
        return self.size >= (_PROSE if self.stopped else 2 * _PROSE)


@dataclass
class Page:
    """The lines of a page and the marks they have; the first mark of a line stands."""

    lines: list[Line]
    marks: dict[int, Mark] = field(default_factory=dict)

    def mark(self, at: int, kind: Kind, why: str) -> None:
        """Mark a line, unless an earlier rule has."""
        self.marks.setdefault(at, Mark(kind, why))

    def free(self) -> Iterator[tuple[int, Line]]:
        """The lines that no rule has marked so far."""
        for at, line in enumerate(self.lines):
            if at not in self.marks:
                yield at, line

    def text(self) -> list[int]:
        """The lines that are running text and not marked."""
        return [at for at, line in self.free() if line.prose]
