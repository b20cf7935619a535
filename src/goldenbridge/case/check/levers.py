"""Whether each lever can be used, is believed within bounds, and changes something."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.case import Snapshot
from goldenbridge.case.check.effects import check_effect, neutral
from goldenbridge.case.check.view import View
from goldenbridge.case.document import Path_
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.problem import Problem
from goldenbridge.case.schema import Body, Effect, Lever

__all__ = ["check_idle_levers", "check_levers"]

STICKS = ("measure", "threat")


def check_levers(view: View) -> Iterator[Problem]:
    """Costs, beliefs and effects out of bounds; levers that rule each other out; ways out."""
    for key, lever in view.body.levers.items():
        at: Path_ = ("levers", key)
        for number, effect in enumerate(lever.effects):
            yield from check_effect(view, (*at, "effects", number), effect)
        yield from _bounds(view, at, lever)
        yield from _usable(view, at, key)
        yield from _way_out(view, (*at, "way_out"), key)


def _bounds(view: View, at: Path_, lever: Lever) -> Iterator[Problem]:
    for party, cost in lever.costs.items():
        if cost.low < 0:
            yield view.problem(
                (*at, "costs", party),
                _from_to("a cost", cost),
                "points of 0 or more",
                "Where a party gains by the lever, say so under effects.",
                "lever-bounds",
            )
    for place, belief in _beliefs(lever):
        if not (belief.low >= 0 and belief.high <= 1):
            yield view.problem(
                (*at, *place),
                _from_to("credibility", belief),
                "0 (not believed at all) to 1 (taken at its word)",
                "Correct the range.",
                "lever-bounds",
            )


def _beliefs(lever: Lever) -> Iterator[tuple[Path_, Judgement]]:
    """Every credibility of a lever, with and without its way out."""
    for party, belief in lever.credibility.items():
        yield ("credibility", party), belief
    if lever.way_out is not None:
        for party, belief in lever.way_out.credibility.items():
            yield ("way_out", "credibility", party), belief


def _usable(view: View, at: Path_, key: str) -> Iterator[Problem]:
    """Levers that need or exclude themselves, or need what cannot go together."""
    levers = view.body.levers
    lever = levers[key]
    for name, said in (("needs", lever.needs), ("excludes", lever.excludes)):
        if key in said:
            yield view.problem(
                (*at, name), f"it {name} itself", "other levers", "Remove it.", "lever-needs"
            )
    together = _with_it(view.body, key)
    nearer = [_with_it(view.body, name) for name in together - {key}]
    if any(other < together and _clash(view.body, other) for other in nearer):
        return  # told where it begins
    clash = _clash(view.body, together)
    if clash is not None:
        one, other = clash
        yield view.problem(
            (*at, "needs"),
            f'it can never be used: with it go "{one}" and "{other}", which exclude each other',
            "needed levers that can all be used at once",
            "Take one of the two out of needs, or out of excludes.",
            "lever-needs",
        )


def _with_it(body: Body, *keys: str) -> frozenset[str]:
    """The levers that must be used where these are: what they need, what that needs, and so on."""
    found: set[str] = set()
    todo = [key for key in keys if key in body.levers]
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo += [name for name in body.levers[key].needs if name in body.levers]
    return frozenset(found)


def _clash(body: Body, together: frozenset[str]) -> tuple[str, str] | None:
    """Two of these that exclude each other; either may say so."""
    for one in sorted(together):
        for other in body.levers[one].excludes:
            if other in together and other != one:
                return one, other
    return None


def _way_out(view: View, at: Path_, key: str) -> Iterator[Problem]:
    lever = view.body.levers[key]
    if lever.way_out is None:
        return
    if lever.kind not in STICKS:
        yield view.problem(
            at,
            f"a way out of {'a ' + lever.kind if lever.kind else 'a lever of no kind'}",
            "a way out of a measure or a threat: what ends it",
            'Say "kind: measure" or "kind: threat", or remove it.',
            "lever-way-out",
        )
    alone = _clash(view.body, _with_it(view.body, key))
    for name in lever.way_out.levers:
        if name == key:
            yield view.problem(
                (*at, "levers"), "it is its own way out", "other levers, which say how it ends",
                "Remove it.", "lever-way-out",
            )  # fmt: skip
        elif alone is None and _clash(view.body, _with_it(view.body, key, name)) is not None:
            yield view.problem(
                (*at, "levers"),
                f'"{name}" can never be used together with it',
                "levers that can be used where it is",
                "Take it out, or out of excludes.",
                "lever-way-out",
            )


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
    for place, _ in _beliefs(lever):
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
    said = [belief for place, belief in _beliefs(lever) if place[-1] == party]
    return party in lever.credibility and all(belief.high == 0 for belief in said)


def _from_to(what: str, value: Judgement) -> str:
    return f"{what} from {value.low:g} to {value.high:g}"
