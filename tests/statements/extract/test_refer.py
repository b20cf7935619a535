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
        ("Ivo B. Brandt spoke", [("Ivo Brandt", "Ivo B. Brandt")]),
        ("Jana F. Holm spoke", [("Jana Holm", "Jana F. Holm")]),
        ("Professor J. D. Holm said so", [("J. D. Holm", "Professor J. D. Holm")]),
        ("IVO BRANDT: We shall talk", [("Ivo Brandt", "IVO BRANDT")]),
        ("JANA FIALA: We shall talk", [("Jana Fiala", "JANA FIALA")]),
        ("Presidents Jana Fiala spoke", [("Jana Fiala", "Jana Fiala")]),
        ("the Harbour Association Jana Fiala said", [("Jana Fiala", "Jana Fiala")]),
        ("Norvik's ministry spokeswoman Jana Fiala said",
         [("Jana Fiala", "Norvik's ministry spokeswoman Jana Fiala")]),
        ("Jana Fiala, Norvik's envoy, said", [("Jana Fiala", "Jana Fiala, Norvik's envoy")]),
        ("the Norvikian envoy, Jana Fiala, said", [("Jana Fiala", "Norvikian envoy, Jana Fiala")]),
        ("Sudmark's top diplomat spoke", [("Maria Orlov", "Sudmark's top diplomat")]),
        ("the president of Norvik spoke", [("Ivo Brandt", "president of Norvik")]),
        ("critics warned of it", [("critics", "critics")]),
        ("some fear the tolls", [("some", "some")]),
        ("some boats sailed", []),
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
        ("Ivo Brandt met Maria Orlov", "she spoke", ["Maria Orlov"]),
        ("Ivo Brandt spoke", "the politician said so", ["Ivo Brandt"]),
        ("Sudmarkian envoy Jana Fiala spoke", "the Sudmarkian diplomat spoke", ["Jana Fiala"]),
        ("Western analysts spoke", "the analysts say so", ["Western analysts"]),
        ("Snow fell", "the analysts say so", []),
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


def test_who_else_may_be_meant() -> None:
    memory = Memory()
    for sentence in ("Jin Moreau spoke", "Ivo Brandt spoke"):
        mentions = found(sentence, memory)
        memory.leave(mentions, mentions)
    (he,) = found("he agreed", memory)
    assert he.actor == "Ivo Brandt"
    assert [m.actor for m in he.others] == ["Jin Moreau"]


def test_who_is_named_in_a_quotation_is_not_he() -> None:
    memory = Memory()
    spoke = found("Jin Moreau spoke", memory)
    memory.leave(spoke, spoke)
    tokens = tokenise("We know Ivo Brandt well", 0, 23)
    for token in tokens:
        token.quoted = True
    memory.leave(FINDER.find(tokens, memory), [])
    (he,) = found("he agreed", memory)
    assert he.actor == "Jin Moreau"


def test_a_document_says_who_holds_an_office() -> None:
    memory = Memory()
    found("Norvikian President Jana Fiala spoke", memory)
    (mention,) = found("the Norvikian president spoke", memory)
    assert mention.actor == "Jana Fiala"


def test_who_spoke_last_and_who_spoke_most() -> None:
    memory = Memory()
    for sentence in ("Jin Moreau spoke", "Jin Moreau spoke", "Ivo Brandt spoke"):
        mentions = found(sentence, memory)
        memory.note(mentions, mentions[0])
    assert [m.actor for m in memory.voices()] == ["Ivo Brandt", "Jin Moreau"]
    share, spoke, _ = memory.standing("Jin Moreau")
    assert (share, spoke) == (0.5, 0.5)
    assert memory.standing("Maria Orlov") == (0.0, 0.0, 0.0)
