"""The case format as JSON Schema: what an editor completes from."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from goldenbridge.case.schema import CaseFile, Expected, SourcesFile

__all__ = ["json_schema", "schema_text"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "case": (CaseFile, "A goldenbridge case"),
    "sources": (SourcesFile, "The sources of a goldenbridge case"),
    "expected": (Expected, "What a goldenbridge case should answer"),
}


def json_schema(which: str = "case") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``case``, ``sources`` or ``expected``.

    Trust it for the form of a file; what refers across (does this issue exist?) only
    ``goldenbridge check`` sees.

    >>> json_schema()["title"]
    'A goldenbridge case'
    """
    model, title = MODELS[which]
    found = model.model_json_schema(by_alias=True)
    _close(found)
    return {"$schema": DRAFT, **found, "title": title}


def schema_text(which: str = "case") -> str:
    """The same as the text of a file."""
    return json.dumps(json_schema(which), indent=2, ensure_ascii=False) + "\n"


def _close(part: Any) -> None:
    """Ids of any other form are refused, and defaults that say nothing are left out."""
    if isinstance(part, dict):
        if "patternProperties" in part:
            part.setdefault("additionalProperties", False)
        if part.get("default", ...) is None:
            del part["default"]
        for value in part.values():
            _close(value)
    elif isinstance(part, list):
        for value in part:
            _close(value)
