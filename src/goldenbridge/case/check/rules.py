"""Whether the rules leave anything to agree on, and each of them says something."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.logic import holds, possible
from goldenbridge.case.check.view import View
from goldenbridge.case.combinations import forbidden
from goldenbridge.files.problem import Problem

__all__ = ["check_rules"]


def check_rules(view: View) -> Iterator[Problem]:
    """Rules that say nothing, exclude everything, or exclude what holds today."""
    body = view.body
    for key, rule in body.rules.items():
        for name, part in (("impossible", rule.impossible), ("if", rule.if_), ("then", rule.then)):
            if part is not None and not part:
                yield view.problem(
                    ("rules", key, name),
                    f'nothing under "{name}"',
                    "issues with the options meant",
                    "Fill it in, or remove the rule.",
                    "rule",
                )
    closed = {k: i.default for k, i in body.issues.items() if not i.open}
    today = view.snapshot.full({})
    stuck = False
    for key, clause in forbidden(body):
        if not clause or not set(clause) <= set(body.issues):
            continue
        parts = ", ".join(f"{issue}: {today[issue]}" for issue in clause)
        if holds(clause, closed):
            stuck = True
            yield view.problem(
                ("rules", key),
                f"excludes what closed issues are left at ({parts})",
                "defaults of closed issues that keep the rules",
                "Open one of these issues, change its default, or remove the rule here.",
                "closed-default",
            )
        elif holds(clause, today):
            yield view.warning(
                ("rules", key),
                f"excludes what holds today ({parts})",
                "defaults that can stand together",
                "Change a default, or the rule: what holds today is not impossible.",
                "default-breaks-rule",
            )
    if not stuck and not possible(body):
        yield view.problem(
            ("rules",),
            "the rules leave no package at all",
            "rules that can be kept together",
            "Two of them contradict each other: look at what each leaves over.",
            "rule",
        )
