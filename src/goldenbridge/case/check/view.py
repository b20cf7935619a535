"""What a check sees: one snapshot of a case, its evidence, and a way to tell a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldenbridge.case.case import Snapshot
from goldenbridge.case.schema import Body, CaseFile, Contradiction, Expected, PackageRecord
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity, place
from goldenbridge.sources.source import Source
from goldenbridge.statements.statement import Statement

__all__ = ["View"]


def _nowhere(path: Path_) -> int:
    return 0


@dataclass(frozen=True)
class View:
    """One snapshot as the checks see it.

    Attributes
    ----------
    file : name of the case file.
    snapshot : the resolved snapshot.
    snapshots : all of them, by id.
    case : the case file itself, with its statements and contradictions.
    data : the same as plain values, as read.
    sources, expected : what the files beside it say.
    source_line, expected_line : the line of a path in those files.
    dropped : sections and entries that were read with a fault and left out, so that nobody
        complains twice.
    complete : whether every snapshot could be read.
    texts : folder with the texts of the sources, if there is one.
    """

    file: str
    snapshot: Snapshot
    snapshots: Mapping[str, Snapshot]
    case: CaseFile
    data: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    expected: Expected | None = None
    source_line: Callable[[Path_], int] = _nowhere
    expected_line: Callable[[Path_], int] = _nowhere
    dropped: frozenset[Path_] = frozenset()
    complete: bool = True
    texts: Path | None = None

    @property
    def body(self) -> Body:
        """Parties, issues, worths and so on."""
        return self.snapshot.body

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Who said what."""
        return self.case.statements

    @property
    def contradictions(self) -> Mapping[str, Contradiction]:
        """What cannot all be right."""
        return self.case.contradictions

    def lost(self, section: str, name: str | None = None) -> bool:
        """Whether a section, or an entry of that name, was left out for a fault told already."""
        return (section,) in self.dropped or (section, name) in self.dropped

    def problem(
        self,
        path: Path_,
        found: str,
        wanted: str,
        advice: str,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at a path of keys."""
        line = self.snapshot.line_of(path)
        return Problem(self.file, line, place(path), found, wanted, advice, severity, code)

    def warning(self, path: Path_, found: str, wanted: str, advice: str, code: str) -> Problem:
        """A problem that does not keep the case from loading."""
        return self.problem(path, found, wanted, advice, code, Severity.WARNING)

    def note(self, path: Path_, found: str, wanted: str, advice: str, code: str) -> Problem:
        """Something to know."""
        return self.problem(path, found, wanted, advice, code, Severity.NOTE)

    def packages(self) -> Iterator[tuple[Path_, str, str, PackageRecord]]:
        """Every package on record: path, party, refused or offered, the record."""
        for party, bracket in self.body.no_deal.items():
            for key, record in bracket.refused.items():
                yield ("no_deal", party, "refused", key), party, "refused", record
            for key, record in bracket.offered.items():
                yield ("no_deal", party, "offered", key), party, "offered", record

    def known(self, package: Mapping[str, str]) -> bool:
        """Whether every name in a package is one of this snapshot's."""
        issues = self.body.issues
        return all(i in issues and o in issues[i].options for i, o in package.items())
