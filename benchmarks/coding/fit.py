"""Fit the extractor's weights on texts with coded statements, and say what they reach unseen.

    python benchmarks/coding/fit.py FOLDER… [--codebook european-security] [--write weights.json]

A folder holds texts (``*.txt``) beside their statements (``*.jsonl``, as `goldenbridge read`
writes them). Figures are cross-validated: a document is never judged by weights it was fitted with.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from goldenbridge.sources.passage import SourceText
from goldenbridge.sources.read import read_source
from goldenbridge.statements.codebook import load_codebook
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.evaluation import LEVELS, Settings, evaluate
from goldenbridge.statements.evaluation.matching import overlap, plain_name
from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.choose import Chosen, choose, confidence_features
from goldenbridge.statements.extract.stance import stance_features
from goldenbridge.statements.extract.suggest import Weighed
from goldenbridge.statements.extract.weights import Weights

FOLDS = 6
#: How hard weights are pulled to nothing: sentences, candidates, confidences, sides and acts.
PULL = {"exists": 8.0, "rank": 2.0, "right": 1.0, "side": 16.0, "act": 3.0}
#: What a candidate is worth that has another issue than the coder's.
OTHER_ISSUE = 0.5
#: Weights smaller than this are left out of the file.
LEAST = 0.02

Row = Mapping[str, float]


@dataclass
class Sentence:
    """A sentence's candidates, what each is worth, and whether a coder found anything in it."""

    weighed: Weighed
    worth: list[float]
    coded: bool


