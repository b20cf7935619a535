"""Where statements cannot all be right: rival readings, each with what speaks for it."""

from __future__ import annotations

from typing import Any

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.positions import Position
from goldenbridge.case.draft.questions import OPEN
from goldenbridge.case.draft.stands import Stands, refs
from goldenbridge.case.draft.words import Ids, capital, clean, listed

__all__ = ["LIMIT", "contradictions_of", "hypotheses_of", "readings_of"]

_ELSE = "what says otherwise is tactics, another voice or an error"

LIMIT = 32
LIMIT_CONTRADICTIONS = 200

#: What "matters less" multiplies a swing by, where nobody says how much less.
LESS = {
    "low": 0,
    "mode": 0.5,
    "high": 1,
    "note": "open: less than the rod, by how much nobody says.",
}


def readings_of(position: Position) -> dict[str, tuple[tuple[Said, ...], int]]:
    """The readings of a party's contradiction → what speaks for each, and the side it ends on."""
    pro, contra = position.side(1), position.side(-1)
    found = {"for": (pro, 1), "against": (contra, -1)}
    dated = [[s.when for s in side if s.when] for side in (pro, contra)]
    if len(dated[0]) == len(pro) and len(dated[1]) == len(contra):
        for later, earlier, sign in ((0, 1, 1), (1, 0, -1)):
            if max(x.last for x in dated[earlier]) < min(x.first for x in dated[later]):
                found["moved"] = (position.side(1) + position.side(-1), sign)
    return found


def hypotheses_of(stands: Stands) -> dict[str, Any]:
    """Contradictions within a party, questions of fact, and what matters more, as hypotheses."""
    found = {key: _within(stands, stands.positions[k]) for k, key in stands.divided.items()}
    for key in stands.frame.facts:
        if len(found) < LIMIT:
            found[key] = _fact(stands, key)
    ids = Ids(found)
    for party in stands.consenting:
        order = _order(stands, party)
        if order and len(found) < LIMIT:
            found[ids.new(f"{party}-matters-more")] = order
    return found


def _within(stands: Stands, position: Position) -> dict[str, Any]:
    """A party that stands on both sides of an issue."""
    who = stands.frame.parties[position.party]
    what = stands.frame.issues[position.issue].name
    texts = {
        "for": f"{who} is for {what}; {_ELSE}.",
        "against": f"{who} is against {what}; {_ELSE}.",
        "moved": f"{who} has changed its mind on {what}: both are right, each in its time.",
    }
    readings = {}
    for name, (said, sign) in readings_of(position).items():
        text = texts[name]
        if name == "moved":
            first = min(s.when.first for s in position.side(sign) if s.when)
            text = f"{text[:-1]}; {'for' if sign > 0 else 'against'} it by {first.isoformat()}."
        readings[name] = {"text": text, "note": _voices(said), "from": refs(said)}
    return {
        "name": f"Where {who} stands on {what}",
        "question": f"Which statements show where {who} stands on {what}?",
        "readings": readings,
        "note": "open: what follows from each reading, beyond a red line that hangs on it.",
    }


def _voices(said: tuple[Said, ...]) -> str:
    """Who speaks, and by whose word."""
    people = sorted({s.who for s in said})
    by = sorted({clean(s.coded.attributed_by) for s in said if s.coded.attributed_by})
    told = f", as told by {listed(by)}" if by else ""
    return f"Speaking: {listed(people)}{told}."


def _fact(stands: Stands, key: str) -> dict[str, Any]:
    """A question of what is so, on which voices may disagree."""
    name = stands.frame.facts[key]
    what = stands.frame.propositions.get(key)
    here = [s for s in stands.said if s.issue == key]
    told = {"so": f"It is so: {what or name}.", "not_so": f"It is not so: {what or name}."}
    readings = {}
    for reading, sign in (("so", 1), ("not_so", -1)):
        side = tuple(s for s in here if s.polarity == sign)
        readings[reading] = {
            "text": told[reading],
            "note": _voices(side) if side else f"{OPEN}; the reading stands for the doubt.",
            **({"from": refs(side)} if side else {}),
        }
    return {
        "name": capital(name),
        "question": f"Is it so: {what or name}?",
        "readings": readings,
        "note": "A question of what is so: nobody asks for anything here. What follows is open.",
    }


def _order(stands: Stands, party: str) -> dict[str, Any] | None:
    """What a party may rank: it draws a line on one issue and gives ground on others."""
    main = stands.main(party)
    lines = stands.lined(stands.taken[party][main])
    given = {
        issue: position
        for issue, position in stands.taken[party].items()
        if issue != main and position.moves and not stands.lined(position)
    }
    if not lines or not given:
        return None
    names = stands.frame.issues
    others = listed(names[issue].name for issue in given)
    moves = [s for position in given.values() for s in position.moves]
    return {
        "name": f"What matters more to {stands.frame.parties[party]}",
        "question": f"Does {names[main].name} matter more to it than {others}?",
        "readings": {
            "more": {
                "text": f"{capital(names[main].name)}: it draws a line there, and gives ground "
                f"on {others}.",
                "from": refs([*lines, *moves]),
                "effects": [
                    {"swing": {"party": party, "issue": issue}, "times": LESS} for issue in given
                ],
            },
            "unranked": {
                "text": "Line and concession are moves in talks and rank nothing.",
                "note": f"{OPEN}; the reading stands for the doubt.",
            },
        },
        "note": "How much is said on an issue, or how strongly, does not tell how much it matters.",
    }


def contradictions_of(stands: Stands, most: int) -> dict[str, Any]:
    """Statements that cannot all be right, with the hypothesis that carries the readings.

    Parameters
    ----------
    stands : where the parties stand.
    most : statements of each side that are named, at most.
    """
    found: dict[str, Any] = {}
    ids = Ids()
    for (party, issue), position in stands.positions.items():
        if not position.divided or len(found) == LIMIT_CONTRADICTIONS:
            continue
        who, what = stands.frame.parties[party], stands.frame.issues[issue].name
        made = {
            "text": f"{who} is told to be for {what}, and to be against it.",
            "statements": _some(most, position.side(1), position.side(-1)),
        }
        if (party, issue) in stands.divided:
            made["hypothesis"] = stands.divided[party, issue]
        found[ids.new(f"{party}-{issue}")] = made
    for key, name in stands.frame.facts.items():
        here = [s for s in stands.said if s.issue == key]
        sides = [tuple(s for s in here if s.polarity == sign) for sign in (1, -1)]
        if all(sides) and len(found) < LIMIT_CONTRADICTIONS:
            found[ids.new(key)] = {
                "text": f"Voices disagree whether it is so: {name}.",
                "statements": _some(most, *sides),
                "hypothesis": key,
            }
    return found


def _some(most: int, *sides: tuple[Said, ...]) -> list[str]:
    """Ids of both sides, as many of each as there is room for."""
    return [s.id for side in sides for s in side[:most]]
