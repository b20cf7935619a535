"""The public face: what ``import goldenbridge as gb`` gives, however it is imported."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations

import pytest

import goldenbridge as gb

SUBMODULES = ["goldenbridge.worlds", "goldenbridge.dealspace", "goldenbridge.analysis",
              "goldenbridge.report", "goldenbridge.case"]  # fmt: skip

CHECK = """
import types
import goldenbridge as gb
for name in gb.__all__:
    value = getattr(gb, name)
    assert not isinstance(value, types.ModuleType), (name, value)
assert callable(gb.deals) and callable(gb.frame) and callable(gb.frontier) and callable(gb.load)
print(gb.frontier([[[0, 1], [1, 0]]]).worths.tolist())
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_names_are_there_and_listed() -> None:
    assert set(dir(gb)) == set(gb.__all__)
    assert sorted(gb.__all__, key=str) == gb.__all__
    for name in gb.__all__:
        assert getattr(gb, name) is not None, name
    with pytest.raises(AttributeError, match="no attribute 'deal'"):
        gb.deal  # noqa: B018


def test_names_are_functions_and_classes_whatever_was_imported_before() -> None:
    """A room must not stand where a public name is: pairs in both orders, and all at once."""
    orders = [*permutations(SUBMODULES[:3], 2), tuple(SUBMODULES), tuple(reversed(SUBMODULES))]
    # One process for all orders: what was imported of goldenbridge is forgotten between them.
    code = f"""
import importlib, sys, types
for order in {orders}:
    for name in [n for n in sys.modules if n.split(".")[0] == "goldenbridge"]:
        del sys.modules[name]
    for name in order:
        importlib.import_module(name)
    import goldenbridge as gb
    for name in gb.__all__:
        assert not isinstance(getattr(gb, name), types.ModuleType), (order, name)
    assert gb.deals.__name__ == "deals" and gb.frontier.__name__ == "frontier"
"""
    assert run(code) == ""


@pytest.mark.parametrize("module", SUBMODULES)
def test_each_room_alone_leaves_the_names_be(module: str) -> None:
    assert "[[0.0, 1.0], [1.0, 0.0]]" in run(f"import {module}\n{CHECK}")


def test_names_taken_first_survive_the_import_of_rooms() -> None:
    code = "import goldenbridge as gb\nbefore = {n: getattr(gb, n) for n in gb.__all__}\n"
    code += "".join(f"import {name}\n" for name in SUBMODULES)
    code += "import goldenbridge.analysis.findings, goldenbridge.dealspace.frontier\n"
    code += "import goldenbridge.worlds.frame\n"
    assert run(code + "assert all(getattr(gb, n) is v for n, v in before.items())") == ""


def test_importing_is_quick_work_and_loads_nothing_heavy() -> None:
    code = "import sys, goldenbridge\n"
    heavy = ["numpy", "numba", "pandas", "altair", "scipy", "pydantic"]
    assert run(code + f"print([m for m in {heavy} if m in sys.modules])").strip() == "[]"


def test_the_ten_lines_of_a_newcomer() -> None:
    case = gb.load("two-sellers")
    found = gb.deals(case, worlds=32, brief=True)
    assert isinstance(found, gb.Findings)
    assert isinstance(case, gb.Case)
    worlds = gb.draw_worlds(gb.frame(case.at()), 1, 16, settings=gb.Settings())
    assert len(worlds) == 16
    with pytest.raises(gb.CaseNotFound, match="Did you mean"):
        gb.load("two-seller")
