"""From specifications to inline SVG: all in one process, the same drawing every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from goldenbridge.report.charts.figure import Figure

__all__ = ["draw"]

_HEAD = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\" viewBox=\"([^\"]+)\"[^>]*>")
_ID = re.compile(r'\bid="([^"]+)"')


def draw(figures: Iterable[Figure]) -> dict[str, str]:
    """Each figure's SVG by its id, ready to stand in a page.

    Every drawing carries a title and a description; ids inside it are its own, so that several
    may stand in one page.
    """
    return {figure.id: _draw(figure) for figure in figures}


def _draw(figure: Figure) -> str:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(figure.spec, vl_version="6.4")
    for number, name in enumerate(dict.fromkeys(_ID.findall(svg))):
        mine = f"{figure.id}-{number}"
        svg = svg.replace(f'id="{name}"', f'id="{mine}"').replace(f"url(#{name})", f"url(#{mine})")
    width, height, box = _HEAD.match(svg).groups()  # type: ignore[union-attr]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}" width="{width}" '
        f'height="{height}" aria-labelledby="{figure.id}-title {figure.id}-desc">'
        f'<title id="{figure.id}-title">{escape(figure.title)}</title>'
        f'<desc id="{figure.id}-desc">{escape(figure.description)}</desc>'
    )
    return _HEAD.sub(lambda _: head, svg, count=1)
