"""Grammar and meaning weigh what the rules found: what each tells, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from click.testing import CliRunner

from goldenbridge.cli.main import cli
from goldenbridge.errors import MissingExtra
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.weights import fitted
from goldenbridge.statements.models import parser
from goldenbridge.statements.models.combine import AidedExtractor, aided, beside_llm, merged
from goldenbridge.statements.models.llm import LlmResult, Unanswered
from goldenbridge.statements.models.meaning import IssueMeanings
from goldenbridge.statements.models.parser import ParserMissing, grammar_features, load_parser

from .conftest import BOOK, FakeModel, document, statement

REFUSED = "Norvik said it would never accept a toll on the bridge."
SENTENCE = "Norvik said that Southerland had refused to pay a toll."


BRIDGE = """\
codebook: 1
title: The bridge
issues:
  tolls: {proposition: A toll is taken on the bridge., terms: [toll*]}
  inspections: {proposition: Inspectors are let in., terms: [inspect*]}
actors:
  Norvik: {kind: state}
  Southerland: {kind: state}
"""


class Directions:
    """A model of meaning that knows two words."""

    name = "directions"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += sentences
        rows = [[s.count("toll"), s.lower().count("inspect"), 0.1] for s in sentences]
        found = np.array(rows, np.float32).reshape(-1, 3)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def grammar() -> Any:
    try:
        return load_parser()
    except MissingExtra as error:
        pytest.skip(str(error))


def told(grammar: Any, sentence: str, words: str, holder: str) -> dict[str, float]:
    start, name = sentence.index(words), sentence.index(holder)
    at = (name, name + len(holder))
    return grammar_features(grammar(sentence), start, start + len(words), at)


@pytest.mark.parametrize(
    ("sentence", "words", "holder", "relation"),
    [
        (SENTENCE, "Southerland had refused to pay a toll", "Southerland", "does 0"),
        (SENTENCE, "Southerland had refused to pay a toll", "Norvik", "does 1"),
        (SENTENCE, SENTENCE[:-1], "Norvik", "does 0"),
        ("The toll was rejected by Norvik.", "The toll was rejected", "Norvik", "by 0"),
        ("Norvik was accused of fraud.", "Norvik was accused of fraud", "Norvik", "suffers 0"),
    ],
)
def test_what_a_holder_is_to_the_verb(
    grammar: Any, sentence: str, words: str, holder: str, relation: str
) -> None:
    assert told(grammar, sentence, words, holder)[f"holder:{relation}"] == 1.0


def test_words_that_hang_together_are_whole(grammar: Any) -> None:
    clause = told(grammar, SENTENCE, "Southerland had refused to pay a toll", "Norvik")
    torn = told(grammar, SENTENCE, "that Southerland had refused to", "Norvik")
    assert clause["grammar:whole"] > torn["grammar:whole"]
    assert torn["grammar:loose"] > clause["grammar:loose"]


def test_no_words_are_nothing_told(grammar: Any) -> None:
    assert grammar_features(grammar(""), 0, 0, None) == {}


def test_nearness_is_of_each_issue() -> None:
    near = IssueMeanings(BOOK, Directions()).near(["a toll", "inspectors", "the weather"])
    assert near.shape == (3, 2)
    assert near[0].argmax() == 0
    assert near[1].argmax() == 1


def test_a_model_is_asked_only_where_a_position_is_likely() -> None:
    model = Directions()
    extractor = AidedExtractor(BOOK, embedder=model)
    before = len(model.asked)
    extractor.suggest(document("It rained all day over the toll house."))
    assert len(model.asked) == before
    extractor.suggest(document(REFUSED))
    assert len(model.asked) > before


def test_where_models_say_nothing_the_rules_stand() -> None:
    text = document(f"{REFUSED} Southerland insists that inspectors be let in.")
    rules = Extractor(BOOK).suggest(text)
    assert [s.issue for s in rules] == ["tolls", "inspections"]
    extractor = AidedExtractor(BOOK)
    assert extractor.suggest(text) == rules
    aided_ = AidedExtractor(BOOK, embedder=Directions()).suggest(text)
    assert [s.made_by for s in aided_] == [f"{s.made_by}+minilm" for s in rules]


def test_every_candidate_is_told_how_near_its_own_issue_is() -> None:
    text = document("Norvik said it would never accept a toll, a toll, or inspectors.")
    (weighed,) = AidedExtractor(BOOK, embedder=Directions()).weigh(text, least=0.0)
    whole = {c.issue: c.features for c in weighed.candidates}
    assert whole["tolls"]["meaning:near"] > whole["inspections"]["meaning:near"]
    assert whole["tolls"]["meaning:nearest"] == 1.0
    assert whole["tolls"]["meaning:ahead"] == -whole["inspections"]["meaning:ahead"] > 0


def test_weights_are_there_for_every_way() -> None:
    for used in (["parser"], ["minilm"], ["parser", "minilm"]):
        for worded in (False, True):
            rules = fitted(worded)
            weights = aided(rules, used)
            assert len(weights.own["candidate"]) > len(rules.own["candidate"])
            assert len(weights.held["candidate"]) > len(rules.held["candidate"])
            assert weights.held["sentence"] == rules.held["sentence"]
            assert weights.exists == rules.exists


def coded(start: int, end: int, made_by: str, **other: Any) -> CodedStatement:
    told = {"actor": "Norvik", "issue": "tolls", "act": "rejects", "polarity": -1, **other}
    return CodedStatement(doc="a.txt", start=start, end=end, made_by=made_by, **told)


def test_what_two_say_is_told_once() -> None:
    rules = [coded(10, 30, "rules:lead"), coded(50, 70, "rules:lead")]
    model = [
        coded(12, 34, "llm:m", polarity=1),
        coded(50, 70, "llm:m", issue="inspections"),
        coded(0, 9, "llm:m"),
    ]
    found = merged(rules, model)
    assert [(s.start, s.issue, s.made_by) for s in found] == [
        (0, "tolls", "llm:m"),
        (10, "tolls", "rules:lead+llm:m"),
        (50, "tolls", "rules:lead"),
        (50, "inspections", "llm:m"),
    ]
    assert found[1].polarity == -1
    assert merged(rules, []) == rules
    assert merged([], model) == sorted(model, key=lambda s: s.start)


def test_rules_add_to_a_language_model_only_where_they_are_sure_or_it_was_silent() -> None:
    rules = [coded(start, start + 20, "rules:lead", confidence=0.3) for start in (0, 50, 100)]
    rules.append(coded(150, 170, "rules:lead", confidence=0.6))
    model = LlmResult((coded(2, 20, "llm:m"),), unanswered=(Unanswered(90, 120, "too busy"),))
    assert [s.start for s in beside_llm(rules, model)] == [0, 100, 150]


def test_read_with_grammar_and_meaning(grammar: Any, files: Path) -> None:
    pytest.importorskip("tokenizers")
    done = read(files, "--parser", "--rerank", "--json")
    assert done.exit_code == 0, done.output
    (one,) = map(json.loads, done.stdout.splitlines())
    assert (one["actor"], one["issue"]) == ("Norvik", "tolls")
    assert one["made_by"].endswith("+parser+minilm")


def test_read_asks_a_language_model_too(fake: FakeModel, files: Path) -> None:
    fake.reply = lambda request, n: [
        statement(REFUSED[:-1]),
        statement("The weather was fine", actor="Southerland", issue="inspections"),
        statement("words that are not there"),
    ]
    done = read(files, "--llm", fake.url, "--llm-model", "small", "--json")
    assert done.exit_code == 0, done.output
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(s["quote"], s["made_by"].partition(":")[0]) for s in made] == [
        (REFUSED[:-1], "rules"),
        ("The weather was fine", "llm"),
    ]
    assert made[0]["made_by"].endswith("+llm:small")
    assert len(fake.asked) == 1
    assert "confidence" in made[1]
    shown = read(files, "--llm", fake.url, "--llm-model", "small")
    assert shown.exit_code == 0, shown.output
    assert "Language model: 1 refused: quote not in the text." in shown.stdout


def test_read_says_what_is_not_installed(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> Any:
        raise ModuleNotFoundError(name)

    load_parser.cache_clear()
    monkeypatch.setattr(parser, "import_module", none)
    done = read(files, "--parser", "--json")
    load_parser.cache_clear()
    assert isinstance(done.exception, ParserMissing)
    assert 'pip install "goldenbridge[parser]"' in str(done.exception)
    assert not done.stdout


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REFUSED + " The weather was fine.\n")
    (tmp_path / "book.yaml").write_text(BRIDGE)
    return tmp_path


def read(folder: Path, *flags: str) -> Any:
    names = [str(folder / "a.txt"), "-c", str(folder / "book.yaml"), *flags]
    return CliRunner().invoke(cli, ["read", *names])
