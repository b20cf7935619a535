"""What of a model's answer is believed: words that stand there, names that the codebook has."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.statements.models.answers import Told, believe, form

from .conftest import BOOK, document, statement

SAID = "“Norvik will never pay a toll,” Ada Lind said in Nor City."
TEXT = document(SAID, "Southerland wants inspectors to be let in — at once.")
BODY = TEXT.passages[1:]


def told(**other: Any) -> Told:
    return Told.model_validate(statement("Norvik will never pay a toll") | other)


def test_words_are_taken_as_they_stand_in_the_text() -> None:
    quotes = ["Norvik will never pay a toll", 'pay a toll," Ada Lind', "let in - at once"]
    found, refused = believe([told(quote=q) for q in quotes], TEXT, BODY, BOOK, "llm:m")
    assert not refused
    assert [s.quote for s in found] == [quotes[0], "pay a toll,” Ada Lind", "let in — at once"]
    for s in found:
        assert TEXT.text[s.start : s.end] == s.quote
        assert TEXT.text[: s.start].endswith(s.prefix)
        assert TEXT.text[s.end :].startswith(s.suffix)
    first = found[0]
    assert (first.line, first.made_by, first.doc_date) == (2, "llm:m", "2022-03-01")
    assert (first.affiliation, first.confidence) == ("Norvik", None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "Norvik will pay a toll"}, "not in the text"),
        ({"quote": "Norvik would never pay a toll"}, "not in the text"),
        ({"quote": "The title speaks of a toll"}, "not in the text"),
        ({"quote": "in Nor City. Southerland wants"}, "not in the text"),
        ({"quote": "a toll"}, "too short"),
        ({"quote": ""}, "too short"),
        ({"quote": " \n "}, "too short"),
        ({"quote": "pay " * 100_000}, "not in the text"),
        ({"issue": "surrender"}, "issue not in the codebook"),
        ({"issue": ""}, "issue not in the codebook"),
        ({"actor": "Emperor of the Moon"}, "actor neither in the codebook nor in the text"),
        (
            {"actor": "the capital"},
            "actor neither in the codebook nor in the text",
        ),  # of either side
        ({"actor": ""}, "actor neither in the codebook nor in the text"),
        ({"act": "capitulates"}, r"not allowed \(act\)"),
        ({"polarity": 7}, r"not allowed \(polarity\)"),
        ({"role": "editor", "red_line": "maybe"}, r"not allowed \(red_line, role\)"),
    ],
)
def test_the_rest_is_refused(change: dict[str, Any], why: str) -> None:
    found, refused = believe([told(**change)], TEXT, BODY, BOOK, "llm:m")
    assert not found
    assert len(refused) == 1
    assert re.search(why, refused[0].why)
    assert len(refused[0].what) <= 200


def test_names_go_through_the_codebook() -> None:
    names = ["norvik", "NOR CITY", " Ada Lind ", "author"]
    found, _ = believe([told(actor=name) for name in names], TEXT, BODY, BOOK, "llm:m")
    assert [s.actor for s in found] == ["Norvik", "Norvik", "Ada Lind", "E. Writer"]
    assert [s.affiliation for s in found] == ["Norvik", "Norvik", "Norvik", None]
    by, _ = believe(
        [told(attributed_by=name) for name in ("Nor City", "Nobody", None)], TEXT, BODY, BOOK, "m"
    )
    assert [s.attributed_by for s in by] == ["Norvik", None, None]


def test_a_name_that_only_the_text_has_is_taken_as_it_stands() -> None:
    text = document("Orla Berg of the Ferry Guild says that the toll must go.")
    (body,) = text.passages[1:]
    names = [
        "Orla Berg",
        " Orla Berg ",
        "Ferry Guild",
        "Orla",
        "Orla Ber",
        "the toll must go",
        "Olga B",
    ]
    found, refused = believe(
        [told(quote="the toll must go", actor=name) for name in names], text, [body], BOOK, "m"
    )
    assert [(s.actor, s.affiliation) for s in found] == [
        ("Orla Berg", None),
        ("Orla Berg", None),
        ("Ferry Guild", None),
    ]
    assert [r.what for r in refused] == names[3:]


def test_a_writer_without_a_name_is_the_author() -> None:
    text = document(SAID, author=None)
    found, _ = believe([told(actor="author", role="author")], text, text.passages[1:], BOOK, "m")
    assert found[0].actor == "author"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.integers())
def test_whatever_is_said_each_answer_is_believed_or_refused(
    quote: str, actor: str, issue: str, polarity: int
) -> None:
    answer = told(quote=quote, actor=actor, issue=issue, polarity=polarity)
    found, refused = believe([answer], TEXT, BODY, BOOK, "llm:m")
    assert len(found) + len(refused) == 1
    assert all(s.quote in SAID or s.quote in TEXT.text for s in found)


@given(st.integers(0, len(SAID)), st.integers(0, len(SAID)))
def test_any_stretch_of_a_passage_is_found_again(a: int, b: int) -> None:
    quote = SAID[min(a, b) : max(a, b)]
    found, refused = believe([told(quote=quote)], TEXT, BODY, BOOK, "llm:m")
    if found:
        assert found[0].quote in quote
    else:
        assert refused[0].why == "quote too short to carry a position"


def test_the_form_names_what_there_is() -> None:
    schema = str(form(BOOK).model_json_schema())
    assert "'enum': ['tolls', 'inspections']" in schema
    assert "'red_line'" in schema
