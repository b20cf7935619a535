"""An axis of shares with few ticks and no more decimals than they need."""

from __future__ import annotations

from typing import Any

__all__ = ["percent_axis", "ticks"]

STEPS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)


def ticks(most: float, count: int) -> list[float]:
    """Round shares from 0 to the most, at most so many above 0.

    >>> ticks(0.34, 2), ticks(0.0042, 2)
    ([0.0, 0.2], [0.0, 0.002, 0.004])
    """
    step = next((s for s in STEPS if most / s < count + 0.5), STEPS[-1])
    return [round(n * step, 6) for n in range(int(most / step + 1e-9) + 1)]


def percent_axis(most: float, count: int = 3, **more: Any) -> Any:
    """An axis for shares up to so much."""
    import altair as alt

    shown = ticks(most, count)
    smallest = shown[1] if len(shown) > 1 else 1.0
    digits = 0 if smallest >= 0.01 else 1 if smallest >= 0.001 else 2
    told = f"format(datum.value * 100, '.{digits}f') + ' %'"
    return alt.Axis(values=shown, labelExpr=told, **more)
