"""What a dated snapshot changes: its parts laid over the case's own, key by key."""

from __future__ import annotations

from typing import Any

__all__ = ["merge"]


def merge(base: Any, changes: Any) -> Any:
    """Lay changes over a value: mappings meet key by key, null removes, all else replaces.

    Three things are replaced whole, since half of one and half of another would be nobody's: a
    judgement (``{mode: 3}`` over ``{low: 1, mode: 2, high: 3}`` is an exact 3), a package on
    record (with its text and its sources), and what stands under ``when``.

    Laws: no changes change nothing; laying the same changes twice is laying them once; neither
    value is altered.

    >>> merge({"a": {"x": 1, "y": 2}, "b": 3}, {"a": {"y": None, "z": 4}})
    {'a': {'x': 1, 'z': 4}, 'b': 3}
    """
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return _without_nulls(changes)
    if _judgement(base) or _judgement(changes) or isinstance(changes.get("package"), dict):
        return _without_nulls(changes) if changes else base
    out = dict(base)
    for key, value in changes.items():
        if value is None:
            out.pop(key, None)
        elif key == "when":
            out[key] = _without_nulls(value)
        else:
            out[key] = merge(base.get(key), value)
    return out


def _judgement(value: dict[str, Any]) -> bool:
    """Whether a mapping is a value with its range."""
    return isinstance(value.get("mode"), int | float)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    return value
