"""Discourse networks told slowly: dictionaries and loops, no arrays, no shared code."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from goldenbridge.analysis.discourse import Stance

Cells = dict[tuple[str, str], float]


def activity(rows: Sequence[Stance], actor: str) -> float:
    return sum(r.weight for r in rows if r.actor == actor)


def pairs(rows: Sequence[Stance], kind: str, scale: tuple[int, int] = (-1, 1)) -> Cells:
    """One-mode ties, statement by statement: each two statements on one issue add their part."""
    length = scale[1] - scale[0]
    made: Cells = defaultdict(float)
    for a in rows:
        for b in rows:
            if a.actor == b.actor or a.issue != b.issue:
                continue
            apart = abs(a.polarity - b.polarity) / length
            part = {
                "congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart, "ignore": 1,
            }[kind]  # fmt: skip
            made[a.actor, b.actor] += a.weight * b.weight * part
    return made


def tie(rows: Sequence[Stance], one: str, other: str, kind: str, how: str) -> float:
    """A normalised tie of two actors, by the words of its definition."""
    w = pairs(rows, kind)[one, other]
    a, b = activity(rows, one), activity(rows, other)
    x = _counts(rows, one)
    y = _counts(rows, other)
    if how == "none":
        return w
    if how == "average":
        return w / ((a + b) / 2)
    if how == "dna_cosine":
        return w / (a * b) if a * b else 0.0
    if how == "dna_jaccard":
        keys = set(x) | set(y)
        alone = sum(x.get(k, 0) for k in keys if not y.get(k, 0))
        alone += sum(y.get(k, 0) for k in keys if not x.get(k, 0))
        whole = alone + sum(x.get(k, 0) * y.get(k, 0) for k in keys)
        return w / whole if whole else 0.0
    if kind == "ignore":
        x, y = _without_sides(x), _without_sides(y)
    turned = {(issue, -side): n for (issue, side), n in y.items()}
    alike = {"jaccard": _jaccard, "cosine": _cosine}[how]
    if kind == "subtract":
        return alike(x, y) - alike(x, turned)
    return alike(x, turned if kind == "conflict" else y)


def _counts(rows: Sequence[Stance], actor: str) -> dict[tuple[str, int], float]:
    made: dict[tuple[str, int], float] = defaultdict(float)
    for r in rows:
        if r.actor == actor:
            made[r.issue, r.polarity] += r.weight
    return {key: n for key, n in made.items() if n}


def _without_sides(x: dict[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    made: dict[tuple[str, int], float] = defaultdict(float)
    for (issue, _), n in x.items():
        made[issue, 0] += n
    return dict(made)


def _jaccard(x: dict[tuple[str, int], float], y: dict[tuple[str, int], float]) -> float:
    return len(set(x) & set(y)) / len(set(x) | set(y)) if x or y else 0.0


def _cosine(x: dict[tuple[str, int], float], y: dict[tuple[str, int], float]) -> float:
    inner = sum(n * y.get(key, 0) for key, n in x.items())
    long = math.sqrt(sum(n * n for n in x.values())) * math.sqrt(sum(n * n for n in y.values()))
    return inner / long if long else 0.0
