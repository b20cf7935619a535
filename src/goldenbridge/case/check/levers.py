"""Whether each lever can be used, is believed within bounds, and moves things one way."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.effects import check_effect
from goldenbridge.case.check.view import View
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body, Effect, Lever
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["beliefs", "check_levers"]

STICKS = ("measure", "threat")


def check_levers(view: View) -> Iterator[Problem]:
    """Costs, beliefs and effects out of bounds; levers that rule each other out; ways out."""
    for key, lever in view.body.levers.items():
        at: Path_ = ("levers", key)
        for number, effect in enumerate(lever.effects):
            yield from check_effect(view, (*at, "effects", number), effect)
            yield from _both_ways(view, (*at, "effects", number), lever, effect)
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
    for place, belief in beliefs(lever):
        if not (belief.low >= 0 and belief.high <= 1):
            yield view.problem(
                (*at, *place),
                _from_to("credibility", belief),
                "0 (not believed at all) to 1 (taken at its word)",
                "Correct the range.",
                "lever-bounds",
            )


def _both_ways(view: View, path: Path_, lever: Lever, effect: Effect) -> Iterator[Problem]:
    """One confidence above that of one reading and below that of another: often a slip."""
    line = view.body.red_lines.get(effect.red_line or "")
    if line is None or line.hypothesis is None or effect.confidence is None:
        return
    works = lever.works_if.get(line.hypothesis, tuple(line.confidence_under))
    under = {name: line.confidence_under[name] for name in works if name in line.confidence_under}
    surer = [name for name, share in under.items() if share < effect.confidence]
    if surer and any(share > effect.confidence for share in under.values()):
        yield view.warning(
            path,
            f'it makes "{effect.red_line}" less sure, but surer under {", ".join(surer)} '
            f"({under[surer[0]]:g} there, {effect.confidence:g} with the lever)",
            "a lever that moves a red line one way",
            "Set the confidence below that of every reading, or above; or say works_if.",
            "lever-both-ways",
        )


def beliefs(lever: Lever) -> Iterator[tuple[Path_, Judgement]]:
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


def _from_to(what: str, value: Judgement) -> str:
    return f"{what} from {value.low:g} to {value.high:g}"
