"""Which issue a clause is about, by the codebook's terms.

A term's strength is its issue's weight, more for longer terms, less for each word in its gaps.
A term counts less in a part of the sentence that only says when, why or on what condition
("sanctions *if Russia invades*" is about sanctions), where a longer term covers it, and the later
it stands. A hint counts for little alone; with another hint or a term of its issue it makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.statements.codebook.schema import Codebook, CodebookIssue
from goldenbridge.statements.extract.matcher import Matcher
from goldenbridge.statements.extract.tokens import Token

__all__ = ["IssueFinder", "TermHit", "counted", "leanings", "rank"]

LONGER = 0.05  # each word of a term beyond the first makes it that much stronger, up to four
GAP_WORD = 0.05  # each word that stands in a gap takes that much away
COVERED = 0.6  # a term inside a longer one of another issue
ASIDE = 0.6  # a term in a condition, a reason, a time
AGAIN = 0.25  # what further terms of an issue add
NEAR = 0.04  # how fast a term counts less after the word that carries the position
LATER = 0.015  # how fast it does where no word carries one: what is named first is what it is about
BEFORE = 0.75  # a term before that word
HINTS = (0.0, 0.2, 0.5, 0.7)  # worth of one, two, three hints without a term
BESIDE = 0.12  # what a hint adds to a term
ENOUGH = 1.5  # what one sentence may say for what a document is about

_ONE = (
    "if unless after before since when once until amid amidst despite following although though "
    "because lest whereas during whenever"
)
_WHEN = frozenset(_ONE.split())
_TWO = (
    "in response, in case, in return, in exchange, in retaliation, the event, in view, in light, "
    "in order, as long, even as, to avoid, to avert, to prevent, to forestall, to deter, "
    "rather than, instead of, respond to, responding to, response to, reaction to, "
    "retaliation for, punishment for, because of, due to, thanks to, so that, as part, "
    "not just, not only, not merely, apart from, aside from, ahead of, by threatening"
)
_PAIRS = frozenset(tuple(pair.split()) for pair in _TWO.split(", "))
_PAIR_FIRST = frozenset(first for first, _ in _PAIRS)
_RESUME = frozenset({"will", "would", "must", "should", "shall", "then", "but"})
_END = frozenset(',;:–—()”"')


@dataclass(frozen=True, slots=True)
class TermHit:
    """An issue's term at some words of a sentence.

    Attributes
    ----------
    issue : the codebook's id.
    first, stop : its tokens, the last not included.
    strength : how much it says for the issue, 1 for one plain word.
    side : 1 or -1 where it takes a side by itself, else 0.
    hint : it needs company.
    term : as the codebook has it.
    """

    issue: str
    first: int
    stop: int
    strength: float
    side: int = 0
    hint: bool = False
    term: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term of the codebook: its issue, its worth, its number of words, the side it takes."""

    issue: str
    worth: float
    words: int
    side: int
    hint: bool
    term: str


class IssueFinder:
    """Finds an issue's words in a sentence; :func:`rank` weighs what a stretch of it is about.

    >>> from goldenbridge.statements.codebook import load_codebook
    >>> from goldenbridge.statements.extract.tokens import tokenise
    >>> finder = IssueFinder(load_codebook("european-security"))
    >>> text = "would face sanctions if Russia invades"
    >>> [issue for issue, _ in rank(finder.find(tokenise(text, 0, len(text))), 0, 6)]
    ['sanctions', 'russian_military_action']
    """

    def __init__(self, codebook: Codebook) -> None:
        terms: list[tuple[str, _Entry]] = []
        for name, issue in codebook.issues.items():
            for written, side, hint in _terms(issue):
                term = codebook.spelled(written)
                words = sum(1 for word in term.split() if word != "~")
                worth = (
                    min(1.0, issue.weight)
                    if hint
                    else issue.weight * (1.0 + LONGER * (min(words, 4) - 1))
                )
                entry = _Entry(name, worth, words, side, hint, written)
                terms.append((term, entry))
                last = term.split()[-1]
                if last.isalpha() and last.islower() and not last.endswith("s"):
                    terms.append((term + "s", entry))
        self._matcher = Matcher(terms)

    def find(self, tokens: Sequence[Token]) -> list[TermHit]:
        """Every term in a sentence, by place; of one issue's overlapping terms the strongest."""
        matches = self._matcher.find(tokens)
        if not matches:
            return []
        aside = _asides(tokens)
        longer = [m for m in matches if m.tag.words > 1 and not m.tag.hint]
        best: dict[tuple[str, int], TermHit] = {}
        for match in matches:
            entry, first, stop = match.tag, match.first, match.stop
            worth = entry.worth * (1.0 - GAP_WORD * min(8, stop - first - entry.words))
            if aside and first in aside:
                worth *= ASIDE
            if any(
                m.first <= first
                and stop <= m.stop
                and m.tag.words > entry.words
                and m.tag.issue != entry.issue
                for m in longer
            ):
                worth *= COVERED
            key = (entry.issue, stop)
            known = best.get(key)
            if known is None or (entry.hint, -worth) < (known.hint, -known.strength):
                best[key] = TermHit(
                    entry.issue, first, stop, worth, entry.side, entry.hint, entry.term
                )
        return sorted(best.values(), key=lambda hit: (hit.first, hit.stop))


