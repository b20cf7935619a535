"""Whose consent a deal needs, and under which regimes one can be struck."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Consent", "Regime", "needed_by", "regimes"]

#: "always": no deal without this party; "issues": only where the deal departs from the
#: default on an issue the party controls; "never": its consent is not asked.
Consent = Literal["always", "issues", "never"]


class Regime(NamedTuple):
    """Parties that must agree, and parties whose issues a deal leaves alone, as bit masks."""

    needed: int
    excused: int


def regimes(consent: Sequence[Consent]) -> list[Regime]:
    """Every way to leave alone the issues of some parties so as not to need their consent.

    Between them the regimes hold exactly the deals all needed parties can agree to.

    >>> regimes(["always", "issues", "never"])
    [Regime(needed=3, excused=0), Regime(needed=1, excused=2)]
    """
    _hold(consent)
    always = sum(1 << party for party, kind in enumerate(consent) if kind == "always")
    conditional = [1 << party for party, kind in enumerate(consent) if kind == "issues"]
    return [
        Regime(needed=always + sum(conditional) - sum(left), excused=sum(left))
        for count in range(len(conditional) + 1)
        for left in combinations(conditional, count)
    ]


def needed_by(consent: Sequence[Consent], triggered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whose consent each deal needs: (deals, parties), from the parties it triggers (deals,).

    >>> needed_by(["always", "issues", "never"], np.array([0b110], dtype=np.uint64))
    array([[ True,  True, False]])
    """
    _hold(consent)
    bits = np.uint64(1) << np.arange(len(consent), dtype=np.uint64)
    asked = (np.asarray(triggered, dtype=np.uint64)[:, None] & bits) != 0
    always = np.array([kind == "always" for kind in consent])
    never = np.array([kind == "never" for kind in consent])
    needed: NDArray[np.bool_] = (asked | always) & ~never
    return needed


def _hold(consent: Sequence[str]) -> None:
    for party, kind in enumerate(consent):
        if kind not in ("always", "issues", "never"):
            raise ValueError(
                f'Consent is "always", "issues" or "never"; party number {party} has "{kind}".'
            )
