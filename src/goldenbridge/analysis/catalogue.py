"""The solution concepts on offer: what each needs, what it promises, and where it is from.

To add one: write ``analysis/bargaining/<name>.py``, add an entry here, and put the worked
example of the cited work into ``tests/literature/test_<name>.py``. The tests of what an entry
declares run over this list by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from numpy.typing import ArrayLike

from goldenbridge.analysis.bargaining import (
    egalitarian,
    kalai_smorodinsky,
    leximin,
    nash,
    nearest,
    utilitarian,
)
from goldenbridge.analysis.method import Method, Solution
from goldenbridge.errors import GoldenbridgeError, did_you_mean

__all__ = [
    "CATALOGUE",
    "Axiom",
    "Entry",
    "Need",
    "UnknownMethod",
    "entry",
    "references_of",
    "solve",
]


class Need(StrEnum):
    """What a method has to be given beyond worths in each party's own unit."""

    COMPARABLE = "points that mean the same to every party"
    DRAFT = "a draft package, and the options of the deals"


class Axiom(StrEnum):
    """What a method promises on every finite set of deals; each is its own sentence."""

    RATIONALITY = "Nobody gets less than its no deal."
    EFFICIENCY = "No other deal is better for one party and worse for none."
    SYMMETRY = "Which party is named first makes no difference."
    SHIFT = "Counting a party's points from another zero, its no deal with them, changes nothing."
    SCALE = "Counting a party's points in another unit, its no deal with them, changes nothing."
    INDEPENDENCE = "Striking out deals that were not picked changes nothing."
    MONOTONICITY = "Adding deals never lowers the smallest gain."
    SHARE_MONOTONICITY = (
        "Adding deals that raise nobody's best gain never lowers the smallest share of it."
    )


@dataclass(frozen=True)
class Entry:
    """A method as the catalogue lists it.

    Attributes
    ----------
    id : what it is called in commands and files.
    name : what it is called in a report.
    measure : what it makes as large (or small) as possible, in words.
    method : the function.
    references : the works it is from.
    needs : what it has to be given, beyond worths in each party's own unit.
    exact : whether its answer is exact over the deals it is given, or approximate.
    axioms : what it promises.
    """

    id: str
    name: str
    measure: str
    method: Method
    references: tuple[str, ...]
    needs: frozenset[Need] = frozenset()
    exact: bool = True
    axioms: frozenset[Axiom] = frozenset()


_ALWAYS = frozenset({Axiom.RATIONALITY, Axiom.SYMMETRY, Axiom.SHIFT})

CATALOGUE: tuple[Entry, ...] = (
    Entry(
        "nash",
        "Nash bargaining solution",
        "largest product of gains",
        nash.nash,
        nash.REFERENCES,
        axioms=_ALWAYS | {Axiom.EFFICIENCY, Axiom.SCALE, Axiom.INDEPENDENCE},
    ),
    Entry(
        "kalai-smorodinsky",
        "Kalai–Smorodinsky solution",
        "largest smallest share of the best possible gain",
        kalai_smorodinsky.kalai_smorodinsky,
        kalai_smorodinsky.REFERENCES,
        axioms=_ALWAYS | {Axiom.EFFICIENCY, Axiom.SCALE, Axiom.SHARE_MONOTONICITY},
    ),
    Entry(
        "egalitarian",
        "Egalitarian solution",
        "largest smallest gain, in points",
        egalitarian.egalitarian,
        egalitarian.REFERENCES,
        needs=frozenset({Need.COMPARABLE}),
        axioms=_ALWAYS | {Axiom.EFFICIENCY, Axiom.INDEPENDENCE, Axiom.MONOTONICITY},
    ),
    Entry(
        "utilitarian",
        "Utilitarian solution",
        "largest sum of gains, in points",
        utilitarian.utilitarian,
        utilitarian.REFERENCES,
        needs=frozenset({Need.COMPARABLE}),
        axioms=_ALWAYS | {Axiom.EFFICIENCY, Axiom.INDEPENDENCE},
    ),
    Entry(
        "leximin",
        "Leximin solution",
        "largest smallest share of the best possible gain, then the next smallest, and so on",
        leximin.leximin,
        leximin.REFERENCES,
        axioms=_ALWAYS | {Axiom.EFFICIENCY, Axiom.SCALE, Axiom.SHARE_MONOTONICITY},
    ),
    Entry(
        "nearest",
        "Nearest to a draft",
        "fewest issues of a draft changed",
        nearest.nearest,
        nearest.REFERENCES,
        needs=frozenset({Need.DRAFT}),
        axioms=_ALWAYS | {Axiom.SCALE, Axiom.INDEPENDENCE},
    ),
)


class UnknownMethod(GoldenbridgeError):
    """There is no method of this name in the catalogue.

    >>> print(UnknownMethod("nsah", ["nash", "leximin"]))
    No method is called "nsah". Did you mean "nash"?
      There are: nash, leximin
    """

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name, self.known)

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known)
        head = f'No method is called "{self.name}". {hint}'.rstrip()
        return f"{head}\n  There are: {', '.join(self.known)}"


def entry(name: str) -> Entry:
    """The entry of a name.

    Raises
    ------
    UnknownMethod : there is none; near names are suggested.
    """
    for one in CATALOGUE:
        if one.id == name:
            return one
    raise UnknownMethod(name, (one.id for one in CATALOGUE))


def solve(
    method: str | Entry,
    worths: ArrayLike,
    no_deal: ArrayLike,
    *,
    deals: ArrayLike | None = None,
    draft: ArrayLike | None = None,
) -> Solution:
    """What a method, by its name or entry, picks among deals.

    Parameters
    ----------
    method : as the catalogue calls it, or its entry.
    worths, no_deal, deals, draft : see :class:`goldenbridge.analysis.method.Method`.

    Raises
    ------
    UnknownMethod : the catalogue has none of that name.
    ValueError : the arrays do not fit each other.

    >>> solve("nash", [[3, 1], [0, 9]], [5, 0]).status.name
    'NONE_RATIONAL'
    """
    known = entry(method) if isinstance(method, str) else method
    return known.method(worths, no_deal, deals=deals, draft=draft)


def references_of(names: Iterable[str]) -> tuple[str, ...]:
    """The works that the methods of these names are from, each once, by author.

    >>> [text.split(".")[0] for text in references_of(["leximin", "leximin"])]
    ['Imai, H']
    """
    return tuple(sorted({text for name in names for text in entry(name).references}))
