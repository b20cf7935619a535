"""What all views together keep away from the table, and what telling one party would open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share

__all__ = ["Together"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Together:
    """Where talks would go on, if everybody with a view of its own had to believe in a deal.

    That they would is assumed, to have a measure of what telling is worth; nobody is said to act
    so. A party whose consent is never needed keeps nobody away.

    Attributes
    ----------
    deal : (W,), whether there is a deal, as the case says.
    believed : party → (W,), whether it believes so.

    >>> import numpy as np
    >>> one = Together(np.array([True, True]), {"a": np.array([True, False])})
    >>> one.seen_by_all.estimate, one.opened_by_telling("a").estimate
    (0.5, 0.5)
    """

    deal: Bools
    believed: Mapping[str, Bools]

    def _by_all_but(self, left_out: str | None = None) -> Bools:
        found = self.deal.copy()
        for party, believed in self.believed.items():
            if party != left_out:
                found &= believed
        return found

    @property
    def seen_by_all(self) -> Share:
        """Worlds with a deal in which everybody believes in one."""
        return Share.of(self._by_all_but())

    def opened_by_telling(self, party: str) -> Share:
        """Worlds with a deal that this party alone does not believe in: the value of telling it."""
        return Share.of(self._by_all_but(party) & ~self.believed[party])

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "deal": Share.of(self.deal).as_dict(),
            "seen_by_all": self.seen_by_all.as_dict(),
            "kept_away": Share.of(self.deal & ~self._by_all_but()).as_dict(),
            "opened_by_telling": {
                party: self.opened_by_telling(party).as_dict() for party in self.believed
            },
        }
