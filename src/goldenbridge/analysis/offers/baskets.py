"""Baskets of issues: which there are, and the deal space in which only some of them move."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.worlds import Frame

__all__ = ["groups", "name_of", "restricted"]

#: Where a case names no baskets, so many open issues at most are taken as baskets of their own.
SINGLES = 8


def groups(frame: Frame) -> dict[str, list[int]]:
    """The baskets with open issues: id → numbers of the issues; empty if there are none to link."""
    body, space = frame.snapshot.body, frame.space
    movable = [n for n, size in enumerate(space.sizes.tolist()) if size > 1]
    found: dict[str, list[int]] = {}
    for number in movable:
        found.setdefault(body.issues[space.issues[number]].basket or "", []).append(number)
    if set(found) <= {""}:
        return {space.issues[n]: [n] for n in movable} if len(movable) <= SINGLES else {}
    return found


def name_of(frame: Frame, basket: str) -> str:
    """What to call a basket, an issue that counts as one, or the issues of no basket."""
    body = frame.snapshot.body
    if basket in body.baskets:
        return body.baskets[basket].name
    return body.issues[basket].name if basket in body.issues else "Other issues"


def restricted(frame: Frame, movable: Sequence[int], moved: Sequence[Sequence[int]] = ()) -> Layers:
    """The deal space in which only some issues move, and something in each of the ``moved``."""
    space, layers = frame.space, frame.layers
    rules = [
        Clause(((n, tuple(o for o in range(size) if o != frame.defaults[n])),))
        for n, size in enumerate(space.sizes.tolist())
        if size > 1 and n not in movable
    ]
    rules += [Clause(tuple((n, (int(frame.defaults[n]),)) for n in part)) for part in moved]
    return layer(
        DealSpace(space.issues, space.options, (*space.impossible, *rules)),
        layers.terms,
        layers.lines,
        frame.controls,
        frame.defaults,
        frame.line_owners,
    )
