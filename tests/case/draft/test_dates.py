from datetime import date

import pytest

from goldenbridge.case.draft.dates import Span, span_of
from goldenbridge.statements.coded import CodedStatement


def span(**dates):
    return span_of(CodedStatement(doc="a", start=0, end=1, actor="A", act="offers", **dates))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-02-28", (2022, 2, 28), (2022, 2, 28)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2022", (2022, 1, 1), (2022, 12, 31)),
        ("2022-02-28/2022-03-04", (2022, 2, 28), (2022, 3, 4)),
    ],
)
def test_dates_and_ranges(text, first, last):
    assert span(doc_date=text) == Span(date(*first), date(*last))


@pytest.mark.parametrize("text", ["last winter", "2022-02-30", "2022-13", "12345"])
def test_no_date(text):
    assert span(doc_date=text) is None


def test_the_event_counts_before_the_document():
    assert span(date="2021", doc_date="2022").last.year == 2021
    assert span(date="then", doc_date="2022").last.year == 2022
