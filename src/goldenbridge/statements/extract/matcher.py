"""Many terms looked for at once: word by word, with endings left open and gaps allowed."""

from __future__ import annotations

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
    """One place of a term: the words that may stand there."""

    words: frozenset[str]  # in small letters
    starts: tuple[str, ...]  # beginnings, in small letters
    cased: frozenset[str]  # as they stand
    cased_starts: tuple[str, ...]
    gap: bool  # others may stand before it

    def fits(self, token: Token) -> bool:
        return (
            token.low in self.words
            or (bool(self.starts) and token.low.startswith(self.starts))
            or (bool(self.cased) and token.text in self.cased)
            or (bool(self.cased_starts) and token.text.startswith(self.cased_starts))
        )


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A term found: its first token, one past its last, and what it stands for."""

    first: int
    stop: int
    tag: T


class Matcher(Generic[T]):
    """Finds every term of a list in a sentence in one pass.

    A term is words; ``*`` leaves an ending open, ``/`` stands between words of which any will do,
    ``~`` lets up to six others come between, upper case is wanted as it is.

    >>> m = Matcher([("sanction*", 1), ("NATO ~ enlarge*/expan*", 2)])
    >>> text = "Sanctions will not stop NATO from being enlarged."
    >>> [match.tag for match in m.find(tokenise(text, 0, len(text)))]
    [1, 2]
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Word, ...], T]]] = defaultdict(list)
        self._open: list[tuple[tuple[str, ...], tuple[_Word, ...], T]] = []
        for term, tag in terms:
            words = _words(term)
            if not words:
                continue
            head = words[0]
            for word in head.words | {cased.lower() for cased in head.cased}:
                self._by_first[word].append((words, tag))
            starts = (*head.starts, *(start.lower() for start in head.cased_starts))
            if starts:
                self._open.append((starts, words, tag))
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
            (words, tag) for starts, words, tag in self._open if low.startswith(starts)
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
    words: list[_Word] = []
    gap = False
    for piece in term.split():
        if piece == "~":
            gap = True
            continue
        if "/" in piece:
            words.append(_word([one for one in piece.split("/") if one.strip("*")], gap))
        else:
            parts = [t.text for t in tokenise(piece, 0, len(piece)) if t.word]
            if parts and piece.endswith("*"):
                parts[-1] += "*"
            for part in parts:
                words.append(_word([part], gap))
                gap = False
        gap = False
    return tuple(words)


def _word(choices: Iterable[str], gap: bool) -> _Word:
    """A place where any of the choices fits; upper case is wanted, small letters are not."""
    exact: set[str] = set()
    starts: list[str] = []
    cased_starts: list[str] = []
    cased: set[str] = set()
    for choice in choices:
        bare = choice.rstrip("*")
        small = bare == bare.lower()
        bare = bare.removesuffix("'s").removesuffix("’s").replace("’", "'")
        if choice.endswith("*"):
            (starts if small else cased_starts).append(bare)
        else:
            (exact if small else cased).add(bare)
    return _Word(frozenset(exact), tuple(starts), frozenset(cased), tuple(cased_starts), gap)


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
