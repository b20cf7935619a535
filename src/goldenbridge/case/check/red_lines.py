"""Whether each red line can be met, can be crossed, and fits the others of its owner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from goldenbridge.case.check.logic import acceptable, possible
from goldenbridge.case.check.modes import confidences
from goldenbridge.case.check.view import View
from goldenbridge.case.combinations import crossing
from goldenbridge.case.schema import Body, RedLine
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_dead_lines", "check_red_lines"]


def check_red_lines(view: View) -> Iterator[Problem]:
    """Lines that nobody can meet or block with, and pairs that do not fit together."""
    for key, line in view.body.red_lines.items():
        at: Path_ = ("red_lines", key)
        yield from _owners(view, at, line)
        yield from _confidence(view, at, line)
        if line.issue in line.when:
            yield view.problem(
                (*at, "when"),
                f'names "{line.issue}", the issue the line itself is about',
                "other issues",
                "Say it with at_least, at_most or not.",
                "line-when",
            )
        elif _known(view.body, line) and possible(view.body) and not acceptable(view.body, line):
            yield from _unmeetable(view, at, line)
    for first, second in combinations(view.body.red_lines, 2):
        yield from _pair(view, first, second)


def check_dead_lines(view: View) -> Iterator[Problem]:
    """Lines that no package can cross, in any snapshot."""
    if not view.complete or view.dropped:
        return
    keys = dict.fromkeys(k for s in view.snapshots.values() for k in s.body.red_lines)
    for key in keys:
        bodies = [s.body for s in view.snapshots.values() if key in s.body.red_lines]
        clauses = [(body, crossing(body, body.red_lines[key])) for body in bodies]
        known = all(_known(body, body.red_lines[key]) and possible(body) for body in bodies)
        if known and not any(
            all(clause.values()) and possible(body, require=clause) for body, clause in clauses
        ):
            yield view.warning(
                ("red_lines", key),
                "no package crosses this line: it forbids nothing",
                "a line that some package crosses",
                "Tighten the line, or remove it; at_least the first option forbids nothing.",
                "line-dead",
            )


def _known(body: Body, line: RedLine) -> bool:
    """Whether the options it names exist (where not, that is told already)."""
    if line.issue not in body.issues:
        return False
    named = {line.at_least, line.at_most, *(line.not_ or ())} - {None}
    return named <= set(body.issues[line.issue].options)


def _unmeetable(view: View, at: Path_, line: RedLine) -> Iterator[Problem]:
    issue = view.body.issues[line.issue]
    closed = not issue.open and issue.default in crossing(view.body, line)[line.issue]
    yield view.problem(
        at,
        f'"{line.issue}" is closed at "{issue.default}", which crosses this line'
        if closed
        else "no package can meet this line: every option left crosses it",
        "a line that can be met",
        "Open the issue, or remove the line in this snapshot (set it to null under changes)."
        if closed
        else "Widen the line, or look at the rules and closed issues that leave it no option.",
        "line-unmeetable",
    )


def _owners(view: View, at: Path_, line: RedLine) -> Iterator[Problem]:
    parties = view.body.parties
    owners = [view.snapshot.owner_party(owner) for owner in line.owners]
    known = [owner for owner in owners if owner in parties]
    if known == owners and all(parties[owner].consent == "never" for owner in known):
        yield view.warning(
            (*at, "owners"),
            f"the consent of {' and '.join(dict.fromkeys(known))} is never needed, "
            "so this line cannot block a deal",
            "owners whose consent a deal needs",
            "Name the party that would refuse on their behalf, or remove the line.",
            "line-owner",
        )
    if len(set(line.owners)) < len(line.owners):
        yield view.problem(
            (*at, "owners"), "an owner named twice", "each owner once", "Remove one.", "line-owner"
        )


def _confidence(view: View, at: Path_, line: RedLine) -> Iterator[Problem]:
    if line.hypothesis is None or line.hypothesis not in view.body.hypotheses:
        return
    readings = view.body.hypotheses[line.hypothesis].readings
    missing = [name for name in readings if name not in line.confidence_under]
    if missing:
        yield view.problem(
            (*at, "confidence_under"),
            f"no confidence under {', '.join(missing)}",
            f'one for every reading of "{line.hypothesis}"',
            "Add: " + ", ".join(f"{name}: …" for name in missing),
            "line-confidence",
        )


def _pair(view: View, first: str, second: str) -> Iterator[Problem]:
    lines = view.body.red_lines
    one, two = lines[first], lines[second]
    crossed = crossing(view.body, one), crossing(view.body, two)
    if one.issue != two.issue or not crossed[0] or not all(crossed[0].values()):
        return
    if crossed[0] == crossed[1]:
        together = one.owners[0] == two.owners[0]
        yield view.warning(
            ("red_lines", second),
            f'the same line as "{first}"'
            + (", of the same owner" if together else ", under another owner"),
            "each line once",
            "Remove one of them: repeating a line adds nothing."
            if together
            else "Keep one of them and list all its owners: "
            f"owners: [{', '.join(dict.fromkeys((*one.owners, *two.owners)))}]. Two draws for one "
            "line would count it twice.",
            "line-repeated",
        )
        return
    if one.owners[0] != two.owners[0]:
        return
    both = ((first, second, crossed[0], crossed[1]), (second, first, crossed[1], crossed[0]))
    for strict, mild, outer, inner in both:
        same_when = one.when == two.when
        if same_when and outer[one.issue] > inner[one.issue] and _surer(view, strict, mild):
            yield view.problem(
                ("red_lines", strict),
                f'surer than "{mild}", though it forbids all that "{mild}" does, and more',
                "the stricter of two lines of one owner no surer than the milder one",
                "Lower its confidence, or raise that of the milder line: who will not go so far "
                "will not go further.",
                "line-nesting",
            )


def _surer(view: View, strict: str, mild: str) -> bool:
    """Whether the stricter line is surer under some reading that governs both."""
    one, two = confidences(view.body, strict), confidences(view.body, mild)
    if one.keys() == two.keys():
        return any(one[reading] > two[reading] for reading in one)
    return min(one.values(), default=0.0) > max(two.values(), default=0.0)
