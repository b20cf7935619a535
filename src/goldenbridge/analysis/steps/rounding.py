"""Steps in sizes one would say in a meeting: the schedule found, rounded where little is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.analysis.steps.margins import TOLERANCE, margins
from goldenbridge.analysis.steps.schedule import Schedule, fastest, least_guarantee

__all__ = ["ALLOWED", "SIZES", "rounded"]

Floats = NDArray[np.float64]

#: Sizes that are tried, the coarsest first: tenths, then twentieths.
SIZES = (0.1, 0.05)
#: So much more guarantee is put up with, as a part of the largest worth of an act to anybody.
ALLOWED = 0.02
#: A share that is off by less is not off.
NEAR = 1e-6
WAYS: tuple[Callable[[Floats], Floats], ...] = (
    lambda steps: np.floor(steps + 0.5 + NEAR),
    lambda steps: np.floor(steps + NEAR),
    lambda steps: np.ceil(steps - NEAR),
)


def rounded(exchange: Exchange, found: Schedule) -> Schedule:
    """The same schedule in tenths, else in twentieths, where that costs little; else as it is.

    Shares are rounded to the nearest, all down, or all up, whichever needs the least guarantee.
    What then goes faster than an act can, or runs ahead of what it waits for, is put off; no act
    comes to begin or to end after another that it began or ended before. Put up with are as many
    points of guarantee more as ``ALLOWED`` says; none where the schedule holds by itself; and
    nobody may be further from beginning. The guarantee is that of the rounded steps, exact; how
    far it lies above the least is in ``above``.

    Trust it as far as the schedule it is given. Another rounding may need less: not all are tried.

    >>> from goldenbridge.analysis.steps.schedule import best_schedule
    >>> exchange = Exchange.simple([0, 1], [[-3, 4], [4, -3]], periods=3, reversible=0.8)
    >>> rounded(exchange, best_schedule(exchange)).rounded_to
    0.1
    """
    allowed = 0.0
    if found.total > TOLERANCE:
        allowed = ALLOWED * float(np.abs(exchange.worth).max(initial=0.0))
    for size in SIZES:
        tried = [
            _costed(exchange, found, levels, size)
            for way in WAYS
            if (levels := _on_grid(exchange, found, size, way)) is not None
        ]
        fit = [
            one
            for one in tried
            if one.total <= found.total + allowed + TOLERANCE
            and (one.short <= found.short + TOLERANCE).all()
        ]
        if fit:
            return min(fit, key=lambda one: round(one.total, 6))
    return found


def _costed(exchange: Exchange, found: Schedule, levels: Floats, size: float) -> Schedule:
    """The rounded steps with the guarantee that they need, and how far above the least that is."""
    needed = least_guarantee(exchange, levels)
    added: Floats = np.where(needed < TOLERANCE, 0.0, needed)
    missing = -margins(exchange, levels).begin[0]
    short: Floats = np.where(missing < TOLERANCE, 0.0, missing)
    above = max(0.0, float(added.sum()) - found.total)
    return replace(
        found, levels=levels, added=added, short=short, rounded_to=size,
        above=above if above > NEAR else 0.0,
    )  # fmt: skip


def _on_grid(
    exchange: Exchange, found: Schedule, size: float, way: Callable[[Floats], Floats]
) -> Floats | None:
    """Shares that are whole numbers of ``size``, period by period; None where that cannot be."""
    most = fastest(exchange, found.turns)
    aim = np.where(exchange.divisible, way(found.levels / size) * size, found.levels)
    aim = np.minimum(np.round(aim, 9), 1.0)
    levels = np.zeros_like(found.levels)
    for period in range(1, len(levels)):
        rise = np.maximum(0.0, np.minimum(aim[period] - levels[period - 1], most[period - 1]))
        unit = np.where(exchange.divisible, size, 1.0)
        rise = np.floor(rise / unit + NEAR) * unit
        levels[period] = _in_order(exchange, levels[period - 1], rise, unit)
    if (levels[-1] < 1 - NEAR).any() or not _order_kept(found.levels, levels):
        return None
    return levels


def _in_order(exchange: Exchange, before: Floats, rise: Floats, unit: Floats) -> Floats:
    """What rises ahead of what it waits for is put off; nothing rising breaks no rule."""
    waiting = True
    while waiting:
        waiting = False
        for row, limit in zip(exchange.rules, exchange.limits, strict=True):
            if row @ (before + rise) <= limit + NEAR:
                continue
            rising = np.flatnonzero((row > 0) & (rise > NEAR))
            if len(rising):
                last = rising[-1]
                rise[last] = max(0.0, rise[last] - unit[last])
                waiting = True
    now: Floats = np.round(before + rise, 9)
    return now


def _order_kept(was: Floats, now: Floats) -> bool:
    """Whether no act begins, or is done, after another that it began, or was done, before."""
    for reached in (NEAR, 1 - NEAR):
        then, since = ((levels > reached).argmax(axis=0) for levels in (was, now))
        before, after = then[:, None] < then[None], since[:, None] > since[None]
        if (before & after).any():
            return False
    return True
