"""Agenda padding: issues on which all gain, added until there is something for everybody.

Five win-win issues moved the January share of the first case from .75 to .91. Their gains are
real only if they could not be had without a deal on the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import TOLERANCE, Trial
from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.problem import Problem
from goldenbridge.case.schema import Issue, Option

__all__ = ["PADDING_POINTS", "common_gains", "padding"]

#: What an issue added for the test is worth to everybody.
PADDING_POINTS = 10.0


def common_gains(snapshot: Snapshot) -> list[str]:
    """Open issues that every party who cares would settle the same way, away from the default."""
    found = []
    for key in snapshot.open_issues:
        best = []
        for party in snapshot.consenting:
            worths = snapshot.body.worths.get(party)
            cares = worths is not None and (key in worths.swings or key == worths.main)
            if worths is not None and cares and key in worths.values:
                values = {o: v.mode for o, v in worths.values[key].items()}
                top = max(values.values())
                best.append({o for o, v in values.items() if v == top})
        agreed = set.intersection(*best) if len(best) > 1 else set()
        if agreed - {snapshot.body.issues[key].default}:
            found.append(key)
    return found


def padding(trial: Trial) -> Iterator[Problem]:
    """What the issues on which all gain do to the headline, and what one more would do."""
    body = trial.snapshot.body
    common = common_gains(trial.snapshot)
    if common and len(common) < len(trial.snapshot.open_issues):
        closed = {
            k: issue.model_copy(update={"open": issue.open and k not in common})
            for k, issue in body.issues.items()
        }
        without = trial.changed(issues=closed).on
        moved = trial.on.estimate - without.estimate
        if abs(moved) > TOLERANCE:
            yield trial.warning(
                ("issues", common[0]),
                f"everybody wants the same on {', '.join(common)}; with "
                f"{'this' if len(common) == 1 else 'these'} held at the default the share with a "
                f"deal is {without.estimate:.2f} instead of {trial.on.estimate:.2f}",
                f"a change of at most {TOLERANCE:.2f}",
                "Ask whether these gains need a deal on the rest. If not, close the issues or "
                "write them into the packages on record.",
                "padding",
            )
    padded = _with_one_more(trial).on
    moved = padded.estimate - trial.on.estimate
    if abs(moved) > TOLERANCE:
        yield trial.warning(
            ("issues",),
            f"one more issue on which everybody gains {PADDING_POINTS:g} points moves the share "
            f"with a deal from {trial.on.estimate:.2f} to {padded.estimate:.2f}",
            f"a change of at most {TOLERANCE:.2f}",
            "The share depends on where the agenda ends: quote u* and the share without red "
            "lines beside it.",
            "padding",
        )


def _with_one_more(trial: Trial) -> Trial:
    body = trial.snapshot.body
    key = "padding-test"
    issue = Issue(
        name="An issue on which all gain",
        options={"no": Option(name="No"), "yes": Option(name="Yes")},
        default="no",
    )
    gain, zero, whole = (Judgement(low=x, mode=x, high=x) for x in (PADDING_POINTS, 0.0, 100.0))
    worths = {
        party: known.model_copy(
            update={
                "swings": {**known.swings, key: gain},
                "values": {**known.values, key: {"no": zero, "yes": whole}},
            }
        )
        for party, known in body.worths.items()
    }
    return trial.changed(issues={**body.issues, key: issue}, worths=worths)
