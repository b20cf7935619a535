"""The checks of a case: each a function from a view of one snapshot to its problems.

``CHECKS`` look at each snapshot by itself, ``ONCE`` at the case as a whole. To add a check, write
``check_<what>(view)`` in a file of its own, list it here, and add its codes to ``codes.py``; a
malformed file that it catches goes to ``tests/case/data_fail.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from goldenbridge.case.check.evidence import check_evidence
from goldenbridge.case.check.expected import check_expected
from goldenbridge.case.check.hypotheses import check_dead_hypotheses, check_hypotheses
from goldenbridge.case.check.idle_levers import check_idle_levers
from goldenbridge.case.check.issues import check_issues, check_issues_ever, check_unwanted
from goldenbridge.case.check.levers import check_levers
from goldenbridge.case.check.names import check_names
from goldenbridge.case.check.no_deal import check_no_deal
from goldenbridge.case.check.orders import check_orders
from goldenbridge.case.check.over_time import check_over_time
from goldenbridge.case.check.parties import check_parties
from goldenbridge.case.check.ratification import check_ratification
from goldenbridge.case.check.red_lines import check_dead_lines, check_red_lines
from goldenbridge.case.check.rules import check_rules
from goldenbridge.case.check.snapshots import check_snapshots
from goldenbridge.case.check.steps import check_steps
from goldenbridge.case.check.view import View
from goldenbridge.case.check.views import check_views
from goldenbridge.case.check.worths import check_worths
from goldenbridge.files.problem import Problem

__all__ = ["CHECKS", "ONCE", "Check", "View", "check_all"]

Check = Callable[[View], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    check_names,
    check_parties,
    check_ratification,
    check_issues,
    check_rules,
    check_worths,
    check_orders,
    check_no_deal,
    check_red_lines,
    check_hypotheses,
    check_levers,
    check_steps,
    check_views,
    check_over_time,
)
ONCE: tuple[Check, ...] = (
    check_issues_ever,
    check_unwanted,
    check_dead_lines,
    check_dead_hypotheses,
    check_idle_levers,
    check_snapshots,
    check_evidence,
    check_expected,
)

LIMIT = 200
"""Problems taken from one check: no one reads more, and a hostile file must not take forever."""


def check_all(views: Iterable[View]) -> list[Problem]:
    """Every problem of a case, each once, with the snapshots it concerns where not all."""
    where: dict[tuple[str, str, str], tuple[Problem, list[str]]] = {}
    last: View | None = None
    count = 0
    for view in views:
        last = view
        count += 1
        for problem in _run(CHECKS, view):
            same = (problem.where, problem.found, problem.code)
            where.setdefault(same, (problem, []))[1].append(view.snapshot.id)
    found = [
        problem if len(set(ids)) == count else replace(problem, snapshots=tuple(dict.fromkeys(ids)))
        for problem, ids in where.values()
    ]
    return found if last is None else found + list(_run(ONCE, last))


def _run(checks: Iterable[Check], view: View) -> Iterator[Problem]:
    for check in checks:
        yield from islice(check(view), LIMIT)
