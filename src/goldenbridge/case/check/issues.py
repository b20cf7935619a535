"""Whether each issue and option is there for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenbridge.case.case import Snapshot
from goldenbridge.case.check.view import View
from goldenbridge.case.combinations import crossing
from goldenbridge.case.schema import Body
from goldenbridge.files.problem import Problem

__all__ = ["check_issues", "check_issues_ever", "check_unwanted"]


def check_issues(view: View) -> Iterator[Problem]:
    """A basket nothing is in, and an open issue nobody has a stake in."""
    body = view.body
    used = {issue.basket for issue in body.issues.values()}
    for basket in body.baskets:
        if basket not in used and not view.lost("issues"):
            yield view.warning(
                ("baskets", basket),
                "no issue is in this basket",
                "baskets with issues",
                'Name it as the "basket" of an issue, or remove it.',
                "empty-basket",
            )
    valued = {issue for worths in body.worths.values() for issue in worths.values}
    if any(path[0] == "worths" for path in view.dropped):
        return
    for key, issue in body.issues.items():
        if issue.open and key not in valued and body.worths:
            yield view.warning(
                ("issues", key),
                "on the table, but no party values it",
                "a swing and values from at least one party",
                "Add them under worths, or leave the issue out: it pads the agenda.",
                "unvalued-issue",
            )


def check_issues_ever(view: View) -> Iterator[Problem]:
    """An issue that is never on the table."""
    if not view.complete:
        return
    for key in view.body.issues:
        there = [s.body.issues[key] for s in view.snapshots.values() if key in s.body.issues]
        if not any(issue.open for issue in there):
            yield view.warning(
                ("issues", key),
                "closed in every snapshot",
                "an issue that is on the table at some time",
                'Write "open: true" where it is, or remove the issue.',
                "closed-issue",
            )


def check_unwanted(view: View) -> Iterator[Problem]:
    """An option that another one beats, or equals, for every party."""
    if not view.complete or view.dropped:
        return
    kept = set(_kept(view.snapshots.values()))
    for key, issue in view.body.issues.items():
        for option in issue.options:
            if (key, option) in kept:
                continue
            by = [_beaten_by(s, key, option) for s in view.snapshots.values()]
            if by and all(by):
                yield view.warning(
                    ("issues", key, "options", option),
                    f'nobody wants this option: "{by[-1]}" is at least as good for everyone',
                    "options that somebody prefers to another",
                    "Remove it, or say under worths who prefers it, and to what.",
                    "unwanted-option",
                )


def _kept(snapshots: Iterable[Snapshot]) -> Iterator[tuple[str, str]]:
    """Options with a reason of their own: a default, a package on record, a combination."""
    for snapshot in snapshots:
        body = snapshot.body
        yield from ((k, issue.default) for k, issue in body.issues.items())
        for bracket in body.no_deal.values():
            for record in (*bracket.refused.values(), *bracket.offered.values()):
                yield from record.package.items()
        for when in _combinations(body):
            yield from ((issue, o) for issue, names in when.items() for o in names)


def _combinations(body: Body) -> Iterator[dict[str, tuple[str, ...]]]:
    for worths in body.worths.values():
        yield from (term.when for term in worths.interactions.values())
    for hypothesis in body.hypotheses.values():
        for reading in hypothesis.readings.values():
            yield from (effect.worth.when for effect in reading.effects if effect.worth)
    for joint in body.joint.values():
        for cell in joint.cells:
            yield from (effect.worth.when for effect in cell.effects if effect.worth)
    for lever in body.levers.values():
        yield from (effect.worth.when for effect in lever.effects if effect.worth)


def _beaten_by(snapshot: Snapshot, issue: str, option: str) -> str | None:
    """An option at least as good for everyone that crosses no more lines and breaks no rule."""
    body = snapshot.body
    if issue not in body.issues or option not in body.issues[issue].options:
        return None
    values = [w.values[issue] for w in body.worths.values() if issue in w.values]
    if not values or not body.issues[issue].open:
        return None
    clauses = [crossing(body, line) for line in body.red_lines.values()]
    clauses += [
        {i: frozenset(o) for i, o in part.items()}
        for rule in body.rules.values()
        for part in (rule.impossible, rule.if_, rule.then)
        if part is not None
    ]
    for other in body.issues[issue].options:
        named = any(other in c.get(issue, ()) for c in clauses)
        if other != option and not named and all(
            option in v and other in v
            and v[other].mode >= v[option].mode and v[other].high >= v[option].high
            for v in values
        ):  # fmt: skip
            return other
    return None
