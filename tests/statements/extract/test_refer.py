"""Who is named in a sentence, and whom pronouns and offices mean."""

import pytest

from goldenbridge.statements.extract.actors import ActorFinder
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.tokens import tokenise

from .conftest import BOOK

FINDER = ActorFinder(BOOK)


def found(text: str, memory: Memory | None = None) -> list[Mention]:
    return FINDER.find(tokenise(text, 0, len(text)), memory or Memory())


def named(text: str) -> list[tuple[str, str]]:
    tokens = tokenise(text, 0, len(text))
    return [
        (m.actor, text[tokens[m.first].start : tokens[m.stop - 1].end])
        for m in FINDER.find(tokens, Memory())
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Senior Norvikian officials spoke", [("Norvik", "Norvikian officials")]),
        ("Port Anna rejects tolls", [("Norvik", "Port Anna")]),
        ("Norvik's foreign ministry spoke", [("Norvik", "Norvik's foreign ministry")]),
        ("The Norvikian president spoke", [("Ivo Brandt", "Norvikian president")]),
        ("Norvikian President Ivo Brandt spoke",
         [("Ivo Brandt", "Norvikian President Ivo Brandt")]),
        ("Mr. Brandt spoke", [("Ivo Brandt", "Mr. Brandt")]),
        ("Dr. Elena O’Hara, a historian, spoke", [("Elena O'Hara", "Dr. Elena O’Hara")]),
        ("The Harbour Times said so", [("Harbour Times", "Harbour Times")]),
        ("according to the Harbour Institute", [("Harbour Institute", "Harbour Institute")]),
        ("Western analysts doubt it", [("Western analysts", "Western analysts")]),
        ("The Norvikian coast is long", []),
        ("The Brandt government spoke", [("Norvik", "Brandt government")]),
        ("Norvikian demands were met", [("Norvik", "Norvikian")]),
    ],
)  # fmt: skip
def test_names(text: str, who: list[tuple[str, str]]) -> None:
    assert named(text) == who


def after(*sentences: str) -> list[Mention]:
    """Mentions of the last of some sentences; each one's mentions stand for its subjects."""
    memory = Memory()
    for sentence in sentences[:-1]:
        mentions = found(sentence, memory)
        memory.leave(mentions, mentions[:1])
    return found(sentences[-1], memory)


@pytest.mark.parametrize(
    ("before", "text", "who"),
    [
        ("Ivo Brandt met Maria Orlov", "he spoke", ["Ivo Brandt"]),
        ("Norvik met Sudmark", "it spoke", ["Norvik"]),
        ("Norvikian officials met Sudmark", "they spoke", ["Norvik"]),
        ("Norvikian officials met Sudmark", "the officials spoke", ["Norvik"]),
        ("Norvik's ministry met Sudmark", "the ministry spoke", ["Norvik"]),
        ("Ivo Brandt spoke", "the president spoke", ["Ivo Brandt"]),
        ("Prime Minister Jana Fiala of Sudmark spoke", "the prime minister spoke", ["Jana Fiala"]),
        ("Jin Moreau, an economist, spoke", "Jin said so", ["Jin Moreau"]),
        ("Norvik met Sudmark", "it is snowing", []),
        ("Snow fell", "he spoke", []),
        ("Snow fell", "both sides spoke", []),
        ("Ivo Brandt spoke", "a president spoke", []),
    ],
)
def test_reference(before: str, text: str, who: list[str]) -> None:
    assert [m.actor for m in after(before, text)] == who


@pytest.mark.parametrize(
    "text", ["both sides spoke", "neither side spoke", "the two countries spoke"]
)
def test_the_two_of_them(text: str) -> None:
    (mention,) = after("Norvik met Sudmark", text)
    assert mention.also is not None
    assert {mention.actor, mention.also.actor} == {"Norvik", "Sudmark"}


def test_who_is_named_first_in_the_sentence_is_he() -> None:
    mentions = after("Maria Orlov spoke", "Ivo Brandt told fishermen that he agreed")
    assert [m.actor for m in mentions] == ["Ivo Brandt", "Ivo Brandt"]
    assert mentions[1].refers
