"""Suggestions for sentences written for the purpose, one construct each, and what always holds."""

import json
import math
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor, suggest
from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.choose import ANOTHER, LEAST, chances, choose
from goldenbridge.statements.extract.suggest import Weighed

from .conftest import BOOK, document

Suggested = Callable[..., list[CodedStatement]]

#: What is read → whose position, on what, for or against.
HELD = {
    # verbs of saying and of taking sides
    "Norvik rejects the harbour tolls that Sudmark wants to raise.": ("Norvik", "tolls", -1),
    "Sudmark supports the tolls on all foreign boats in its harbours.": ("Sudmark", "tolls", 1),
    "Ivo Brandt called for an immediate dialogue with the government of Sudmark.": (
        "Ivo Brandt", "talks", 1,
    ),
    # what turns a side round
    "Norvik demanded an end to the tolls before the winter of next year.": ("Norvik", "tolls", -1),
    "Ivo Brandt said that the tolls would be unacceptable to his country.": (
        "Ivo Brandt", "tolls", -1,
    ),
    "“The tolls must be lifted at once,” Ivo Brandt told reporters in Lindhaven.": (
        "Ivo Brandt", "tolls", -1,
    ),
    "Sudmark demanded that Norvik never end the patrols along its coast.": (
        "Sudmark", "patrols", 1,
    ),
    "Sudmark has refused to hold any talks about the northern fishing grounds.": (
        "Sudmark", "talks", -1,
    ),
    # the author's own
    "Western governments should lift the tolls as soon as they can do so.": (
        "Anna Hale", "tolls", -1,
    ),
    "It would be a mistake to end the patrols in the northern waters now.": (
        "Anna Hale", "patrols", 1,
    ),
    # who speaks comes last, or by another name
    "The tolls will stay as they are, Maria Orlov said after the meeting.": (
        "Maria Orlov", "tolls", 1,
    ),
    "“We will not end the tolls,” said the Sudmarkian foreign minister in Port Anna.": (
        "Maria Orlov", "tolls", 1,
    ),
    "Norvikian officials warned that the tolls would ruin the fishing villages.": (
        "Norvik", "tolls", -1,
    ),
    "Elena Varga, a professor of law, argued that Norvik should accept talks.": (
        "Elena Varga", "talks", 1,
    ),
    # the passive
    "The proposal for further talks on the tolls was rejected by Sudmark.": (
        "Sudmark", "talks", -1,
    ),
}  # fmt: skip


def likeliest(extractor: Extractor, weighed: Weighed) -> Candidate:
    sure = chances(weighed.candidates, weighed.features, extractor.weights)
    return weighed.candidates[sure.index(max(sure))]


def test_most_sentences_are_read_as_a_person_reads_them(extractor: Extractor) -> None:
    """Which of its candidates a sentence is, leaving aside whether it is worth suggesting."""
    wrong = {}
    for sentence, held in HELD.items():
        weighed = next(iter(extractor.weigh(document(sentence), least=0.0)))
        made = extractor.statements(document(sentence), likeliest(extractor, weighed), 0.5)
        found = [(s.actor, s.issue, s.polarity) for s in made]
        if held not in found:
            wrong[sentence] = found
    assert len(wrong) <= len(HELD) // 5, wrong


@pytest.mark.parametrize(
    ("before", "sentence", "actor"),
    [
        ("Ivo Brandt met Maria Orlov on Monday.", "He called for a dialogue on tolls.",
         "Ivo Brandt"),
        ("Norvik raised the matter again.", "It rejects the tolls on boats.", "Norvik"),
        ("Ivo Brandt met fishermen in Port Anna.", "The president rejected the tolls.",
         "Ivo Brandt"),
        ("Ms. Elena Varga, a historian, was asked.", "Varga rejected the tolls outright.",
         "Elena Varga"),
        ("Norvikian officials spoke at length.", "The officials rejected the tolls.", "Norvik"),
    ],
)  # fmt: skip
def test_who_was_named_before_is_meant(
    extractor: Extractor, before: str, sentence: str, actor: str
) -> None:
    *_, weighed = extractor.weigh(document(before, sentence), least=0.0)
    best = likeliest(extractor, weighed)
    assert best.holder is not None
    assert best.holder.actor == actor


def test_coordinated_holders_are_one_statement_each(suggested: Suggested) -> None:
    made = suggested("Norvik and Sudmark oppose any further talks about the fishing grounds.")
    assert {(s.actor, s.start, s.end) for s in made} == {
        ("Norvik", 0, 69),
        ("Sudmark", 0, 69),
    }


def test_both_sides_are_the_two_named_before(extractor: Extractor) -> None:
    text = document("Norvik met Sudmark in Lindhaven.", "Both sides called for further talks.")
    *_, weighed = extractor.weigh(text, least=0.0)
    pairs = [{h.actor for h in c.holders if h} for c in weighed.candidates]
    assert {"Norvik", "Sudmark"} in pairs


def test_the_likeliest_goes_first_and_shares_its_words_only_with_another_issue(
    extractor: Extractor,
) -> None:
    """Against trying every set of candidates that may stand side by side."""
    for sentence in HELD:
        weighed = next(iter(extractor.weigh(document(sentence), least=0.0)))
        sure = chances(weighed.candidates, weighed.features, extractor.weights)
        kept = choose(weighed.candidates, weighed.features, extractor.weights)
        if max(sure) < LEAST:
            assert not kept
            continue
        assert max(k.confidence for k in kept) == max(sure)
        for one in kept:
            assert one.confidence >= LEAST
            for other in kept:
                a, b = one.candidate, other.candidate
                if a is not b and min(a.stop, b.stop) > max(a.first, b.first):
                    assert a.issue != b.issue
                    assert (a.holder and a.holder.actor) == (b.holder and b.holder.actor)
                    assert min(one.confidence, other.confidence) >= ANOTHER


