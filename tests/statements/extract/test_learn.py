"""Which words go with which issue is learned from coded statements, and checked on others."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statements.extract.conftest import BOOK, document

from goldenbridge.statements.codebook.learned import NOTHING, TERMS, Learned
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.asked import term_values
from goldenbridge.statements.extract.learn import (
    Example,
    cross_checked,
    examples,
    learn,
    likeliest,
)
from goldenbridge.statements.extract.tokens import tokenise
from goldenbridge.statements.extract.wording import Wording, grams, names_of, stems

ISSUES = tuple(BOOK.issues)


def coded(text, quote, issue, actor="Norvik"):
    start = text.text.index(quote)
    return CodedStatement.model_validate(
        {
            "doc": text.name, "start": start, "end": start + len(quote), "quote": quote,
            "actor": actor, "issue": issue, "role": "reported", "act": "supports", "polarity": 1,
        }
    )  # fmt: skip


def example(words: str, issue: str, around: str = "", **terms: float) -> Example:
    return Example(
        dict.fromkeys(words.split(), 1),
        dict.fromkeys(around.split(), 1),
        {name: (value,) * len(TERMS) for name, value in terms.items()},
        issue,
    )


#: The keel is about tolls, the lamp about talks; what says nothing is about nothing.
SEEN = [
    *(example("keel levy", "tolls") for _ in range(20)),
    *(example("lamp table", "talks") for _ in range(20)),
    *(example("weather fine", NOTHING) for _ in range(20)),
]


class TestWords:
    def test_endings_and_names(self):
        text = "Port Anna and Norvik's Norvikian fishers were patrolling, didn't they?"
        found = [stem for _, stem in stems(tokenise(text, 0, len(text)), names_of(BOOK))]
        assert found.count("@Norvik") == 2
        assert "patroll" in found
        assert "not" in found
        assert "were" not in found

    def test_pairs_reach_over_one_word(self):
        told = [(0, "a"), (2, "b"), (3, "c"), (5, "d")]
        assert list(grams(told)) == [
            (0, 0, "a"), (0, 2, "a b"), (0, 3, "a c"),
            (2, 2, "b"), (2, 3, "b c"), (2, 5, "b d"),
            (3, 3, "c"), (3, 5, "c d"),
            (5, 5, "d"),
        ]  # fmt: skip


class TestLearning:
    def test_words_tell_the_issue(self):
        learned = learn(ISSUES, SEEN)
        assert likeliest(learned, example("keel", NOTHING))[0] == "tolls"
        assert likeliest(learned, example("lamp", NOTHING))[0] == "talks"

    def test_words_that_are_seen_too_seldom_are_not_learned(self):
        learned = learn(ISSUES, [*SEEN, example("anchor", "raid")])
        assert "anchor" not in learned.inside
        assert "keel" in learned.inside

    def test_the_terms_of_a_codebook_count_the_same_for_every_issue(self):
        seen = [
            *SEEN,
            *(example("x y", issue, **{issue: 1.0}) for issue in ISSUES for _ in "12345"),
        ]
        learned = learn(ISSUES, seen)
        assert sum(learned.terms) > 1
        assert likeliest(learned, example("z", NOTHING, raid=1.0))[0] == "raid"

    def test_words_around_speak_too(self):
        seen = [
            *(example("it", "tolls", around="keel") for _ in range(20)),
            *(example("it", "talks", around="lamp") for _ in range(20)),
        ]
        learned = learn(ISSUES, seen)
        assert likeliest(learned, example("it", NOTHING, around="lamp"))[0] == "talks"

    def test_what_is_written_is_read_again(self):
        learned = learn(ISSUES, SEEN)
        again = Learned.read(learned.written())
        assert set(again.issues) == {*ISSUES, NOTHING}
        assert again.issues[-1] == NOTHING
        assert likeliest(again, example("keel", NOTHING))[0] == "tolls"
        assert Learned.read(again.written()).written() == again.written()


def test_what_a_document_teaches():
    text = document(
        "Norvik demands that the keel levy stays as a toll. The weather over the tolls was fine.",
        "Sudmark wants talks about it.",
    )
    extractor = Extractor(BOOK)
    gold = [coded(text, "Norvik demands that the keel levy stays as a toll", "tolls")]
    found = list(examples(extractor, text, gold))
    assert [e.issue for e in found].count("tolls") == 1
    (one,) = (e for e in found if e.issue == "tolls")
    assert {"@Norvik", "keel", "levy", "keel levy"} <= set(one.inside)
    assert NOTHING in {e.issue for e in found}


class TestCrossCheck:
    def test_documents_are_judged_by_others(self):
        same = [SEEN[0], SEEN[20], SEEN[40]]
        check = cross_checked(ISSUES, [same] * 12)
        assert check.words == check.among_three == 1.0
        assert check.terms == 0.0
        assert check.statements == 24

    def test_what_stands_in_one_document_only_teaches_the_others_nothing(self):
        apart = [
            [example(f"keel{i} levy{i}", issue)] * 5
            for i, issue in enumerate(itertools.islice(itertools.cycle(ISSUES), 12))
        ]
        assert cross_checked(ISSUES, apart, folds=12).words < 0.6

    @pytest.mark.parametrize("documents", [[], [SEEN], [[SEEN[-1]], [SEEN[-1]]]])
    def test_too_little(self, documents):
        with pytest.raises(ValueError, match="nothing to learn"):
            cross_checked(ISSUES, documents)


PAIRS = {"keel levy": 1, "keel lamp": 1, "levy keel": 1, "@Norvik keel": 1, "lamp levy": 1}
LEARNED = learn(ISSUES, [*SEEN, *[Example(PAIRS, {"keel": 1, "levy": 1}, {}, "tolls")] * 20])
WORDS = ("keel", "lamp", "levy", "talks", "Norvik", "and", "harbour")


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    st.data(),
)
def test_a_stretch_is_scored_as_if_counted_by_hand(said, data):
    """The quick way (sums that are kept) against the slow one (counting what stands where)."""
    learned = LEARNED
    assert learned.inside.keys() > PAIRS.keys()
    text = " ".join(said)
    tokens = tokenise(text, 0, len(text))
    first = data.draw(st.integers(0, len(tokens) - 1))
    stop = data.draw(st.integers(first + 1, len(tokens)))
    worded = Wording(learned, names_of(BOOK)).read(tokens)
    terms = np.array([0.5, 0.0, 1.0, 0.0])
    quick = worded.scores(first, stop, terms)
    slow = learned.start.copy()
    slow[:-1] += terms
    for begin, end, name in grams(stems(tokens, names_of(BOOK))):
        if first <= begin and end < stop:
            slow = slow + learned.inside.get(name, 0.0)
        elif begin == end and not first <= begin < stop:
            slow = slow + learned.around.get(name, 0.0)
    slow = slow - math.log(sum(math.exp(v) for v in slow))
    assert quick == pytest.approx(slow, abs=1e-9)
    assert sum(math.exp(v) for v in quick) == pytest.approx(1.0)


def test_learned_words_find_what_no_term_names():
    """The codebook has no term for it, coders had: the extractor takes the issue they gave it."""
    learned = learn(ISSUES, SEEN)
    text = document("Norvik demands that the keel levy of the harbour stays after the talks.")
    plain = {c.issue for w in Extractor(BOOK).weigh(text, 0.0) for c in w.candidates}
    taught = [c for w in Extractor(BOOK.taught(learned)).weigh(text, 0.0) for c in w.candidates]
    first = {c.issue for c in taught if c.features.get("said:first")}
    assert "tolls" in {c.issue for c in taught}
    assert first <= {"tolls", "talks"}
    assert BOOK.learned_words is None
    assert plain


def test_what_the_terms_say_is_added_up_once_as_if_for_each_stretch():
    """The quick way (what is the same for a whole sentence is kept) against the slow one."""
    book = BOOK.taught(LEARNED)
    said = (
        "Norvik wants talks. Norvik demands the end of the toll, and Sudmark rejects the talks on "
        "tolls, while the keel levy of the harbour stays as it is after the patrols."
    )
    seen = 0
    for weighed in Extractor(book).weigh(document(said), 0.0):
        worded = weighed.reading.worded
        for one in weighed.candidates:
            values = term_values(weighed.reading, one.first, one.stop, weighed.setting)
            slow = worded.scores(one.first, one.stop, worded.terms(values))
            if one.first in {c.first for c in weighed.reading.sentence.clauses}:
                seen += 1
                assert one.features["said:log"] == pytest.approx(slow[worded.at[one.issue]])
    assert seen > 10


def test_a_codebook_may_change_after_it_was_taught():
    """A new issue has its terms, an issue that is gone is suggested no more."""
    told = BOOK.model_dump()
    told["issues"]["quotas"] = {"proposition": "Quotas stay.", "terms": ["quota*"]}
    del told["issues"]["talks"]
    changed = type(BOOK).model_validate(told).taught(LEARNED)
    text = document(
        "Norvik rejects the quotas after the talks.", "The lamp is on the table, quotas or not."
    )
    found = {c.issue for w in Extractor(changed).weigh(text, 0.0) for c in w.candidates}
    assert "quotas" in found
    assert "talks" not in found
    again = LEARNED.for_issues(changed.issues)
    assert again.issues == (*changed.issues, NOTHING)
    assert again.inside["keel"][again.issues.index("quotas")] == 0.0
    assert LEARNED.for_issues(BOOK.issues) is LEARNED
