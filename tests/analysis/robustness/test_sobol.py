"""Sobol indices against functions whose indices are known, and against another program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import qmc

from goldenbridge.analysis.robustness.sobol import Indices, sobol_indices

Floats = NDArray[np.float64]


def ishigami(u: Floats) -> Floats:
    """Ishigami and Homma (1990), a = 7 and b = 0.1, on -π to π."""
    x = (2 * u - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


A, B = 7.0, 0.1
V1 = 0.5 * (1 + B * np.pi**4 / 5) ** 2
V2 = A**2 / 8
V13 = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
V = V1 + V2 + V13
ISHIGAMI = ([V1 / V, V2 / V, 0.0], [(V1 + V13) / V, V2 / V, V13 / V])

#: Saltelli and Sobol' (1995): of the g-function's eight inputs, four matter.
G = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def g_function(u: Floats) -> Floats:
    result: Floats = np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)
    return result


PARTS = 1 / (3 * (1 + G) ** 2)
G_VARIANCE = np.prod(1 + PARTS) - 1
G_INDICES = (PARTS / G_VARIANCE, PARTS * np.prod(1 + PARTS) / (1 + PARTS) / G_VARIANCE)


def swaps(function: Callable[[Floats], Floats], k: int, m: int = 13) -> tuple[Any, Any, Any]:
    u = qmc.Sobol(2 * k, scramble=True, rng=np.random.default_rng(3)).random_base2(m)
    one, other = u[:, :k], u[:, k:]
    swapped = []
    for n in range(k):
        mixed = one.copy()
        mixed[:, n] = other[:, n]
        swapped.append(function(mixed))
    return function(one), function(other), np.array(swapped)


@pytest.mark.parametrize(
    ("function", "known"), [(ishigami, ISHIGAMI), (g_function, G_INDICES)], ids=["ishigami", "g"]
)
def test_indices_are_those_known(function: Any, known: Any) -> None:
    found = sobol_indices(*swaps(function, len(known[0])))
    np.testing.assert_allclose(found.first, known[0], atol=0.015)
    np.testing.assert_allclose(found.total, known[1], atol=0.015)


def test_intervals_cover_the_known_values_and_narrow_with_more_worlds() -> None:
    few, many = (sobol_indices(*swaps(ishigami, 3, m)) for m in (9, 13))
    for one in (few, many):
        assert (one.first_low <= ISHIGAMI[0]).all()
        assert (one.first_high >= ISHIGAMI[0]).all()
        assert (one.total_low <= ISHIGAMI[1]).all()
        assert (one.total_high >= ISHIGAMI[1]).all()
    assert ((many.total_high - many.total_low) < (few.total_high - few.total_low)).all()


def test_indices_know_no_unit_and_no_zero() -> None:
    a, b, swapped = swaps(g_function, 8, 10)
    one = sobol_indices(a, b, swapped)
    other = sobol_indices(3 * a + 1000, 3 * b + 1000, 3 * swapped + 1000)
    np.testing.assert_allclose(one.first, other.first, atol=1e-9)
    np.testing.assert_allclose(one.total_low, other.total_low, atol=1e-9)
    assert other.variance == pytest.approx(9 * one.variance)


def test_an_output_that_never_differs_has_no_indices() -> None:
    found = sobol_indices(np.ones(64), np.ones(64), np.ones((3, 64)))
    assert found.variance == 0.0
    assert np.isnan(found.first).all()
    assert np.isnan(found.total_high).all()


def test_the_same_seed_gives_the_same_intervals() -> None:
    outputs = swaps(ishigami, 3, 8)
    one, other = sobol_indices(*outputs, seed=4), sobol_indices(*outputs, seed=4)
    np.testing.assert_array_equal(one.first_low, other.first_low)
    assert (sobol_indices(*outputs, seed=5).first_low != one.first_low).any()


@pytest.mark.filterwarnings("ignore")
def test_another_program_finds_the_same() -> None:
    analyze = pytest.importorskip("SALib.analyze.sobol")
    a, b, swapped = swaps(ishigami, 3, 10)
    # SALib takes them interleaved: A, each swap, B, row by row.
    outputs = np.column_stack([a, *swapped, b]).ravel()
    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0.0, 1.0]] * 3}
    theirs = analyze.analyze(problem, outputs, calc_second_order=False, seed=1)
    ours: Indices = sobol_indices(a, b, swapped)
    np.testing.assert_allclose(ours.first, theirs["S1"], atol=2e-3)
    np.testing.assert_allclose(ours.total, theirs["ST"], atol=2e-3)
    width = (ours.total_high - ours.total_low) / 2
    np.testing.assert_allclose(width, theirs["ST_conf"], rtol=0.5)
