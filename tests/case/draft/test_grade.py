"""The rule of the docstring, by its table and by brute force over everything it looks at."""

from itertools import product

import pytest

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.grade import SHARES, grade
from goldenbridge.statements.coded import CodedStatement


def said(own=True, quoted=False, source="a", line="no", suggested=False, confidence=None):
    coded = CodedStatement(
        doc=source, start=0, end=1, actor="N", issue="x", act="rejects", polarity=-1,
        role="quoted" if quoted else "reported", red_line=line, confidence=confidence,
    )  # fmt: skip
    return Said("s", "N", source, coded, "n", "x", own, None, suggested)


@pytest.mark.parametrize(
    ("some", "line", "wanted"),
    [
        ([said()], False, "low"),
        ([said(quoted=True)], False, "medium"),
        ([said(), said(source="b")], False, "medium"),
        ([said(quoted=True), said(source="b")], False, "high"),
        ([said(own=False, quoted=True)], False, "low"),
        ([said(line="implicit")], True, "low"),
        ([said(line="explicit")], True, "medium"),
        ([said(line="explicit", quoted=True)], True, "high"),
        ([said(line="explicit", own=False)], True, "low"),
        ([said(line="explicit", own=False), said(line="explicit", own=False, source="b")],
         True, "medium"),
        ([said(line="implicit", quoted=True), said(line="implicit", source="b")], True, "medium"),
    ],
)  # fmt: skip
def test_the_table(some, line, wanted):
    assert grade(some, line=line).grade == wanted


def test_against_the_rule_told_in_other_words():
    for own, quoted, two, line, opposed in product([True, False], repeat=5):
        some = [said(own, quoted, line="explicit" if line else "no")]
        some += [said(own, quoted, "b", "explicit" if line else "no")] if two else []
        points = own + (own and quoted) + two + line
        wanted = {0: "low", 1: "low", 2: "medium"}.get(points, "high")
        if line and not own and wanted == "high":
            wanted = "medium"
        if opposed:
            wanted = {"high": "medium"}.get(wanted, "low")
        assert grade(some, line=line, opposed=opposed).grade == wanted


def test_suggestions_carry_medium_at_most():
    strong = [said(quoted=True, suggested=True), said(source="b", suggested=True)]
    assert grade(strong).grade == "medium"
    assert "unreviewed" in grade(strong).why
    unsure = [said(quoted=True, source=x, suggested=True, confidence=0.4) for x in "ab"]
    assert grade(unsure).grade == "low"
    assert grade([*unsure, said(source="c")]).grade == "high"


def test_a_higher_grade_is_a_larger_share():
    assert 0 < SHARES["low"] < SHARES["medium"] < SHARES["high"] < 1
