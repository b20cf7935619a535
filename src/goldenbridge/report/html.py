"""The template environment: everything from a case is a stranger's text and is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from goldenbridge.report import words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "upfirst", "web_link"]


def web_link(url: str | None) -> str | None:
    """An address that may be linked: http or https only, so that no case can run a script.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link(None)
    ('https://example.org/a', None, None)
    """
    url = (url or "").strip()
    return url if url.startswith(("https://", "http://")) else None


def upfirst(text: str) -> str:
    """A text that begins a line, the rest of it as it is.

    >>> upfirst("the United States 2.4")
    'The United States 2.4'
    """
    return text[:1].upper() + text[1:]


@cache
def environment() -> Environment:
    """The environment, made once; autoescape is on for every template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("goldenbridge.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        interval=words.interval,
        estimate=words.estimate,
        given=words.given,
        inside=words.inside,
        upfirst=upfirst,
        listed=words.listed,
        number=words.number,
        percent=words.percent,
        share=words.share,
        web_link=web_link,
    )
    made.globals.update(spread=words.spread, counted=words.counted)
    return made
