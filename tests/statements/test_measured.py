"""What stands beside a network about the quality of its coding."""

from __future__ import annotations

import pytest

from goldenbridge.statements import measured as module
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.measured import Figures, makers, measured, read_measured, sentence

TEXT = """
corpus: articles that it was not tuned on
documents: 4
statements: 112
precision: 0.661
recall: 0.58
f1: 0.62
red_lines: [[4, 5], [40, 60], [3, 2], many]
by:
  rules: {precision: 0.6, recall: 0.5, f1: 0.55}
  aided: 0.66
  llm: 0.76
"""


def said(*by: str) -> list[CodedStatement]:
    return [
        CodedStatement(doc="a", start=0, end=1, actor="Ask", act="supports", made_by=b) for b in by
    ]


def test_figures_are_read() -> None:
    known = read_measured(TEXT)
    assert known is not None
    assert (known.documents, known.statements, known.red_lines) == (4, 112, ((4, 5), (40, 60)))
    assert known.whole == Figures(0.661, 0.58, 0.62)
    assert known.by["aided"] == Figures(f1=0.66)


@pytest.mark.parametrize(
    "text", ["", "- a", "corpus: x", "precision: high", "f1: 7", "f1: true", "a: [", "by: 3"]
)
def test_files_without_figures_are_none(text: str) -> None:
    assert read_measured(text) is None


def test_suggestions_carry_what_was_measured() -> None:
    known = read_measured(TEXT)
    told = sentence(said("rules:verb", "rules:cue"), known)
    assert told == (
        "All 2 statements were suggested by rules, no review recorded; measured on articles that "
        "it was not tuned on (4 documents, 112 statements): precision 0.60, recall 0.50, F1 0.55 "
        "(span, actor and issue right)."
    )
    assert "F1 0.66" in sentence(said("rules:verb+parser+minilm", "rules+minilm:verb"), known)
    assert "depends on the model: a large one reached" in sentence(said("llm:some-model"), known)
    assert "F1 0.76" in sentence(said("rules:verb+llm:some-model"), known)
    plain = read_measured("f1: 0.62")
    assert "F1 0.62" in sentence(said("rules:verb"), plain)


def test_coders_are_named_and_mixtures_told_apart() -> None:
    known = read_measured(TEXT)
    told = sentence(said("rules:verb", "Anna", "Anna", "Bo", "", "reviewed by Cy"), known)
    assert "1 of 6 statements was suggested by rules, no review recorded" in told
    assert "4 of 6 statements were reviewed by Anna, Bo and Cy." in told
    assert "1 of 6 statements names neither coder nor program" in told
    of_case = sentence(said("case:two-sellers", "case:two-sellers"))
    assert of_case == "All 2 statements were reviewed by the coders of the case two-sellers."
    accepted = makers(said("rules:verb; accepted by Anna"))
    assert accepted.coders == {"Anna": 1}
    many = sentence(said(*(f"coder {n}" for n in range(9))))
    assert "and 5 more" in many
    assert sentence([]) == "There are no statements."


def test_without_figures_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "measured", lambda: None)
    assert "has not been measured" in sentence(said("rules:verb"))


def test_people_are_not_taken_for_programs() -> None:
    made = makers(said("Ruleson", "Modelle Haupt", "llmfan", "rules", "rule:x", "LLM:gpt"))
    assert made.coders == {"Ruleson": 1, "Modelle Haupt": 1, "llmfan": 1}
    assert made.suggested == {"rules": 2, "llm": 1}


def test_what_is_bundled_can_be_read() -> None:
    found = measured()
    assert found is None or str(found.whole) or any(map(str, found.by.values()))
