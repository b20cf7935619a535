"""The page on the model over time and its code do not part."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import parameters
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES
from goldenbridge.analysis.dynamics.pool import MOST, SEARCHED
from goldenbridge.analysis.dynamics.state import (
    COLUMNS,
    CRISIS,
    DYAD,
    EVENTS,
    HYPOTHESES,
    KNOBS,
    PARTY,
    RUNGS,
)
from goldenbridge.analysis.dynamics.tables import STEP_DAYS, STEPS, TALKS_ALONE

DOCS = Path(__file__).parents[2] / "docs"
ODD = (DOCS / "explanation/dynamics.md").read_text(encoding="utf-8")
MODEL = (DOCS / "reference/model.md").read_text(encoding="utf-8")
PLAIN = " ".join(ODD.split())

#: The seven elements of the protocol, in its order.
ELEMENTS = (
    "1. Purpose and patterns",
    "2. Entities, state variables and scales",
    "3. Process overview and scheduling",
    "4. Design concepts",
    "5. Initialisation",
    "6. Input data",
    "7. Submodels",
)
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction",
    "Sensing",
    "Interaction", "Stochasticity", "Collectives", "Observation",
)  # fmt: skip


def headings(text: str, level: int) -> list[str]:
    return re.findall(rf"^#{{{level}}} (.+)$", text, re.MULTILINE)


def part(text: str, title: str) -> str:
    return re.split(r"^##? ", text.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def test_the_elements_of_the_protocol_are_there_in_order() -> None:
    assert tuple(headings(ODD, 2))[:7] == ELEMENTS
    assert tuple(
        re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", part(ODD, "4. Design concepts"), re.M)
    ) == (CONCEPTS)


def test_every_mechanism_has_its_place_in_both_pages() -> None:
    names = [one.name for one in MECHANISMS]
    assert headings(part(ODD, "7. Submodels"), 3) == [*names, "endings", "The window"]
    assert headings(part(MODEL, "The mechanisms"), 3) == names
    told = PLAIN.split("one after the other: ")[1].split(". Each moves")[0]
    assert told.replace(" ", "_").split(",_") == names


@pytest.mark.parametrize("name", parameters())
def test_every_parameter_is_in_a_table_with_its_range(name: str) -> None:
    one = parameters()[name]
    row = re.search(rf"^\| `{name}` \| (.+) \|$", MODEL, re.MULTILINE)
    assert row is not None
    low, mode, high, unit = row.group(1).split(" | ")[:4]
    assert (float(low), float(mode), float(high)) == pytest.approx((one.low, one.mode, one.high))
    assert unit == one.unit
    assert all(row.group(1).split(" | "))


def test_every_variable_knob_event_reading_and_column_is_in_a_table() -> None:
    for one in (*PARTY, *DYAD, *CRISIS, *KNOBS, *EVENTS):
        assert f"| `{one.name}` | " in MODEL
    for hypothesis in HYPOTHESES:
        readings = ", ".join(f"`{reading}`" for reading in hypothesis.readings)
        assert (
            f"| {hypothesis.letter} | `{hypothesis.name}` | {hypothesis.text} | {readings} |"
            in (MODEL)
        )
    for name in COLUMNS:
        assert f"| `{name}` | " in MODEL
    for number, rung in enumerate(RUNGS):
        assert f"| {number} | {rung} |" in MODEL


def test_numbers_on_the_page_are_those_of_the_code() -> None:
    assert f"{STEPS} steps of {STEP_DAYS:g} days" in PLAIN
    assert f"up to {SEARCHED} worlds" in PLAIN
    assert f"at most {MOST} are kept" in PLAIN
    assert TALKS_ALONE == ("red_lines", "talks", "concessions")
    assert "talks, red lines and concessions alone" in PLAIN
    assert "Each of the 83 claims" in PLAIN


def test_every_outcome_is_defined() -> None:
    told = part(ODD, "8. Outcomes")
    for one in OUTCOMES:
        assert f"`{one.name}`" in told


def test_every_work_that_is_cited_is_listed() -> None:
    text, listed = ODD.split("\n# References\n")
    cited = re.findall(r"([A-Z]\w+)(?: and (?:others|[A-Z]\w+))? (\d{4})(?=[;\]])", text)
    assert len(cited) > 15
    for author, year in cited:
        assert re.search(rf"^- {author}.*\({year}\)", listed, re.MULTILINE), f"{author} {year}"
    for author, year in re.findall(r"^- (\w+),.*?\((\d{4})\)", listed, re.MULTILINE):
        assert re.search(rf"{author}[\w ]* {year}", " ".join(text.split())), (
            f"{author} is not cited"
        )


def test_it_says_that_it_predicts_nothing() -> None:
    for text in (ODD, MODEL):
        assert "predicts nothing" in " ".join(text.split())
