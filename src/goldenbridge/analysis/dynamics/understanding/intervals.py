"""Shares, means and quantiles over runs, with intervals that take a world as the unit.

Runs nest in worlds: those of one world have the case, the readings and the parameters in common
and differ by chance alone. Twenty runs of one world are therefore not twenty draws of what is
uncertain, and an interval that counted them so would be too narrow. Here the worlds are the
clusters, and what varies between them sets the width. An interval says how far another draw of as
many worlds could differ; nothing of how well the case was coded or the model was built.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Estimate", "difference", "from_sums", "mean", "quantile", "ratio", "share"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: What 95 % of intervals leave out, at each end.
TAIL = 0.025
#: Worlds in which something is seen that tell well how alike the runs of a world are.
ENOUGH = 30


@dataclass(frozen=True)
class Estimate:
    """A figure over runs and the interval that sampling leaves around it.

    Attributes
    ----------
    estimate : the figure; None where no run is there to tell it.
    low, high : ends of its 95 % interval; None where fewer than two worlds are.
    runs, worlds : how many it rests on.

    >>> print(Estimate(0.41, 0.38, 0.44, 20000, 900))
    0.41 (0.38 to 0.44)
    """

    estimate: float | None
    low: float | None
    high: float | None
    runs: int
    worlds: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of the interval, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def __str__(self) -> str:
        if self.estimate is None:
            return "no run to tell it from"
        told = f"{self.estimate:.3g}"
        return told if self.interval is None else f"{told} ({self.low:.3g} to {self.high:.3g})"

    def as_dict(self) -> dict[str, object]:
        """Plain data: estimate, interval, runs, worlds; null where there is none."""
        return {
            "estimate": None if self.estimate is None else round(self.estimate, 6),
            "interval": None if self.interval is None else [round(x, 6) for x in self.interval],
            "runs": self.runs,
            "worlds": self.worlds,
        }


class _Ratio(NamedTuple):
    """A mean over some runs, and what each world adds to its deviation: (worlds,), sums to 0.

    ``seen`` is in how many worlds something was other than in most runs.
    """

    mean: float
    pull: Floats
    runs: int
    worlds: int
    seen: int


def share(values: ArrayLike, worlds: ArrayLike, where: ArrayLike | None = None) -> Estimate:
    """In how many runs something holds, with an interval clustered by world.

    Wilson's interval at the effective number of runs: as many independent ones as would leave the
    same variance. Where it holds in no run at all, or in every one, nothing tells how alike the
    runs of a world are; each world then counts as one run, which is cautious. Where it is seen in
    few worlds only, it lies in between.

    Parameters
    ----------
    values : (runs,), whether it holds.
    worlds : (runs,), the world of each run.
    where : (runs,), the runs that count; all where left out.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.
    Korn and Graubard (1998), Confidence intervals for proportions with small expected number of
    positive counts estimated from survey data: the effective number.

    >>> print(share([True, True, False, False], [0, 0, 1, 1]))
    0.5 (0.00154 to 0.998)
    """
    y, group, mask = _given(values, worlds, where)
    found = _ratio(y, group, mask)
    if found is None or found.worlds < 2:
        return _bare(found)
    low, high = _wilson(found)
    return Estimate(found.mean, low, high, found.runs, found.worlds)


def mean(values: ArrayLike, worlds: ArrayLike, where: ArrayLike | None = None) -> Estimate:
    """A mean over runs, or over those where something holds, with an interval clustered by world.

    A ratio of two sums over worlds, with its variance linearised and Student's t at one less than
    the number of worlds. Trust it from some thirty worlds on, where no few runs carry it.

    Parameters
    ----------
    values : (runs,), numbers; those of runs that do not count may be anything.
    worlds : (runs,), the world of each run.
    where : (runs,), the runs that count, such as those with an agreement; all where left out.

    References
    ----------
    Woodruff (1971), A simple method for approximating the variance of a complicated estimate.

    >>> print(mean([1.0, 3.0, 2.0, 4.0], [0, 0, 1, 1]))
    2.5 (-3.85 to 8.85)
    """
    y, group, mask = _given(values, worlds, where)
    found = _ratio(y, group, mask)
    if found is None or found.worlds < 2:
        return _bare(found)
    half = _t(found.worlds) * sqrt(_variance(found.pull, found.worlds))
    return Estimate(found.mean, found.mean - half, found.mean + half, found.runs, found.worlds)


def ratio(top: ArrayLike, bottom: ArrayLike, worlds: ArrayLike) -> Estimate:
    """One sum over runs by another, such as steps up a month lived through, clustered by world.

    Linearised like :func:`mean`, which is the ratio of a sum to a count. None where the lower sum
    is not above 0.

    Parameters
    ----------
    top, bottom : (runs,), what is summed above and below the line.
    worlds : (runs,), the world of each run.

    References
    ----------
    Woodruff (1971), A simple method for approximating the variance of a complicated estimate.

    >>> print(ratio([2.0, 4.0, 3.0], [1.0, 1.0, 1.0], [0, 1, 2]))
    3 (0.516 to 5.48)
    """
    above, group, mask = _given(top, worlds, None)
    below, *_ = _given(bottom, worlds, None)
    runs, there = int(mask.sum()), _several(group)
    whole = float(below.sum())
    if not whole > 0.0:
        return Estimate(None, None, None, runs, there)
    found = float(above.sum()) / whole
    if there < 2:
        return Estimate(found, None, None, runs, there)
    pull = np.bincount(group, above - found * below) / whole
    half = _t(there) * sqrt(_variance(pull, there))
    return Estimate(found, found - half, found + half, runs, there)


def from_sums(sums: ArrayLike, counts: ArrayLike, *, is_share: bool = False) -> Estimate:
    """The same figure where the runs are gone and only each world's sum and count are left.

    Parameters
    ----------
    sums, counts : (worlds,), what the runs of each world add up to, and how many they are.
    is_share : whether it is a share of runs, as in :func:`share`; otherwise a :func:`mean`.

    >>> print(from_sums([4.0, 6.0], [2, 2]))
    2.5 (-3.85 to 8.85)
    """
    several = np.asarray(counts, dtype=float)
    there = several > 0
    total, runs = np.asarray(sums, dtype=float)[there], several[there]
    if not there.any():
        return _bare(None)
    found = _of_sums(total, runs, int(runs.sum()))
    if found.worlds < 2:
        return _bare(found)
    if is_share:
        low, high = _wilson(found)
    else:
        half = _t(found.worlds) * sqrt(_variance(found.pull, found.worlds))
        low, high = found.mean - half, found.mean + half
    return Estimate(found.mean, low, high, found.runs, found.worlds)


def difference(
    a: ArrayLike,
    b: ArrayLike,
    worlds: ArrayLike,
    where_a: ArrayLike | None = None,
    where_b: ArrayLike | None = None,
) -> Estimate:
    """How much more one policy brings than another in the same runs: a less b, with an interval.

    Both policies meet the same worlds and the same chance, run by run. What they share cancels, so
    the interval is far narrower than those of either figure. For shares that differ in no run at
    all, the interval is what so many worlds leave open, and not nothing.

    Parameters
    ----------
    a, b : (runs,), of the same run numbers in the same order; numbers, or truth values where the
        figure is a share.
    worlds : (runs,), the world of each run.
    where_a, where_b : (runs,), the runs that count under either policy; all where left out.

    Returns
    -------
    Estimate; its runs and worlds are those that count under both.

    References
    ----------
    Agresti and Min (2005), Simple improved confidence intervals for comparing matched proportions:
    the half that is added to gains and losses, here at the effective number of runs.

    >>> print(difference([1.0, 3.0, 2.0, 4.0], [0.0, 2.0, 1.0, 3.0], [0, 0, 1, 1]))
    1 (1 to 1)
    """
    one, group, of_a = _given(a, worlds, where_a)
    other, _, of_b = _given(b, worlds, where_b)
    first, second = _ratio(one, group, of_a), _ratio(other, group, of_b)
    both = of_a & of_b
    runs, there = int(both.sum()), _several(group[both])
    if first is None or second is None:
        return Estimate(None, None, None, runs, there)
    apart = first.mean - second.mean
    fewest = min(first.worlds, second.worlds)
    if fewest < 2:
        return Estimate(apart, None, None, runs, there)
    variance, t = _variance(first.pull - second.pull, fewest), _t(fewest)
    whole = of_a.all() and of_b.all()
    if whole and _holds(a) and _holds(b):
        whole_of = _ratio(one - other, group, of_a)
        assert whole_of is not None
        low, high = _matched(one - other, whole_of, t)
    else:
        low, high = apart - t * sqrt(variance), apart + t * sqrt(variance)
    return Estimate(apart, low, high, runs, there)


def quantile(
    values: ArrayLike, worlds: ArrayLike, q: float, where: ArrayLike | None = None
) -> Estimate:
    """What a share q of the runs stay at or below, with an interval clustered by world.

    The interval is read off the runs themselves: the share of runs up to the quantile has an
    interval, and its two ends are turned back into values. No shape is assumed.

    Parameters
    ----------
    values : (runs,), numbers.
    worlds : (runs,), the world of each run.
    q : between 0 and 1; 0.5 for the median.
    where : (runs,), the runs that count; all where left out.

    Raises
    ------
    ValueError : q is not between 0 and 1.

    References
    ----------
    Woodruff (1952), Confidence intervals for medians and other position measures.

    >>> import numpy as np
    >>> print(quantile(np.arange(1000.0), np.arange(1000), 0.5))
    500 (469 to 530)
    """
    if not 0.0 < q < 1.0:
        raise ValueError(f"q: found {q}, wanted a number between 0 and 1")
    y, group, mask = _given(values, worlds, where)
    counted = y[mask]
    if not len(counted):
        return Estimate(None, None, None, 0, 0)
    here = float(np.quantile(counted, q))
    below = _ratio((y <= here).astype(float), group, mask)
    if below is None or below.worlds < 2:
        return Estimate(here, None, None, len(counted), 0 if below is None else below.worlds)
    low, high = _wilson(below, q)
    ends = np.quantile(counted, [low, high])
    return Estimate(
        here, min(here, float(ends[0])), max(here, float(ends[1])), below.runs, below.worlds
    )


def _wilson(found: _Ratio, p: float | None = None) -> tuple[float, float]:
    """Wilson's interval of a clustered share, at its effective number of runs."""
    p = found.mean if p is None else p
    effective = _effective(found.mean * (1.0 - found.mean), found)
    z = _t(found.worlds)
    if p <= 0.0 or p >= 1.0:
        high = z * z / (effective + z * z)
        return (0.0, high) if p <= 0.0 else (1.0 - high, 1.0)
    centre = p + z * z / (2 * effective)
    spread = z * sqrt(p * (1.0 - p) / effective + (z / (2 * effective)) ** 2)
    scale = 1 + z * z / effective
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _effective(alone: float, found: _Ratio) -> float:
    """As many independent runs as leave this variance, at most those there are.

    How alike the runs of a world are is judged from the worlds in which something is seen. Where
    they are few that judgement is worth little, and where there are none worlds count as runs; so
    up to ``ENOUGH`` of them it is mixed with runs of a world being all alike.

    Parameters
    ----------
    alone : variance of a single run.
    found : the mean, and what each world pulls.
    """
    each = found.runs / found.worlds
    if each <= 1.0:
        variance = _variance(found.pull, found.worlds)
        return min(float(found.runs), alone / variance) if variance > 0.0 else float(found.runs)
    alike = 0.0
    if alone > 0.0:
        variance = _variance(found.pull, found.worlds)
        alike = max(0.0, (variance * found.runs / alone - 1.0) / (each - 1.0))
    doubt = max(0.0, (ENOUGH + 1.0) / (found.seen + 1.0) - 1.0) / ENOUGH
    judged = max(alike, doubt + (1.0 - doubt) * alike)
    return found.runs / (1.0 + (each - 1.0) * judged)


