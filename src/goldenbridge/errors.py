"""Everything that goldenbridge raises on purpose.

::

    GoldenbridgeError        exit code 1
    ├── CaseInvalid          3   a case was found, but cannot be read as a case
    ├── CaseNotFound         2   no file and no bundled case of that name
    ├── SnapshotUnknown      2   the case has no snapshot of that date or name
    ├── LeversTooTied        1   more levers meet in one thing than can be told apart
    ├── ReportMismatch       1   a report does not follow from the case it names
    ├── MissingExtra         1   a part that is installed separately is not there
    ├── OverlapsTooMany      1   more statements overlap in one document than can be matched
    ├── FormatUnknown        2   no file format of statements has this ending
    ├── FormatCannotHold     1   a file format cannot keep a statement as it is
    ├── StatementsInvalid    3   a file was found, but cannot be read as statements
    ├── WorkspaceMissing     2   there is no workspace at this place yet
    ├── WorkspaceUnusable    2   what is there cannot be used as a workspace
    ├── StatementUnknown     2   the workspace has no statement, or no document, of this name
    └── DecisionRefused      2   what was decided cannot be kept as it stands

Each class builds its own message from what it is given, so that the message, the
attributes and a copy sent from another process always agree. Any other exception
that reaches a user is a mistake of goldenbridge.
"""

from collections.abc import Iterable

__all__ = [
    "CaseInvalid",
    "CaseNotFound",
    "DecisionRefused",
    "FormatCannotHold",
    "FormatUnknown",
    "GoldenbridgeError",
    "LeversTooTied",
    "MissingExtra",
    "OverlapsTooMany",
    "ReportMismatch",
    "SnapshotUnknown",
    "StatementUnknown",
    "StatementsInvalid",
    "WorkspaceMissing",
    "WorkspaceUnusable",
    "did_you_mean",
]


class GoldenbridgeError(Exception):
    """What a user can understand and mend; ``exit_code`` is what the command line ends with."""

    exit_code: int = 1


