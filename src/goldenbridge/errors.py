"""Everything that goldenbridge raises on purpose.

::

    GoldenbridgeError        exit code 1
    ├── CaseInvalid          3   a case was found, but cannot be read as a case
    ├── CaseNotFound         2   no file and no bundled case of that name
    ├── SnapshotUnknown      2   the case has no snapshot of that date or name
    ├── LeversTooTied        1   more levers meet in one thing than can be told apart
    ├── ReportMismatch       1   a report does not follow from the case it names
    ├── MissingExtra         1   a part that is installed separately is not there
    ├── DraftTooThin         1   statements that do not suffice for a case
    ├── FilesInTheWay        2   files that would be overwritten
    ├── JudgementUnknown     2   the case has no judgement at that path or of that name
    ├── OverlapsTooMany      1   more statements overlap in one document than can be matched
    ├── FormatUnknown        2   no file format of statements has this ending
    ├── FormatCannotHold     1   a file format cannot keep a statement as it is
    ├── StatementsInvalid    3   a file was found, but cannot be read as statements
    ├── WorkspaceMissing     2   there is no workspace at this place yet
    ├── WorkspaceUnusable    2   what is there cannot be used as a workspace
    ├── StatementUnknown     2   the workspace has no statement, or no document, of this name
    ├── SourceUnreadable     3   a file cannot be read as a document
    │   ├── SourceNotFound   2   no such file
    │   ├── SourceNotAFile       a folder, a device or a pipe
    │   ├── SourceTooBig         larger than is read: on disk, unpacked, or as text
    │   ├── SourceEncrypted      opens only with a password
    │   ├── SourceWithoutText    nothing but pictures (a scan), or empty
    │   ├── SourceNotADocument   programs, pictures, archives, rubbish
    │   ├── SourceBroken         cut off or damaged
    │   ├── SourceTookTooLong    reading it took longer than allowed
    │   └── SourceTookTooMuch    reading it took more memory than allowed
    ├── DecisionRefused      2   what was decided cannot be kept as it stands
    ├── DnaUnreadable        3   a file is no database of the Discourse Network Analyzer
    ├── DnaVariableUnknown   2   such a database has no variable of this name, or of another kind
    ├── NetworkEmpty         1   no statement is left to draw a network from
    ├── NetworkTooLarge      1   a network has more nodes than can be drawn up
    ├── NetworkSettingsClash 2   two settings of a network do not go together
    ├── CodebookNotFound     2   no file and no bundled case with a codebook of that name
    └── CodebookInvalid      3   a file was found, but cannot be read as a codebook

Each class builds its own message from what it is given, so that the message, the
attributes and a copy sent from another process always agree. Any other exception
that reaches a user is a mistake of goldenbridge.
"""

from collections.abc import Iterable

