"""A thing wrong with a case: where, what was found, what was wanted, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from goldenbridge.errors import did_you_mean

__all__ = ["Problem", "Severity", "place", "shown", "suggest"]


class Severity(StrEnum):
    """How bad it is: an error keeps the case from loading, a warning does not, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a case file, told so that its writer can mend it.

    Attributes
    ----------
    file : name of the file.
    line : physical line, from 1; 0 where the file as a whole is meant.
    where : the place inside the file, as keys with dots.
    found : what stands there.
    wanted : what should.
    advice : what to do.
    severity : error, warning or note.
    code : a short name of the kind of fault, for machines; stable.
    snapshots : where only some of the case's snapshots are concerned, their ids.
    """

    file: str
    line: int
    where: str
    found: str
    wanted: str = ""
    advice: str = ""
    severity: Severity = Severity.ERROR
    code: str = "case"
    snapshots: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The fault as a person reads it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        when = f" (at {', '.join(self.snapshots)})" if self.snapshots else ""
        where = f"{self.where}: " if self.where else ""
        head = f"{place}: {self.severity.value}: {where}{self.found}{when}"
        rest = [f"  wanted: {self.wanted}"] if self.wanted else []
        rest += [f"  do: {self.advice}"] if self.advice else []
        return "\n".join([head, *rest])

    def as_dict(self) -> dict[str, object]:
        """The fault as plain data, for ``--json``."""
        return {
            "file": self.file,
            "line": self.line,
            "where": self.where,
            "found": self.found,
            "wanted": self.wanted,
            "advice": self.advice,
            "severity": self.severity.value,
            "code": self.code,
            "snapshots": list(self.snapshots),
        }


def shown(text: object, limit: int = 60) -> str:
    """A text as it may stand in a message: on one line, and not too long.

    >>> shown("one  two")
    'one two'
    """
    line = " ".join(str(text)[: 2 * limit].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def place(path: Iterable[object]) -> str:
    """A path of keys as text.

    >>> place(("worths", "norvik", "orders", 0))
    'worths.norvik.orders.0'
    """
    return ".".join(shown(key) for key in path)


def suggest(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests the nearest known name, or else lists what there is.

    >>> suggest("harbor", ["harbour", "fees"])
    'Did you mean "harbour"?'
    >>> suggest("zzz", ["harbour", "fees"])
    'Known here: fees, harbour.'
    """
    names = sorted(set(known))
    if not names:
        return "None is defined here."
    if len(word) > 100 or len(names) > 500:
        return f"There are {len(names)} to choose from."  # looking for near ones takes too long
    some = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return did_you_mean(word, names) or f"Known here: {some}."