class CaseInvalid(GoldenbridgeError):
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

    exit_code = 3

    def __init__(self, path: str, problems: Iterable[object]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.path} cannot be used as a case: {count} problem{'s' * (count != 1)}."
        return "\n\n".join([head, *map(str, self.problems)])


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
        return _lines(
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
        return _lines(
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
        return _lines(
            f"{self.path} does not follow from the case it names: "
            f"{count} difference{'s' * (count != 1)}.",
            *self.differences,
        )


class MissingExtra(GoldenbridgeError):
    """Something asked for needs a part that is installed separately.

    >>> print(MissingExtra("A report as PDF", "pdf"))
    A report as PDF needs the extra "pdf", which is not installed.
      Install it with: pip install "goldenbridge[pdf]"
    """

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(what, extra)

    def __str__(self) -> str:
        return _lines(
            f'{self.what} needs the extra "{self.extra}", which is not installed.',
            f'Install it with: pip install "goldenbridge[{self.extra}]"',
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
        return _lines(
            f"{len(self.levers)} levers meet in one thing ({', '.join(self.levers)}); at most "
            f"{self.limit} can be told apart.",
            "Ask for fewer of them at once, or merge levers that would be used together.",
        )


class OverlapsTooMany(GoldenbridgeError):
    """More statements overlap each other in one document than can be matched in bounded time.

    >>> print(OverlapsTooMany("a.txt", 2_000_431, 2_000_000))
    More than 2,000,000 pairs of statements overlap in "a.txt".
      Look for a record given many times, or for spans that cover the whole document.
    """

    def __init__(self, doc: str, pairs: int, limit: int) -> None:
        self.doc = doc
        self.pairs = pairs
        self.limit = limit
        super().__init__(doc, pairs, limit)

    def __str__(self) -> str:
        return _lines(
            f'More than {self.limit:,} pairs of statements overlap in "{self.doc}".',
            "Look for a record given many times, or for spans that cover the whole document.",
        )


class FormatUnknown(GoldenbridgeError):
    """No file format of statements goes by the ending of this name.

    >>> print(FormatUnknown("coded.ods", [".csv", ".xlsx"]))
    "coded.ods" has no ending that says how statements are kept in it.
      Known endings: .csv, .xlsx
      Give it one of these, or save it in one of these formats.
    """

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name, self.known)

    def __str__(self) -> str:
        return _lines(
            f'"{self.name}" has no ending that says how statements are kept in it.',
            f"Known endings: {', '.join(self.known)}" if self.known else "",
            "Give it one of these, or save it in one of these formats.",
        )


class FormatCannotHold(GoldenbridgeError):
    """A file format cannot keep these statements as they are; nothing was written.

    >>> print(FormatCannotHold("out.xlsx", ["statement 3, note: the character U+0001"]))
    out.xlsx cannot hold these statements: 1 thing would be lost.
      statement 3, note: the character U+0001
      Write JSON Lines (.jsonl) instead, or change what is named here.
    """

    def __init__(self, path: str, lost: Iterable[str]) -> None:
        self.path = path
        self.lost = tuple(lost)
        super().__init__(path, self.lost)

    def __str__(self) -> str:
        count = len(self.lost)
        return _lines(
            f"{self.path} cannot hold these statements: "
            f"{count} thing{'s' * (count != 1)} would be lost.",
            *self.lost[:20],
            f"… and {count - 20} more" if count > 20 else "",
            "Write JSON Lines (.jsonl) instead, or change what is named here.",
        )


class StatementsInvalid(GoldenbridgeError):
    """A file of statements that cannot be used as it stands.

    Attributes
    ----------
    path : the file.
    problems : every problem found, not just the first; each tells itself by ``str``.

    >>> print(StatementsInvalid("s.jsonl", ['s.jsonl:4: error: act: "agrees"']))
    s.jsonl cannot be used as statements: 1 problem.
    <BLANKLINE>
    s.jsonl:4: error: act: "agrees"
    """

    exit_code = 3

    def __init__(self, path: str, problems: Iterable[object]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.path} cannot be used as statements: {count} problem{'s' * (count != 1)}."
        return "\n\n".join([head, *map(str, self.problems)])


class WorkspaceMissing(GoldenbridgeError):
    """There is no workspace at this place yet, and what was asked for needs one.

    >>> print(WorkspaceMissing("goldenbridge-workspace"))
    There is no workspace at goldenbridge-workspace.
      Start one with: goldenbridge statements import FILE
      Or say where it is: --workspace FOLDER, or set GOLDENBRIDGE_WORKSPACE.
    """

    exit_code = 2

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)

    def __str__(self) -> str:
        return _lines(
            f"There is no workspace at {self.place}.",
            "Start one with: goldenbridge statements import FILE",
            "Or say where it is: --workspace FOLDER, or set GOLDENBRIDGE_WORKSPACE.",
        )


class WorkspaceUnusable(GoldenbridgeError):
    """What is there cannot be used as a workspace; nothing in it was changed.

    >>> print(WorkspaceUnusable("w", "its file is no database", "Choose another folder."))
    w cannot be used as a workspace: its file is no database.
      Choose another folder.
    """

    exit_code = 2

    def __init__(self, place: str, reason: str, advice: str = "") -> None:
        self.place = place
        self.reason = reason
        self.advice = advice
        super().__init__(place, reason, advice)

    def __str__(self) -> str:
        return _lines(f"{self.place} cannot be used as a workspace: {self.reason}.", self.advice)


class StatementUnknown(GoldenbridgeError):
    """The workspace has no statement, or no document, of this name, or several that begin so.

    >>> print(StatementUnknown("statement", "3f", ["3fa0", "3fbb"]))
    The workspace has 2 statements that begin with "3f": 3fa0, 3fbb.
      Give more of the id. List them with: goldenbridge statements list
    """

    exit_code = 2

    def __init__(self, what: str, name: str, known: Iterable[str] = ()) -> None:
        self.what = what
        self.name = name
        self.known = tuple(known)
        super().__init__(what, name, self.known)

    def __str__(self) -> str:
        listed = "documents" if self.what == "document" else "list"
        tell = f"ist them with: goldenbridge statements {listed}"
        begin = [name for name in self.known if name.startswith(self.name)]
        if len(begin) > 1 and self.name:
            told = ", ".join(begin[:5]) + (" …" if len(begin) > 5 else "")
            return _lines(
                f'The workspace has {len(begin)} {self.what}s that begin with "{self.name}": '
                f"{told}.",
                f"Give more of the id. L{tell}",
            )
        return _lines(
            f'The workspace has no {self.what} "{self.name}".',
            did_you_mean(self.name, self.known),
            f"L{tell}",
        )


class DecisionRefused(GoldenbridgeError):
    """What was decided, or is to be kept, cannot be kept as it stands; nothing was changed.

    >>> print(DecisionRefused("3fa0", ['polarity: found "2", wanted -1, 0 or 1']))
    3fa0 was not changed: 1 thing is wrong.
      polarity: found "2", wanted -1, 0 or 1
    """

    exit_code = 2

    def __init__(self, what: str, problems: Iterable[object]) -> None:
        self.what = what
        self.problems = tuple(map(str, problems))
        super().__init__(what, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        told = "1 thing is wrong" if count == 1 else f"{count} things are wrong"
        return _lines(f"{self.what} was not changed: {told}.", *self.problems)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give the question that suggests the known name nearest to ``name``, or an empty text.

    >>> did_you_mean("warrenty", ["price", "delivery", "warranty"])
    'Did you mean "warranty"?'
    >>> did_you_mean("zzz", ["price"])
    ''
    """
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f'Did you mean "{near[0]}"?' if near else ""


def _lines(head: str, *details: str) -> str:
    return "\n  ".join([head, *filter(None, details)])
