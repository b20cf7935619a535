"""How the searches are compiled, and how they spread over the processor's cores.

Kernels are compiled once per machine (numba keeps them on disk) and release Python's lock,
so plain threads run them side by side on slices of the worlds. No thread layer of numba's
is involved: a server may ask several questions at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

import numba

__all__ = ["compiled", "one_core", "spread"]

Kernel = TypeVar("Kernel", bound=Callable[..., object])

_ALONE = ContextVar("alone", default=False)


def compiled(kernel: Kernel) -> Kernel:
    """The kernel in machine code, kept on disk, free of Python's lock."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy")(kernel))


@contextmanager
def one_core() -> Iterator[None]:
    """Search on one core inside this block, where other workers have the other cores."""
    before = _ALONE.set(True)
    try:
        yield
    finally:
        _ALONE.reset(before)


def spread(run: Callable[[int, int], object], count: int, smallest: int = 32) -> None:
    """Run ``run(start, stop)`` over slices of ``range(count)``, on all cores.

    Slices are small enough to even out hard and easy worlds, and each writes its own rows
    of the outputs, so the answer does not depend on how many cores there are.
    """
    cores = 1 if _ALONE.get() else os.cpu_count() or 1
    step = max(smallest, -(-count // (8 * cores)))
    starts = range(0, count, step)
    if cores == 1 or len(starts) <= 1:
        if count:
            run(0, count)
        return
    with ThreadPoolExecutor(max_workers=cores) as pool:
        jobs = [pool.submit(run, start, min(start + step, count)) for start in starts]
        for job in jobs:
            job.result()
