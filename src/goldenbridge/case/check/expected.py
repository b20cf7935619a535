"""Whether what the case should answer speaks of things the case has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenbridge.case.check.view import View
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, place, suggest

__all__ = ["check_expected"]


def check_expected(view: View) -> Iterator[Problem]:
    """Unknown snapshots, issues, options and sources, and ranges that are upside down."""
    expected = view.expected
    if expected is None or not view.complete or view.lost("issues"):
        return
    for number, entry in enumerate(expected.expect):
        at: Path_ = ("expect", number)
        if entry.snapshot is not None:
            yield from _one_of(view, (*at, "snapshot"), "snapshot", entry.snapshot, view.snapshots)
        if entry.between is not None and entry.between[0] > entry.between[1]:
            yield _problem(
                view, (*at, "between"), f"{entry.between[0]:g} to {entry.between[1]:g}",
                "the least first, then the most", "Turn the two round.",
            )  # fmt: skip
        parts = entry.what.split(".")
        if parts[:2] == ["best_package", "options"] and len(parts) == 3:
            yield from _one_of(view, (*at, "what"), "issue", parts[2], view.body.issues)
            for option in entry.is_ or ():
                yield from _option(view, (*at, "is"), parts[2], option)
    agreement = expected.agreement
    if agreement is None:
        return
    if agreement.snapshot is not None:
        path: Path_ = ("agreement", "snapshot")
        yield from _one_of(view, path, "snapshot", agreement.snapshot, view.snapshots)
    for issue, option in agreement.package.items():
        path = ("agreement", "package", issue)
        yield from _one_of(view, path, "issue", issue, view.body.issues)
        yield from _option(view, path, issue, option)
    if not view.lost("sources"):
        for citation in agreement.cite:
            yield from _one_of(view, ("agreement", "cite"), "source", citation.source, view.sources)


def _option(view: View, path: Path_, issue: str, option: str) -> Iterator[Problem]:
    if issue in view.body.issues:
        known = view.body.issues[issue].options
        yield from _one_of(view, path, f'option of "{issue}"', option, known)


def _one_of(
    view: View, path: Path_, kind: str, name: str, known: Iterable[str]
) -> Iterator[Problem]:
    names = list(known)
    section = {"issue": "issues", "source": "sources", "snapshot": "snapshots"}.get(kind, "")
    if name not in names and not view.lost(section, name):
        advice = suggest(name, names)
        yield _problem(view, path, f'unknown {kind} "{name}"', f"a {kind} of this case", advice)


def _problem(view: View, path: Path_, found: str, wanted: str, advice: str) -> Problem:
    line = view.expected_line(path)
    return Problem("expected.yaml", line, place(path), found, wanted, advice, code="expected")
