"""What is the case against what a party believes: is there a deal, in how many worlds?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share

__all__ = ["Table"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Table:
    """Whether there is a deal, and whether a party believes so, in each of W worlds.

    Attributes
    ----------
    deal : (W,), as the case says.
    believed : (W,), as the party believes.

    >>> import numpy as np
    >>> one = Table(np.array([True, True, False]), np.array([True, False, False]))
    >>> one.wrongly_none.count, one.wrongly_hopes.count
    (1, 0)
    """

    deal: Bools
    believed: Bools

    @property
    def wrongly_none(self) -> Share:
        """Worlds with a deal in which the party believes that there is none."""
        return Share.of(self.deal & ~self.believed)

    @property
    def wrongly_hopes(self) -> Share:
        """Worlds without a deal in which the party believes that there is one."""
        return Share.of(~self.deal & self.believed)

    @property
    def right(self) -> Share:
        """Worlds in which the party is right, one way or the other."""
        return Share.of(self.deal == self.believed)

    def as_dict(self) -> dict[str, object]:
        """Plain data: the two shares, and the four cells, which add up to all worlds."""
        return {
            "deal": Share.of(self.deal).as_dict(),
            "believed": Share.of(self.believed).as_dict(),
            "deal_and_believed": Share.of(self.deal & self.believed).as_dict(),
            "wrongly_believes_none": self.wrongly_none.as_dict(),
            "wrongly_hopes": self.wrongly_hopes.as_dict(),
            "none_and_believed_none": Share.of(~self.deal & ~self.believed).as_dict(),
            "right": self.right.as_dict(),
        }
