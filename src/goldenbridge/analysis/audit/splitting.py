"""Splitting: an issue cut in four should leave the answer where it was.

With weights drawn issue by issue, splitting one moved the share from .75 to .84; with basket
totals it moved from .73 to .745. What remains is the finer trade that four parts allow.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import TOLERANCE, Trial
from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.problem import Problem
from goldenbridge.case.schema import NoDeal, Worths

__all__ = ["PARTS", "splittable", "splitting"]

PARTS = 4


def splittable(snapshot: Snapshot) -> str | None:
    """The weightiest open issue that nothing ties to others: no rule, line, interaction, effect."""
    body = snapshot.body
    tied: set[str] = {w.main for w in body.worths.values()}
    for rule in body.rules.values():
        for part in (rule.impossible, rule.if_, rule.then):
            tied |= set(part or {})
    for line in body.red_lines.values():
        tied |= {line.issue, *line.when}
    for worths in body.worths.values():
        for term in worths.interactions.values():
            tied |= set(term.when)
    for _, effects in snapshot.effects():
        for effect in effects:
            tied |= set(effect.worth.when) if effect.worth else set()
            tied |= {effect.swing.issue} if effect.swing else set()
    weights = {
        key: sum(w.swings[key].mode for w in body.worths.values() if key in w.swings)
        for key in snapshot.open_issues
        if key not in tied
    }
    heavy = [key for key, weight in weights.items() if weight > 0]
    return max(heavy, key=lambda key: weights[key]) if heavy else None


def splitting(trial: Trial) -> Iterator[Problem]:
    """What cutting the weightiest untied issue in four does to the headline."""
    key = splittable(trial.snapshot)
    if key is None:
        return
    cut = _split(trial, key).on
    if abs(cut.estimate - trial.on.estimate) > TOLERANCE:
        yield trial.warning(
            ("issues", key),
            f"cutting this issue into {PARTS} moves the share with a deal from "
            f"{trial.on.estimate:.2f} to {cut.estimate:.2f}",
            f"a change of at most {TOLERANCE:.2f}",
            "Give each party a total for the basket it is in, so that parts share one weight.",
            "splitting",
        )


def _split(trial: Trial, key: str) -> Trial:
    body = trial.snapshot.body
    names = [key, *(f"{key}-part-{n}" for n in range(2, PARTS + 1))]
    worths = {party: _split_worths(known, key, names) for party, known in body.worths.items()}
    parties = {
        party: known.model_copy(
            update={"controls": (*known.controls, *(names[1:] if key in known.controls else ()))}
        )
        for party, known in body.parties.items()
    }
    no_deal = {party: _split_packages(known, key, names) for party, known in body.no_deal.items()}
    issues = {**body.issues, **dict.fromkeys(names, body.issues[key])}
    return trial.changed(issues=issues, worths=worths, parties=parties, no_deal=no_deal)


def _split_worths(worths: Worths, key: str, names: list[str]) -> Worths:
    if key not in worths.swings:
        return worths
    whole = worths.swings[key]
    part = Judgement(low=whole.low / PARTS, mode=whole.mode / PARTS, high=whole.high / PARTS)
    return worths.model_copy(
        update={
            "swings": {**worths.swings, **dict.fromkeys(names, part)},
            "values": {**worths.values, **dict.fromkeys(names, worths.values[key])},
        }
    )


def _split_packages(bracket: NoDeal, key: str, names: list[str]) -> NoDeal:
    def cut(kind: str) -> dict[str, object]:
        return {
            name: record.model_copy(
                update={"package": {**record.package, **dict.fromkeys(names, record.package[key])}}
            )
            if key in record.package
            else record
            for name, record in getattr(bracket, kind).items()
        }

    return bracket.model_copy(update={"refused": cut("refused"), "offered": cut("offered")})
