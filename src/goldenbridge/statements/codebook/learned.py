"""What was learned of a codebook's issues from coded statements: which words go with which."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["LARGEST", "NOTHING", "TERMS", "Learned", "Row", "read_learned"]

#: No issue: words that take no position.
NOTHING = "-"
#: What a codebook's terms say of a stretch of words: there, there first, in the whole sentence, in
#: the sentences before, in what stands around.
TERMS = ("here", "first", "whole", "before", "topic")
#: A file of learned words is no larger, in bytes.
LARGEST = 20_000_000
Row = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Learned:
    """What was learned of a codebook's issues.

    Attributes
    ----------
    issues : the codebook's ids, and :data:`NOTHING` last.
    inside : word or pair of words → what it says for each issue, where a statement holds it.
    around : the same for words that stand around a statement.
    start : what stands before any word is read, one an issue.
    terms : what one unit of each of :data:`TERMS` says for its issue.
    """

    issues: tuple[str, ...]
    inside: Mapping[str, Row]
    around: Mapping[str, Row]
    start: Row
    terms: tuple[float, ...]

    def for_issues(self, issues: Iterable[str]) -> Learned:
        """The same for a codebook that has changed since: its issues, no others.

        An issue that was not there has its terms only; one that is gone is left out.
        """
        wanted = tuple(issues)
        if set(wanted) == set(self.issues[:-1]):
            return self
        at = {issue: place for place, issue in enumerate(self.issues)}
        places = [at.get(issue, -1) for issue in (*wanted, NOTHING)]
        known = np.array([place >= 0 for place in places])

        def row(told: Row) -> Row:
            return np.where(known, told[places], 0.0)

        usual = float(np.median(self.start[:-1]))
        return Learned(
            (*wanted, NOTHING),
            {word: row(told) for word, told in self.inside.items()},
            {word: row(told) for word, told in self.around.items()},
            np.where(known, self.start[places], usual),
            self.terms,
        )

    def written(self, faint: float = 0.1) -> dict[str, Any]:
        """As plain tables to be kept in a file, without what says next to nothing.

        A word that says less than ``faint`` for every issue is left out, and so is what a word says
        for an issue where that is less than half of it.
        """

        def table(rows: Mapping[str, Row]) -> dict[str, dict[str, float]]:
            return {
                word: {
                    issue: round(float(value), 2)
                    for issue, value in zip(self.issues, row, strict=True)
                    if abs(value) >= faint / 2
                }
                for word, row in sorted(rows.items())
                if np.abs(row).max() >= faint
            }

        return {
            "terms": dict(zip(TERMS, (round(t, 3) for t in self.terms), strict=True)),
            "start": dict(zip(self.issues, (round(float(v), 3) for v in self.start), strict=True)),
            "inside": table(self.inside),
            "around": table(self.around),
        }

    @classmethod
    def read(cls, tables: Mapping[str, Any]) -> Learned:
        """From tables as :meth:`written` makes them."""
        issues = (*sorted(set(tables["start"]) - {NOTHING}), NOTHING)

        def row(told: Mapping[str, float]) -> Row:
            return np.array([told.get(issue, 0.0) for issue in issues])

        return cls(
            issues,
            {word: row(told) for word, told in tables["inside"].items()},
            {word: row(told) for word, told in tables["around"].items()},
            row(tables["start"]),
            tuple(tables["terms"][name] for name in TERMS),
        )


def read_learned(path: Path) -> Learned:
    """Read a file of learned words.

    Raises
    ------
    OSError : it cannot be read.
    ValueError : it is no such file; the text says what is wrong with it.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError(f"more than {LARGEST // 1_000_000} MB")
    try:
        tables = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON, or damaged") from error
    if not isinstance(tables, dict) or not all(
        isinstance(tables.get(part), dict) for part in ("terms", "start", "inside", "around")
    ):
        raise ValueError("not a file of learned words")
    rows = [*tables["inside"].values(), *tables["around"].values()]
    if not all(_numbers(row) for row in (tables["start"], tables["terms"], *rows)):
        raise ValueError("some of its words have no numbers")
    if NOTHING not in tables["start"] or set(tables["terms"]) != set(TERMS):
        raise ValueError("written by another version of the program")
    return Learned.read(tables)


def _numbers(row: object) -> bool:
    return isinstance(row, dict) and all(
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        for value in row.values()
    )
