"""How an answer moves with the confidence in a red line or the weight of a reading: no re-solving.

Both follow from answers with the thing set by hand one way and the other.

*A line's confidence.* A line binds in a world where its owner's draw v lies below its confidence c.
All lines of one owner read the same draw. So with the confidence set to c and all else as drawn,
the answer of a world is the one with the line binding if v < c, else the one without: exact for
these worlds, the owner's other lines staying tied to v as they were.

*A reading's weight.* A hypothesis is drawn by itself (those of one joint table together, the others
keeping the weights they have beside the reading). So at weight p a share is p times the one with
the reading set, plus 1 − p times the mean of the others set, by their weights: a straight line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.files.document import Path_
from goldenbridge.worlds import Worlds
from goldenbridge.worlds.frame import effects

__all__ = ["STEPS", "Confidence", "at_confidences", "at_weights", "confidences", "steps_with"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Confidences and weights are looked at in steps of a thousandth.
STEPS = np.round(np.linspace(0.0, 1.0, 1001), 3)


@dataclass(frozen=True, eq=False)
class Confidence:
    """One typed confidence of a red line, and the worlds in which it is the one that counts.

    Attributes
    ----------
    line : id of the red line.
    where : its path of keys.
    value : as typed.
    counts : (W,), worlds in which no reading or other confidence overrides it.
    """

    line: str
    where: Path_
    value: float
    counts: Bools


def confidences(worlds: Worlds) -> Iterator[Confidence]:
    """Every typed confidence of the lines that can block: plain, under a reading, by an effect."""
    frame = worlds.frame
    body = frame.snapshot.body
    for key in frame.lines:
        line = body.red_lines[key]
        left = np.ones(len(worlds), dtype=np.bool_)
        for source, path, effect in reversed(effects(frame.snapshot)):
            if effect.red_line == key and effect.confidence is not None:
                holds = _holds(worlds, source)
                yield Confidence(key, (*path, "confidence"), effect.confidence, left & holds)
                left &= ~holds
        if line.hypothesis is None:
            yield Confidence(key, ("red_lines", key, "confidence"), line.confidence or 0.0, left)
            continue
        for number, reading in enumerate(body.hypotheses[line.hypothesis].readings):
            at: Path_ = ("red_lines", key, "confidence_under", reading)
            here = left & (worlds.readings[line.hypothesis] == number)
            yield Confidence(key, at, line.confidence_under[reading], here)


def _holds(worlds: Worlds, source: tuple[str, str, str | int]) -> Bools:
    """Where a reading or the cell of a joint table holds: (W,)."""
    body = worlds.frame.snapshot.body
    kind, key, which = source
    wanted: Mapping[str, str] = {key: str(which)}
    if kind == "cell":
        wanted = body.joint[key].cells[int(which)].when
    elif kind != "reading":
        return np.zeros(len(worlds), dtype=np.bool_)
    held = np.ones(len(worlds), dtype=np.bool_)
    for hypothesis, reading in wanted.items():
        number = list(body.hypotheses[hypothesis].readings).index(reading)
        held &= worlds.readings[hypothesis] == number
    return held


def steps_with(value: float) -> Floats:
    """The steps from 0 to 1, with one more at a value that lies between them."""
    return np.unique(np.append(STEPS, value))


def at_confidences(
    steps: Floats, draws: Floats, counts: Bools, base: Bools, binding: Bools, free: Bools
) -> Floats:
    """Shares of worlds at each confidence in a line, all else as drawn.

    Parameters
    ----------
    steps : (K,), the confidences.
    draws : (W,), the draw of the line's first owner.
    counts : (W,), worlds in which this confidence is the one that counts.
    base, binding, free : (W, m), answers as drawn, with the line binding, and not.

    Returns
    -------
    array (K, m).
    """
    order = np.argsort(draws[counts], kind="stable")
    sorted_draws = draws[counts][order]
    change = (binding[counts].astype(np.int64) - free[counts])[order]
    moved = np.vstack([np.zeros((1, base.shape[1]), np.int64), np.cumsum(change, axis=0)])
    start = base[~counts].sum(axis=0) + free[counts].sum(axis=0)
    below = np.searchsorted(sorted_draws, steps, side="left")
    result: Floats = (start + moved[below]) / max(len(base), 1)
    return result


def at_weights(steps: Floats, reading: str, weights: Mapping[str, float],
               shares: Mapping[str, Floats]) -> Floats:  # fmt: skip
    """Shares of worlds at each weight of a reading, the others keeping their proportions.

    Parameters
    ----------
    steps : (K,), the weights, as shares of all readings' weight.
    reading : whose weight.
    weights : reading → its share of the weight, as typed.
    shares : reading → (m,), answers with it set by hand in every world.

    Returns
    -------
    array (K, m).

    >>> import numpy as np
    >>> shares = {"calm": np.array([0.9]), "tense": np.array([0.1])}
    >>> at_weights(np.array([0.0, 0.5, 1.0]), "calm", {"calm": 0.7, "tense": 0.3}, shares).tolist()
    [[0.1], [0.5], [0.9]]
    """
    others = {name: w for name, w in weights.items() if name != reading and w > 0}
    rest = sum(w * shares[name] for name, w in others.items()) / sum(others.values())
    result: Floats = rest + steps[:, None] * (shares[reading] - rest)
    return result
