"""Plain sentences: whoever tries the program first tries these."""

import pytest

from goldenbridge.statements.codebook import Codebook
from goldenbridge.statements.extract import suggest
from goldenbridge.statements.extract.issues import IssueFinder
from goldenbridge.statements.extract.outright import outright
from goldenbridge.statements.extract.tokens import tokenise

from .conftest import BOOK, document

FINDER = IssueFinder(BOOK)


def side(text: str, issue: str = "tolls", finder: IssueFinder = FINDER) -> int:
    tokens = tokenise(text, 0, len(text))
    hits = [hit for hit in finder.find(tokens) if hit.issue == issue]
    return outright(tokens, hits, 0, len(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tolls must be lifted at once", -1),
        ("The tolls on foreign boats should be eased step by step", -1),
        ("The tolls have to be completely scrapped", -1),
        ("The tolls must end", -1),
        ("Tolls need to stop, she said", -1),
        ("The tolls must not be lifted", 1),
        ("The tolls can never be lifted", 1),
        ("Norvik must not lift the tolls", 1),
        ("Norvik will no longer block any of its tolls", 1),
        ("Sudmark refused to lift its tolls", 1),
        ("We won’t ease Sudmark’s tolls", 1),
        # not outright: left to the weights
        ("Norvik lifts the tolls", 0),
        ("The tolls are high", 0),
        ("The tolls must end the quarrel", 0),
        ("The tolls, which nobody likes, should perhaps one day be lifted", 0),
        ("Norvik must not let Sudmark lift the tolls", 0),
        ("Ending the tolls is not easy", 0),
        ("Nothing is said of it", 0),
    ],
)
def test_the_side_of_a_plain_sentence(text: str, expected: int) -> None:
    assert side(text) == expected


def test_a_term_that_takes_a_side_itself_is_turned_by_a_denial() -> None:
    told = BOOK.model_dump()
    told["issues"]["tolls"]["contra"] = ["lift* ~ tolls"]
    finder = IssueFinder(Codebook.model_validate(told))
    assert side("Norvik must not lift the tolls", finder=finder) == 1
    assert side("Norvik must lift the tolls", finder=finder) == 0


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Maria Orlov said that the tolls on foreign boats must be lifted first.", -1),
        ("Ivo Brandt said that Norvik would not lift the tolls.", 1),
    ],
)
def test_it_decides_what_is_suggested(text: str, polarity: int) -> None:
    assert {s.polarity for s in suggest(document(text), BOOK)} == {polarity}
