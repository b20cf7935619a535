"""Sentences: what ends one, what does not, and that no word is lost."""

# ruff: noqa: RUF001 - stops of many scripts

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldenbridge.sources.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


# Each sentence of a line is followed by a bar.
CASES = [
    "Talks failed.| They resume on Monday.|",
    "The U.S. rejects it.| Moscow does not.|",
    "He left the U.S.| The embassy stayed open.|",
    "Mr. Orlov met Dr. B. J. Hale on Jan. 5 in St. Petersburg.| Nothing came of it.|",
    "Norvik vs. Sudra is no contest.|",
    "They meet at 5 p.m. on Friday.| They met at 5 p.m.| The hall was empty.|",
    'He said, "We will not yield."| Then he left.|',
    "“We will not yield.”| “Never,” he added.|",
    "“Will they come?” Orlov asked.| Nobody knew.|",
    "“Never!” he shouted.| Nobody knew.|",
    "“Never!” Foreign Minister Anna Hale said.|",
    "It cost 3.5 million.| It was worth 2.|",
    "They wait … and hope.| They wait...| Then they go.|",
    "Is it war?| No.| It is talk!| Good.|",
    "(They left early.)| We stayed.|",
    "It was agreed.[12]| Nobody signed.|",
    "It was forgotten.|Then it was found again.|",
    "He called it “forgotten.”|They found it again.|",
    "See art. 5 and No. 10 first.| Did he agree?| No.| He did not.|",
    "1. Withdraw the troops.| 2. Lift the sanctions.|",
    "So did I.| Nobody else did.|",
    "John F. Kennedy wrote to N. Khrushchev.|",
    "The firm Hale & Co. sells arms.|",
    "Это первое.| Это второе.|",
    "他们走了。|我们留下！|",
    "यह सच है।| वह नहीं है।|",
    "هل هذا صحيح؟| نعم.|",
]


@pytest.mark.parametrize("marked", CASES)
def test_ends_where_a_reader_would_end_it(marked):
    assert cut(marked.replace("|", "")) == [s.strip() for s in marked.split("|") if s.strip()]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert cut("Peace talks\n\nthey went\non.") == ["Peace talks", "they went\non."]


def test_only_the_passage_is_cut():
    text = "One. Two. Three."
    assert [text[a:b] for a, b in sentences(text, 5, 9)] == ["Two."]
    assert sentences(text, 4, 5) == []


@given(st.text(st.sampled_from(' \n\r.!?…。"”)(ABc1é[]') | st.characters(), max_size=80), st.data())
@example("a.\u2029b", None)
def test_nothing_but_white_space_is_lost(text, data):
    start = 0 if data is None else data.draw(st.integers(0, len(text)))
    end = len(text) if data is None else data.draw(st.integers(start, len(text)))
    spans = sentences(text, start, end)
    at = start
    for a, b in spans:
        assert at <= a < b <= end
        assert not text[at:a].strip()
        assert text[a:b] == text[a:b].strip()
        at = b
    assert not text[at:end].strip()
