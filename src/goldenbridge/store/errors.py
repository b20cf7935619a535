"""What can be wrong with a folder of runs, each in words that say what to do.

::

    GoldenbridgeError
    ├── NotAnEnsemble        2   the folder, or its list of contents, is something else
    ├── EnsembleOther        2   the folder holds other runs than those asked for
    ├── PartRefused          2   a part is something else, or of other runs, or was changed
    ├── EnsembleIncomplete   1   parts are missing
    ├── CannotWrite          1   the disk says no
    └── WorkerDiffers        1   a worker would work with other code
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenbridge.errors import GoldenbridgeError

__all__ = [
    "CannotWrite",
    "EnsembleIncomplete",
    "EnsembleOther",
    "JournalMismatch",
    "NotAnEnsemble",
    "PartRefused",
    "WorkerDiffers",
]

LISTED = 10


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - LISTED
    return [*lines[:LISTED], *([f"… and {more:,} more"] if more > 0 else [])]


class NotAnEnsemble(GoldenbridgeError):
    """A folder that cannot be used for runs, or read as such.

    >>> print(NotAnEnsemble("runs", "it is not empty: holiday.jpg"))
    runs cannot be used as a folder of runs: it is not empty: holiday.jpg.
      Choose an empty or new folder, or one that goldenbridge wrote runs to.
    """

    exit_code = 2

    def __init__(self, folder: str, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(folder, reason)

    def __str__(self) -> str:
        return (
            f"{self.folder} cannot be used as a folder of runs: {self.reason}.\n"
            "  Choose an empty or new folder, or one that goldenbridge wrote runs to."
        )


class EnsembleOther(GoldenbridgeError):
    """A folder that holds other runs than those asked for.

    >>> print(EnsembleOther("runs", [("seed", "1", "2")]))
    runs holds other runs than those asked for.
      seed: found 1, wanted 2
      Choose another folder, or ask for the runs that are there; nothing in it was changed.
    """

    exit_code = 2

    def __init__(self, folder: str, differences: Iterable[tuple[str, str, str]]) -> None:
        self.folder = folder
        self.differences = tuple(differences)
        super().__init__(folder, self.differences)

    def __str__(self) -> str:
        told = [f"{what}: found {found}, wanted {want}" for what, found, want in self.differences]
        head = f"{self.folder} holds other runs than those asked for."
        tail = (
            "Choose another folder, or ask for the runs that are there; nothing in it was changed."
        )
        return "\n  ".join([head, *_listed(told), tail])


class PartRefused(GoldenbridgeError):
    """Something that has the name of a part and is not to be overwritten, nor believed.

    >>> print(PartRefused("runs/runs-000000000-000000099.parquet", "it is a directory"))
    runs/runs-000000000-000000099.parquet is not the part that belongs there: it is a directory.
      It was left as it is. Move it away, and write the ensemble again: only that part is made.
    """

    exit_code = 2

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return (
            f"{self.path} is not the part that belongs there: {self.reason}.\n  It was left as it "
            "is. Move it away, and write the ensemble again: only that part is made."
        )


class EnsembleIncomplete(GoldenbridgeError):
    """An ensemble of which parts are missing, or were cut short.

    >>> print(EnsembleIncomplete("runs", ["runs-000000000-000000099.parquet"], 8))
    runs is not complete: 1 of 8 parts is missing or was cut short.
      runs-000000000-000000099.parquet
      Write the ensemble again with the same call: only what is missing is made.
      Or read what is there: read_ensemble(folder, partial=True).
    """

    def __init__(self, folder: str, missing: Iterable[str], parts: int) -> None:
        self.folder = folder
        self.missing = tuple(missing)
        self.parts = parts
        super().__init__(folder, self.missing, parts)

    def __str__(self) -> str:
        verb = "are missing or were" if len(self.missing) > 1 else "is missing or was"
        many = f"{len(self.missing):,} of {self.parts:,} parts"
        return "\n  ".join(
            [
                f"{self.folder} is not complete: {many} {verb} cut short.",
                *_listed(self.missing),
                "Write the ensemble again with the same call: only what is missing is made.",
                "Or read what is there: read_ensemble(folder, partial=True).",
            ]
        )


class CannotWrite(GoldenbridgeError):
    """The disk does not take a file.

    >>> print(CannotWrite("runs/_ensemble.json", "No space left on device"))
    runs/_ensemble.json cannot be written: No space left on device.
      What was finished is kept: make room or get leave, and run the same again.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be written: {self.reason}.\n"
            "  What was finished is kept: make room or get leave, and run the same again."
        )


class WorkerDiffers(GoldenbridgeError):
    """A worker that would work with other code, and might answer otherwise.

    >>> print(WorkerDiffers([("code.numba", "0.63.0", "0.68.1")]))
    A worker is not set up as the machine that asks.
      code.numba: found 0.63.0, wanted 0.68.1
      Install the same on every machine.
    """

    def __init__(self, differences: Iterable[tuple[str, str, str]]) -> None:
        self.differences = tuple(differences)
        super().__init__(self.differences)

    def __str__(self) -> str:
        told = [f"{what}: found {found}, wanted {want}" for what, found, want in self.differences]
        return "\n  ".join(
            [
                "A worker is not set up as the machine that asks.",
                *_listed(told),
                "Install the same on every machine.",
            ]
        )


class JournalMismatch(GoldenbridgeError):
    """An output that was begun with another codebook or other options.

    >>> print(JournalMismatch("out.jsonl", "out.jsonl.journal"))
    out.jsonl was begun with another codebook or other options.
      Its journal is out.jsonl.journal. Name another output, or begin anew with --restart.
    """

    exit_code = 2

    def __init__(self, output: str, journal: str) -> None:
        self.output = output
        self.journal = journal
        super().__init__(output, journal)

    def __str__(self) -> str:
        return (
            f"{self.output} was begun with another codebook or other options.\n"
            f"  Its journal is {self.journal}. Name another output, or begin anew with --restart."
        )
