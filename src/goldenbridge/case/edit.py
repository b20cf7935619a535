"""Change one value of a case file and leave everything else as its writer left it.

Comments, order, quoting and line breaks stay, since only the characters of the value itself are
replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from goldenbridge.errors import GoldenbridgeError
from goldenbridge.files.document import Path_, parse_document

__all__ = ["CannotEdit", "with_value"]

_PLAIN = re.compile(r"^[A-Za-z][A-Za-z0-9_-]*$")


class CannotEdit(GoldenbridgeError):
    """A value that cannot be changed in place.

    >>> print(CannotEdit(("issues", "harbour"), "it is written over several lines"))
    issues.harbour cannot be changed in place: it is written over several lines.
    """

    def __init__(self, where: Path_, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.where))} cannot be changed in place: {self.why}."


def with_value(text: str, where: Path_, value: object) -> str:
    """The text of a case file with one value changed, comments and all else kept.

    Parameters
    ----------
    text : the file.
    where : path of keys to a word, a number, or something in brackets or braces.
    value : the new value, of words, numbers, lists and mappings.

    Raises
    ------
    CannotEdit : the file is not valid YAML, there is no such value, or it is not on the spot.

    >>> print(with_value("swing: {mode: 5}  # thin record", ("swing", "mode"), 7))
    swing: {mode: 7}  # thin record
    """
    document = parse_document(text)
    if document.problems:
        raise CannotEdit(where, f"the file has faults ({document.problems[0].found})")
    if where not in document.spans:
        known = "it is written over several lines" if where in document.lines else "it is not there"
        raise CannotEdit(where, known)
    start, end = document.spans[where]
    changed = text[:start] + _flow(value) + text[end:]
    again = parse_document(changed)
    if again.problems or again.data != _replaced(document.data, where, value):
        raise CannotEdit(where, "the new value would change more than itself")
    return changed


def _flow(value: object) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, str):
        known = value.lower() in {"true", "false", "null"}
        return value if _PLAIN.match(value) and not known else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value)


def _replaced(data: Any, where: Path_, value: object) -> Any:
    """The data with one value changed."""
    if not where:
        return json.loads(json.dumps(value))
    key, rest = where[0], where[1:]
    if isinstance(data, list):
        return [_replaced(v, rest, value) if n == key else v for n, v in enumerate(data)]
    return {k: _replaced(v, rest, value) if k == key else v for k, v in data.items()}
