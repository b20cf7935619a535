"""Agenda padding: issues on which all gain, added until there is something for everybody.

Five win-win issues moved the January share of the first case from .75 to .91. Their gains are
real only if they could not be had without a deal on the rest. Where the packages on record speak
of an issue, no-deal already counts what it brings; what they leave out is free gain in a deal.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import TOLERANCE, Trial
from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Issue, NoDeal, Option
from goldenbridge.files.problem import Problem

__all__ = ["CLIFF", "PADDING_POINTS", "common_gains", "padding"]

#: What an issue added for the test is worth to everybody: a twentieth of their main issue. No
#: coder knows worths more closely than that.
PADDING_POINTS = 5.0

#: A share that so little moves by more than this has no ground to stand on.
CLIFF = 0.2


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
    yield from _carried(trial)
    yield from _one_more(trial)


def _carried(trial: Trial) -> Iterator[Problem]:
    """Whether the share rests on issues that nobody disputes, as if they had never been there."""
    common = common_gains(trial.snapshot)
    if not common or len(common) == len(trial.snapshot.open_issues):
        return
    without = trial.beside(_without(trial, common))
    if abs(trial.on.estimate - without.estimate) <= TOLERANCE:
        return
    each = "this" if len(common) == 1 else "these"
    yield trial.warning(
        ("issues", common[0]),
        f"everybody wants the same on {', '.join(common)}; with {each} off the agenda, and out of "
        f"the packages on record, the share with a deal is {without.estimate:.2f} instead of "
        f"{trial.on.estimate:.2f}",
        f"a change of at most {TOLERANCE:.2f}",
        "Ask whether these gains need a deal on the rest. If they do (an end to fighting may), say "
        "beside the share that it rests on them. If not, close the issues; if they were on offer, "
        "write them into the packages on record, so that no-deal counts them too.",
        "padding",
    )


def _without(trial: Trial, keys: list[str]) -> Trial:
    """The snapshot as if some issues had never been on the agenda, nor on record."""
    body = trial.snapshot.body
    issues = {
        k: issue.model_copy(update={"open": issue.open and k not in keys})
        for k, issue in body.issues.items()
    }
    no_deal = {party: _unsaid(bracket, keys) for party, bracket in body.no_deal.items()}
    return trial.changed(issues=issues, no_deal=no_deal)


def _unsaid(bracket: NoDeal, keys: list[str]) -> NoDeal:
    return bracket.model_copy(
        update={
            kind: {
                name: record.model_copy(
                    update={"package": {k: v for k, v in record.package.items() if k not in keys}}
                )
                for name, record in getattr(bracket, kind).items()
            }
            for kind in ("refused", "offered")
        }
    )


def _one_more(trial: Trial) -> Iterator[Problem]:
    """What a small issue on which all gain would do: a cliff is warned of, a slope is noted."""
    padded = trial.beside(_with_one_more(trial))
    moved = abs(padded.estimate - trial.on.estimate)
    if moved <= TOLERANCE:
        return
    found = (
        f"one more issue on which everybody gains {PADDING_POINTS:g} points, a twentieth of its "
        f"main issue, moves the share with a deal from {trial.on.estimate:.2f} to "
        f"{padded.estimate:.2f}"
    )
    if moved > CLIFF:
        yield trial.warning(
            ("issues",),
            found,
            f"a change of at most {TOLERANCE:.2f}",
            "Do not quote the share: it hangs on fewer points than any coder knows, and on where "
            "the agenda ends. Give swings and values the range you are unsure of, see whether the "
            "packages on record say what was on offer on every open issue, and quote u*.",
            "padding",
        )
    else:
        yield trial.note(
            ("issues",),
            found,
            f"a change of at most {TOLERANCE:.2f}",
            "Nothing to mend: the share depends this much on where the agenda ends. Quote u* and "
            "the share without red lines beside it.",
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
