"""What can be wrong with statements, their files and their codebook."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.errors.error import GoldenbridgeError, Unusable, did_you_mean, in_lines

__all__ = [
    "CodebookInvalid",
    "CodebookNotFound",
    "DnaUnreadable",
    "DnaVariableUnknown",
    "FormatCannotHold",
    "FormatUnknown",
    "OverlapsTooMany",
    "StatementsInvalid",
]


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
        return in_lines(
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
        return in_lines(
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
        return in_lines(
            f"{self.path} cannot hold these statements: "
            f"{count} thing{'s' * (count != 1)} would be lost.",
            *self.lost[:20],
            f"… and {count - 20} more" if count > 20 else "",
            "Write JSON Lines (.jsonl) instead, or change what is named here.",
        )


class StatementsInvalid(Unusable):
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

    wanted = "statements"


class NothingToLearn(GoldenbridgeError):
    """Coded statements from which no words can be learned: they stand in too few of the texts.

    >>> print(NothingToLearn("coded.csv", 1))
    coded.csv: nothing to learn from: 1 of the texts holds statements on the codebook's issues.
      Two are needed, so that what is learned from one can be checked on the other.
      Texts are found by file name: the doc of a statement must be the name of one.
    """

    def __init__(self, path: str, documents: int) -> None:
        self.path = path
        self.documents = documents
        super().__init__(path, documents)

    def __str__(self) -> str:
        holds = "holds" if self.documents == 1 else "hold"
        return in_lines(
            f"{self.path}: nothing to learn from: {self.documents or 'none'} of the texts {holds} "
            "statements on the codebook's issues.",
            "Two are needed, so that what is learned from one can be checked on the other.",
            "Texts are found by file name: the doc of a statement must be the name of one.",
        )


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
        return in_lines(f"{self.name} cannot be read: {self.found}.", self.advice)


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
        return in_lines(
            f'{self.file}: {of} no {self.what} "{self.name}".',
            did_you_mean(self.name, self.known),
            f"It has: {', '.join(self.known)}" if self.known else "It has none at all.",
        )


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
        return in_lines(
            f'No codebook "{self.name}": no such file, and no bundled case of that name has one.',
            did_you_mean(self.name, self.known),
            "Write one of your own: docs/how-to/write-a-codebook.md",
        )


class CodebookInvalid(Unusable):
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

    wanted = "a codebook"
