"""A package in words: what moves, who refuses it and why, what it leaves as it is."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.report.words import Data, Link, Sentence, inside, listed, share

__all__ = ["Move", "covers", "describe", "moves", "refusals", "unlike"]

WORTH_TELLING = 0.05


@dataclass(frozen=True)
class Move:
    """One issue of a package, with what holds now and what would hold."""

    issue: str
    name: str
    option: str
    now: str


def moves(findings: Data, options: Data) -> tuple[list[Move], list[Move]]:
    """The issues that a package moves, and those it leaves as they are."""
    moved: list[Move] = []
    left: list[Move] = []
    for key, issue in findings["issues"].items():
        chosen = options.get(key, issue["default"])
        names = issue["options"]
        move = Move(
            key, issue["name"], names.get(chosen, chosen),
            names.get(issue["default"], issue["default"]),
        )  # fmt: skip
        (left if chosen == issue["default"] else moved).append(move)
    return moved, left


def unlike(findings: Data, options: Data, other: Data) -> list[Move]:
    """Where a package differs from another one; ``now`` is what the other says there."""
    found = []
    for key, issue in findings["issues"].items():
        mine, theirs = options.get(key, issue["default"]), other.get(key, issue["default"])
        if mine != theirs:
            names = issue["options"]
            found.append(Move(key, issue["name"], names.get(mine, mine), names.get(theirs, theirs)))
    return found


def describe(findings: Data, options: Data) -> str:
    """A package on one line: only what moves.

    >>> issue = {"name": "Bread", "default": "low", "options": {"low": "Low", "high": "High"}}
    >>> describe({"issues": {"bread": issue}}, {"bread": "high"})
    'Bread: High'
    """
    moved, _ = moves(findings, options)
    return "; ".join(f"{m.name}: {m.option}" for m in moved) or "Nothing moves"


def covers(findings: Data, package: Data) -> Sentence:
    """What a package settles, what it leaves open, and whose signature it needs."""
    moved, left = moves(findings, package["options"])
    untouched = [m.name for m in left if findings["issues"][m.issue]["open"]]
    needed = listed(inside(findings["parties"][p]["name"]) for p in package["needs"])
    count = f"It moves {len(moved)} of {len(moved) + len(untouched)} open issues"
    says = f"{count} and needs the consent of {needed}." if needed else f"{count}."
    if untouched:
        says += f" It does not touch: {listed(untouched)}."
    return (says,)


def refusals(findings: Data, package: Data, href: dict[str, str]) -> list[Sentence]:
    """Who refuses the package in how many worlds, and for which reason."""
    said: list[Sentence] = []
    for party, why in package["refusals"].items():
        by = f"Refused by {inside(findings['parties'][party]['name'])} in "
        if why["worth"]["estimate"] >= WORTH_TELLING:
            counted = Link(share(why["worth"]), "#m-acceptability")
            no_deal = Link("no deal", href.get(f"no_deal.{party}", "#evidence"))
            said.append((by, counted, " of worlds, because it is worth less than ", no_deal, "."))
        lines = sorted(why["red_lines"].items(), key=lambda item: -item[1]["estimate"])
        for line, found in lines:
            if found["estimate"] >= WORTH_TELLING:
                text = str(findings["red_lines"][line]["text"]).rstrip(".")
                crossed = Link(f"“{text}”", href.get(f"red_lines.{line}", "#evidence"))
                counted = Link(share(found), "#m-acceptability")
                said.append((by, counted, ", because it crosses the red line ", crossed, "."))
    return said