def _matched(apart: Floats, found: _Ratio, t: float) -> tuple[float, float]:
    """The interval of a difference of shares in the same runs."""
    middle = found.mean
    effective = _effective(float((apart**2).mean()) - middle**2, found)
    gained = float((apart > 0).mean()) * effective + 0.5
    lost = float((apart < 0).mean()) * effective + 0.5
    total = effective + 2.0
    centre = (gained - lost) / total
    half = t * sqrt(max(gained + lost - (gained - lost) ** 2 / total, 0.0)) / total
    return max(-1.0, min(middle, centre - half)), min(1.0, max(middle, centre + half))


def _given(
    values: ArrayLike, worlds: ArrayLike, where: ArrayLike | None
) -> tuple[Floats, NDArray[np.int64], Mask]:
    """What was handed in as arrays of one length, and the worlds numbered from 0 on.

    Raises
    ------
    ValueError : lengths differ, or a value that counts is not a number.
    """
    y = np.asarray(values, dtype=float)
    group = np.asarray(worlds)
    mask = np.ones(y.shape, dtype=bool) if where is None else np.asarray(where, dtype=bool)
    if y.ndim != 1 or group.shape != y.shape or mask.shape != y.shape:
        raise ValueError(
            f"values, worlds and where: found shapes {y.shape}, {group.shape} and {mask.shape}, "
            "wanted one number a run in each"
        )
    if not np.isfinite(y[mask]).all():
        raise ValueError("values: found what is no finite number in a run that counts")
    return y, _numbered(group), mask


