"""Red lines: drawn, told of, asked about, and foreseen."""

import pytest

from goldenbridge.statements.extract.stance import red_line_of
from goldenbridge.statements.extract.tokens import tokenise


def line(text: str) -> str:
    tokens = tokenise(text, 0, len(text))
    return red_line_of(tokens, 0, len(tokens))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("“For us this is a red line,” he said", "explicit"),
        ("Norvik will act if its red lines are crossed", "explicit"),
        ("Tolls on our boats are unacceptable", "implicit"),
        ("Norvik demanded a promise that tolls will never come back", "implicit"),
        ("The proposal is a non-starter", "implicit"),
        ("Norvik would take it for an act of war", "implicit"),
        ("We will never compromise on our fishing grounds", "implicit"),
        # none is drawn
        ("They discussed where to draw the red line", "no"),
        ("There is no red line in Norvik’s letter", "no"),
        ("Is this one of the red lines of Norvik?", "no"),
        ("Whether it is a red line nobody knows", "no"),
        ("The toll was never paid in full", "no"),
        ("Norvik rejects the tolls", "no"),
    ],
)
def test_red_lines(text: str, drawn: str) -> None:
    assert line(text) == drawn
