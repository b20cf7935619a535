"""Fit the extractor's weights on texts with coded statements, and say what they reach unseen.

    python benchmarks/coding/fit.py FOLDER… [--words FOLDER…] [--write]

A folder holds texts (``*.txt``) beside their statements (``*.jsonl``, as `goldenbridge read`
writes them). Those under ``--words`` serve only to learn which words go with which issue: their
coders left much out. Figures are cross-validated: a document is never judged by weights, nor read
with words, that were learned from it.
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
from goldenbridge.statements.codebook.learned import NOTHING, Learned
from goldenbridge.statements.codebook.load import find_codebook
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.evaluation import LEVELS, Settings, evaluate
from goldenbridge.statements.evaluation.matching import overlap, plain_name
from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.choose import choose
from goldenbridge.statements.extract.learn import Example, examples, learn
from goldenbridge.statements.extract.stance import stance_features
from goldenbridge.statements.extract.suggest import Weighed
from goldenbridge.statements.extract.weights import Weights

FOLDS = 5
#: How hard weights are pulled to nothing: sentences, candidates, sides and acts.
PULL = {"exists": 8.0, "right": 20.0, "side": 16.0, "act": 3.0}
#: Words that say less for every issue are left out of the learned words.
FAINT = 0.35
#: Weights smaller than this are left out of the file.
LEAST = 0.02
#: Confidences below which suggestions are left out, to see which serves best.
CUTS = (0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3)
WEIGHTS = Path("src/goldenbridge/statements/extract/weights.json")

Row = Mapping[str, float]

_NONE: dict[str, Any] = {"sentence": {"": 0.0}, "candidate": {}}
BLANK = Weights({"exists": {"": 0.0}, "own": _NONE, "held": _NONE})


@dataclass
class Sentence:
    """A sentence's candidates, which of them a coder had, and whether a coder found anything."""

    weighed: Weighed
    right: list[bool]
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
    parser.add_argument("--words", nargs="*", type=Path, default=[])
    parser.add_argument("--codebook", default="european-security")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    book = load_codebook(given.codebook)
    coded = [pair for folder in given.folders for pair in read_coded(book, folder)]
    more = [pair for folder in given.words for pair in read_coded(book, folder)]
    book = book.taught(None)
    plain = Extractor(book, BLANK)
    taught = [list(examples(plain, *pair)) for pair in (*coded, *more)]
    print(f"{len(coded)} texts, {sum(len(gold) for _, gold in coded)} statements", flush=True)
    written = {}
    for way in ("plain", "worded"):
        documents = []
        for fold in range(FOLDS):
            learned = None
            if way == "worded":
                seen = [e for i, some in enumerate(taught) if outside(i, fold, coded) for e in some]
                learned = learn(book.issues, seen)
                said(learned, [e for some in taught[fold : len(coded) : FOLDS] for e in some])
            extractor = Extractor(book.taught(learned), BLANK)
            documents += [(i, weigh(extractor, *coded[i])) for i in range(fold, len(coded), FOLDS)]
        ordered = [document for _, document in sorted(documents, key=lambda pair: pair[0])]
        report(way, extractor, ordered)
        written[way] = fit(ordered)
    if given.write:
        WEIGHTS.write_text(as_file(_short(written)), encoding="utf-8")
        learned = learn(book.issues, [e for some in taught for e in some])
        path = find_codebook(given.codebook).parent / "learned-words.json"
        path.write_text(as_file(learned.written(FAINT)), encoding="utf-8")


def outside(i: int, fold: int, coded: Sequence[Any]) -> bool:
    """Whether a text may be learned from while those of a fold are read."""
    return i >= len(coded) or i % FOLDS != fold


def said(learned: Learned, unseen: Sequence[Example]) -> None:
    """Print how often the coder's issue is first, and among three, by words alone."""
    first = three = total = 0
    for one in unseen:
        if one.issue != NOTHING:
            scores = learned.start.copy()
            for name, count in one.inside.items():
                scores += count * learned.inside.get(name, 0.0)
            for name, count in one.around.items():
                scores += count * learned.around.get(name, 0.0)
            for issue, values in one.terms.items():
                scores[learned.issues.index(issue)] += np.dot(learned.terms, values)
            order = [learned.issues[k] for k in np.argsort(-scores[:-1])]
            total += 1
            first += order[0] == one.issue
            three += one.issue in order[:3]
    print(f"  issue, given the coder's words: {first / total:.3f}, among three {three / total:.3f}")


def read_coded(book: Codebook, folder: Path) -> Iterable[tuple[SourceText, list[CodedStatement]]]:
    """The texts of a folder with their statements, actors by the codebook's names."""
    usual = {
        plain_name(alias): name
        for name, actor in book.actors.items()
        for alias in (name, *actor.aliases)
    }
    for path in sorted(folder.glob("*.txt")):
        coded = path.with_suffix(".jsonl")
        if coded.exists():
            lines = coded.read_text(encoding="utf-8").splitlines()
            gold = [CodedStatement.read(json.loads(line)) for line in lines if line.strip()]
            author = next((g.actor for g in gold if g.role == "author"), "author")
            name = f"{folder.name}-{path.name}"
            yield (
                replace(read_source(path, author=author), name=name),
                [
                    g.model_copy(
                        update={"doc": name, "actor": usual.get(plain_name(g.actor), g.actor)}
                    )
                    for g in gold
                ],
            )


