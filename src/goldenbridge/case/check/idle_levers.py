"""Whether each lever, what is believed of it and its way out change anything at some snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.case import Snapshot
from goldenbridge.case.check.effects import neutral
from goldenbridge.case.check.levers import beliefs
from goldenbridge.case.check.view import View
from goldenbridge.case.schema import Effect, Lever
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_idle_levers"]


def check_idle_levers(view: View) -> Iterator[Problem]:
    """Levers, and beliefs in them, that change nothing at any snapshot."""
    if not view.complete or view.dropped:
        return
    at_all = [(s, *entry) for s in view.snapshots.values() for entry in s.body.levers.items()]
    live = {(key, e.target) for s, key, lever in at_all for e in lever.effects if _live(s, key, e)}
    felt = {
        (key, party) for s, key, lever in at_all for e in lever.effects for party in _felt(s, e)
    }
    told: set[Path_] = set()
    for _, key, lever in at_all:
        for path, problem in _idle(view, key, lever, live, felt):
            if path not in told:
                told.add(path)
                yield problem


def _idle(
    view: View,
    key: str,
    lever: Lever,
    live: set[tuple[str, str]],
    felt: set[tuple[str, str]],
) -> Iterator[tuple[Path_, Problem]]:
    at: Path_ = ("levers", key)
    opened = [
        (number, effect.opens)
        for number, effect in enumerate(lever.effects)
        if effect.opens and (key, effect.target) not in live
    ]
    for number, issue in opened:
        path: Path_ = (*at, "effects", number)
        yield path, view.warning(
            path, f'opens "{issue}", which is open at every snapshot',
            "an issue that is off the table at some snapshot",
            "Remove the effect, or close the issue where it is not on the table.", "lever-idle",
        )  # fmt: skip
    if not opened and not any(name == key for name, _ in live):
        yield at, view.warning(
            at, "whoever uses it, nothing that a deal or no deal is worth changes, at any snapshot",
            "an effect on what is open, valued, or within a bracket",
            "Correct its effects, or remove it.", "lever-idle",
        )  # fmt: skip
    for place, _ in beliefs(lever):
        path = (*at, *place)
        if place[-1] in view.body.parties and (key, place[-1]) not in felt:
            yield path, view.warning(
                path, f"what {place[-1]} believes of it, which no effect touches",
                "the credibility that a party attaches to what it would feel",
                "Remove it, or add the effect on that party.", "lever-idle",
            )  # fmt: skip
    if lever.way_out is not None:
        now = {party: lever.credibility.get(party) for party in lever.way_out.credibility}
        if all(now[party] == belief for party, belief in lever.way_out.credibility.items()):
            path = (*at, "way_out")
            yield path, view.warning(
                path, "a way out that leaves the lever as credible as it was",
                "what a party believes once the end is stated",
                "Say it under way_out.credibility, or remove the way out.", "lever-idle",
            )  # fmt: skip


def _felt(snapshot: Snapshot, effect: Effect) -> Iterator[str]:
    """The party through whose belief an effect works."""
    if effect.swing:
        yield effect.swing.party
    if effect.worth:
        yield effect.worth.party
    if effect.firmness:
        yield effect.firmness
    line = snapshot.body.red_lines.get(effect.red_line or "")
    if line is not None:
        yield snapshot.owner_party(line.owners[0])


def _live(snapshot: Snapshot, key: str, effect: Effect) -> bool:
    """Whether an effect of a lever changes anything that a deal or no deal is worth there.

    A name that is nowhere defined is told elsewhere, so it counts as something.
    """
    body = snapshot.body
    if any(_nil(body.levers[key], party) for party in _felt(snapshot, effect)):
        return False
    if effect.opens:
        return effect.opens not in body.issues or not body.issues[effect.opens].open
    if neutral(effect):
        return False
    opened = {e.opens for lever in body.levers.values() for e in lever.effects}
    fixed = {k for k, issue in body.issues.items() if not issue.open and k not in opened}
    if effect.swing:
        return effect.swing.issue not in fixed
    if effect.worth:
        return all(
            issue not in fixed or body.issues[issue].default in options
            for issue, options in effect.worth.when.items()
        )
    line = body.red_lines.get(effect.red_line or "")
    if line is not None:
        sure = (*line.confidence_under.values(), line.confidence)
        changed = any(share not in (None, effect.confidence) for share in sure)
        return line.issue not in fixed and changed
    return True


def _nil(lever: Lever, party: str) -> bool:
    """Whether a party never believes a lever at all, with or without its way out."""
    said = [belief for place, belief in beliefs(lever) if place[-1] == party]
    return party in lever.credibility and all(belief.high == 0 for belief in said)
