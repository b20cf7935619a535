r"""Agreement between coders beyond what chance would give: Krippendorff's alpha, Cohen's kappa.

Alpha, for any number of coders, with values missing, and for values that are names, ranks or
numbers. Let :math:`n_{uc}` be how many coders gave unit :math:`u` the value :math:`c`,
:math:`m_u` how many gave it any, and let only units with two or more count.

.. math::

    D_o = \sum_u \frac{1}{m_u - 1} \sum_{c, k} n_{uc} n_{uk} \delta_{ck}
    \qquad
    D_e = \frac{1}{n - 1} \sum_{c, k} n_c n_k \delta_{ck}
    \qquad
    \alpha = 1 - \frac{D_o}{D_e}

with :math:`n_c` and :math:`n` the sums, and :math:`\delta` the squared distance of two values: 1
for different names; the squared difference for numbers; for ranks the squared number of values
given from one to the other, those of the ends counted half.

Kappa, for two coders, on units that both coded, from the share :math:`p_o` of equal values and
that, :math:`p_e`, of the two margins: :math:`(p_o - p_e) / (1 - p_e)`.

References
----------
Krippendorff (2011), Computing Krippendorff's alpha-reliability.
Hayes and Krippendorff (2007), Answering the call for a standard reliability measure for coding
data.
Cohen (1960), A coefficient of agreement for nominal scales.
Efron and Tibshirani (1993), An introduction to the bootstrap: percentile intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVELS", "Coefficient", "Level", "cohens_kappa", "krippendorffs_alpha"]

Level = Literal["nominal", "ordinal", "interval"]
LEVELS: tuple[str, ...] = get_args(Level)

Counts = NDArray[np.float64]
Weights = NDArray[np.float64]
Values = Sequence[Hashable | None]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """How far coders agree beyond chance, with its interval, or why there is no such number.

    Attributes
    ----------
    value : 1 is perfect, 0 is what chance would give, below it they disagree systematically; None
        where it is not defined.
    why : where it is None, the reason.
    units : how many units at least two coders gave a value.
    agreement : share of pairs of values that are equal; None without pairs.
    low, high : bootstrap interval; None where it was not asked for or has no meaning.
    undefined : of the resamples, how many had no coefficient and were left out of the interval.
    """

    value: float | None
    why: str
    units: int
    agreement: float | None
    low: float | None = None
    high: float | None = None
    undefined: int = 0


def krippendorffs_alpha(
    values: Sequence[Values],
    level: Level = "nominal",
    *,
    resamples: int = 0,
    seed: int = 1,
    groups: Sequence[Hashable] | None = None,
    share: float = 0.95,
) -> Coefficient:
    """Krippendorff's alpha: agreement of any number of coders beyond chance, values may miss.

    The usual measure in content analysis. Customary bars, which are conventions: rely on a field
    from 0.8, draw tentative conclusions from 0.667. Distrust it where almost all values are the
    same: a few disagreements then bring it near zero, and with one value only it is not defined.

    Parameters
    ----------
    values : (coders, units); None where a coder gave a unit no value.
    level : ``nominal`` for names; ``ordinal`` for ranks and ``interval`` for numbers.
    resamples : of the bootstrap; 0 for no interval.
    seed : of the bootstrap.
    groups : for each unit, what it belongs to. Whole groups are then drawn, since units of one
        document are alike, and an interval over units would be too narrow.
    share : of the interval.

    Raises
    ------
    ValueError : rows of different lengths, an unknown level, values that cannot be compared.

    >>> round(krippendorffs_alpha(["aabbd", "babbb"]).value, 3)
    0.333
    >>> krippendorffs_alpha(["aaaa", "aaaa"]).why
    'every value is the same, so chance would agree as well'
    """
    if level not in LEVELS:
        raise ValueError(f"level: found {level!r}, wanted one of {', '.join(LEVELS)}")
    counts, kinds, kept = _counted(values, level)
    delta = None if level == "ordinal" else _distances(kinds, level)

    def alpha(weights: Weights) -> float | None:
        return _alpha(counts, weights, _ordinal(counts, weights) if delta is None else delta)

    whole = np.ones(len(counts))
    if not len(counts):
        return Coefficient(None, "no unit was given a value by two coders", 0, None)
    made = Coefficient(alpha(whole), "", len(counts), _agreement(counts))
    if made.value is None:
        return replace(made, why="every value is the same, so chance would agree as well")
    chosen = None if groups is None else [groups[u] for u in kept]
    return _with_interval(made, alpha, chosen, resamples, seed, share)


def cohens_kappa(
    first: Values,
    second: Values,
    *,
    resamples: int = 0,
    seed: int = 1,
    groups: Sequence[Hashable] | None = None,
    share: float = 0.95,
) -> Coefficient:
    """Cohen's kappa: agreement of two coders beyond chance, on the units that both coded.

    Like alpha for two coders and names, but each coder's own habits are taken for chance, so a
    coder who favours one value is not held against the other. Not defined where both used one and
    the same value only.

    Parameters
    ----------
    first, second : (units,); None where a coder gave a unit no value.
    resamples, seed, groups, share : as for :func:`krippendorffs_alpha`.

    Raises
    ------
    ValueError : they have different lengths.

    >>> round(cohens_kappa("aabb", "abbb").value, 3)
    0.5
    """
    if len(first) != len(second):
        raise ValueError(f"units: found {len(first)} and {len(second)}, wanted equally many")
    kept = [u for u, (a, b) in enumerate(zip(first, second, strict=True)) if None not in (a, b)]
    if not kept:
        return Coefficient(None, "no unit was given a value by both coders", 0, None)
    kinds = {
        kind: n for n, kind in enumerate({*(first[u] for u in kept), *(second[u] for u in kept)})
    }
    a, b = (np.array([kinds[coder[u]] for u in kept]) for coder in (first, second))
    equal = (a == b).astype(float)

    def kappa(weights: Weights) -> float | None:
        n = weights.sum()
        margins = [np.bincount(c, weights, minlength=len(kinds)) / n for c in (a, b)]
        by_chance = float(margins[0] @ margins[1])
        if 1 - by_chance < 1e-12:
            return None
        return (float(weights @ equal) / float(n) - by_chance) / (1 - by_chance)

    made = Coefficient(kappa(np.ones(len(kept))), "", len(kept), float(equal.mean()))
    if made.value is None:
        return replace(made, why="both used one and the same value only")
    chosen = None if groups is None else [groups[u] for u in kept]
    return _with_interval(made, kappa, chosen, resamples, seed, share)


def _counted(values: Sequence[Values], level: Level) -> tuple[Counts, list[Any], list[int]]:
    """How many coders gave each unit each value, for units with two or more; which these are."""
    lengths = {len(row) for row in values}
    if len(lengths) > 1:
        raise ValueError(f"units: found {sorted(lengths)} for the coders, wanted equally many")
    units = range(lengths.pop()) if lengths else range(0)
    given = [[row[u] for row in values if row[u] is not None] for u in units]
    kept = [u for u in units if len(given[u]) > 1]
    kinds: list[Any] = list(dict.fromkeys(v for u in kept for v in given[u]))
    if level != "nominal":
        try:
            kinds.sort()
        except TypeError:
            raise ValueError(f"values: cannot be put in order, as {level} ones must be") from None
    where = {kind: n for n, kind in enumerate(kinds)}
    counts = np.zeros((len(kept), len(kinds)))
    for n, u in enumerate(kept):
        for value in given[u]:
            counts[n, where[value]] += 1
    return counts, kinds, kept


def _distances(kinds: Sequence[Any], level: Level) -> Counts:
    if level == "nominal":
        return 1.0 - np.eye(len(kinds))
    try:
        at = np.array(kinds, dtype=float)
    except (TypeError, ValueError):
        raise ValueError("values: are no numbers, as interval ones must be") from None
    squared: Counts = (at[:, None] - at[None, :]) ** 2
    return squared


def _ordinal(counts: Counts, weights: Weights) -> Counts:
    """Squared distances of ranks: how many values were given between them."""
    given = weights @ counts
    middle = np.cumsum(given) - given / 2
    squared: Counts = (middle[:, None] - middle[None, :]) ** 2
    return squared


def _alpha(counts: Counts, weights: Weights, delta: Counts) -> float | None:
    given = weights @ counts
    expected = float(given @ delta @ given) / max(float(given.sum()) - 1, 1)
    if expected <= 0:
        return None
    within = np.einsum("uc,ck,uk->u", counts, delta, counts, optimize=True)
    observed = float(weights @ (within / (counts.sum(axis=1) - 1)))
    return 1 - observed / expected


def _agreement(counts: Counts) -> float:
    """Share of equal pairs, each unit weighing as many as it has values, as in alpha."""
    m = counts.sum(axis=1)
    equal = (counts * (counts - 1)).sum(axis=1) / (m - 1)
    return float(equal.sum() / m.sum())


def _with_interval(
    made: Coefficient,
    of: Callable[[Weights], float | None],
    groups: Sequence[Hashable] | None,
    resamples: int,
    seed: int,
    share: float,
) -> Coefficient:
    """The same with the interval that resampling units, or whole groups of them, gives."""
    known = {group: n for n, group in enumerate(dict.fromkeys(groups or range(made.units)))}
    if not resamples or len(known) < 2:
        return made
    member = np.array([known[group] for group in (groups or range(made.units))])
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(resamples):
        drawn = np.bincount(rng.integers(len(known), size=len(known)), minlength=len(known))
        found.append(of(drawn[member].astype(float)))
    defined = [value for value in found if value is not None]
    if not defined:
        return replace(made, undefined=resamples)
    low, high = np.quantile(defined, [(1 - share) / 2, (1 + share) / 2])
    return replace(made, low=float(low), high=float(high), undefined=resamples - len(defined))