def test_shared_parts_are_added_up_as_if_each_were_weighed_alone(extractor: Extractor) -> None:
    for sentence in HELD:
        weighed = next(iter(extractor.weigh(document(sentence), least=0.0)))
        quick = chances(weighed.candidates, weighed.features, extractor.weights)
        for one, chance in zip(weighed.candidates, quick, strict=True):
            table = extractor.weights.own if one.holder is None else extractor.weights.held
            total = table["sentence"][""]
            total += sum(table["sentence"].get(k, 0) * v for k, v in weighed.features.items())
            total += sum(table["candidate"].get(k, 0) * v for k, v in one.features.items())
            assert chance == pytest.approx(1 / (1 + math.exp(-total)))


def test_a_quotation_of_several_sentences_has_one_speaker(suggested: Suggested) -> None:
    made = suggested(
        "“We demand an end to the tolls. We reject the patrols of Sudmark,” Ivo Brandt said.",
        "“And we are ready for talks about the northern fishing grounds.”",
    )
    assert {s.actor for s in made} == {"Ivo Brandt"}
    assert {s.role for s in made} == {"quoted"}


def test_roles_tell_whose_voice_it_is(suggested: Suggested) -> None:
    quoted = suggested("“We reject the tolls that Sudmark takes from our boats,” said Ivo Brandt.")
    reported = suggested("Ivo Brandt rejected the tolls that Sudmark takes from foreign boats.")
    author = suggested("Norvik should not accept the tolls that Sudmark takes from its boats.")
    roles = [{s.role for s in made} for made in (quoted, reported, author)]
    assert roles == [{"quoted"}, {"reported"}, {"author"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Snow fell on the square, and the cars of the guests waited in a row.",
        "The two ministers had lunch in Lindhaven on 3 March 1998.",
        "",
    ],
)
def test_nothing_is_suggested_where_no_position_is_taken(
    suggested: Suggested, sentence: str
) -> None:
    assert suggested(sentence or " ") == []


def test_keys_of_a_suggestion(suggested: Suggested) -> None:
    made = suggested("Norvik rejects the harbour tolls that Sudmark wants to raise.")
    assert made
    told = json.loads(made[0].model_dump_json())
    wanted = {
        "doc", "start", "end", "quote", "actor", "affiliation", "role", "attributed_by", "issue",
        "act", "polarity", "red_line", "confidence", "made_by", "line", "prefix", "suffix",
    }  # fmt: skip
    assert wanted <= set(told)
    assert told["doc"] == "a.txt"
    assert told["made_by"].startswith("rules:")


def test_only_suggestions_that_are_sure_enough_are_given(extractor: Extractor) -> None:
    text = document(*HELD)
    every = extractor.suggest(text)
    least = sorted(s.confidence or 0.0 for s in every)[len(every) // 2]
    sure = extractor.suggest(text, least)
    assert sure == [s for s in every if (s.confidence or 0.0) >= least]


def test_one_document_is_suggested_as_with_an_extractor(extractor: Extractor) -> None:
    text = document(*HELD)
    assert suggest(text, BOOK) == extractor.suggest(text)


WORDS = st.sampled_from(
    [
        "Norvik", "Sudmark’s", "rejects", "said", "that", "the", "tolls", "talks", "must", "never",
        "he", "they", "both", "sides", "“", "”", '"', ",", ".", "\n", "(", ")", "and", "Ivo Brandt",
        "Mr.", "president", "—", ";", "?", "red line", "unacceptable", "who", "by", "was",
        "переговоры", "谈判。", "\u202e", "\x00", "é", "O’Hara", "according", "to", "in",
        "view", "'",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)))
@example("Norvik's Norvik's Norvik's said said by by both sides of them , who , said")
@example("“" * 50 + "Norvik rejects tolls" + "”" * 50)
def test_any_text_gives_statements_that_stand_in_it(extractor: Extractor, text: str) -> None:
    source = document(*(text.split("\n") or [""]))
    made = extractor.suggest(source)
    assert made == extractor.suggest(source)
    for one in made:
        assert 0 <= one.start < one.end <= len(source.text)
        assert one.quote == source.text[one.start : one.end]
        assert one.confidence is not None
        assert 0.0 <= one.confidence <= 1.0
        assert one.issue in BOOK.issues
        assert source.text.count("\n", 0, one.start) + 1 == one.line
    assert [s.start for s in made] == sorted(s.start for s in made)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik said that tolls must end and Ivo Brandt demanded talks, " * 4_000,
        '" ' * 10_000 + "Norvik rejects the tolls",
        "(" * 20_000 + "Norvik rejects the tolls" + ")" * 20_000,
        "he said it they " * 10_000,
        "Anna " * 20_000,
        "Norvik rejects tolls; " * 4_000,
        "Maria Orlov, Ivo Brandt and " * 4_000,
    ],
    ids=["clauses", "marks", "brackets", "pronouns", "names", "semicolons", "lists"],
)
def test_one_endless_sentence_is_finished(extractor: Extractor, text: str) -> None:
    extractor.suggest(document(text))


def test_a_sentence_costs_no_more_for_being_long(extractor: Extractor) -> None:
    """Work is counted, not timed: candidates grow with the words, not with their square."""
    clause = "Norvik said that tolls must end and Ivo Brandt demanded talks, "
    few, many = (
        sum(len(w.candidates) for w in extractor.weigh(document(clause * n), least=0.0))
        for n in (200, 1_000)
    )
    assert many <= 6 * few