def counted(sentences: Iterable[Sequence[TermHit]]) -> dict[str, float]:
    """How much some sentences say of each issue.

    ``sentences`` are what :meth:`IssueFinder.find` gave for each of them.
    """
    scores: dict[str, float] = {}
    for hits in sentences:
        for issue, worth in rank(hits, 0, 1 << 30):
            scores[issue] = scores.get(issue, 0.0) + min(worth, ENOUGH)
    return scores


def leanings(counts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Which share of some passages' terms each issue has: what an unclear clause may be about.

    ``counts`` are what :func:`counted` gave for each of them.
    """
    scores: dict[str, float] = {}
    for count in counts:
        for issue, worth in count.items():
            scores[issue] = scores.get(issue, 0.0) + worth
    whole = sum(scores.values())
    return {issue: worth / whole for issue, worth in scores.items()} if whole else {}


def rank(
    hits: Sequence[TermHit],
    first: int,
    stop: int,
    at: int | None = None,
) -> list[tuple[str, float]]:
    """Issues of the words from ``first`` to ``stop``, strongest first.

    Parameters
    ----------
    hits : what :meth:`IssueFinder.find` gave for the sentence.
    first, stop : the tokens asked about, the last not included.
    at : the token after the word that carries the position ("demands", "would"), if there is one:
        what stands near it, and after it, counts more. Without one, what stands early does.
    """
    scores: dict[str, float] = {}
    hints: dict[str, dict[str, float]] = {}
    for hit in hits:
        if hit.first < first or hit.stop > stop:
            continue
        worth = hit.strength
        if at is not None:
            worth *= BEFORE if hit.stop <= at else 1.0 / (1.0 + NEAR * max(0, hit.first - at))
        else:
            worth /= 1.0 + LATER * (hit.first - first)
        if hit.hint:
            some = hints.setdefault(hit.issue, {})
            some[hit.term] = max(worth, some.get(hit.term, 0.0))
            continue
        known = scores.get(hit.issue, 0.0)
        scores[hit.issue] = max(known, worth) + AGAIN * min(known, worth)
    for issue, some in hints.items():
        mean = sum(some.values()) / len(some)
        if issue in scores:
            scores[issue] += BESIDE * mean * min(len(some), 3)
        else:
            scores[issue] = HINTS[min(len(some), 3)] * mean
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _terms(issue: CodebookIssue) -> list[tuple[str, int, bool]]:
    """An issue's terms with the side each takes, and whether it is only a hint."""
    return [
        *((term, 1, False) for term in issue.pro),  # before terms: of two as strong the first wins
        *((term, -1, False) for term in issue.contra),
        *((term, 0, False) for term in issue.terms),
        *((term, 0, True) for term in issue.hints),
    ]


def _asides(tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens in a part that says when, why or on what condition, not what is held."""
    found: list[int] = []
    open_since = -1
    for i, token in enumerate(tokens):
        low = token.low
        if open_since >= 0:
            long = i - open_since > 2
            if (low in _END and i > open_since + 1) or (long and open_since < 3 and low in _RESUME):
                open_since = -1
            else:
                found.append(i)
        elif low == "not" and i and tokens[i - 1].text == ",":
            open_since = i  # "the issue is aggression, not expansion"
        elif low in _WHEN or (
            low in _PAIR_FIRST and i + 1 < len(tokens) and (low, tokens[i + 1].low) in _PAIRS
        ):
            open_since = i
    return frozenset(found)
