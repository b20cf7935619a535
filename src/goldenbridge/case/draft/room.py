"""A draft within what a case file holds and a person reads: fewer names under each ``from``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from goldenbridge.case.draft.evidence import Said

__all__ = ["LIMIT_VALUES", "NAMED", "count", "named", "ranks", "trimmed"]

#: Values of a drafted case: two thirds of what a file may have, so that there is room to work.
LIMIT_VALUES = 40_000

#: How many statements a judgement names, at most; the next lower number where there is no room.
NAMED = (24, 8, 3, 1)


def ranks(said: Iterable[Said]) -> dict[str, tuple[int, ...]]:
    """Id of a statement → its place among those that carry the same: the surest first.

    Reviewed before suggested, red lines first, then the party's own voice, then its quoted words.
    """
    return {
        s.id: (s.suggested, not s.line, not s.own, s.coded.role != "quoted", number)
        for number, s in enumerate(said)
    }


def trimmed(part: Any, rank: Mapping[str, tuple[int, ...]], most: int) -> Any:
    """A part of a case in which every judgement names ``most`` statements at most, the surest.

    >>> trimmed({"a": {"from": ["x", "y", "z"]}}, {"x": (1,), "y": (0,), "z": (0, 1)}, 2)
    {'a': {'from': ['y', 'z']}}
    """
    if isinstance(part, list):
        return [trimmed(inner, rank, most) for inner in part]
    if not isinstance(part, dict):
        return part
    made = {key: trimmed(inner, rank, most) for key, inner in part.items()}
    names = made.get("from")
    if isinstance(names, list) and len(names) > most:
        kept = set(sorted(names, key=lambda name: rank[name])[:most])
        made["from"] = [name for name in names if name in kept]
    return made


def named(part: Any) -> set[str]:
    """Every statement under ``from`` or ``statements``, anywhere in a part."""
    if isinstance(part, list):
        return {name for inner in part for name in named(inner)}
    if not isinstance(part, dict):
        return set()
    here = {n for k in ("from", "statements") if isinstance(part.get(k), list) for n in part[k]}
    return here.union(*(named(inner) for inner in part.values()))


def count(part: Any) -> int:
    """How many values a part has, as the reader of case files counts them."""
    if isinstance(part, Mapping):
        return 1 + sum(1 + count(inner) for inner in part.values())
    if isinstance(part, list | tuple):
        return 1 + sum(map(count, part))
    return 1
