"""When something was said, as far as the sentence says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.statements.extract.when import when_said


@pytest.mark.parametrize(
    ("sentence", "published", "day"),
    [
        ("On 14 January 2031 Norvik closed the bridge.", None, "2031-01-14"),
        ("In March 2031 Norvik closed the bridge.", None, "2031-03"),
        ("On December 30 Norvik closed the bridge.", "2031-01-04", "2030-12-30"),
        ("On December 30 Norvik closed the bridge.", "2031-01-02/2031-01-16", "2030-12-30"),
        ("On December 30 Norvik closed the bridge.", None, None),
        ("Norvik refused on Wednesday.", "2031-05-07", "2031-05-07"),
        ("Norvik refused last Wednesday.", "2031-05-07", "2031-04-30"),
        ("Norvik refused yesterday.", "2031-05-01", "2031-04-30"),
        ("Norvik refused yesterday.", "2031-05-01/2031-05-03", None),
        ("Norvik refused on Monday.", None, None),
        ("The bridge will be closed until 5 May 2031.", "2031-04-01", None),
        ("Asked on 3 May 2031, Norvik refused on 5 May 2031.", "2031-06-01", None),
        ("On 5 May Norvik refused, as it had on Monday.", "2031-05-07", None),
        ("On December 30 Norvik refused, on Monday.", "2031", None),
        ("On 3 May 2031 Norvik refused.", "2031-05", "2031-05-03"),
        ("Norvik may refuse.", "2031-05-07", None),
    ],
)
def test_the_day_of_a_sentence(sentence: str, published: str | None, day: str | None) -> None:
    before = "It was agreed on 1 May 2030. "
    text = before + sentence
    assert when_said(text, len(before), len(text), published) == day


@given(st.text(max_size=80), st.dates().map(str))
def test_whatever_is_written_gives_a_day_or_none(text: str, published: str) -> None:
    found = when_said(text, 0, len(text), published)
    assert found is None or len(found) in (7, 10)
