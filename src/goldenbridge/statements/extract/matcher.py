"""Many terms looked for at once: word by word, with endings left open and gaps allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from goldenbridge.statements.extract.tokens import OWNS, Token, tokenise

__all__ = ["GAP", "Match", "Matcher"]

#: Words that may stand where a term has ``~``.
GAP = 6
#: Distinct words remembered; a stream of documents must not grow without bound.
REMEMBERED = 100_000


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A term found: its first token, one past its last, and what it stands for."""

    first: int
    stop: int
    tag: T


class Matcher(Generic[T]):
    """Finds every term of a list in a sentence in one pass.

    A term is words; ``*`` leaves an ending open, ``/`` stands between words of which any will do,
    ``~`` lets up to six others come between; upper case and a possessive are wanted as they are.

    >>> m = Matcher([("sanction*", 1), ("NATO ~ enlarge*/expan*", 2)])
    >>> text = "Sanctions will not stop NATO from being enlarged."
    >>> [match.tag for match in m.find(tokenise(text, 0, len(text)))]
    [1, 2]
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        self._places = _Places()
        self._by_first: dict[int, list[tuple[_Term, T]]] = defaultdict(list)
        for term, tag in terms:
            words = self._places.of_term(term)
            if words:
                self._by_first[words[0][0]].append((words[1:], tag))
        self._memory: dict[str, tuple[frozenset[int], tuple[tuple[_Term, T], ...]]] = {}

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """Every term that begins at any token, overlapping ones too, by place."""
        memory, end = self._memory, len(tokens)
        known = [memory.get(token.key) or self._meet(token) for token in tokens]
        fitting = [fits for fits, _ in known]
        found: list[Match[T]] = []
        for i, (_, started) in enumerate(known):
            for rest, tag in started:
                if not rest:
                    found.append(Match(i, i + 1, tag))
                    continue
                place, gap = rest[0]
                if not gap and i + 1 < end and place not in fitting[i + 1]:
                    if tokens[i + 1].text != "-":
                        continue  # most terms end here: their second word does not follow
                stop = _follow(tokens, fitting, i + 1, rest)
                if stop:
                    found.append(Match(i, stop, tag))
        return found

    def _meet(self, token: Token) -> tuple[frozenset[int], tuple[tuple[_Term, T], ...]]:
        """The places of terms where a word fits, and the terms that may begin with it."""
        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
        fits = self._places.fitting(token) if token.word else frozenset[int]()
        started = tuple(entry for place in sorted(fits) for entry in self._by_first.get(place, ()))
        self._memory[token.key] = fits, started
        return fits, started


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


#: What follows a term's first word: for each word its place, and whether others may stand before.
_Term = tuple[tuple[int, bool], ...]


class _Places:
    """The places of all terms, numbered: at each, one word or any of several may stand."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._exact: dict[str, list[int]] = defaultdict(list)  # small letters fit any case
        self._cased: dict[str, list[int]] = defaultdict(list)
        self._starts: dict[str, list[tuple[str, int]]] = defaultdict(list)  # by first letter
        self._cased_starts: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def of_term(self, term: str) -> _Term:
        """A term as places."""
        places: list[tuple[int, bool]] = []
        gap = False
        for piece in term.split():
            if piece == "~":
                gap = True
                continue
            if "/" in piece:
                choices = [[one for one in piece.split("/") if one.strip("*")]]
            else:
                parts = [t.key for t in tokenise(piece, 0, len(piece)) if t.word]
                if parts and piece.endswith("*"):
                    parts[-1] += "*"
                choices = [[part] for part in parts]
            for words in filter(None, choices):
                places.append((self._number(frozenset(words)), gap))
                gap = False
        return tuple(places)

    def fitting(self, token: Token) -> frozenset[int]:
        """The places where a word may stand."""
        low, text = token.low, token.text
        fits = [*self._exact.get(low, ()), *self._cased.get(text, ())]
        fits += [n for start, n in self._starts.get(low[:1], ()) if low.startswith(start)]
        if token.owns:
            fits += [*self._exact.get(low + OWNS, ()), *self._cased.get(text + OWNS, ())]
        fits += [n for start, n in self._cased_starts.get(text[:1], ()) if text.startswith(start)]
        return frozenset(fits)

    def _number(self, words: frozenset[str]) -> int:
        number = self._numbers.get(words)
        if number is not None:
            return number
        number = self._numbers[words] = len(self._numbers)
        for word in words:
            bare = word.rstrip("*")
            small = bare == bare.lower()
            bare = bare.replace("’", "'")
            if not word.endswith("*"):
                (self._exact if small else self._cased)[bare].append(number)
            elif bare:
                (self._starts if small else self._cased_starts)[bare[0]].append((bare, number))
        return number


def _follow(
    tokens: Sequence[Token],
    fitting: Sequence[frozenset[int]],
    at: int,
    rest: _Term,
    begun: int = 0,
) -> int:
    """One past the last token of a term whose words up to ``begun`` stand before ``at``, or 0."""
    end = len(tokens)
    for number in range(begun, len(rest)):
        place, gap = rest[number]
        if gap:
            for ahead in range(at, min(at + GAP + 1, end)):
                if place in fitting[ahead]:
                    stop = _follow(tokens, fitting, ahead + 1, rest, number + 1)
                    if stop:
                        return stop
                if tokens[ahead].text in ";:":
                    return 0
            return 0
        if at + 1 < end and tokens[at].text == "-":
            at += 1  # a word that the end of a line has broken, as "de- escalation"
        if at >= end or place not in fitting[at]:
            return 0
        at += 1
    return at
