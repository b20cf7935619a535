"""What the exact searches over deals cannot do, told with a way out.

::

    GoldenbridgeError
    ├── TooManyLines    more red lines than the searches can carry
    ├── SpaceTooTied    issues tied together so closely that exact search would not fit
    ├── SpaceTooLarge   a listing of every deal was asked for where there are too many
    └── UnknownOption   a package names an issue or option the deal space does not have
"""

from __future__ import annotations

from goldenbridge.errors import GoldenbridgeError

__all__ = ["SpaceTooLarge", "SpaceTooTied", "TooManyLines", "UnknownOption"]


class TooManyLines(GoldenbridgeError):
    """More red lines and parties than fit the 64 marks the searches carry along.

    >>> print(TooManyLines(lines=70, parties=4))
    70 red lines and 4 parties were given; together at most 64 can be followed.
    Merge red lines that say the same, or leave out those that bind in no world.
    """

    def __init__(self, lines: int, parties: int) -> None:
        self.lines, self.parties = lines, parties
        super().__init__(lines, parties)

    def __str__(self) -> str:
        return (
            f"{self.lines} red lines and {self.parties} parties were given; together at most "
            "64 can be followed.\n"
            "Merge red lines that say the same, or leave out those that bind in no world."
        )


class SpaceTooTied(GoldenbridgeError):
    """Rules, interaction terms and red lines tie too many issues together at once.

    >>> print(SpaceTooTied(limit=200_000, issues=("border", "army", "trade")))
    Too many issues are tied together to search every deal: after deciding border, army,
    trade, more than 200,000 different situations are still open.
    Let the rules, interaction terms and red lines over most issues name fewer of them, or
    merge issues that are always decided together.
    """

    def __init__(self, limit: int, issues: tuple[str, ...]) -> None:
        self.limit, self.issues = limit, issues
        super().__init__(limit, issues)

    def __str__(self) -> str:
        return (
            "Too many issues are tied together to search every deal: after deciding "
            f"{', '.join(self.issues)}, more than {self.limit:,} different situations are "
            "still open.\n"
            "Let the rules, interaction terms and red lines over most issues name fewer of "
            "them, or merge issues that are always decided together."
        )


class SpaceTooLarge(GoldenbridgeError):
    """A listing of every deal was asked for where there are too many.

    >>> print(SpaceTooLarge(deals=4**16, limit=1_000_000))
    A listing of all 4,294,967,296 deals was asked for; the limit is 1,000,000.
    Ask for the best deal, the frontier or the most accepted packages: none lists all.
    """

    def __init__(self, deals: int, limit: int) -> None:
        self.deals, self.limit = deals, limit
        super().__init__(deals, limit)

    def __str__(self) -> str:
        return (
            f"A listing of all {self.deals:,} deals was asked for; the limit is "
            f"{self.limit:,}.\n"
            "Ask for the best deal, the frontier or the most accepted packages: none lists all."
        )


class UnknownOption(GoldenbridgeError):
    """A package names an issue or option that the deal space does not have."""
