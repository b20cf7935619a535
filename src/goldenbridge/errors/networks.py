"""What can be wrong with what is asked of a network."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.errors.error import GoldenbridgeError, in_lines

__all__ = ["NetworkEmpty", "NetworkSettingsClash", "NetworkTooLarge"]


class NetworkEmpty(GoldenbridgeError):
    """No statement is left that a network could be drawn from.

    >>> print(NetworkEmpty(12, ["9 name no issue", "3 are excluded"]))
    No network: none of the 12 statements can be used.
      9 name no issue
      3 are excluded
    """

    def __init__(self, statements: int, reasons: Iterable[str] = ()) -> None:
        self.statements = statements
        self.reasons = tuple(reasons)
        super().__init__(statements, self.reasons)

    def __str__(self) -> str:
        if not self.statements:
            return in_lines("No network: there is not one statement.", *self.reasons)
        return in_lines(
            f"No network: none of the {self.statements:,} statements can be used.", *self.reasons
        )


class NetworkTooLarge(GoldenbridgeError):
    """More nodes than a full matrix of a network can hold in reasonable memory.

    >>> print(NetworkTooLarge("actors", 20_000, 6_000))
    A network of 20,000 actors is too large: at most 6,000.
      Merge names that mean the same, take affiliations for actors, or exclude some.
    """

    def __init__(self, what: str, count: int, limit: int) -> None:
        self.what = what
        self.count = count
        self.limit = limit
        super().__init__(what, count, limit)

    def __str__(self) -> str:
        return in_lines(
            f"A network of {self.count:,} {self.what} is too large: at most {self.limit:,}.",
            "Merge names that mean the same, take affiliations for actors, or exclude some.",
        )


class NetworkSettingsClash(GoldenbridgeError):
    """Two settings of a network that do not go together, or one that this network does not have.

    >>> print(NetworkSettingsClash("prominence is for two-mode networks", "Use average."))
    These settings do not go together: prominence is for two-mode networks.
      Use average.
    """

    exit_code = 2

    def __init__(self, found: str, advice: str) -> None:
        self.found = found
        self.advice = advice
        super().__init__(found, advice)

    def __str__(self) -> str:
        return in_lines(f"These settings do not go together: {self.found}.", self.advice)
