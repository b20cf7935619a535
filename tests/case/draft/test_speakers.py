import pytest

from goldenbridge.case.draft.speakers import Speakers
from goldenbridge.statements.codebook import Codebook
from goldenbridge.statements.coded import CodedStatement


def said(actor, affiliation=None, role="reported"):
    return CodedStatement(
        doc="a", start=0, end=1, actor=actor, affiliation=affiliation, role=role, act="demands"
    )


BOOK = Codebook.model_validate(
    {
        "codebook": 1,
        "title": "t",
        "issues": {"x": {"proposition": "p", "terms": "x"}},
        "actors": {
            "Norvik": {"aliases": ["The Hill"]},
            "Harbour Office": {"kind": "body", "affiliation": "Norvik"},
            "Ada Lind": {"kind": "person", "affiliation": "Harbour Office"},
            "Quist": {"kind": "person"},
            "The West": {"kind": "bloc"},
            "Lake University": {"kind": "body"},
        },
    }
)


def test_a_person_speaks_for_their_country():
    speakers = Speakers.of([said("Ada Lind", "Norvik"), said("Ostia", "Ostia")], None)
    assert speakers.party("ada  lind") == "norvik"
    assert speakers.name("norvik") == "Norvik"


def test_an_office_speaks_for_whom_it_belongs_to():
    speakers = Speakers.of([said("Ada Lind", "Office"), said("Office", "Norvik")], None)
    assert speakers.party("Ada Lind") == "norvik"


def test_circles_end():
    speakers = Speakers.of([said("A", "B"), said("B", "A")], None)
    assert speakers.party("A") in {"a", "b"}


def test_who_ever_speaks_for_itself_does():
    speakers = Speakers.of([said("Ostia", "Ostia"), *[said("Ostia", "Norvik")] * 3], None)
    assert speakers.party("Ostia") == "ostia"


@pytest.mark.parametrize("name", ["Lake Institute", "University of Ostia", "Centre for Peace"])
def test_universities_and_institutes_are_voices_from_outside(name):
    assert Speakers.of([said("Brand", name)], None).party("Brand") is None


def test_without_an_affiliation_a_voice_is_from_outside_unless_nobody_has_one():
    mixed = Speakers.of([said("Quist"), said("Ostia", "Ostia")], None)
    assert mixed.party("Quist") is None
    bare = Speakers.of([said("Norvik"), said("Ostia"), said("N. Writer", role="author")], None)
    assert bare.alone
    assert bare.party("Norvik") == "norvik"
    assert bare.party("N. Writer") is None


def test_a_codebook_decides():
    speakers = Speakers.of([said("Ada Lind", "Elsewhere"), said("Quist")], BOOK)
    assert speakers.party("Ada Lind") == "norvik"
    assert speakers.party("The Hill") == "norvik"
    assert speakers.party("Quist") is None
    assert speakers.party("The West") == "the west"
    assert speakers.party("Lake University") is None
