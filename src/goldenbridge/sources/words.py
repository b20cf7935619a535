"""Lists of words, written as a line of text."""

from __future__ import annotations

__all__ = ["words"]


def words(*lines: str) -> frozenset[str]:
    """The words of some lines of text.

    >>> sorted(words("Mr Mrs", "Dr"))
    ['Dr', 'Mr', 'Mrs']
    """
    return frozenset(word for line in lines for word in line.split())