def _numbered(group: NDArray[Any]) -> NDArray[np.int64]:
    """Clusters numbered from 0 on without a gap, in the order of their names."""
    whole = group.astype(np.int64) if group.dtype.kind in "iuf" and len(group) else None
    if whole is not None and (whole == group).all() and 0 <= whole.min() <= whole.max() < 1 << 20:
        # Sorting takes most of the time of an estimate; numbers of worlds need none.
        place = np.cumsum(np.bincount(whole) > 0) - 1
        return np.asarray(place[whole], dtype=np.int64)
    return np.asarray(np.unique(group, return_inverse=True)[1], dtype=np.int64)


def _several(group: NDArray[np.int64]) -> int:
    """How many different clusters there are."""
    return int(np.count_nonzero(np.bincount(group))) if len(group) else 0


def _ratio(y: Floats, group: NDArray[np.int64], mask: Mask) -> _Ratio | None:
    """The mean over the runs that count and each world's pull on it; None where no run counts."""
    runs = int(mask.sum())
    if not runs:
        return None
    sums = np.bincount(group, np.where(mask, y, 0.0)).astype(np.float64)
    counts = np.bincount(group, mask.astype(np.float64)).astype(np.float64)
    return _of_sums(sums, counts, runs)


def _of_sums(sums: Floats, counts: Floats, runs: int) -> _Ratio:
    """The same from each world's sum and number of runs that count: so many in all."""
    middle = float(sums.sum()) / runs
    pull = (sums - middle * counts) / runs
    # A mean of the same number in every run pulls nothing, but for the last bits of a sum.
    pull[np.abs(pull) < 1e-12 * abs(middle)] = 0.0
    usual = counts if middle > 0.5 else 0.0
    seen = int(np.count_nonzero(sums != usual))
    return _Ratio(middle, pull, runs, int(np.count_nonzero(counts)), seen)


def _variance(pull: Floats, worlds: int) -> float:
    """Of a mean, from what each world pulls, of which so many have a run that counts."""
    return float((pull**2).sum()) * worlds / max(worlds - 1, 1)


def _t(worlds: int) -> float:
    """Student's t: what 2.5 % lie above, with one less than so many worlds to judge by."""
    from scipy.special import stdtrit

    found = float(stdtrit(worlds - 1, 1.0 - TAIL))
    assert isfinite(found)
    return found


def _bare(found: _Ratio | None) -> Estimate:
    """A figure without an interval: there are too few worlds to tell how they differ."""
    if found is None:
        return Estimate(None, None, None, 0, 0)
    return Estimate(found.mean, None, None, found.runs, found.worlds)


def _holds(values: ArrayLike) -> bool:
    """Whether these are answers of yes and no, and not numbers."""
    return bool(np.asarray(values).dtype == bool)
