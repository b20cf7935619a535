"""What Mesa is timed against is the rule as written: a plain telling of it gives the same rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.chance import run_key, uniform
from goldenbridge.analysis.dynamics.run import run

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def timed(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    before = set(sys.modules)
    yield import_module
    for name in set(sys.modules) - before:
        if name in ("six_parties", "four_parties", "dynamics", "timing", "beside_mesa"):
            del sys.modules[name]


def plain(six: ModuleType, number: int, seed: int, signing: float, steps: int) -> list[float]:
    """One run of the simple rule, step by step."""
    key = run_key(seed, number)
    parties = range(six.PARTIES)
    price = [0.2 + 0.2 * uniform(key, six.PRICE, p) for p in parties]
    rate = [0.05 * uniform(key, six.RATE, p) for p in parties]
    trust = [0.2 + 0.6 * uniform(key, six.TRUST, p) for p in parties]
    rung = peak = 4
    for step in range(steps):
        for p in parties:
            trust[p] += 0.1 * (1.0 - rung / 8.0 - trust[p])
            price[p] *= 1.0 - rate[p] * trust[p]
            if rung < 8 and uniform(key, p, step) < 0.06 * (1.0 - trust[p]):
                rung += 1
                peak = max(peak, rung)
        if rung > 0 and uniform(key, six.DOWN, step) < 0.25:
            rung -= 1
        if sum(price) <= 1.0 and uniform(key, six.SIGN, step) < signing:
            return [1, step + 1, peak, rung, sum(trust) / 6, sum(price)]
    return [0, steps, peak, rung, sum(trust) / 6, sum(price)]


@pytest.mark.parametrize("signing", [0.0, 0.1])
def test_the_simple_rule_is_the_one_that_is_told(timed, signing: float) -> None:  # type: ignore[no-untyped-def]
    six = timed("six_parties")
    found = six.outcomes(40, 3, signing, 30)
    told = np.array([plain(six, n, 3, signing, 30) for n in range(40)])
    np.testing.assert_allclose(found, told, rtol=1e-12)


def test_what_is_timed_runs_to_the_end_where_nothing_ends_it(timed) -> None:  # type: ignore[no-untyped-def]
    several = timed("dynamics").models(worlds=16)
    assert set(several) == {"four parties, no early endings", "four parties", "generic crisis"}
    endless = several["four parties, no early endings"]
    assert endless.on.all()
    assert len(endless.roles.parties) == 4
    assert (run(endless, 32)["month"] == 60).all()
    assert (run(several["four parties"], 64)["ending"] > 0).any()


def test_another_rule_is_noticed(timed) -> None:  # type: ignore[no-untyped-def]
    six, compared = timed("six_parties"), timed("beside_mesa").compared
    one = six.outcomes(4_000, 1)
    same = compared(one, six.outcomes(8_000, 2))
    other = compared(one, six.outcomes(8_000, 2, signing=0.13))
    assert len(same) == 2 * len(six.COLUMNS)
    assert max(abs(errors) for *_, errors in same) < 4
    assert max(abs(errors) for *_, errors in other) > 6
    what, mean, _, _ = same[0]
    assert (what, mean) == ("signed, mean", one[:, 0].mean())
