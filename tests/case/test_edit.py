"""One value changed, and nothing else: comments, order and line breaks are the writer's."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case import bundled_cases
from goldenbridge.case.edit import CannotEdit, with_value
from goldenbridge.files.document import parse_document

TEXT = """\
# The harbour talks
worths:   # whose is whose
  norvik:
    swings:
      fees: {low: 10, mode: 25, high: 40,   # two years' takings
             from: [st-1]}
      patrols: 15      # a guess
"""


def test_a_number_changes_and_its_comment_stays():
    changed = with_value(TEXT, ("worths", "norvik", "swings", "patrols"), 20)
    assert changed == TEXT.replace("15 ", "20 ")


def test_a_mapping_in_braces_changes_whole():
    where = ("worths", "norvik", "swings", "fees")
    changed = with_value(TEXT, where, {"low": 1, "mode": 2, "high": 3, "note": "new: see st-2"})
    assert parse_document(changed).data["worths"]["norvik"]["swings"]["fees"]["mode"] == 2
    assert changed.startswith("# The harbour talks\nworths:   # whose is whose\n")
    assert "      patrols: 15      # a guess\n" in changed


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_any_word_comes_back_as_it_went_in(word):
    changed = with_value("a: old  # why\nb: 2\n", ("a",), word)
    assert parse_document(changed).data == {"a": word, "b": 2}
    assert changed.endswith("  # why\nb: 2\n")


@pytest.mark.parametrize("name", sorted(bundled_cases()))
def test_a_bundled_case_changes_on_one_line(name):
    text = (bundled_cases()[name] / "case.yaml").read_text(encoding="utf-8")
    changed = with_value(text, ("title",), "Another title")
    moved = [d for d in difflib.ndiff(text.splitlines(), changed.splitlines()) if d[0] in "+-"]
    assert len(moved) == 2


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (("worths", "norvik"), "several lines"),
        (("worths", "ostia"), "not there"),
    ],
)
def test_what_cannot_be_changed_in_place_is_said(where, why):
    with pytest.raises(CannotEdit, match=why):
        with_value(TEXT, where, 1)


def test_a_faulty_file_is_not_edited():
    with pytest.raises(CannotEdit, match="faults"):
        with_value("a: 1\na: 2\n", ("a",), 3)
