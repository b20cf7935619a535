"""Amounts of the bridge as a person says them: points of share, points of worth, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenbridge.report.narrative.packages import describe, unlike
from goldenbridge.report.words import (
    HARD,
    Data,
    Link,
    Sentence,
    counted,
    inside,
    number,
    package_label,
    spread,
)

__all__ = [
    "capital",
    "cut",
    "few_worlds",
    "like",
    "line_text",
    "move_words",
    "option_names",
    "party_name",
    "plural_points",
    "running",
    "share_points",
    "thing_moved",
    "tidy",
    "worth_points",
]

#: A package that differs from a known one on so many issues is told by the differences.
NEAR = 4
#: A share from fewer worlds than this is told with how many they were.
FEW = 30


def share_points(found: Data) -> str:
    """A difference of shares of worlds in points of per cent, with its interval.

    >>> share_points({"estimate": 0.093, "interval": [0.0746, 0.111]}).replace(HARD, " ")
    '9 points (7 to 11)'
    >>> share_points({"estimate": 0.0, "interval": [0.0, 0.0028]}).replace(HARD, " ")
    '0 points (0 to 0.3)'
    """
    every = (found["estimate"], *found["interval"])
    fine = any(0 < abs(value) < 0.01 for value in every)
    middle, low, high = (number(100 * v, int(fine and v != 0)) for v in every)
    return f"{plural_points(middle)} ({low} to {high})"


def worth_points(found: Data | None) -> str:
    """Points of one party's own scale: the middle world's, with the middle eight tenths.

    >>> worth_points({"median": 12.2, "range": [5.0, 20.0]}).replace(HARD, " ")
    '12 (5 to 20) points'
    """
    if found is None or found["median"] is None:
        return "–"
    return plural_points(spread(found["median"], found.get("range")))


def plural_points(said: str) -> str:
    """A number of points; one point is no points.

    >>> plural_points("1").replace(HARD, " "), plural_points("0.4").replace(HARD, " ")
    ('1 point', '0.4 points')
    """
    return f"{said}{HARD}{'point' if said == '1' else 'points'}"


def tidy(text: object) -> str:
    """A text without the full stop at its end, to stand inside a sentence.

    >>> tidy("They were made to be refused. ")
    'They were made to be refused'
    """
    return str(text).rstrip(". ")


def running(text: object) -> str:
    """A name made of other names, as it stands inside a sentence.

    >>> running("Which red lines of The United States are in force")
    'Which red lines of the United States are in force'
    """
    return re.sub(r"\b(of|and|for) The ", r"\1 the ", str(text))


def party_name(bridge: Data, party: str) -> str:
    """What a party is called inside a sentence; its id where nothing names it.

    >>> party_name({"parties": {"us": {"name": "The United States"}}}, "us")
    'the United States'
    """
    known = bridge["parties"].get(party)
    return inside(str(known["name"] if known else bridge.get("names", {}).get(party, party)))


def option_names(bridge: Data, options: Data) -> str:
    """Issues with an option each, in words.

    >>> issue = {"name": "Bread", "options": {"low": "Low"}}
    >>> option_names({"issues": {"bread": issue}}, {"bread": "low"})
    'Bread: Low'
    """
    said = []
    for key, option in options.items():
        issue = bridge["issues"].get(key, {"name": key, "options": {}})
        said.append(f"{issue['name']}: {issue['options'].get(option, option)}")
    return "; ".join(said)


def like(findings: Data, options: Data) -> Sentence:
    """A package by its likeness to those that the report shows; by what it moves where unlike all.

    It stands inside a sentence, behind words like "the package to announce is".
    """
    found = []
    for place, known in enumerate(findings["packages"]):
        apart = unlike(findings, options, known["options"])
        found.append((len(apart), place, apart))
    if found:
        _, place, apart = min(found, key=lambda one: one[:2])
        link = Link(f"package {package_label(place)}", f"#package-{place + 1}")
        if not apart:
            return (link,)
        if len(apart) <= NEAR:
            but = "; ".join(f"{m.name}: {m.option}, not {m.now}" for m in apart)
            return (link, f" but for {but}")
    return (f"one of its own ({cut(describe(findings, options).split('; '))})",)


def cut(pieces: Sequence[str], most: int = 4) -> str:
    """A list that would be long, cut, with how many more there are.

    >>> cut(["a", "b", "c"], 2)
    'a; b; and 1 more'
    """
    left = len(pieces) - most
    return "; ".join(pieces) if left <= 0 else f"{'; '.join(pieces[:most])}; and {left} more"


def capital(text: str) -> str:
    """A text as it stands at the head of a sentence.

    >>> capital("the allies")
    'The allies'
    """
    return text[:1].upper() + text[1:]


def few_worlds(found: Data) -> str:
    """How many worlds a share is of, where they are few.

    >>> few_worlds({"worlds": 9}), few_worlds({"worlds": 900})
    (', nine worlds in all', '')
    """
    return f", {counted(found['worlds'], 'world')} in all" if found["worlds"] < FEW else ""


def line_text(findings: Data, key: str) -> str:
    """A red line by its text, its id where the findings do not tell it."""
    known = findings["red_lines"].get(key)
    return tidy(known["text"]) if known else key


def move_words(one: Data) -> str:
    """What a change does on one issue.

    >>> move_words({"name": "Bread", "from_name": "Low", "to_name": "High"})
    'Bread: “High” instead of “Low”'
    """
    return f"{one['name']}: “{one['to_name']}” instead of “{one['from_name']}”"


def thing_moved(name: str) -> str:
    """What to call a judgement that was moved, as it stands in a sentence.

    >>> thing_moved("The mill: how firm it is"), thing_moved("Confidence in: Never.")
    ('How firm the mill is', 'Confidence in “Never”')
    """
    text = running(tidy(name))
    for end, said in (
        (": how firm it is", "How firm {} is"),
        (": what it cares for", "What {} cares for"),
    ):
        if text.endswith(end):
            return said.format(inside(text[: -len(end)]))
    weight = re.fullmatch(r"Weight of the reading “(.+?)\.?” of (.+)", text)
    if weight:
        return f"Weight of the reading “{weight[1]}” of “{weight[2]}”"
    lead = "Confidence in: "
    return f"Confidence in “{text[len(lead) :]}”" if text.startswith(lead) else text