__all__ = [
    "CaseInvalid",
    "CaseNotFound",
    "CodebookInvalid",
    "CodebookNotFound",
    "DecisionRefused",
    "DnaUnreadable",
    "DnaVariableUnknown",
    "DraftTooThin",
    "FilesInTheWay",
    "FormatCannotHold",
    "FormatUnknown",
    "GoldenbridgeError",
    "JudgementUnknown",
    "LeversTooTied",
    "MissingExtra",
    "NetworkEmpty",
    "NetworkSettingsClash",
    "NetworkTooLarge",
    "OverlapsTooMany",
    "ReportMismatch",
    "SnapshotUnknown",
    "SourceBroken",
    "SourceEncrypted",
    "SourceNotADocument",
    "SourceNotAFile",
    "SourceNotFound",
    "SourceTooBig",
    "SourceTookTooLong",
    "SourceTookTooMuch",
    "SourceUnreadable",
    "SourceWithoutText",
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


class SourceUnreadable(GoldenbridgeError):
    """A file cannot be read as a document; what was found, what was wanted, and what to do.

    >>> print(SourceUnreadable("talks.txt", "no permission", "a readable file", "Mend it."))
    talks.txt cannot be read: no permission.
      wanted: a readable file
      do: Mend it.
    """

    exit_code = 3

    def __init__(self, path: str, found: str, wanted: str = "", advice: str = "") -> None:
        self.path = path
        self.found = found
        self.wanted = wanted
        self.advice = advice
        super().__init__(path, found, wanted, advice)

    def __str__(self) -> str:
        return _lines(
            f"{self.path} cannot be read: {self.found}.",
            f"wanted: {self.wanted}" if self.wanted else "",
            f"do: {self.advice}" if self.advice else "",
        )


class SourceNotFound(SourceUnreadable):
    """There is no such file, or it went away while it was read."""

    exit_code = 2

    def __init__(self, path: str) -> None:
        super().__init__(path, "no such file", "a document", "Check the name and the folder.")
        self.args = (path,)


class SourceNotAFile(SourceUnreadable):
    """A folder, a device, a pipe: nothing that has an end and holds a document.

    >>> print(SourceNotAFile("inbox", "a folder"))
    inbox cannot be read: it is a folder.
      wanted: a file
      do: Name the documents in it, or give the folder to a command that takes folders.
    """

    def __init__(self, path: str, what: str) -> None:
        advice = "Save what comes out of it as a file first."
        if what == "a folder":
            advice = "Name the documents in it, or give the folder to a command that takes folders."
        super().__init__(path, f"it is {what}", "a file", advice)
        self.args = (path, what)


class SourceTooBig(SourceUnreadable):
    """Larger than is read: on disk, when unpacked, or as text.

    >>> print(SourceTooBig("dump.txt", "500,000,000 bytes", "50,000,000 bytes", "file_bytes"))
    dump.txt cannot be read: it has 500,000,000 bytes.
      wanted: at most 50,000,000 bytes (the limit file_bytes)
      do: Split it into documents, or raise the limit if you trust the file.
    """

    def __init__(self, path: str, found: str, most: str, limit: str) -> None:
        wanted = f"at most {most} (the limit {limit})"
        advice = "Split it into documents, or raise the limit if you trust the file."
        super().__init__(path, f"it has {found}", wanted, advice)
        self.args = (path, found, most, limit)


class SourceEncrypted(SourceUnreadable):
    """It opens only with a password."""

    def __init__(self, path: str, medium: str) -> None:
        found = f"this {medium} is encrypted"
        advice = "Open it with its password and save a copy without one."
        super().__init__(path, found, "one that opens without a password", advice)
        self.args = (path, medium)


class SourceWithoutText(SourceUnreadable):
    """There is no text in it: an empty file, or a scan whose pages are pictures.

    >>> print(SourceWithoutText("scan.pdf", "its 3 pages are pictures without text (a scan)"))
    scan.pdf cannot be read: its 3 pages are pictures without text (a scan).
      wanted: a document with text
      do: Run it through text recognition (OCR) first, and read what comes out.
    """

    def __init__(self, path: str, found: str = "there is no text in it") -> None:
        advice = "Check that it is the right file and was saved whole."
        if "a scan" in found:
            advice = "Run it through text recognition (OCR) first, and read what comes out."
        super().__init__(path, found, "a document with text", advice)
        self.args = (path, found)


class SourceNotADocument(SourceUnreadable):
    """What is in the file is no text: a program, a picture, an archive, rubbish.

    >>> print(SourceNotADocument("photo.txt", "a JPEG picture"))
    photo.txt cannot be read: it is a JPEG picture.
      wanted: text, HTML, PDF, DOCX or a saved e-mail (.eml)
      do: Save the document in one of these forms.
    """

    def __init__(self, path: str, what: str) -> None:
        wanted = "text, HTML, PDF, DOCX or a saved e-mail (.eml)"
        super().__init__(path, f"it is {what}", wanted, "Save the document in one of these forms.")
        self.args = (path, what)


class SourceBroken(SourceUnreadable):
    """The file is cut off, damaged, or built to mislead its reader."""

    def __init__(self, path: str, medium: str, reason: str) -> None:
        found = f"this {medium} is damaged ({reason})"
        advice = "Fetch or save it again; if a program opens it, save it from there as text."
        super().__init__(path, found, f"a whole {medium}", advice)
        self.args = (path, medium, reason)


class SourceTookTooLong(SourceUnreadable):
    """Reading was broken off because it took too long.

    >>> print(SourceTookTooLong("maze.pdf", 30))
    maze.pdf cannot be read: reading it took longer than 30 seconds.
      wanted: a document that takes less
      do: Save it from a viewer as text, or raise the limit "seconds" if you trust the file.
    """

    def __init__(self, path: str, seconds: float) -> None:
        found = f"reading it took longer than {seconds:g} seconds"
        advice = (
            'Save it from a viewer as text, or raise the limit "seconds" if you trust the file.'
        )
        super().__init__(path, found, "a document that takes less", advice)
        self.args = (path, seconds)


class SourceTookTooMuch(SourceUnreadable):
    """Reading was broken off because it took too much memory."""

    def __init__(self, path: str, megabytes: float) -> None:
        found = f"reading it took more than {megabytes:,.0f} MB of memory"
        advice = 'Save it from a viewer as text, or raise the limit "memory" if you trust the file.'
        super().__init__(path, found, "a document that takes less", advice)
        self.args = (path, megabytes)


class DnaUnreadable(GoldenbridgeError):
    """A file that cannot be read as a database of the Discourse Network Analyzer.

    >>> print(DnaUnreadable("a.dna", "it is empty", "Check that it was copied whole."))
    a.dna cannot be read: it is empty.
      Check that it was copied whole.
    """

    exit_code = 3

    def __init__(self, name: str, found: str, advice: str) -> None:
        self.name = name
        self.found = found
        self.advice = advice
        super().__init__(name, found, advice)

    def __str__(self) -> str:
        return _lines(f"{self.name} cannot be read: {self.found}.", self.advice)


class DnaVariableUnknown(GoldenbridgeError):
    """A database of the Discourse Network Analyzer has nothing of this name and kind.

    >>> print(DnaVariableUnknown("a.dna", "short text variable", "organisation",
    ...     ["organization", "person"], "DNA Statement"))
    a.dna: the statement type "DNA Statement" has no short text variable "organisation".
      Did you mean "organization"?
      It has: organization, person
    """

    exit_code = 2

    def __init__(
        self, file: str, what: str, name: str, known: Iterable[str] = (), type_: str | None = None
    ) -> None:
        self.file = file
        self.what = what
        self.name = name
        self.known = tuple(known)
        self.type = type_
        super().__init__(file, what, name, self.known, type_)

    def __str__(self) -> str:
        of = f'the statement type "{self.type}" has' if self.type else "it has"
        return _lines(
            f'{self.file}: {of} no {self.what} "{self.name}".',
            did_you_mean(self.name, self.known),
            f"It has: {', '.join(self.known)}" if self.known else "It has none at all.",
        )


class NetworkEmpty(GoldenbridgeError):
    """No statement is left that a network could be drawn from.

    >>> print(NetworkEmpty(12, ["9 name no issue", "3 are excluded"]))
    No network: none of the 12 statements can be used.
      9 name no issue
      3 are excluded
    """

    def __init__(self, statements: int, reasons: Iterable[str] = ()) -> None:
        self.statements = statements
        self.reasons = tuple(reasons)
        super().__init__(statements, self.reasons)

    def __str__(self) -> str:
        if not self.statements:
            return _lines("No network: there is not one statement.", *self.reasons)
        return _lines(
            f"No network: none of the {self.statements:,} statements can be used.", *self.reasons
        )


class NetworkTooLarge(GoldenbridgeError):
    """More nodes than a full matrix of a network can hold in reasonable memory.

    >>> print(NetworkTooLarge("actors", 20_000, 6_000))
    A network of 20,000 actors is too large: at most 6,000.
      Merge names that mean the same, take affiliations for actors, or exclude some.
    """

    def __init__(self, what: str, count: int, limit: int) -> None:
        self.what = what
        self.count = count
        self.limit = limit
        super().__init__(what, count, limit)

    def __str__(self) -> str:
        return _lines(
            f"A network of {self.count:,} {self.what} is too large: at most {self.limit:,}.",
            "Merge names that mean the same, take affiliations for actors, or exclude some.",
        )


class NetworkSettingsClash(GoldenbridgeError):
    """Two settings of a network that do not go together, or one that this network does not have.

    >>> print(NetworkSettingsClash("prominence is for two-mode networks", "Use average."))
    These settings do not go together: prominence is for two-mode networks.
      Use average.
    """

    exit_code = 2

    def __init__(self, found: str, advice: str) -> None:
        self.found = found
        self.advice = advice
        super().__init__(found, advice)

    def __str__(self) -> str:
        return _lines(f"These settings do not go together: {self.found}.", self.advice)


class CodebookNotFound(GoldenbridgeError):
    """There is no codebook by this name: neither a file nor one of a bundled case.

    >>> print(CodebookNotFound("european-securty", ["european-security"]))
    No codebook "european-securty": no such file, and no bundled case of that name has one.
      Did you mean "european-security"?
      Write one of your own: docs/how-to/write-a-codebook.md
    """

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name, self.known)

    def __str__(self) -> str:
        return _lines(
            f'No codebook "{self.name}": no such file, and no bundled case of that name has one.',
            did_you_mean(self.name, self.known),
            "Write one of your own: docs/how-to/write-a-codebook.md",
        )


class CodebookInvalid(GoldenbridgeError):
    """A codebook that cannot be used as it stands.

    Attributes
    ----------
    path : where the codebook was read from.
    problems : every problem found, not just the first; each tells itself by ``str``.

    >>> print(CodebookInvalid("codebook.yaml", ["codebook.yaml:9: “the alliance” is two actors."]))
    codebook.yaml cannot be used as a codebook: 1 problem.
    <BLANKLINE>
    codebook.yaml:9: “the alliance” is two actors.
    """

    exit_code = 3

    def __init__(self, path: str, problems: Iterable[object]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.path} cannot be used as a codebook: {count} problem{'s' * (count != 1)}."
        return "\n\n".join([head, *map(str, self.problems)])


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
        return _lines(
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
        return _lines(
            f"There already: {', '.join(self.paths)}. Nothing was written.",
            "Write elsewhere with -o, or over them with --force.",
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
        return _lines(
            f'The case "{self.case}" has no judgement "{self.name}".',
            did_you_mean(self.name[:200], self.known),
            f"List them all with: goldenbridge trace {self.case}",
        )


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
