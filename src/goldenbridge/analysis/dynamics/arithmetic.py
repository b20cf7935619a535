"""Small sums that the mechanisms share, compiled into them."""

from __future__ import annotations

from math import exp
from typing import Any

import numba

__all__ = ["OPTIONS", "clip", "eased", "grown", "inlined"]

#: How the loop over runs and everything it calls is compiled. Without reference counting: the loop
#: makes no array, and counting who looks at one, from two threads at once, took nine tenths of its
#: time. Should a numba to come know no such option, the loop is slower and gives the same numbers.
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}

#: Compiled into whatever calls it; the kernel as a whole is kept on disk.
inlined = numba.njit(**OPTIONS, forceinline=True)


@inlined
def clip(x: float, low: float, high: float) -> float:
    """A number kept within its range.

    >>> clip(1.5, 0.0, 1.0)
    1.0
    """
    return min(max(x, low), high)


@inlined
def eased(x: float, towards: float, rate: float, months: float) -> float:
    """Where something is after some months that moves towards a level at a rate a month; exact.

    Exact means that two half steps come to the same as one whole.

    >>> half = eased(1.0, 0.0, 0.5, 1.0)
    >>> abs(eased(half, 0.0, 0.5, 1.0) - eased(1.0, 0.0, 0.5, 2.0)) < 1e-12
    True
    """
    return towards + (x - towards) * exp(-rate * months)


@inlined
def grown(x: float, inflow: float, fading: float, months: float) -> float:
    """Where a stock is after some months of steady inflow while it fades at a rate; exact.

    >>> grown(0.0, 0.05, 0.0, 8.0)
    0.4
    """
    if fading < 1e-9:
        return x + inflow * months
    return eased(x, inflow / fading, fading, months)
