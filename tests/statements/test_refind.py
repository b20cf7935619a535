"""Quotes found again: as they are, with other marks and spaces, and with words changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from goldenbridge.statements import refind as module
from goldenbridge.statements.refind import refind, unify

# Own text: no sentence of any source.
TEXT = """The lake commission met on Monday. Norvik\u2019s envoy said that \u201cno toll
will be paid on the northern quay\u201d, and left the room. Sundal answered that it would keep the
toll until the dredging is paid for.

On Tuesday the mayor of Ostby \u2014 a port that lives by the ferry \u2014 asked both to wait.
\u201cWe can share the cost of the dredging,\u201d he wrote, \u201cbut not the harbour
police.\u201d Norvik called that a step, and said no toll will be paid before the police leave. Its
parliament votes on Friday.

The ferry company fears a strike. Its drivers demand that the night crossing stay open; the
company says that it must close in winter. No toll, the drivers add, was ever theirs to pay.
"""
WORDS = ["bridge", "a", "extraordinarily", "two moons", "grün", "ки"]


def clauses() -> list[tuple[int, int]]:
    """Stretches of some words each, from everywhere in the text."""
    gaps = [-1, *(i for i, c in enumerate(TEXT) if c in " \n" and TEXT[i + 1 : i + 2].strip())]
    rng = random.Random(1)
    found = []
    for at in range(len(gaps) - 16):
        start, end = gaps[at] + 1, gaps[at + rng.randint(7, 15)]
        found.append((start, end))
    return found


def test_every_clause_is_found_exactly() -> None:
    for start, end in clauses():
        found = refind(
            TEXT, TEXT[start:end], TEXT[max(0, start - 32) : start], TEXT[end : end + 32]
        )
        assert found is not None
        assert (found.start, found.end, found.how, found.rivals) == (start, end, "exact", 0)


def test_every_clause_is_found_in_plain_typing() -> None:
    plain = TEXT.translate(str.maketrans("\u2019\u201c\u201d\u2014", '\'""-'))
    assert plain != TEXT
    for start, end in clauses():
        found = refind(TEXT, plain[start:end], near=start)
        assert found is not None
        assert (found.start, found.end, found.score) == (start, end, 1.0)
        assert found.how == ("exact" if plain[start:end] == TEXT[start:end] else "marks")


def test_with_a_word_changed_the_ends_are_within_twelve_characters() -> None:
    rng = random.Random(2)
    off = []
    for start, end in clauses():
        words = TEXT[start:end].split(" ")
        words[rng.randrange(len(words))] = rng.choice(WORDS)
        quote = " ".join(words)
        found = refind(TEXT, quote, TEXT[max(0, start - 32) : start], TEXT[end : end + 32])
        far = 999 if found is None else max(abs(found.start - start), abs(found.end - end))
        off.append(far)
    assert sum(far <= 12 for far in off) >= 0.97 * len(off)


def test_a_changed_word_in_the_middle_leaves_both_ends_exact() -> None:
    found = refind(TEXT, "it would keep the charge for ever until the dredging is paid for")
    assert found is not None
    assert TEXT[found.start : found.end].startswith("it would keep")
    assert TEXT[found.start : found.end].endswith("is paid for")
    assert found.how == "fuzzy"
    assert 0.75 <= found.score < 1


def test_what_stands_around_decides_between_places() -> None:
    text = "one toll two. three toll four. five toll six."
    assert refind(text, "toll", "three ", " four") == module.Found(20, 24, 1.0, "exact")
    assert refind(text, "toll", near=40).start == 36  # type: ignore[union-attr]
    assert refind(text, "toll") == module.Found(4, 8, 1.0, "exact", rivals=2)
    # marks in the prefix do not keep it from fitting
    marked = "x \u201ctoll\u201d y \u2018toll\u2019"
    assert refind(marked, "toll", "'", "'").start == 12  # type: ignore[union-attr]


def test_line_breaks_and_double_spaces() -> None:
    found = refind("We  will\nnot   yield, ever.", "will not yield")
    assert found == module.Found(4, 20, 1.0, "spacing")


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "yes",
        "nobody in this text ever speaks of volcanoes on the moon",
        "q" * 100_000,
        "\ud800 broken half of a character",
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert refind(TEXT, quote, near=-5) is None
    assert refind(TEXT, quote, near=10**12) is None


def test_a_very_long_text_is_searched_where_it_was() -> None:
    long = "ferry " * 200_000 + TEXT
    quote = "the company says that it shall close in winter"
    assert refind(long, quote) is None
    at = refind(long, quote, near=len(long) - 100)
    assert at is not None
    assert long[at.start : at.end] == "the\ncompany says that it must close in winter"


@given(st.text(max_size=60))
def test_unifying_keeps_every_character_in_its_place(text: str) -> None:
    assert len(unify(text)) == len(text)
    assert unify(unify(text)) == unify(text)


@given(st.text(min_size=1, max_size=30), st.text(max_size=40), st.text(max_size=40))
def test_what_is_there_is_found(quote: str, before: str, after: str) -> None:
    found = refind(before + quote + after, quote, before, after, near=len(before))
    if not quote.strip():
        assert found is None
        return
    assert found is not None
    assert (before + quote + after)[found.start : found.end] == quote
    assert found.how == "exact"
    assert found.start == len(before)


def test_a_changed_word_at_an_end_is_measured_by_what_stands_around() -> None:
    text = "Then the mayor of Ostby asked both sides extraordinarily. They left at once."
    start, end = text.index("the mayor"), text.index(". They")
    found = refind(text, "the mayor of Ostby asked both sides now", "Then ", ". They left at once.")
    assert found is not None
    assert (found.start, found.end) == (start, end)


@settings(max_examples=60)
@given(st.data())
def test_alignment_is_the_best_of_all_stretches(data: st.DataObject) -> None:
    quote = data.draw(st.text("abc ", min_size=1, max_size=10))
    text = data.draw(st.text("abc ", max_size=14))
    if data.draw(st.booleans()):  # the quote itself, with something put in
        at = data.draw(st.integers(0, len(quote)))
        text = "c" + quote[:at] + data.draw(st.text("xyz", max_size=2)) + quote[at:] + "a"
    start, end, edits = module._align(quote, text)
    brute = min(
        Levenshtein.distance(quote, text[i:j])
        for i in range(len(text) + 1)
        for j in range(i, len(text) + 1)
    )
    assert edits == brute == Levenshtein.distance(quote, text[start:end])


def test_alignment_counts_what_was_put_in() -> None:
    assert module._align("abcdefgh", "zabcdxyefghz") == (1, 11, 2)
