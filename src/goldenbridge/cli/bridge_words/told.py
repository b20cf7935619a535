"""What the parts of the bridge share where they are told on a terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goldenbridge.cli.tables import say

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Told", "change"]

#: Rows of a table and items of a list that are shown, unless the part alone was asked for.
FEW = 6


@dataclass(frozen=True)
class Told:
    """What is printed of one answer: the data, names of levers, and the parts asked for."""

    console: Console
    found: dict[str, Any]
    levers: Mapping[str, str]
    asked: Collection[str]

    def say(self, text: str, indent: int = 0) -> None:
        say(self.console, text, indent=indent)

    def head(self, text: str) -> None:
        self.console.print()
        say(self.console, text, "bold")

    def named(self, levers: Collection[str]) -> str:
        """Levers in words, as a list in a sentence."""
        return "; ".join(self.levers.get(key, key) for key in levers)

    def party(self, key: str) -> str:
        return str(self.found["names"].get(key, key))

    def few(self, part: str, items: list[Any]) -> list[Any]:
        """The first of them, or all where this part was asked for."""
        return items if part in self.asked else items[:FEW]

    def rest(self, part: str, items: list[Any], noun: str) -> None:
        """Say how many are not shown, and how to see them."""
        from goldenbridge.report.words import counted

        more = len(items) - len(self.few(part, items))
        if more:
            self.say(f"And {counted(more, noun)} more: --part {part}, or --json.", indent=2)


def change(found: float, ends: list[float]) -> str:
    """By how much a share differs, in per cent of the worlds, with its interval.

    >>> change(0.0512, [-0.0213, 0.0805])
    '+5.1 % (−2.1 to +8.1 %)'
    """
    told, low, high = (f"{100 * x:+.1f}".replace("-", "−") for x in (found, *ends))
    return f"{told} % ({low} to {high} %)"
