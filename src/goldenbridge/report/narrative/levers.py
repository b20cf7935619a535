"""Each lever by itself, in sentences."""

from __future__ import annotations

from goldenbridge.report.words import Data

__all__ = ["lever_name"]


def lever_name(levers: Data | None, lever: str) -> str:
    """What to call a lever; its id where nothing is known of it.

    >>> lever_name({"bond": {"name": "A bond"}}, "bond"), lever_name(None, "bond")
    ('A bond', 'bond')
    """
    return str(levers[lever]["name"]) if levers and lever in levers else lever
