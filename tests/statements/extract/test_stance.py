"""Red lines: drawn, told of, asked about, and foreseen; and what turns an issue round."""

import pytest

from goldenbridge.statements.extract.heads import find_heads
from goldenbridge.statements.extract.red_lines import red_line_of
from goldenbridge.statements.extract.stance import _turned
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
        ("Giving up the strait is anathema to Norvik", "implicit"),
        ("The boats must never come back", "implicit"),
        ("We will never give up the strait", "implicit"),
        ("The storm brought an unacceptable loss of boats", "no"),
        ("These red lines were rejected by Southerland", "no"),
        ("Southerland’s rejection of the demand that tolls never come back", "no"),
        ("We never wanted the tolls", "no"),
        ("We will never forget our fishermen", "no"),
        ("His red lines keep evaporating", "no"),
        ("We do not accept anybody’s red lines", "no"),
        ("The League has crossed all red lines of Norvik", "no"),
        ("A blockade would be a declaration of war", "implicit"),
        ("Whoever sends boats becomes a party to the conflict", "implicit"),
        ("Norvik was no party to the conflict", "no"),
        ("Such tolls are not acceptable to Norvik", "implicit"),
    ],
)
def test_red_lines(text: str, drawn: str) -> None:
    assert line(text) == drawn


def turned(text: str) -> float:
    """The side that the words before an issue leave it."""
    tokens = tokenise(text, 0, len(text))
    return _turned(tokens, find_heads(tokens), 0, len(tokens))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norvik welcomed", 1),
        ("Norvik rejected", -1),
        ("Norvik rejected an end to", 1),
        ("Norvik does not seek", -1),
        ("Norvik refused to support", -1),
        ("Norvik is skeptical of", -1),
        ("instead of", -1),
        # said twice, it is one denial
        ("the boats shall never, never see", -1),
        ("neither Norvik nor Southerland wants", -1),
        ("not only Norvik wants", 1),
        # what ends something bad is not against what else is told of
        ("Norvik proposed, to end the war,", 1),
        # words that look like heads and are none
        ("the war against Southerland makes Norvik want", 1),
    ],
)
def test_turns(text: str, side: int) -> None:
    assert turned(text) == side


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("The United States and the member states met", []),
        ("Security guarantees and sanctions", []),
        ("Norvik supports it and claims the strait", ["support", "claim"]),
        ("He states that Norvik demands more", ["state", "demand"]),
    ],
)
def test_nouns_in_s(text: str, heads: list[str]) -> None:
    tokens = tokenise(text, 0, len(text))
    assert [h.head.word for h in find_heads(tokens)] == heads
