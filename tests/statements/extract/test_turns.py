"""Transcripts, interviews and minutes: who has the floor, and that other texts are none."""

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.turns import turns

from .conftest import BOOK, document

Suggested = Callable[..., list[CodedStatement]]
NAMES = {*BOOK.actors, "Brandt", "Orlov", "BRANDT", "ORLOV"}


def floors(*paragraphs: str) -> list[str | None]:
    """Whose turn each paragraph is: a label, "" for a question, None for none."""
    text = document(*paragraphs)
    held = turns(text.text, text.passages, lambda label: label in NAMES)
    return [None if turn is None else turn.label for turn in held]


def holders(made: list[CodedStatement]) -> set[tuple[str, str]]:
    return {(s.actor, s.role) for s in made}


def test_a_press_briefing(suggested: Suggested) -> None:
    made = suggested(
        "Q Should Norvik not simply lift the harbour tolls? We must have talks at last.",
        "MR. HOLM: We must never lift the tolls on foreign boats.",
        "The tolls should stay as they are, and we should not apologise for them.",
    )
    assert made
    assert holders(made) == {("Holm", "quoted")}
    assert all("HOLM" not in s.quote for s in made)


def test_minutes_of_talks(suggested: Suggested) -> None:
    made = suggested(
        "Orlov: Norvik should end the patrols in the northern waters as soon as it can.",
        "Brandt: We should go on with the patrols, and the tolls must stay.",
        "Orlov: Then there must be no more talks.",
        "Brandt: The talks should go on all the same, as we have said before.",
    )
    assert {(s.actor, s.issue, s.polarity) for s in made} >= {
        ("Maria Orlov", "patrols", -1),
        ("Ivo Brandt", "talks", 1),
    }
    assert {s.role for s in made} == {"quoted"}
    assert {s.affiliation for s in made} == {"Norvik", "Sudmark"}


def test_the_headline_says_who_the_president_is(extractor: Extractor) -> None:
    headline, said = (
        "Remarks by Norvikian President Brandt",
        "THE PRESIDENT: We must never lift the tolls.",
    )
    passages = (
        Passage(0, len(headline), 1, "title"),
        Passage(len(headline) + 1, len(headline) + 1 + len(said), 2, "body"),
    )
    source = document("x").source
    text = SourceText("a.txt", source, f"{headline}\n{said}", passages)
    assert holders(extractor.suggest(text)) == {("Ivo Brandt", "quoted")}


def test_a_speaker_s_president_is_the_own_one(extractor: Extractor) -> None:
    said = "The president will never lift the tolls on foreign boats, as he said today."
    before = "Jana Fiala, the president of the Isles, was in Lindhaven on Monday."
    named = {s.actor for s in extractor.suggest(document(before, f"Aside. {said}"))}
    assert named == {"Jana Fiala"}
    label = "PRESIDENT BRANDT: We had talks.", f"SPOKESMAN BRANDT: {said}"
    assert {s.actor for s in extractor.suggest(document(before, *label))} == {"Ivo Brandt"}


def test_others_are_still_reported(suggested: Suggested) -> None:
    made = suggested("MS. HOLM: Sudmark rejects the harbour tolls that Norvik wants to raise.")
    assert holders(made) == {("Sudmark", "reported")}


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["MS. HOLM: We talk.", "Soon.", "Q When?", "Or never?"], ["MS. HOLM"] * 2 + ["", ""]),
        (["SENIOR OFFICIAL: No."], ["SENIOR OFFICIAL"]),
        (["THE PRESIDENT (via interpreter): No."], ["THE PRESIDENT"]),
        (["Before it.", "DR. HOLM: No."], [None, "DR. HOLM"]),
        (["DR. HOLM:", "We talk."], ["DR. HOLM"] * 2),
        (["Q. Why?", "Ivo Brandt: No.", "Q. Why?", "Ivo Brandt: No."], ["", "Ivo Brandt"] * 2),
        (["QUESTION: Why?", "Brandt: No.", "Brandt: No."], ["", "Brandt", "Brandt"]),
        (["Norvik: No.", "Sudmark: Yes.", "Norvik: No.", "Sudmark: Yes."],
         ["Norvik", "Sudmark"] * 2),
        # others who speak again and again, once the text is known for a transcript
        (["MR. HOLM: No.", "Jana Fiala: Yes.", "Jana Fiala: No."],
         ["MR. HOLM", "Jana Fiala", "Jana Fiala"]),
        # no transcripts
        (["NORVIK: The tolls stay.", "SUDMARK: The patrols end."], [None] * 2),
        (["Norvik: The tolls stay.", "Sudmark: The patrols end."], [None] * 2),
        (["From: Ivo", "Subject: Tolls", "From: Maria", "Subject: Tolls"], [None] * 4),
        (["Our Advice: No tolls.", "Its Ground: Peace."] * 2, [None] * 4),
        (["GENERAL BACKGROUND: Tolls.", "GENERAL BACKGROUND: Talks."], [None] * 2),
        (["READ MORE: Tolls.", "READ MORE: Patrols."], [None] * 2),
        (["Brandt said: No.", "Brandt said: Yes."], [None] * 2),
        (["Q: Why?", "Source: the League", "Source: the League"], [None] * 3),
    ],
)  # fmt: skip
def test_whose_turn_it_is(paragraphs: list[str], expected: list[str | None]) -> None:
    assert floors(*paragraphs) == expected


@given(st.lists(st.text(alphabet="QA MR.HOLM:()\n\"'-’Öé", max_size=30), max_size=6))
def test_words_begin_within_their_passage(paragraphs: list[str]) -> None:
    text = document(*paragraphs)
    held = turns(text.text, text.passages, lambda label: True)
    assert len(held) == len(text.passages)
    for passage, turn in zip(text.passages, held, strict=True):
        assert turn is None or passage.start <= turn.begin <= passage.end


def test_a_hostile_label_costs_little() -> None:
    text = document(*(["A" + " A" * 20_000] * 20), *(["A" * 50_000] * 20))
    began = perf_counter()
    turns(text.text, text.passages, lambda label: True)
    assert perf_counter() - began < 60  # a bound against endless work, no speed
