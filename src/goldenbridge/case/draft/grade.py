"""How well statements carry a judgement: high, medium or low, by a rule that can be looked up.

One point each for: the party's own voice, its own words quoted, two documents or more, and, where a
red line is drawn, that it is drawn in so many words.

===========  =====================================  =========================================
grade        a position                             a red line
===========  =====================================  =========================================
high         3 points                               3 or 4, explicit and in its own voice
medium       2 points                               2 or more
low          fewer                                  fewer
===========  =====================================  =========================================

A grade falls by one step where the party's other statements say the opposite. Unreviewed
suggestions carry medium at most, and low where a program gives all of them less than an even
chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.words import plural

__all__ = ["SHARES", "Grade", "Graded", "grade"]

Grade = Literal["high", "medium", "low"]
_STEPS: tuple[Grade, ...] = ("low", "medium", "high")

#: What a grade of a red line stands for where the case format wants a share of readings.
SHARES: dict[Grade, float] = {"high": 0.85, "medium": 0.6, "low": 0.35}

EVEN = 0.5


@dataclass(frozen=True)
class Graded:
    """A grade, and why, in words."""

    grade: Grade
    why: str

    @property
    def rank(self) -> int:
        """0 for low to 2 for high."""
        return _STEPS.index(self.grade)

    @property
    def share(self) -> float:
        """As a share of readings."""
        return SHARES[self.grade]


def grade(said: Sequence[Said], *, line: bool = False, opposed: bool = False) -> Graded:
    """How well some statements of one party carry what they agree on.

    Parameters
    ----------
    said : the statements, at least one.
    line : whether a red line is graded.
    opposed : whether the party's other statements say the opposite.
    """
    own = [s for s in said if s.own]
    quoted = any(s.coded.role == "quoted" for s in own)
    documents = len({s.source for s in said})
    explicit = any(s.coded.red_line == "explicit" or _bare(s) for s in said)
    points = bool(own) + quoted + (documents >= 2) + (line and explicit)
    step = 2 if points >= 3 else 1 if points == 2 else 0
    if line and step == 2 and not (explicit and any(_explicit(s) for s in own)):
        step = 1
    words = []
    if line:
        words.append("explicit" if explicit else "implicit")
    words.append("its own voice" if own else "laid into its mouth by others")
    if own:
        words.append("quoted" if quoted else "reported")
    words += [plural(len(said), "statement"), plural(documents, "document")]
    if opposed:
        step = max(step - 1, 0)
        words.append("its other statements say the opposite")
    if all(s.suggested for s in said):
        step = min(step, 1)
        sure = [s.coded.confidence for s in said if s.coded.confidence is not None]
        if sure and max(sure) < EVEN:
            step = 0
        given = f", at best {max(sure):.2f} by its program" if sure else ""
        words.append(f"unreviewed{given}")
    return Graded(_STEPS[step], "; ".join(words))


def _explicit(said: Said) -> bool:
    return said.coded.red_line == "explicit" or _bare(said)


def _bare(said: Said) -> bool:
    """Coded as the act of drawing a line, without a word on how plainly."""
    return said.coded.act == "red_line" and said.coded.red_line == "no"
