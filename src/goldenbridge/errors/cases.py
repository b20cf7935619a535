"""What can be wrong with a case, a report on it, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.errors.error import GoldenbridgeError, Unusable, did_you_mean, in_lines

__all__ = [
    "CaseInvalid",
    "CaseNotFound",
    "DraftTooThin",
    "FilesInTheWay",
    "JudgementUnknown",
    "LeversTooTied",
    "ReportMismatch",
    "SnapshotUnknown",
]


class CaseInvalid(Unusable):
    """A case that cannot be used as it stands.

    Attributes
    ----------
    path : where the case was read from.
    problems : every problem found, not just the first; each tells itself by ``str``.

    >>> print(CaseInvalid("case.yaml", ["case.yaml:4: Two parties are called “Norvik”."]))
    case.yaml cannot be used as a case: 1 problem.
    <BLANKLINE>
    case.yaml:4: Two parties are called “Norvik”.
    """

    wanted = "a case"


class CaseNotFound(GoldenbridgeError):
    """There is no case by this name: neither a file nor a bundled case.

    >>> print(CaseNotFound("european-securty", ["european-security", "orange"]))
    No case "european-securty": no such file, and no bundled case has that name.
      Did you mean "european-security"?
      List the bundled cases with: goldenbridge cases
    """

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name, self.known)

    def __str__(self) -> str:
        return in_lines(
            f'No case "{self.name}": no such file, and no bundled case has that name.',
            did_you_mean(self.name, self.known),
            "List the bundled cases with: goldenbridge cases",
        )


class SnapshotUnknown(GoldenbridgeError):
    """The case has no snapshot of this name or date.

    >>> print(SnapshotUnknown("orange", "2023-11", ["2022-11", "2024-06"]))
    The case "orange" has no snapshot "2023-11".
      Did you mean "2022-11"?
      It has: 2022-11, 2024-06
    """

    exit_code = 2

    def __init__(self, case: str, snapshot: str, known: Iterable[str] = ()) -> None:
        self.case = case
        self.snapshot = snapshot
        self.known = tuple(known)
        super().__init__(case, snapshot, self.known)

    def __str__(self) -> str:
        return in_lines(
            f'The case "{self.case}" has no snapshot "{self.snapshot}".',
            did_you_mean(self.snapshot, self.known),
            f"It has: {', '.join(self.known)}" if self.known else "It has no snapshots at all.",
        )


class ReportMismatch(GoldenbridgeError):
    """A report says something other than what its case gives when it is worked out again.

    >>> print(ReportMismatch("report.html", ["share of worlds with a deal: 0.41, now 0.38"]))
    report.html does not follow from the case it names: 1 difference.
      share of worlds with a deal: 0.41, now 0.38
    """

    def __init__(self, path: str, differences: Iterable[str]) -> None:
        self.path = path
        self.differences = tuple(differences)
        super().__init__(path, self.differences)

    def __str__(self) -> str:
        count = len(self.differences)
        return in_lines(
            f"{self.path} does not follow from the case it names: "
            f"{count} difference{'s' * (count != 1)}.",
            *self.differences,
        )


class LeversTooTied(GoldenbridgeError):
    """More levers change one and the same thing than can be told apart in every combination.

    >>> print(LeversTooTied(["aid", "arms", "loans"], 2))
    3 levers meet in one thing (aid, arms, loans); at most 2 can be told apart.
      Ask for fewer of them at once, or merge levers that would be used together.
    """

    def __init__(self, levers: Iterable[str], limit: int) -> None:
        self.levers = tuple(levers)
        self.limit = limit
        super().__init__(self.levers, limit)

    def __str__(self) -> str:
        return in_lines(
            f"{len(self.levers)} levers meet in one thing ({', '.join(self.levers)}); at most "
            f"{self.limit} can be told apart.",
            "Ask for fewer of them at once, or merge levers that would be used together.",
        )


class JudgementUnknown(GoldenbridgeError):
    """The case has no judgement at this path, and nothing of this name.

    >>> print(JudgementUnknown("orange", "red_lines.no-tol", ["red_lines.no-toll"]))
    The case "orange" has no judgement "red_lines.no-tol".
      Did you mean "red_lines.no-toll"?
      List them all with: goldenbridge trace orange
    """

    exit_code = 2

    def __init__(self, case: str, name: str, known: Iterable[str] = ()) -> None:
        self.case = case
        self.name = name
        self.known = tuple(known)
        super().__init__(case, name, self.known)

    def __str__(self) -> str:
        return in_lines(
            f'The case "{self.case}" has no judgement "{self.name}".',
            did_you_mean(self.name[:200], self.known),
            f"List them all with: goldenbridge trace {self.case}",
        )


class DraftTooThin(GoldenbridgeError):
    """Statements that do not suffice for a case: too few parties, or nothing they take sides on.

    >>> print(DraftTooThin(7, ["Norvik"], [], 2))
    A case needs two parties, and an issue on which one of them takes a side.
      In 7 statements: 1 party (Norvik), no such issue.
      Authors and people without an affiliation are no parties: give affiliations, or a codebook.
      Statements were asked to be 2 or more a party and an issue: lower --min-statements.
    """

    def __init__(
        self, statements: int, parties: Iterable[str], issues: Iterable[str], least: int = 1
    ) -> None:
        self.statements = statements
        self.parties = tuple(parties)
        self.issues = tuple(issues)
        self.least = least
        super().__init__(statements, self.parties, self.issues, least)

    def __str__(self) -> str:
        found = [
            f"{len(names) or 'no'} {one if len(names) < 2 else many}"
            + (f" ({', '.join(names[:8])})" if names else "")
            for names, one, many in (
                (self.parties, "party", "parties"),
                (self.issues, "such issue", "such issues"),
            )
        ]
        return in_lines(
            "A case needs two parties, and an issue on which one of them takes a side.",
            f"In {self.statements} statements: {', '.join(found)}.",
            "Authors and people without an affiliation are no parties: give affiliations, or a "
            "codebook.",
            f"Statements were asked to be {self.least} or more a party and an issue: lower "
            "--min-statements."
            if self.least > 1
            else "",
        )


class FilesInTheWay(GoldenbridgeError):
    """Files that stand where something is to be written.

    >>> print(FilesInTheWay(["lake/case.yaml"]))
    There already: lake/case.yaml. Nothing was written.
      Write elsewhere with -o, or over them with --force.
    """

    exit_code = 2

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(self.paths)

    def __str__(self) -> str:
        return in_lines(
            f"There already: {', '.join(self.paths)}. Nothing was written.",
            "Write elsewhere with -o, or over them with --force.",
        )
