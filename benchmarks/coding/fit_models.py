"""Fit what the models' features count on top of the rules' weights, and say what they gain unseen.

    python benchmarks/coding/fit_models.py FOLDER… [--codebook NAME] [--write]

Folders are as for fit.py. The rules' own weights stay as fit.py made them; only the weights of
features that a model tells are fitted here, for a codebook with its learned words, cross-validated
by document. The rules' weights and words may rest on the same texts, so only the gain counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import fit
import numpy as np

from goldenbridge.statements.codebook import load_codebook
from goldenbridge.statements.evaluation import LEVELS, Settings, evaluate
from goldenbridge.statements.extract.candidates import Part
from goldenbridge.statements.extract.choose import choose
from goldenbridge.statements.extract.weights import Weights, fitted
from goldenbridge.statements.models import combine
from goldenbridge.statements.models.combine import AidedExtractor, with_added
from goldenbridge.statements.models.minilm import load_minilm
from goldenbridge.statements.models.parser import load_parser

#: What each model tells, by the beginning of a feature's name.
TELLS = {"parser": ("grammar:", "holder:"), "minilm": ("meaning:",)}
WAYS = (("parser",), ("minilm",), ("parser", "minilm"))
#: How hard the added weights are pulled to nothing.
PULL = 2.0

Added = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--codebook", default="european-security")
    parser.add_argument("--cut", type=float, default=0.12)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    book = load_codebook(given.codebook)
    rules = fitted(book.learned_words is not None)
    extractor = AidedExtractor(book, load_parser(), load_minilm(), rules)
    pairs = [pair for folder in given.folders for pair in fit.read_coded(book, folder)]
    documents = [fit.weigh(extractor, text, gold) for text, gold in pairs]
    gold = [g for d in documents for g in d.gold]
    written = {}
    for way in ((), *WAYS):
        give(documents, way)
        found = []
        for others, held in fit.folds(documents):
            weights = with_added(rules, added(others, way, rules)) if way else rules
            for document in held:
                for sentence in document.sentences:
                    weighed = sentence.weighed
                    for chosen in choose(weighed.candidates, weighed.features, weights):
                        if chosen.confidence >= given.cut:
                            found += extractor.statements(document.text, chosen.candidate, 0.5)
        levels = evaluate(found, gold, Settings(draws=0))
        scores = " ".join(f"{levels[level].score.f1 or 0:.3f}" for level in LEVELS)
        print(f"{'+'.join(('rules', *way)):<22} {scores}", flush=True)
        if way:
            written["+".join(way)] = {
                which: {name: round(value, 3) for name, value in sorted(table.items())}
                for which, table in added(documents, way, rules).items()
            }
    if given.write:
        path = Path(combine.__file__).with_name("weights.json")
        path.write_text(fit.as_file(written), encoding="utf-8")


def give(documents: Sequence[fit.Document], way: Sequence[str]) -> None:
    """Leave of what the models told only what some of them did; the rest is kept aside."""
    for document in documents:
        for sentence in document.sentences:
            for candidate in sentence.weighed.candidates:
                whole = _WHOLE.setdefault(id(candidate), candidate.parts)
                candidate.parts = tuple(
                    part for part in whole if not is_told(part, TELLS) or is_told(part, way)
                )


_WHOLE: dict[int, tuple[Part, ...]] = {}


def is_told(part: Part, way: Iterable[str]) -> bool:
    return any(name.startswith(TELLS[model]) for model in way for name in part)


def added(documents: Sequence[fit.Document], way: Sequence[str], rules: Weights) -> Added:
    """Weights of what the models tell, beside what the rules make of the same candidates."""
    begins = tuple(begin for name in way for begin in TELLS[name])
    return {
        "own": _added(documents, begins, rules, True),
        "held": _added(documents, begins, rules, False),
    }


def _added(
    documents: Sequence[fit.Document], begins: tuple[str, ...], rules: Weights, own: bool
) -> dict[str, float]:
    rows, stands, truths = [], [], []
    for document in documents:
        for sentence in document.sentences:
            whole = rules.sentence(sentence.weighed.features, own)
            for candidate, right in zip(sentence.weighed.candidates, sentence.right, strict=True):
                if (candidate.holder is None) == own:
                    told = candidate.features
                    rows.append({k: v for k, v in told.items() if k.startswith(begins)})
                    stands.append(whole + rules.part(told, own))
                    truths.append(right)
    names, x = fit.matrix(rows)
    base, y = np.array(stands), np.asarray(truths, float)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = base + x @ p
        off = 1.0 / (1.0 + np.exp(-z)) - y
        value = (np.logaddexp(0.0, z) - y * z).sum() + PULL * (p**2).sum() / 2
        return value, x.T @ off + PULL * p

    return {k: float(v) for k, v in zip(names, fit.solved(loss, len(names)), strict=True)}


if __name__ == "__main__":
    main()
