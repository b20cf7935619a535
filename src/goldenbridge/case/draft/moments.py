"""Snapshots: the same draft from what had been said by each of several separate moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from goldenbridge.case.draft.body import body_of
from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.frame import Frame
from goldenbridge.case.draft.room import trimmed
from goldenbridge.case.draft.stands import Stands
from goldenbridge.case.draft.words import plural
from goldenbridge.case.snapshot import merge

__all__ = ["GAP", "difference", "moments_of", "snapshots_of", "told_apart"]

#: Days without a statement that set two moments apart.
GAP = 60

LIMIT = 24


def moments_of(said: Sequence[Said]) -> list[tuple[str, tuple[Said, ...]]]:
    """The last day of each moment, with all that had been said by then.

    What has no date is taken to have been known all along.
    """
    dated = sorted((s for s in said if s.when is not None), key=lambda s: _last(s))
    days = [_last(s) for s in dated]
    ends = [day for day, later in pairwise(days) if later - day > GAP] + days[-1:]
    return [
        (
            date.fromordinal(end).isoformat(),
            tuple(s for s in said if s.when is None or _last(s) <= end),
        )
        for end in ends[-LIMIT:]
    ]


def _last(said: Said) -> int:
    assert said.when is not None
    return said.when.last.toordinal()


def told_apart(frame: Frame, said: Sequence[Said]) -> list[tuple[str, str, dict[str, Any]]]:
    """The moments at which the case differs: day, what had been said by then, and the case."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    seen: list[object] = []
    for day, some in moments_of(said):
        stands = Stands(frame, some)
        if not stands.consenting:
            continue  # nobody takes a side yet: no case
        body = body_of(stands, said)
        if (bare := _bare(body)) in seen:
            continue  # more was said, and nothing new
        seen.append(bare)
        documents = plural(len({s.source for s in some}), "document")
        text = f"What {plural(len(some), 'statement')} in {documents} had said by then."
        found.append((day, text, body))
    return found if len(found) > 1 else []


def snapshots_of(
    moments: Sequence[tuple[str, str, dict[str, Any]]],
    base: dict[str, Any],
    rank: Mapping[str, tuple[int, ...]],
    most: int,
) -> dict[str, Any]:
    """Snapshots of a case whose own part is ``base``.

    Parameters
    ----------
    moments : from :func:`told_apart`.
    base : the case's own part, with ``most`` statements named under each judgement.
    rank : which of them come first.
    """
    found: dict[str, Any] = {}
    for day, text, body in moments:
        found[day] = {"title": f"By {day}", "text": text}
        changes = difference(base, trimmed(body, rank, most))
        if changes:
            found[day]["changes"] = changes
    return found


def _bare(part: Any) -> Any:
    """A part of a case without what only says how it is carried."""
    if not isinstance(part, dict):
        return part
    return {k: _bare(v) for k, v in part.items() if k not in {"from", "note", "confidence"}}


def difference(base: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The changes that make one part of a case into another, laid over it as snapshots are.

    >>> difference({"a": {"x": 1, "y": 2}}, {"a": {"x": 1, "z": 3}})
    {'a': {'y': None, 'z': 3}}
    """
    changes: dict[str, Any] = {}
    for key in [*base, *(k for k in wanted if k not in base)]:
        if key not in wanted:
            changes[key] = None
        elif key not in base:
            changes[key] = wanted[key]
        elif base[key] != wanted[key]:
            one, two = base[key], wanted[key]
            inner = difference(one, two) if isinstance(one, dict) and isinstance(two, dict) else two
            changes[key] = inner if merge(one, inner) == two else two
    return changes
