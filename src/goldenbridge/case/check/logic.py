"""What can hold at once: rules and closed issues as forbidden combinations, searched exactly."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.case.combinations import Combination, crossing, forbidden
from goldenbridge.case.schema import Body, RedLine

__all__ = ["acceptable", "holds", "possible"]

BUDGET = 2_000


def holds(clause: Combination, package: Mapping[str, str]) -> bool:
    """Whether a whole package matches a combination."""
    return all(package.get(issue) in options for issue, options in clause.items())


def possible(
    body: Body, *, require: Combination | None = None, avoid: Combination | None = None
) -> bool:
    """Whether any package keeps the rules and the closed issues' defaults, with ``require``.

    Exact up to a budget; a question that takes longer is answered yes, as no fault is proved.

    Parameters
    ----------
    require : must hold as well.
    avoid : must not hold as a whole.
    """
    domains = {
        key: frozenset(issue.options if issue.open else [issue.default])
        for key, issue in body.issues.items()
    }
    for issue, options in (require or {}).items():
        if issue in domains:
            domains[issue] &= options
    if not all(domains.values()):
        return False
    clauses = [clause for _, clause in forbidden(body)]
    clauses += [avoid] if avoid is not None else []
    known = [c for c in clauses if all(issue in domains for issue in c)]
    return _Search(known).run(domains)


def acceptable(body: Body, line: RedLine) -> bool:
    """Whether any package stays within a red line."""
    return possible(body, avoid=crossing(body, line))


class _Search:
    """Backtracking over forbidden combinations, with unit propagation."""

    def __init__(self, clauses: list[Combination]) -> None:
        self.clauses = clauses
        self.left = BUDGET

    def run(self, domains: dict[str, frozenset[str]]) -> bool:
        todo = [dict(domains)]
        while todo:
            self.left -= 1
            if self.left < 0:
                return True
            now = todo.pop()
            open_clause = self.propagate(now)
            if open_clause is None:
                continue
            if not open_clause:
                return True
            issue = next(i for i in open_clause if not now[i] <= open_clause[i])
            inside = now[issue] & open_clause[issue]
            todo.append({**now, issue: inside})
            todo.append({**now, issue: now[issue] - inside})
        return False

    def propagate(self, domains: dict[str, frozenset[str]]) -> Combination | None:
        """A combination that is still undecided, an empty one where all are, None if none fits."""
        changed = True
        undecided: Combination = {}
        while changed:
            changed, undecided = False, {}
            for clause in self.clauses:
                if any(not (domains[i] & options) for i, options in clause.items()):
                    continue  # cannot hold any more
                loose = [i for i, options in clause.items() if not domains[i] <= options]
                if not loose:
                    return None
                if len(loose) == 1:
                    domains[loose[0]] -= clause[loose[0]]
                    changed = True
                else:
                    undecided = clause
        return undecided
