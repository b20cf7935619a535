"""The calibration from beginning to end: put in, match, hold apart, measure afresh, record.

    1  what is put in      the rate at which ceasefires break
    2  waves               over all free rates, in four strands that know nothing of each other
    3  held apart          the same with one rate held, to see whether the targets can tell
    4  what is put in      the rate at which agreements fail
    5  measured            on other crises with other luck than those matched

The record tells which targets are met: those where the simulated figure lies in the 95 % interval
of the target. It holds everything that is needed to do it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.base_rates import GENERIC, panel
from goldenbridge.analysis.dynamics.calibration.distance import FITTED, distance, implausibility
from goldenbridge.analysis.dynamics.calibration.identified import left, profile, together
from goldenbridge.analysis.dynamics.calibration.inputs import (
    AGREEMENTS,
    CEASEFIRES,
    after_ceasefires,
    breaking,
    put_in,
)
from goldenbridge.analysis.dynamics.calibration.matching import Matched, matched
from goldenbridge.analysis.dynamics.calibration.population import Population
from goldenbridge.analysis.dynamics.calibration.prior import FREE, Free, spread_out
from goldenbridge.analysis.dynamics.calibration.shipped import Shipped
from goldenbridge.analysis.dynamics.calibration.simulated import CHECKS, Figure
from goldenbridge.analysis.dynamics.targets import TARGETS
from goldenbridge.analysis.estimate import Z95
from goldenbridge.case.base_rates import base_rate

__all__ = ["HELD", "Calibration", "calibrate", "measured"]

Floats = NDArray[np.float64]
Values = Mapping[str, float | Floats]

#: What is held, each by itself, to see whether the targets can tell: name → values, and why.
HELD: dict[str, tuple[Mapping[str, float], str]] = {
    "no-effect": ({"talks.mediating": 0.0}, "a mediator adds nothing to signing"),
    "effect": ({"talks.mediating": 1.0}, "a mediator makes signing twice as likely"),
    "large-effect": ({"talks.mediating": 4.0}, "a mediator makes signing five times as likely"),
    "effect-alone": (
        {"talks.mediating": 4.0, "talks.ripe": 0.0},
        "the same, and mediators see nothing of readiness",
    ),
    "small-margin": ({"concessions.margin": 0.06}, "little is asked above no deal at first"),
    "large-margin": ({"concessions.margin": 0.35}, "much is asked above no deal at first"),
}
#: They have one point in so many of the whole, and one wave in so many.
FEWER_POINTS, FEWER_WAVES = 4, 2

#: Outcomes that base rates are put beside, and the target that is each.
BESIDE = {"agreement": "agreement", "war": "war", "resumption": "resumption-agreement"}

#: Strands of waves, each from first points of its own: what one overlooks, another may find.
#: Each has twice the points that are kept of it.
STRANDS, MORE_POINTS = 4, 2

#: How a figure is rounded in the record, by unit.
DIGITS = {"share": 4, "per 30 days": 4, "days": 1}


@dataclass(frozen=True, eq=False)
class Calibration:
    """A calibration that was done: its points, and the record of it as plain data."""

    points: Shipped
    record: dict[str, Any]

    def as_dict(self) -> dict[str, object]:
        """Everything as plain data."""
        return {
            **self.record,
            "beside": self._beside(),
            "points": [
                dict(zip(self.points.names, row, strict=True))
                for row in self.points.points.tolist()
            ],
        }

    def _beside(self) -> list[dict[str, object]]:
        """Base rates beside the share of agreement, of war, and of what broke."""
        outcomes = {}
        for outcome, name in BESIDE.items():
            row = self.record["targets"][name]
            value, error = row["simulated"], Z95 * row["error"]
            outcomes[outcome] = (value, max(0.0, value - error), min(1.0, value + error))
        return panel(outcomes, GENERIC)


def calibrate(
    *,
    runs: int = 4096,
    waves: int = 40,
    points: int = 200,
    seed: int = 1,
    progress: Callable[[str, float], None] = lambda stage, fraction: None,
    stop: Callable[[], bool] = lambda: False,
) -> Calibration:
    """Calibrate the generic crisis to its targets.

    Parameters
    ----------
    runs : crises at each point looked at.
    waves : the most.
    points : how many are to be left.
    seed : of crises, luck and steps; the same one gives the same calibration.
    progress : told the stage and the share of it that is done.
    stop : asked often; once it says so, what is finished is measured and returned.
    """
    progress("what is put in", 0.0)
    given = {CEASEFIRES: breaking(runs, seed)}
    population = Population.of(runs, seed, given)
    strands: list[Matched] = []
    for number in range(STRANDS):
        if number and stop():
            break
        tell = partial(progress, f"matching, strand {number + 1} of {STRANDS}")
        each = max(2, points * MORE_POINTS // STRANDS)
        strands.append(_match(population, FREE, {}, each, waves, seed, number, None, tell, stop))
    found = _pooled(strands, points)
    apart: dict[str, object] = {}
    for name, (held, why) in HELD.items():
        if stop():
            break
        one = _held_apart(
            population,
            found,
            held,
            points,
            waves,
            seed,
            partial(progress, f"holding apart: {name}"),
            stop,
        )
        if one is not None:
            apart[name] = {"held": dict(held), "says": why, **one}
    progress("measuring", 0.0)
    values: dict[str, Floats] = _columns(spread_out(found.units), FREE)

    def failing(rate: float) -> float:
        many = Population.of(measured_runs(points, runs), seed, {**given, AGREEMENTS: rate})
        return many.shown(tiled(values, many.runs))["resumption-agreement"].value

    given[AGREEMENTS] = put_in("resumption-agreement", 0.132, failing)
    whole = {**values, **{name: np.full(len(found.units), rate) for name, rate in given.items()}}
    shipped = Shipped(tuple(whole), np.column_stack([_rounded(v) for v in whole.values()]))
    progress("measuring", 0.3)
    shown = measured(shipped, measured_runs(points, runs), seed + 1)
    spread = _spread(shipped, runs, seed + 1, lambda f: progress("measuring", 0.3 + 0.7 * f))
    record: dict[str, object] = {
        "how": {
            "runs": runs,
            "points": len(found.units),
            "seed": seed,
            "strands": len(strands),
            "waves": [len(one.waves) - 1 for one in strands],
            "looks": len(found.far),
            "within": round(found.within, 4),
            "finished": bool(found.finished and len(apart) == len(HELD)),
            "measured_runs": measured_runs(points, runs),
            "measured_seed": seed + 1,
            "distance": round(distance(shown), 4),
            "log": [[round(wave.within, 3) for wave in one.waves] for one in strands],
        },
        "parameters": _parameters(found),
        "put_in": {name: float(f"{rate:.5g}") for name, rate in given.items()},
        "targets": _targets(shown, spread),
        "checks": _checks(shown, spread),
        "together": [[a, b, round(r, 2)] for a, b, r in together(found.units)],
        "held": apart,
    }  # fmt: skip
    return Calibration(shipped, record)


def measured_runs(points: int, runs: int) -> int:
    """Runs in which the points are measured together: as many for each, 100 at least."""
    return points * max(100, 4 * runs // points)


def measured(points: Shipped, runs: int, seed: int) -> dict[str, Figure]:
    """What the whole population shows with points, as :func:`generic` spreads them over worlds."""
    values = dict(zip(points.names, points.points.T, strict=True))
    population = Population.of(runs, seed)
    shown = population.shown(tiled(values, runs))
    held = population.model(tiled(values, runs))
    shown["resumption-ceasefire"] = after_ceasefires(held, runs // 4, seed)
    return shown


def tiled(values: Values, worlds: int) -> dict[str, Floats]:
    """The points one world after the other: world w has point w modulo their number."""
    return {name: np.resize(np.asarray(column, float), worlds) for name, column in values.items()}


def _columns(values: Floats, free: tuple[Free, ...]) -> dict[str, Floats]:
    return {one.name: values[:, i] for i, one in enumerate(free)}


def _rounded(column: Floats) -> Floats:
    """Five digits are shipped, so five digits are measured."""
    return np.array([float(f"{value:.5g}") for value in column])


def _pooled(strands: list[Matched], points: int) -> Matched:
    """The points of all strands, as many of each, in turn."""
    each = min(-(-points // len(strands)), *(len(one.units) for one in strands), points)
    units = np.stack([one.units[:each] for one in strands], axis=1)
    far = np.stack([one.distances[:each] for one in strands], axis=1)
    return Matched(
        units.reshape(-1, units.shape[-1])[:points],
        far.ravel()[:points],
        [wave for one in strands for wave in one.waves],
        [place for one in strands for place in one.seen],
        [off for one in strands for off in one.far],
        len(strands) == STRANDS and all(one.finished for one in strands),
    )


def _match(
    population: Population,
    free: tuple[Free, ...],
    held: Mapping[str, float],
    points: int,
    waves: int,
    seed: int,
    strand: int,
    begin: Floats | None,
    progress: Callable[[float], None],
    stop: Callable[[], bool],
) -> Matched:
    names = [one.name for one in free]

    def off(place: Floats, asked: float) -> float:
        there = spread_out(place, free).tolist()
        return population.off({**dict(zip(names, there, strict=True)), **held}, asked)

    return matched(
        off, len(free), points=points, waves=waves, seed=seed, strand=strand, begin=begin,
        progress=progress, stop=stop,
    )  # fmt: skip


def _held_apart(
    population: Population,
    found: Matched,
    held: Mapping[str, float],
    points: int,
    waves: int,
    seed: int,
    progress: Callable[[float], None],
    stop: Callable[[], bool],
) -> dict[str, object] | None:
    """The fit with one rate held, beginning from the points of the fit with all free."""
    free = tuple(one for one in FREE if one.name not in held)
    columns = [i for i, one in enumerate(FREE) if one.name not in held]
    few = max(2, points // FEWER_POINTS)
    begin = found.units[: 2 * few, columns]
    one = _match(
        population,
        free,
        held,
        few,
        max(1, waves // FEWER_WAVES),
        seed,
        STRANDS,
        begin,
        progress,
        stop,
    )
    if not one.finished:
        return None
    many = Population.of(measured_runs(points, population.runs), seed + 1)
    values: dict[str, float | Floats] = {**_columns(spread_out(one.units, free), free), **held}
    shown = many.shown(tiled(values, many.runs))
    return {
        "nearest": round(float(one.distances.min()), 3),
        "within": round(one.within, 3),
        "shown": {
            target.id: round(shown[target.id].value, 3)
            for target in FITTED
            if target.family == "mediation" or target.id in ("agreement", "war")
        },
    }


def _spread(
    points: Shipped, runs: int, seed: int, progress: Callable[[float], None]
) -> dict[str, tuple[float, float]]:
    """How far the middle nine tenths of the points lie below and above their mean, by figure.

    All are run on the same crises with the same luck, so that only the points differ; what luck
    makes of the mean is left out.
    """
    population = Population.of(runs, seed)
    rows = []
    for i, row in enumerate(points.points.tolist()):
        progress(i / len(points.points))
        rows.append(population.shown(dict(zip(points.names, row, strict=True))))
    found = {}
    for name in rows[0]:
        values = np.array([row[name].value for row in rows])
        low, high = np.nanquantile(values, (0.05, 0.95)) - np.nanmean(values)
        found[name] = (float(low), float(high))
    return found


def _parameters(found: Matched) -> dict[str, object]:
    lowest = profile(np.array(found.seen), np.array(found.far))
    return {
        one.free.name: {
            "text": one.free.text,
            "prior": [one.free.low, one.free.high],
            "drawn": "by logarithm" if one.free.by_logarithm else "evenly",
            "low": float(f"{one.low:.4g}"),
            "mode": float(f"{one.mode:.4g}"),
            "high": float(f"{one.high:.4g}"),
            "width": round(one.width, 2),
            "identified": one.verdict,
            "lowest": [None if not np.isfinite(x) else round(float(x), 2) for x in lowest[i]],
        }
        for i, one in enumerate(left(found.units))
    }


def _figure(unit: str, figure: Figure, over: tuple[float, float] | None) -> dict[str, object]:
    digits = DIGITS[unit]
    return {
        "simulated": round(figure.value, digits),
        "error": round(figure.error, digits + 1),
        "spread": None if over is None else [round(figure.value + x, digits) for x in over],
    }


def _targets(
    shown: Mapping[str, Figure], spread: Mapping[str, tuple[float, float]]
) -> dict[str, object]:
    told: dict[str, object] = {}
    for target in TARGETS:
        figure = shown[target.id]
        row: dict[str, object] = {
            "family": target.family,
            "role": target.role,
            "unit": target.unit,
            "value": round(target.value, DIGITS[target.unit]),
            "interval": None
            if target.interval is None
            else [round(x, DIGITS[target.unit]) for x in target.interval],
            **_figure(target.unit, figure, spread.get(target.id)),
        }
        if target.role == "result" and target.interval is not None:
            low, high = target.interval
            row["off"] = round(implausibility(target, figure), 2)
            row["met"] = bool(low <= figure.value <= high)
        told[target.id] = row
    return told


def _checks(
    shown: Mapping[str, Figure], spread: Mapping[str, tuple[float, float]]
) -> dict[str, object]:
    """Figures of the same crises that nothing was fitted to."""
    told: dict[str, object] = {}
    for name, (rate, at) in CHECKS.items():
        known = base_rate(rate)
        value = known.value if at is None else next(q.value for q in known.quantiles if q.at == at)
        unit = "days" if at is not None else "share"
        low, high = known.interval or (None, None)
        told[name] = {
            "base_rate": rate,
            "unit": unit,
            "value": value,
            "interval": None if low is None else [low, high],
            **_figure(unit, shown[name], spread.get(name)),
        }
    return told
