"""Fit what the models' features count on top of the rules' weights, and say what they gain unseen.

    python benchmarks/coding/fit_models.py FOLDER… [--codebook NAME] [--write weights.json]

Folders are as for fit.py, and so is the cross-validation. The rules' own weights stay as fit.py
makes them; only the weights of features that a model tells are fitted here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import fit
import numpy as np

from goldenbridge.statements.codebook import load_codebook
from goldenbridge.statements.evaluation import LEVELS, Settings, evaluate
from goldenbridge.statements.extract.candidates import Candidate, Part
from goldenbridge.statements.extract.weights import Weights, fitted
from goldenbridge.statements.models.combine import AidedExtractor
from goldenbridge.statements.models.minilm import load_minilm
from goldenbridge.statements.models.parser import load_parser

#: What each model tells, by the beginning of a feature's name.
TELLS = {"parser": ("grammar:", "holder:"), "minilm": ("meaning:",)}
WAYS = (("parser",), ("minilm",), ("parser", "minilm"))
#: How hard the added weights are pulled to nothing.
PULL = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--codebook", default="european-security")
    parser.add_argument("--pull", type=float, default=PULL)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    book = load_codebook(given.codebook)
    extractor = AidedExtractor(book, load_parser(), load_minilm())
    documents = [d for folder in given.folders for d in fit.collect(extractor, folder)]
    gold = [g for d in documents for g in d.gold]
    told = set_aside(documents)
    fits = [(others, fit.fit(others), held) for others, held in fit.folds(documents)]
    written = {}
    for way in ((), *WAYS):
        give(documents, told, way)
        found = []
        for others, base, held in fits:
            rank = base["rank"] | (added(others, way, base["rank"], given.pull) if way else {})
            extractor.weights = Weights({**base, "rank": rank, "right": {"": 0.0}})
            for document in held:
                for _, chosen in fit.chosen_of(extractor.weights, document):
                    found += extractor.statements(document.text, chosen.candidate, 0.5)
        levels = evaluate(found, gold, Settings(draws=0))
        scores = " ".join(f"{levels[level].score.f1:.3f}" for level in LEVELS)
        print(f"{'+'.join(('rules', *way)):<22} {scores}", flush=True)
        if way:
            weights = added(documents, way, fitted().rank, given.pull)
            written["+".join(way)] = {k: round(v, 3) for k, v in sorted(weights.items())}
    if given.write:
        content = json.dumps(written, indent=0, ensure_ascii=False, sort_keys=True)
        given.write.write_text(content + "\n", encoding="utf-8")


def set_aside(documents: Sequence[fit.Document]) -> dict[int, list[Part]]:
    """What the models told of each candidate, taken from what speaks for it."""
    told = {}
    for candidate in every(documents):
        told[id(candidate)] = [p for p in candidate.parts if is_told(p, TELLS)]
        candidate.parts = tuple(p for p in candidate.parts if not is_told(p, TELLS))
    return told


def give(
    documents: Sequence[fit.Document], told: dict[int, list[Part]], way: Sequence[str]
) -> None:
    """Put back what some of the models told, and nothing of the others."""
    for candidate in every(documents):
        rules = tuple(p for p in candidate.parts if not is_told(p, TELLS))
        candidate.parts = (*rules, *(p for p in told[id(candidate)] if is_told(p, way)))


def is_told(part: Part, way: Iterable[str]) -> bool:
    return any(name.startswith(TELLS[model]) for model in way for name in part)


def every(documents: Sequence[fit.Document]) -> Iterable[Candidate]:
    return (c for d in documents for s in d.sentences for c in s.weighed.candidates)


def added(
    documents: Sequence[fit.Document], way: Sequence[str], rules: fit.Row, pull: float
) -> dict[str, float]:
    """Weights of what the models tell, beside what the rules make of the same candidates."""
    sentences = [s for d in documents for s in d.sentences if any(s.worth)]
    candidates = [c for s in sentences for c in s.weighed.candidates]
    begins = tuple(begin for name in way for begin in TELLS[name])
    names, x = fit.matrix(
        [{k: v for k, v in c.features.items() if k.startswith(begins)} for c in candidates]
    )
    stands = np.array(
        [sum(rules.get(k, 0.0) * v for k, v in c.features.items()) for c in candidates]
    )
    worth = np.array([w for s in sentences for w in s.worth])
    sizes = [len(s.worth) for s in sentences]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(sizes)), sizes)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = stands + x @ p
        e = np.exp(z - np.maximum.reduceat(z, starts)[of])
        total, good = np.add.reduceat(e, starts), np.add.reduceat(e * worth, starts)
        slope = e / total[of] - e * worth / good[of]
        return -np.log(good / total).sum() + pull * (p**2).sum() / 2, x.T @ slope + pull * p

    return {k: float(v) for k, v in zip(names, fit.solved(loss, len(names)), strict=True)}


if __name__ == "__main__":
    main()
