"""What is uncertain in every world: parameters in their ranges, a reading of each hypothesis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.model import Bad, parameters, place
from goldenbridge.analysis.dynamics.state import HYPOTHESES
from goldenbridge.worlds.uniforms import MAIN, named, triangular

__all__ = ["Given", "corners", "drawn_parameters", "drawn_readings"]

Floats = NDArray[np.float64]

#: A parameter as somebody gives it: a number, or the least, the most plausible and the most.
Given = float | Sequence[float]


def drawn_parameters(
    index: NDArray[np.int64],
    seed: int,
    given: Mapping[str, Given] | None = None,
    stream: int = MAIN,
) -> Floats:
    """Every parameter in every world, drawn within its range: (worlds, parameters).

    A parameter's draws hang on its name, so that another one changes none of them.

    Parameters
    ----------
    index : (worlds,), their numbers.
    given : full name → a number, or low, mode and high, in place of the range that the model has.

    Raises
    ------
    Bad : no parameter has that name, or what is given is no number and no rising triple.

    >>> import numpy as np
    >>> drawn = drawn_parameters(np.arange(3), 1, {"talks.opening": 2.0})
    >>> drawn[:, place("talks.opening")].tolist()
    [2.0, 2.0, 2.0]
    """
    known = parameters()
    for name in given or {}:
        place(name)
    columns = []
    for name, parameter in known.items():
        value = (given or {}).get(name, (parameter.low, parameter.mode, parameter.high))
        low, mode, high = corners(name, value)
        if low == high:
            columns.append(np.full(len(index), low))
        else:
            u = named(seed, index, f"dynamics.{name}", stream)
            columns.append(triangular(u, *(np.full(1, c) for c in (low, mode, high))))
    return np.column_stack(columns)


def drawn_readings(
    index: NDArray[np.int64],
    seed: int,
    held: Mapping[str, NDArray[np.int64]] | None = None,
    stream: int = MAIN,
) -> NDArray[np.int64]:
    """Which reading of A to H holds in each world: (worlds, HYPOTHESES).

    Where nobody has drawn one, all readings are as likely.

    Parameters
    ----------
    held : hypothesis → (worlds,), where somebody else has drawn it already.
    """
    columns = []
    for hypothesis in HYPOTHESES:
        if held is not None and hypothesis.name in held:
            columns.append(np.asarray(held[hypothesis.name], dtype=np.int64))
        else:
            u = named(seed, index, f"dynamics.reading.{hypothesis.name}", stream)
            columns.append((u * len(hypothesis.readings)).astype(np.int64))
    return np.column_stack(columns)


def corners(name: str, value: Given) -> tuple[float, float, float]:
    """The least, the most plausible and the most of what somebody gives for a parameter.

    Raises
    ------
    Bad : it is no number and no rising triple.

    >>> corners("talks.opening", 2)
    (2.0, 2.0, 2.0)
    """
    several = (value,) * 3 if isinstance(value, (int, float)) else tuple(value)
    if len(several) != 3 or not np.isfinite(several).all() or list(several) != sorted(several):
        raise Bad(f"{name}: found {value}, wanted a number, or low, mode and high in this order")
    low, mode, high = (float(x) for x in several)
    return low, mode, high
