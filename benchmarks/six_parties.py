"""A rule simple enough for any tool, compiled the way goldenbridge's loop over runs is.

Six parties ask for shares of one pie. In each of 60 steps every party in turn trusts a little more
or less, depending on how high the ladder stands, comes down as far as it trusts, and sometimes
climbs a rung. Then a rung may be given up, and where all they ask fits into the pie they may sign,
which ends the run. ``mesa/six_parties.py`` is the same rule for Mesa.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.arithmetic import OPTIONS
from goldenbridge.analysis.dynamics.chance import run_key, uniform
from goldenbridge.dealspace.search.compiled import spread

__all__ = ["COLUMNS", "PARTIES", "outcomes"]

PARTIES = 6
COLUMNS = ("signed", "steps", "peak", "rung", "trust", "asked")

#: Streams of chance: a party's own draws have its number.
PRICE, RATE, TRUST, DOWN, SIGN = range(PARTIES, PARTIES + 5)


@numba.njit(**OPTIONS)
def _outcomes(seed, first, signing, steps, rows, price, rate, trust):  # type: ignore[no-untyped-def]
    for i in range(len(rows)):
        key = run_key(seed, first + i)
        for p in range(PARTIES):
            price[p] = 0.2 + 0.2 * uniform(key, PRICE, p)
            rate[p] = 0.05 * uniform(key, RATE, p)
            trust[p] = 0.2 + 0.6 * uniform(key, TRUST, p)
        rung, peak, signed, lived = 4, 4, 0, 0
        while lived < steps and not signed:
            asked = 0.0
            for p in range(PARTIES):
                trust[p] += 0.1 * (1.0 - rung / 8.0 - trust[p])
                price[p] *= 1.0 - rate[p] * trust[p]
                asked += price[p]
                if rung < 8 and uniform(key, p, lived) < 0.06 * (1.0 - trust[p]):
                    rung += 1
                    peak = max(peak, rung)
            if rung > 0 and uniform(key, DOWN, lived) < 0.25:
                rung -= 1
            if asked <= 1.0 and uniform(key, SIGN, lived) < signing:
                signed = 1
            lived += 1
        rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3] = signed, lived, peak, rung
        rows[i, 4], rows[i, 5] = trust.sum() / PARTIES, price.sum()


def outcomes(
    runs: int, seed: int = 1, signing: float = 0.1, steps: int = 60
) -> NDArray[np.float64]:
    """So many runs of the rule, a row a run: (runs, COLUMNS)."""
    rows = np.empty((runs, len(COLUMNS)))

    def some(start: int, stop: int) -> None:
        work = (np.empty(PARTIES) for _ in range(3))
        _outcomes(seed, start, signing, steps, rows[start:stop], *work)

    spread(some, runs, smallest=512)
    return rows
