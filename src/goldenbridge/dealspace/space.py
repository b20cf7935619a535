"""The deals that could be struck: one option on each issue, less what is impossible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.dealspace.limits import SpaceTooLarge, UnknownOption

__all__ = ["Clause", "DealSpace", "Deals"]

#: Deals as rows of option numbers, one column an issue: (deals, issues).
Deals = NDArray[np.integer]


@dataclass(frozen=True)
class Clause:
    """Words about several issues at once: "full withdrawal, and the corridor open or shared".

    A clause *matches* a deal when on each issue it names, the deal takes one of the options
    it lists. It is used for what is impossible, for worth that only a combination has, and
    for red lines.

    Attributes
    ----------
    parts : pairs of an issue's number and the numbers of its options; kept sorted.

    >>> Clause(((2, (1,)), (0, (3, 0)))).parts
    ((0, (0, 3)), (2, (1,)))
    """

    parts: tuple[tuple[int, tuple[int, ...]], ...]

    def __post_init__(self) -> None:
        parts = tuple(sorted((int(i), tuple(sorted(set(map(int, os))))) for i, os in self.parts))
        issues = [issue for issue, _ in parts]
        if not parts or not all(options for _, options in parts):
            raise ValueError(f"A clause names at least one issue and an option on each: {parts}")
        if len(set(issues)) < len(issues):
            raise ValueError(f"A clause names each issue once; list its options together: {parts}")
        object.__setattr__(self, "parts", parts)

    @property
    def issues(self) -> tuple[int, ...]:
        """The numbers of the issues it names, in order."""
        return tuple(issue for issue, _ in self.parts)

    def matches(self, deals: ArrayLike) -> NDArray[np.bool_]:
        """Which of the deals (m, issues) it is true of: (m,).

        >>> Clause(((0, (1,)), (1, (0, 2)))).matches([[1, 0], [1, 1], [0, 2]])
        array([ True, False, False])
        """
        rows = np.atleast_2d(np.asarray(deals))
        matched = np.ones(len(rows), dtype=np.bool_)
        for issue, options in self.parts:
            matched &= np.isin(rows[:, issue], options)
        return matched


@dataclass(frozen=True)
class DealSpace:
    """All deals that take one option on each issue, less the impossible combinations.

    Attributes
    ----------
    issues : the names of the issues.
    options : for each issue, the names of its options.
    impossible : combinations no deal may contain (the rules).

    >>> space = DealSpace(("border", "trade"), (("open", "shut"), ("free", "quota", "none")),
    ...                   impossible=(Clause(((0, (1,)), (1, (0,)))),))
    >>> space.n_deals, len(space.enumerate())
    (6, 5)
    >>> space.package([1, 2])
    {'border': 'shut', 'trade': 'none'}
    >>> space.index({"trade": "none", "border": "shut"})
    array([1, 2])
    """

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    impossible: tuple[Clause, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "issues", tuple(self.issues))
        object.__setattr__(self, "options", tuple(tuple(names) for names in self.options))
        object.__setattr__(self, "impossible", tuple(self.impossible))
        if not self.issues or len(self.issues) != len(self.options):
            raise ValueError(
                f"A deal space has at least one issue and options for each; found "
                f"{len(self.issues)} issues and options for {len(self.options)}."
            )
        if len(set(self.issues)) < len(self.issues):
            raise ValueError(f"Each issue has a name of its own; found {self.issues}.")
        for issue, names in zip(self.issues, self.options, strict=True):
            if not names or len(set(names)) < len(names):
                raise ValueError(
                    f'Issue "{issue}" needs at least one option, each with a name of its own; '
                    f"found {names}."
                )
        for clause in self.impossible:
            self.hold(clause)

    @classmethod
    def plain(cls, sizes: Sequence[int], impossible: Sequence[Clause] = ()) -> DealSpace:
        """Issues and options known by number only.

        >>> DealSpace.plain([2, 3]).options[1]
        ('0', '1', '2')
        """
        issues = tuple(f"issue {number}" for number in range(len(sizes)))
        options = tuple(tuple(str(number) for number in range(size)) for size in sizes)
        return cls(issues, options, tuple(impossible))

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """How many options each issue has: (issues,)."""
        return np.array([len(names) for names in self.options], dtype=np.int64)

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """Where each issue starts in the flat list of all options; the last entry ends it."""
        return np.concatenate(([0], np.cumsum(self.sizes))).astype(np.int64)

    @property
    def n_options(self) -> int:
        """Options of all issues together."""
        return int(self.sizes.sum())

    @property
    def n_deals(self) -> int:
        """How many deals there are before the rules, exactly."""
        return prod(len(names) for names in self.options)

    def hold(self, clause: Clause) -> Clause:
        """The clause itself, once its issues and options are known to exist here."""
        for issue, options in clause.parts:
            if not 0 <= issue < len(self.issues):
                raise ValueError(
                    f"A clause names issue number {issue}; there are {len(self.issues)}, "
                    "counted from 0."
                )
            if options[0] < 0 or options[-1] >= len(self.options[issue]):
                raise ValueError(
                    f'A clause names options {options} of "{self.issues[issue]}", which has '
                    f"{len(self.options[issue])}, counted from 0."
                )
        return clause

    def index(self, package: Mapping[str, str]) -> NDArray[np.int64]:
        """The deal as option numbers, from a package in words: (issues,)."""
        unknown = [issue for issue in package if issue not in self.issues]
        missing = [issue for issue in self.issues if issue not in package]
        if unknown or missing:
            raise UnknownOption(
                f"A package takes one option on each issue; no issue is called {unknown}, "
                f"and nothing is said on {missing}."
            )
        deal = []
        for issue, names in zip(self.issues, self.options, strict=True):
            if package[issue] not in names:
                near = get_close_matches(str(package[issue]), names, n=1)
                hint = f' Did you mean "{near[0]}"?' if near else f" Options: {', '.join(names)}."
                raise UnknownOption(f'Issue "{issue}" has no option "{package[issue]}".{hint}')
            deal.append(names.index(package[issue]))
        return np.array(deal, dtype=np.int64)

    def package(self, deal: ArrayLike) -> dict[str, str]:
        """The deal in words, from option numbers (issues,)."""
        numbers = np.asarray(deal)
        if numbers.shape != (len(self.issues),):
            raise ValueError(
                f"One option number for each of {len(self.issues)} issues is wanted; found an "
                f"array of shape {numbers.shape}."
            )
        return {
            issue: names[int(number)]
            for issue, names, number in zip(self.issues, self.options, numbers, strict=True)
        }

    def allows(self, deals: ArrayLike) -> NDArray[np.bool_]:
        """Which of the deals (m, issues) keep every rule: (m,)."""
        rows = np.atleast_2d(np.asarray(deals))
        allowed = np.ones(len(rows), dtype=np.bool_)
        for clause in self.impossible:
            allowed &= ~clause.matches(rows)
        return allowed

    def enumerate(self, limit: int = 1_000_000) -> NDArray[np.int64]:
        """Every deal that keeps the rules, for small spaces: (deals, issues).

        Raises
        ------
        SpaceTooLarge
            When there are more than ``limit`` deals before the rules.
        """
        if self.n_deals > limit:
            raise SpaceTooLarge(self.n_deals, limit)
        grid = np.indices(tuple(self.sizes), dtype=np.int64)
        deals: NDArray[np.int64] = grid.reshape(len(self.issues), -1).T.copy()
        return deals[self.allows(deals)]
