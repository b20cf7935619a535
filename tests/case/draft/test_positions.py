"""Which side counts where a party's statements point both ways, rule by rule."""

from datetime import date

import pytest

from goldenbridge.case.draft.dates import Span
from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.positions import Position
from goldenbridge.statements.coded import CodedStatement


def said(act, polarity, doc="a", day=None, **more):
    coded = CodedStatement(
        doc=doc, start=0, end=1, actor="N", issue="x", act=act, polarity=polarity, **more
    )
    when = Span(date(2030, 1, day), date(2030, 1, day)) if day else None
    return Said("s", "N", doc, coded, "n", "x", True, when)


def position(*some):
    return Position("n", "x", some)


@pytest.mark.parametrize(
    ("some", "sign"),
    [
        ([said("assesses", 0)], 0),
        ([said("demands", 1), said("assesses", 0)], 1),
        # what it wants before what it offers, however well the offer is carried
        ([said("rejects", -1), said("offers", 1, role="quoted"), said("offers", 1, "b")], -1),
        ([said("offers", 1)], 1),
        # a red line, then how well it is carried, then documents, then the later, then against
        ([said("rejects", -1, role="quoted"), said("demands", 1, red_line="implicit")], 1),
        ([said("rejects", -1), said("demands", 1, role="quoted")], 1),
        ([said("rejects", -1, role="quoted"), said("demands", 1), said("demands", 1, "b"),
          said("demands", 1, "c")], 1),
        ([said("rejects", -1, day=2), said("supports", 1, day=3)], 1),
        ([said("rejects", -1), said("supports", 1)], -1),
    ],
)  # fmt: skip
def test_the_side_that_counts(some, sign):
    assert position(*some).sign == sign
    assert position(*reversed(some)).sign == sign


def test_moves_lead_away_from_what_it_wants():
    away = said("offers", 1)
    neutral = said("considers", 0)
    found = position(said("rejects", -1), away, neutral, said("offers", -1))
    assert found.moves == (away, neutral)
    assert found.divided


def test_what_is_only_given():
    assert position(said("concedes", 1)).only_given
    assert not position(said("considers", 1)).only_given
    assert not position(said("concedes", 1), said("supports", 1)).only_given
