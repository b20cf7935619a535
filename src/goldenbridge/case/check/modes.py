"""What packages are worth with every judgement at its mode and no hypothesis at work.

The checks look at this one world; the worlds drawn later look at all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod

from goldenbridge.case.schema import Body, Issue, Worths

__all__ = ["confidences", "shares", "span", "swings", "worth"]

LIMIT_COMBINATIONS = 20_000


def swings(body: Body, worths: Worths) -> dict[str, float]:
    """Worst to best on each issue, in points, baskets brought to their totals."""
    found = {issue: value.mode for issue, value in worths.swings.items() if issue in body.issues}
    found[worths.main] = 100.0
    for basket, total in worths.baskets.items():
        inside = [i for i in found if i in body.issues and body.issues[i].basket == basket]
        wanted = total.mode - (100.0 if worths.main in inside else 0.0)
        others = [i for i in inside if i != worths.main]
        now = sum(found[i] for i in others)
        if now > 0:
            found |= {i: found[i] * max(wanted, 0.0) / now for i in others}
    return found


def worth(body: Body, worths: Worths, package: Mapping[str, str]) -> float:
    """What a whole package is worth to a party."""
    total = 0.0
    for issue, swing in swings(body, worths).items():
        value = worths.values.get(issue, {}).get(package.get(issue, ""))
        total += swing * value.mode / 100 if value else 0.0
    for term in worths.interactions.values():
        if all(package.get(issue) in options for issue, options in term.when.items()):
            total += term.worth.mode
    return total


def span(body: Body, worths: Worths) -> tuple[float, float] | None:
    """The least and the most a package can be worth, or None where it takes long to tell.

    Rules are left aside, so the span is at its widest.
    """
    least = most = 0.0
    for group in _tied(body, worths):
        domains = [_options(body.issues[issue]) for issue in group]
        if prod(map(len, domains)) > LIMIT_COMBINATIONS:
            return None
        part = worths.model_copy(
            update={
                "values": {i: v for i, v in worths.values.items() if i in group},
                "interactions": {
                    k: t for k, t in worths.interactions.items() if set(t.when) <= set(group)
                },
            }
        )
        found = [
            worth(body, part, dict(zip(group, choice, strict=True))) for choice in product(*domains)
        ]
        least, most = least + min(found), most + max(found)
    return least, most


def _options(issue: Issue) -> list[str]:
    return list(issue.options) if issue.open else [issue.default]


def _tied(body: Body, worths: Worths) -> Iterable[list[str]]:
    """Issues in groups that interactions tie together."""
    group = {issue: {issue} for issue in body.issues}
    for term in worths.interactions.values():
        whole = set().union(*(group[i] for i in term.when if i in group))
        for issue in whole:
            group[issue] = whole
    return [sorted(g) for g in {id(g): g for g in group.values()}.values()]


def shares(body: Body, hypothesis: str) -> dict[str, float]:
    """The share of worlds in which each reading of a hypothesis holds."""
    readings = body.hypotheses[hypothesis].readings
    weights = {k: 1.0 if r.weight is None else r.weight for k, r in readings.items()}
    for joint in body.joint.values():
        if hypothesis in joint.hypotheses:
            weights = dict.fromkeys(readings, 0.0)
            for cell in joint.cells:
                name = cell.when.get(hypothesis)
                if name in weights:
                    weights[name] += cell.weight
    total = sum(weights.values())
    return {k: w / total for k, w in weights.items()} if total else dict.fromkeys(weights, 0.0)


def confidences(body: Body, line: str) -> dict[str, float]:
    """How surely a red line is real under each reading of what governs it (or under "")."""
    found = body.red_lines[line]
    if found.hypothesis is None or found.hypothesis not in body.hypotheses:
        return {"": found.confidence or 0.0}
    return {
        reading: found.confidence_under.get(reading, 0.0)
        for reading in body.hypotheses[found.hypothesis].readings
    }
