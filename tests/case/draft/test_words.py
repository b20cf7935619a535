import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case.draft.words import Ids, clean, listed, paraphrase, slug
from goldenbridge.case.schema import ID_PATTERN
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.statement import ACTS


@given(st.text())
def test_every_name_gives_an_id(name):
    made = slug(name)
    assert re.match(ID_PATTERN, made)
    assert len(made) <= 80


@given(st.text())
def test_a_clean_name_is_one_printable_line(name):
    made = clean(name)
    assert made.isprintable()
    assert len(made) <= 120
    assert clean(made) == made


def test_names_in_other_scripts_keep_apart():
    assert slug("Кремль", "party") != slug("Киев", "party")


@given(st.lists(st.sampled_from(["a", "b", "a-2", "x" * 80]), max_size=9))
def test_an_id_is_handed_out_once(wanted):
    ids = Ids()
    made = [ids.new(w) for w in wanted]
    assert len(set(made)) == len(made)
    assert all(len(m) <= 80 for m in made)


def test_a_list_says_how_many_it_leaves_out():
    assert listed(list("abcd"), 2) == "a, b and 2 more"
    assert listed([]) == ""


def statement(act, polarity, **more):
    return CodedStatement(
        doc="a.txt", start=0, end=9, quote="secret words", actor="Norvik", issue="tolls", act=act,
        polarity=polarity, **more,
    )  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("polarity", [-1, 0, 1])
def test_a_paraphrase_says_who_and_which_side_and_never_the_quote(act, polarity):
    said = paraphrase(statement(act, polarity), "Norvik", "tolls")
    assert said.startswith("Norvik ")
    assert "tolls" in said
    assert "secret" not in said
    others = {paraphrase(statement(act, p), "Norvik", "tolls") for p in (-1, 0, 1)}
    assert len(others) == 3


def test_a_paraphrase_tells_voice_party_and_line():
    s = statement("rejects", -1, role="quoted", attributed_by="A. Writer", red_line="explicit")
    told = "Norvik (Ostia) rejects tolls, as a red line (quoted by A. Writer)."
    assert paraphrase(s, "Norvik", "tolls", "Ostia") == told
    assert paraphrase(s, "Norvik", None).endswith("on no issue of the codebook, as a red line "
                                                  "(quoted by A. Writer).")  # fmt: skip
