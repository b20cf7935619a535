"""What a solution concept is given and what it gives back; no answer is also an answer.

A *method* looks at the deals that could be struck, as rows of worths, and says which of them
it would pick. It knows no case, no file and no other method. What it may assume of the
numbers, its entry in the catalogue says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Floats", "Method", "Solution", "Status"]

#: Worths or gains, each party in its own unit: (deals, parties).
Floats = NDArray[np.float64]


class Status(StrEnum):
    """How a method ended; each status is its own sentence of advice."""

    SOLVED = "Found; where several deals are equally good by this measure, all are given."
    NO_DEALS = "There is no deal to choose from: look at the rules and at what is not on the table."
    NONE_RATIONAL = (
        "No deal gives every party at least what it has without one: ask why not, or what would "
        "change that."
    )
    NEEDS_DRAFT = (
        "This measures from a draft: give one, with an option on each issue, and the options of "
        "the deals."
    )


@dataclass(frozen=True, eq=False)
class Solution:
    """What a method picked, and what has to be known to trust it.

    Attributes
    ----------
    rows : numbers of the deals picked, as rows of the worths given, in their order; all ties.
    worths : (rows, parties), what they are worth, each party in its own unit.
    gains : (rows, parties), how much more than no deal that is.
    status : how it ended, as a sentence of advice.
    assumed : what was taken for granted on the way, each a sentence.
    references : the works that the method is from.
    """

    rows: tuple[int, ...]
    worths: Floats
    gains: Floats
    status: Status
    assumed: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is an answer."""
        return self.status is Status.SOLVED


class Method(Protocol):
    """A solution concept over a finite set of deals; a function with this signature is one.

    Parameters
    ----------
    worths : (n, P), a row a deal, a column a party, each party in its own unit. Dominated rows
        may be among them.
    no_deal : (P,), what each party has without a deal, in the same unit. A deal is individually
        rational where it is worth at least that to everybody, give or take 1e-9.
    deals : (n, issues), the option that each deal takes on each issue; for methods that compare
        packages rather than worths.
    draft : (issues,), the options of a draft; for methods that measure from one.

    Returns
    -------
    Solution, whatever there is to be found.

    Raises
    ------
    ValueError : the arrays do not fit each other, or hold something that is no finite number.
    """

    def __call__(
        self,
        worths: ArrayLike,
        no_deal: ArrayLike,
        *,
        deals: ArrayLike | None = None,
        draft: ArrayLike | None = None,
    ) -> Solution: ...
