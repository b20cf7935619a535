"""The public names: ``__all__``, where they are found, the module and the page agree."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import goldenbridge as gb

PAGE = Path(__file__).parents[2] / "docs/reference/python.md"


def sections() -> dict[str, str]:
    parts = PAGE.read_text(encoding="utf-8").split("\n### `")[1:]
    return {part.split("`", 1)[0]: part.split("`", 1)[1] for part in parts}


def test_all_is_sorted_and_each_name_once() -> None:
    assert sorted(gb.__all__) == gb.__all__
    assert len(set(gb.__all__)) == len(gb.__all__)


def test_all_places_and_module_agree() -> None:
    assert set(gb._PLACES) | {"__version__"} == set(gb.__all__) == set(dir(gb))
    for name, place in gb._PLACES.items():
        assert getattr(gb, name) is getattr(import_module(place), name)


def test_deals_is_the_function_whatever_was_imported() -> None:
    import_module("goldenbridge.dealspace.frontier")
    assert inspect.isfunction(gb.deals)
    assert inspect.isfunction(gb.frontier)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="agreements"):
        gb.agreements  # noqa: B018


def test_page_and_module_agree() -> None:
    assert sorted(sections()) == sorted(gb.__all__)


@pytest.mark.parametrize(
    "name", sorted(n for n in gb.__all__ if inspect.isfunction(getattr(gb, n)))
)
def test_page_tells_every_parameter(name: str) -> None:
    said = re.search(rf"`{name}\(([^`]*)\)`", sections()[name])
    assert said is not None
    told = [re.split("[=:]", part)[0].strip() for part in _split(said.group(1))]
    real = list(inspect.signature(getattr(gb, name)).parameters)
    assert [word for word in told if word != "*"] == real


def _split(text: str) -> list[str]:
    """Parameters apart at commas outside brackets."""
    parts, depth, word = [], 0, ""
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append(word)
            word = ""
        else:
            word += sign
    return [p for p in [*parts, word] if p.strip()]