@dataclass
class Document:
    """A text, its coded statements, and its sentences."""

    text: SourceText
    gold: list[CodedStatement]
    sentences: list[Sentence]
    stances: Sequence[tuple[Row, CodedStatement]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--codebook", default="european-security")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    extractor = Extractor(load_codebook(given.codebook))
    documents = [d for folder in given.folders for d in collect(extractor, folder)]
    found = cross_validated(extractor, documents)
    gold = [g for d in documents for g in d.gold]
    for measure in ("longer", "shorter"):
        told = evaluate(found, gold, Settings(overlap=measure, draws=0))
        for level in LEVELS:
            score = told[level].score
            print(
                f"{measure:>8} {level:<26} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f}"
            )
    if given.write:
        weights = {**fit(documents), "right": fit_right(extractor, documents)}
        given.write.write_text(
            json.dumps(_short(weights), indent=0, ensure_ascii=False, sort_keys=True) + "\n",
            encoding="utf-8",
        )


def collect(extractor: Extractor, folder: Path) -> Iterable[Document]:
    """The documents of a folder with everything that their sentences might be coded as."""
    for path in sorted(folder.glob("*.txt")):
        coded = path.with_suffix(".jsonl")
        if coded.exists():
            lines = coded.read_text(encoding="utf-8").splitlines()
            gold = [CodedStatement.read(json.loads(line)) for line in lines if line.strip()]
            author = next((g.actor for g in gold if g.role == "author"), "author")
            text = read_source(path, author=author)
            name = f"{folder.name}-{path.name}"
            text = replace(text, name=name)
            yield weigh(extractor, text, [g.model_copy(update={"doc": name}) for g in gold])


def weigh(extractor: Extractor, text: SourceText, gold: list[CodedStatement]) -> Document:
    sentences = []
    best: dict[int, tuple[float, Candidate]] = {}
    for weighed in extractor.weigh(text, least=0.0):
        begin, end = weighed.tokens[0].start, weighed.tokens[-1].end
        near = [g for g in gold if g.start < end and g.end > begin]
        coded = any(min(end, g.end) - max(begin, g.start) > 0.5 * (g.end - g.start) for g in near)
        worth = []
        for candidate in weighed.candidates:
            value = 0.0
            for one in extractor.statements(text, candidate, 0.5) if near else ():
                for g in near:
                    common = overlap(one, g)
                    if common >= 0.5 and same_actor(one, g):
                        right = one.issue == g.issue
                        value = max(value, common**3 * (1.0 if right else OTHER_ISSUE))
                        if right and common > best.get(id(g), (0.0, None))[0]:
                            best[id(g)] = common, candidate
            worth.append(value)
        sentences.append(Sentence(weighed, worth, coded))
    issues = extractor.codebook.issues
    stances = [
        (stance_features(best[id(g)][1], issues[g.issue]), g)
        for g in gold
        if g.issue is not None and id(g) in best
    ]
    return Document(text, gold, sentences, stances)


def same_actor(one: CodedStatement, gold: CodedStatement) -> bool:
    return plain_name(one.actor) in map(plain_name, (gold.actor, *gold.alt_actors))


def folds(documents: Sequence[Document]) -> Iterable[tuple[list[Document], list[Document]]]:
    for fold in range(FOLDS):
        yield (
            [d for i, d in enumerate(documents) if i % FOLDS != fold],
            [d for i, d in enumerate(documents) if i % FOLDS == fold],
        )


def cross_validated(extractor: Extractor, documents: Sequence[Document]) -> list[CodedStatement]:
    """Suggestions for every document by weights that were fitted without it."""
    found = []
    for others, held in folds(documents):
        extractor.weights = Weights({**fit(others), "right": {"": 0.0}})
        for document in held:
            for _, chosen in chosen_of(extractor.weights, document):
                found += extractor.statements(document.text, chosen.candidate, chosen.confidence)
    return found


def chosen_of(weights: Weights, document: Document) -> Iterable[tuple[Sentence, Chosen]]:
    for sentence in document.sentences:
        weighed = sentence.weighed
        exists = weights.position(weighed.features)
        for chosen in choose(weighed.candidates, exists, weights):
            yield sentence, chosen


def fit(documents: Sequence[Document]) -> dict[str, Any]:
    """All weights but those of the confidence."""
    sentences = [s for d in documents for s in d.sentences]
    stances = [pair for d in documents for pair in d.stances]
    rows = [row for row, _ in stances]
    acts = {g.act for _, g in stances}
    return {
        "exists": logit(
            [s.weighed.features for s in sentences], [s.coded for s in sentences], "exists"
        ),
        "rank": ranker([s for s in sentences if any(s.worth)]),
        "side": logit(
            [r for r, g in stances if g.polarity],
            [g.polarity > 0 for _, g in stances if g.polarity],
            "side",
        ),
        "act": {a: logit(rows, [g.act == a for _, g in stances], "act") for a in sorted(acts)},
    }


def fit_right(extractor: Extractor, documents: Sequence[Document]) -> dict[str, float]:
    """Weights of the confidence, from suggestions for documents that were held out."""
    rows, right = [], []
    for others, held in folds(documents):
        weights = Weights({**fit(others), "right": {"": 0.0}})
        extractor.weights = weights
        for document in held:
            for _, chosen in chosen_of(weights, document):
                for one in extractor.statements(document.text, chosen.candidate, 0.5):
                    rows.append(confidence_features(chosen))
                    right.append(
                        any(
                            overlap(one, g) >= 0.5 and same_actor(one, g) and one.issue == g.issue
                            for g in document.gold
                        )
                    )
    return logit(rows, right, "right")


def logit(rows: Sequence[Row], truths: Sequence[bool], what: str) -> dict[str, float]:
    """Weights of a logistic regression; the empty name is the constant."""
    names, x = matrix(rows)
    y = np.asarray(truths, float)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ p[:-1] + p[-1]
        off = 1.0 / (1.0 + np.exp(-z)) - y
        value = (np.logaddexp(0.0, z) - y * z).sum() + PULL[what] * (p[:-1] ** 2).sum() / 2
        return value, np.append(x.T @ off + PULL[what] * p[:-1], off.sum())

    p = solved(loss, len(names) + 1)
    return {**dict(zip(names, p, strict=False)), "": float(p[-1])}


def ranker(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weights that put the worthiest candidates of each sentence in front."""
    names, x = matrix([c.features for s in sentences for c in s.weighed.candidates])
    worth = np.array([w for s in sentences for w in s.worth])
    sizes = [len(s.worth) for s in sentences]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(sizes)), sizes)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ p
        e = np.exp(z - np.maximum.reduceat(z, starts)[of])
        total, good = np.add.reduceat(e, starts), np.add.reduceat(e * worth, starts)
        slope = e / total[of] - e * worth / good[of]
        value = -np.log(good / total).sum() + PULL["rank"] * (p**2).sum() / 2
        return value, x.T @ slope + PULL["rank"] * p

    return dict(zip(names, solved(loss, len(names)), strict=True))


def solved(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], size: int) -> np.ndarray:
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x


def matrix(rows: Sequence[Row]) -> tuple[list[str], csr_matrix]:
    names: dict[str, int] = {}
    cells = [
        (i, names.setdefault(name, len(names)), value)
        for i, row in enumerate(rows)
        for name, value in row.items()
        if value and name
    ]
    i, j, v = zip(*cells, strict=True) if cells else ((), (), ())
    return list(names), csr_matrix((v, (i, j)), shape=(len(rows), len(names)))


def _short(table: Any) -> Any:
    """Weights rounded, those near nothing left out."""
    if isinstance(table, dict):
        return {
            k: _short(v)
            for k, v in table.items()
            if not isinstance(v, float) or abs(v) >= LEAST or not k
        }
    return round(float(table), 3)


if __name__ == "__main__":
    main()
