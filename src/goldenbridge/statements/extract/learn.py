"""Learn from coded statements which words go with which issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from goldenbridge.sources.passage import SourceText
from goldenbridge.statements.codebook.learned import NOTHING, TERMS, Learned
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract.asked import term_values
from goldenbridge.statements.extract.suggest import Extractor, Weighed
from goldenbridge.statements.extract.wording import grams, names_of, stems

__all__ = ["Check", "Example", "cross_checked", "examples", "learn", "likeliest"]

#: How hard what a word says is pulled to nothing.
PULL = 2.0
#: What a codebook's terms say where little was seen: what they said in 16,000 statements.
USUAL = (1.4, 0.3, 0.8, 0.5, 4.4)
#: How hard what terms say is pulled to that, and what stands before any word to nothing.
PULL_TERMS, PULL_START = 5.0, 0.1
#: A word is learned from where it was seen so often.
SEEN = 3
#: What a word around a statement counts beside one in it, and a pair of words beside one.
AROUND, PAIR = 0.5, 0.7
#: Words of a clause that nobody coded, and the share of it that may be coded all the same.
SHORTEST, TOUCHED = 5, 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """Some words with the issue that a coder found in them, or :data:`NOTHING`.

    Attributes
    ----------
    inside, around : words and pairs in them, words around them, with how often they stand there.
    terms : what the codebook's terms say, by issue; see :data:`TERMS`.
    issue : the coder's.
    """

    inside: Mapping[str, int]
    around: Mapping[str, int]
    terms: Mapping[str, Sequence[float]]
    issue: str


def examples(
    extractor: Extractor, text: SourceText, gold: Sequence[CodedStatement]
) -> Iterator[Example]:
    """What a coded document teaches: its statements, and the clauses that hold none.

    Trust it where the document was coded to the end: a statement that a coder left out teaches that
    its words are about nothing.
    """
    names = names_of(extractor.codebook)
    for weighed in extractor.weigh(text, least=0.0):
        told = list(grams(stems(weighed.tokens, names)))
        for first, stop, issue in _stretches(extractor, weighed, gold):
            inside: Counter[str] = Counter()
            around: Counter[str] = Counter()
            for begin, end, name in told:
                if first <= begin and end < stop:
                    inside[name] += 1
                elif begin == end and not first <= begin < stop:
                    around[name] += 1
            terms = term_values(weighed.reading, first, stop, weighed.setting)
            yield Example(inside, around, terms, issue)


def _stretches(
    extractor: Extractor, weighed: Weighed, gold: Sequence[CodedStatement]
) -> Iterator[tuple[int, int, str]]:
    """Coded words of a sentence with their issue, then its clauses that nobody coded."""
    tokens = weighed.tokens
    coded = np.zeros(len(tokens))
    for one in gold:
        within = [i for i, t in enumerate(tokens) if t.start < one.end and t.end > one.start]
        if len(within) > 2 and one.issue in extractor.codebook.issues:
            coded[within] = 1.0
            yield within[0], within[-1] + 1, one.issue
    for clause in weighed.reading.sentence.clauses:
        if clause.stop - clause.first >= SHORTEST:
            if coded[clause.first : clause.stop].mean() < TOUCHED:
                yield clause.first, clause.stop, NOTHING


def learn(issues: Iterable[str], seen: Sequence[Example], rounds: int = 100) -> Learned:
    """What each word, each pair of words and the codebook's terms say for each issue.

    A regression over issues (multinomial, pulled to nothing), in which a codebook's terms count the
    same for every issue. Trust it as far as there are examples: with some hundred statements it adds
    to the terms, with some thousand it knows more than they do.

    Parameters
    ----------
    issues : the codebook's ids.
    seen : what coded documents teach; see :func:`examples`.
    rounds : steps of the search; the last ones change little.
    """
    names = (*issues, NOTHING)
    index = {name: at for at, name in enumerate(names)}
    rows = [_row(one) for one in seen]
    counts = Counter(name for row in rows for name in row)
    words = sorted(name for name, count in counts.items() if count >= SEEN)
    place = {name: at for at, name in enumerate(words)}
    cells = [
        (n, place[name], value)
        for n, row in enumerate(rows)
        for name, value in row.items()
        if name in place
    ]
    at, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    x = csr_matrix((value, (at, column)), shape=(len(rows), len(words)))
    turned = x.T.tocsr()
    terms = np.zeros((len(TERMS), len(rows), len(names)))
    for n, one in enumerate(seen):
        for issue, values in one.terms.items():
            if issue in index:
                terms[:, n, index[issue]] = values
    truth = np.zeros((len(rows), len(names)))
    truth[np.arange(len(rows)), [index[one.issue] for one in seen]] = 1.0
    size = len(words) * len(names)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        weights = p[:size].reshape(len(words), len(names))
        start, counted = p[size : size + len(names)], p[size + len(names) :]
        z = x @ weights + start + np.tensordot(counted, terms, 1)
        z -= z.max(axis=1, keepdims=True)
        logs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        off = np.exp(logs) - truth
        astray = counted - USUAL
        slope = [(turned @ off + PULL * weights).ravel(), off.sum(axis=0) + PULL_START * start]
        slope.append((terms * off).sum(axis=(1, 2)) + PULL_TERMS * astray)
        pulled = PULL * (weights**2).sum() + PULL_START * (start**2).sum()
        pulled += PULL_TERMS * (astray**2).sum()
        return pulled / 2 - (logs * truth).sum(), np.concatenate(slope)

    start = np.concatenate([np.zeros(size + len(names)), USUAL])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    weights = found[:size].reshape(len(words), len(names))
    return Learned(
        names,
        {name: weights[i] * _scale(name) for i, name in enumerate(words) if name[0] != _AROUND},
        {name[1:]: weights[i] * AROUND for i, name in enumerate(words) if name[0] == _AROUND},
        found[size : size + len(names)],
        tuple(map(float, found[size + len(names) :])),
    )


_AROUND = "~"


def _row(one: Example) -> dict[str, float]:
    inside = {name: _scale(name) * count for name, count in one.inside.items()}
    return inside | {_AROUND + name: AROUND * count for name, count in one.around.items()}


def _scale(name: str) -> float:
    return PAIR if " " in name else 1.0


@dataclass(frozen=True, slots=True)
class Check:
    """How often the coder's issue comes first, given the coder's words, in documents held out.

    Attributes
    ----------
    statements : how many were asked about.
    terms : the share for which the codebook's terms alone name it first.
    words : the share with what was learned from the other documents.
    among_three : the share for which it is among the three likeliest.
    """

    statements: int
    terms: float
    words: float
    among_three: float


def cross_checked(
    issues: Iterable[str], documents: Sequence[Sequence[Example]], folds: int = 4
) -> Check:
    """What learning is worth: each document is judged by what was learned from others.

    Trust it as far as the documents are alike: it says nothing of another kind of text.

    Raises
    ------
    ValueError : there is but one document, or no statement at all.
    """
    names = tuple(issues)
    folds = min(folds, len(documents))
    total = terms = first = three = 0
    if folds < 2 or all(one.issue == NOTHING for some in documents for one in some):
        raise ValueError("nothing to learn from")
    for fold in range(folds):
        others = [e for i, some in enumerate(documents) if i % folds != fold for e in some]
        learned = learn(names, others)
        for some in documents[fold::folds]:
            for one in some:
                if one.issue != NOTHING:
                    order = likeliest(learned, one)
                    total += 1
                    terms += one.terms.get(one.issue, (0.0, 0.0))[1] > 0
                    first += order[0] == one.issue
                    three += one.issue in order[:3]
    return Check(total, terms / total, first / total, three / total)


def likeliest(learned: Learned, one: Example) -> list[str]:
    """The issues that some words may be about, the likeliest first."""
    scores = learned.start.copy()
    for table, counts in ((learned.inside, one.inside), (learned.around, one.around)):
        for name, count in counts.items():
            if name in table:
                scores = scores + count * table[name]
    at = {issue: k for k, issue in enumerate(learned.issues)}
    for issue, values in one.terms.items():
        if issue in at:
            scores[at[issue]] += np.dot(learned.terms, values)
    return [learned.issues[k] for k in np.argsort(-scores[:-1], kind="stable")]
