"""What pydantic found, said as a problem: where, what was found, what was wanted, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from goldenbridge.case.judgement import Judgement
from goldenbridge.files.document import Path_
from goldenbridge.files.explain import say, show, step
from goldenbridge.files.problem import Problem, place

__all__ = ["explain"]

_SCALE = {"worth", "value", "points", "low", "mode", "high", "batna", "reservation", "no_deal"}
_HOW = {
    "goldenbridge": "Begin the file with: goldenbridge: 1",
    "mode": "Give low, mode and high, or one plain number.",
    "declared": "Write declared: declared if the owner said so itself, else declared: inferred.",
    "main": "Name the issue that matters most to this party: it is the measuring rod.",
    "default": "Name the option that holds where nothing is agreed.",
    "title": "Begin with a short title.",
}


def explain(
    error: ValidationError, model: type[BaseModel], file: str, line: Callable[[Path_], int]
) -> list[tuple[Path_, Problem]]:
    """Each fault with the path it concerns, so that the reader can go on without that part."""
    told: dict[tuple[Path_, str], Problem] = {}
    for item in error.errors(include_url=False):
        loc = tuple(p for p in item["loc"] if p != "[key]")
        typed = _typed_no_deal(item, loc)
        found, wanted, advice = _no_deal(item, loc) if typed else _told(item, loc, model)
        at, code = (loc[:2], "typed-no-deal") if typed else (loc, "schema")
        problem = Problem(file, line(loc), place(at), found, wanted, advice, code=code)
        told.setdefault((at, code if typed else found), problem)
    return [(at, problem) for (at, _), problem in told.items()]


def _typed_no_deal(item: Any, loc: Path_) -> bool:
    """Whether somebody typed in what no deal is worth."""
    if len(loc) < 2 or loc[0] != "no_deal":
        return False
    value = item.get("input")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if len(loc) == 2:
        return number or (isinstance(value, dict) and "mode" in value)
    return len(loc) == 3 and item["type"] == "extra_forbidden" and (number or loc[2] in _SCALE)


def _no_deal(item: Any, loc: Path_) -> tuple[str, str, str]:
    value = show(item.get("input"))
    found = f"{loc[2]}: {value}" if len(loc) > 2 else value
    return (
        f"a typed worth of no deal ({found})",
        "no-deal is bracketed by packages, not typed: a free-floating number decides the answer",
        "Record a package it refused and one it offered, with statements; firmness lies between.",
    )


def _told(item: Any, loc: Path_, model: type[BaseModel]) -> tuple[str, str, str]:
    if item["type"] in {"model_type", "model_attributes_type"} and _is_judgement(model, loc):
        wanted = "a number, or low, mode and high"
        return show(item.get("input")), wanted, "Write a number, or {low: …, mode: …, high: …}."
    return say(item, loc, model, _HOW)


def _is_judgement(model: type[BaseModel], loc: Path_) -> bool:
    here: Any = model
    for key in loc:
        here = step(here, key)
    return here is Judgement
