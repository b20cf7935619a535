"""Chance by number: bit for bit as told, and nothing to be seen in it by cheap tests.

The draws are fixed, so a p-value here is one number for ever; the bounds are wide because many
are looked at. The long battery is told in docs/explanation/chance.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations
from typing import Any, cast

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special, stats

from goldenbridge.analysis.dynamics.chance import (
    exponential,
    normal,
    normal_quantile,
    run_key,
    uniform,
)

Floats = NDArray[np.float64]

WORD = 2**64
STREAMS, INDICES = 40, 60

PINNED_KEYS = [-6018577553702223981, -2667554719467357889, -8336295688584445562]
PINNED_DRAWS = [0.28176129772258507, 0.80255116473696, 0.9077188858688817]

signed = st.integers(-(2**63), 2**63 - 1)
whole = st.integers(0, 2**32 - 1)


def mixed(word: int) -> int:
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 % WORD
    word = (word ^ word >> 27) * 0x94D049BB133111EB % WORD
    return word ^ word >> 31


def key_as_told(seed: int, run: int) -> int:
    start = mixed((seed + 0xA54FF53A5F1D36F1) % WORD)
    return mixed((start + (run + 1) * 0xBB67AE8584CAA73B) % WORD)


def draw_as_told(key: int, stream: int, index: int) -> float:
    counter = (stream * 2**32 + index + 1) * 0x9E3779B97F4A7C15
    word = mixed((mixed((key + counter) % WORD) + key) % WORD)
    return (word >> 11 | 1) / 2**53


def draw_block(
    seed: int, seeds: int, run: int, runs: int, streams: int, indices: int, only: int
) -> Floats:
    """Draws (seeds, runs, indices, streams), made in a compiled loop as a simulation makes them."""
    drawn = np.empty((seeds, runs, indices, streams))
    for s in range(seeds):
        for r in range(runs):
            key = run_key(seed + s, run + r)
            for i in range(indices):
                for k in range(streams):
                    if only == 0:
                        drawn[s, r, i, k] = uniform(key, k, i)
                    elif only == 1:
                        drawn[s, r, i, k] = exponential(key, k, i)
                    else:
                        drawn[s, r, i, k] = normal(key, k, i)
    return drawn


# Not kept on disk: there, numba would not notice a change in what it calls.
block = cast(Callable[..., Floats], numba.njit(draw_block))
UNIFORM, EXPONENTIAL, NORMAL = 0, 1, 2


@pytest.fixture(scope="module")
def interleaved() -> Floats:
    """500 runs of a simulation: (runs, indices, streams)."""
    drawn: Floats = block(2024, 1, 0, 500, STREAMS, INDICES, UNIFORM)[0]
    return drawn


# As told, bit for bit


@settings(deadline=None, max_examples=500)
@given(seed=signed, run=signed)
def test_a_key_is_as_told(seed: int, run: int) -> None:
    assert run_key(seed, run) % WORD == key_as_told(seed, run)


@settings(deadline=None, max_examples=500)
@given(key=signed, stream=signed, index=signed)
def test_a_draw_is_as_told(key: int, stream: int, index: int) -> None:
    assert uniform(key, stream, index) == draw_as_told(key, stream, index)


@settings(deadline=None, max_examples=200)
@given(number=st.integers(0, WORD - 1), stream=whole, index=whole)
def test_unsigned_seeds_and_keys_are_as_told(number: int, stream: int, index: int) -> None:
    typed: Any = np.uint64(number)
    assert run_key(typed, index) % WORD == key_as_told(number, index)
    assert uniform(typed, stream, index) == draw_as_told(number, stream, index)


def test_a_compiled_loop_draws_as_told() -> None:
    drawn = block(-3, 2, 2**40, 3, 5, 7, UNIFORM)
    for s, r, i, k in np.ndindex(*drawn.shape):
        key = key_as_told(-3 + s, 2**40 + r)
        assert drawn[s, r, i, k] == draw_as_told(key, k, i)


def test_the_first_draws_do_not_change_between_versions() -> None:
    assert [run_key(0, 0), run_key(0, 1), run_key(1, 0)] == PINNED_KEYS
    assert [uniform(0, 0, 0), uniform(0, 0, 1), uniform(0, 1, 0)] == PINNED_DRAWS


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32])
@pytest.mark.parametrize("number", [3, 100, 200, 60_000, 4_000_000_000, -1, -100])
def test_any_type_of_whole_number_gives_the_same_draw(
    kind: type[np.integer[Any]], number: int
) -> None:
    bounds = np.iinfo(kind)
    if not bounds.min <= number <= bounds.max:
        number = int(bounds.max)
    typed: Any = kind(number)
    assert run_key(typed, typed) == run_key(number, number)
    assert uniform(typed, typed, typed) == uniform(number, number, number)


@pytest.mark.parametrize("place", range(3))
def test_a_float_is_refused_rather_than_rounded(place: int) -> None:
    arguments: list[Any] = [1, 2, 3]
    arguments[place] += 0.0
    with pytest.raises(numba.TypingError):
        uniform(*arguments)
    if place < 2:
        with pytest.raises(numba.TypingError):
            run_key(*arguments[:2])


def test_types_that_come_back() -> None:
    key = run_key(5, 6)
    assert type(key) is int
    assert all(type(f(key, 1, 2)) is float for f in (uniform, exponential, normal))
    assert type(normal_quantile(0.3)) is float
    assert run_key.nopython_signatures[0].return_type is numba.int64  # type: ignore[attr-defined]


# Names and draws


def test_no_two_runs_of_a_seed_and_no_two_seeds_share_a_key() -> None:
    keys = [run_key(s, r) for s in range(-100, 100) for r in range(100)]
    assert len(set(keys)) == len(keys)


def test_a_run_repeats_no_draw(interleaved: Floats) -> None:
    assert len(np.unique(interleaved[0])) == STREAMS * INDICES
    # Of 1.2 million draws from 2^52 values, none is expected twice.
    assert len(np.unique(interleaved)) == interleaved.size


@settings(deadline=None, max_examples=300)
@given(key=signed, stream=whole, index=whole)
def test_draws_are_inside_the_open_interval(key: int, stream: int, index: int) -> None:
    u = uniform(key, stream, index)
    assert 0.0 < u < 1.0
    assert (u * 2**53) % 2 == 1.0
    assert exponential(key, stream, index) == -math.log(u) > 0.0
    assert normal(key, stream, index) == normal_quantile(u)
    assert abs(normal(key, stream, index)) < 8.3


def unmixed(word: int) -> int:
    """What ``mixed`` makes ``word`` of."""
    word ^= word >> 31 ^ word >> 62
    word = word * pow(0x94D049BB133111EB, -1, WORD) % WORD
    word ^= word >> 27 ^ word >> 54
    word = word * pow(0xBF58476D1CE4E5B9, -1, WORD) % WORD
    return word ^ word >> 30 ^ word >> 60


@pytest.mark.parametrize(("word", "u"), [(0, 2.0**-53), (WORD - 1, 1 - 2.0**-53)])
def test_not_even_the_outermost_words_give_0_or_1(word: int, u: float) -> None:
    key = run_key(1, 2)
    counter = unmixed((unmixed(word) - key) % WORD) - key
    number = counter * pow(0x9E3779B97F4A7C15, -1, WORD) % WORD - 1
    stream, index = divmod(number, 2**32)
    stream -= WORD if stream >= 2**63 else 0
    assert uniform(key, stream, index) == u
    assert 0.0 < exponential(key, stream, index) < 36.8
    assert 8.2 < abs(normal(key, stream, index)) < 8.3


# Distributions


def worst(p: list[float]) -> float:
    """The smallest of these p-values, corrected for how many there are; both ends count."""
    return min(min(p), 1.0 - max(p)) * 2 * len(p)


def orderings(drawn: Floats) -> dict[str, Floats]:
    """The same draws, read in every order in which a weakness might show."""
    return {
        "stream fastest": drawn.reshape(-1),
        "index fastest": drawn.transpose(0, 2, 1).reshape(-1),
        "run fastest": drawn.transpose(1, 2, 0).reshape(-1),
    }


@pytest.mark.parametrize(
    ("kind", "law"),
    [(UNIFORM, stats.uniform()), (EXPONENTIAL, stats.expon()), (NORMAL, stats.norm())],
)
def test_moments_and_distribution(kind: int, law: stats.rv_continuous) -> None:
    x = block(99, 1, 0, 100, STREAMS, INDICES, kind).ravel()
    for power in range(1, 5):
        error = math.sqrt((law.moment(2 * power) - law.moment(power) ** 2) / len(x))
        assert abs((x**power).mean() - law.moment(power)) < 4 * error
    assert 0.001 < stats.kstest(x, law.cdf).pvalue < 0.999


def test_every_stream_and_every_index_is_even(interleaved: Floats) -> None:
    for axis in range(3):
        parts = np.moveaxis(interleaved, axis, 0).reshape(interleaved.shape[axis], -1)
        assert worst([float(stats.kstest(x, "uniform").pvalue) for x in parts]) > 0.01


def test_every_bit_is_even_in_every_order(interleaved: Floats) -> None:
    for x in orderings(interleaved).values():
        word = (x * 2.0**52).astype(np.uint64)
        p = []
        for bit in range(52):
            ones = word >> np.uint64(bit) & np.uint64(1)
            turns = (ones[1:] != ones[:-1]).sum()
            p += [even(ones.sum(), len(ones)), even(turns, len(ones) - 1)]
        assert worst(p) > 0.01


def even(hits: float, tosses: int) -> float:
    return float(2 * stats.norm.sf(abs(hits - tosses / 2) / math.sqrt(tosses / 4)))


# Independence


def chi_squared(cells: NDArray[np.intp], kinds: int) -> float:
    return float(stats.chisquare(np.bincount(cells, minlength=kinds)).pvalue)


def test_neighbours_fill_the_cube_evenly_in_every_order(interleaved: Floats) -> None:
    p = []
    for x in orderings(interleaved).values():
        for parts, together in [(512, 2), (64, 3), (8, 6)]:
            groups = (x[: len(x) // together * together] * parts).astype(np.intp)
            cells = groups.reshape(-1, together) @ parts ** np.arange(together)
            p.append(chi_squared(cells, parts**together))
    assert worst(p) > 0.01


def test_runs_up_and_distance_one_correlation_in_every_order(interleaved: Floats) -> None:
    for x in orderings(interleaved).values():
        for lag in (1, 2, 40, 60, 61, 500):
            product = (x[lag:] - 0.5) * (x[:-lag] - 0.5)
            assert abs(product.mean()) < 4 / 12 / math.sqrt(len(product))
        rises = np.count_nonzero(x[1:] > x[:-1])
        assert abs(rises - len(x) / 2) < 4 * math.sqrt(len(x) / 12)


def furthest(columns: Floats) -> float:
    """The largest correlation between two columns, in standard errors of one."""
    r = np.asarray(np.corrcoef(columns.T))[np.triu_indices(columns.shape[1], 1)]
    return float(np.abs(r).max() * math.sqrt(len(columns)))


def test_streams_indices_runs_and_seeds_are_uncorrelated(interleaved: Floats) -> None:
    runs = interleaved.reshape(500, -1)
    # Of 780 to 125,000 normal draws the largest is hardly ever above these.
    assert furthest(interleaved.reshape(-1, STREAMS)) < 4.5
    assert furthest(interleaved.transpose(0, 2, 1).reshape(-1, INDICES)) < 4.8
    assert furthest(runs.T) < 5.5
    seeds = block(-40, 80, 7, 20, STREAMS, INDICES, UNIFORM)
    assert furthest(seeds.reshape(80, -1).T) < 4.9


FAR_APART = [0, 1, 2, 3, 1000, 2**31, 2**32, 2**53, 2**62, -1, -2, -(2**32), -(2**63)]


@pytest.mark.parametrize("name", ["seed", "run"])
def test_seeds_and_runs_that_differ_in_one_bit_are_uncorrelated(name: str) -> None:
    pairs = [(n, 5) if name == "seed" else (5, n) for n in FAR_APART]
    drawn = np.array([block(seed, 1, run, 1, 40, 60, UNIFORM).ravel() for seed, run in pairs])
    for one, other in combinations(drawn, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / math.sqrt(len(one))


@pytest.mark.parametrize(
    "flipped",
    [
        lambda seed, run, stream, index, bit: (seed ^ bit, run, stream, index),
        lambda seed, run, stream, index, bit: (seed, run ^ bit, stream, index),
        lambda seed, run, stream, index, bit: (seed, run, stream ^ bit, index),
        lambda seed, run, stream, index, bit: (seed, run, stream, index ^ bit),
    ],
    ids=["seed", "run", "stream", "index"],
)
def test_one_bit_of_a_name_turns_half_of_the_bits_of_a_draw(
    flipped: Callable[[int, int, int, int, int], tuple[int, int, int, int]],
) -> None:
    def word(seed: int, run: int, stream: int, index: int) -> int:
        return int(uniform(run_key(seed, run), stream, index) * 2**52)

    names, bits = 200, 32
    turned = np.zeros((bits, 52), dtype=int)
    for number in range(names):
        name = (number % 7, number, number % 40, number % 60)
        for bit in range(bits):
            change = word(*name) ^ word(*flipped(*name, 1 << bit))
            turned[bit] += [change >> place & 1 for place in range(52)]
    # 1,664 counts, each of 200 tosses: one beyond 4.9 standard errors is a chance of 1 in 600.
    assert np.abs(turned - names / 2).max() < 4.9 * math.sqrt(names / 4)
    assert abs(turned.mean() / names - 0.5) < 4 * 0.5 / math.sqrt(names * bits * 52)


# The normal distribution, turned round


def close_to_ndtri(u: Floats) -> None:
    found = np.array([normal_quantile(x) for x in u])
    np.testing.assert_allclose(found, special.ndtri(u), rtol=1e-13, atol=0)


def test_quantiles_are_those_of_another_program() -> None:
    close_to_ndtri(np.random.default_rng(1).random(20_000))
    close_to_ndtri(0.5 + np.logspace(-15, -0.31, 2000))
    close_to_ndtri(np.logspace(-300, -0.31, 5000))
    close_to_ndtri(1.0 - np.logspace(-15, -0.31, 2000))
    around = np.array([0.075, 0.925, math.exp(-25.0)])
    close_to_ndtri(np.concatenate([np.nextafter(around, 0), around, np.nextafter(around, 1)]))


def test_published_quantiles() -> None:
    # Wichura (1988): the results given there for checking a program.
    for u, x in [(0.25, -0.6744897501960817), (0.001, -3.090232306167814)]:
        assert normal_quantile(u) == pytest.approx(x, rel=1e-15)
    assert normal_quantile(1e-20) == pytest.approx(-9.262340089798408, rel=1e-15)


def test_quantiles_at_and_beyond_the_ends() -> None:
    assert normal_quantile(0.5) == 0.0
    assert normal_quantile(0.0) == -math.inf
    assert normal_quantile(1.0) == math.inf
    assert all(math.isnan(normal_quantile(u)) for u in (-0.1, 1.1, math.nan, -math.inf, math.inf))


@settings(deadline=None, max_examples=300)
@given(odd=st.integers(0, 2**52 - 1), step=st.integers(1, 2**40))
def test_quantiles_rise_and_mirror(odd: int, step: int) -> None:
    u = (2 * odd + 1) / 2**53
    assert normal_quantile(1.0 - u) == -normal_quantile(u)
    above = min(2 * (odd + step) + 1, 2**53 - 1) / 2**53
    assert normal_quantile(above) >= normal_quantile(u)