def weigh(extractor: Extractor, text: SourceText, gold: list[CodedStatement]) -> Document:
    """A document with everything that its sentences might be coded as."""
    sentences = []
    best: dict[int, tuple[float, Candidate]] = {}
    for weighed in extractor.weigh(text, least=0.0):
        begin, end = weighed.tokens[0].start, weighed.tokens[-1].end
        near = [g for g in gold if g.start < end and g.end > begin]
        coded = any(min(end, g.end) - max(begin, g.start) > 0.5 * (g.end - g.start) for g in near)
        right = []
        for candidate in weighed.candidates:
            found = False
            for one in extractor.statements(text, candidate, 0.5) if near else ():
                for g in near:
                    common = overlap(one, g)
                    if common >= 0.5 and one.issue == g.issue and same_actor(one, g):
                        found = True
                        if common > best.get(id(g), (0.0, None))[0]:
                            best[id(g)] = common, candidate
            right.append(found)
        sentences.append(Sentence(weighed, right, coded))
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


def report(way: str, extractor: Extractor, documents: Sequence[Document]) -> None:
    """Print what suggestions reach for documents that weights were not fitted on."""
    found = []
    for others, held in folds(documents):
        extractor.weights = Weights(fit(others))
        for document in held:
            for sentence in document.sentences:
                weighed = sentence.weighed
                for chosen in choose(weighed.candidates, weighed.features, extractor.weights):
                    found += extractor.statements(
                        document.text, chosen.candidate, chosen.confidence
                    )
    gold = [g for d in documents for g in d.gold]
    for cut in CUTS:
        kept = [s for s in found if (s.confidence or 0.0) >= cut]
        for measure in ("longer", "shorter"):
            told = evaluate(kept, gold, Settings(overlap=measure, draws=0))
            figures = "  ".join(
                f"{s.precision or 0:.3f} {s.recall or 0:.3f} {s.f1 or 0:.3f}"
                for s in (told[level].score for level in LEVELS)
            )
            print(f"{way:<7} {cut:.2f} {measure:>8}  {figures}", flush=True)


def fit(documents: Sequence[Document]) -> dict[str, Any]:
    """All weights."""
    sentences = [s for d in documents for s in d.sentences]
    stances = [pair for d in documents for pair in d.stances]
    rows = [row for row, _ in stances]
    acts = {g.act for _, g in stances}
    return {
        "exists": logit(
            [s.weighed.features for s in sentences], [s.coded for s in sentences], "exists"
        ),
        "own": right_of(sentences, True),
        "held": right_of(sentences, False),
        "side": logit(
            [r for r, g in stances if g.polarity],
            [g.polarity > 0 for _, g in stances if g.polarity],
            "side",
        ),
        "act": {a: logit(rows, [g.act == a for _, g in stances], "act") for a in sorted(acts)},
    }


def right_of(sentences: Sequence[Sentence], own: bool) -> dict[str, dict[str, float]]:
    """What makes a candidate right: the writer's own, or somebody else's."""
    rows, truths = [], []
    for sentence in sentences:
        whole = {f"{_WHOLE}{name}": value for name, value in sentence.weighed.features.items()}
        for candidate, right in zip(sentence.weighed.candidates, sentence.right, strict=True):
            if (candidate.holder is None) == own:
                rows.append(whole | candidate.features)
                truths.append(right)
    found = logit(rows, truths, "right")
    size = len(_WHOLE)
    return {
        "sentence": {"": found.pop("")}
        | {name[size:]: value for name, value in found.items() if name.startswith(_WHOLE)},
        "candidate": {name: value for name, value in found.items() if not name.startswith(_WHOLE)},
    }


_WHOLE = "sentence "


def logit(rows: Sequence[Row], truths: Sequence[bool], what: str) -> dict[str, float]:
    """Weights of a logistic regression; the empty name is the constant."""
    names, x = matrix(rows)
    turned = x.T.tocsr()
    y = np.asarray(truths, float)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ p[:-1] + p[-1]
        off = 1.0 / (1.0 + np.exp(-z)) - y
        value = (np.logaddexp(0.0, z) - y * z).sum() + PULL[what] * (p[:-1] ** 2).sum() / 2
        return value, np.append(turned @ off + PULL[what] * p[:-1], off.sum())

    p = solved(loss, len(names) + 1)
    return {**dict(zip(names, map(float, p), strict=False)), "": float(p[-1])}


def solved(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], size: int) -> np.ndarray:
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def matrix(rows: Sequence[Row]) -> tuple[list[str], csr_matrix]:
    names: dict[str, int] = {}
    starts, columns, values = [0], [], []
    for row in rows:
        for name, value in row.items():
            if value and name:
                columns.append(names.setdefault(name, len(names)))
                values.append(value)
        starts.append(len(columns))
    return list(names), csr_matrix((values, columns, starts), shape=(len(rows), len(names)))


def as_file(table: Any) -> str:
    return json.dumps(table, indent=0, ensure_ascii=False, sort_keys=True) + "\n"


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
