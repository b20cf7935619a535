"""Many terms looked for at once: word by word, with endings left open and gaps allowed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from goldenbridge.statements.extract.tokens import Token, tokenise

__all__ = ["GAP", "Match", "Matcher"]

#: Words that may stand where a term has ``~``.
GAP = 6
#: Distinct words remembered; a stream of documents must not grow without bound.
REMEMBERED = 100_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    prefix: bool
    cased: bool
    gap: bool  # others may stand before it

    def fits(self, token: Token) -> bool:
        if not token.word:
            return False
        said = token.text if self.cased else token.low
        return said.startswith(self.text) if self.prefix else said == self.text


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A term found: its first token, one past its last, and what it stands for."""

    first: int
    stop: int
    tag: T


class Matcher(Generic[T]):
    """Finds every term of a list in a sentence in one pass.

    A term is words; ``*`` leaves an ending open, ``~`` lets up to six words come between, upper
    case is wanted as it is.

    >>> m = Matcher([("sanction*", 1), ("NATO ~ enlarge*", 2)])
    >>> text = "Sanctions will not stop NATO from being enlarged."
    >>> [match.tag for match in m.find(tokenise(text, 0, len(text)))]
    [1, 2]
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Word, ...], T]]] = defaultdict(list)
        self._open: list[tuple[tuple[_Word, ...], T]] = []
        for term, tag in terms:
            words = _words(term)
            if not words:
                continue
            if words[0].prefix:
                self._open.append((words, tag))
            else:
                self._by_first[words[0].text.lower()].append((words, tag))
        self._memory: dict[str, tuple[tuple[tuple[_Word, ...], T], ...]] = {}

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """Every term that begins at any token, overlapping ones too, by place."""
        found = []
        memory = self._memory
        for i, token in enumerate(tokens):
            if not token.word:
                continue
            started = memory.get(token.low)
            if started is None:
                started = self._starting(token.low)
            for words, tag in started:
                stop = _follow(tokens, i, words)
                if stop:
                    found.append(Match(i, stop, tag))
        return found

    def _starting(self, low: str) -> tuple[tuple[tuple[_Word, ...], T], ...]:
        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
        some = tuple(self._by_first.get(low, ())) + tuple(
            entry for entry in self._open if low.startswith(entry[0][0].text.lower())
        )
        self._memory[low] = some
        return some


def longest(matches: Iterable[Match[T]]) -> list[Match[T]]:
    """Of matches that overlap, the longest; of equals the first."""
    kept: list[Match[T]] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.first - m.stop, m.first)):
        places = range(match.first, match.stop)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


def _words(term: str) -> tuple[_Word, ...]:
    words, gap = [], False
    for piece in re.split(r"\s+", term.strip()):
        if piece == "~":
            gap = True
            continue
        prefix = piece.endswith("*")
        for token in tokenise(bare := piece.rstrip("*"), 0, len(bare)):
            if token.word:
                cased = token.text != token.low
                words.append(_Word(token.text if cased else token.low, False, cased, gap))
                gap = False
        if prefix and words:
            last = words[-1]
            words[-1] = _Word(last.text, True, last.cased, last.gap)
    return tuple(words)


def _follow(tokens: Sequence[Token], i: int, words: tuple[_Word, ...]) -> int:
    """One past the last token of a term that begins at ``i``, or 0."""
    if not words[0].fits(tokens[i]):
        return 0
    at = i + 1
    for word in words[1:]:
        if word.gap:
            for ahead in range(at, min(at + GAP + 1, len(tokens))):
                if tokens[ahead].text in ";:":
                    return 0
                if word.fits(tokens[ahead]):
                    at = ahead + 1
                    break
            else:
                return 0
        else:
            if at >= len(tokens) or not word.fits(tokens[at]):
                return 0
            at += 1
    return at
