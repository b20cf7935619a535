"""Functions that other processes find by name."""

from __future__ import annotations

import os
import time


def square(number: int) -> int:
    return number * number


def slow_square(number: int) -> int:
    time.sleep(0.05)
    return number * number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise ZeroDivisionError("three")
    return number


def die(number: int) -> int:
    os._exit(1)


def who(number: int) -> int:
    return os.getpid()


def cores(number: int) -> int:
    """In how many slices a search is cut here."""
    from goldenbridge.dealspace.search.compiled import spread

    slices: list[int] = []
    spread(lambda start, stop: slices.append(start), 10_000)
    return len(slices)
