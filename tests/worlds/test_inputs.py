"""Worlds made of random numbers handed in: which column decides what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.case import load
from goldenbridge.worlds import Draws, frame


@pytest.fixture(scope="module")
def made() -> Any:
    return frame(load("european-security").at("2022-01-28"))


def test_the_same_numbers_make_the_same_worlds(made: Any) -> None:
    draws = Draws(made, 4, 40)
    again = Draws.given(made, draws.uniforms)
    assert again.inputs == draws.inputs
    assert draws.uniforms.shape == (40, len(draws.inputs))
    one, other = draws.worlds(), again.worlds()
    assert np.array_equal(one.full, other.full)
    assert np.array_equal(one.no_deal, other.no_deal)
    assert np.array_equal(one.binds, other.binds)
    assert all(np.array_equal(one.readings[k], other.readings[k]) for k in one.readings)


@pytest.mark.parametrize("kind", ["readings", "lead", "place", "value"])
def test_swapping_a_column_changes_what_it_is_named_for_and_nothing_else(
    made: Any, kind: str
) -> None:
    a, b = Draws(made, 4, 64), Draws(made, 5, 64)
    column = next(n for n, (one, _) in enumerate(a.inputs) if one == kind)
    key: Any = a.inputs[column][1]
    u = a.uniforms.copy()
    u[:, column] = b.uniforms[:, column]
    before, after = a.worlds(), Draws.given(made, u).worlds()

    def same(name: str) -> bool:
        return bool(np.array_equal(getattr(before, name), getattr(after, name)))

    readings = [
        k for k in before.readings if not np.array_equal(before.readings[k], after.readings[k])
    ]
    values = [k for k in before.judged if not np.array_equal(before.judged[k], after.judged[k])]
    assert readings == (list(key) if kind == "readings" else [])
    assert values == ([key] if kind == "value" else [])
    if kind == "lead":
        assert not same("binds")
        assert same("full")
        other = [n for n, owner in enumerate(made.leads) if owner != key]
        assert np.array_equal(before.binds[:, other], after.binds[:, other])
    if kind == "place":
        assert same("full")
        assert same("binds")


def test_numbers_that_do_not_fit_are_refused(made: Any) -> None:
    with pytest.raises(ValueError, match="inputs is wanted"):
        Draws.given(made, np.zeros((3, 2)))
