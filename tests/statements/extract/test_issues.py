"""Which issue a stretch of text is about: laws of the ranking, and invented sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case import load
from goldenbridge.statements.codebook import Codebook, load_codebook
from goldenbridge.statements.extract.issues import IssueFinder, TermHit, counted, leanings, rank
from goldenbridge.statements.extract.tokens import tokenise

SENTENCES = Path(__file__).parent / "issue_sentences.tsv"
LEAST_RIGHT = 0.95

BOOK = Codebook.model_validate(
    {
        "codebook": 1,
        "title": "Fishing rights",
        "words": {"boats": ["boat*", "trawler*"]},
        "issues": {
            "fees": {
                "proposition": "The fees stay.",
                "terms": ["fee", "harbour fee", "<boats> ~ pay"],
                "hints": ["toll", "harbour", "money"],
                "contra": "free entry",
            },
            "patrols": {"proposition": "Patrols sail.", "terms": ["patrol*"], "pro": "sail out"},
            "talks": {"proposition": "Talks go on.", "terms": ["talks", "harbour"], "weight": 0.5},
        },
        "actors": {"Norvik": {}},
    }
)
FINDER = IssueFinder(BOOK)


def hits_of(text: str) -> list[TermHit]:
    return FINDER.find(tokenise(text, 0, len(text)))


def ranked(text: str, at: int | None = None, **more) -> dict[str, float]:
    return dict(rank(hits_of(text), 0, len(tokenise(text, 0, len(text))), at, **more))


def first_of(text: str, at: int | None = None) -> str | None:
    return next(iter(ranked(text, at)), None)


class TestFind:
    def test_a_term_and_its_plural(self):
        assert [h.term for h in hits_of("one fee, two fees")] == ["fee", "fee"]

    def test_of_an_issues_overlapping_terms_the_strongest(self):
        (hit,) = [h for h in hits_of("the harbour fee") if h.issue == "fees" and not h.hint]
        assert hit.term == "harbour fee"

    def test_lists_of_words_are_used(self):
        (hit,) = hits_of("trawlers that fish must pay")
        assert (hit.issue, hit.term) == ("fees", "<boats> ~ pay")

    def test_sides(self):
        sides = {h.term: h.side for h in hits_of("free entry, and they sail out for a fee")}
        assert sides == {"free entry": -1, "sail out": 1, "fee": 0}

    def test_words_in_a_gap_make_a_term_weaker(self):
        (near,), (far,) = hits_of("boats pay"), hits_of("boats from the other side pay")
        assert near.strength > far.strength

    def test_nothing_in_nothing(self):
        assert hits_of("") == []
        assert hits_of("something else") == []
        assert rank([], 0, 10) == []


class TestRank:
    def test_a_term_goes_before_a_common_one(self):
        assert first_of("talks on patrols") == "patrols"

    def test_a_hint_alone_is_little_and_two_are_more(self):
        one = ranked("a toll")["fees"]
        two = ranked("a toll for money")["fees"]
        assert one < 0.3 < two < ranked("a fee")["fees"]
        assert ranked("a toll and a toll") == ranked("a toll")

    def test_a_hint_adds_to_a_term(self):
        assert ranked("a fee, a toll")["fees"] > ranked("a fee, a boat")["fees"]

    def test_a_second_term_adds_but_less_than_the_first(self):
        one, two = ranked("a fee")["fees"], ranked("a fee, boats pay")["fees"]
        assert one < two < 2 * one

    @pytest.mark.parametrize(
        "text",
        [
            "patrols if boats pay",
            "if boats pay, patrols sail",
            "if boats pay then patrols sail",
            "patrols unless fees fall",
            "patrols in response to fees",
            "patrols after the fees",
            "the issue is patrols, not fees",
            "patrols rather than fees",
        ],
    )
    def test_conditions_reasons_and_contrasts_count_less(self, text):
        assert first_of(text) == "patrols"
        plain = ranked(text.replace("if ", "the ").replace("unless", "and"))
        assert ranked(text)["fees"] <= plain["fees"]

    def test_a_term_inside_a_longer_one_of_another_issue_counts_less(self):
        assert ranked("harbour fee")["talks"] < ranked("harbour")["talks"]

    def test_a_condition_ends_at_a_mark(self):
        assert ranked("if so, a fee") == ranked("and so, a fee")

    @pytest.mark.parametrize("text", ["fees and patrols", "fees while patrols sail"])
    def test_what_is_named_first_is_what_it_is_about(self, text):
        assert first_of(text) == "fees"
        told = ranked("patrols and nobody else, but fees")
        assert told["fees"] < ranked("fees")["fees"]
        assert first_of("patrols and nobody else, but fees") == "patrols"

    @pytest.mark.parametrize("word", ["including", "while", "without", "given", "as a"])
    def test_what_is_included_or_set_beside_counts_in_full(self, word):
        plain = "much " * len(word.split())
        assert ranked(f"nothing {word} fee") == ranked(f"nothing {plain}fee")

    def test_what_follows_the_head_closely_counts_more(self):
        text = "fees and patrols"
        assert first_of(text, at=2) == "patrols"
        assert first_of("wants fees and then of course patrols", at=1) == "fees"

    def test_only_terms_wholly_inside_count(self):
        hits = hits_of("a harbour fee, then patrols")
        assert dict(rank(hits, 3, 7)).keys() == {"patrols"}
        assert "fees" not in dict(rank(hits, 0, 2)) or dict(rank(hits, 0, 2))["fees"] < 0.3

    def test_what_a_document_is_about(self):
        first = counted([hits_of("patrols"), hits_of("patrols again")])
        some = leanings([first, counted([hits_of("a fee")])])
        assert some == {
            "patrols": pytest.approx(2 / 3, abs=0.01),
            "fees": pytest.approx(1 / 3, abs=0.01),
        }
        assert leanings([]) == leanings([counted([[]])]) == {}


hits = st.builds(
    lambda issue, first, length, strength, hint, term: TermHit(
        issue, first, first + length, strength, 0, hint, term
    ),
    st.sampled_from("abc"),
    st.integers(0, 15),
    st.integers(1, 4),
    st.floats(0.1, 3),
    st.booleans(),
    st.sampled_from(["t", "u", "v"]),
)


@given(some=st.lists(hits, max_size=8))
def test_ranking_is_sorted_positive_and_of_the_hits_inside(some):
    first, stop = 3, 14
    told = rank(some, first, stop, 5)
    inside = [h for h in some if h.first >= first and h.stop <= stop]
    assert {issue for issue, _ in told} == {h.issue for h in inside}
    assert [score for _, score in told] == sorted((s for _, s in told), reverse=True)
    assert all(score > 0 for _, score in told)
    assert rank(inside, first, stop, 5) == told


@given(some=st.lists(hits, max_size=6), more=hits)
def test_another_hit_never_takes_from_a_term(some, more):
    terms = [h for h in some if not h.hint]
    before, after = dict(rank(terms, 0, 30)), dict(rank([*terms, more], 0, 30))
    for issue, score in before.items():
        assert after[issue] >= score - 1e-12


def test_invented_sentences_get_their_issue():
    finder = IssueFinder(load_codebook("european-security"))
    lines = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for issue, sentence in lines:
        tokens = tokenise(sentence, 0, len(sentence))
        told = rank(finder.find(tokens), 0, len(tokens))
        if not told or told[0][0] != issue:
            wrong.append((issue, told[:2], sentence))
    assert {issue for issue, _ in lines} == set(load_codebook("european-security").issues)
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(lines), wrong


def test_texts_of_a_bundled_case_mostly_get_their_issue():
    """A paraphrase without its context leaves some open; the case came before the terms."""
    book = load_codebook("camp-david-1978")
    finder = IssueFinder(book)
    right = count = 0
    for statement in load("camp-david-1978").statements.values():
        if statement.issue in book.issues:
            tokens = tokenise(statement.text, 0, len(statement.text))
            told = rank(finder.find(tokens), 0, len(tokens))
            count += 1
            right += bool(told) and told[0][0] == statement.issue
    assert count > 30
    assert right / count > 0.6
