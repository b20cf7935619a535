"""Find a quote again in a text that may have changed since it was quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Found", "How", "refind", "unify"]

How = Literal["exact", "marks", "spacing", "fuzzy"]

#: Longer quotes are looked for exactly only; longer texts around the place that is named only.
LIMIT_QUOTE = 1_000
LIMIT_TEXT = 1_000_000
#: Shorter quotes are not looked for fuzzily: in so few letters anything resembles anything.
LEAST_QUOTE = 12
#: Places of one quote that are compared by what stands around them.
LIMIT_PLACES = 1_000
_AROUND = 50_000
#: An end is moved at most so far, to where as many characters around it fit.
_SNAP = 16
_SURE = 8
#: How much worse a fuzzy find may be where what stands around it fits.
_LENIENT = 0.15

_SINGLES = {
    '"': "“”„‟«»‹›″〝〞「」『』＂",  # noqa: RUF001
    "'": "‘’‚‛′`´＇ʼ",  # noqa: RUF001
    "-": "‐‑‒–—―−",  # noqa: RUF001
    " ": "\t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000",
}
_UNIFIED = str.maketrans({theirs: ours for ours, many in _SINGLES.items() for theirs in many})


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands in a text.

    Attributes
    ----------
    start, end : code points into the text, the end not included.
    score : 1 where every character is the same but for quotation marks, dashes and spaces; else
        one less the share of characters that were changed, put in or left out.
    how : ``exact``; ``marks``, after unifying quotation marks, dashes and spaces one to one;
        ``spacing``, after taking runs of spaces as one; ``fuzzy``, with letters changed. Show the
        last to a person before relying on it.
    rivals : other places that fit as well; 0 where the place is certain.
    """

    start: int
    end: int
    score: float
    how: How
    rivals: int = 0


def unify(text: str) -> str:
    """The text with one form of quotation mark, dash and space, every character in its place.

    >>> unify("“Never”, she said")
    '"Never", she said'
    """
    return text.translate(_UNIFIED)


