"""What pydantic found, said as a problem: what was found, what was wanted, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, place, shown, suggest

__all__ = ["explain_schema", "say", "show", "step"]

_WANTED = {
    "missing": "this key",
    "string_type": "a text",
    "float_type": "a number",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "tuple_type": "a list",
    "list_type": "a list",
    "finite_number": "a finite number",
    "int_from_float": "a whole number",
}


def explain_schema(
    error: ValidationError,
    model: type[BaseModel],
    file: str,
    line: Callable[[Path_], int],
    how: Mapping[str, str],
) -> list[tuple[Path_, Problem]]:
    """Each fault with the path it concerns; ``how`` says how to mend a missing key, by its name."""
    told: dict[tuple[Path_, str], Problem] = {}
    for item in error.errors(include_url=False):
        loc = tuple(p for p in item["loc"] if p != "[key]")
        found, wanted, advice = say(item, loc, model, how)
        problem = Problem(file, line(loc), place(loc), found, wanted, advice, code="schema")
        told.setdefault((loc, found), problem)
    return [(at, problem) for (at, _), problem in told.items()]


def say(
    item: Any, loc: Path_, model: type[BaseModel], how: Mapping[str, str]
) -> tuple[str, str, str]:
    """What was found, what was wanted and what to do, for one fault that pydantic tells."""
    kind, value, context = item["type"], item.get("input"), item.get("ctx", {})
    last = shown(loc[-1]) if loc else "the file"
    if kind == "extra_forbidden":
        known = _fields(model, loc[:-1])
        return f'unknown key "{last}"', "a key of the format", suggest(str(loc[-1]), known)
    if kind == "missing":
        advice = how.get(last, f'Add "{last}:" here.')
        return f'"{last}" is missing', "it to be said", advice
    if last in {"goldenbridge", "codebook"}:
        return show(value), "1, the version of this format", f"Write: {last}: 1"
    if kind == "literal_error":
        choices = context.get("expected", "").replace("'", "").replace(" or ", ", ").split(", ")
        advice = suggest(str(value), choices)
        return f"{show(value)}", "one of " + ", ".join(choices), advice
    if kind in {"string_pattern_mismatch", "string_too_long"} and "[key]" in item["loc"]:
        wanted = "lower-case letters, digits, _ and -, at most 80"
        return f'the id "{shown(value)}"', wanted, "Rename it, here and where it is used."
    if kind == "string_pattern_mismatch":
        if "S" in context.get("pattern", ""):
            return "an empty text", "words", "Say it, or remove the entry."
        if "f" in context.get("pattern", "")[-6:]:
            return show(value), "hex digits of a SHA-256", "Copy the hash again."
        return show(value), "an id: lower-case letters, digits, _ and -", "Use the id, not a name."
    if kind == "value_error":
        said = str(context.get("error", item["msg"]))
        return said, _wanted_of(said), "Correct the values of this entry."
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return show(value), "a text", f'Put it in quotes: "{value}"'
    if kind in {"tuple_type", "list_type"} and isinstance(value, str):
        return show(value), "a list", f"Put it in brackets: [{shown(value)}]"
    if kind in {"too_short", "string_too_short"}:
        least = context.get("min_length", 1)
        return f"too little: {show(value)}", f"at least {least}", "Add what is missing."
    if kind in {"too_long", "string_too_long"}:
        actual = context.get("actual_length")
        size = f"{actual} entries" if actual else show(value)
        return f"too much: {size}", f"at most {context.get('max_length')}", "Shorten it."
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        side = "at least" if kind.startswith("g") else "at most"
        return show(value), f"{side} {bound:,.10g}", "Correct the number."
    advice = "Correct the value."
    if value is None:
        advice = "Fill it in, or remove the key."
    return show(value), _WANTED.get(kind, item["msg"]), advice


def _wanted_of(said: str) -> str:
    return "low ≤ mode ≤ high" if "not in order" in said else "exactly one of these forms"


def show(value: Any) -> str:
    """A value as it may stand in a message."""
    if isinstance(value, dict):
        return "a mapping with " + (", ".join(shown(k, 20) for k in list(value)[:4]) or "no keys")
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{shown(value)}"' if isinstance(value, str) else shown(value)


def _fields(model: type[BaseModel], loc: Path_) -> list[str]:
    """Names of the keys that may stand at a place of the model."""
    here: Any = model
    for key in loc:
        here = step(here, key)
        if here is None:
            return []
    if not (isinstance(here, type) and issubclass(here, BaseModel)):
        return []
    return [f.alias or name for name, f in here.model_fields.items()]


def step(here: Any, key: str | int) -> Any:
    """What the model holds under a key, or None where there is no such key."""
    if isinstance(here, type) and issubclass(here, BaseModel):
        for name, field in here.model_fields.items():
            if key in (name, field.alias):
                return _inner(field.annotation)
        return None
    arguments = [_inner(a) for a in get_args(here) if a is not type(None)]
    models = [a for a in arguments if isinstance(a, type) and issubclass(a, BaseModel)]
    if models:
        return models[-1]
    return arguments[-1] if arguments else None


def _inner(annotation: Any) -> Any:
    """Strip Annotated and Optional."""
    if hasattr(annotation, "__metadata__"):
        return _inner(annotation.__origin__)
    rest = [a for a in get_args(annotation) if a is not type(None)]
    if len(rest) == 1 and len(get_args(annotation)) == 2 and type(None) in get_args(annotation):
        return _inner(rest[0])
    return annotation
