"""Dates: stated ones read, others inferred with care or not at all."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources.dates import (
    dated_credit,
    infer_date,
    is_date_line,
    mentions,
    stated_date,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on February 28, 2022.", (2022, 2, 28)),
        ("on 28 February 2022", (2022, 2, 28)),
        ("on Feb. 28, 2022", (2022, 2, 28)),
        ("the 3rd of May, 2031", (2031, 5, 3)),
        ("on 2031-05-03", (2031, 5, 3)),
        ("on 28.02.2022", (2022, 2, 28)),
        ("on 28/02/2022", (2022, 2, 28)),
        ("on 02/28/2022", (2022, 2, 28)),
        ("on 05/05/2022", (2022, 5, 5)),
        ("on January 14", (None, 1, 14)),
        ("in January 2022", (2022, 1, None)),
    ],
)
def test_a_date_in_a_text(text, found):
    assert [(m.year, m.month, m.day) for m in mentions(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "on 04/03/2022",  # March or April, who knows
        "they may 5 times",
        "on February 30, 2022",
        "Resolution 2022-13-45",
        "in 2022",
        "March of the 300 men",
        "12.12.12",
    ],
)
def test_no_date(text):
    assert not list(mentions(text))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 3))
def test_any_day_is_read_however_it_is_written(day, form):
    text = [f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", str(day)]
    text.append(f"{day:%b}. {day.day}, {day.year}")
    assert next(mentions(text[form])).earliest() == day


@pytest.mark.parametrize(
    "line",
    [
        "January 21, 2022",
        "Friday, 21 January 2022",
        "Published: January 21, 2022 10:15 GMT",
        "Last updated on Jan. 21, 2022 at 5:04 p.m. EST",
        "21.01.2022",
        "Published Monday, November 18, 2019 8:22AM EST",
    ],
)
def test_a_line_that_is_a_date(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["In May 2022", "They met on May 21, 2022.", "2022", "", "x" * 999]
)
def test_a_line_that_is_more_or_less(line):
    assert not is_date_line(line)


def test_a_date_with_who_published_it():
    assert dated_credit("Anna Hale - Nov 19, 2031, 8:15 pm CST")
    assert dated_credit("May 3, 2031 | The Herald")
    assert not dated_credit("On May 3, 2031 the talks broke down")


def test_published_counts_before_updated():
    lines = ["Updated: January 22, 2022", "By Anna Hale", "Published: January 21, 2022"]
    assert stated_date(lines) == "2022-01-21"
    assert stated_date(lines[:1]) == "2022-01-22"
    assert stated_date(["By Anna Hale", "January 2022"]) is None


def inferred(text: str) -> str | None:
    return infer_date(text, [(0, len(text))])


def test_a_news_text_was_written_soon_after_the_last_day_it_tells_of():
    text = "Talks held on May 3, 2031 failed. On May 7 the guns spoke. They are still ongoing."
    assert inferred(text) == "2031-05-07/2031-05-21"


def test_a_date_under_a_picture_counts():
    text = "Talks failed this week. The hall, May 3, 2031. /Xinhua"
    assert infer_date(text, [(0, 23)], [(24, len(text))]) == "2031-05-03/2031-05-17"
    assert infer_date(text, [(0, 23)]) is None


def test_days_to_come_are_left_out():
    past = "Talks of May 3, 2031 failed, and the truce of May 4 broke this week."
    for ahead in (
        "They will meet on June 9, 2031.",
        "It is extended until July 1.",
        "By 2033, no.",
    ):
        assert inferred(f"{past} {ahead}") == "2031-05-04/2031-05-18"


def test_a_day_without_its_year_is_the_nearest():
    text = "The truce of December 20 broke on January 4, 2031, and talks are ongoing."
    assert inferred(text) == "2031-01-04/2031-01-18"
    text = "The war of December 20, 2030 goes on; on January 4 the guns spoke again this week."
    assert inferred(text) == "2031-01-04/2031-01-18"


def test_what_is_not_known_is_left_open():
    assert inferred("The treaty was signed on May 3, 1951.") is None  # a history
    assert inferred("On Friday they met again. It was January 14.") is None  # no year
    assert inferred("They met last week in the year 2031.") is None  # no day
    assert inferred("They met on May 3, 2031, last week.") is None  # of a history too, perhaps
    assert inferred("On May 3, 2011 and on May 9 they met, and in 2013, and this week.") is None
    far = "On May 3, 2031 they met, on October 9 they fought, and they do so this week."
    assert inferred(far) is None  # of October before or after
    assert inferred("") is None


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text):
    is_date_line(text)
    dated_credit(text)
    stated_date([text])
    inferred(text)


def test_the_day_in_a_picture_s_name_is_not_the_document_s() -> None:
    names = ["Screen-shot-2031-07-28-at-9.08-pm", "harbour_2031-07-28.jpg", "IMG-2031-07-28_3"]
    assert stated_date(names) is None
    assert stated_date([*names, "Published 2031-08-02"]) == "2031-08-02"
