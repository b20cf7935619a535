"""Whether an effect, of a reading or of a lever, can be: in place, in bounds, on what is there."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.view import View
from goldenbridge.case.schema import Effect
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_effect", "neutral"]


def check_effect(view: View, path: Path_, effect: Effect) -> Iterator[Problem]:
    """Effects out of place, out of bounds, or on what is not there."""
    worths = view.body.worths
    if (effect.opens and path[0] != "levers") or (effect.red_line and path[0] == "joint"):
        yield view.problem(
            path,
            "opens an issue" if effect.opens else "sets a red line in a joint table",
            "effects on swings, worths or firmness",
            "What is on the table, a snapshot says; what is done about it, a lever."
            if effect.opens
            else "Let a hypothesis govern the line: hypothesis and confidence_under.",
            "effect",
        )
    if effect.times is not None and effect.times.low < 0:
        yield view.problem(
            (*path, "times"), f"a factor below 0 ({effect.times.low:g})", "0 or more",
            "Turn the values of the issue round where the wish itself is reversed.", "effect",
        )  # fmt: skip
    if effect.shift is not None and not (effect.shift.low >= -1 and effect.shift.high <= 1):
        yield view.problem(
            (*path, "shift"), f"a shift of {effect.shift.low:g} to {effect.shift.high:g}",
            "-1 to 1: firmness itself goes from 0 to 1", "Correct the shift.", "effect",
        )  # fmt: skip
    yield from _valued(view, path, effect)
    swing = effect.swing
    if swing and swing.party in worths and swing.issue in view.body.issues:
        listed = worths[swing.party].swings
        if swing.issue == worths[swing.party].main:
            yield view.problem(
                (*path, "swing"),
                f'the swing of "{swing.party}" on its main issue',
                "100 in every world: it is the measuring rod",
                "Change the other swings instead.",
                "effect",
            )
        elif swing.issue not in listed:
            yield view.problem(
                (*path, "swing"),
                f'"{swing.party}" has no swing on "{swing.issue}" to change',
                "a swing that is there",
                f"Add the swing under worths.{swing.party}.swings, or remove the effect.",
                "effect",
            )
    bare = effect.firmness in view.body.parties and effect.firmness not in view.body.no_deal
    if bare and not view.lost("no_deal", effect.firmness):
        yield view.problem(
            (*path, "firmness"), f'"{effect.firmness}" has no bracket to be firm within',
            "a party with a bracket under no_deal", "Add the bracket, or remove the effect.",
            "effect",
        )  # fmt: skip


def _valued(view: View, path: Path_, effect: Effect) -> Iterator[Problem]:
    """Effects on a swing or a worth to somebody for whom the case has no worths."""
    for name, part in (("swing", effect.swing), ("worth", effect.worth)):
        party = part.party if part else ""
        missing = party in view.body.parties and party not in view.body.worths
        if missing and not view.lost("worths", party):
            yield view.problem(
                (*path, name),
                f'"{party}" has no worths for this to change',
                "a party with worths",
                f"Add worths.{party}, or remove the effect.",
                "effect",
            )


def neutral(effect: Effect) -> bool:
    """Whether an effect leaves a swing, a worth or firmness as it is."""
    value, same = effect.times or effect.points or effect.shift, 1.0 if effect.times else 0.0
    return value is not None and value.low == value.high == same
