"""Options that stand together: what crosses a red line, and what the rules exclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenbridge.case.schema import Body, RedLine

__all__ = ["Combination", "crossing", "forbidden"]

Combination = Mapping[str, frozenset[str]]
"""Options by issue that hold together: each issue takes one of those listed."""


def crossing(body: Body, line: RedLine) -> dict[str, frozenset[str]]:
    """What crosses a red line: options of its issue, and of the issues under ``when``."""
    if line.issue not in body.issues:
        return {}
    options = list(body.issues[line.issue].options)
    crossed: list[str] = []
    if line.at_least in options:
        crossed = options[: options.index(str(line.at_least))]
    elif line.at_most in options:
        crossed = options[options.index(str(line.at_most)) + 1 :]
    elif line.not_ is not None:
        crossed = [o for o in options if o in line.not_]
    when = {issue: frozenset(names) for issue, names in line.when.items()}
    own = frozenset(crossed) & when.get(line.issue, frozenset(options))
    return {**when, line.issue: own}


def forbidden(body: Body) -> Iterator[tuple[str, Combination]]:
    """The combinations that the rules exclude, each with its rule."""
    for key, rule in body.rules.items():
        if rule.impossible:
            yield key, {i: frozenset(o) for i, o in rule.impossible.items()}
        for issue, allowed in (rule.then or {}).items():
            if issue not in body.issues:
                continue
            rest = frozenset(body.issues[issue].options) - frozenset(allowed)
            clause = {i: frozenset(o) for i, o in (rule.if_ or {}).items()}
            clause[issue] = clause[issue] & rest if issue in clause else rest
            yield key, clause
