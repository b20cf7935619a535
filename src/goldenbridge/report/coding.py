"""How the statements of a case came about, and how far a program's suggestions can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenbridge.statements.measured import Measured, measured
from goldenbridge.statements.statement import Statement

__all__ = ["how_coded"]

#: What a drafted case notes on a statement that a program suggested and nobody looked at.
_SUGGESTED = re.compile(r"^Suggested\b.*\bnot reviewed\.$", re.S)


def how_coded(statements: Iterable[Statement], known: Measured | None = None) -> str:
    """How many statements stand in a text, how many nobody has looked at, and what that means.

    Parameters
    ----------
    statements : of the case.
    known : how good suggestions are, measured; the bundled figures if left out.

    >>> how_coded([Statement(actor="Norvik", act="rejects", text="Norvik turns it down.")])
    'None of the 1 statement points into a text. A person coded it.'
    """
    listed = list(statements)
    whole = len(listed)
    if not whole:
        return "There are no statements."
    placed = sum(s.anchor is not None for s in listed)
    raw = sum(bool(s.note and _SUGGESTED.match(s.note)) for s in listed)
    of = f"{whole:,} statement{'s' * (whole != 1)}"
    points = "point" if placed > 1 else "points"
    told = [f"{f'{placed:,}' if placed else 'None'} of the {of} {points} into a text."]
    if not raw:
        told.append("A person coded it." if whole == 1 else "People coded them.")
        return " ".join(told)
    told.append(f"A program suggested {raw:,} of them, and nobody has reviewed {_them(raw)}.")
    known = known or measured()
    if known is not None and known.told():
        told.append(f"{known.told()}: read them before you rely on them.")
    return " ".join(told)


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
