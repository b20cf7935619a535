"""Which issue some words are about, by what statements on each issue were told in before.

A codebook's terms are what its writer thought of. Coded statements show more: that "the alliance's
door" is about enlargement and "talks in Geneva" about negotiations. Each word and each pair of words
speaks for and against each issue; the words around the statement speak as well, in a lower voice.
What they say is learned (:mod:`.learn`) and lies in a file beside the codebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import mul

import numpy as np

from goldenbridge.sources.words import words
from goldenbridge.statements.codebook.learned import Learned, Row
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.extract.tokens import Token

__all__ = ["Worded", "Wording", "grams", "names_of", "stems"]

_SAY_LITTLE = words(
    "the a an of in on at by is are was were be been it its this that as with for from has have had",
    "he she they his her their and which who",
)
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_STEM = 8


def stems(tokens: Sequence[Token], names: Mapping[str, str]) -> list[tuple[int, str]]:
    """The words that say something, each with its place: endings cut off, places as their states.

    ``names`` are one-word names of actors: "Moscow" and "Russian" are both ``@Russia``.
    """
    return [
        (at, names.get(token.text) or _stem(token.low))
        for at, token in enumerate(tokens)
        if token.word and token.low not in _SAY_LITTLE
    ]


@lru_cache(maxsize=1 << 16)
def _stem(low: str) -> str:
    if low.endswith("n't"):
        return "not"
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low[: -len(ending)]
            break
    return low[:_STEM]


def names_of(codebook: Codebook) -> dict[str, str]:
    """One-word names and adjectives of a codebook's states, bodies and blocs → whose they are."""
    return {
        word: f"@{name}"
        for name, actor in codebook.actors.items()
        if actor.kind != "person"
        for word in (name, *actor.aliases, *actor.adjectives)
        if " " not in word and word[:1].isupper()
    }


def grams(told: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Every word, and every two words next to each other or one apart: first place, last, name."""
    for i, (at, stem) in enumerate(told):
        yield at, at, stem
        for j in (i + 1, i + 2):
            if j < len(told):
                yield at, told[j][0], f"{stem} {told[j][1]}"


class Wording:
    """Reads sentences with what was learned; make it once and use it for many."""

    def __init__(self, learned: Learned, names: Mapping[str, str]) -> None:
        self.learned = learned
        self._names = names
        self._at = {issue: at for at, issue in enumerate(learned.issues[:-1])}

    def read(self, tokens: Sequence[Token]) -> Worded:
        """A sentence, ready to be asked about any stretch of it."""
        return Worded(self.learned, self._at, stems(tokens, self._names), len(tokens))


class Worded:
    """A sentence of which any stretch can be asked which issue it is about."""

    def __init__(
        self,
        learned: Learned,
        at: Mapping[str, int],
        told: Sequence[tuple[int, str]],
        length: int,
    ) -> None:
        self._learned = learned
        #: Issue → its place.
        self.at = at
        size = len(learned.issues)
        singles, around = np.zeros((2, length + 1, size))
        self._pairs: list[tuple[int, int, Row]] = []
        for first, last, name in grams(told):
            row = learned.inside.get(name)
            if row is not None and first == last:
                singles[first + 1] = row
            elif row is not None:
                self._pairs.append((first, last, row))
            if first == last and (beside := learned.around.get(name)) is not None:
                around[first + 1] = beside
        #: What a term says where it stands in the words, and where it is first there.
        self.here, self.first = learned.terms[:2]
        self._singles = np.cumsum(singles, axis=0)
        self._around = np.cumsum(around, axis=0)

    def terms(self, values: Mapping[str, Sequence[float]]) -> Row:
        """What the codebook's terms add, one an issue; ``values`` has those of :data:`TERMS`."""
        weights = self._learned.terms
        return np.array(
            [
                sum(map(mul, weights, values[issue])) if issue in values else 0.0
                for issue in self.at
            ],
            float,
        )

    def scores(self, first: int, stop: int, terms: Row) -> Row:
        """Log of each issue's share, :data:`NOTHING` last, for the words from ``first`` to ``stop``.

        ``terms`` is what the codebook's terms add, one an issue.
        """
        told: Row = self._learned.start + self._singles[stop] - self._singles[first]
        told += self._around[-1] - (self._around[stop] - self._around[first])
        for begin, end, weight in self._pairs:
            if first <= begin and end < stop:
                told += weight
        told[:-1] += terms
        told -= told.max()
        told -= np.log(np.exp(told).sum())
        return told
