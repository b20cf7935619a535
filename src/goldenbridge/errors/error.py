"""The root of all errors, and what their messages share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

__all__ = ["GoldenbridgeError", "MissingExtra", "Unusable", "did_you_mean", "in_lines"]


class GoldenbridgeError(Exception):
    """What a user can understand and mend; ``exit_code`` is what the command line ends with."""

    exit_code: int = 1


class Unusable(GoldenbridgeError):
    """A file that cannot be used as what it should be, with everything that is wrong in it.

    Attributes
    ----------
    path : where it was read from.
    problems : every problem found, not just the first; each tells itself by ``str``.
    """

    exit_code = 3
    #: What it should be, in words; each kind says its own.
    wanted: ClassVar[str]

    def __init__(self, path: str, problems: Iterable[object]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.path} cannot be used as {self.wanted}: {count} problem{'s' * (count != 1)}."
        return "\n\n".join([head, *map(str, self.problems)])


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
        return in_lines(
            f'{self.what} needs the extra "{self.extra}", which is not installed.',
            f'Install it with: pip install "goldenbridge[{self.extra}]"',
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


def in_lines(head: str, *details: str) -> str:
    """A message: what is wrong, and under it a detail or a piece of advice on each line.

    Empty ones are left out.

    >>> print(in_lines("No such case.", "", "See: goldenbridge cases"))
    No such case.
      See: goldenbridge cases
    """
    return "\n  ".join([head, *filter(None, details)])
