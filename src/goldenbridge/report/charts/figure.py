"""A chart before it is drawn: its specification, and the same content in words and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Figure"]


@dataclass(frozen=True)
class Figure:
    """A chart with what a reader needs who cannot see it; in a notebook it shows itself.

    Attributes
    ----------
    id : its name in the report; a word.
    title : what it shows.
    description : how to read it, in a sentence or two.
    spec : the Vega-Lite specification.
    header, rows : the same content as a table.
    """

    id: str
    title: str
    description: str
    spec: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_html_(self) -> str:
        """The drawing under its title and how to read it, as in a report."""
        from html import escape

        from goldenbridge.report.charts.svg import draw

        told = f"<b>{escape(self.title)}.</b> {escape(self.description)}"
        return f"<figure><figcaption>{told}</figcaption>{draw([self])[self.id]}</figure>"
