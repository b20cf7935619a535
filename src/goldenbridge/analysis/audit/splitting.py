"""Splitting: an issue cut in four should leave the answer where it was.

With weights drawn issue by issue, splitting one moved the share from .75 to .84; with basket
totals it moved from .73 to .745. Two things move it. Parts whose weights are drawn one by one
even each other out: that is nonsense, and a total for their basket ends it. And four parts allow
finer trade than one issue: that is so, as far as the issue can be cut at all, and nothing ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from goldenbridge.analysis.audit.trial import TOLERANCE, Trial
from goldenbridge.analysis.estimate import Share
from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import NoDeal, Worths
from goldenbridge.files.problem import Problem

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
    """What cutting the weightiest untied issue in four does to the headline, and through what."""
    key = splittable(trial.snapshot)
    if key is None:
        return
    whole = trial.on.estimate
    cut = _split(trial, key)
    finer = _quartered(trial, cut, key).estimate
    apart = cut.on.estimate
    loose = _loose(trial.snapshot, key)
    if loose and abs(apart - finer) > TOLERANCE:
        yield trial.warning(
            ("issues", key),
            f"cutting this issue into {PARTS} moves the share with a deal from {whole:.2f} to "
            f"{apart:.2f}; were the parts to share one weight, it would be {finer:.2f}",
            f"a change of at most {TOLERANCE:.2f} through weights drawn one by one",
            "Put the issue in a basket and give each party a total for it, so that what an issue "
            f"is cut into shares one weight. Without one: {', '.join(loose)}.",
            "splitting",
        )
        return
    reached = finer if loose else apart
    if abs(reached - whole) > TOLERANCE:
        yield trial.note(
            ("issues", key),
            f"cutting this issue into {PARTS} that share its weight moves the share with a deal "
            f"from {whole:.2f} to {reached:.2f}: parts allow finer trade",
            f"a change of at most {TOLERANCE:.2f}",
            "If it can be settled by degrees, give it options in between. If not, nothing is "
            "wrong: quote u* beside the share, which depends this much on how the agenda is cut.",
            "splitting",
        )


def _loose(snapshot: Snapshot, key: str) -> list[str]:
    """Who is unsure of the issue's weight, and has no total for its basket to hold it."""
    body = snapshot.body
    basket = body.issues[key].basket
    return [
        body.parties[party].name
        for party, worths in body.worths.items()
        if party in snapshot.consenting
        and key in worths.swings
        and worths.swings[key].uncertain
        and basket not in worths.baskets
    ]


def _quartered(trial: Trial, cut: Trial, key: str) -> Share:
    """The headline where each part is worth just a quarter of the whole, world by world."""
    worlds, frame = trial.sample.worlds, cut.sample.frame
    before = trial.sample.frame.wide
    columns, parts = [], []
    for issue in frame.wide.issues:
        number = before.issues.index(key if _is_part(issue, key) else issue)
        places = np.arange(before.offsets[number], before.offsets[number + 1])
        columns.append(places)
        parts.append(np.full(len(places), PARTS if _is_part(issue, key) else 1))
    full = worlds.full[:, :, np.concatenate(columns)] / np.concatenate(parts)
    return trial.answered(replace(worlds, frame=frame, full=full))


def _is_part(issue: str, key: str) -> bool:
    return issue in _parts(key)


def _parts(key: str) -> list[str]:
    """What the parts are called; the first keeps the name."""
    return [key, *(f"{key}-part-{n}" for n in range(2, PARTS + 1))]


def _split(trial: Trial, key: str) -> Trial:
    body = trial.snapshot.body
    names = _parts(key)
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
