"""What levers and steps rest on: every cost, belief and effect, by its path in the case file."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Effect, Lever
from goldenbridge.report.words import inside, listed

__all__ = ["bridge_judgements", "effect_label", "readings"]

Path = tuple[str | int, ...]


def bridge_judgements(snapshot: Snapshot) -> Iterator[tuple[Path, str, Judgement]]:
    """Every judgement that only the bridge rests on: its path, what it is of, and the value.

    They are not among the judgements that the answer itself rests on.
    """
    body = snapshot.body
    for key, lever in body.levers.items():
        yield from _of_lever(snapshot, ("levers", key), lever)
    for party, value in body.steps.patience.items():
        whose = inside(snapshot.name(party))
        yield (
            ("steps", "patience", party),
            f"Patience of {whose}: worth now of a point a {body.steps.period} later",
            value,
        )
    for key, posted in body.steps.guarantees.items():
        label = f"What {inside(snapshot.name(posted.by))} forfeits by breaking the deal"
        yield ("steps", "guarantees", key, "points"), label, posted.points
    for key, issue in body.issues.items():
        if issue.steps is not None and issue.steps.reversible is not None:
            label = f"{issue.name}: share that can be taken back"
            yield ("issues", key, "steps", "reversible"), label, issue.steps.reversible


def _of_lever(snapshot: Snapshot, at: Path, lever: Lever) -> Iterator[tuple[Path, str, Judgement]]:

    def name(party: str) -> str:
        return inside(snapshot.name(party))

    for party, value in lever.costs.items():
        yield (*at, "costs", party), f"Cost to {name(party)}", value
    for party, value in lever.credibility.items():
        yield (*at, "credibility", party), f"How far {name(party)} believes it", value
    if lever.way_out is not None:
        for party, value in lever.way_out.credibility.items():
            label = f"How far {name(party)} believes it with a way out stated"
            yield (*at, "way_out", "credibility", party), label, value
    for number, effect in enumerate(lever.effects):
        for key in ("times", "points", "shift"):
            value = getattr(effect, key)
            if value is not None:
                yield (*at, "effects", number, key), effect_label(snapshot, effect), value


def effect_label(snapshot: Snapshot, effect: Effect) -> str:
    """What an effect of a lever changes, without its size."""
    body = snapshot.body

    def name(party: str) -> str:
        return inside(snapshot.name(party))

    if effect.swing:
        issue = body.issues[effect.swing.issue].name
        return f"Factor on the weight of {issue} for {name(effect.swing.party)}"
    if effect.worth:
        told = []
        for key, chosen in effect.worth.when.items():
            issue_names = (body.issues[key].options[o].name for o in chosen)
            told.append(f"{body.issues[key].name}: {listed(issue_names, 'or')}")
        return f"Points for {name(effect.worth.party)} where {'; '.join(told)}"
    if effect.firmness:
        return f"Shift of the firmness of {name(effect.firmness)}"
    if effect.red_line:
        line = body.red_lines.get(effect.red_line)
        said = line.text.rstrip(".") if line else effect.red_line
        return f"Confidence that the red line “{said}” is real"
    issue_name = body.issues[effect.opens].name if effect.opens in body.issues else effect.opens
    return f"Puts on the table: {issue_name}"


def readings(snapshot: Snapshot, works_if: dict[str, tuple[str, ...]]) -> str:
    """The readings under which a lever works, in words."""
    known, told = snapshot.body.hypotheses, []
    for key, chosen in works_if.items():
        if key in known:
            texts = (f"“{known[key].readings[n].text.rstrip('.')}”" for n in chosen)
            told.append(f"{known[key].name}: {listed(texts, 'or')}")
    return "; ".join(told)
