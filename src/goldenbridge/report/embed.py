"""The findings inside the report, as data that cannot leave its script element."""

from __future__ import annotations

import json
import re
from typing import Any

from goldenbridge.errors import GoldenbridgeError

__all__ = ["ELEMENT", "LIMIT_BYTES", "NotAReport", "embedded", "extract", "without_data"]


ELEMENT = "goldenbridge-findings"
LIMIT_BYTES = 30_000_000
_OPEN = f'<script type="application/json" id="{ELEMENT}">'
_CLOSE = "</script>"
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class NotAReport(GoldenbridgeError):
    """A file that is no report of goldenbridge, or one that is damaged.

    >>> print(NotAReport("notes.html", "it holds no findings"))
    notes.html cannot be read as a report of goldenbridge: it holds no findings.
      Make one with: goldenbridge report CASE -o report.html
    """

    exit_code = 2

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be read as a report of goldenbridge: {self.reason}.\n"
            "  Make one with: goldenbridge report CASE -o report.html"
        )


def embedded(data: dict[str, Any]) -> str:
    r"""The data as JSON that is safe inside a script element.

    >>> embedded({"title": "</script><b>"})
    '{"title":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: _UNSAFE[found[0]], text)


def without_data(html: str) -> str:
    """The report without its embedded findings: what a person sees."""
    start = html.find(_OPEN)
    end = html.find(_CLOSE, start)
    return html if start < 0 or end < 0 else html[: start + len(_OPEN)] + html[end:]


def extract(html: str, path: str) -> dict[str, Any]:
    """The findings that a report carries; nothing in them is trusted.

    Raises
    ------
    NotAReport : there are none, or more than one, or they are damaged.
    """
    if html.count(f'id="{ELEMENT}"') != 1 or html.count(_OPEN) != 1:
        raise NotAReport(path, "it holds no findings, or more than one set of them")
    start = html.index(_OPEN) + len(_OPEN)
    end = html.find(_CLOSE, start)
    if end < 0:
        raise NotAReport(path, "its findings end too early")
    try:
        data = json.loads(html[start:end], parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise NotAReport(path, "its findings are damaged") from None
    if not isinstance(data, dict):
        raise NotAReport(path, "its findings are damaged")
    return data


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")
