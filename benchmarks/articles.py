"""Made-up articles in the style of news and comment, for timing only: nobody said any of this."""

from __future__ import annotations

import random
from pathlib import Path

__all__ = ["article", "write_corpus"]

_STATES = ["Russia", "Ukraine", "the United States", "Germany", "France", "Poland", "Turkey"]
_BODIES = ["the foreign ministry", "the government", "senior officials", "the defence ministry"]
_NAMES = ["Vladimir Putin", "Joe Biden", "Sergei Lavrov", "Olaf Scholz", "Emmanuel Macron"]
_THINGS = [
    "sanctions", "peace talks", "security guarantees", "NATO enlargement", "arms deliveries",
    "a neutral status for Ukraine", "military exercises", "arms control", "missile deployments",
    "confidence-building measures", "defence spending", "a ceasefire", "the security order",
]  # fmt: skip
_SENTENCES = [
    "{state} said on Tuesday that {thing} could not be on the table before {thing2} was settled.",
    "{name} warned that {thing} would be unacceptable, and called for {thing2} instead.",
    "According to {body} of {state}, {thing} and {thing2} were discussed for most of an afternoon.",
    "“We are ready to talk about {thing},” {name} told reporters, “but never about {thing2}.”",
    "It would be a mistake to make {thing} depend on {thing2}, since neither side can wait for it.",
    "The two delegations met for three hours, had lunch, and left through different doors.",
    "{state} rejects {thing}, while {state2} insists on {thing2} as a first step.",
    "Western governments should not take {thing} for granted; they must offer {thing2} as well.",
    "He added that {state2} had refused {thing} twice, although it was offered {thing2} last year.",
    "Snow fell on the square in front of the hall, and the cars of the guests waited in a row.",
    "{state} denied any plan for {thing} and accused {state2} of spreading rumours about it.",
    "Some analysts doubt that {thing} was ever meant seriously, given what became of {thing2}.",
    "If {thing} fails, {state} will have to live with {thing2} whether it likes it or not.",
    "{name} has promised {thing} to {state2}; whether parliament agrees is another question.",
]


def article(seed: int, words: int = 800) -> str:
    """One article of about so many words, the same for the same seed."""
    luck = random.Random(seed)
    lines = [f"A day of talks, number {seed}", "By Anna Hale", ""]
    count = 0
    while count < words:
        paragraph = []
        for _ in range(luck.randint(2, 5)):
            first, second = luck.sample(_STATES, 2)
            thing, other = luck.sample(_THINGS, 2)
            told = luck.choice(_SENTENCES).format(
                state=first, state2=second, name=luck.choice(_NAMES), body=luck.choice(_BODIES),
                thing=thing, thing2=other,
            )  # fmt: skip
            paragraph.append(told[0].upper() + told[1:])
            count += len(told.split())
        lines += [" ".join(paragraph), ""]
    return "\n".join(lines)


def write_corpus(folder: Path, documents: int, words: int = 800) -> None:
    """So many articles as text files."""
    for seed in range(documents):
        (folder / f"{seed:05}.txt").write_text(article(seed, words), encoding="utf-8")
