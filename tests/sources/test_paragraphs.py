"""Paragraphs: a line each, or lines that were broken to fit a page."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources.paragraphs import paragraphs


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b, _ in paragraphs(text)]


def test_a_line_is_a_paragraph():
    text = "Talks stall\n\nThey met.\nThey left.\r\n\r\n  Nobody knows. \n"
    assert cut(text) == ["Talks stall", "They met.", "They left.", "Nobody knows."]
    assert [line for _, _, line in paragraphs(text)] == [1, 3, 4, 6]


def test_lines_broken_to_fit_a_page_are_put_together(article):
    text = "\n\n".join(textwrap.fill(p, 66) for p in article)
    assert [" ".join(p.split()) for p in cut(text)] == list(article)


def test_such_lines_with_carriage_returns_too(article):
    text = "\r\n\r\n".join(textwrap.fill(p, 66).replace("\n", "\r\n") for p in article)
    assert [" ".join(p.split()) for p in cut(text)] == list(article)


def test_a_short_last_line_ends_a_paragraph_without_a_blank_one(article):
    text = "\n".join(textwrap.fill(p, 60) for p in article)
    found = cut(text)
    assert len(found) == 3
    assert found[1].startswith("“We will not")


def test_items_of_a_list_stay_apart(article):
    items = "- The guns are taken away at once\n- The observers come back\n1. Talks go on"
    text = "\n\n".join([*(textwrap.fill(p, 66) for p in article), items])
    assert cut(text)[3:] == items.split("\n")


def test_each_speaker_begins_a_paragraph(article):
    said = [
        f"{label}{words}"
        for label, words in zip(("MS. HOLM: ", "Q ", "THE PRESIDENT: "), article, strict=True)
    ]
    text = "\n".join(textwrap.fill(p, 66) for p in said)
    # The last line of each is made as full as any other: nothing but the label tells them apart.
    full = "\n".join(
        line.ljust(66, "x") if line.endswith(".") else line for line in text.split("\n")
    )
    for made in (text, full):
        assert [p.split()[0] for p in cut(made)] == ["MS.", "Q", "THE"]


def test_the_mark_at_the_beginning_is_no_paragraph():
    assert paragraphs("\ufeffOne.") == [(1, 5, 1)]
    assert paragraphs("\ufeff\n") == []


@given(st.text(st.sampled_from("ab. \n\r\f\t\u2028A-") | st.characters(), max_size=120))
def test_all_that_is_not_white_is_in_one(text):
    at = 0
    for start, end, line in paragraphs(text):
        assert at <= start < end
        assert not text[at:start].replace("\ufeff", "").strip()
        assert line == text.count("\n", 0, start) + 1
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].replace("\ufeff", "").strip()
