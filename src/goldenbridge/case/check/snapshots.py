"""Whether each snapshot differs from the others, and each of its changes changes something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from goldenbridge.case.check.view import View
from goldenbridge.case.snapshot import merge
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, suggest

__all__ = ["check_snapshots"]

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def check_snapshots(view: View) -> Iterator[Problem]:
    """Snapshots that are equal, changes without effect, dates out of order."""
    entries = view.case.snapshots
    for one, two in combinations(view.snapshots.values(), 2):
        if one.body == two.body and view.complete and not view.dropped:
            yield view.problem(
                ("snapshots", two.id),
                f'the same in all parts as the snapshot "{one.id}"',
                "a snapshot that changes something",
                "Say under changes what was different then, or remove it.",
                "snapshot-same",
            )
    for key, entry in entries.items():
        changes = {k: v for k, v in entry.changes.items() if not view.lost(k)}
        for section, part in changes.items():
            at: Path_ = ("snapshots", key, "changes", section)
            base = view.data.get(section)
            yield from _gone(view, at, base, part)
            yield from _idle(view, at, base, part, 3 if section == "worths" else 1)
    for first, second in pairwise(k for k in entries if _DATE.match(k)):
        if second < first:
            yield view.note(
                ("snapshots", second), f'stands after "{first}"', "snapshots in order of date",
                "Move it up, so that reports tell the story in order.", "snapshot-order",
            )  # fmt: skip


def _gone(view: View, at: Path_, base: Any, part: Any) -> Iterator[Problem]:
    """Nulls that remove what is not there."""
    if isinstance(base, dict) and isinstance(part, dict):
        for key, value in part.items():
            if value is None and key not in base:
                yield view.problem(
                    (*at, key),
                    f'removes "{key}", which is not there',
                    "null for an entry that the case has",
                    suggest(key, base),
                    "unknown-name",
                )
            elif key in base:
                yield from _gone(view, (*at, key), base[key], value)


def _idle(view: View, at: Path_, base: Any, part: Any, deep: int) -> Iterator[Problem]:
    """Entries that leave everything as it is; within an entry, a change may repeat what stays."""
    if deep and isinstance(base, dict) and isinstance(part, dict) and part:
        for key in (k for k in part if k in base):
            yield from _idle(view, (*at, key), base[key], part[key], deep - 1)
    elif part is not None and merge(base, part) == base:
        yield view.warning(
            at,
            "says again what the case says anyway",
            "changes that change something",
            "Remove it here, or correct it.",
            "change-idle",
        )
