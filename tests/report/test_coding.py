"""The report says how its statements came about, and what suggestions are worth."""

from goldenbridge.report.coding import how_coded
from goldenbridge.sources.source import Anchor
from goldenbridge.statements.measured import read_measured
from goldenbridge.statements.statement import Statement

PLACE = Anchor(source="a", line=1, start=0, end=5, sha256="0" * 16)
CODED = Statement(actor="Norvik", act="rejects", text="It turns the toll down.", anchor=PLACE)
RAW = CODED.model_copy(
    update={"note": "Suggested by rules:report, confidence 0.41; not reviewed.", "anchor": None}
)


def test_what_people_coded_is_said_to_be_theirs() -> None:
    assert (
        how_coded([CODED, CODED]) == "2 of the 2 statements point into a text. People coded them."
    )


def test_what_nobody_reviewed_comes_with_the_measured_figures() -> None:
    known = read_measured("corpus: four articles\nprecision: 0.41\nrecall: 0.38\nf1: 0.39")
    told = how_coded([CODED, RAW, RAW], known)
    assert "1 of the 3 statements points into a text." in told
    assert "A program suggested 2 of them, and nobody has reviewed them." in told
    assert "On four articles, such suggestions reached precision 0.41, recall 0.38, F1 0.39" in told


def test_a_case_without_statements_says_so() -> None:
    assert how_coded([]) == "There are no statements."
