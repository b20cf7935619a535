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
    inside,
    number,
    package_label,
    spread,
)

__all__ = [
    "cut",
    "like",
    "option_names",
    "party_name",
    "plural_points",
    "running",
    "share_points",
    "tidy",
    "worth_points",
]

#: A package that differs from a known one on so many issues is told by the differences.
NEAR = 4


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
    """What a party is called inside a sentence; its id where the case has no such party.

    >>> party_name({"parties": {"us": {"name": "The United States"}}}, "us")
    'the United States'
    """
    known = bridge["parties"].get(party)
    return inside(str(known["name"])) if known else party


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