def refind(
    text: str,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    near: int | None = None,
    least: float = 0.75,
) -> Found | None:
    """The place of a quote in a text, or None where nothing like it stands there.

    Looked for as it is, then with quotation marks unified one to one, then with spaces unified,
    then with letters changed. Of several places the one is taken around which ``prefix`` and
    ``suffix`` fit best, then the one nearest to ``near``, then the first. Time and memory are
    bounded: a fuzzy search costs at most about a second.

    Parameters
    ----------
    text : the document.
    quote : the words to find.
    prefix, suffix : what stood before and after them.
    near : where they stood, in code points.
    least : the lowest score that a fuzzy find may have, from 0 to 1; 0.15 less where what stands
        around it fits.

    Notes
    -----
    A fuzzy search finds the place with rapidfuzz and then aligns the quote exactly [Sellers 1980,
    The theory and computation of evolutionary distances], so that both ends are right although a
    word in the middle became longer.

    >>> refind("He said: “We will not yield.” They left.", '"We will not yield."')
    Found(start=9, end=29, score=1.0, how='marks', rivals=0)
    >>> refind("He said: “We shall never yield.” They left.", "We will never yield").how
    'fuzzy'
    """
    if not quote.strip():
        return None
    around = _Around(unify(prefix), unify(suffix), near)
    plain, wanted = unify(text), unify(quote)
    found = _exact(text, plain, quote, around, "exact")
    found = found or _exact(plain, plain, wanted, around, "marks")
    found = found or _spaced(plain, wanted, around)
    return found or _fuzzy(plain, wanted, around, least)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the place besides the quote, with marks unified."""

    prefix: str
    suffix: str
    near: int | None

    def fit(self, text: str, start: int, end: int) -> int:
        """How many characters before and after a place are as they were."""
        before = text[max(0, start - len(self.prefix)) : start]
        after = text[end : end + len(self.suffix)]
        return _common(before[::-1], self.prefix[::-1]) + _common(after, self.suffix)

    def snap(self, text: str, start: int, end: int) -> tuple[int, int]:
        """A stretch whose ends are moved a little to where what stands around it begins."""

        def before(at: int) -> int:
            return _common(text[max(0, at - len(self.prefix)) : at][::-1], self.prefix[::-1])

        def after(at: int) -> int:
            return _common(text[at : at + len(self.suffix)], self.suffix)

        def moved(at: int, fit: Callable[[int], int], low: int, high: int) -> int:
            near = range(max(low, at - _SNAP), min(high, at + _SNAP) + 1)
            best = max(near, key=lambda place: (fit(place), -abs(place - at)), default=at)
            return best if fit(best) >= _SURE else at

        start = moved(start, before, 0, end - 1)
        return start, moved(end, after, start + 1, len(text))

    def best(self, text: str, places: list[tuple[int, int]]) -> tuple[int, int, int]:
        """The best of several places, and how many others fit as well."""
        fits = [self.fit(text, *place) for place in places]
        top = [p for p, fit in zip(places, fits, strict=True) if fit == max(fits)]
        if self.near is None:
            return *top[0], len(top) - 1
        far = [abs(start - self.near) for start, _ in top]
        return *top[far.index(min(far))], far.count(min(far)) - 1


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _exact(text: str, plain: str, quote: str, around: _Around, how: How) -> Found | None:
    starts = list(_occurrences(text, quote, around.near))
    if not starts:
        return None
    start, end, rivals = around.best(plain, [(s, s + len(quote)) for s in starts])
    return Found(start, end, 1.0, how, rivals)


def _occurrences(text: str, quote: str, near: int | None) -> Iterator[int]:
    """Where a quote stands: at most so many places, from somewhat before ``near`` on."""
    at = text.find(quote)
    if at >= 0 and near is not None and text.count(quote) > LIMIT_PLACES:
        first = text.find(quote, max(0, near - LIMIT_PLACES // 2 * max(1, len(quote))))
        at = first if first >= 0 else at
    for _ in range(LIMIT_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(quote, at + 1)


def _spaced(text: str, quote: str, around: _Around) -> Found | None:
    """The quote with any run of spaces where it has one."""
    words = quote.split()
    if len(words) < 2 or len(quote) > LIMIT_QUOTE:
        return None
    pattern = re.compile(" +".join(map(re.escape, words)))
    places = [m.span() for _, m in zip(range(LIMIT_PLACES), pattern.finditer(text), strict=False)]
    if not places:
        return None
    start, end, rivals = around.best(text, places)
    return Found(start, end, 1.0, "spacing", rivals)


def _fuzzy(text: str, quote: str, around: _Around, least: float) -> Found | None:
    from rapidfuzz.distance import Levenshtein

    quote = quote.strip()
    if not LEAST_QUOTE <= len(quote) <= LIMIT_QUOTE:
        return None
    offset = 0
    if len(text) > LIMIT_TEXT:
        if around.near is None:
            return None
        offset = max(0, around.near - _AROUND)
        text = text[offset : around.near + _AROUND + len(quote)]
    best: tuple[tuple[float, int], int, int] | None = None
    margin = max(16, len(quote) // 2)
    for low, high in _windows(text, quote, around, least):
        low, high = max(0, low - margin), min(len(text), high + margin)
        start, end, _ = _align(quote, text[low:high])
        start, end = _trim(text, low + start, low + end)
        if start < end:
            start, end = around.snap(text, start, end)
        score = 1 - Levenshtein.distance(quote, text[start:end]) / len(quote)
        fit = around.fit(text, start, end)
        enough = least - _LENIENT if fit >= 2 * _SURE else least
        if score >= enough and (best is None or (score, fit) > best[0]):
            best = (score, fit), start, end
    if best is None:
        return None
    (score, _), start, end = best
    return Found(offset + start, offset + end, score, "fuzzy")


def _windows(text: str, quote: str, around: _Around, least: float) -> Iterator[tuple[int, int]]:
    """Stretches of the text that resemble the quote: alone, with its surroundings, and near."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    cutoff = 100 * max(0.0, least - _LENIENT)  # counted otherwise than the score, hence with room
    if around.near is not None:
        yield around.near, around.near + len(quote)
    for needle, skip in (
        (quote, 0),
        (around.prefix + quote + around.suffix, len(around.prefix)),
    ):
        if len(needle) > len(text):
            yield 0, min(len(text), 2 * LIMIT_QUOTE)
        else:
            hit = partial_ratio_alignment(needle, text, score_cutoff=cutoff)
            if hit is not None:
                yield hit.dest_start + skip, hit.dest_start + skip + len(quote)
        if not around.prefix and not around.suffix:
            return


def _align(quote: str, text: str) -> tuple[int, int, int]:
    """The stretch of a text with the fewest edits from a quote: start, end, edits."""
    a, b = _points(quote), _points(text)
    last = _edits(a, b)
    end = int(last.argmin())
    # Of the starts that need as few edits, the one whose length is nearest to the quote's.
    back = _edits(a[::-1], b[:end][::-1])
    lengths = np.flatnonzero(back == back.min())
    length = int(lengths[np.abs(lengths - len(quote)).argmin()])
    return end - length, end, int(last[end])


def _edits(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Fewest edits that turn all of ``a`` into a stretch of ``b`` that ends at each place."""
    steps = np.arange(len(b) + 1)
    row = np.zeros(len(b) + 1, dtype=np.int64)
    for letter in a:
        new = row + 1
        np.minimum(new[1:], row[:-1] + (b != letter), out=new[1:])
        row = np.minimum.accumulate(new - steps) + steps
    return row


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces at its ends."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
