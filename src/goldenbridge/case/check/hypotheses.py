"""Whether each hypothesis can be drawn, changes something, and compounds with no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product

from goldenbridge.case.case import Snapshot
from goldenbridge.case.check.effects import check_effect, neutral
from goldenbridge.case.check.modes import shares
from goldenbridge.case.check.view import View
from goldenbridge.case.schema import Effect, Joint
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity

__all__ = ["check_dead_hypotheses", "check_hypotheses"]

AGREE = 0.005
"""Shares this close are the same, as weights are written with few digits."""


def check_hypotheses(view: View) -> Iterator[Problem]:
    """Weights, joint tables, effects, and targets that several hypotheses touch."""
    yield from _weights(view)
    for key, joint in view.body.joint.items():
        yield from _table(view, key, joint)
    for path, _, effect in _effects(view.snapshot):
        yield from check_effect(view, path, effect)
    yield from _shared(view)


def check_dead_hypotheses(view: View) -> Iterator[Problem]:
    """Hypotheses whose readings change nothing, in any snapshot."""
    if not view.complete or view.dropped:
        return
    snapshots = view.snapshots.values()
    live = {name for snapshot in snapshots for name in _live(snapshot)}
    for key in dict.fromkeys(k for snapshot in snapshots for k in snapshot.body.hypotheses):
        if key not in live:
            yield view.warning(
                ("hypotheses", key),
                "whichever of its readings holds, nothing changes",
                "readings with effects, or a red line that it governs",
                "Say under effects what follows from each reading, or remove the hypothesis.",
                "dead-hypothesis",
            )


def _live(snapshot: Snapshot) -> Iterator[str]:
    body = snapshot.body
    yield from (line.hypothesis for line in body.red_lines.values() if line.hypothesis)
    for lever in body.levers.values():
        yield from lever.works_if
    for _, carriers, effect in _effects(snapshot):
        if not neutral(effect):
            yield from carriers


def _effects(snapshot: Snapshot) -> Iterator[tuple[Path_, tuple[str, ...], Effect]]:
    """Every effect of a reading or a cell: path, the hypotheses it hangs on, itself."""
    for path, effects in snapshot.effects():
        key = str(path[1])
        tabled = path[0] == "joint"
        carriers = snapshot.body.joint[key].hypotheses if tabled else (key,)
        for number, effect in enumerate(effects):
            yield (*path, number), carriers, effect


def _weights(view: View) -> Iterator[Problem]:
    tabled = {name: key for key, joint in view.body.joint.items() for name in joint.hypotheses}
    for key, hypothesis in view.body.hypotheses.items():
        given = {k: r.weight for k, r in hypothesis.readings.items() if r.weight is not None}
        at: Path_ = ("hypotheses", key, "readings")
        if key in tabled:
            yield from _twice(view, key, tabled[key])
        elif given and len(given) == len(hypothesis.readings) and not any(given.values()):
            yield view.problem(
                at,
                "every reading has the weight 0",
                "at least one reading that can hold",
                "Give the readings weights, or leave all weights out: they then count the same.",
                "weights",
            )
        elif given and len(given) < len(hypothesis.readings):
            yield view.warning(
                at,
                f"a weight for {', '.join(given)} only; the other readings count as 1",
                "a weight for every reading, or for none",
                "Give them all, or leave all out.",
                "weights",
            )


def _twice(view: View, key: str, table: str) -> Iterator[Problem]:
    """Weights of readings beside those of their joint table, which alone are drawn from."""
    readings = view.body.hypotheses[key].readings
    total = sum(reading.weight or 0.0 for reading in readings.values())
    if not total:
        return
    drawn = shares(view.body, key)
    here = {name: (reading.weight or 0.0) / total for name, reading in readings.items()}
    agree = all(abs(drawn[name] - here[name]) < AGREE for name in readings)
    said = ", ".join(f"{name} {here[name]:.0%} and {drawn[name]:.0%}" for name in readings)
    yield view.problem(
        ("hypotheses", key, "readings"),
        f'weights here, and in the joint table "{table}"'
        + (", which agree" if agree else f", which disagree: {said}"),
        "weights in one place, or the same in both",
        "Remove the weights here, or bring them in line: the cells of the table are drawn from.",
        "weights",
        Severity.NOTE if agree else Severity.ERROR,
    )


def _table(view: View, key: str, joint: Joint) -> Iterator[Problem]:
    body = view.body
    if not all(name in body.hypotheses for name in joint.hypotheses):
        return
    if len(set(joint.hypotheses)) < len(joint.hypotheses):
        yield view.problem(
            ("joint", key, "hypotheses"), "a hypothesis named twice", "each once", "Remove one.",
            "joint-cells",
        )  # fmt: skip
        return
    for other, table in body.joint.items():
        both = [name for name in joint.hypotheses if name in table.hypotheses]
        if other < key and both:
            yield view.problem(
                ("joint", key, "hypotheses"),
                f'"{both[0]}" is in the joint table "{other}" as well',
                "each hypothesis in one table",
                "Make one table of the two.",
                "joint-cells",
            )
    counts: Counter[tuple[str, ...]] = Counter()
    for number, cell in enumerate(joint.cells):
        missing = [name for name in joint.hypotheses if name not in cell.when]
        if missing:
            yield view.problem(
                ("joint", key, "cells", number),
                f"a cell that says nothing of {', '.join(missing)}",
                "one reading of every hypothesis of the table",
                "Add: " + ", ".join(f"{name}: …" for name in missing),
                "joint-cells",
            )
        else:
            combination = tuple(cell.when[name] for name in joint.hypotheses)
            counts[combination] += 1
            if counts[combination] == 2:
                yield view.problem(
                    ("joint", key, "cells", number),
                    f"a second cell for {_said(joint, combination)}",
                    "every combination once",
                    "Remove one of the two.",
                    "joint-cells",
                )
    wanted = product(*(body.hypotheses[name].readings for name in joint.hypotheses))
    absent = [combination for combination in wanted if combination not in counts]
    if absent:
        more = f" and {len(absent) - 3} more" if len(absent) > 3 else ""
        yield view.problem(
            ("joint", key, "cells"),
            "no cell for " + "; ".join(_said(joint, c) for c in absent[:3]) + more,
            "every combination once",
            "Add them; a combination that cannot be has the weight 0.",
            "joint-cells",
        )
    elif not any(cell.weight for cell in joint.cells):
        yield view.problem(
            ("joint", key, "cells"), "every cell has the weight 0", "one that can hold",
            "Give the cells weights.", "weights",
        )  # fmt: skip


def _said(joint: Joint, combination: tuple[str, ...]) -> str:
    return ", ".join(f"{h}: {r}" for h, r in zip(joint.hypotheses, combination, strict=True))


def _shared(view: View) -> Iterator[Problem]:
    """Two hypotheses that touch one thing without a joint table compound by accident."""
    carried: list[tuple[Path_, tuple[str, ...], Effect]] = list(_effects(view.snapshot))
    told: set[tuple[str, str, str]] = set()
    for (_, one, first), (path, two, second) in combinations(carried, 2):
        if set(one) & set(two) and not (len(one) == len(two) == 1 and one != two):
            continue
        target = _meet(first, second)
        if target is None or (one[0], two[0], target) in told:
            continue
        told.add((one[0], two[0], target))
        yield _touched(view, path, one[0], two[0], target)
    for path, (key, *_), effect in carried:
        line = view.body.red_lines.get(effect.red_line or "")
        if line is None or path[0] == "joint":
            continue
        if line.hypothesis is not None and line.hypothesis != key:
            yield _touched(view, path, line.hypothesis, key, f"red line {effect.red_line}")


def _touched(view: View, path: Path_, one: str, two: str, target: str) -> Problem:
    return view.problem(
        path,
        f'"{one}" and "{two}" both change the {target}',
        "hypotheses that touch one thing in a joint table",
        f"Add joint: with hypotheses: [{one}, {two}] and move these effects into its cells, "
        "one for every combination; separate factors would compound.",
        "shared-target",
    )


def _meet(one: Effect, two: Effect) -> str | None:
    """The one thing that two effects both touch, if there is one."""
    if one.worth and two.worth:
        if one.worth.party != two.worth.party or one.worth.when.keys() != two.worth.when.keys():
            return None
        overlap = all(set(one.worth.when[i]) & set(two.worth.when[i]) for i in one.worth.when)
        return two.target if overlap else None
    return two.target if one.target == two.target else None
