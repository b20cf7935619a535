"""Sentences and tables on a terminal of 80 columns, in the same form for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goldenbridge.cli.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["answers", "row", "say", "table"]

HARD = "\u00a0"


def answers() -> Console:
    """The console that answers go to: as wide as the terminal, at most 100 columns."""
    from rich.console import Console

    return Console(width=min(Console().width, 100), highlight=False)


def say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    """A paragraph; what a stranger wrote stands as it is, but cannot steer the terminal."""
    from rich.padding import Padding
    from rich.text import Text

    told = Text(visible(text.replace(HARD, " ")), style=style)
    console.print(Padding(told, (0, 0, 0, indent)) if indent else told)


def table(title: str, *columns: tuple[str, bool]) -> Any:
    """An empty table: each column with its heading and whether it holds numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(title=title, box=SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name, right in columns:
        made.add_column(name, justify="right" if right else "left", no_wrap=right)
    return made


def row(made: Any, *cells: str) -> None:
    """One more row."""
    from rich.text import Text

    made.add_row(*(Text(visible(cell.replace(HARD, " "))) for cell in cells))
